"""A sound CSV ledger, read column by column: the quick way to the same entries.

Millions of rows repeat a few thousand combinations of item, date, year and unit, so each combination is read
once. Nothing is decided here about a row that is odd: the caller then takes the reader that looks at every row.
"""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import NamedTuple, TextIO

from yport_cli.core.issue import BadValue
from yport_cli.core.ledger import Entry, Item, converted, ledger_item
from yport_cli.core.number import MAX_DIGITS, Number, parse_number
from yport_cli.core.plan import Plan
from yport_cli.source.csv_file import Dialect
from yport_cli.source.ledger_heading import BadHeading, Heading, read_heading
from yport_cli.source.ledger_row import BadRow, read_row

_CHARACTERS_AT_ONCE = 1 << 16  # stays within a processor's cache
_ROWS_AT_ONCE = 2048
_KEY_FIELDS = ("item", "date", "fiscal_year", "unit")


class _Odd(Exception):  # noqa: N818
    """Something about the file needs the reader that looks at every row."""


class _Piece(NamedTuple):
    """Some rows: their columns, and something to tell equal rows by."""

    columns: list[Iterable[str]]
    amounts: list[str]
    rows: Iterable[object]
    height: int


def quick_entries(plan: Plan, text: TextIO, dialect: Dialect) -> tuple[list[Entry], bool] | None:
    """The entries of a ledger in which nothing is odd, and whether it has a unit column; `None` where anything is."""
    try:
        return _read(plan, text, dialect)
    except (_Odd, BadHeading, BadRow, BadValue, ValueError, csv.Error):
        return None


def _read(plan: Plan, text: TextIO, dialect: Dialect) -> tuple[list[Entry], bool]:
    first = next(csv.reader([text.readline()], delimiter=dialect.delimiter, strict=True), [])
    heading = read_heading(first)
    pieces = _quoted_pieces if dialect.has_quotes else _plain_pieces
    amounts: dict[tuple[str, ...], _Sum] = _Sums(plan, heading)
    seen: set[int] = set()
    rows = 0
    for piece in pieces(text, dialect, heading):
        _add(amounts, piece)
        # Equal rows have equal hashes; that unequal ones have too is possible once in 10^7 ledgers of a
        # million rows, and then only sends the file through the other reader.
        seen.update(map(hash, piece.rows))
        rows += piece.height
        if len(seen) != rows:
            raise _Odd
    return _entries(amounts.values()), "unit" in heading.columns


def _plain_pieces(text: TextIO, dialect: Dialect, heading: Heading) -> Iterator[_Piece]:
    """Without quotes a line is a row, and a delimiter always ends a cell: no reader is needed to split them."""
    stride = heading.width + 1
    between = f"{dialect.delimiter}\n{dialect.delimiter}"
    while block := text.read(_CHARACTERS_AT_ONCE):
        block += text.readline()
        if dialect.line_end == "\r\n":
            block = block.replace("\r\n", "\n")
        if "\r" in block:
            raise _Odd
        if not block.endswith("\n"):
            block += "\n"
        lines = block.split("\n")
        lines.pop()
        cells = block.replace("\n", between).split(dialect.delimiter)
        cells.pop()
        # Were any row longer or shorter, the line ends would not stand in a column of their own.
        if len(cells) != stride * len(lines) or cells[heading.width :: stride].count("\n") != len(lines):
            raise _Odd
        columns: list[Iterable[str]] = [cells[index::stride] for index in _key_columns(heading)]
        yield _Piece(columns, cells[heading.columns["amount"] :: stride], lines, len(lines))


def _quoted_pieces(text: TextIO, dialect: Dialect, heading: Heading) -> Iterator[_Piece]:
    reader = csv.reader(text, delimiter=dialect.delimiter, strict=True)
    while rows := list(islice(reader, _ROWS_AT_ONCE)):
        cells = list(zip(*rows, strict=True))
        if len(cells) != heading.width:
            raise _Odd
        columns: list[Iterable[str]] = [cells[index] for index in _key_columns(heading)]
        yield _Piece(columns, list(cells[heading.columns["amount"]]), zip(*cells, strict=True), len(rows))


def _key_columns(heading: Heading) -> list[int]:
    return [heading.columns[field] for field in _KEY_FIELDS if field in heading.columns]


class _Sum:
    """The rows of one combination."""

    __slots__ = ("entry", "item", "number", "rows", "unit")

    def __init__(self, item: Item, unit: str, entry: Entry) -> None:
        self.item = item
        self.unit = unit
        self.entry = entry
        self.number: Number = 0
        self.rows = 0


class _Sums(dict[tuple[str, ...], _Sum]):
    """The sum of each combination of item, date, year and unit; a combination is read when it first appears."""

    def __init__(self, plan: Plan, heading: Heading) -> None:
        super().__init__()
        self._plan = plan
        self._fields = [field for field in _KEY_FIELDS if field in heading.columns]

    def __missing__(self, key: tuple[str, ...]) -> _Sum:
        cells = dict(zip(self._fields, key, strict=True))
        entry = read_row(self._plan, {**cells, "amount": "0"})
        if entry is None:
            raise _Odd
        item = ledger_item(self._plan, entry.item)
        found = self[key] = _Sum(item, cells.get("unit", "").strip(" \t\u3000") or item.unit, entry)
        return found


class _Numbers(dict[str, Number]):
    """Each spelling of a number, read once."""

    def __missing__(self, text: str) -> Number:
        number = self[text] = parse_number(text)
        return number


def _add(sums: dict[tuple[str, ...], _Sum], piece: _Piece) -> None:
    texts = piece.amounts
    together = "".join(texts)
    numbers: Iterable[Number]
    if together.isascii() and together.isdigit() and "" not in texts and max(map(len, texts)) <= MAX_DIGITS:
        numbers = map(int, texts)
    else:
        numbers = map(_Numbers().__getitem__, texts)
    for found, number in zip(map(sums.__getitem__, zip(*piece.columns, strict=True)), numbers, strict=True):
        found.number += number
        found.rows += 1


def _entries(sums: Iterable[_Sum]) -> list[Entry]:
    """One entry for each combination; odd is a level with more than one row on a day."""
    entries = []
    days: set[tuple[str, date]] = set()
    for found in sums:
        entry = found.entry
        if found.item.is_level:
            if found.rows > 1 or (entry.item, entry.day) in days:
                raise _Odd
            days.add((entry.item, entry.day))
        amount = converted(found.number, found.unit, found.item)
        entries.append(entry._replace(amount=amount, rows=found.rows))
    return entries
