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
        return records_of(self.caption, names, values)

    def transposed(self) -> "Table":
        """The same cells with rows for columns: the first column becomes the headings."""
        first, *others = self.columns
        columns = (
            Column(first.name, first.heading),
            *(
                Column(f"{first.name}_{index}", row[0].text, numeric=True)
                for index, row in enumerate(self.rows, 1)
            ),
        )
        rows = tuple(
            (Text(column.name, column.heading), *(row[index] for row in self.rows))
            for index, column in enumerate(others, 1)
        )
        return Table(self.caption, columns, rows, self.notes)


@dataclass(frozen=True, slots=True)
class Page:
    """A title, what it is about, and tables."""

    title: str
    lead: tuple[str, ...]
    tables: tuple[Table, ...]
