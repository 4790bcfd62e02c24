"""Rates of achievement: at least 1 exactly when the target is achieved, or none, with the reason."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from calculator.exact import exact


class Yardstick(NamedTuple):
    """How a KPI is measured: what its plan says beside the figures of years."""

    increment: bool
    decrease: bool
    baseline: Fraction | None
    asked: str | None

    @property
    def basis(self) -> str:
        """`change` unless the plan asks otherwise; for a level without baseline `ratio`."""
        return self.asked or ("change" if self.increment or self.baseline is not None else "ratio")

    @property
    def start(self) -> Fraction | None:
        """Where a change starts.

        0 for the sum of increments (the baseline is not in it), else the baseline.
        """
        return Fraction(0) if self.increment else self.baseline

    def worse(self, one: Fraction, other: Fraction) -> bool:
        """Whether one value is worse than another in the KPI's direction."""
        return one > other if self.decrease else one < other

    def shortfall(self, target: Fraction | None, actual: Fraction | None) -> Fraction | None:
        """How far the actual is on the wrong side of its target, never negative; unknown without either."""
        if target is None or actual is None:
            return None
        return abs(target - actual) if self.worse(actual, target) else Fraction(0)

    def level(self, value: Fraction | None) -> Fraction | None:
        """The level that a figure means.

        Of increments the baseline and their sum, unknown without a baseline.
        """
        if value is None or (self.increment and self.baseline is None):
            return None
        return value + (self.baseline or 0) if self.increment else value


def yardstick(kpi: Mapping[str, Any]) -> Yardstick:
    """A KPI's, as its block of the plan says."""
    baseline = exact(kpi.get("baseline"))
    return Yardstick(kpi["kind"] == "increment", kpi["direction"] == "decrease", baseline, kpi.get("rate"))


def achievement(
    by: Yardstick, target: Fraction | None, actual: Fraction | None
) -> tuple[Fraction | None, str | None]:
    """The rate on the KPI's basis, or the code of the reason why there is none."""
    if target is None:
        return None, "no_target"
    if actual is None:
        return None, "nothing_recorded"
    return (_change if by.basis == "change" else _ratio)(by, target, actual)


def _change(by: Yardstick, target: Fraction, actual: Fraction) -> tuple[Fraction | None, str | None]:
    """Actual change ÷ planned change, only where the planned change runs in the KPI's direction."""
    if by.start is None:
        return None, "no_baseline"
    if target == by.start:
        return None, "no_change"
    if by.worse(target, by.start):
        return None, "against_direction"
    return (actual - by.start) / (target - by.start), None


def _ratio(by: Yardstick, target: Fraction, actual: Fraction) -> tuple[Fraction | None, str | None]:
    """Actual level ÷ target level, only for more is better and a target above 0.

    Of increments with a baseline.
    """
    aim, reached = by.level(target), by.level(actual)
    if aim is None or reached is None or (by.decrease and by.baseline is None):
        return None, "no_baseline"
    if by.decrease or aim <= 0:
        return None, "ratio_without_sense"
    return reached / aim, None
