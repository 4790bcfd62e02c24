"""Where the KPIs will land: projections by name, kept apart from what was planned and from what happened.

Orders are lumpy: a projection says on how few events it rests, and from none there is none.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from yport_cli.core.figures.kpi import KpiOutcome
from yport_cli.core.figures.ledger import Ledger
from yport_cli.core.figures.outcome import Outcome
from yport_cli.core.figures.projections import (
    Course,
    Projection,
    month_of,
    plan_shape,
    required_pace,
    resampling,
    run_rate,
)
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.number import Number, grouped
from yport_cli.core.numbers.spellings import PERCENT
from yport_cli.core.plan.plan import Plan
from yport_cli.core.reading.fiscal_year import last_day


@dataclass(frozen=True, slots=True)
class KpiForecast:
    """A KPI with its projections, and what they rest on."""

    result: KpiOutcome
    target: Number | None
    """At the plan's end: the cumulative target, or the level to reach."""
    actual: Number | None
    events: int
    """How many rows of the ledger are about the KPI, corrections apart."""
    event_months: int
    """The months whose rows do not add up to 0."""
    complete_months: int
    months_left: int | None
    """From the month after that of the as-of date to the plan's end."""
    open_months: int
    """The plan's months that were not complete by the as-of date."""
    silent_years: tuple[str, ...]
    """The years with complete months and without a row: the methods by month take them for 0."""
    projections: tuple[Projection, ...]
    reason: Sentence | None = None
    """Why there are no projections."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """The projections of all KPIs of an outcome."""

    outcome: Outcome
    kpis: tuple[KpiForecast, ...]


def forecast_of(outcome: Outcome) -> Forecast:
    """Each KPI of `outcome` with its projections, by the plan's months up to its ledger's `as_of`."""
    return Forecast(outcome, tuple(_kpi_forecast(outcome, result) for result in outcome.kpis))


def _kpi_forecast(outcome: Outcome, result: KpiOutcome) -> KpiForecast:
    plan, ledger, kpi = outcome.plan, outcome.ledger, result.kpi
    target, actual = result.target, result.actual
    complete = 0 if ledger.as_of is None else _complete_months(plan, ledger.as_of)
    rows = list(_rows_by_month(plan, ledger, kpi.id))
    reason: Sentence | None = None
    projections: tuple[Projection, ...] = ()
    if actual is None or ledger.as_of is None:
        reason = Sentence(
            "実績が記録されていないため、見込みはありません", "nothing is recorded, so nothing is projected"
        )
    elif ledger.as_of >= (end := last_day(plan.years[-1])):
        reason = Sentence(
            f"計画は {end} に終わっているため、見込みはありません。実績が結果です",
            f"the plan ended on {end}: nothing is left to project, the actual is the result",
        )
    elif not kpi.adds_up:
        reason = _level_reason(result)
    else:
        course = _course(outcome, result, actual, ledger.as_of, rows)
        projections = (required_pace(course), run_rate(course), plan_shape(course), resampling(course))
    return KpiForecast(
        result=result,
        target=target,
        actual=actual,
        events=sum(count for _, amount, count in rows if amount * (actual or 0) > 0),
        event_months=sum(amount != 0 for amount in _by_month(rows).values()),
        complete_months=complete,
        months_left=result.months_left,
        open_months=12 * len(plan.years) - complete,
        silent_years=tuple(
            plan.label(year)
            for position, year in enumerate(plan.years)
            if projections and 12 * position < complete and year not in ledger.actual(kpi.id)
        ),
        projections=projections,
        reason=reason,
    )


def _course(
    outcome: Outcome, result: KpiOutcome, actual: Number, as_of: date, rows: list[tuple[int, Number, int]]
) -> Course:
    complete = _complete_months(outcome.plan, as_of)
    by_month = _by_month(rows)
    amounts = [by_month.get(month, Fraction(0)) for month in range(complete)]
    return Course(
        plan=outcome.plan,
        result=result,
        as_of=as_of,
        target=result.cumulative_target,
        actual=actual,
        complete=complete,
        months=tuple(amounts),
        has_events=any(month < complete for month, _, _ in rows),
        has_year_rows=any(
            not entry.has_date and entry.item == result.kpi.id for entry in outcome.ledger.entries
        ),
        done=sum(amounts, Fraction(0)),
        only_adds=all(amount >= 0 for amount in amounts),
        only_takes=all(amount <= 0 for amount in amounts),
    )


def _by_month(rows: list[tuple[int, Number, int]]) -> dict[int, Fraction]:
    """What the rows of each month add up to."""
    amounts: defaultdict[int, Fraction] = defaultdict(Fraction)
    for month, amount, _ in rows:
        amounts[month] += Fraction(amount)
    return amounts


def _complete_months(plan: Plan, as_of: date) -> int:
    """How many of the plan's months had ended by `as_of`, which may be a month's last day."""
    following = as_of + timedelta(days=1)
    return min(max(month_of(plan, following), 0), 12 * len(plan.years))


def _rows_by_month(plan: Plan, ledger: Ledger, item: str) -> Iterator[tuple[int, Number, int]]:
    """Each entry of `item` as its month, its amount and its rows.

    A payment of April that belongs to the year before falls into that year's March: the year of a row wins
    over its date.
    """
    for entry in ledger.entries:
        if entry.item == item and entry.fiscal_year in plan.years:
            first = 12 * (entry.fiscal_year - plan.years[0])
            yield min(max(month_of(plan, entry.day), first), first + 11), entry.amount, entry.rows


def _level_reason(result: KpiOutcome) -> Sentence:
    """Why a level is not projected, with what is still missing of it."""
    ja = "水準の指標は月ごとに足し合わせるものではないため、延ばした見込みは出しません"
    en = "a level is not a sum of months, so it is not carried on"
    if result.is_easing and result.rate_reason is not None:  # the way to a worse value is nothing to go
        return Sentence(f"{ja}。{result.rate_reason.ja}", f"{en}; {result.rate_reason.en}")
    if result.target_level is not None and result.actual_level is not None:
        change = result.target_level - result.actual_level
        sign = "+" if change > 0 else ""
        if result.achieved:
            ja, en = f"{ja}。目標には届いています", f"{en}; the target is reached"
        else:
            unit = result.kpi.unit_text
            points = Sentence("ポイント", "points") if unit in PERCENT else Sentence(unit, unit)
            ja = f"{ja}。目標まで必要な変化は {sign}{grouped(change)} {points.ja}です"
            en = f"{en}; the change still required is {sign}{grouped(change)} {points.en}".rstrip()
    return Sentence(ja, en)
