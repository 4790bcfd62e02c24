"""Projections as tables: plan, actual and projection stand in columns of their own."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial

from yport_cli.core.figures.forecast import Forecast, KpiForecast
from yport_cli.core.figures.kpi import KpiYear
from yport_cli.core.figures.projections import EXPLANATIONS, Projection
from yport_cli.core.issues.sentence import Language, Sentence, counted
from yport_cli.render.pages.kpi_tables import kpi_caption, year_so_far
from yport_cli.render.shapes.cell import PACE, Cell, Figure, Text
from yport_cli.render.shapes.table import Column, Page, Table
from yport_cli.render.wording.cells import Columns, figures, table
from yport_cli.render.wording.figures import figure, recorded
from yport_cli.render.wording.labels import LABELS, label
from yport_cli.render.wording.ledger_lines import ledger_lines
from yport_cli.render.wording.safe_text import escape_controls


def forecast_page(forecast: Forecast, language: Language) -> Page:
    """The answer of `yport forecast`: for each KPI its years and what each method says; then the methods."""
    plan = forecast.outcome.plan
    lead = ledger_lines(plan, forecast.outcome.ledger, language)
    tables: list[Table] = []
    for found in forecast.kpis:
        tables.append(_years(found, language))
        if found.projections:
            tables.append(_methods(found, language))
    if any(found.projections for found in forecast.kpis):
        tables.append(_explanations(language))
    return Page(escape_controls(plan.name), tuple(lead), tuple(tables))


def _years(found: KpiForecast, language: Language) -> Table:
    """One KPI by fiscal year: the cumulative figure of the plan, of the ledger and of each projection."""
    result = found.result
    cumulative = "cumulative_" if result.kpi.adds_up else ""
    columns: Columns = {
        "fiscal_year": partial(year_so_far, language=language),
        f"{cumulative}target": lambda year: figure(result.of_year(year)[0]),
        f"{cumulative}actual": lambda year: recorded(result.of_year(year)[1], language),
        **dict(_projected(projection, language) for projection in found.projections if projection.years),
    }
    name, caption = f"years of {result.kpi.id}", kpi_caption(result, language)
    return table(name, result.years, columns, language, caption=caption, notes=_basis(found))


def _projected(projection: Projection, language: Language) -> tuple[Column, Callable[[KpiYear], Cell]]:
    """The column of a projection, and its cell of a fiscal year."""
    name = LABELS[projection.method]
    heading = Sentence(f"見込み {name.ja}", f"Projection: {name.en}").text_in(language)
    column = Column(projection.method, heading, numeric=True)
    return column, lambda year: figure(projection.years.get(year.fiscal_year), precision=PACE)


def _basis(found: KpiForecast) -> Iterator[Sentence]:
    """On how little the projections rest."""
    if found.reason is not None:
        ja, en = map(escape_controls, found.reason)
        yield Sentence(f"{ja}。", f"{en[0].upper()}{en[1:]}.")
        return
    whole = found.complete_months + found.open_months
    yield Sentence(
        f"{whole}か月のうち完了した{found.complete_months}か月と、記録{found.events}件（{found.event_months}か月分、訂正を除く）に"
        "基づきます。行のない月は0とみなします。",
        f"Rests on {counted(found.complete_months, 'complete month')} of {whole} and on "
        f"{counted(found.events, 'row')} in {counted(found.event_months, 'month')}, corrections apart; a "
        "month without rows counts as 0.",
    )
    if found.silent_years:
        yield Sentence(
            f"{'・'.join(found.silent_years)}には1行もありません。記録漏れであれば、見込みは当てになりません。",
            f"There is no row at all in {', '.join(found.silent_years)}: if some are missing, do not rely "
            "on this.",
        )


def _methods(found: KpiForecast, language: Language) -> Table:
    """What each method says of the plan's end, a method a row."""
    columns: Columns = {
        "method": lambda projection: Text(projection.method, label(projection.method, language)),
        "projection": partial(_at_the_end, language=language),
        **figures(("low", "high", "chance"), language),
    }
    end = Sentence("計画の終わりの見込み", "at the end of the plan").text_in(language)
    name, caption = f"projections of {found.result.kpi.id}", f"{kpi_caption(found.result, language)}: {end}"
    notes = _arithmetic(found.projections)
    return table(name, found.projections, columns, language, caption=caption, notes=notes)


def _at_the_end(projection: Projection, language: Language) -> Cell:
    cell = figure(projection.value, precision=PACE)
    if projection.method == "required_pace" and isinstance(cell, Figure):
        return replace(cell, unit=Sentence("/月", "/month").text_in(language))
    return cell


def _arithmetic(projections: Iterable[Projection]) -> Iterator[Sentence]:
    """How each value was reached, or why there is none."""
    for projection in projections:
        name = LABELS[projection.method]
        if projection.arithmetic is not None:
            yield Sentence(f"{name.ja}: {projection.arithmetic.ja}", f"{name.en}: {projection.arithmetic.en}")
        if projection.reason is not None:
            yield Sentence(f"{name.ja}: {projection.reason.ja}。", f"{name.en}: {projection.reason.en}.")


def _explanations(language: Language) -> Table:
    columns: Columns = {
        "method": lambda method: Text(method, label(method, language)),
        "note": lambda method: Text(None, EXPLANATIONS[method].text_in(language)),
    }
    note = Sentence(
        "見込みは過去の延長であり、予想の保証ではありません。計画や実績の値には加えていません。",
        "Projections carry the past on and promise nothing; they are never added to the plan's or the "
        "ledger's figures.",
    )
    return table("methods", EXPLANATIONS, columns, language, notes=[note], has_headings=False)
