"""What follows from a KPI's plan and its recorded figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from yport_cli.core.figures.ledger import Ledger
from yport_cli.core.figures.rates import EASING, NO_TARGET, NOT_RECORDED, Rate, achievement_rate, rate_basis
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.number import Number, Quantity, simplified, total
from yport_cli.core.plan.indicators import Kpi, RateBasis
from yport_cli.core.plan.plan import Plan
from yport_cli.core.reading.fiscal_year import last_day

Standing = Literal["reached", "missed", "on_pace", "behind", "running", "not_recorded", "no_target"]
"""状況: 達成, 未達, 順調, 遅れ, 期間中, 未記録, 目標なし."""


@dataclass(frozen=True, slots=True)
class KpiYear:
    """One fiscal year of a KPI, in its unit; rate and shortfall are of the cumulative up to the year."""

    fiscal_year: int
    label: str
    target: Number | None
    actual: Number | None
    cumulative_target: Number | None
    cumulative_actual: Number | None
    achievement_rate: Fraction | None
    rate_reason: Sentence | None
    """Why there is no rate."""
    shortfall: Number | None
    in_progress: bool
    incomplete: bool
    """A year before, from the first with a target on, has no rows: the cumulative may lack its part."""

    @property
    def achieved(self) -> bool | None:
        """Whether nothing is short of the target up to the year; `None` where that is not known."""
        return None if self.shortfall is None else self.shortfall == 0


@dataclass(frozen=True, slots=True)
class KpiOutcome:
    """A KPI against the end of the plan, in its unit; unknown figures are `None`."""

    kpi: Kpi
    cumulative_target: Number | None
    cumulative_actual: Number | None
    target_level: Number | None
    actual_level: Number | None
    achievement_rate: Fraction | None
    rate_basis: RateBasis
    rate_reason: Sentence | None
    """Why there is no rate."""
    shortfall: Number | None
    required_pace: Quantity | None
    """shortfall ÷ `months_left`, in the unit per month"""
    months_left: int | None
    """From the month after that of the as-of date to the plan's end."""
    achieved: bool | None
    standing: Standing
    standing_year: int | None
    """The year by which it is on pace or behind."""
    recorded_until: date | None
    """The day, or the end of the year, of the latest row."""
    incomplete: bool
    """Whether any of the years is."""
    years: tuple[KpiYear, ...]
    is_easing: bool
    """Whether the last target is worse than the start or an earlier year's, and not yet to be judged."""
    to_date: KpiYear | None
    """The last year that has ended, is recorded and has a target."""

    @property
    def target(self) -> Number | None:
        """What the plan aims at by its end: the cumulative of increments, or the level."""
        return self.cumulative_target if self.kpi.adds_up else self.target_level

    @property
    def actual(self) -> Number | None:
        """What is recorded of `target`."""
        return self.cumulative_actual if self.kpi.adds_up else self.actual_level

    @property
    def gaps(self) -> tuple[KpiYear, ...]:
        """The years without rows that the cumulative actual lacks."""
        if not self.incomplete:
            return ()
        known = [year.fiscal_year for year in self.years if year.actual is not None]
        aimed_at = [year.fiscal_year for year in self.years if year.target is not None]
        begin, last = min(known + aimed_at), max(known)
        return tuple(y for y in self.years if y.actual is None and begin <= y.fiscal_year < last)

    @property
    def due(self) -> Fraction | None:
        """How much of the whole target was due by `to_date`, measured as the achievement rate is."""
        if self.to_date is None:
            return None
        return achievement_rate(self.kpi, self.target, self.of_year(self.to_date)[0]).value

    def of_year(self, year: KpiYear) -> tuple[Number | None, Number | None]:
        """Target and actual of one of `years`: the cumulatives up to it, or its levels."""
        if self.kpi.adds_up:
            return year.cumulative_target, year.cumulative_actual
        return year.target, year.actual

    def passes(self, threshold: Fraction) -> bool:
        """Whether the target is reached as far as `threshold`, a rate; up to 1, what is achieved passes.

        Without a rate what is achieved passes, or what is on pace towards an easing target.
        """
        if self.achievement_rate is not None:
            return self.achievement_rate >= threshold
        return bool(self.achieved) or (self.is_easing and self.standing == "on_pace")


def kpi_outcome(plan: Plan, kpi: Kpi, ledger: Ledger) -> KpiOutcome:
    """`kpi` measured against the plan's end and each of its years."""
    actuals = ledger.actual(kpi.id)
    recorded = [year for year in plan.years if year in actuals]
    years = tuple(_kpi_year(plan, kpi, ledger, recorded, year) for year in plan.years)
    if kpi.adds_up:
        target, actual = total(kpi.planned.values()), total(actuals[year] for year in recorded)
    else:
        target = next((year.target for year in reversed(years) if year.target is not None), None)
        actual = actuals[recorded[-1]] if recorded else None
    is_over = ledger.has_ended(plan.years[-1]) and years[-1].actual is not None
    is_easing = not is_over and _is_easing(kpi, target, years)
    rate, shortfall = achievement_rate(kpi, target, actual), shortfall_of(kpi, target, actual)
    if is_easing and actual is not None:
        rate, shortfall = EASING, None
    achieved = None if shortfall is None else shortfall == 0
    to_date = _last_judged(years, ledger)
    standing = _standing(rate, to_date, achieved=achieved, is_over=is_over)
    left = None if ledger.as_of is None else _months_left(plan, ledger.as_of)
    before = kpi.baseline if kpi.adds_up else 0
    return KpiOutcome(
        kpi=kpi,
        cumulative_target=target if kpi.adds_up else None,
        cumulative_actual=actual if kpi.adds_up else None,
        target_level=_plus(before, target),
        actual_level=_plus(before, actual),
        achievement_rate=rate.value,
        rate_basis=rate_basis(kpi),
        rate_reason=rate.reason,
        shortfall=shortfall,
        required_pace=simplified(Fraction(shortfall) / left) if left and shortfall is not None else None,
        months_left=left,
        achieved=achieved,
        standing=standing,
        standing_year=to_date.fiscal_year if to_date and standing in ("on_pace", "behind") else None,
        recorded_until=ledger.recorded_until(kpi.id),
        incomplete=any(year.incomplete for year in years),
        years=years,
        is_easing=is_easing,
        to_date=to_date,
    )


def shortfall_of(kpi: Kpi, target: Number | None, actual: Number | None) -> Number | None:
    """How far `actual` is on the wrong side of `target`, never negative; turned round for a decrease."""
    if target is None or actual is None:
        return None
    missing = target - actual if kpi.direction == "increase" else actual - target
    return missing if missing > 0 else missing - missing  # 0 with its decimals; 0 times a Decimal may be -0


def _is_easing(kpi: Kpi, target: Number | None, years: Iterable[KpiYear]) -> bool:
    """Whether the last target is worse than the start or an earlier year's: it is reached too soon."""
    if target is None:
        return False
    earlier = (year.cumulative_target if kpi.adds_up else year.target for year in years)
    return any(kpi.is_worse(target, other) for other in (kpi.start, *earlier) if other is not None)


def _last_judged(years: tuple[KpiYear, ...], ledger: Ledger) -> KpiYear | None:
    for year in reversed(years):
        if ledger.has_ended(year.fiscal_year) and year.actual is not None and year.target is not None:
            return year
    return None


def _standing(rate: Rate, to_date: KpiYear | None, *, achieved: bool | None, is_over: bool) -> Standing:
    """The first that applies."""
    if rate is NO_TARGET:
        return "no_target"
    if rate is NOT_RECORDED:
        return "not_recorded"
    if achieved or is_over:
        return "reached" if achieved else "missed"
    if to_date is None:
        return "running"
    return "on_pace" if to_date.achieved else "behind"


def _months_left(plan: Plan, as_of: date) -> int:
    end = last_day(plan.years[-1])
    return max(0, 12 * (end.year - as_of.year) + end.month - as_of.month)


def _kpi_year(plan: Plan, kpi: Kpi, ledger: Ledger, recorded: list[int], year: int) -> KpiYear:
    actuals = ledger.actual(kpi.id)
    target, actual = kpi.planned.get(year), actuals.get(year)
    aim, reached, incomplete = target, actual, False
    if kpi.adds_up:
        aim, reached = total(kpi.planned.get(other) for other in plan.years if other <= year), None
        if recorded and recorded[0] <= year <= recorded[-1]:
            reached = total(actuals[other] for other in recorded if other <= year)
            begin = _begin(plan, kpi, recorded[0])
            incomplete = any(other not in actuals for other in plan.years if begin <= other <= year)
    rate = achievement_rate(kpi, aim, reached)
    return KpiYear(
        fiscal_year=year,
        label=plan.label(year),
        target=target,
        actual=actual,
        cumulative_target=aim if kpi.adds_up else None,
        cumulative_actual=reached if kpi.adds_up else None,
        achievement_rate=rate.value,
        rate_reason=rate.reason,
        shortfall=shortfall_of(kpi, aim, reached),
        in_progress=ledger.is_running(year),
        incomplete=incomplete,
    )


def _begin(plan: Plan, kpi: Kpi, first_recorded: int) -> int:
    """From which year on one without rows is a gap: before its first target the plan asks for nothing."""
    aimed_at = (year for year in plan.years if kpi.planned.get(year) is not None)
    return min(first_recorded, next(aimed_at, first_recorded))


def _plus(baseline: Number | None, change: Number | None) -> Number | None:
    return None if baseline is None or change is None else baseline + change
