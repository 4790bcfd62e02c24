"""What is found in a sheet: rows to record, what is passed over and why, and what only people can decide."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from yport_cli.core.issues.issue import Issue
from yport_cli.core.issues.sentence import Sentence
from yport_cli.source.ledger.appending import NewRow
from yport_cli.source.places.issue_limit import IssueList
from yport_cli.source.places.row import CsvRecord, Record
from yport_cli.source.sheet.cell import Cell


class Taken(NamedTuple):
    """A row for the ledger, and the cell that its figure stands in."""

    row: NewRow
    unit: str
    """The unit of the amount: the item's own."""
    record: Record
    column: int
    spot: str
    """Where the cell stands, as issues say it."""


class PassedOver(NamedTuple):
    """A cell, or a row, that records nothing."""

    record: Record
    column: int
    reason: Sentence


@dataclass(slots=True)
class Findings:
    """All that is found in one file, in the order of its cells."""

    lines: list[Taken | PassedOver] = field(default_factory=list)
    issues: IssueList = field(default_factory=IssueList)

    @property
    def taken(self) -> list[Taken]:
        """The rows to record."""
        return [line for line in self.lines if isinstance(line, Taken)]

    def pass_over(self, record: Record, column: int, ja: str, en: str) -> None:
        """Say why a cell, or a row, records nothing."""
        self.lines.append(PassedOver(record, column, Sentence(ja, en)))

    def refuse(self, issue: Issue) -> None:
        """Keep what only people can decide."""
        self.issues.extend([issue])


def spot_of(record: Record, column: int, cells: Sequence[Cell] = ()) -> str:
    """Where a cell stands, as issues say it: `実績!C5`, or line and column of a CSV.

    Those of a row without quotation marks follow from its `cells`.
    """
    cell = record.cell(column)
    if cell is not None:
        return f"{record.sheet}!{cell}"
    if cells and isinstance(record, CsvRecord) and '"' not in record.text:
        return f"{record.number}:{1 + column + sum(map(len, map(str, cells[:column])))}"
    place = record.place(column)
    return f"{place.line}:{place.column}"
