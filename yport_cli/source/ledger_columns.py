"""A sound CSV ledger, read column by column: the quick way to the same entries.

Millions of rows repeat a few thousand combinations of item, date, year and unit, so each combination is read
once. Nothing is decided here about a row that is odd: the caller then takes the reader that looks at every row.
"""

import csv
from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from io import StringIO
from typing import NamedTuple, TextIO

from yport_cli.core.issue import BadValue
from yport_cli.core.ledger import Entry
from yport_cli.core.number import MAX_DIGITS, Number, parse_number
from yport_cli.core.plan import Plan
from yport_cli.source.csv_file import LONGEST_CELL, Dialect
from yport_cli.source.ledger_cell import SPACES, Cell
from yport_cli.source.ledger_heading import BadHeading, Heading, read_heading
from yport_cli.source.ledger_row import Meaning, Meanings

_CHARACTERS_AT_ONCE = 1 << 16  # stays within a processor's cache


class QuickLedger(NamedTuple):
    """The entries of a ledger in which nothing is odd."""

    entries: list[Entry]
    units_assumed: tuple[str, ...]


class _Odd(Exception):  # noqa: N818
    """Something about the file needs the reader that looks at every row."""


class _Piece(NamedTuple):
    """Some rows: the columns that make their combinations, their amounts, and a text for each to tell equal rows by."""

    columns: list[Sequence[str]]
    amounts: Sequence[str]
    rows: Sequence[str]


def quick_ledger(plan: Plan, text: TextIO, dialect: Dialect) -> QuickLedger | None:
    """The entries of a ledger in which nothing is odd; `None` where anything is."""
    try:
        return _read(plan, text, dialect)
    except (_Odd, BadHeading, BadValue, ValueError, csv.Error):
        return None


def _read(plan: Plan, text: TextIO, dialect: Dialect) -> QuickLedger:
    if dialect.line_end == "\r":
        raise _Odd
    first = next(csv.reader([text.readline()], delimiter=dialect.delimiter, strict=True), [])
    heading = read_heading(first)
    sums = _Sums(plan, heading)
    for piece in _pieces(text, dialect, heading, sums.meanings.columns):
        find = sums.__getitem__
        for found, number, identity in zip(
            map(find, zip(*piece.columns, strict=True)),
            _numbers(piece.amounts),
            map(hash, piece.rows),
            strict=True,
        ):
            found.number += number
            found.add_row(identity)
    return _result(sums.values())


def _pieces(text: TextIO, dialect: Dialect, heading: Heading, columns: Sequence[int]) -> Iterator[_Piece]:
    """The rows below the headings, some at a time."""
    amount = heading.columns["amount"]
    stride = heading.width + 1
    delimiter = dialect.delimiter
    between = f"{delimiter}\n{delimiter}"
    blank = f"{delimiter}{SPACES}"
    while block := text.read(_CHARACTERS_AT_ONCE):
        block += text.readline()
        if '"' in block:
            rows = _quoted_rows(block, text, delimiter)
            cells: Sequence[Sequence[str]] = list(zip(*rows, strict=True))
            if len(cells) != heading.width:
                raise _Odd
            yield _Piece([cells[index] for index in columns], cells[amount], list(map(delimiter.join, rows)))
            continue
        # Without quotes a line is a row, and a delimiter always ends a cell: no reader is needed to split them.
        if dialect.line_end == "\r\n":
            block = block.replace("\r\n", "\n")
        if "\r" in block:
            raise _Odd
        if not block.endswith("\n"):
            block += "\n"
        lines = block.split("\n")
        lines.pop()
        if block.startswith(("\n", delimiter)) or "\n\n" in block or f"\n{delimiter}" in block:
            lines = [line for line in lines if line.strip(blank)]
            block = "".join(f"{line}\n" for line in lines)
        flat = block.replace("\n", between).split(delimiter)
        flat.pop()
        # Were any row longer or shorter, the line ends would not stand in a column of their own.
        if len(flat) != stride * len(lines) or flat[heading.width :: stride].count("\n") != len(lines):
            raise _Odd
        yield _Piece([flat[index::stride] for index in columns], flat[amount::stride], lines)


def _quoted_rows(block: str, text: TextIO, delimiter: str) -> list[list[str]]:
    """The rows of a block with quotation marks in it, and of as many more lines as its last row has."""
    while block.count('"') % 2:
        line = text.readline()
        if not line or len(block) > LONGEST_CELL:
            raise _Odd
        block += line
    return list(csv.reader(StringIO(block, newline=""), delimiter=delimiter, strict=True))


def _numbers(texts: Sequence[str]) -> Iterable[Number]:
    together = "".join(texts)
    if together.isascii() and together.isdigit() and "" not in texts and max(map(len, texts)) <= MAX_DIGITS:
        return map(int, texts)
    return map(_Numbers().__getitem__, texts)


class _Numbers(dict[str, Number]):
    """Each spelling of a number, read once."""

    def __missing__(self, text: str) -> Number:
        number = self[text] = parse_number(text)
        return number


class _Sum:
    """The rows of one combination: their sum in the unit of the rows, and the hash of each row."""

    __slots__ = ("add_row", "meaning", "number", "rows")

    def __init__(self, meaning: Meaning) -> None:
        self.meaning = meaning
        self.number: Number = 0
        self.rows: array[int] = array("q")
        self.add_row = self.rows.append


class _Sums(dict[tuple[Cell, ...], _Sum]):
    """The sum of each combination, begun when it first appears."""

    def __init__(self, plan: Plan, heading: Heading) -> None:
        super().__init__()
        self.meanings = Meanings(plan, heading)

    def __missing__(self, key: tuple[Cell, ...]) -> _Sum:
        meaning = self.meanings[key]
        if meaning.problems or meaning.warnings:
            raise _Odd
        found = self[key] = _Sum(meaning)
        return found


def _result(sums: Iterable[_Sum]) -> QuickLedger:
    """One entry for each combination; odd are equal rows, and a level with more than one row on a day."""
    entries = []
    assumed = set()
    days: set[tuple[str, int, date]] = set()
    for found in sums:
        count = len(found.rows)
        # Equal rows have equal hashes, and are of one combination. That unequal ones have too is possible once in
        # 10^7 ledgers of a million rows, and then only sends the file through the other reader.
        if len(set(found.rows)) != count:
            raise _Odd
        entry = found.meaning.entry_of(found.number)
        if found.meaning.item is not None and found.meaning.item.is_level:
            if count > 1 or entry[:3] in days:
                raise _Odd
            days.add(entry[:3])
        entries.append(entry._replace(rows=count))
        if found.meaning.is_unit_assumed:
            assumed.add(entry.item)
    return QuickLedger(entries, tuple(sorted(assumed)))
