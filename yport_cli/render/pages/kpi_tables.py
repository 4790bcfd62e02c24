"""The tables of KPIs that pages share: each against the end of the plan, and one by fiscal year."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from yport_cli.core.figures.kpi import KpiOutcome, KpiYear
from yport_cli.core.figures.outcome import Outcome
from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.render.shapes.cell import Cell, Figure, Year
from yport_cli.render.shapes.table import Column, Table
from yport_cli.render.wording.cells import Columns, figures, in_brackets, table, text
from yport_cli.render.wording.figures import drawn, figure, recorded, rounding_note
from yport_cli.render.wording.labels import label
from yport_cli.render.wording.safe_text import escape_controls

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
    only_increments = all(result.kpi.kind == "increment" for result in outcome.kpis)
    has_pace = any(result.required_pace is not None for result in outcome.kpis)
    pace = ("required_pace",) if has_pace else ()
    columns: Columns = {
        "kpi": lambda result: text(result.kpi.title),
        "unit": lambda result: text(result.kpi.unit),
        "baseline": lambda result: drawn(result.kpi, "baseline", language),
        **(targets if with_years else {}),
        "cumulative_target" if only_increments else "target_to_end": lambda result: figure(result.target),
        "cumulative_actual" if only_increments else "actual_to_date": partial(actual_cell, language=language),
        **figures(("achievement_rate", "shortfall", *pace), language),
    }
    return table(name, outcome.kpis, columns, language, notes=_notes(outcome))


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
        **(cumulative if result.kpi.kind == "increment" else {}),
        **figures(("achievement_rate", "shortfall"), language),
    }
    name, caption = f"years of {result.kpi.id}", kpi_caption(result, language)
    return table(name, result.years, columns, language, caption=caption, notes=gap_notes([result]))


def kpi_caption(result: KpiOutcome, language: Language) -> str:
    """The name of a KPI with its unit."""
    return f"{escape_controls(result.kpi.title)}{in_brackets(result.kpi.unit, language)}"


def year_so_far(year: KpiYear, language: Language) -> Year:
    """A fiscal year; one still running is said to be so."""
    mark = f" {label('in_progress', language)}" if year.in_progress else ""
    return Year(year.fiscal_year, year.label, mark)


def actual_cell(result: KpiOutcome, language: Language) -> Cell:
    """What is recorded of a KPI, marked where a year in between is not."""
    has_gap = result.kpi.kind == "increment" and _has_gap(result)
    return _marked(recorded(result.actual, language), has_gap=has_gap)


def _marked(cell: Cell, *, has_gap: bool) -> Cell:
    return replace(cell, mark=_GAP_MARK) if has_gap and isinstance(cell, Figure) else cell


def _has_gap(result: KpiOutcome) -> bool:
    return any(year.incomplete for year in result.years)


def gap_notes(results: Sequence[KpiOutcome]) -> Iterator[Sentence]:
    """What the mark of a gap means, where there is one."""
    if any(map(_has_gap, results)):
        yield Sentence(
            f"{_GAP_MARK} の累計には、間の記録のない年度の分が入っていません。",
            f"What is marked {_GAP_MARK} lacks a year in between that is not recorded.",
        )


def _notes(outcome: Outcome) -> Iterator[Sentence]:
    """What a reader could otherwise take wrongly."""
    kinds = {result.kpi.kind for result in outcome.kpis}
    if kinds == {"increment"}:
        yield Sentence(
            "目標は各年度の増加分、累計目標はその合計です。基準値は累計に含みません。",
            "Targets are each year's increment; the cumulative target is their sum, without the baseline.",
        )
    elif "increment" in kinds:
        yield SUM_OF_INCREMENTS
    if kinds == {"level"}:
        yield Sentence("目標は各年度に達する水準です。", "Targets are the level to reach in each year.")
    elif "level" in kinds:
        levels = (result.kpi.title for result in outcome.kpis if result.kpi.kind == "level")
        names = "・".join(map(escape_controls, levels))
        yield Sentence(
            f"{names}の目標は各年度に達する水準です。",
            f"Of {names} the targets are the level to reach in each year.",
        )
    yield from gap_notes(outcome.kpis)
    if any(result.required_pace is not None for result in outcome.kpis):
        yield Sentence(
            "必要ペースは、不足を基準日の後に残る計画年度の数で割った値です。",
            "The required pace is the shortfall divided by the plan's fiscal years left after the one of "
            "the as-of date.",
        )
    if any(result.achievement_rate is not None for result in outcome.kpis):
        yield rounding_note("achievement_rate")
