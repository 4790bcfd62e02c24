"""How KPIs stand together, and which needs attention first.

The sentences never say more than the figures.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from yport_cli.core.figures.kpi import KpiOutcome, KpiYear, Standing
from yport_cli.core.issues.sentence import Language, Sentence, counted
from yport_cli.core.numbers.number import Number
from yport_cli.render.wording.figures import drawn
from yport_cli.render.wording.kpi_sentences import missing, name_of
from yport_cli.render.wording.years import names_in, year_words

URGENCY: tuple[Standing, ...] = (
    *("missed", "behind", "not_recorded", "no_target", "running", "on_pace", "reached"),
)
"""What needs attention first."""

_JA = ("", "一つ", "二つ", "三つ", "四つ", "五つ", "六つ", "七つ", "八つ", "九つ")
_EN = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_ONE = {
    "missed": Sentence("目標に届きませんでした", "did not reach its target"),
    "behind": Sentence("遅れています", "is behind"),
    "not_recorded": Sentence("実績の記録がありません", "has no recorded figure"),
    "no_target": Sentence("目標値がありません", "has no target"),
    "running": Sentence("まだ期間中です", "is still running"),
    "on_pace": Sentence("順調です", "is on pace"),
    "reached": Sentence("目標に届きました", "has reached its target"),
}
_ALL = {
    "missed": ("いずれも目標に届きませんでした", "{none} KPIs reached its target"),
    "behind": ("いずれも遅れています", "{all} KPIs are behind"),
    "not_recorded": ("いずれも実績の記録がありません", "{none} KPIs has a recorded figure"),
    "no_target": ("いずれも目標値がありません", "{none} KPIs has a target"),
    "running": ("いずれもまだ期間中です", "{all} KPIs are still running"),
    "on_pace": ("いずれも順調です", "{all} KPIs are on pace"),
    "reached": ("いずれも目標に届きました", "{all} KPIs have reached their targets"),
}


def most_urgent_first(results: Sequence[KpiOutcome]) -> list[KpiOutcome]:
    """KPIs by their standing, of one standing those with the lowest rate to date first."""

    def place(result: KpiOutcome) -> tuple[int, bool, Fraction]:
        rate = result.to_date.achievement_rate if result.to_date else result.achievement_rate
        return URGENCY.index(result.standing), rate is None, rate or Fraction(0)

    return sorted(results, key=place)


def headline(results: Sequence[KpiOutcome]) -> Sentence:
    """How many KPIs miss their target or are behind; where none is, how they stand."""
    said = _headline(results)
    if any(result.incomplete for result in results if result.standing in ("missed", "behind")):
        english = said.en if len(results) == 1 else said.en[0].lower() + said.en[1:]
        return Sentence(f"記録のある年度に限ると、{said.ja}", f"As far as recorded, {english}")
    return said


def _headline(results: Sequence[KpiOutcome]) -> Sentence:
    count, by = len(results), Counter(result.standing for result in results)
    if count == 1:
        only, name = _ONE[results[0].standing], name_of(results[0])
        return Sentence(f"{name}は、{only.ja}", f"{name} {only.en}")
    if len(by) == 1:
        ja, en = _ALL[results[0].standing]
        return Sentence(f"{_things(count)}の指標は、{ja}", en.format(all=_every(count), none=_none(count)))
    missed, behind = by["missed"], by["behind"]
    of = Sentence(f"{_things(count)}の指標のうち、", f" of the {_number(count)} KPIs ")
    if missed and behind:
        return Sentence(
            f"{of.ja}{_things(missed)}が目標に届かず、{_things(behind)}が遅れています",
            f"{_number(missed).capitalize()}{of.en}missed {_its(missed)}, {_number(behind)} "
            f"{_is(behind)} behind",
        )
    if missed:
        return Sentence(
            f"{of.ja}{_things(missed)}が目標に届きませんでした",
            f"{_number(missed).capitalize()}{of.en}did not reach {_its(missed)}",
        )
    if behind:
        return Sentence(
            f"{of.ja}{_things(behind)}が遅れています",
            f"{_number(behind).capitalize()}{of.en}{_is(behind)} behind",
        )
    good = by["reached"] + by["on_pace"]
    if good == count:
        return Sentence(
            f"{_things(count)}の指標は、いずれも順調か、目標に届いています",
            f"{_every(count)} KPIs are on pace or have reached their targets",
        )
    if good:
        return Sentence(
            f"{of.ja}{_things(good)}は順調か達成で、残りはまだ判断できません",
            f"{_number(good).capitalize()}{of.en}{_is(good)} on pace or reached; the others cannot be judged "
            "yet",
        )
    return Sentence(
        f"{_things(count)}の指標は、いずれもまだ判断できません",
        f"{_none(count)} KPIs can be judged yet",
    )


def lead_sentences(results: Sequence[KpiOutcome], language: Language) -> Iterator[str]:
    """Which KPI to look at first, and what cannot be judged."""
    ordered = most_urgent_first(results)
    first, year = ordered[0], ordered[0].to_date
    late = [result for result in ordered if result.standing in ("missed", "behind")]
    if late and year is not None and year.shortfall is not None:
        begin, name = Sentence("", ""), name_of(first)
        if len(late) > 1:
            begin = Sentence(f"まず見るのは{name}です。", f"Look at {name} first. ")
        elif len(results) > 1:
            begin = Sentence(f"{name}の", f"{name}: ")
        yield f"{begin.text_in(language)}{_first(first, year, year.shortfall).text_in(language)}"
    unknown = [name_of(result) for result in ordered if result.standing == "not_recorded"]
    if unknown and len(unknown) < len(results):
        listed = (names_in(unknown, "ja"), names_in(unknown, "en"))
        yield Sentence(
            f"{listed[0]}は実績の記録がなく、判断できません。",
            f"{listed[1]} {_is(len(unknown))} not recorded and cannot be judged.",
        ).text_in(language)
    if all(result.standing == "not_recorded" for result in results):
        yield Sentence(
            "目標と事業費は計画書の値です。記録がないことは、実績が0であることではありません。",
            "Targets and cost are those of the plan. What is not recorded is not 0.",
        ).text_in(language)


def _first(result: KpiOutcome, year: KpiYear, shortfall: Number) -> Sentence:
    until = year_words(year.fiscal_year, year.label)
    short = missing(result, shortfall)
    if year.achievement_rate is None:
        return Sentence(
            f"{until.ja}の目標に対し、{short.ja}。", f"At the end of {until.en} it was {short.en}."
        )
    rate = drawn(year, "achievement_rate", "ja").text
    return Sentence(
        f"{until.ja}までの達成率は{rate}で、{short.ja}。",
        f"Its rate up to {until.en} is {rate}, {short.en}.",
    )


def _every(count: int) -> str:
    return "Both" if count == 2 else f"All {_number(count)}"


def _none(count: int) -> str:
    return f"{'Neither' if count == 2 else 'None'} of the {_number(count)}"


def _things(count: int) -> str:
    return _JA[count] if count < len(_JA) else f"{count}"


def _number(count: int) -> str:
    return _EN[count] if count < len(_EN) else f"{count}"


def _its(count: int) -> str:
    return "its target" if count == 1 else "their targets"


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def plans_headline(plans: int, late: int, unjudged: int) -> Sentence:
    """How many of several plans have a KPI that is missed or behind."""
    if late == plans > 1:
        all_of = "Both" if plans == 2 else f"All {plans:,}"
        return Sentence(
            f"{plans:,}計画のすべてに、未達か遅れの指標があります",
            f"{all_of} plans have a KPI that is missed or behind",
        )
    if late:
        return Sentence(
            f"{plans:,}計画のうち{late:,}計画に、未達か遅れの指標があります",
            f"{late:,} of {counted(plans, 'plan', ',')} {'has' if late == 1 else 'have'} a KPI that is "
            "missed or behind",
        )
    if unjudged:
        return Sentence(
            f"{plans:,}計画に、未達や遅れと分かった指標はありません",
            f"No KPI of {counted(plans, 'plan', ',')} is known to be missed or behind",
        )
    return Sentence(
        f"{plans:,}計画の指標は、いずれも順調か、目標に届いています",
        f"Every KPI of {counted(plans, 'plan', ',')} is on pace or has reached its target",
    )
