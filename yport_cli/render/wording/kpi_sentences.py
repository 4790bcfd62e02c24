"""One KPI in a sentence, and what its chart shows: by rules that never say more than the figures."""

from itertools import pairwise

from yport_cli.core.figures.kpi import KpiOutcome, KpiYear
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.number import Number
from yport_cli.render.wording.safe_text import escape_controls
from yport_cli.render.wording.years import amount, beside_oku, difference, names_in, year_words


def name_of(result: KpiOutcome) -> str:
    """What the KPI is called in a sentence."""
    return escape_controls(result.kpi.title)


def missing(result: KpiOutcome, shortfall: Number) -> Sentence:
    """How far it is on the wrong side: short of what is to grow, above what is to fall."""
    far = difference(shortfall, result.kpi.unit)
    oku = beside_oku(shortfall, result.kpi.unit).ja
    if result.kpi.direction == "decrease":
        return Sentence(f"目標を{far.ja}{oku}超過しています", f"{far.en} above the target")
    return Sentence(f"目標まで{far.ja}{oku}足りません", f"{far.en} short of the target")


def standing_sentence(result: KpiOutcome) -> Sentence:
    """What the standing of a KPI means: its target beside what is recorded, and how far they are apart."""
    if result.standing == "no_target":
        return _without_target(result)
    if result.standing == "not_recorded":
        return _without_record(result)
    year = result.to_date
    if result.standing in ("reached", "missed"):
        return _compared(result, Sentence("計画", "the plan"), result.target, result.actual, result.shortfall)
    if year is None:
        return _running(result)
    aim, reached = result.of_year(year)
    of = year_words(year.fiscal_year, year.label)
    return _compared(result, of, aim, reached, year.shortfall)


def _without_target(result: KpiOutcome) -> Sentence:
    if result.actual is None:
        return Sentence("計画に目標値がなく、実績の記録もありません。", "No target, and nothing is recorded.")
    actual = amount(result.actual, result.kpi.unit)
    return Sentence(
        f"計画に目標値がありません。実績は{actual.ja}です。", f"The plan gives no target; actual {actual.en}."
    )


def _without_record(result: KpiOutcome) -> Sentence:
    if result.target is None:
        return Sentence("実績の記録がありません。", "Nothing is recorded.")
    aim = amount(result.target, result.kpi.unit)
    return Sentence(
        f"実績の記録がありません。計画の目標は{aim.ja}です。",
        f"Nothing is recorded; the plan aims at {aim.en}.",
    )


def _running(result: KpiOutcome) -> Sentence:
    begin = Sentence("終わった年度の目標がまだありません。", "No year with a target has ended. ")
    if result.actual is None or result.target is None:
        return begin
    aim, actual = amount(result.target, result.kpi.unit), amount(result.actual, result.kpi.unit)
    return Sentence(
        f"{begin.ja}計画の目標{aim.ja}に対し、これまでの実績は{actual.ja}です。",
        f"{begin.en}The plan aims at {aim.en}; so far {actual.en}.",
    )


def _compared(
    result: KpiOutcome, of: Sentence, aim: Number | None, actual: Number | None, shortfall: Number | None
) -> Sentence:
    if aim is None or actual is None:
        return Sentence("", "")
    unit = result.kpi.unit
    goal, reached = amount(aim, unit), amount(actual, unit)
    kind = Sentence("累計の目標", "cumulative target") if result.kpi.adds_up else Sentence("目標", "target")
    until = "まで" if result.kpi.adds_up and of.ja != "計画" else ""
    ja = f"{of.ja}{until}の{kind.ja}{goal.ja}{beside_oku(aim, unit).ja}に対し、実績は{reached.ja}"
    ja += beside_oku(actual, unit).ja
    en = f"Of {of.en}: {kind.en} {goal.en}, actual {reached.en}"
    if shortfall:
        short = missing(result, shortfall)
        return Sentence(f"{ja}。{short.ja}。", f"{en}; {short.en}.")
    over = actual - aim if result.kpi.direction == "increase" else aim - actual
    if not over:
        return Sentence(f"{ja}。目標ちょうどです。", f"{en}, exactly on target.")
    far = difference(over, unit)
    if result.kpi.direction == "increase":
        return Sentence(f"{ja}。{far.ja}上回っています。", f"{en}; {far.en} above it.")
    return Sentence(f"{ja}。{far.ja}下回り、目標に届いています。", f"{en}; {far.en} below it, as aimed at.")


def chart_finding(result: KpiOutcome) -> Sentence:
    """What the figures of the years show, as the heading of their chart."""
    name = name_of(result)
    if result.standing == "no_target":
        return Sentence(f"{name}には、目標がありません", f"{name} has no target")
    if result.actual is None:
        return Sentence(f"{name}は、実績の記録がありません", f"{name} is not recorded")
    if result.incomplete:
        words = [year_words(year.fiscal_year, year.label) for year in result.gaps]
        ja, en = "・".join(word.ja for word in words[:3]), names_in([word.en for word in words], "en")
        return Sentence(f"{name}は、{ja}の記録がありません", f"{name} is not recorded for {en}")
    until = result.to_date
    ended = [year for year in result.years if until is not None and year.fiscal_year <= until.fiscal_year]
    judged = [year for year in ended if year.shortfall is not None]
    with_target = [year for year in ended if year.target is not None]
    if not judged:
        return Sentence(f"{name}は、まだ判断できる年度がありません", f"{name}: no year can be judged yet")
    # What was not recorded in between is not spoken for.
    is_whole = len(judged) == sum(year.target is not None for year in result.years)
    word = year_words(judged[-1].fiscal_year, judged[-1].label)
    every = Sentence("毎年度、", "in every year")
    if not is_whole:
        every = Sentence(f"{word.ja}まで毎年度、", f"in every year up to {word.en}")
    return _course(result, name, judged if len(judged) == len(with_target) else judged[-1:], every)


def _course(result: KpiOutcome, name: str, judged: list[KpiYear], every: Sentence) -> Sentence:
    last = judged[-1]
    of_last = year_words(last.fiscal_year, last.label)
    met = [bool(year.achieved) for year in judged]
    if all(met):
        if len(met) == 1:
            return Sentence(
                f"{name}は、{of_last.ja}の目標に届いています", f"{name} reached the target of {of_last.en}"
            )
        return Sentence(f"{name}は、{every.ja}目標に届いています", f"{name} reached its target {every.en}")
    if met[-1]:
        since = judged[max(place for place, one in enumerate(met) if not one) + 1]
        word = year_words(since.fiscal_year, since.label)
        return Sentence(f"{name}は、{word.ja}に遅れを取り戻しました", f"{name} caught up in {word.en}")
    if any(met):
        since = judged[max(place for place, one in enumerate(met) if one) + 1]
        word = year_words(since.fiscal_year, since.label)
        sides = Sentence("下回って", "below")
        if result.kpi.direction == "decrease":
            sides = Sentence("上回って", "above")
        return Sentence(
            f"{name}は、{word.ja}から目標を{sides.ja}います",
            f"{name} has been {sides.en} its target since {word.en}",
        )
    return _always_short(name, of_last, every, [year.shortfall or 0 for year in judged])


def _always_short(name: str, last: Sentence, every: Sentence, gaps: list[Number]) -> Sentence:
    if len(gaps) == 1:
        return Sentence(
            f"{name}は、{last.ja}の目標に届いていません", f"{name} missed the target of {last.en}"
        )
    if all(before < after for before, after in pairwise(gaps)):
        return Sentence(
            f"{name}は、目標との差が年々広がっています", f"{name}: the gap to its target grows each year"
        )
    if all(before > after for before, after in pairwise(gaps)):
        return Sentence(
            f"{name}は、目標との差が縮まっていますが、届いていません",
            f"{name}: the gap to its target narrows, but is still there",
        )
    return Sentence(f"{name}は、{every.ja}目標に届いていません", f"{name} missed its target {every.en}")
