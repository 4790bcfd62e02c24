"""Projections as tables: plan, actual and projection stand in columns of their own."""

from collections.abc import Iterator
from dataclasses import replace

from yport_cli.core.figures.forecast import Forecast, KpiForecast
from yport_cli.core.figures.projections import EXPLANATIONS
from yport_cli.core.issues.sentence import Language, Sentence, counted
from yport_cli.render.shapes.cell import Figure, Text, Year
from yport_cli.render.shapes.table import Column, Page, Table
from yport_cli.render.wording.cells import figures, in_brackets, words
from yport_cli.render.wording.figures import figure, percentage, recorded
from yport_cli.render.wording.labels import label
from yport_cli.render.wording.ledger_lines import ledger_lines
from yport_cli.render.wording.safe_text import escape_controls


def forecast_page(forecast: Forecast, language: Language) -> Page:
    """The answer of `yport forecast`: for each KPI its years and what each method says; then the methods."""
    outcome = forecast.outcome
    lead = ledger_lines(outcome.plan, outcome.ledger, language)
    tables: list[Table] = []
    for found in forecast.kpis:
        tables.append(_years(found, language))
        if found.projections:
            tables.append(_methods(found, language))
    if any(found.projections for found in forecast.kpis):
        tables.append(_explanations(language))
    return Page(escape_controls(outcome.plan.name), tuple(lead), tuple(tables))


def _years(found: KpiForecast, language: Language) -> Table:
    """One KPI by fiscal year: the cumulative figure of the plan, of the ledger and of each projection."""
    projections = [projection for projection in found.projections if projection.years]
    is_increment = found.result.kpi.kind == "increment"
    names = ("cumulative_target", "cumulative_actual") if is_increment else ("target", "actual")
    columns = (
        words("fiscal_year", language),
        *(figures(name, language) for name in names),
        *(
            Column(
                projection.method,
                Sentence(
                    f"見込み {label(projection.method, 'ja')}",
                    f"Projection: {label(projection.method, 'en')}",
                ).text_in(language),
                numeric=True,
            )
            for projection in projections
        ),
    )
    rows = []
    for year in found.result.years:
        mark = f" {label('in_progress', language)}" if year.in_progress else ""
        target, actual = found.result.of_year(year)
        rows.append(
            (
                Year(year.fiscal_year, year.label, mark),
                figure(target),
                recorded(actual, language),
                *(figure(projection.years.get(year.fiscal_year)) for projection in projections),
            )
        )
    return Table(_caption(found, language), columns, tuple(rows), tuple(_basis(found, language)))


def _basis(found: KpiForecast, language: Language) -> Iterator[str]:
    """On how little the projections rest."""
    if found.reason is not None:
        yield escape_controls(_as_note(found.reason, language))
        return
    whole = found.complete_months + found.months_left
    yield Sentence(
        f"{whole}か月のうち完了した{found.complete_months}か月と、記録{found.events}行（{found.event_months}か月分）に"
        "基づきます。行のない月は0とみなします。",
        f"Rests on {counted(found.complete_months, 'complete month')} of {whole} and on "
        f"{counted(found.events, 'row')} in {counted(found.event_months, 'month')}; a month without rows counts as 0.",
    ).text_in(language)
    if found.silent_years:
        yield Sentence(
            f"{'・'.join(found.silent_years)}には1行もありません。記録漏れであれば、見込みは当てになりません。",
            f"There is no row at all in {', '.join(found.silent_years)}: if some are missing, do not rely on this.",
        ).text_in(language)


def _methods(found: KpiForecast, language: Language) -> Table:
    """What each method says of the plan's end, a method a row."""
    columns = (
        words("method", language),
        *(figures(name, language) for name in ("projection", "low", "high", "chance")),
    )
    rows = []
    notes = []
    for projection in found.projections:
        name = label(projection.method, language)
        value = figure(projection.value)
        if projection.method == "required_pace" and isinstance(value, Figure):
            value = replace(value, unit=Sentence("/月", "/month").text_in(language))
        rows.append(
            (
                Text(projection.method, name),
                value,
                figure(projection.low),
                figure(projection.high),
                percentage(projection.chance),
            )
        )
        if projection.arithmetic is not None:
            notes.append(f"{name}: {projection.arithmetic.text_in(language)}")
        if projection.reason is not None:
            notes.append(f"{name}: {projection.reason.text_in(language)}{'。' if language == 'ja' else '.'}")
    caption = f"{_caption(found, language)}: {Sentence('計画の終わりの見込み', 'at the end of the plan').text_in(language)}"
    return Table(caption, columns, tuple(rows), tuple(notes))


def _explanations(language: Language) -> Table:
    columns = (words("method", language), words("note", language))
    rows = tuple(
        (Text(method, label(method, language)), Text(None, sentence.text_in(language)))
        for method, sentence in EXPLANATIONS.items()
    )
    notes = (
        Sentence(
            "見込みは過去の延長であり、予想の保証ではありません。計画や実績の値には加えていません。",
            "Projections carry the past on and promise nothing; they are never added to the plan's or the ledger's figures.",
        ).text_in(language),
    )
    return Table(label("methods", language), columns, rows, notes, has_headings=False)


def _caption(found: KpiForecast, language: Language) -> str:
    kpi = found.result.kpi
    return f"{escape_controls(kpi.title)}{in_brackets(kpi.unit, language)}"


def _as_note(sentence: Sentence, language: Language) -> str:
    """A reason as a sentence of its own."""
    text = sentence.text_in(language)
    return f"{text}。" if language == "ja" else f"{text[0].upper()}{text[1:]}."
