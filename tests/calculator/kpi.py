"""What has become of one KPI: its years, and where it stands against the end of the plan."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from calculator.as_of import Ledger
from calculator.exact import exact, rate, rounded, whole
from calculator.rates import Yardstick, achievement, yardstick
from calculator.years import ended, fiscal_year, label, months_left, running

Answer = dict[str, Any]
Figure = Fraction | None


class Year(NamedTuple):
    """A KPI in one year of the plan; what is unknown is None."""

    year: int
    target: Figure
    """The increment that is planned for this year, or the level to reach in it."""
    actual: Figure
    aim: Figure
    """What is achieved or not: the cumulative target, or the level."""
    reached: Figure
    """What stands against the aim: the cumulative actual, or the level."""
    gap: bool
    """Whether a year is missing from the cumulative actual, a leading one or one between."""


class Outcome(NamedTuple):
    """A KPI against the end of the plan: its last target, and the latest that was reached."""

    target: Figure
    actual: Figure
    easing: bool
    """Whether the last target is an easing one that is still under way.

    Nothing is judged by it until the end.
    """
    rate: Figure
    reason: str | None
    shortfall: Figure
    achieved: bool | None
    standing: str
    standing_year: int | None

    def passes(self, percent: int) -> bool:
        """What `--fail-under` lets pass: by the rate; without one what is achieved, or easing and on pace."""
        if self.rate is not None:
            return self.rate * 100 >= percent
        return bool(self.achieved) or (self.easing and self.standing == "on_pace")


def kpi_answer(kpi: Mapping[str, Any], spellings: Sequence[int | str], told: Ledger) -> Answer:
    """A KPI as `status` tells it."""
    by, years = yardstick(kpi), years_of(kpi, spellings, told)
    found = outcome(by, years, told.as_of)
    until = [row.stands_at for row in told.rows if row.item == kpi["id"]]
    months = months_left(told.as_of, years[-1].year)
    return {
        **{key: kpi[key] for key in ("id", "name", "unit", "kind", "direction")},
        "baseline": whole(by.baseline),
        "cumulative_target": whole(found.target) if by.increment else None,
        "cumulative_actual": whole(found.actual) if by.increment else None,
        "target_level": whole(by.level(found.target)),
        "actual_level": whole(by.level(found.actual)),
        "achievement_rate": rate(found.rate),
        "rate_basis": by.basis,
        "rate_reason": found.reason,
        "shortfall": whole(found.shortfall),
        "required_pace": rounded(found.shortfall / months)
        if months and found.shortfall is not None
        else None,
        "months_left": months,
        "achieved": found.achieved,
        "standing": found.standing,
        "standing_year": found.standing_year,
        "recorded_until": max(until).isoformat() if until else None,
        "incomplete": any(one.gap for one in years),
        "years": [_year_answer(by, one, spellings, told.as_of) for one in years],
    }


def years_of(kpi: Mapping[str, Any], spellings: Sequence[int | str], told: Ledger) -> list[Year]:
    """A KPI year by year.

    Increments are summed up to and including each year, the baseline left out: targets from the first on,
    actuals between the first and the last recorded year, with a mark where a year before is missing, from the
    first with a target on. A level
    is the latest row of its year.
    """
    increment = kpi["kind"] == "increment"
    given = kpi["increments" if increment else "targets"]
    targets = {fiscal_year(spelling): exact(value) for spelling, value in given.items()}
    own = sorted((row for row in told.rows if row.item == kpi["id"]), key=lambda row: row.stands_at)
    actuals = told.sums(kpi["id"]) if increment else {row.year: row.amount for row in own}
    found: list[Year] = []
    aim: Figure = None
    reached: Figure = None
    for year in map(fiscal_year, spellings):
        target, actual = targets.get(year), actuals.get(year)
        if not increment:
            found.append(Year(year, target, actual, target, actual, gap=False))
            continue
        aim = aim if target is None else target + (aim or 0)
        reached = reached if actual is None else actual + (reached or 0)
        told_of = reached is not None and year <= max(actuals)
        begins = [year for year, given in [*targets.items(), *actuals.items()] if given is not None]
        begin = min(begins, default=year)
        lacks = [one.year for one in found if one.actual is None] + ([] if actual is not None else [year])
        gap = told_of and any(begin <= one for one in lacks)
        found.append(Year(year, target, actual, aim, reached if told_of else None, gap))
    return found


def outcome(by: Yardstick, years: Sequence[Year], as_of: date | None) -> Outcome:
    """How a KPI stands.

    Achieved when nothing is short, unknown where nothing is recorded or there is no target.
    """
    target = next((one.aim for one in reversed(years) if one.aim is not None), None)
    actual = next((one.reached for one in reversed(years) if one.reached is not None), None)
    over = ended(years[-1].year, as_of) and years[-1].actual is not None
    easing = not over and _is_easing(by, target, years)
    share, reason = achievement(by, target, actual)
    shortfall = by.shortfall(target, actual)
    if easing and actual is not None:
        share, reason, shortfall = None, "easing", None
    achieved = None if shortfall is None else shortfall == 0
    standing, year = _standing(by, target, years, as_of, achieved=achieved, over=over)
    return Outcome(target, actual, easing, share, reason, shortfall, achieved, standing, year)


def _is_easing(by: Yardstick, target: Figure, years: Sequence[Year]) -> bool:
    """Whether the last target is worse than the start, or than an earlier year's.

    So it is reached too soon.
    """
    before = (by.start, *(one.aim for one in years))
    return target is not None and any(by.worse(target, aim) for aim in before if aim is not None)


def _standing(
    by: Yardstick,
    target: Figure,
    years: Sequence[Year],
    as_of: date | None,
    *,
    achieved: bool | None,
    over: bool,
) -> tuple[str, int | None]:
    """The first that applies, and the year by which it is on pace or behind."""
    if target is None:
        return "no_target", None
    if all(one.actual is None for one in years):
        return "not_recorded", None
    if achieved:
        return "reached", None
    if over:
        return "missed", None
    for one in reversed(years):
        if ended(one.year, as_of) and one.actual is not None and one.target is not None:
            return "behind" if by.shortfall(one.aim, one.reached) else "on_pace", one.year
    return "running", None


def _year_answer(by: Yardstick, one: Year, spellings: Sequence[int | str], as_of: date | None) -> Answer:
    """One year: target and actual of its own.

    Rate and shortfall of the cumulative up to it, or of the level.
    """
    share, reason = achievement(by, one.aim, one.reached)
    return {
        "fiscal_year": one.year,
        "label": label(one.year, spellings),
        "target": whole(one.target),
        "actual": whole(one.actual),
        "cumulative_target": whole(one.aim) if by.increment else None,
        "cumulative_actual": whole(one.reached) if by.increment else None,
        "achievement_rate": rate(share),
        "rate_reason": reason,
        "shortfall": whole(by.shortfall(one.aim, one.reached)),
        "in_progress": running(one.year, as_of),
        "incomplete": one.gap,
    }
