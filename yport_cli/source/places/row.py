"""One row of a sheet, and the place of each of its cells."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from yport_cli.core.issues.issue import Context, Issue, Location, Place, Refusal, Related, Route, route_text
from yport_cli.core.issues.sentence import Sentence
from yport_cli.source.places.lines import Lines
from yport_cli.source.places.placing import placed

_SHOWN_AFTER = 500
"""How many characters of a line an excerpt has after the beginning of the place.

More than any screen is wide.
"""

_FARTHEST_SHOWN = 4_000
"""A place farther to the right has no excerpt: columns are counted from the beginning of the line."""

# A cell that begins with a quotation mark ends with the next one that is not doubled, and what follows up to
# the
# delimiter belongs to it. The group is that second mark, empty where there is none.
_CELL = {
    delimiter: re.compile(rf'(?:"[^"]*+(?:""[^"]*+)*+("?))?[^{delimiter}]*+') for delimiter in (",", "\t")
}


class CsvRecord:
    """A row of a CSV file; `number` is the line with which it begins, counted from 1.

    `text` is the row as it stands in the file, over more lines where a cell does so.
    """

    __slots__ = ("__dict__", "delimiter", "number", "text")

    sheet = None

    def __init__(self, number: int, text: str, delimiter: str) -> None:
        self.number = number
        self.text = text
        self.delimiter = delimiter

    @property
    def ends_open(self) -> bool:
        """Whether the row ends within quotation marks."""
        return self._cells[1]

    @property
    def starts(self) -> "array[int]":
        """Where each cell begins, counted from the beginning of the row."""
        return self._cells[0]

    def column_at(self, offset: int) -> int:
        """The column of the cell that holds a character of the row."""
        return bisect_right(self.starts, offset) - 1

    def place(self, column: int) -> Place:
        """Where the cell stands, its quotes included.

        Of a column that the row does not reach, the row's end.
        """
        lines = self._lines
        starts, length = self.starts, len(lines.text)
        start = starts[column] if column < len(starts) else length
        end = starts[column + 1] - 1 if column + 1 < len(starts) else length
        place = lines.place(start, end)
        before = self.number - 1
        return Place(place.line + before, place.column, place.end_line + before, place.end_column)

    def excerpt(self, place: Place) -> str:
        """The line of the file that holds `place`.

        Of a long one the beginning, up to a little beyond the place.
        """
        if place.column > _FARTHEST_SHOWN:
            return ""
        return self._lines.line(place.line - self.number + 1)[: place.column + _SHOWN_AFTER]

    def cell(self, column: int) -> None:
        """A CSV file has no cell names."""
        return

    def text_at(self, column: int) -> str:
        """What the cell in a column holds, as it is written."""
        starts = self.starts
        if column >= len(starts):
            return ""
        end = starts[column + 1] - 1 if column + 1 < len(starts) else len(self.text)
        return self.text[starts[column] : min(end, starts[column] + _SHOWN_AFTER)].strip('\r\n"')

    # A thousand issues of one row look for its lines and cells once.

    @cached_property
    def _lines(self) -> Lines:
        """The row without the line end after it."""
        return Lines(self.text.rstrip("\r\n"))

    @cached_property
    def _cells(self) -> "tuple[array[int], bool]":
        """Where each cell begins, and whether the row ends within quotation marks; as `csv` reads it."""
        starts = array("L", (0,))
        match = _CELL[self.delimiter].match
        while (cell := match(self.text, starts[-1])) is not None and cell.end() < len(self.text):
            starts.append(cell.end() + 1)
        return starts, cell is not None and cell[1] == ""


WHOLE_FILE = CsvRecord(1, "", ",")
"""Stands in for a row where an issue is about the whole file; placed at 1:1."""


class SheetRecord(NamedTuple):
    """A row of a workbook, counted from 1."""

    number: int
    sheet: str
    cells: Sequence[object] = ()

    def place(self, column: int) -> Place:
        """Row and column, both counted from 1."""
        return Place(self.number, column + 1, self.number, column + 2)

    def excerpt(self, place: Place) -> str:
        """A workbook has no lines."""
        return ""

    def text_at(self, column: int) -> str:
        """What the cell in a column shows."""
        cell = self.cells[column] if column < len(self.cells) else None
        return "" if cell is None else str(cell)[:_SHOWN_AFTER]

    def cell(self, column: int) -> str:
        """The cell's name: `C7`."""
        letters = ""
        column += 1
        while column:
            column, rest = divmod(column - 1, 26)
            letters = chr(ord("A") + rest) + letters
        return f"{letters}{self.number}"


Record = CsvRecord | SheetRecord


def located(
    record: Record, column: int, refusal: Refusal, *, field: str = "", related: tuple[Related, ...] = ()
) -> Issue:
    """What is wrong with the cell in a column of `record`; `field` is what the ledger calls it."""
    route: Route = ("rows", record.number, field) if field else ("rows", record.number)
    issue = refusal.issue(Context(route))
    issue = replace(issue, related=(*issue.related, *related))
    return placed(issue, lambda route: location(record, column, route))


def location(record: Record, column: int, route: Route) -> Location:
    """Where the cell in a column of `record` stands."""
    place = record.place(column)
    cell = record.cell(column)
    text = record.text_at(column)
    return Location(place, route_text(route), record.excerpt(place), 1, record.sheet, cell, text)


class BadSheet(Exception):  # noqa: N818
    """Raised for a sheet that cannot be read to its end; each of its issues has its place."""

    def __init__(self, issues: list[Issue]) -> None:
        super().__init__(issues[0].code)
        self.issues = issues


FIRST_ROW = Sentence("最初の行", "the first such row")
