"""Rows of cells, wherever they come from."""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from yport_cli.core.issues.issue import Issue
from yport_cli.source.places.row import Record
from yport_cli.source.sheet.cell import Cell

Rows = Iterator[tuple[Record, Sequence[Cell]]]


class Sheet(NamedTuple):
    """The rows of a CSV file or of one sheet, with what is to be said of the file as a whole."""

    rows: Rows
    record_at: Callable[[int], Record]
    """The row with a number that one of `rows` had, while the file is open."""
    issues: Sequence[Issue] = ()
    name: str | None = None
    """The sheet's name, in a workbook."""


class Block(NamedTuple):
    """Merged cells: its first and last row and column, counted from 0."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


class Tab(NamedTuple):
    """One of the sheets of a file, all of which are read; a CSV file is one without a name."""

    name: str | None
    rows: Rows
    merged: Sequence[Block] = ()
    is_hidden: bool = False
    months: AbstractSet[tuple[int, int]] = frozenset()
    """The cells, by row and column, that show of a date the month alone."""
