"""What holds of every file that is read as a ledger, whatever its bytes are."""

import io
import re

from ledger_example import SMALL, loaded
from yport_cli.core.figures.ledger import Ledger
from yport_cli.core.figures.outcome import outcome
from yport_cli.render.data.json_v1 import status_object
from yport_cli.render.formats.json import json_text
from yport_cli.source.places.row import BadSheet
from yport_cli.source.sheet.csv_rows import dialect_of


def holds(content: bytes, suffix: str = ".csv") -> None:
    """Assert that `content` gives a ledger or errors, each at a place within the file."""
    found = loaded(content, suffix=suffix)
    assert (found.ledger is None) == (not found.report.valid)
    if found.ledger is not None:
        figures_of(found.ledger)
    lines = _lines(content)
    for issue in found.report.issues:
        assert issue.message.ja
        assert issue.message.en
        if issue.at.sheet is None and issue.code != "bad-workbook":
            place = issue.at.place
            assert 1 <= place.line <= place.end_line <= len(lines)
            assert 1 <= place.column <= len(lines[place.line - 1]) + 1
            assert 1 <= place.end_column <= len(lines[place.end_line - 1]) + 1
            assert (place.line, place.column) <= (place.end_line, place.end_column)
            assert lines[place.line - 1].startswith(issue.at.excerpt)
            for related in issue.related:
                assert related.at.place.line <= len(lines)


def figures_of(ledger: Ledger) -> str:
    """Everything that `yport status` says of a ledger."""
    return json_text(status_object(outcome(SMALL, ledger), "ja"))


def _lines(content: bytes) -> list[str]:
    """The lines of the file as an editor shows them."""
    try:
        encoding = dialect_of(io.BytesIO(content)).encoding
    except BadSheet:
        encoding = "latin-1"
    return re.split("\r\n|\r|\n", content.decode(encoding))
