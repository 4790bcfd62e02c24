"""What really happened: dated amounts of the plan's items, rolled up by fiscal year."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import NamedTuple

from yport_cli.core.fiscal_year import fiscal_year_of, last_day
from yport_cli.core.issue import BadValue, Sentence
from yport_cli.core.number import Number, plain, tidied
from yport_cli.core.plan import LEDGER_ITEMS, YEN_PER_UNIT, Kpi, Plan

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


@dataclass(frozen=True, slots=True)
class Ledger:
    """The recorded figures of a plan up to `as_of`; an item or a year without rows is absent, never 0."""

    actuals: Mapping[str, Mapping[int, Number]] = field(default_factory=dict)
    """By item and fiscal year: sums of increments and money, the latest figure of a level."""
    as_of: date | None = None
    entries: tuple[Entry, ...] = ()
    """The amounts behind the figures, in the order of item, year and day."""
    left_out: int = 0
    """How many rows are dated after `as_of`."""
    units_assumed: bool = False
    """The file says nothing of units: amounts were taken to be in each item's unit."""

    def actual(self, item: str) -> Mapping[int, Number]:
        """What is recorded of `item`, by fiscal year."""
        return self.actuals.get(item, {})

    def is_running(self, year: int) -> bool:
        """Whether `as_of` lies in the fiscal year, before its last day."""
        return self.as_of is not None and fiscal_year_of(self.as_of) == year and self.as_of < last_day(year)

    def has_ended(self, year: int) -> bool:
        """Whether the fiscal year had ended by `as_of`."""
        return self.as_of is not None and last_day(year) <= self.as_of


EMPTY = Ledger()


def roll_up(plan: Plan, entries: Iterable[Entry], as_of: date | None = None) -> Ledger:
    """The entries by item and fiscal year; those dated after `as_of` are left out.

    `as_of` defaults to the last date of the ledger. Increments and money are summed, so that splitting a row or
    changing the order of rows changes no figure; of a level the latest entry of the year counts.
    """
    entries = tuple(entries)
    if as_of is None:
        as_of = max((entry.day for entry in entries), default=None)
    levels = {kpi.id for kpi in plan.kpis if kpi.kind == "level"}
    days: dict[tuple[str, int, date], tuple[Number, int]] = {}
    left_out = 0
    for item, year, day, amount, rows in entries:
        if as_of is None or day > as_of:
            left_out += rows
            continue
        before, count = days.get((item, year, day), (0, 0))
        days[item, year, day] = (amount if item in levels else before + amount, count + rows)
    actuals: defaultdict[str, dict[int, Number]] = defaultdict(dict)
    merged = []
    for (item, year, day), (amount, rows) in sorted(days.items()):
        merged.append(Entry(item, year, day, tidied(amount), rows))
        of_item = actuals[item]
        of_item[year] = tidied(amount if item in levels else of_item.get(year, 0) + amount)
    return Ledger(dict(actuals), as_of, tuple(merged), left_out)


@dataclass(frozen=True, slots=True)
class Item:
    """What a ledger row may be about, and the unit of its amounts."""

    name: str
    unit: str
    is_level: bool = False


def ledger_item(plan: Plan, name: str) -> Item:
    """The item called `name`. Raises `BadValue` for a name that the plan does not know."""
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
    raise _unknown_item(plan, name)


def fiscal_year_of_row(plan: Plan, item: Item, year: int | None, day: date | None) -> int:
    """The fiscal year of a row: the one it states, else that of its date. Raises `BadValue` outside the plan."""
    if year is None:
        if day is None:
            raise BadValue(
                "missing-date",
                Sentence("日付も年度もありません", "the row has neither a date nor a fiscal year"),
                Sentence(
                    "日付（2018-02-01）か年度（H29）を書いてください",
                    "write a date (2018-02-01) or a fiscal year (H29)",
                ),
            )
        year = fiscal_year_of(day)
    years = plan.years
    if year in years or (item.name in _MAY_OUTLAST_THE_PLAN and year > years[-1]):
        return year
    span = Sentence(
        f"{plan.fiscal_years[0].label}〜{plan.fiscal_years[-1].label}",
        f"{plan.fiscal_years[0].label}–{plan.fiscal_years[-1].label}",
    )
    raise BadValue(
        "row-outside-plan",
        Sentence(
            f"{plan.label(year)} は計画の年度（{span.ja}）にありません",
            f"{plan.label(year)} is not a fiscal year of the plan ({span.en})",
        ),
        Sentence(
            "日付か年度を直してください。出納整理期間の支払いなら、属する年度を年度の列に書きます",
            "correct the date or the year; a payment of April or May that belongs to the year before states that year",
        ),
    )


def converted(amount: Number, unit: str, item: Item) -> Number:
    """`amount` of `unit` in the item's unit, exact. Raises `BadValue` where the units do not convert."""
    if unit == item.unit:
        return amount
    if unit in YEN_PER_UNIT and item.unit in YEN_PER_UNIT:
        yen, divisor = amount * YEN_PER_UNIT[unit], YEN_PER_UNIT[item.unit]
        return yen // divisor if isinstance(yen, int) and yen % divisor == 0 else Decimal(yen) / divisor
    raise BadValue(
        "bad-unit",
        Sentence(
            f"単位「{unit}」は項目「{item.name}」の単位「{item.unit}」に換算できません",
            f"the unit {unit!r} does not convert to {item.unit!r}, the unit of {item.name!r}",
        ),
        Sentence(f"{item.unit} で書いてください", f"give the amount in {item.unit}"),
    )


def item_names(plan: Plan) -> list[str]:
    """Every name that the item column may hold."""
    lines = [f"execution:{line.id}" for line in plan.budget.lines]
    return [*(kpi.id for kpi in plan.kpis), *LEDGER_ITEMS, *lines]


def find_kpi(plan: Plan, name: str) -> Kpi:
    """The KPI with the id `name`. Raises `BadValue`."""
    for kpi in plan.kpis:
        if kpi.id == name:
            return kpi
    raise _unknown(name, [kpi.id for kpi in plan.kpis], {kpi.name: kpi.id for kpi in plan.kpis})


def _unknown_item(plan: Plan, name: str) -> BadValue:
    by_title = {title: kpi.id for kpi in plan.kpis for title in (kpi.name, kpi.short_name) if title}
    return _unknown(name, item_names(plan), by_title)


def _unknown(name: str, known: list[str], by_title: Mapping[str, str]) -> BadValue:
    hint = Sentence(f"使える項目は {'・'.join(known)} です", f"the items are {', '.join(known)}")
    near = by_title.get(name) or next(iter(get_close_matches(name, known, n=1, cutoff=0.6)), None)
    if near is not None:
        hint = Sentence(f"「{near}」の間違いではありませんか", f"did you mean {near!r}?")
    return BadValue(
        "unknown-item", Sentence(f"項目「{name}」は計画にありません", f"the plan has no item {name!r}"), hint
    )


def level_conflict(item: str, day: date, first: Number, second: Number) -> BadValue:
    """The refusal of two amounts of one level on one day."""
    return BadValue(
        "level-conflict",
        Sentence(
            f"「{item}」の {day} の値が二つあります（{plain(first)} と {plain(second)}）",
            f"{item!r} has two figures for {day}: {plain(first)} and {plain(second)}",
        ),
        Sentence(
            "正しい値だけを残すか、日付を分けてください", "keep the right one, or give them different dates"
        ),
    )
