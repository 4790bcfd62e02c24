"""What follows from a KPI's plan and its recorded figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from yport_cli.core.figures.ledger import Ledger
from yport_cli.core.numbers.number import Number, Quantity, ratio, simplified, total
from yport_cli.core.plan.indicators import Kpi
from yport_cli.core.plan.plan import Plan
from yport_cli.core.reading.fiscal_year import fiscal_year_of


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
    shortfall: Number | None
    in_progress: bool
    incomplete: bool
    """An earlier year between recorded ones has no rows, so the cumulative actual may be too low."""


@dataclass(frozen=True, slots=True)
class KpiOutcome:
    """A KPI against the end of the plan, in its unit; unknown figures are `None`."""

    kpi: Kpi
    cumulative_target: Number | None
    cumulative_actual: Number | None
    target_level: Number | None
    actual_level: Number | None
    achievement_rate: Fraction | None
    shortfall: Number | None
    required_pace: Quantity | None
    achieved: bool | None
    years: tuple[KpiYear, ...]

    @property
    def target(self) -> Number | None:
        """What the plan aims at by its end: the cumulative of increments, or the level."""
        return self.cumulative_target if self.kpi.kind == "increment" else self.target_level

    @property
    def actual(self) -> Number | None:
        """What is recorded of `target`."""
        return self.cumulative_actual if self.kpi.kind == "increment" else self.actual_level

    def of_year(self, year: KpiYear) -> tuple[Number | None, Number | None]:
        """Target and actual of one of `years`: the cumulatives up to it, or its levels."""
        if self.kpi.kind == "increment":
            return year.cumulative_target, year.cumulative_actual
        return year.target, year.actual


def kpi_outcome(plan: Plan, kpi: Kpi, ledger: Ledger) -> KpiOutcome:
    """`kpi` measured against the plan's end and each of its years."""
    actuals = ledger.actual(kpi.id)
    recorded = [year for year in plan.years if year in actuals]
    years = tuple(_kpi_year(plan, kpi, ledger, recorded, year) for year in plan.years)
    if kpi.kind == "increment":
        cumulative_target = total(kpi.planned.values())
        cumulative_actual = total(actuals[year] for year in recorded)
        target_level = _plus(kpi.baseline, cumulative_target)
        actual_level = _plus(kpi.baseline, cumulative_actual)
        rate = ratio(cumulative_actual, cumulative_target)
        shortfall = shortfall_of(kpi, cumulative_target, cumulative_actual)
    else:
        cumulative_target = cumulative_actual = None
        target_level = _last(kpi.planned, plan.years)
        actual_level = actuals[recorded[-1]] if recorded else None
        rate = level_rate(kpi.baseline, target_level, actual_level)
        shortfall = shortfall_of(kpi, target_level, actual_level)
    return KpiOutcome(
        kpi=kpi,
        cumulative_target=cumulative_target,
        cumulative_actual=cumulative_actual,
        target_level=target_level,
        actual_level=actual_level,
        achievement_rate=rate,
        shortfall=shortfall,
        required_pace=required_pace(plan, ledger, shortfall),
        achieved=None if shortfall is None else shortfall == 0,
        years=years,
    )


def level_rate(baseline: Number | None, target: Number | None, actual: Number | None) -> Fraction | None:
    """(actual − baseline) ÷ (target − baseline); without a baseline, actual ÷ target."""
    if target is None or actual is None:
        return None
    start = 0 if baseline is None else baseline
    return ratio(actual - start, target - start)


def shortfall_of(kpi: Kpi, target: Number | None, actual: Number | None) -> Number | None:
    """How far `actual` is on the wrong side of `target`, never negative; turned round for a decrease."""
    if target is None or actual is None:
        return None
    missing = target - actual if kpi.direction == "increase" else actual - target
    return missing if missing > 0 else missing - missing  # 0 with its decimals; 0 times a Decimal may be -0


def required_pace(plan: Plan, ledger: Ledger, shortfall: Number | None) -> Quantity | None:
    """`shortfall` ÷ the plan's fiscal years after the one that holds `as_of`; `None` when none is left."""
    if shortfall is None or ledger.as_of is None:
        return None
    left = sum(year > fiscal_year_of(ledger.as_of) for year in plan.years)
    return simplified(Fraction(shortfall) / left) if left else None


def _kpi_year(plan: Plan, kpi: Kpi, ledger: Ledger, recorded: list[int], year: int) -> KpiYear:
    actuals = ledger.actual(kpi.id)
    target, actual = kpi.planned.get(year), actuals.get(year)
    cumulative_target = cumulative_actual = None
    incomplete = False
    if kpi.kind == "increment":
        cumulative_target = total(kpi.planned.get(other) for other in plan.years if other <= year)
        if recorded and recorded[0] <= year <= recorded[-1]:
            cumulative_actual = total(actuals[other] for other in recorded if other <= year)
            incomplete = any(other not in actuals for other in plan.years if recorded[0] < other <= year)
        rate = ratio(cumulative_actual, cumulative_target)
        shortfall = shortfall_of(kpi, cumulative_target, cumulative_actual)
    else:
        rate = level_rate(kpi.baseline, target, actual)
        shortfall = shortfall_of(kpi, target, actual)
    return KpiYear(
        fiscal_year=year,
        label=plan.label(year),
        target=target,
        actual=actual,
        cumulative_target=cumulative_target,
        cumulative_actual=cumulative_actual,
        achievement_rate=rate,
        shortfall=shortfall,
        in_progress=ledger.is_running(year),
        incomplete=incomplete,
    )


def _plus(baseline: Number | None, change: Number | None) -> Number | None:
    return None if baseline is None or change is None else baseline + change


def _last(figures: Mapping[int, Number | None], years: tuple[int, ...]) -> Number | None:
    """The last figure that is stated."""
    known = [figures[year] for year in years if figures.get(year) is not None]
    return known[-1] if known else None
