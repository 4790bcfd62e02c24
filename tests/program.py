"""The program, run within the process of the tests: as its users do, only sooner."""

import io
import json
import os
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from yport_cli.cli.main import main


class Run(NamedTuple):
    """What a run of the program left behind."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The object on standard output, its numbers exact."""
        return json.loads(self.out, parse_float=Decimal)


def run(*arguments: str | Path, lang: str = "ja", width: int = 80) -> Run:
    """`yport` with these arguments; the language is `lang` and a line has `width` cells."""
    out, err = io.BytesIO(), io.BytesIO()
    texts = [
        io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True) for stream in (out, err)
    ]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("YPORT")}
    with (
        patch.dict(os.environ, {**kept, "YPORT_LANG": lang, "COLUMNS": str(width)}, clear=True),
        patch.object(sys, "argv", ["yport", *map(str, arguments)]),
        patch.object(sys, "stdout", texts[0]),
        patch.object(sys, "stderr", texts[1]),
    ):
        try:
            main()
        except SystemExit as end:
            status = int(end.code or 0)
    return Run(status, out.getvalue().decode(), err.getvalue().decode())
