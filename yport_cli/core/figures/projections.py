"""The ways to project a KPI to the plan's end, each from what its complete months recorded."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import lcm
from random import Random
from typing import Literal

from yport_cli.core.figures.kpi import KpiOutcome
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.number import Number, Quantity, grouped, simplified, total
from yport_cli.core.plan.plan import Plan

Method = Literal["required_pace", "run_rate", "plan_shape", "resampling"]


DRAWS = 10_000


SEED = 2017
"""Fixed, so that the same ledger gives the same answer on every day and on every machine."""


EXPLANATIONS: Mapping[Method, Sentence] = {
    "required_pace": Sentence(
        "目標までの不足を、基準日の翌月から計画の終わりまでの月数で割った、1か月あたりに必要な値です。",
        "The shortfall divided by the months from the one after the as-of date to the plan's end: what is "
        "needed per month.",
    ),
    "run_rate": Sentence(
        "計画の最初の4月から完了した月の平均を、計画の終わりまで延ばした値です。すでに記録された分は打ち消しません。",
        "The average of the complete months since the plan's first April, carried on to the plan's end; what "
        "is recorded already is not undone.",
    ),
    "plan_shape": Sentence(
        "完了した月までの計画（途中の年度は月割り）に対する、その間の実績の割合を、計画全体の目標に掛けた値です。",
        "The whole target times the share reached so far: the actual of the complete months ÷ what the plan "
        "wanted by then.",
    ),
    "resampling": Sentence(
        f"残る月の値を、完了した月の値から重複を許して無作為に選ぶことを{DRAWS:,}回くり返した（乱数の種は固定）、"
        "その中央値、5%点、95%点と、目標に届いた回の割合です。",
        f"The months still to come drawn at random, with replacement, from the complete months, {DRAWS:,} "
        "times (fixed seed): the median, the 5th and the 95th percentile, and the share of draws that reach "
        "the target.",
    ),
}
"""What each method does, in one sentence."""


@dataclass(frozen=True, slots=True)
class Projection:
    """What one method says of a KPI at the plan's end, in its unit; of the pace, in its unit per month."""

    method: Method
    value: Quantity | None = None
    low: Quantity | None = None
    high: Quantity | None = None
    chance: Fraction | None = None
    """The share of draws that reach the target."""
    years: Mapping[int, Quantity] = field(default_factory=dict)
    """The cumulative figure at the end of each fiscal year that had not ended by `as_of`."""
    arithmetic: Sentence | None = None
    """How the value was reached, with the figures."""
    reason: Sentence | None = None
    """Why there is no value."""

    @property
    def explanation(self) -> Sentence:
        """What the method does, in one sentence."""
        return EXPLANATIONS[self.method]


@dataclass(frozen=True, slots=True)
class Course:
    """A KPI's recorded amounts by month of the plan, exact; its months are counted from the first April."""

    plan: Plan
    result: KpiOutcome
    as_of: date
    target: Number | None
    actual: Number
    complete: int
    months: tuple[Fraction, ...]
    """The sum of each complete month; a month without rows is 0."""
    has_events: bool
    """Whether any row falls into a complete month."""
    has_year_rows: bool
    """Whether any row speaks for a whole year, whose months are not known then."""
    done: Fraction
    """What the complete months add up to."""
    only_adds: bool
    only_takes: bool

    @property
    def length(self) -> int:
        """How many months the plan has."""
        return 12 * len(self.plan.years)

    @property
    def open_years(self) -> list[tuple[int, int]]:
        """The fiscal years that had not ended, each with its months that were not complete."""
        ends = ((year, 12 * count) for count, year in enumerate(self.plan.years, 1))
        return [(year, min(12, end - self.complete)) for year, end in ends if end > self.complete]

    def kept(self, landing: Fraction) -> Fraction:
        """`landing`, with what is recorded of a month still running not undone.

        Where amounts only ever added, the figure cannot fall below what is recorded, and the other way round.
        Where they went both ways, nothing is certain.
        """
        if self.only_adds:
            landing = max(landing, Fraction(self.actual))
        if self.only_takes:
            landing = min(landing, Fraction(self.actual))
        return landing


_NO_TARGET = Sentence("計画に目標の値がありません", "the plan states no target")


_NO_COMPLETE_MONTH = Sentence("完了した月がまだありません", "no month is complete yet")


_NO_MONTH = Sentence(
    "年度だけの行は、どの月の実績か分かりません",
    "a row of a year alone does not say in which months its amount falls",
)
_FEWEST_EVENTS = 3
"""From fewer months with something in them a chance would only repeat one of them."""

_NO_EVENT = Sentence("完了した月に記録がありません", "nothing is recorded in a complete month")


def month_of(plan: Plan, day: date) -> int:
    """The month of `day`, counted from the plan's first April, which is 0."""
    return 12 * (day.year - plan.years[0]) + day.month - 4


def required_pace(course: Course) -> Projection:
    """The shortfall ÷ the months left after that of the as-of date, in the KPI's unit per month."""
    shortfall, left = course.result.shortfall, course.result.months_left
    if shortfall is None:
        return Projection("required_pace", reason=course.result.rate_reason)
    if not left:
        return Projection(
            "required_pace",
            reason=Sentence(
                "基準日の翌月から後に、計画の月が残っていません",
                "no month of the plan is left after that of the as-of date",
            ),
        )
    return Projection(
        "required_pace",
        course.result.required_pace,
        arithmetic=_spelled(f"{grouped(shortfall)} ÷ {left}"),
    )


def run_rate(course: Course) -> Projection:
    """The average of the complete months, carried on to the plan's end."""
    if course.complete == 0:
        return Projection("run_rate", reason=_NO_COMPLETE_MONTH)
    if not course.has_events:
        return Projection("run_rate", reason=_NO_EVENT)
    average = course.done / course.complete
    years: dict[int, Quantity] = {}
    landing = course.done
    for year, months in course.open_years:
        landing += average * months
        years[year] = simplified(course.kept(landing))
    arithmetic = f"{grouped(simplified(course.done))} ÷ {course.complete} × {course.length}"
    return Projection(
        "run_rate",
        years[course.plan.years[-1]],
        years=years,
        arithmetic=_arithmetic(course, landing, arithmetic),
    )


def _arithmetic(course: Course, landing: Fraction, spelled: str) -> Sentence:
    """How a landing was reached, and why it is another one where what is recorded is not undone."""
    if course.kept(landing) == landing:
        return _spelled(spelled)
    recorded = grouped(course.actual)
    is_below = landing < course.actual
    return Sentence(
        f"{spelled} は記録済みの {recorded} を{'下回る' if is_below else '上回る'}ため {recorded}",
        f"{spelled} is {'below' if is_below else 'above'} the recorded {recorded}, so {recorded}",
    )


def plan_shape(course: Course) -> Projection:
    """The whole target × actual ÷ what the plan wanted by the as-of date."""
    planned = course.result.kpi.planned
    if course.target is None:
        return Projection("plan_shape", reason=_NO_TARGET)
    if course.complete == 0:
        return Projection("plan_shape", reason=_NO_COMPLETE_MONTH)
    wanted = Fraction(0)
    terms: list[str] = []
    for position, year in enumerate(course.plan.years):
        months = min(course.complete - 12 * position, 12)
        if months > 0:
            increment = planned.get(year) or 0
            wanted += Fraction(increment) * months / 12
            terms.append(grouped(increment) + (f" × {months}/12" if months < 12 else ""))
    if not wanted:
        return Projection(
            "plan_shape",
            reason=Sentence("基準日までに目標のある月がありません", "no target was due by the as-of date"),
        )
    if wanted * Fraction(course.target) <= 0:
        return Projection(
            "plan_shape",
            reason=Sentence(
                f"基準日までの計画が {grouped(simplified(wanted))} で、目標 {grouped(course.target)} への割合になりません",
                f"by the as-of date the plan wanted {grouped(simplified(wanted))}, which is no share of the "
                f"target of {grouped(course.target)}",
            ),
        )
    share = course.done / wanted  # a running month counts on neither side
    years: dict[int, Quantity] = {}
    for year, _ in course.open_years:
        so_far = total(planned.get(other) for other in course.plan.years if other <= year)
        if so_far is not None:
            years[year] = simplified(course.kept(share * Fraction(so_far)))
    exact = simplified(wanted)
    divisor = f"({' + '.join(terms)})" if isinstance(exact, Fraction) else grouped(exact)
    arithmetic = f"{grouped(simplified(course.done))} ÷ {divisor} × {grouped(course.target)}"
    landing = share * Fraction(course.target)
    return Projection(
        "plan_shape",
        simplified(course.kept(landing)),
        years=years,
        arithmetic=_arithmetic(course, landing, arithmetic),
    )


def resampling(course: Course) -> Projection:
    """The months still to come drawn from the complete ones: median, 5th and 95th percentile, and chance."""
    if course.complete == 0:
        return Projection("resampling", reason=_NO_COMPLETE_MONTH)
    if not course.has_events:
        return Projection("resampling", reason=_NO_EVENT)
    if course.has_year_rows:
        return Projection("resampling", reason=_NO_MONTH)
    # In whole parts of one common denominator the draws are sums of plain ints, exact and quick.
    parts = lcm(*(amount.denominator for amount in course.months))
    months = [int(amount * parts) for amount in course.months]
    start = int(course.done * parts)
    open_years = course.open_years
    landings: list[list[int]] = [[] for _ in open_years]
    # The generator's bits are the same in every Python; how its other methods use them is not promised.
    bits = Random(SEED).getrandbits  # noqa: S311  nothing is kept secret by it
    count = len(months)
    for _ in range(DRAWS):
        landing = start
        for (_, left), found in zip(open_years, landings, strict=True):
            for _ in range(left):
                landing += months[bits(32) * count >> 32]
            found.append(landing)
    for found in landings:
        found.sort()

    def quantile(found: list[int], share: Fraction) -> Quantity:
        # Keeping does not change the order, so that what is between two landings stays between them.
        before, after = (course.kept(Fraction(landing, parts)) for landing in _about(found, share))
        return simplified((before + after) / 2)

    at_end = landings[-1]
    half = Fraction(1, 2)
    years = {year: quantile(found, half) for (year, _), found in zip(open_years, landings, strict=True)}
    left = course.length - course.complete
    return Projection(
        "resampling",
        quantile(at_end, half),
        quantile(at_end, Fraction(5, 100)),
        quantile(at_end, Fraction(95, 100)),
        _chance(course, at_end, parts),
        years,
        Sentence(
            f"{grouped(simplified(course.done))} + 完了した{course.complete}か月から選ぶ{left}か月分",
            f"{grouped(simplified(course.done))} + {left} month{'' if left == 1 else 's'} drawn from the "
            f"{course.complete} complete",
        ),
    )


def _about(ordered: list[int], share: Fraction) -> tuple[int, int]:
    """The two neighbouring order statistics that bracket the quantile `share` (0–1) of the sorted draws."""
    position = share * len(ordered)
    index = int(position)
    return ordered[index - 1 if position == index else index], ordered[index]


def _chance(course: Course, landings: list[int], parts: int) -> Fraction | None:
    """The share of the draws, in `parts` of the unit, that reach the target; from too few events none."""
    if course.target is None or sum(amount != 0 for amount in course.months) < _FEWEST_EVENTS:
        return None
    target = Fraction(course.target)
    is_increase = course.result.kpi.direction == "increase"
    reached = 0
    for landing, times in Counter(landings).items():
        value = course.kept(Fraction(landing, parts))
        if value >= target if is_increase else value <= target:
            reached += times
    return Fraction(reached, len(landings))


def _spelled(arithmetic: str) -> Sentence:
    """Arithmetic that reads the same in both languages."""
    return Sentence(arithmetic, arithmetic)
