"""Rules about what a plan aims at."""

from collections.abc import Iterator

from yport_cli.core.issues.issue import Issue, Rule, Severity
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.plan.plan import Plan
from yport_cli.core.refusals.words import short

NO_TARGET = Rule("no-target", Severity.WARNING)


def no_target(plan: Plan) -> Iterator[Issue]:
    """A KPI has a target in some year."""
    for index, kpi in enumerate(plan.kpis):
        is_known = not kpi.adds_up or kpi.planned.keys() >= set(plan.years)  # else `missing-year` says so
        if not is_known or any(figure is not None for figure in kpi.planned.values()):
            continue
        series = Sentence("増加分", "increment") if kpi.adds_up else Sentence("目標値", "target")
        yield NO_TARGET.issue(
            ("kpis", index, "increments" if kpi.adds_up else "targets"),
            Sentence(
                f"「{short(kpi.title)}」の{series.ja}がどの年度にもありません",
                f"{short(kpi.title)!r} has no {series.en} in any year",
            ),
            Sentence(
                "計画書の値を書いてください。目標のない指標なら acknowledged に理由を書いてください",
                "write what the plan document says; if it sets none, say so under acknowledged",
            ),
        )
