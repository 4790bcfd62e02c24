"""A sound CSV ledger, read column by column: the quick way to the same entries.

Millions of rows repeat a few thousand combinations of item, date, year and unit, so each combination is read
once. Nothing is decided here about a row that is odd: the caller then takes the reader that looks at every
row. `quick_ledger` is all that others use of it, and the loader of ledgers the only one. Its law: where it
answers, the other reader gives the same ledger, without an issue.
"""

import codecs
import csv
import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from io import StringIO, TextIOWrapper
from typing import IO, Any, BinaryIO, NamedTuple

from yport_cli.core.figures.ledger import Entry
from yport_cli.core.issues.issue import Refusal
from yport_cli.core.numbers.number import MAX_DIGITS, Number
from yport_cli.core.plan.plan import Plan
from yport_cli.core.reading.number_text import parse_number
from yport_cli.source.ledger.heading import Heading, read_heading
from yport_cli.source.ledger.row_key import LONGEST_KEY, RowKey, RowKeys
from yport_cli.source.ledger.whole_years import WholeYears
from yport_cli.source.places.row import WHOLE_FILE, BadSheet
from yport_cli.source.sheet.cell import BLANKS, Cell, is_blank
from yport_cli.source.sheet.csv_rows import LONGEST_CELL, NOT_CP932, NUL, Dialect, likely_dialects

_PLAIN_NUMBERS = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:,-?[0-9]+(?:\.[0-9]+)?)*")
_CHARACTERS_AT_ONCE = 1 << 16  # stays within a processor's cache
_LONGEST_REST = LONGEST_CELL - _CHARACTERS_AT_ONCE
_MOST_SUMS = 1 << 20


class _Odd(Exception):  # noqa: N818
    """Something about the file needs the reader that looks at every row."""


class _Blank(Exception):  # noqa: N818
    """A row has neither item, date nor year: it may be blank."""


class _Table(NamedTuple):
    """How rows are written: what ends a cell, how many there are, and which make the combinations.

    Last the amount.
    """

    delimiter: str
    width: int
    columns: Sequence[int]


class _Piece(NamedTuple):
    """Some rows: the columns of their combinations, their amounts, and a text to tell equal rows by."""

    columns: Sequence[Sequence[str]]
    amounts: Sequence[str]
    rows: Sequence[str]


def quick_ledger(plan: Plan, file: BinaryIO) -> tuple[list[Entry], list[str]] | None:
    """The entries of a CSV ledger in which nothing is odd, and the items whose unit is assumed.

    Else `None`.
    """
    for dialect in likely_dialects(file):
        file.seek(0)
        lines = _Lines(file, dialect.encoding)
        try:
            return _read(plan, lines, dialect)
        except UnicodeDecodeError:
            continue
        except (_Odd, _Blank, BadSheet, Refusal, ValueError, csv.Error):
            return None
        finally:
            lines.release()
    return None


def _read(plan: Plan, lines: "_Lines", dialect: Dialect) -> tuple[list[Entry], list[str]]:
    first = next(csv.reader([lines.next()], delimiter=dialect.delimiter, strict=True), [])
    heading = read_heading(WHOLE_FILE, first)
    sums = _Sums(plan, heading)
    table = _Table(dialect.delimiter, heading.width, [*sums.columns, heading.columns["amount"]])
    while block := lines.some():
        if '"' in block:
            piece = _quoted_piece(block, table)
            found = sums.of(piece)
        else:
            rows = block.removesuffix("\n").split("\n")
            try:
                piece = _plain_piece(rows, table)
                found = sums.of(piece)
            except _Blank:
                piece = _plain_piece([row for row in rows if row.strip(table.delimiter + BLANKS)], table)
                found = sums.of(piece)
        for one, number, identity in zip(found, _numbers(piece.amounts), map(hash, piece.rows), strict=True):
            one.number += number
            one.add_row(identity)
    return _result(sums.values())


class _Lines:
    """The lines of a file, decoded as they are read; each ends with a line feed.

    Raises `UnicodeDecodeError` for another encoding.
    """

    def __init__(self, file: BinaryIO, encoding: str) -> None:
        self._encoding = encoding.removesuffix("-sig")
        # A line end of UTF-16 is more than one byte.
        self._text = TextIOWrapper(file, encoding, newline="\n") if encoding.startswith("utf-16") else None
        self._stream: IO[Any] = self._text or file
        if encoding.endswith("-sig"):
            file.read(len(codecs.BOM_UTF8))

    def next(self) -> str:
        """The next line."""
        return self._decoded(self._line())

    def some(self) -> str:
        """Some of the next rows, all of them whole: together no longer than a cell may be."""
        block = self._decoded(self._stream.read(_CHARACTERS_AT_ONCE) + self._line())
        if '"' in block and block.count('"') % 2:
            block += "".join(self._rest_of_cell(LONGEST_CELL - len(block)))
        return block

    def release(self) -> None:
        """Leave the file to its opener."""
        if self._text is not None:
            self._text.detach()

    def _rest_of_cell(self, room: int) -> Iterator[str]:
        """The lines up to the one with which a row ends that has begun within quotation marks."""
        is_open = True
        while is_open:
            line = self.next()
            room -= len(line)
            if not line or room < 0:
                raise _Odd
            is_open = line.count('"') % 2 == 0
            yield line

    def _line(self) -> Any:
        line = self._stream.readline(_LONGEST_REST)
        if len(line) >= _LONGEST_REST:
            raise _Odd
        return line

    def _decoded(self, piece: bytes | str) -> str:
        text = piece if isinstance(piece, str) else piece.decode(self._encoding)
        if "\r" in text:
            text = text.replace("\r\n", "\n")
            if "\r" in text:
                raise _Odd
        if NUL in text or (self._encoding == "cp932" and NOT_CP932.search(text)):
            raise _Odd
        return text


def _plain_piece(rows: list[str], table: _Table) -> _Piece:
    """The rows of a block without quotation marks.

    There a line is a row, and a delimiter always ends a cell.
    """
    if not rows:
        return _Piece([()] * (len(table.columns) - 1), (), ())
    delimiter = table.delimiter
    stride = table.width + 1
    cells = f"{delimiter}\n{delimiter}".join(rows).split(delimiter)
    cells.append("\n")
    # Were any row longer or shorter, the line ends would not stand in a column of their own.
    if len(cells) != stride * len(rows) or cells[table.width :: stride].count("\n") != len(rows):
        raise _Blank
    *keys, amounts = [cells[index::stride] for index in table.columns]
    return _Piece(keys, amounts, rows)


def _quoted_piece(block: str, table: _Table) -> _Piece:
    """The rows of a block with quotation marks in it."""
    reader = csv.reader(StringIO(block, newline=""), delimiter=table.delimiter, strict=True)
    rows = list(filter(any, reader))
    whole = list(zip(*rows, strict=True))
    if len(whole) != table.width:
        raise _Odd
    *keys, amounts = [whole[index] for index in table.columns]
    return _Piece(keys, amounts, list(map(table.delimiter.join, rows)))


def _numbers(texts: Sequence[str]) -> Iterable[Number]:
    """The numbers that the texts spell; all at once where they are plain."""
    if max(map(len, texts), default=0) <= MAX_DIGITS:
        digits = "".join(texts).replace("-", "")
        if digits.isascii() and digits.isdigit():
            return map(int, texts)  # a sign elsewhere than in front is no number to `int` either
        if _PLAIN_NUMBERS.fullmatch(",".join(texts)):
            return [Decimal(text) if "." in text else int(text) for text in texts]
    return map(cache(parse_number), texts)


class _Sum:
    """The rows of one combination: their sum in the unit of the rows, and the hash of each row."""

    __slots__ = ("add_row", "key", "number", "rows")

    def __init__(self, key: RowKey) -> None:
        self.key = key
        self.number: Number = 0
        self.rows: array[int] = array("q")
        self.add_row = self.rows.append


class _Sums(dict[tuple[Cell, ...], _Sum]):
    """The sum of each combination, begun when it first appears."""

    def __init__(self, plan: Plan, heading: Heading) -> None:
        super().__init__()
        self._keys = RowKeys(plan, heading)
        self.columns = self._keys.columns

    def of(self, piece: _Piece) -> list[_Sum]:
        """The sum to which each row belongs."""
        return list(map(self.__getitem__, zip(*piece.columns, strict=True)))

    def __missing__(self, cells: tuple[Cell, ...]) -> _Sum:
        if is_blank(cells):
            raise _Blank
        if len(self) >= _MOST_SUMS or sum(map(len, map(str, cells))) > LONGEST_KEY:
            raise _Odd  # no ledger that people write
        key = self._keys[cells]
        if key.errors or key.warnings:
            raise _Odd
        found = self[cells] = _Sum(key)
        return found


def _result(sums: Iterable[_Sum]) -> tuple[list[Entry], list[str]]:
    """One entry for each combination.

    Odd are equal rows, a level with more than one row on a day, and a year that its dated rows add up to.
    """
    entries = []
    assumed = set()
    days: set[tuple[str, int, date | None]] = set()
    years: set[tuple[str, int]] = set()
    whole_years = WholeYears()
    for found in sums:
        count = len(found.rows)
        # Equal rows have equal hashes, and are of one combination. That unequal ones have too is possible
        # once in
        # 10^7 ledgers of a million rows, and then only sends the file through the other reader.
        if len(set(found.rows)) != count:
            raise _Odd
        entry = found.key.entry_of(found.number)
        if found.key.item is not None and found.key.item.is_level:
            year = (*entry[:2], None)  # a row of a whole year, beside which no other row is left unlooked at
            if count > 1 or entry[:3] in days or year in days or (not entry.has_date and entry[:2] in years):
                raise _Odd
            days.add(entry[:3] if entry.has_date else year)
            years.add(entry[:2])
        else:
            whole_years.add(entry._replace(rows=count))
        entries.append(entry._replace(rows=count))
        if found.key.is_unit_assumed:
            assumed.add(entry.item)
    if whole_years.repeated:
        raise _Odd
    return entries, sorted(assumed)
