"""The grant (交付金) as the plan states it: over the plan, and of each fiscal year.

Decisions that the ledger records never change it: what became of it is `grant_due`.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from yport_cli.core.figures.rounding import Rounding
from yport_cli.core.numbers.number import Number, Quantity, plus, simplified
from yport_cli.core.plan.plan import Plan

GrantBasis = Literal["decided", "eligible", "upper_limit"]
"""What a grant rests on, the strongest first.

The decision; rate × eligible cost; rate × the whole cost, which it cannot pass.
"""

_FROM_WEAKEST: tuple[GrantBasis, ...] = ("upper_limit", "eligible", "decided")


class PlannedGrant(NamedTuple):
    """A grant and what it rests on; `None` where it is unknown."""

    grant: Quantity | None = None
    basis: GrantBasis | None = None


def states_by_year(plan: Plan) -> bool:
    """Whether the plan gives a figure of the grant by fiscal year."""
    grant = plan.budget.grant
    return grant is not None and any(
        isinstance(figure, Mapping) for figure in (grant.amount, grant.rate, grant.eligible_cost)
    )


def is_sum_of_years(plan: Plan) -> bool:
    """Whether the plan's grant is the sum of the years: one amount for the whole plan goes first."""
    grant = plan.budget.grant
    return states_by_year(plan) and not (grant is not None and isinstance(grant.amount, int | Decimal))


def rate_of_year(plan: Plan, year: int) -> Fraction | None:
    """The grant's share of a fiscal year's eligible cost."""
    rate = None if plan.budget.grant is None else plan.budget.grant.rate
    return rate.get(year) if isinstance(rate, Mapping) else rate


def rate_of_plan(plan: Plan) -> Fraction | None:
    """The one rate of all years; `None` where it is not known, or varies."""
    rates = {rate_of_year(plan, year) for year in plan.years}
    return rates.pop() if len(rates) == 1 else None


def eligible_of_year(plan: Plan, year: int) -> Number | None:
    """The eligible cost that the plan states for a fiscal year; one for the whole plan is of no year."""
    return None if plan.budget.grant is None else _in_table(plan.budget.grant.eligible_cost, year)


def eligible_of_plan(plan: Plan) -> Number | None:
    """The eligible cost over the plan; of years the sum, `None` while one is not stated."""
    cost = None if plan.budget.grant is None else plan.budget.grant.eligible_cost
    if isinstance(cost, Mapping):
        return _sum_of_all(cost.get(year) for year in plan.years)
    return cost


def decided_of_year(plan: Plan, year: int) -> Number | None:
    """The decision for a fiscal year, as the plan states it."""
    return None if plan.budget.grant is None else _in_table(plan.budget.grant.amount, year)


def grant_of_year(plan: Plan, year: int, rounding: Rounding | None = None) -> PlannedGrant:
    """The amount of a fiscal year, else rate × its eligible cost, else rate × what is planned.

    Nothing at all where the rate is 0. What is computed is rounded down where a `rounding` is asked for.
    """
    if (amount := decided_of_year(plan, year)) is not None:
        return PlannedGrant(amount, "decided")
    rate = rate_of_year(plan, year)
    if rate is None:
        return PlannedGrant()
    if rate == 0:
        return PlannedGrant(0, "eligible")
    eligible, planned = eligible_of_year(plan, year), plan.budget.years.get(year)
    cost = planned if eligible is None else eligible
    if cost is None:
        return PlannedGrant()
    part = simplified(rate * Fraction(cost))
    if rounding is not None:
        part = rounding.down().applied(part, plan.budget.unit)
    return PlannedGrant(part, "upper_limit" if eligible is None else "eligible")


def grant_of_plan(plan: Plan, rounding: Rounding | None = None) -> PlannedGrant:
    """The amount for the whole plan, else rate × its eligible cost or its total; by year, the sum of all.

    The sum is unknown while one year is, and rests on the weakest of what the years rest on.
    """
    grant = plan.budget.grant
    if grant is None:
        return PlannedGrant()
    if grant.amount is not None and not isinstance(grant.amount, Mapping):
        return PlannedGrant(grant.amount, "decided")
    if is_sum_of_years(plan):
        return _sum_of_years(plan, rounding)
    cost = plan.budget.total if grant.eligible_cost is None else grant.eligible_cost
    if not isinstance(grant.rate, Fraction) or cost is None or isinstance(cost, Mapping):
        return PlannedGrant()
    found = simplified(grant.rate * Fraction(cost))
    is_limit = grant.eligible_cost is None
    if rounding is not None:
        found = (rounding.down() if is_limit else rounding).applied(found, plan.budget.unit)
    return PlannedGrant(found, "upper_limit" if is_limit else "eligible")


def _sum_of_years(plan: Plan, rounding: Rounding | None) -> PlannedGrant:
    whole: Quantity = 0
    bases = set()
    for year in plan.years:
        part, basis = grant_of_year(plan, year, rounding)
        if part is None:
            return PlannedGrant()
        whole = plus(whole, part)
        bases.add(basis)
    return PlannedGrant(whole, next(basis for basis in _FROM_WEAKEST if basis in bases))


def _in_table(figure: Number | Mapping[int, Number | None] | None, year: int) -> Number | None:
    return figure.get(year) if isinstance(figure, Mapping) else None


def _sum_of_all(figures: Iterable[Number | None]) -> Number | None:
    """The sum; `None` while one is unknown."""
    whole: Number = 0
    for figure in figures:
        if figure is None:
            return None
        whole += figure
    return whole
