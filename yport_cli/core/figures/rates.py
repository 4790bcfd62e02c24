"""達成率: at least 1 exactly when the target is achieved, or none, with the reason.

A rate is the actual change ÷ the planned change, or the actual level ÷ the target level. Neither formula is
official; where one would contradict the shortfall, no rate is given.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.number import Number, ratio
from yport_cli.core.plan.indicators import Kpi, RateBasis


class Rate(NamedTuple):
    """A rate of achievement, or the reason why there is none."""

    value: Fraction | None = None
    reason: Sentence | None = None


BASES: Mapping[RateBasis, Sentence] = {
    "change": Sentence("変化の割合", "change"),
    "ratio": Sentence("実績÷目標", "actual/target"),
}
"""What a rate compares, in words."""

NO_TARGET = Rate(reason=Sentence("目標値がありません", "there is no target"))
NOT_RECORDED = Rate(reason=Sentence("実績が記録されていません", "nothing is recorded"))
EASING = Rate(
    reason=Sentence(
        "最後の目標が出発点か途中の年度より後退するので、計画全体の達成は、最終年度が終わって記録されるまで判定しません",
        "the last target is worse than the start or an earlier year's: against the plan's end it is judged "
        "once the last year has ended",
    )
)
_NO_BASELINE = Rate(reason=Sentence("率を出すには基準値が必要です", "a rate needs a baseline"))
_NO_CHANGE = Rate(reason=Sentence("計画した変化が0です", "the planned change is 0"))
_AGAINST = Rate(
    reason=Sentence("目標が目指す向きと逆に動きます", "the target runs against the KPI's direction")
)
_NO_SENSE = Rate(
    reason=Sentence(
        "実績÷目標は、増加を目指し目標が0より大きい指標でだけ意味を持ちます",
        "actual ÷ target has a sense only where more is better and the target is above 0",
    )
)


def rate_basis(kpi: Kpi) -> RateBasis:
    """What the rates of `kpi` compare.

    Changes, unless the plan asks for levels or a level has no baseline.
    """
    return kpi.rate or ("change" if kpi.start is not None else "ratio")


def achievement_rate(kpi: Kpi, target: Number | None, actual: Number | None) -> Rate:
    """The rate of `actual` against `target`, which are sums of increments, or levels."""
    if target is None:
        return NO_TARGET
    if actual is None:
        return NOT_RECORDED
    return (_of_changes if rate_basis(kpi) == "change" else _of_levels)(kpi, target, actual)


def _of_changes(kpi: Kpi, target: Number, actual: Number) -> Rate:
    """(actual − start) ÷ (target − start), where that runs in the KPI's direction."""
    start = kpi.start
    if start is None:
        return _NO_BASELINE
    if target == start:
        return _NO_CHANGE
    if kpi.is_worse(target, start):
        return _AGAINST
    return Rate(ratio(actual - start, target - start))


def _of_levels(kpi: Kpi, target: Number, actual: Number) -> Rate:
    """Actual level ÷ target level; of increments the level is the baseline and their sum."""
    before = kpi.baseline if kpi.adds_up else 0
    if before is None or (kpi.direction == "decrease" and kpi.baseline is None):
        return _NO_BASELINE
    if kpi.direction == "decrease" or before + target <= 0:
        return _NO_SENSE
    return Rate(ratio(before + actual, before + target))
