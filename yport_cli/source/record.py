"""One row of a sheet, and the place of each of its cells."""

from dataclasses import dataclass
from typing import Protocol

from yport_cli.core.issue import BadValue, LocatedIssue, LocatedRelated, Place, Sentence, Severity


class Record(Protocol):
    """A row: its number counted from 1, its cells, and where each stands."""

    @property
    def number(self) -> int:
        """The row's number in its file."""

    @property
    def sheet(self) -> str | None:
        """The sheet, in a workbook."""

    @property
    def excerpt(self) -> str:
        """The line of the file in which the row begins."""

    def place(self, column: int) -> Place:
        """Where the cell of a column stands; of a column that the row does not reach, the row's end."""

    def cell(self, column: int) -> str | None:
        """The name of the cell, in a workbook: `C7`."""


@dataclass(frozen=True, slots=True)
class CsvRecord:
    """A row of a CSV file; `text` is the row as it stands in the file, over more lines where a cell does so."""

    number: int
    line: int
    text: str
    delimiter: str
    sheet: None = None

    @property
    def excerpt(self) -> str:
        """The first line of the row."""
        return self.text.splitlines()[0] if self.text.strip("\r\n") else ""

    def place(self, column: int) -> Place:
        """Where the cell stands, its quotes included."""
        starts = [0]
        quoted = False
        content = self.text.rstrip("\r\n")
        for offset, character in enumerate(content):
            if character == '"':
                quoted = not quoted
            elif character == self.delimiter and not quoted:
                starts.append(offset + 1)
        start = starts[column] if column < len(starts) else len(content)
        end = starts[column + 1] - 1 if column + 1 < len(starts) else len(content)
        return Place(*self._position(start), *self._position(max(start, end)))

    def cell(self, column: int) -> None:
        """A CSV file has no cell names."""
        return

    def _position(self, offset: int) -> tuple[int, int]:
        before = self.text[:offset]
        lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return self.line + len(lines) - 1, len(lines[-1]) + 1


NOTHING = CsvRecord(1, 1, "", ",")
"""The place of what is wrong with a file as a whole."""


@dataclass(frozen=True, slots=True)
class SheetRecord:
    """A row of a workbook."""

    number: int
    sheet: str
    excerpt: str = ""

    def place(self, column: int) -> Place:
        """Row and column, both counted from 1."""
        return Place(self.number, column + 1, self.number, column + 2)

    def cell(self, column: int) -> str:
        """The cell's name: `C7`."""
        letters = ""
        column += 1
        while column:
            column, rest = divmod(column - 1, 26)
            letters = chr(ord("A") + rest) + letters
        return f"{letters}{self.number}"


def located(
    record: Record,
    column: int,
    problem: BadValue,
    *,
    field: str = "",
    severity: Severity = Severity.ERROR,
    related: tuple[LocatedRelated, ...] = (),
) -> LocatedIssue:
    """`problem` at a cell of `record`."""
    path = f"rows[{record.number}]" + (f".{field}" if field else "")
    return LocatedIssue(
        problem.code,
        severity,
        problem.message,
        problem.hint,
        path,
        record.place(column),
        record.excerpt,
        None,
        related,
        record.sheet,
        record.cell(column),
    )


class BadCell(Exception):  # noqa: N818
    """A cell for which the whole sheet is refused."""

    def __init__(self, record: Record, column: int, problem: BadValue) -> None:
        super().__init__(problem)
        self.record = record
        self.column = column
        self.problem = problem


FIRST_ROW = Sentence("最初の行", "the first such row")
