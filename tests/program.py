"""The program as tests run it: within this process, which is soon done, or as a process of its own."""

import gc
import io
import json as json_reader
import os
import subprocess
import sys
from decimal import Decimal
from typing import Any, NamedTuple
from unittest.mock import patch

PROGRAM = (sys.executable, "-m", "yport_cli")


class Run(NamedTuple):
    """What a run of the program leaves behind."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The object on standard output, its numbers exact."""
        return json_reader.loads(self.out, parse_float=Decimal)


def command(
    *arguments: object,
    status: int | None = None,
    stdin: bytes | str = b"",
    lang: str | None = None,
    width: int | None = None,
    **environment: str,
) -> Run:
    """`yport` with these arguments, within this process.

    It must end with `status`; where none is said, with any but that of a fault of the program. It speaks
    `lang`, or the language of the environment, which is Japanese in tests; a line has `width` cells, or 80.
    """
    from yport_cli.cli.main import main

    given = io.TextIOWrapper(io.BytesIO(_bytes(stdin)), encoding="utf-8", newline="")
    out, err = (
        io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="", write_through=True) for _ in range(2)
    )
    ended: object = None
    with (
        patch.dict(os.environ, _settings(lang, width, environment)),
        patch.object(sys, "argv", ["yport", *map(str, arguments)]),
        patch.object(sys, "stdin", given),
        patch.object(sys, "stdout", out),
        patch.object(sys, "stderr", err),
        # What `main` does to the collector is for a process of its own.
        patch.object(gc, "set_threshold"),
        patch.object(gc, "freeze"),
    ):
        try:
            main()
        except SystemExit as end:
            ended = end.code
    assert isinstance(ended, int)
    return _checked(Run(ended, _text(out), _text(err)), status)


def process(
    *arguments: object,
    status: int | None = None,
    stdin: bytes | str = b"",
    lang: str | None = None,
    width: int | None = None,
    line: str | None = None,
    **environment: str,
) -> Run:
    """As `command`, in a process of its own; with `line`, in that line of a shell, where it is `"$@"`.

    What it writes is in the encoding of PYTHONIOENCODING, or UTF-8.
    """
    started = [*PROGRAM, *map(str, arguments)]
    done = subprocess.run(
        started if line is None else ["sh", "-c", line, "sh", *started],
        input=_bytes(stdin),
        capture_output=True,
        env=surroundings(**_settings(lang, width, environment)),
        check=False,
        timeout=120,
    )
    encoding = environment.get("PYTHONIOENCODING", "utf-8")
    return _checked(Run(done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding)), status)


def surroundings(**environment: str) -> dict[str, str]:
    """The environment of a process of its own.

    Coverage does not look at it: a process that is killed would leave half a file behind.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    return {**kept, "PYTHONIOENCODING": "utf-8", **environment}


def _settings(lang: str | None, width: int | None, environment: dict[str, str]) -> dict[str, str]:
    asked = {"YPORT_LANG": lang, "COLUMNS": None if width is None else str(width)}
    return {name: value for name, value in asked.items() if value is not None} | environment


def _bytes(text: bytes | str) -> bytes:
    return text.encode() if isinstance(text, str) else text


def _text(stream: io.TextIOWrapper) -> str:
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode()


def _checked(run: Run, status: int | None) -> Run:
    assert "Traceback" not in run.err
    assert "Exception ignored" not in run.err
    if status is None:
        assert run.status != 70, run.err
    else:
        assert run.status == status, run.err
    return run
