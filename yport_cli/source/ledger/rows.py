"""The rows of a ledger one by one, each with what is wrong with it at its place."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import BinaryIO, NamedTuple

from yport_cli.core.figures.ledger import Entry
from yport_cli.core.issues.issue import Issue, Location, Place, Refusal, Related
from yport_cli.core.numbers.number import Number
from yport_cli.core.plan.plan import Plan
from yport_cli.core.reading.fiscal_year import last_day
from yport_cli.core.refusals.ledger_rows import (
    blank_amount,
    empty_ledger,
    extra_cells,
    level_conflict,
    level_of_year_conflict,
    repeated_row,
)
from yport_cli.source.ledger.heading import Heading, read_heading
from yport_cli.source.ledger.row_key import RowKey, RowKeys
from yport_cli.source.ledger.whole_years import WholeYears
from yport_cli.source.places.row import FIRST_ROW, WHOLE_FILE, BadSheet, Record, located
from yport_cli.source.sheet.cell import Cell, amount_of_cell, is_blank
from yport_cli.source.sheet.opening import opened_sheet
from yport_cli.source.sheet.sheet import Rows

_NO_CELL = ("", None)


class LedgerRow(NamedTuple):
    """A row of a ledger: its cells, and the entry they make, if they make one."""

    record: Record
    cells: Sequence[Cell]
    columns: Mapping[str, int]
    """Where each field stands."""
    entry: Entry | None
    issues: Sequence[Issue]
    is_unit_assumed: bool

    def cell(self, field: str) -> Cell:
        """The cell of a field; blank where the ledger has no such column."""
        column = self.columns.get(field, len(self.cells))
        return self.cells[column] if column < len(self.cells) else None


def load_rows(plan: Plan, file: BinaryIO) -> Iterator[LedgerRow]:
    """The rows of the ledger in `file`, one by one.

    Raises `Refusal` or `BadSheet` where it cannot be read.
    """
    with opened_sheet(file) as sheet:
        yield from read_rows(plan, heading_of(sheet.rows), sheet.rows)


def read_rows(plan: Plan, heading: Heading, rows: Rows) -> Iterator[LedgerRow]:
    """Every row below the headings that is not blank, with an issue for everything that is wrong with it."""
    columns, width = heading.columns, heading.width
    amount_column = columns["amount"]
    keys = RowKeys(plan, heading)
    cells_of_key = keys.cells
    needed = 1 + max(columns.values())
    repeated = Repeated()
    levels = Levels()
    whole_years = WholeYears()
    for record, cells in rows:
        if not any(cells) and is_blank(cells):
            continue
        whole = cells if len(cells) >= needed else [*cells, *[""] * needed]
        key = keys[cells_of_key(whole)]
        amount: Number | None = None
        refused: Refusal | None = None
        try:
            amount = amount_of_cell(whole[amount_column])
        except Refusal as refusal:
            refused = refusal
        issues: Sequence[Issue] = ()
        if amount is None or key.errors or key.warnings or len(cells) > width:
            errors, warnings = _oddities(cells, width, key, amount, refused)
            if errors and is_blank(cells):
                continue
            issues = _located(record, heading, errors or warnings)
            amount = None if errors else amount
        entry = None if amount is None else key.entry_of(amount)
        if entry is not None and key.item is not None and key.item.is_level:
            issues = [*issues, *levels.issues(entry, record, amount_column)]
        elif entry is not None:
            whole_years.add(entry, record, amount_column)
        first = repeated.first_line(cells, record.number)
        if first is not None:
            issues = [*issues, repetition(record, first)]
        yield LedgerRow(record, cells, columns, entry, issues, key.is_unit_assumed)
    for record, issue in chain(levels.of_years(), whole_years.issues()):
        yield LedgerRow(record, (), columns, None, [issue], is_unit_assumed=False)


def _oddities(
    cells: Sequence[Cell], width: int, key: RowKey, amount: Number | None, refused: Refusal | None
) -> tuple[Mapping[str, Refusal], Mapping[str, Refusal]]:
    """The errors and the warnings of a row, by field."""
    if len(cells) > width and not is_blank(cells[width:]):
        return {"": extra_cells()}, {}  # what stands where is not known
    if refused is not None:
        return {**key.errors, "amount": refused}, {}
    return key.errors, key.warnings if amount is not None else {"amount": blank_amount()}


def heading_of(rows: Rows) -> Heading:
    """What the first of `rows` says of the columns.

    Raises `BadSheet` where it is no heading, or nothing is there.
    """
    record, cells = next(rows, (WHOLE_FILE, ()))
    if is_blank(cells) and all(is_blank(others) for _, others in rows):
        raise BadSheet([located(record, 0, empty_ledger())])
    return read_heading(record, cells)


def _located(record: Record, heading: Heading, refusals: Mapping[str, Refusal]) -> list[Issue]:
    """What is wrong with the fields of a row, each at its cell."""
    return [
        located(record, heading.column_of(field), refusal, field=field) for field, refusal in refusals.items()
    ]


class Repeated(dict[int, int]):
    """The lines of the rows seen so far, by the hash of their cells."""

    def first_line(self, cells: Sequence[Cell], line: int) -> int | None:
        """The line where an equal row stands; `None` where this one is the first."""
        if cells[-1] in _NO_CELL:
            cells = _without_blanks_at_end(cells)
        first = self.setdefault(hash(tuple(cells)), line)
        return None if first == line else first


def _without_blanks_at_end(cells: Sequence[Cell]) -> Sequence[Cell]:
    end = len(cells)
    while end and cells[end - 1] in _NO_CELL:
        end -= 1
    return cells[:end]


def repetition(record: Record, first: int) -> Issue:
    """That a row is equal to one before it, which stands in the line `first`."""
    related = Related(("rows", first), FIRST_ROW, Location(Place(first, 1, first, 2), f"rows[{first}]"))
    return located(record, 0, repeated_row(), related=(related,))


class Levels:
    """The figures of levels seen so far, by fiscal year and day."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, int, date], tuple[Number, Related]] = {}
        self._years: dict[tuple[str, int], tuple[Number, Record, int]] = {}
        self._last: dict[tuple[str, int], tuple[date, Number, Related]] = {}

    def issues(self, entry: Entry, record: Record, column: int) -> Iterator[Issue]:
        """An error where a level has another figure on the same day."""
        key = entry.item, entry.fiscal_year, entry.day
        at = Location(record.place(column), f"rows[{record.number}].amount")
        here = Related(("rows", record.number, "amount"), FIRST_ROW, at)
        if not entry.has_date:
            self._years.setdefault(key[:2], (entry.amount, record, column))
        elif key[:2] not in self._last or self._last[key[:2]][0] <= entry.day:
            self._last[key[:2]] = entry.day, entry.amount, here
        if key not in self._seen:
            self._seen[key] = entry.amount, here
            return
        amount, first = self._seen[key]
        if amount != entry.amount:
            refusal = level_conflict(entry.item, entry.day, amount, entry.amount)
            yield located(record, column, refusal, field="amount", related=(first,))

    def of_years(self) -> Iterator[tuple[Record, Issue]]:
        """An error where a row of a whole year says otherwise than the last dated row of that year."""
        for (item, year), (amount, record, column) in self._years.items():
            last = self._last.get((item, year))
            if last is not None and last[1] != amount and last[0] != last_day(year):
                refusal = level_of_year_conflict(item, year, amount, last[0], last[1])
                yield record, located(record, column, refusal, field="amount", related=(last[2],))
