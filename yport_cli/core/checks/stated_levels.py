"""A rule about the final level that a document prints beside the increments."""

from collections.abc import Iterator

from yport_cli.core.issues.issue import Issue, Related, Rule
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.number import grouped, minus, plus, total
from yport_cli.core.plan.plan import Plan
from yport_cli.core.refusals.words import short

LEVEL_MISMATCH = Rule("level-mismatch")


def level_mismatch(plan: Plan) -> Iterator[Issue]:
    """The stated final level is the baseline and the cumulative together."""
    for index, kpi in enumerate(plan.kpis):
        moved = total(kpi.planned.values()) if kpi.adds_up else None
        if kpi.stated_level is None or kpi.baseline is None or moved is None:
            continue
        reached = plus(kpi.baseline, moved)
        if reached != kpi.stated_level:
            difference = grouped(minus(kpi.stated_level, reached))
            stated, sum_ = grouped(kpi.stated_level), f"{grouped(kpi.baseline)} + {grouped(moved)}"
            yield LEVEL_MISMATCH.issue(
                ("kpis", index, "stated_level"),
                Sentence(
                    f"「{short(kpi.title)}」の最終の値 {stated} は基準値と累計の和 {grouped(reached)} と一致しません"
                    f"（差 {difference}）",
                    f"the stated final level of {short(kpi.title)!r}, {stated}, is not baseline plus "
                    f"cumulative, {grouped(reached)} (difference {difference})",
                ),
                Sentence(
                    f"{sum_} = {grouped(reached)} です。原本と照らし、基準値、増加分か最終の値を直してください",
                    f"{sum_} = {grouped(reached)}; compare with the document and correct the baseline, the "
                    "increments or the level",
                ),
                related=(
                    Related(("kpis", index, "baseline"), Sentence("基準値", "the baseline")),
                    Related(("kpis", index, "increments"), Sentence("増加分", "the increments")),
                ),
            )
