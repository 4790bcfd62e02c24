"""Why a KPI misses the rate that was asked for, in a sentence."""

from fractions import Fraction

from yport_cli.core.figures.kpi import KpiOutcome
from yport_cli.core.figures.outcome import Outcome
from yport_cli.core.issues.sentence import Sentence
from yport_cli.render.wording.figures import percentage


def missed_sentence(whole: Outcome, result: KpiOutcome, threshold: Fraction, *, names_plan: bool) -> Sentence:
    """What keeps `result`, a KPI of `whole`, from passing `threshold`; of several plans, with the plan's id."""
    name = f"{whole.plan.id}: {result.kpi.title}" if names_plan else result.kpi.title
    wanted = percentage(threshold).text
    if result.achieved is None:
        return Sentence(
            f"{name}: 未記録のため、{wanted} に届いたか分かりません",
            f"{name}: not recorded, so not known to reach {wanted}",
        )
    if result.achievement_rate is None:
        return Sentence(
            f"{name}: 達成率が定まらず、目標にも届いていません",
            f"{name}: no rate can be given, and the target is not reached",
        )
    found = percentage(result.achievement_rate).text
    return Sentence(
        f"{name}: 達成率 {found} は {wanted} に届きません", f"{name}: a rate of {found} is below {wanted}"
    )
