"""Revenue beside cost, year by year."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from yport_cli.core.numbers.number import Quantity

Basis = Literal["plan", "ledger", "assumed"]


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
    """Own funds needed to fill the year, before the grant: cost − revenue where that is positive."""
    gap_after_grant: Quantity | None
    """gap − the year's grant, where that is positive; `None` while the grant of the year is unknown."""
    gross_sales: Quantity | None
    """Sales that break even at the assumed outsourcing rate: cost ÷ (1 − rate)."""

    @property
    def basis(self) -> Basis:
        """Whose the year's figures are, at the least certain."""
        bases = (self.revenue_basis, self.cost_basis)
        return "assumed" if "assumed" in bases else "ledger" if "ledger" in bases else "plan"


def break_even_year(
    revenue: Mapping[int, Quantity | None], cost: Mapping[int, Quantity | None]
) -> int | None:
    """The first fiscal year whose revenue ≥ cost and for which no later stated year falls back below.

    A year without both figures, or without a cost above 0, says nothing. `None` when there is no such year.
    """
    found: int | None = None
    for year in sorted(revenue.keys() & cost.keys(), reverse=True):
        earned, spent = revenue[year], cost[year]
        if earned is None or spent is None or spent <= 0:
            continue
        if earned < spent:
            break
        found = year
    return found
