"""The neutral table that every format writes."""

from dataclasses import dataclass

from yport_cli.render.shapes.cell import Cell, Text
from yport_cli.render.shapes.records import Records, records_of


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its field name for machines, its heading for people."""

    name: str
    heading: str
    numeric: bool = False
    """Figures stand at the right, and are never broken over lines."""


@dataclass(frozen=True, slots=True)
class Table:
    """A caption, headings, rows, and sentences below."""

    name: str
    """By which it is found on its page."""
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    has_headings: bool = True
    """Without headings, each row's first cell is its heading."""

    def records(self) -> Records:
        """The same rows for programs."""
        names = [column.name for column in self.columns]
        values = ({name: cell.value for name, cell in zip(names, row, strict=True)} for row in self.rows)
        return records_of(self.name, names, values)

    def place(self, column: str) -> int:
        """Where in its rows the column called `column` stands. Raises `ValueError` where there is none."""
        return [one.name for one in self.columns].index(column)

    def transposed(self) -> "Table":
        """The same cells with rows for columns: the first column becomes the headings."""
        first, *others = self.columns
        headings = ((f"{first.name}_{index}", row[0].text) for index, row in enumerate(self.rows, 1))
        turned = (Column(name, heading, numeric=True) for name, heading in headings)
        columns = (Column(first.name, first.heading), *turned)
        rows = tuple(
            (Text(column.name, column.heading), *(row[index] for row in self.rows))
            for index, column in enumerate(others, 1)
        )
        return Table(self.name, self.caption, columns, rows, self.notes)


@dataclass(frozen=True, slots=True)
class Page:
    """A title, what it is about, and tables."""

    title: str
    lead: tuple[str, ...]
    tables: tuple[Table, ...]

    def table(self, name: str) -> Table:
        """The table called `name`. Raises `LookupError` where there is none."""
        return {table.name: table for table in self.tables}[name]

    def without(self, *names: str) -> tuple[Table, ...]:
        """The other tables, in their order."""
        return tuple(table for table in self.tables if table.name not in names)
