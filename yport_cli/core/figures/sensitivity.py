"""How much revenue may change before another year is the answer."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from yport_cli.core.figures.sufficiency_years import SufficiencyYear, break_even_year
from yport_cli.core.numbers.number import Quantity, minus, simplified

STEPS = tuple(Fraction(percent, 100) for percent in (-30, -20, -10, 0, 10, 20, 30))
"""The changes of revenue that the sensitivity table shows."""


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What becomes of the answer when every year's revenue changes alike."""

    change: Fraction | None
    """As a share of the revenue of each year."""
    step: Quantity | None
    """As an amount, where a revenue is negative."""
    break_even_year: int | None
    margin: Quantity | None
    """Of the year that `BreakEven.margin` is of."""


def sensitivity_rows(
    years: list[SufficiencyYear], shown: SufficiencyYear | None, share: Fraction
) -> Iterator[Sensitivity]:
    """The answer when every year's revenue changes by `share` of itself.

    A rise of a negative figure by a share would deepen it: there the step is that share of the shown year's
    cost.
    """
    if shown is None or shown.cost is None:
        return
    step = None
    if any(year.revenue is not None and year.revenue < 0 for year in years):
        step = simplified(share * Fraction(shown.cost))
    revenue = {
        year.fiscal_year: simplified(
            Fraction(year.revenue or 0) * (1 + share)
            if step is None
            else Fraction(year.revenue or 0) + Fraction(step)
        )
        for year in years
    }
    found = break_even_year(revenue, {year.fiscal_year: year.cost for year in years})
    yield Sensitivity(
        share if step is None else None, step, found, minus(revenue[shown.fiscal_year], shown.cost)
    )


def thresholds(years: list[SufficiencyYear], found: int | None) -> tuple[Fraction | None, Fraction | None]:
    """The fall of revenue that the answer bears, the rise that gives another: both safe, and tried.

    The years from y on all cover their cost when revenue × f ≥ cost in each of them, so y is the answer or a
    later one than it for f from the largest cost ÷ revenue of these years on.
    """
    fall = rise = None
    needed: Fraction | None = Fraction(0)
    for year in reversed(years):
        if year.cost is None or year.cost <= 0:
            continue
        factor = _factor(year)
        needed = None if needed is None or factor is None else max(needed, factor)
        if needed is None:
            break
        if found is not None and year.fiscal_year >= found:
            # An earlier year becomes the answer only where this one is not the first.
            fall = _in_tenths(1 - needed, floor)
        else:
            rise = _in_tenths(needed - 1, ceil)
            break
    cost = {year.fiscal_year: year.cost for year in years}

    def answer(change: Fraction) -> int | None:
        return break_even_year(
            {year.fiscal_year: simplified(Fraction(year.revenue or 0) * (1 + change)) for year in years}, cost
        )

    if fall is not None and answer(-fall) != found:
        fall = None
    if rise is not None and answer(rise) == found:
        rise = None
    return fall, rise


def _in_tenths(change: Fraction, rounding: Callable[[Fraction], int]) -> Fraction:
    """`change` in tenths of a percent, or in as many digits more as it takes to tell it from 0."""
    parts = 1000
    while change and not rounding(change * parts):
        parts *= 10
    return Fraction(rounding(change * parts), parts)


def _factor(year: SufficiencyYear) -> Fraction | None:
    """How many times its revenue a year needs to cover its cost; `None` where no multiple does."""
    if year.revenue is None or year.cost is None or year.revenue <= 0:
        return None
    return Fraction(year.cost) / Fraction(year.revenue)
