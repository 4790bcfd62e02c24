"""What really happened: dated amounts of the plan's items, rolled up by fiscal year."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from yport_cli.core.figures.limited_rows import DayRows
from yport_cli.core.numbers.money import YEN_PER_LEDGER_UNIT
from yport_cli.core.numbers.number import Number, without_trailing_zeros
from yport_cli.core.plan.indicators import Kpi
from yport_cli.core.plan.plan import LEDGER_ITEMS, Plan
from yport_cli.core.reading.fiscal_year import FIRST, fiscal_year_of, last_day
from yport_cli.core.refusals.ledger_rows import (
    bad_unit,
    missing_date,
    row_outside_plan,
    unknown_item,
    unknown_kpi,
)

_MAY_OUTLAST_THE_PLAN = ("revenue", "cost")


class Entry(NamedTuple):
    """What was recorded of an item on one day, in the item's unit."""

    item: str
    fiscal_year: int
    day: date
    """The row's date; 31 March at the end of the fiscal year for a row without one."""
    amount: Number
    rows: int = 1
    """How many rows of the ledger this is the sum of."""


class Row(NamedTuple):
    """One row of the ledger, as people are to find it again."""

    number: int
    """The line of the file, or the row of the sheet."""
    entry: Entry
    has_date: bool
    note: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """The recorded figures of a plan up to `as_of`; an item or a year without rows is absent, never 0."""

    actuals: Mapping[str, Mapping[int, Number]] = field(default_factory=dict)
    """By item and fiscal year: sums of increments and money, the latest figure of a level."""
    as_of: date | None = None
    """Up to which day rows count: the one asked for, else that of the last row; `None` without any row."""
    entries: tuple[Entry, ...] = ()
    """The amounts behind the figures, a day each, in the order of item, year and day."""
    left_out: int = 0
    """How many rows are dated after `as_of`."""
    units_assumed: tuple[str, ...] = ()
    """The items with amounts whose unit the file does not say: it was taken to be the item's own."""
    name: str | None = None
    """What the file is called on screen; `None` where there is none."""
    limited_rows: tuple[DayRows, ...] = field(default=(), compare=False)
    """The rows of money that has a limit, whatever their day."""
    rows_of_item: tuple[Row, ...] = ()
    """The rows of the item that was asked for, in the order of fiscal years and days."""

    def actual(self, item: str) -> Mapping[int, Number]:
        """What is recorded of `item`, by fiscal year."""
        return self.actuals.get(item, {})

    def counts(self, day: date) -> bool:
        """Whether a row of that day is among those that count."""
        return self.as_of is None or day <= self.as_of

    def is_running(self, year: int) -> bool:
        """Whether `as_of` lies in the fiscal year, before its last day."""
        return self.as_of is not None and fiscal_year_of(self.as_of) == year and self.as_of < last_day(year)

    def has_ended(self, year: int) -> bool:
        """Whether the fiscal year had ended by `as_of`."""
        return self.as_of is not None and last_day(year) <= self.as_of


EMPTY = Ledger()


def roll_up(plan: Plan, entries: Iterable[Entry], as_of: date | None = None) -> Ledger:
    """The entries by item and fiscal year; those dated after `as_of` are left out.

    `as_of` defaults to the last date of the ledger. Increments and money are summed, so that splitting a row
    or changing the order of rows changes no figure; of a level the latest entry of the year counts.
    """
    levels = {kpi.id for kpi in plan.kpis if kpi.kind == "level"}
    days: dict[tuple[str, int, date], tuple[Number, int]] = {}
    for item, year, day, amount, rows in entries:
        key = item, year, day
        if key in days:
            before, count = days[key]
            days[key] = (amount if item in levels else before + amount), count + rows
        else:
            days[key] = amount, rows
    if as_of is None:
        as_of = max((day for _, _, day in days), default=None)
    actuals: defaultdict[str, dict[int, Number]] = defaultdict(dict)
    merged = []
    left_out = 0
    for (item, year, day), (amount, rows) in sorted(days.items()):
        if as_of is not None and day > as_of:
            left_out += rows
            continue
        merged.append(Entry(item, year, day, without_trailing_zeros(amount), rows))
        of_item = actuals[item]
        of_item[year] = without_trailing_zeros(amount if item in levels else of_item.get(year, 0) + amount)
    return Ledger(dict(actuals), as_of, tuple(merged), left_out)


@dataclass(frozen=True, slots=True)
class Item:
    """What a ledger row may be about, and the unit of its amounts."""

    name: str
    unit: str
    is_level: bool = False


def ledger_item(plan: Plan, name: str) -> Item:
    """The item called `name`. Raises `Refusal` for a name that the plan does not know."""
    for kpi in plan.kpis:
        if kpi.id == name:
            return Item(name, kpi.unit, kpi.kind == "level")
    head, colon, line = name.partition(":")
    if colon and head == "execution" and any(known.id == line for known in plan.budget.lines):
        return Item(name, plan.budget.unit)
    if name in LEDGER_ITEMS:
        block = plan.self_sufficiency
        if name in _MAY_OUTLAST_THE_PLAN and block is not None:
            return Item(name, block.unit)
        return Item(name, plan.budget.unit)
    raise unknown_item(name, item_names(plan), _titles(plan.kpis))


def fiscal_year_of_row(plan: Plan, item: Item, year: int | None, day: date | None) -> int:
    """The year of a row: the one it states, else that of its date. Raises `Refusal` outside the plan."""
    if year is None:
        if day is None:
            raise missing_date()
        year = fiscal_year_of(day)
    if any(named.year == year for named in plan.fiscal_years):
        return year
    if item.name in _MAY_OUTLAST_THE_PLAN and year > plan.fiscal_years[-1].year:
        return year
    name = plan.label(year) if year >= FIRST else str(year)
    raise row_outside_plan(name, plan.fiscal_years[0].label, plan.fiscal_years[-1].label)


def is_settled_in(year: int, day: date) -> bool:
    """Whether `day` lies in the fiscal year, or in the April or May after it (出納整理期間)."""
    return fiscal_year_of(day) == year or (day.year == year + 1 and day.month in (4, 5))


def converted(amount: Number, unit: str, item: Item) -> Number:
    """`amount` of `unit` in the item's unit, exact. Raises `Refusal` where the units do not convert."""
    if unit == item.unit:
        return amount
    if unit in YEN_PER_LEDGER_UNIT and item.unit in YEN_PER_LEDGER_UNIT:
        yen, divisor = amount * YEN_PER_LEDGER_UNIT[unit], YEN_PER_LEDGER_UNIT[item.unit]
        return yen // divisor if isinstance(yen, int) and yen % divisor == 0 else Decimal(yen) / divisor
    raise bad_unit(unit, item.name, item.unit)


def item_names(plan: Plan) -> list[str]:
    """Every name that the item column may hold."""
    lines = [f"execution:{line.id}" for line in plan.budget.lines]
    return [*(kpi.id for kpi in plan.kpis), *LEDGER_ITEMS, *lines]


def find_kpi(plan: Plan, name: str) -> Kpi:
    """The KPI with the id `name`. Raises `Refusal`."""
    for kpi in plan.kpis:
        if kpi.id == name:
            return kpi
    raise unknown_kpi(name, [kpi.id for kpi in plan.kpis], _titles(plan.kpis))


def _titles(kpis: Iterable[Kpi]) -> dict[str, str]:
    """The id of each KPI by the names that people call it."""
    return {title: kpi.id for kpi in kpis for title in (kpi.name, kpi.short_name) if title}
