"""Self-sufficiency: the project's own net revenue beside its cost, the grant excluded."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from calculator.as_of import Ledger
from calculator.exact import exact, rate, whole
from calculator.years import ended, fiscal_year, label

Answer = dict[str, Any]
Figures = dict[int, tuple[Fraction, str]]
"""A figure by year, and whether it is of the plan or of the ledger."""


class Balance(NamedTuple):
    """Revenue and cost of one year; what is unknown is None."""

    year: int
    revenue: Fraction | None
    revenue_basis: str | None
    cost: Fraction | None
    cost_basis: str | None

    @property
    def margin(self) -> Fraction | None:
        """Revenue less cost."""
        return None if self.revenue is None or self.cost is None else self.revenue - self.cost

    @property
    def coverage(self) -> Fraction | None:
        """Revenue ÷ cost; unknown without a cost."""
        return None if self.revenue is None or not self.cost else self.revenue / self.cost


def break_even_answer(plan: Mapping[str, Any], told: Ledger) -> Answer | None:
    """What `breakeven` tells; None where neither the plan nor the ledger speaks of self-sufficiency.

    Margin and coverage are those of the break-even year, or of the last year with both figures.
    """
    block = plan.get("self_sufficiency")
    revenue, cost = figures(plan, told, "revenue"), figures(plan, told, "cost")
    if block is None and not revenue and not cost:
        return None
    of_plan = map(fiscal_year, plan["fiscal_years"])
    nothing = (None, None)
    balances = [
        Balance(year, *revenue.get(year, nothing), *cost.get(year, nothing))
        for year in sorted({*of_plan, *revenue, *cost})
    ]
    found = _break_even(balances)
    both = [one for one in balances if one.margin is not None]
    shown = found or (both[-1] if both else None)
    claim = (block or {}).get("break_even_year")
    return {
        "unit": (block or plan["budget"])["unit"],
        "break_even_year": found.year if found else None,
        "stated_break_even_year": None if claim is None else fiscal_year(claim),
        "margin": whole(shown.margin) if shown else None,
        "coverage": rate(shown.coverage) if shown else None,
        "years": [
            {
                "fiscal_year": one.year,
                "label": label(one.year, plan["fiscal_years"]),
                "revenue": whole(one.revenue),
                "cost": whole(one.cost),
                "margin": whole(one.margin),
                "coverage": rate(one.coverage),
                "revenue_basis": one.revenue_basis,
                "cost_basis": one.cost_basis,
            }
            for one in balances
        ],
        "assumptions": [],
    }


def _break_even(balances: list[Balance]) -> Balance | None:
    """The first year with a cost above 0 whose revenue covers its cost, and after which none falls below."""
    costly = [(one, one.margin) for one in balances if one.cost is not None and one.cost > 0]
    last_below = max((one.year for one, margin in costly if margin is not None and margin < 0), default=0)
    return next((one for one, margin in costly if margin is not None and one.year > last_below), None)


def figures(plan: Mapping[str, Any], told: Ledger, item: str) -> Figures:
    """The plan's figures by year.

    The ledger's replace them only for years that had ended by the as-of date.
    """
    stated = (plan.get("self_sufficiency") or {}).get(item) or {}
    planned = {fiscal_year(year): exact(value) for year, value in stated.items()}
    ours: Figures = {year: (value, "plan") for year, value in planned.items() if value is not None}
    recorded = {year: (value, "ledger") for year, value in told.sums(item).items() if ended(year, told.as_of)}
    return ours | recorded
