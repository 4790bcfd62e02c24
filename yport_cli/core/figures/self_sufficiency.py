"""自立性: the project's own revenue beside its cost, the grant excluded.

The field has no numeric rule for self-sufficiency; what is computed here is a comparison of the figures
given, never an official pass or fail.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from yport_cli.core.figures.ledger import EMPTY, Ledger
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.number import Quantity, minus, plain, ratio, simplified
from yport_cli.core.plan.plan import Plan
from yport_cli.core.refusals.values import BAD_RATE

Basis = Literal["plan", "ledger", "assumed"]

STEPS = tuple(Fraction(percent, 100) for percent in (-30, -20, -10, 0, 10, 20, 30))
"""The changes of revenue that the sensitivity table shows."""


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What a user supposes beside the plan's figures; never mixed with them unmarked."""

    revenue: Mapping[int, Quantity] = field(default_factory=dict)
    cost: Mapping[int, Quantity] = field(default_factory=dict)
    revenue_change: Fraction | None = None
    cost_change: Fraction | None = None
    growth: Fraction | None = None
    """Yearly growth of revenue after the last year with one."""
    to: int | None = None
    """The last fiscal year to look at."""
    outsourcing_rate: Fraction | None = None
    """The share of gross sales that outsourcing and other costs take, as a whole."""


@dataclass(frozen=True, slots=True)
class Given:
    """A figure, and whose it is."""

    amount: Quantity
    basis: Basis


@dataclass(frozen=True, slots=True)
class SufficiencyYear:
    """One fiscal year's revenue beside its cost, in the unit of the block; unknown figures are `None`."""

    fiscal_year: int
    label: str
    revenue: Quantity | None
    cost: Quantity | None
    margin: Quantity | None
    """revenue − cost"""
    coverage: Fraction | None
    """revenue ÷ cost; `None` when the cost is 0"""
    revenue_basis: Basis | None
    cost_basis: Basis | None
    gap: Quantity | None
    """Own funds needed to fill the year: cost − revenue where that is positive."""
    gross_sales: Quantity | None
    """Sales needed for the net revenue at the assumed outsourcing rate: revenue ÷ (1 − rate)."""

    @property
    def basis(self) -> Basis:
        """Whose the year's figures are, at the least certain."""
        bases = (self.revenue_basis, self.cost_basis)
        return "assumed" if "assumed" in bases else "ledger" if "ledger" in bases else "plan"


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What becomes of the answer when every year's revenue changes alike."""

    change: Fraction
    break_even_year: int | None
    margin: Quantity | None
    """Of the year that `BreakEven.margin` is of."""


@dataclass(frozen=True, slots=True)
class BreakEven:
    """When the project stands on its own; `margin` and `coverage` are of `year`."""

    unit: str
    break_even_year: int | None
    stated_break_even_year: int | None
    year: int | None
    """The break-even year, or else the last year with both figures."""
    margin: Quantity | None
    coverage: Fraction | None
    years: tuple[SufficiencyYear, ...]
    sensitivity: tuple[Sensitivity, ...]
    flips_below: Fraction | None
    """A change of revenue below this gives another answer: 0 where any fall does, `None` where none."""
    flips_from: Fraction | None
    """The smallest rise of revenue that gives another answer; `None` where none does."""
    held_cost_from: int | None = None
    """The year whose cost is held for the years after it."""
    grown_revenue_from: int | None = None
    """The year whose revenue is carried on to the years after it."""


def break_even_year(
    revenue: Mapping[int, Quantity | None], cost: Mapping[int, Quantity | None]
) -> int | None:
    """The first fiscal year whose revenue ≥ cost and for which no later stated year falls back below.

    A year without both figures says nothing. `None` when there is no such year.
    """
    found: int | None = None
    for year in sorted(revenue.keys() & cost.keys(), reverse=True):
        earned, spent = revenue[year], cost[year]
        if earned is None or spent is None:
            continue
        if earned < spent:
            break
        found = year
    return found


def break_even(
    plan: Plan, ledger: Ledger = EMPTY, assumptions: Assumptions | None = None
) -> BreakEven | None:
    """The break-even year by the plan's figures, the ledger's for ended years, and what is assumed.

    `None` when neither plan nor assumptions speak of self-sufficiency.
    """
    assumed = assumptions or Assumptions()
    block = plan.self_sufficiency
    if block is None and not (assumed.revenue or assumed.cost):
        return None
    unit = block.unit if block else plan.budget.unit
    revenue = _given(plan, ledger, "revenue")
    cost = _given(plan, ledger, "cost")
    _change(revenue, assumed.revenue_change)
    _change(cost, assumed.cost_change)
    revenue.update({year: Given(amount, "assumed") for year, amount in assumed.revenue.items()})
    cost.update({year: Given(amount, "assumed") for year, amount in assumed.cost.items()})
    grown_from = _carry_on(revenue, assumed.to, assumed.growth or Fraction(0)) if assumed.to else None
    beyond = [
        year for year in revenue if year in assumed.revenue or (grown_from is not None and year > grown_from)
    ]
    held_from = _carry_on(cost, max(beyond, default=None), Fraction(0))
    years = tuple(
        _year(plan, year, revenue.get(year), cost.get(year), assumed.outsourcing_rate)
        for year in sorted({*plan.years, *revenue, *cost})
    )
    return _result(plan, unit, years, held_from, grown_from)


def _given(plan: Plan, ledger: Ledger, item: Literal["revenue", "cost"]) -> dict[int, Given]:
    """The plan's figures; the ledger's in their place for years that had ended."""
    block = plan.self_sufficiency
    table = {} if block is None else block.revenue if item == "revenue" else block.cost
    given = {year: Given(amount, "plan") for year, amount in table.items() if amount is not None}
    for year, amount in ledger.actual(item).items():
        if ledger.has_ended(year):
            given[year] = Given(amount, "ledger")
    return given


def _change(given: dict[int, Given], change: Fraction | None) -> None:
    if change is None:
        return
    for year, figure in given.items():
        given[year] = Given(simplified(Fraction(figure.amount) * (1 + change)), "assumed")


def _carry_on(given: dict[int, Given], to: int | None, growth: Fraction) -> int | None:
    """Continue the last figure up to the year `to`; the year whose figure it is, where that adds any."""
    if not given or to is None:
        return None
    last = max(given)
    amount = Fraction(given[last].amount)
    for year in range(last + 1, to + 1):
        amount *= 1 + growth
        given[year] = Given(simplified(amount), "assumed")
    return last if to > last else None


def _year(
    plan: Plan, year: int, revenue: Given | None, cost: Given | None, outsourcing_rate: Fraction | None
) -> SufficiencyYear:
    margin = gap = gross = None
    if revenue is not None and cost is not None:
        margin = minus(revenue.amount, cost.amount)
        gap = max(minus(cost.amount, revenue.amount), 0)
    if revenue is not None and outsourcing_rate is not None:
        gross = simplified(Fraction(revenue.amount) / (1 - outsourcing_rate))
    return SufficiencyYear(
        fiscal_year=year,
        label=plan.label(year),
        revenue=revenue.amount if revenue else None,
        cost=cost.amount if cost else None,
        margin=margin,
        coverage=ratio(revenue.amount if revenue else None, cost.amount if cost else None),
        revenue_basis=revenue.basis if revenue else None,
        cost_basis=cost.basis if cost else None,
        gap=gap,
        gross_sales=gross,
    )


def _result(
    plan: Plan, unit: str, years: tuple[SufficiencyYear, ...], held_from: int | None, grown_from: int | None
) -> BreakEven:
    revenue = {year.fiscal_year: year.revenue for year in years}
    cost = {year.fiscal_year: year.cost for year in years}
    found = break_even_year(revenue, cost)
    complete = [year for year in years if year.margin is not None]
    shown = next((year for year in complete if year.fiscal_year == found), complete[-1] if complete else None)
    stated = plan.self_sufficiency.break_even_year if plan.self_sufficiency else None
    below, start = _flips(complete, found)
    return BreakEven(
        unit=unit,
        break_even_year=found,
        stated_break_even_year=stated.year if stated else None,
        year=shown.fiscal_year if shown else None,
        margin=shown.margin if shown else None,
        coverage=shown.coverage if shown else None,
        years=years,
        sensitivity=tuple(_sensitivity(complete, shown, change) for change in STEPS) if complete else (),
        flips_below=below,
        flips_from=start,
        held_cost_from=held_from,
        grown_revenue_from=grown_from,
    )


def _sensitivity(
    years: Iterable[SufficiencyYear], shown: SufficiencyYear | None, change: Fraction
) -> Sensitivity:
    revenue = {year.fiscal_year: simplified(Fraction(year.revenue or 0) * (1 + change)) for year in years}
    found = break_even_year(revenue, {year.fiscal_year: year.cost for year in years})
    margin = None
    if shown is not None and shown.cost is not None:
        margin = minus(revenue[shown.fiscal_year], shown.cost)
    return Sensitivity(change, found, margin)


def _flips(years: list[SufficiencyYear], found: int | None) -> tuple[Fraction | None, Fraction | None]:
    """The change of revenue below which, and the one from which, the answer is another.

    The years from y on all cover their cost when revenue × f ≥ cost in each of them, so y is the answer or a
    later one than it for f from the largest cost ÷ revenue of these years on.
    """
    below = start = None
    needed: Fraction | None = Fraction(0)
    for year in reversed(years):
        factor = _factor(year)
        needed = None if needed is None or factor is None else max(needed, factor)
        if found is not None and year.fiscal_year >= found:
            # An earlier year becomes the answer only where this one is not the first.
            below = None if needed is None or needed == 0 else needed - 1
        elif needed is not None:
            start = needed - 1
            break
        else:
            break
    return below, start


def _factor(year: SufficiencyYear) -> Fraction | None:
    """How many times its revenue a year needs to cover its cost; `None` where no multiple does."""
    if year.revenue is None or year.cost is None:
        return None
    if year.cost <= 0:
        return Fraction(0)
    return Fraction(year.cost) / Fraction(year.revenue) if year.revenue > 0 else None


def outsourcing_rate(rate: Fraction) -> Fraction:
    """`rate` itself; raises `Refusal` outside 0 to 100 %, and for 100 %, which leaves no sales."""
    if not 0 <= rate < 1:
        raise BAD_RATE.refusal(
            Sentence(
                f"外注費等の割合 {plain(rate * 100)}% は使えません",
                f"{plain(rate * 100)}% is no share of sales that leaves any",
            ),
            Sentence("0% 以上 100% 未満の割合を指定してください", "give a rate from 0% to less than 100%"),
        )
    return rate
