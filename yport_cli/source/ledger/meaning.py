"""The cells of a ledger row as an entry.

A ledger repeats a few thousand combinations of item, date, year and unit over and over: each is read once.
"""

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from yport_cli.core.figures.ledger import (
    Entry,
    Item,
    converted,
    fiscal_year_of_row,
    is_settled_in,
    ledger_item,
)
from yport_cli.core.issues.issue import Refusal
from yport_cli.core.numbers.number import Number
from yport_cli.core.plan.plan import Plan
from yport_cli.core.reading.fiscal_year import last_day
from yport_cli.core.refusals.ledger_rows import date_outside_year
from yport_cli.source.ledger.heading import Heading
from yport_cli.source.sheet.cell import Cell, read_amount, read_day, read_name, read_year

_KEY_FIELDS = ("item", "date", "fiscal_year", "unit")
_MOST_MEANINGS = 1 << 16
LONGEST_KEY = 1_000

Problem = tuple[str, Refusal]
"""What is wrong, with the field it is about."""


class Meaning(NamedTuple):
    """What a combination of item, date, year and unit stands for."""

    entry: Entry | None
    """The entry of such a row without its amount; `None` where there are problems."""
    item: Item | None
    unit: str
    """The unit of the amount; the item's own where the row says nothing."""
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    is_unit_assumed: bool = False

    def entry_of(self, amount: Number) -> Entry:
        """The entry of a row with this amount. Only for a meaning without problems."""
        if self.entry is None or self.item is None:
            raise ValueError(self.problems)
        item, year, day, _, _ = self.entry
        if self.unit != self.item.unit:
            amount = converted(amount, self.unit, self.item)
        return Entry(item, year, day, amount)


class Meanings(dict[tuple[Cell, ...], Meaning]):
    """The meaning of each combination of cells that a ledger holds, found when it first appears."""

    def __init__(self, plan: Plan, heading: Heading) -> None:
        super().__init__()
        self._plan = plan
        self._fields = [field for field in _KEY_FIELDS if field in heading.columns]
        self.columns = [heading.columns[field] for field in self._fields]
        self.key = itemgetter(*self.columns)
        """The combination in the cells of a row."""

    def key_of_short(self, cells: Sequence[Cell]) -> tuple[Cell, ...]:
        """The combination in a row that has not all the columns."""
        return tuple(cell_at(cells, column) for column in self.columns)

    def __missing__(self, key: tuple[Cell, ...]) -> Meaning:
        meaning = read_meaning(self._plan, dict(zip(self._fields, key, strict=True)))
        # Only what may come again is worth its memory.
        if sum(len(cell) for cell in key if isinstance(cell, str)) <= LONGEST_KEY:
            if len(self) >= _MOST_MEANINGS:
                self.clear()
            self[key] = meaning
        return meaning


def cell_at(cells: Sequence[Cell], column: int) -> Cell:
    """The cell in a column; blank where the row does not reach it."""
    return cells[column] if column < len(cells) else ""


def read_meaning(plan: Plan, cells: Mapping[str, Cell]) -> Meaning:
    """What the cells of a row, its amount apart, stand for; with every problem that they have."""
    problems: list[Problem] = []
    item = day = year = None
    try:
        item = ledger_item(plan, read_name(cells.get("item")))
    except Refusal as refusal:
        problems.append(("item", refusal))
    try:
        day = read_day(cells.get("date"))
    except Refusal as refusal:
        problems.append(("date", refusal))
    try:
        year = read_year(cells.get("fiscal_year"))
    except Refusal as refusal:
        problems.append(("fiscal_year", refusal))
    stated = year
    if item is not None and not any(field in ("date", "fiscal_year") for field, _ in problems):
        try:
            year = fiscal_year_of_row(plan, item, year, day)
        except Refusal as refusal:
            problems.append(("date" if stated is None else "fiscal_year", refusal))
    unit = ""
    try:
        unit = read_name(cells.get("unit"))
        if item is not None:
            converted(0, unit or item.unit, item)
    except Refusal as refusal:
        problems.append(("unit", refusal))
    if problems or item is None or year is None:
        return Meaning(None, item, unit, tuple(problems))
    warnings: list[Problem] = []
    if stated is not None and day is not None and not is_settled_in(stated, day):
        warnings.append(("date", date_outside_year(day, plan.label(stated))))
    entry = Entry(item.name, year, day or last_day(year), 0)
    return Meaning(entry, item, unit or item.unit, (), tuple(warnings), is_unit_assumed=not unit)


def read_entry(plan: Plan, cells: Mapping[str, Cell]) -> Entry | None:
    """The entry that the cells of one row make; `None` for a blank amount. Raises the first `Refusal`."""
    meaning = read_meaning(plan, cells)
    if meaning.problems:
        raise meaning.problems[0][1]
    amount = read_amount(cells.get("amount"))
    return None if amount is None else meaning.entry_of(amount)
