"""自立性: the project's own revenue beside its cost, the grant excluded.

The field has no numeric rule for self-sufficiency; what is computed here is a comparison of the figures
given, never an official pass or fail.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from yport_cli.core.figures.grant import grant_of_year
from yport_cli.core.figures.ledger import EMPTY, Ledger
from yport_cli.core.figures.sensitivity import STEPS, Sensitivity, sensitivity_rows, thresholds
from yport_cli.core.figures.sufficiency_years import Basis, SufficiencyYear, break_even_year
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.money import MoneyUnit, in_other_unit
from yport_cli.core.numbers.number import Quantity, minus, plain, ratio, simplified
from yport_cli.core.plan.plan import Plan
from yport_cli.core.refusals.values import BAD_RATE


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
class BreakEven:
    """When the project stands on its own; `margin` and `coverage` are of `year`."""

    unit: MoneyUnit
    break_even_year: int | None
    stated_break_even_year: int | None
    year: int | None
    """The break-even year, or else the last year with both figures."""
    margin: Quantity | None
    coverage: Fraction | None
    years: tuple[SufficiencyYear, ...]
    sensitivity: tuple[Sensitivity, ...]
    bearable_fall: Fraction | None
    """A fall of every revenue that leaves the answer as it is, rounded down; 0 where none does."""
    needed_rise: Fraction | None
    """A rise of every revenue that gives an earlier year, or one at all, rounded up.

    `None` where none does.
    """
    held_cost_from: int | None = None
    """The year whose cost is held for the years after it."""
    grown_revenue_from: int | None = None
    """The year whose revenue is carried on to the years after it."""


def break_even(
    plan: Plan, ledger: Ledger = EMPTY, assumptions: Assumptions | None = None
) -> BreakEven | None:
    """The break-even year by the plan's figures, the ledger's for ended years, and what is assumed.

    `None` when neither plan nor assumptions speak of self-sufficiency.
    """
    assumed = assumptions or Assumptions()
    block = plan.self_sufficiency
    unit = block.unit if block else plan.budget.unit
    revenue = _given(plan, ledger, "revenue")
    cost = _given(plan, ledger, "cost")
    if block is None and not (revenue or cost or assumed.revenue or assumed.cost):
        return None
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
        _year(
            plan,
            year,
            revenue.get(year),
            cost.get(year),
            unit=unit,
            outsourcing_rate=assumed.outsourcing_rate,
        )
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
    plan: Plan,
    year: int,
    revenue: Given | None,
    cost: Given | None,
    *,
    unit: MoneyUnit,
    outsourcing_rate: Fraction | None,
) -> SufficiencyYear:
    margin = gap = after_grant = gross = None
    if revenue is not None and cost is not None:
        margin = minus(revenue.amount, cost.amount)
        gap = max(minus(cost.amount, revenue.amount), 0)
        grant = grant_of_year(plan, year).grant
        if grant is not None:
            after_grant = max(minus(gap, in_other_unit(grant, plan.budget.unit, unit)), 0)
    if cost is not None and outsourcing_rate is not None:
        gross = simplified(Fraction(cost.amount) / (1 - outsourcing_rate))
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
        gap_after_grant=after_grant,
        gross_sales=gross,
    )


def _result(
    plan: Plan,
    unit: MoneyUnit,
    years: tuple[SufficiencyYear, ...],
    held_from: int | None,
    grown_from: int | None,
) -> BreakEven:
    revenue = {year.fiscal_year: year.revenue for year in years}
    cost = {year.fiscal_year: year.cost for year in years}
    found = break_even_year(revenue, cost)
    complete = [year for year in years if year.margin is not None]
    shown = next((year for year in complete if year.fiscal_year == found), complete[-1] if complete else None)
    stated = plan.self_sufficiency.break_even_year if plan.self_sufficiency else None
    fall, rise = thresholds(complete, found)
    return BreakEven(
        unit=unit,
        break_even_year=found,
        stated_break_even_year=stated.year if stated else None,
        year=shown.fiscal_year if shown else None,
        margin=shown.margin if shown else None,
        coverage=shown.coverage if shown else None,
        years=years,
        sensitivity=tuple(row for share in STEPS for row in sensitivity_rows(complete, shown, share)),
        bearable_fall=fall,
        needed_rise=rise,
        held_cost_from=held_from,
        grown_revenue_from=grown_from,
    )


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
