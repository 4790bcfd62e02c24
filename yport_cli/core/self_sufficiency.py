"""自立性: the project's own revenue beside its cost, the grant excluded.

The field has no numeric rule for self-sufficiency; what is computed here is a comparison of the figures given,
never an official pass or fail.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from yport_cli.core.number import Number, ratio
from yport_cli.core.plan import Plan

Basis = Literal["plan", "ledger", "assumed"]


@dataclass(frozen=True, slots=True)
class SufficiencyYear:
    """One fiscal year's revenue beside its cost, in the unit of the block; unknown figures are `None`."""

    fiscal_year: int
    label: str
    revenue: Number | None
    cost: Number | None
    margin: Number | None
    """revenue − cost"""
    coverage: Fraction | None
    """revenue ÷ cost; `None` when the cost is 0"""
    basis: Basis


@dataclass(frozen=True, slots=True)
class BreakEven:
    """When the project stands on its own; `margin` and `coverage` are of the break-even year, or else of the
    last year with both figures."""  # noqa: D205, D209

    unit: str
    break_even_year: int | None
    stated_break_even_year: int | None
    margin: Number | None
    coverage: Fraction | None
    years: tuple[SufficiencyYear, ...]


def break_even_year(revenue: Mapping[int, Number | None], cost: Mapping[int, Number | None]) -> int | None:
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


def break_even(plan: Plan) -> BreakEven | None:
    """The break-even year of the plan's own figures; `None` when the plan has no self-sufficiency block."""
    block = plan.self_sufficiency
    if block is None:
        return None
    years = tuple(
        sufficiency_year(plan, year, block.revenue.get(year), block.cost.get(year))
        for year in sorted({*plan.years, *block.revenue, *block.cost})
    )
    found = break_even_year(block.revenue, block.cost)
    complete = [year for year in years if year.margin is not None]
    shown = next((year for year in complete if year.fiscal_year == found), complete[-1] if complete else None)
    return BreakEven(
        unit=block.unit,
        break_even_year=found,
        stated_break_even_year=block.break_even_year.year if block.break_even_year else None,
        margin=shown.margin if shown else None,
        coverage=shown.coverage if shown else None,
        years=years,
    )


def sufficiency_year(
    plan: Plan, year: int, revenue: Number | None, cost: Number | None, basis: Basis = "plan"
) -> SufficiencyYear:
    """One year's figures with what follows from them."""
    margin = None if revenue is None or cost is None else revenue - cost
    return SufficiencyYear(year, plan.label(year), revenue, cost, margin, ratio(revenue, cost), basis)
