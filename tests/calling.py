"""The program called as a user calls it."""

import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any


def run(*arguments: str | Path, status: int = 0, lang: str = "ja", stdin: str = "") -> tuple[str, str]:
    """What the command writes to standard output and to standard error, 80 columns wide; it must end with `status`."""
    done = subprocess.run(
        [sys.executable, "-m", "yport_cli", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "YPORT_LANG": lang, "PYTHONIOENCODING": "utf-8", "COLUMNS": "80", "NO_COLOR": "1"},
        check=False,
    )
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout, done.stderr


def answer(*arguments: str | Path, status: int = 0, lang: str = "ja") -> Any:
    """The JSON that the command writes."""
    return json.loads(run(*arguments, "--format", "json", status=status, lang=lang)[0], parse_float=Decimal)
