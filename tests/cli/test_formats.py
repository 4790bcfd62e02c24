from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

import pytest

from example import BROKEN
from program import command
from yport_cli.cli import formats, streams
from yport_cli.cli.suffix import Format

TABLES = [
    (formats.AnswerFormat, formats.ANSWERS, "status"),
    (formats.FindingsFormat, formats.FINDINGS, "validate"),
    (formats.ReportFormat, formats.REPORTS, "report"),
    (formats.DataFormat, formats.DATA, "export"),
]


@pytest.mark.parametrize(("names", "table", "name"), TABLES, ids=lambda value: str(value)[:20])
def test_every_format_that_can_be_asked_for_is_registered_once(
    names: Any, table: Mapping[str, Format[Any]], name: str
) -> None:
    assert list(table) == list(get_args(names))
    suffixes = [suffix for found in table.values() for suffix in found.suffixes]
    assert len(set(suffixes)) == len(suffixes)
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in suffixes)
    assert f"--format <{'|'.join(table)}>" in command(name, "-h", status=0).out


def test_what_goes_to_a_file_is_drawn_for_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("broken.yaml").write_text(BROKEN, encoding="utf-8")
    with monkeypatch.context() as terminal:
        terminal.setattr(streams, "is_terminal", lambda: True)
        terminal.setattr(streams, "has_color", lambda: True)
        shown = command("validate", "broken.yaml", status=1).out
        command("validate", "broken.yaml", "-o", "found.txt", status=1)
    assert "\x1b[31m" in shown
    assert "^" in shown
    piped = command("validate", "broken.yaml", status=1).out
    assert Path("found.txt").read_text(encoding="utf-8") == piped
    assert "\x1b" not in piped
