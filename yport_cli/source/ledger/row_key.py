"""What a row of a ledger is about: the cells that many rows have in common, its amount apart.

A ledger repeats a few thousand combinations of item, date, year and unit over and over: each is read once.
"""

from collections.abc import Callable, Mapping
from operator import itemgetter
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from yport_cli.core.figures.ledger import (
    Entry,
    Item,
    converted,
    fiscal_year_of_row,
    ledger_item,
    may_bear,
)
from yport_cli.core.issues.issue import Refusal
from yport_cli.core.numbers.number import Number
from yport_cli.core.plan.plan import Plan
from yport_cli.core.reading.fiscal_year import last_day
from yport_cli.core.refusals.ledger_rows import date_outside_year
from yport_cli.source.ledger.heading import Heading
from yport_cli.source.sheet.cell import Cell, amount_of_cell, day_of_cell, name_of_cell, year_of_cell

_FIELDS = ("item", "date", "fiscal_year", "unit")
_MOST_KEYS = 1 << 16
LONGEST_KEY = 1_000
_Value = TypeVar("_Value")


class RowKey(NamedTuple):
    """What a combination of item, date, year and unit stands for."""

    entry: Entry | None
    """The entry of such a row without its amount; `None` where a cell is refused."""
    item: Item | None
    unit: str
    """The unit of the amount; the item's own where the row says nothing."""
    errors: Mapping[str, Refusal] = MappingProxyType({})
    """What is wrong, by field."""
    warnings: Mapping[str, Refusal] = MappingProxyType({})
    """What is odd, by field."""
    is_unit_assumed: bool = False

    def entry_of(self, amount: Number) -> Entry:
        """The entry of a row with this amount. Only where no cell is refused."""
        if self.entry is None or self.item is None:
            raise ValueError(self.errors)
        if self.unit != self.item.unit:
            amount = converted(amount, self.unit, self.item)
        return self.entry._replace(amount=amount)


class RowKeys(dict[tuple[Cell, ...], RowKey]):
    """The key of each combination of cells that a ledger holds, read when it first appears."""

    def __init__(self, plan: Plan, heading: Heading) -> None:
        super().__init__()
        self._plan = plan
        self._unit = heading.unit
        self._fields = [field for field in _FIELDS if field in heading.columns]
        self.columns = [heading.columns[field] for field in self._fields]
        self.cells = itemgetter(*self.columns)
        """The combination in the cells of a row."""

    def __missing__(self, cells: tuple[Cell, ...]) -> RowKey:
        key = read_row_key(self._plan, dict(zip(self._fields, cells, strict=True)), self._unit)
        # Only what may come again is worth its memory.
        if sum(len(cell) for cell in cells if isinstance(cell, str)) <= LONGEST_KEY:
            if len(self) >= _MOST_KEYS:
                self.clear()
            self[cells] = key
        return key


def read_row_key(plan: Plan, cells: Mapping[str, Cell], unit_of_all: str = "") -> RowKey:
    """What the cells of a row stand for, its amount apart, with everything that is wrong with them.

    Without a unit of its own the row has `unit_of_all`.
    """
    errors: dict[str, Refusal] = {}

    def read(field: str, reading: Callable[[Cell], _Value]) -> _Value | None:
        try:
            return reading(cells.get(field))
        except Refusal as refusal:
            errors[field] = refusal
        return None

    item = read("item", lambda cell: ledger_item(plan, name_of_cell(cell)))
    day = read("date", day_of_cell)
    stated = year = read("fiscal_year", year_of_cell)
    if item is not None and not errors:
        try:
            year = fiscal_year_of_row(plan, item, stated, day)
        except Refusal as refusal:
            errors["date" if stated is None else "fiscal_year"] = refusal
    unit = read("unit", lambda cell: _unit(name_of_cell(cell) or unit_of_all, item)) or ""
    if errors or item is None or year is None:
        return RowKey(None, item, unit, errors)
    warnings = {}
    if stated is not None and day is not None and not may_bear(item, stated, day):
        warnings["date"] = date_outside_year(day, plan.label(stated))
    entry = Entry(item.name, year, day or last_day(year), 0, has_date=day is not None)
    return RowKey(entry, item, unit or item.unit, {}, warnings, is_unit_assumed=not unit and item.unit != "")


def read_entry(plan: Plan, cells: Mapping[str, Cell]) -> Entry | None:
    """The entry that the cells of one row make; `None` for a blank amount. Raises the first `Refusal`."""
    key = read_row_key(plan, cells)
    for refusal in key.errors.values():
        raise refusal
    amount = amount_of_cell(cells.get("amount"))
    return None if amount is None else key.entry_of(amount)


def _unit(name: str, item: Item | None) -> str:
    """`name` where it is a unit that converts to the item's own. Raises `Refusal`."""
    if item is not None:
        converted(0, name or item.unit, item)
    return name
