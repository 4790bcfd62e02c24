"""効果検証: the grade that a fiscal year's figures suggest, beside the one that people give.

The four grades are defined by examples alone: the targets were passed; 70 to 80 % of the target; short of the
target but better than before the start; worse than before. A case between the examples is undefined, and is
said to be so. All is measured on one scale, from the baseline on: of increments that is the cumulative up to
the year.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Literal

from yport_cli.core.figures.kpi import KpiOutcome, KpiYear
from yport_cli.core.figures.outcome import Outcome
from yport_cli.core.figures.rates import BASES
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.number import Number, grouped, rounded_apart, simplified
from yport_cli.core.plan.indicators import Kpi
from yport_cli.core.refusals.command_lines import USAGE

Bands = tuple[Fraction, Fraction]
"""From which rate to which one a target counts as reached to a considerable degree (相当程度)."""

BANDS: Bands = (Fraction(7, 10), Fraction(8, 10))
"""The ones of the published example; bodies define their own."""


class Grade(StrEnum):
    """The grades of the 効果検証 sheet, one per project."""

    VERY_EFFECTIVE = "very_effective"
    QUITE_EFFECTIVE = "quite_effective"
    EFFECTIVE = "effective"
    NOT_EFFECTIVE = "not_effective"


Verdict = Literal[
    "passed",
    "on_target",
    "between",
    "most",
    "better",
    "no_change",
    "worse",
    "not_comparable",
    "not_recorded",
    "in_progress",
    "incomplete",
    "no_target",
]
"""Where one KPI stands at the end of a fiscal year."""

_GRADE_OF: dict[Verdict, Grade] = {
    "passed": Grade.VERY_EFFECTIVE,
    "most": Grade.QUITE_EFFECTIVE,
    "better": Grade.EFFECTIVE,
    "worse": Grade.NOT_EFFECTIVE,
}

_SENTENCES: dict[Verdict, Sentence] = {
    "passed": Sentence("目標を上回る", "passed the target"),
    "on_target": Sentence("目標ちょうど（例示に定めなし）", "exactly on target, which no example covers"),
    "better": Sentence(
        "目標に届かないが事業開始前より改善", "short of the target, but better than before the start"
    ),
    "no_change": Sentence(
        "事業開始前から変化なし（例示に定めなし）",
        "no change since before the start, which no example covers",
    ),
    "worse": Sentence("事業開始前より悪化", "worse than before the start"),
    "not_comparable": Sentence(
        "目標に届かず、事業開始前と比べられない",
        "short of the target, and not comparable with before the start",
    ),
    "not_recorded": Sentence("実績が未記録", "not recorded"),
    "in_progress": Sentence("年度の途中", "the year is still running"),
    "incomplete": Sentence("記録に抜けた年度がある", "an earlier year is not recorded"),
    "no_target": Sentence("この年度の目標がない", "no target for this year"),
}


@dataclass(frozen=True, slots=True)
class KpiVerdict:
    """One KPI at the end of a fiscal year, in its unit; of increments target and actual are cumulative."""

    result: KpiOutcome
    year: KpiYear
    bands: Bands
    target: Number | None
    actual: Number | None
    verdict: Verdict

    @property
    def sentence(self) -> Sentence:
        """The verdict in words."""
        low, high = (grouped(simplified(band * 100)) for band in self.bands)
        if self.verdict == "most":
            return Sentence(f"目標の{low}〜{high}%", f"{low} to {high}% of the target")
        if self.verdict == "between":
            return Sentence(
                f"{high}%を超え目標未満（例示に定めなし）",
                f"between {high}% and the target, which no example covers",
            )
        return _SENTENCES[self.verdict]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the figures of a fiscal year suggest for the project; the grade itself is for people to give."""

    grade: Grade | None
    """`None` where the examples do not decide."""
    reason: Sentence
    kpis: tuple[KpiVerdict, ...]


def common_year(outcomes: Sequence[Outcome], asked: int | None) -> int:
    """The fiscal year to evaluate: the one asked for, else the last that had ended, or the plan's first.

    Raises `Refusal` where a plan lacks the year, or the plans differ.
    """
    years = {_last_ended(outcome) for outcome in outcomes} if asked is None else {asked}
    if len(years) > 1:
        raise USAGE.refusal(
            Sentence(
                "計画によって検証する年度が異なります", "the plans would be evaluated in different years"
            ),
            Sentence("--fiscal-year で年度を指定してください", "name the year with --fiscal-year"),
        )
    year = years.pop()
    for outcome in outcomes:
        if year not in outcome.plan.years:
            plan = outcome.plan
            span = "〜".join(plan.label(one) for one in (plan.years[0], plan.years[-1]))
            raise USAGE.refusal(
                Sentence(
                    f"{plan.label(year)}（{year}年度）は「{plan.name}」の年度（{span}）にありません",
                    f"{plan.label(year)} ({year}) is not a fiscal year of {plan.name!r} ({span})",
                ),
            )
    return year


def _last_ended(outcome: Outcome) -> int:
    ended = [year for year in outcome.plan.years if outcome.ledger.has_ended(year)]
    return ended[-1] if ended else outcome.plan.years[0]


def suggestion(outcome: Outcome, fiscal_year: int, bands: Bands = BANDS) -> Suggestion:
    """The grade that the figures up to the end of `fiscal_year`, a year of the plan, suggest."""
    kpis = tuple(_kpi(result, fiscal_year, bands) for result in outcome.kpis)
    verdicts = {kpi.verdict for kpi in kpis}
    grade = _GRADE_OF.get(verdicts.pop()) if len(verdicts) == 1 else None
    return Suggestion(grade, _reason(kpis, grade), kpis)


def verdict(result: KpiOutcome, year: KpiYear, bands: Bands = BANDS) -> Verdict:
    """Where a KPI stands at the end of `year`; higher is better unless the KPI's direction says otherwise."""
    target, actual = result.of_year(year)
    if actual is None:
        return "not_recorded"
    if target is None:
        return "no_target"
    if year.in_progress or year.incomplete:
        return "in_progress" if year.in_progress else "incomplete"
    if year.achieved:
        return "on_target" if actual == target else "passed"
    return _short_of_target(result.kpi, actual, year.achievement_rate, bands)


def _short_of_target(kpi: Kpi, actual: Number, rate: Fraction | None, bands: Bands) -> Verdict:
    """Where `actual` stands between what was there before the plan and the target."""
    if kpi.start is not None and kpi.is_worse(actual, kpi.start):
        return "worse"
    if actual == kpi.start:
        return "no_change"
    if rate is None:
        return "not_comparable"
    if rate >= bands[0]:
        return "between" if rate > bands[1] else "most"
    return "not_comparable" if kpi.start is None else "better"


def _kpi(result: KpiOutcome, fiscal_year: int, bands: Bands) -> KpiVerdict:
    year = next(year for year in result.years if year.fiscal_year == fiscal_year)
    return KpiVerdict(result, year, bands, *result.of_year(year), verdict(result, year, bands))


def _reason(kpis: tuple[KpiVerdict, ...], grade: Grade | None) -> Sentence:
    each = [_of_kpi(kpi) for kpi in kpis]
    ja, en = "、".join(one.ja for one in each), "; ".join(one.en for one in each)
    if grade is not None:
        return Sentence(ja, en)
    if len({kpi.verdict for kpi in kpis}) > 1:
        return Sentence(
            f"{ja}。KPIにより区分が異なり、例示からは定まりません",
            f"{en}. The KPIs differ, and the examples do not say which decides",
        )
    return Sentence(f"{ja}。例示からは定まりません", f"{en}. The examples do not decide")


def _of_kpi(kpi: KpiVerdict) -> Sentence:
    name, rate = kpi.result.kpi.title, kpi.year.achievement_rate
    if rate is None or kpi.target is None or kpi.actual is None:
        return Sentence(f"{name}: {kpi.sentence.ja}", f"{name}: {kpi.sentence.en}")
    percent = f"{grouped(rounded_apart(rate * 100, 1, 100, [100 * band for band in kpi.bands]))}%"
    basis = BASES[kpi.result.rate_basis]
    return Sentence(
        f"{name}: 達成率 {percent}（{basis.ja}。{kpi.sentence.ja}）",
        f"{name}: a rate of {percent} ({basis.en}; {kpi.sentence.en})",
    )
