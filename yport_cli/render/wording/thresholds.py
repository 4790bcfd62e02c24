"""Why a KPI misses the rate that was asked for, in a sentence."""

from dataclasses import replace
from fractions import Fraction

from yport_cli.core.figures.kpi import KpiOutcome
from yport_cli.core.figures.outcome import Outcome
from yport_cli.core.issues.sentence import Sentence
from yport_cli.render.shapes.cell import RATE, Figure
from yport_cli.render.wording.figures import percentage
from yport_cli.render.wording.labels import LABELS


def missed_sentence(whole: Outcome, result: KpiOutcome, threshold: Fraction, *, names_plan: bool) -> Sentence:
    """What keeps `result`, a KPI of `whole`, from passing `threshold`; of several plans, with its id."""
    name = f"{whole.plan.id}: {result.kpi.title}" if names_plan else result.kpi.title
    wanted = percentage(threshold).text
    if result.achievement_rate is None:
        reason = result.rate_reason or Sentence("", "")
        standing = LABELS[f"standing_{result.standing}"]
        return Sentence(
            f"{name}: {standing.ja}。達成率はありません（{reason.ja}）",
            f"{name}: {standing.en}; there is no rate ({reason.en})",
        )
    found = Figure(result.achievement_rate, replace(RATE, apart_from=(threshold,))).text
    return Sentence(
        f"{name}: 達成率 {found} は {wanted} に届きません", f"{name}: a rate of {found} is below {wanted}"
    )
