"""What the first screen of a report answers: how the plan stands, what needs attention, each KPI in a row."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction

from yport_cli.core.figures.kpi import KpiOutcome, Standing
from yport_cli.core.figures.outcome import Outcome
from yport_cli.core.figures.rates import BASES
from yport_cli.core.issues.sentence import Language, Sentence, counted
from yport_cli.render.shapes.report import Answer, KpiRow, Tally
from yport_cli.render.wording.figures import drawn, figure
from yport_cli.render.wording.headlines import URGENCY, headline, lead_sentences, most_urgent_first
from yport_cli.render.wording.kpi_sentences import name_of, standing_sentence
from yport_cli.render.wording.labels import label
from yport_cli.render.wording.safe_text import escape_controls
from yport_cli.render.wording.years import date_text, names_in, year_words

_NEARLY = Fraction(98, 100)
"""So much of a bar is filled at most while the target is not achieved: a gap that the eye sees."""


def answer_of(outcome: Outcome, language: Language) -> Answer:
    """The first screen of one plan."""
    return Answer(
        headline=headline(outcome.kpis).text_in(language),
        lead=tuple(lead_sentences(outcome.kpis, language)),
        tally=tally_of(most_urgent_first(outcome.kpis), language),
        rows=tuple(_row(outcome, result, language) for result in most_urgent_first(outcome.kpis)),
    )


def tally_of(results: Sequence[KpiOutcome], language: Language) -> tuple[Tally, ...]:
    """The KPIs of each standing, what needs attention first."""
    names: defaultdict[Standing, list[str]] = defaultdict(list)
    for result in results:
        names[result.standing].append(name_of(result))
    return tuple(
        Tally(standing, standing_word(standing, language), len(alike), names_in(alike, language))
        for standing in URGENCY
        if (alike := names[standing])
    )


def standing_word(standing: Standing, language: Language) -> str:
    """A standing in a word."""
    return label(f"standing_{standing}", language)


def _row(outcome: Outcome, result: KpiOutcome, language: Language) -> KpiRow:
    year = result.to_date
    has_rate = year is not None and year.achievement_rate is not None
    until = year_words(year.fiscal_year, year.label) if year is not None and has_rate else None
    return KpiRow(
        name=name_of(result),
        full_name="" if result.kpi.name == result.kpi.title else escape_controls(result.kpi.name),
        unit=escape_controls(result.kpi.unit_text),
        is_decrease=result.kpi.direction == "decrease",
        standing=result.standing,
        word=standing_word(result.standing, language),
        sentence=_joined(_sentences(outcome, result), language),
        rate=drawn(year, "achievement_rate", language) if year is not None else figure(None),
        until="" if until is None else Sentence(f"{until.ja}まで", f"up to {until.en}").text_in(language),
        whole=drawn(result, "achievement_rate", language),
        note=_note(result).text_in(language),
        filled=_filled(result),
        due=None if result.due is None else min(max(result.due, Fraction(0)), Fraction(1)),
    )


def _sentences(outcome: Outcome, result: KpiOutcome) -> Iterable[Sentence]:
    yield standing_sentence(result)
    if result.incomplete:
        count = len(result.gaps)
        years = f"{counted(count, 'year')} {'is' if count == 1 else 'are'}"
        yield Sentence("記録のない年度があります。", f"{years} not recorded.")
    day = outcome.ledger.as_of
    if result.recorded_until is not None and day is not None and result.recorded_until < day:
        until = result.recorded_until
        yield Sentence(
            f"記録は{date_text(until, 'ja')}までです。", f"Recorded until {date_text(until, 'en')}."
        )


def _joined(sentences: Iterable[Sentence], language: Language) -> str:
    return ("" if language == "ja" else " ").join(sentence.text_in(language) for sentence in sentences)


def _note(result: KpiOutcome) -> Sentence:
    """What the rates compare; where there is none, why."""
    year = result.to_date
    if result.achievement_rate is None and (year is None or year.achievement_rate is None):
        reason = result.rate_reason or Sentence("", "")
        return Sentence(f"達成率なし：{reason.ja}", f"No rate: {reason.en}")
    return BASES[result.rate_basis]


def _filled(result: KpiOutcome) -> Fraction | None:
    if result.achievement_rate is None:
        return None
    return Fraction(1) if result.achieved else min(max(result.achievement_rate, Fraction(0)), _NEARLY)
