"""The tables of KPIs that pages share: each against the end of the plan, and one by fiscal year."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from yport_cli.core.figures.kpi import KpiOutcome, KpiYear
from yport_cli.core.figures.outcome import Outcome
from yport_cli.core.figures.rates import BASES
from yport_cli.core.issues.sentence import Language, Sentence, counted
from yport_cli.render.shapes.cell import PACE, Cell, Figure, Text, Year
from yport_cli.render.shapes.table import Column, Table
from yport_cli.render.wording.cells import Columns, figures, in_brackets, table, text
from yport_cli.render.wording.figures import UNDEFINED, drawn, figure, recorded, rounding_note
from yport_cli.render.wording.labels import label
from yport_cli.render.wording.safe_text import escape_controls
from yport_cli.render.wording.years import date_text

SUM_OF_INCREMENTS = Sentence(
    "増加分のKPIの最終目標は各年度の増加分の合計です。基準値は含みません。",
    "The final target of a KPI by increments is the sum of its years, without the baseline.",
)
_GAP_MARK = "*"


def kpi_table(outcome: Outcome, language: Language, name: str = "kpis", *, with_years: bool) -> Table:
    """A row per KPI against the end of the plan; `with_years` with a column for each year's target."""
    of_years = [f"{year.label} {label('target', language)}" for year in outcome.plan.fiscal_years]
    targets: Columns = {
        Column(f"target_{year}", heading, numeric=True): partial(_target_of, year)
        for year, heading in zip(outcome.plan.years, of_years, strict=True)
    }
    only_increments = all(result.kpi.adds_up for result in outcome.kpis)
    has_pace = any(result.required_pace is not None for result in outcome.kpis)
    pace: Columns = (
        {"pace_per_month": lambda result: figure(result.required_pace, precision=PACE)} if has_pace else {}
    )
    columns: Columns = {
        "kpi": lambda result: text(result.kpi.title),
        "unit": lambda result: text(result.kpi.unit or UNDEFINED),
        "baseline": lambda result: drawn(result.kpi, "baseline", language),
        **(targets if with_years else {}),
        "cumulative_target" if only_increments else "target_to_end": lambda result: figure(result.target),
        "cumulative_actual" if only_increments else "actual_to_date": partial(actual_cell, language=language),
        **standing_columns(outcome.kpis, language),
        **figures(("shortfall",), language),
        **pace,
    }
    return table(name, outcome.kpis, columns, language, notes=_notes(outcome))


def standing_columns(results: Sequence[KpiOutcome], language: Language) -> Columns:
    """How each KPI stands, by the end of the last year and against the whole plan.

    Its basis where they differ.
    """
    bases = {result.rate_basis for result in results}
    basis: Columns = {"rate_basis": partial(_basis, language=language)} if len(bases) > 1 else {}
    return {
        "kpi_standing": partial(standing_cell, language=language),
        "rate_to_date": lambda result: (
            drawn(result.to_date, "achievement_rate", language) if result.to_date else figure(None)
        ),
        "achievement_rate_to_end": lambda result: drawn(result, "achievement_rate", language),
        **basis,
    }


def standing_cell(result: KpiOutcome, language: Language) -> Text:
    """状況, with the year that it goes by, and the mark of a gap."""
    year = result.to_date if result.standing_year is not None else None
    of_year = in_brackets(year.label, language) if year else ""
    mark = _GAP_MARK if result.incomplete else ""
    return Text(result.standing, f"{mark}{label(f'standing_{result.standing}', language)}{of_year}")


def _basis(result: KpiOutcome, language: Language) -> Text:
    return Text(result.rate_basis, BASES[result.rate_basis].text_in(language))


def basis_notes(results: Sequence[KpiOutcome]) -> Iterator[Sentence]:
    """What the rates compare, where they all compare the same."""
    bases = {result.rate_basis for result in results if any(year.achievement_rate for year in result.years)}
    if bases == {"change"}:
        yield Sentence(
            "達成率は変化の割合（実績の変化 ÷ 計画の変化）です。", "Rates are actual change ÷ planned change."
        )
    elif bases == {"ratio"}:
        yield Sentence("達成率は実績 ÷ 目標です。", "Rates are actual ÷ target.")


def _target_of(fiscal_year: int, result: KpiOutcome) -> Cell:
    return figure(next(year.target for year in result.years if year.fiscal_year == fiscal_year))


def kpi_year_table(result: KpiOutcome, language: Language) -> Table:
    """One KPI by fiscal year; a year still running is marked."""
    cumulative: Columns = {
        **figures(("cumulative_target",), language),
        "cumulative_actual": lambda year: _marked(figure(year.cumulative_actual), has_gap=year.incomplete),
    }
    columns: Columns = {
        "fiscal_year": partial(year_so_far, language=language),
        **figures(("target", "actual"), language),
        **(cumulative if result.kpi.adds_up else {}),
        **figures(("achievement_rate", "shortfall"), language),
    }
    name, caption = f"years of {result.kpi.id}", kpi_caption(result, language)
    return table(name, result.years, columns, language, caption=caption, notes=_year_notes(result))


def _year_notes(result: KpiOutcome) -> Iterator[Sentence]:
    if result.kpi.adds_up and len(result.years) > 1:
        yield Sentence(
            "達成率と不足は、その年度までの累計どうしの比較です。",
            "Rate and shortfall compare the cumulative figures.",
        )
    yield from basis_notes([result])
    yield from reason_notes([result])
    yield from gap_notes([result])


def reason_notes(results: Sequence[KpiOutcome]) -> Iterator[Sentence]:
    """Why what is recorded has no rate, said once for all KPIs of one reason."""
    titles: defaultdict[Sentence, list[str]] = defaultdict(list)
    for result in results:
        if result.rate_reason is not None and result.actual is not None:
            titles[result.rate_reason].append(escape_controls(result.kpi.title))
    for reason, names in titles.items():
        yield Sentence(
            f"達成率なし（{reason.ja}）：{'、'.join(dict.fromkeys(names))}。",
            f"{', '.join(dict.fromkeys(names))}: no rate, for {reason.en}.",
        )


def kpi_caption(result: KpiOutcome, language: Language) -> str:
    """The name of a KPI with its unit."""
    return f"{escape_controls(result.kpi.title)}{in_brackets(result.kpi.unit_text, language)}"


def year_so_far(year: KpiYear, language: Language) -> Year:
    """A fiscal year; one still running is said to be so."""
    mark = f" {label('in_progress', language)}" if year.in_progress else ""
    return Year(year.fiscal_year, year.label, mark)


def actual_cell(result: KpiOutcome, language: Language) -> Cell:
    """What is recorded of a KPI, marked where a year in between is not."""
    return _marked(recorded(result.actual, language), has_gap=result.incomplete)


def _marked(cell: Cell, *, has_gap: bool) -> Cell:
    return replace(cell, mark=_GAP_MARK) if has_gap and isinstance(cell, Figure) else cell


def gap_notes(results: Sequence[KpiOutcome]) -> Iterator[Sentence]:
    """What the mark of a gap means, where there is one."""
    if any(result.incomplete for result in results):
        yield Sentence(
            f"{_GAP_MARK} の累計には、それより前の記録のない年度の分が入っていません。",
            f"What is marked {_GAP_MARK} lacks an earlier year that is not recorded.",
        )


def _notes(outcome: Outcome) -> Iterator[Sentence]:
    """What a reader could otherwise take wrongly."""
    sums = {result.kpi.adds_up for result in outcome.kpis}
    if sums == {True}:
        yield Sentence(
            "目標は各年度の増加分、累計目標はその合計です。基準値は累計に含みません。",
            "Targets are each year's increment; the cumulative target is their sum, without the baseline.",
        )
    elif True in sums:
        yield SUM_OF_INCREMENTS
    if sums == {False}:
        yield Sentence("目標は各年度に達する水準です。", "Targets are the level to reach in each year.")
    elif False in sums:
        levels = (result.kpi.title for result in outcome.kpis if not result.kpi.adds_up)
        names = "・".join(map(escape_controls, levels))
        yield Sentence(
            f"{names}の目標は各年度に達する水準です。",
            f"Of {names} the targets are the level to reach in each year.",
        )
    yield from gap_notes(outcome.kpis)
    left = outcome.kpis[0].months_left
    if left is not None and any(result.required_pace is not None for result in outcome.kpis):
        yield Sentence(
            f"必要ペースは、計画の終わりまでの不足を、基準日の翌月から残る{left}か月で割った、1か月あたりの値です。",
            f"The pace is the shortfall to the plan's end ÷ the {counted(left, 'month')} left after the "
            "as-of month.",
        )
    yield from basis_notes(outcome.kpis)
    yield from reason_notes(outcome.kpis)
    yield from older_than(outcome)
    if any(result.achievement_rate is not None for result in outcome.kpis):
        yield rounding_note("achievement_rate")


def older_than(outcome: Outcome) -> Iterator[Sentence]:
    """Until when KPIs are recorded whose latest figure is older than the as-of date."""
    day = outcome.ledger.as_of
    until: defaultdict[date, list[str]] = defaultdict(list)
    for result in outcome.kpis:
        if result.recorded_until is not None and day is not None and result.recorded_until < day:
            until[result.recorded_until].append(escape_controls(result.kpi.title))
    for last, names in sorted(until.items()):
        yield Sentence(
            f"{'・'.join(names)}の記録は{date_text(last, 'ja')}までです。",
            f"{', '.join(names)}: recorded until {date_text(last, 'en')}.",
        )
