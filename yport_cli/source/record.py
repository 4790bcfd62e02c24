"""One row of a sheet, and the place of each of its cells."""

from typing import NamedTuple, Protocol

from yport_cli.core.issue import BadValue, LocatedIssue, LocatedRelated, Place, Sentence, Severity
from yport_cli.source.lines import Lines


class Record(Protocol):
    """A row of a sheet: its number, and where each of its cells stands."""

    @property
    def number(self) -> int:
        """The line of the file, or the row of the sheet, with which the row begins, counted from 1."""

    @property
    def sheet(self) -> str | None:
        """The sheet, in a workbook."""

    def place(self, column: int) -> Place:
        """Where the cell of a column stands; of a column that the row does not reach, the row's end."""

    def excerpt(self, place: Place) -> str:
        """The line of the file that holds `place`."""

    def cell(self, column: int) -> str | None:
        """The name of the cell, in a workbook: `C7`."""


class CsvRecord(NamedTuple):
    """A row of a CSV file; `text` is the row as it stands in the file, over more lines where a cell does so."""

    number: int
    text: str
    delimiter: str

    @property
    def sheet(self) -> None:
        """A CSV file has no sheets."""
        return

    @property
    def ends_open(self) -> bool:
        """Whether the row ends within quotation marks."""
        return _cells_of(self.text, self.delimiter)[1]

    @property
    def width(self) -> int:
        """How many cells the row has."""
        return len(_cells_of(self.text, self.delimiter)[0])

    def place(self, column: int) -> Place:
        """Where the cell stands, its quotes included."""
        content = self.text.rstrip("\r\n")
        starts = _cells_of(content, self.delimiter)[0]
        start = starts[column] if column < len(starts) else len(content)
        end = starts[column + 1] - 1 if column + 1 < len(starts) else len(content)
        place = Lines(content).place(start, end)
        return Place(
            place.line + self.number - 1, place.column, place.end_line + self.number - 1, place.end_column
        )

    def excerpt(self, place: Place) -> str:
        """The line of the file that holds `place`."""
        return Lines(self.text).line(place.line - self.number + 1)

    def cell(self, column: int) -> None:
        """A CSV file has no cell names."""
        return


NOTHING = CsvRecord(1, "", ",")
"""The place of what is wrong with a file as a whole."""


class SheetRecord(NamedTuple):
    """A row of a workbook."""

    number: int
    sheet: str

    def place(self, column: int) -> Place:
        """Row and column, both counted from 1."""
        return Place(self.number, column + 1, self.number, column + 2)

    def excerpt(self, place: Place) -> str:
        """A workbook has no lines."""
        return ""

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
    place = record.place(column)
    return LocatedIssue(
        problem.code,
        severity,
        problem.message,
        problem.hint,
        path,
        place,
        record.excerpt(place),
        None,
        related,
        record.sheet,
        record.cell(column),
    )


class BadSheet(Exception):  # noqa: N818
    """A sheet that cannot be read to its end: each problem at its place."""

    def __init__(self, issues: list[LocatedIssue]) -> None:
        super().__init__(issues[0].code)
        self.issues = issues


FIRST_ROW = Sentence("最初の行", "the first such row")


def _cells_of(text: str, delimiter: str) -> tuple[list[int], bool]:
    """Where each cell of a row begins, and whether the row ends within quotation marks; as `csv` reads it."""
    starts = [0]
    at_start, quoted, offset = True, False, 0
    while offset < len(text):
        character = text[offset]
        if quoted:
            if character == '"':
                if text.startswith('"', offset + 1):  # two of them stand for one
                    offset += 1
                else:
                    quoted = False
        elif character == '"' and at_start:
            quoted = True
        at_start = character == delimiter and not quoted
        offset += 1
        if at_start:
            starts.append(offset)
    return starts, quoted
