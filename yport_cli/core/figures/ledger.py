"""What really happened: dated amounts of the plan's items, rolled up by fiscal year."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from yport_cli.core.figures.item_names import item_called, titles_of_items
from yport_cli.core.figures.limited_rows import DayRows
from yport_cli.core.numbers.number import Number, without_trailing_zeros
from yport_cli.core.numbers.scales import scaled
from yport_cli.core.plan.indicators import Kpi
from yport_cli.core.plan.item_titles import ITEM_TITLES
from yport_cli.core.plan.plan import LEDGER_ITEMS, Plan
from yport_cli.core.reading.fiscal_year import FIRST, closing_day, first_day, fiscal_year_of, last_day
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
    has_date: bool = True
    """Whether the rows are dated; one without a date speaks for its whole fiscal year."""


class Row(NamedTuple):
    """One row of the ledger, as people are to find it again."""

    number: int
    """The line of the file, or the row of the sheet."""
    entry: Entry
    note: str
    evidence: str


AsOfBasis = Literal["given", "dated_row", "year_row"]
"""Where an as-of date comes from.

It was asked for, or it is that of the last row, dated or of a whole year.
"""


class Cutoff(NamedTuple):
    """Which rows were asked for: those up to a day, or those of a fiscal year and the ones before it."""

    day: date | None = None
    year: int | None = None

    def keeps(self, entry: Entry) -> bool:
        """Whether an entry counts. The row of a year counts from its first day on."""
        if self.year is not None:
            return entry.fiscal_year <= self.year
        return self.day is None or (entry.day if entry.has_date else first_day(entry.fiscal_year)) <= self.day


ALL = Cutoff()


@dataclass(frozen=True, slots=True)
class Ledger:
    """The recorded figures of a plan up to `as_of`; an item or a year without rows is absent, never 0."""

    actuals: Mapping[str, Mapping[int, Number]] = field(default_factory=dict)
    """By item and fiscal year: sums of increments and money, the latest figure of a level."""
    as_of: date | None = None
    """基準日: the day as of which KPIs are told; `None` without any row."""
    as_of_basis: AsOfBasis | None = None
    money_as_of: date | None = None
    """The day as of which money is told.

    Later than `as_of` in the report of a year, which April and May pay for.
    """
    entries: tuple[Entry, ...] = ()
    """The amounts behind the figures, a day each, in the order of item, year and day."""
    left_out: int = 0
    """How many rows do not count, being of later days or years."""
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

    def recorded_until(self, item: str) -> date | None:
        """The latest day, or end of a year, of which something is recorded of `item`."""
        return max((entry.day for entry in self.entries if entry.item == item), default=None)

    def is_running(self, year: int) -> bool:
        """Whether `as_of` lies in the fiscal year, before its last day."""
        return self.as_of is not None and fiscal_year_of(self.as_of) == year and self.as_of < last_day(year)

    def has_ended(self, year: int) -> bool:
        """Whether the fiscal year had ended by `as_of`."""
        return self.as_of is not None and last_day(year) <= self.as_of

    def is_closed(self, year: int) -> bool:
        """Whether the money of the fiscal year was closed (出納閉鎖, 31 May)."""
        return self.money_as_of is not None and closing_day(year) <= self.money_as_of


EMPTY = Ledger()


def roll_up(plan: Plan, entries: Iterable[Entry], cutoff: Cutoff = ALL) -> Ledger:
    """The entries that count by `cutoff`, by item and fiscal year.

    Increments and money are summed, so that splitting a row or changing the order of rows changes no figure;
    of a level the latest entry of the year counts.
    """
    levels = {kpi.id for kpi in plan.kpis if not kpi.adds_up}
    merged: dict[tuple[str, int, date, bool], Entry] = {}
    for entry in entries:
        key = entry.item, entry.fiscal_year, entry.day, entry.has_date
        if (before := merged.get(key)) is not None:
            amount = entry.amount if entry.item in levels else before.amount + entry.amount
            entry = entry._replace(amount=amount, rows=before.rows + entry.rows)  # noqa: PLW2901
        merged[key] = entry
    actuals: defaultdict[str, dict[int, Number]] = defaultdict(dict)
    kept = []
    left_out = 0
    for _, entry in sorted(merged.items()):
        if not cutoff.keeps(entry):
            left_out += entry.rows
            continue
        item, year, amount = entry.item, entry.fiscal_year, entry.amount
        kept.append(entry._replace(amount=without_trailing_zeros(amount)))
        of_item = actuals[item]
        of_item[year] = without_trailing_zeros(amount if item in levels else of_item.get(year, 0) + amount)
    as_of, basis = _as_of(kept, cutoff)
    closing = as_of if cutoff.year is None else closing_day(cutoff.year)
    return Ledger(dict(actuals), as_of, basis, closing, tuple(kept), left_out)


def _as_of(entries: Iterable[Entry], cutoff: Cutoff) -> tuple[date | None, AsOfBasis | None]:
    """The day that was asked for, else the latest of a dated row.

    A row without a date moves it to the end of its fiscal year only where no dated row counts to that year or
    to a later one.
    """
    if cutoff.year is not None:
        return last_day(cutoff.year), "given"
    if cutoff.day is not None:
        return cutoff.day, "given"
    dated = [entry for entry in entries if entry.has_date]
    latest = max((entry.day for entry in dated), default=None)
    last_year = max((entry.fiscal_year for entry in dated), default=0)
    years = (entry.day for entry in entries if not entry.has_date and entry.fiscal_year > last_year)
    ended = max(years, default=None)
    if ended is not None and (latest is None or ended > latest):
        return ended, "year_row"
    return latest, None if latest is None else "dated_row"


@dataclass(frozen=True, slots=True)
class Item:
    """What a ledger row may be about, and the unit of its amounts."""

    name: str
    unit: str
    """Empty where its figures have none."""
    is_level: bool = False


def ledger_item(plan: Plan, name: str) -> Item:
    """The item that `name` names. Raises `Refusal` for a name that the plan does not know."""
    identifier = item_called(plan, name)
    if identifier is None:
        money = {title: item for item, titles in ITEM_TITLES.items() for title in titles}
        raise unknown_item(name, titles_of_items(plan), {**money, **_titles(plan.kpis)})
    for kpi in plan.kpis:
        if kpi.id == identifier:
            return Item(identifier, kpi.unit_text, not kpi.adds_up)
    block = plan.self_sufficiency
    if identifier in _MAY_OUTLAST_THE_PLAN and block is not None:
        return Item(identifier, block.unit)
    return Item(identifier, plan.budget.unit)


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


def may_bear(item: Item, year: int, day: date) -> bool:
    """Whether a row of the fiscal year may bear the date `day`.

    A grant is decided in March before the year and returned in the autumn after it: its rows may bear any.
    """
    if item.name.startswith("grant_") and item.name in LEDGER_ITEMS:
        return True
    return is_settled_in(year, day)


def is_settled_in(year: int, day: date) -> bool:
    """Whether `day` lies in the fiscal year, or in the April or May after it (出納整理期間)."""
    return fiscal_year_of(day) == year or (day.year == year + 1 and day.month in (4, 5))


def converted(amount: Number, unit: str, item: Item) -> Number:
    """`amount` of `unit` in the item's unit, exact. Raises `Refusal` where the units do not convert."""
    given, wanted = scaled(unit), scaled(item.unit)
    if given == wanted:
        return amount
    if given.base != wanted.base:
        raise bad_unit(unit, item.name, item.unit)
    whole = amount * given.scale
    if whole % wanted.scale == 0:
        return whole // wanted.scale
    return without_trailing_zeros(Decimal(whole) / wanted.scale)


def find_kpi(plan: Plan, name: str) -> Kpi:
    """The KPI that `name` names. Raises `Refusal`."""
    identifier = item_called(plan, name)
    for kpi in plan.kpis:
        if kpi.id == identifier:
            return kpi
    raise unknown_kpi(name, {kpi.id: kpi.title for kpi in plan.kpis}, _titles(plan.kpis))


def _titles(kpis: Iterable[Kpi]) -> dict[str, str]:
    """The id of each KPI by the names that people call it."""
    return {title: kpi.id for kpi in kpis for title in (kpi.name, kpi.short_name, *kpi.aliases) if title}
