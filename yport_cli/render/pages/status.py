"""Outcomes as tables."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from yport_cli.core.figures.kpi import KpiOutcome
from yport_cli.core.figures.outcome import Outcome, unit_totals
from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.render.pages.break_even import break_even_facts
from yport_cli.render.pages.budget import budget_facts
from yport_cli.render.shapes.cell import Cell, Figure, Year
from yport_cli.render.shapes.table import Column, Page, Table
from yport_cli.render.wording.cells import figures, in_brackets, text, words
from yport_cli.render.wording.figures import figure, percentage, recorded, stated
from yport_cli.render.wording.labels import label
from yport_cli.render.wording.ledger_lines import ledger_lines
from yport_cli.render.wording.safe_text import escape_controls

_SUM_OF_INCREMENTS = Sentence(
    "増加分のKPIの最終目標は各年度の増加分の合計です。基準値は含みません。",
    "The final target of a KPI by increments is the sum of its years, without the baseline.",
)
_GAP_MARK = "*"


def status_page(outcome: Outcome, language: Language) -> Page:
    """The answer of `yport status`: KPIs, budget, self-sufficiency."""
    tables = [_kpi_table(outcome, language)]
    if outcome.ledger.as_of is not None:
        tables.extend(
            kpi_year_table(result, language)
            for result in outcome.kpis
            if result.actual_level is not None or result.cumulative_actual is not None
        )
    tables.append(budget_facts(outcome.plan, outcome.budget, language))
    if outcome.break_even is not None:
        tables.append(break_even_facts(outcome.plan, outcome.break_even, language))
    return Page(escape_controls(outcome.plan.name), tuple(_lead(outcome, language)), tuple(tables))


def several_page(outcomes: Sequence[Outcome], language: Language) -> Page:
    """Several plans: a row per KPI, and the totals of each unit."""
    columns = (
        words("plan", language),
        words("kpi", language),
        words("unit", language),
        figures("target_to_end", language),
        figures("actual_to_date", language),
        figures("achievement_rate", language),
        figures("shortfall", language),
    )
    rows = [
        (
            text(outcome.plan.id),
            text(result.kpi.title),
            text(result.kpi.unit),
            figure(result.target),
            _actual(result, language),
            percentage(result.achievement_rate),
            figure(result.shortfall),
        )
        for outcome in outcomes
        for result in outcome.kpis
    ]
    totals = Table(
        label("totals", language),
        (
            words("unit", language),
            figures("cumulative_target", language),
            figures("cumulative_actual", language),
        ),
        tuple(
            (text(unit.unit), figure(unit.cumulative_target), recorded(unit.cumulative_actual, language))
            for unit in unit_totals(outcomes)
        ),
        (
            Sentence(
                "増加分のKPIの合計です。累計実績は記録のあるものだけを足しています。",
                "Sums of the increment KPIs; the actuals are of those that are recorded.",
            ).text_in(language),
        ),
    )
    count = len(outcomes)
    title = Sentence(f"{count}件の計画", f"{count} plans").text_in(language)
    lead = tuple(line for outcome in outcomes for line in _plan_lines(outcome, language))
    results = [result for outcome in outcomes for result in outcome.kpis]
    kpis = Table(
        label("kpis", language),
        columns,
        tuple(rows),
        (_SUM_OF_INCREMENTS.text_in(language), *_gap_notes(results, language)),
    )
    return Page(title, lead, (kpis, totals))


def _plan_lines(outcome: Outcome, language: Language) -> Iterator[str]:
    """Which plan an id in the table stands for, and what was read for it."""
    yield f"{escape_controls(outcome.plan.id)}: {escape_controls(outcome.plan.name)}"
    for line in ledger_lines(outcome.plan, outcome.ledger, language):
        yield f"  {line}"


def kpi_year_table(result: KpiOutcome, language: Language) -> Table:
    """One KPI by fiscal year; a year still running is marked."""
    is_increment = result.kpi.kind == "increment"
    names = ["target", "actual"]
    if is_increment:
        names += ["cumulative_target", "cumulative_actual"]
    names += ["achievement_rate", "shortfall"]
    columns = (
        words("fiscal_year", language),
        *(figures(name, language) for name in names),
    )
    rows = []
    for year in result.years:
        mark = ""
        if year.in_progress:
            mark = f" {label('in_progress', language)}"
        cells = {
            "target": figure(year.target),
            "actual": recorded(year.actual, language),
            "cumulative_target": figure(year.cumulative_target),
            "cumulative_actual": _marked(figure(year.cumulative_actual), is_incomplete=year.incomplete),
            "achievement_rate": percentage(year.achievement_rate),
            "shortfall": figure(year.shortfall),
        }
        rows.append((Year(year.fiscal_year, year.label, mark), *(cells[name] for name in names)))
    return Table(
        f"{escape_controls(result.kpi.title)}{in_brackets(result.kpi.unit, language)}",
        columns,
        tuple(rows),
        tuple(_gap_notes([result], language)),
    )


def _actual(result: KpiOutcome, language: Language) -> Cell:
    """What is recorded of a KPI, marked where a year in between is not."""
    if result.kpi.kind == "level":
        return recorded(result.actual_level, language)
    return _marked(recorded(result.cumulative_actual, language), is_incomplete=_has_gap(result))


def _marked(cell: Cell, *, is_incomplete: bool) -> Cell:
    return replace(cell, mark=_GAP_MARK) if is_incomplete and isinstance(cell, Figure) else cell


def _has_gap(result: KpiOutcome) -> bool:
    return any(year.incomplete for year in result.years)


def _gap_notes(results: Sequence[KpiOutcome], language: Language) -> Iterator[str]:
    if any(map(_has_gap, results)):
        yield Sentence(
            f"{_GAP_MARK} の累計には、間の記録のない年度の分が入っていません。",
            f"What is marked {_GAP_MARK} lacks a year in between that is not recorded.",
        ).text_in(language)


def _lead(outcome: Outcome, language: Language) -> Iterator[str]:
    plan = outcome.plan
    separator = "、" if language == "ja" else ", "
    start = plan.period.start.isoformat() if plan.period.start else label("approval_day", language)
    years = "・".join(year.label for year in plan.fiscal_years)
    if language == "en":
        years = ", ".join(year.label for year in plan.fiscal_years)
    yield separator.join(escape_controls(author) for author in plan.authors)
    yield Sentence(
        f"計画期間 {start}から{plan.period.end}まで（{years}）",
        f"Period: from {start} to {plan.period.end} ({years})",
    ).text_in(language)
    yield from ledger_lines(plan, outcome.ledger, language)


def _kpi_table(outcome: Outcome, language: Language) -> Table:
    """One row per KPI, with a column for each year's target."""
    only_increments = all(result.kpi.kind == "increment" for result in outcome.kpis)
    years = tuple(
        Column(f"target_{year.year}", f"{year.label} {label('target', language)}", numeric=True)
        for year in outcome.plan.fiscal_years
    )
    columns = (
        words("kpi", language),
        words("unit", language),
        figures("baseline", language),
        *years,
        figures("cumulative_target" if only_increments else "target_to_end", language),
        figures("cumulative_actual" if only_increments else "actual_to_date", language),
        figures("achievement_rate", language),
        figures("shortfall", language),
    )
    has_pace = any(result.required_pace is not None for result in outcome.kpis)
    if has_pace:
        columns = (*columns, figures("required_pace", language))
    rows = tuple(_kpi_row(result, language, has_pace=has_pace) for result in outcome.kpis)
    return Table(label("kpis", language), columns, rows, tuple(kpi_notes(outcome, language)))


def _kpi_row(result: KpiOutcome, language: Language, *, has_pace: bool) -> tuple[Cell, ...]:
    kpi = result.kpi
    return (
        text(kpi.title),
        text(kpi.unit),
        stated(kpi.baseline, language),
        *(figure(year.target) for year in result.years),
        figure(result.target),
        _actual(result, language),
        percentage(result.achievement_rate),
        figure(result.shortfall),
        *([figure(result.required_pace)] if has_pace else []),
    )


def kpi_notes(outcome: Outcome, language: Language) -> Iterator[str]:
    """What a reader could otherwise take wrongly."""
    kinds = {result.kpi.kind for result in outcome.kpis}
    if kinds == {"increment"}:
        yield Sentence(
            "目標は各年度の増加分、累計目標はその合計です。基準値は累計に含みません。",
            "Targets are each year's increment; the cumulative target is their sum, without the baseline.",
        ).text_in(language)
    elif "increment" in kinds:
        yield _SUM_OF_INCREMENTS.text_in(language)
    if "level" in kinds:
        names = "・".join(
            escape_controls(result.kpi.title) for result in outcome.kpis if result.kpi.kind == "level"
        )
        if kinds == {"level"}:
            yield Sentence(
                "目標は各年度に達する水準です。", "Targets are the level to reach in each year."
            ).text_in(language)
        else:
            yield Sentence(
                f"{names}の目標は各年度に達する水準です。",
                f"Of {names} the targets are the level to reach in each year.",
            ).text_in(language)
    yield from _gap_notes(outcome.kpis, language)
    if any(result.required_pace is not None for result in outcome.kpis):
        yield Sentence(
            "必要ペースは、不足を基準日の後に残る計画年度の数で割った値です。",
            "The required pace is the shortfall divided by the plan's fiscal years left after the one of the as-of date.",
        ).text_in(language)
    if any(result.achievement_rate is not None for result in outcome.kpis):
        yield Sentence(
            "達成率は小数第2位を四捨五入しています。", "Rates are rounded to one decimal, halves up."
        ).text_in(language)
