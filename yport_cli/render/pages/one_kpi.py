"""One KPI with how each of its figures was reached."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from yport_cli.core.figures.kpi import KpiOutcome
from yport_cli.core.figures.ledger import Entry, Row
from yport_cli.core.figures.outcome import Outcome
from yport_cli.core.issues.sentence import Language, Sentence, counted
from yport_cli.core.numbers.number import Number, grouped, rounded
from yport_cli.core.reading.fiscal_year import fiscal_year_of
from yport_cli.render.pages.status import kpi_year_table
from yport_cli.render.shapes.cell import EMPTY, ORDINAL, Cell, Day, Figure, Text, Year
from yport_cli.render.shapes.table import Column, Page, Table
from yport_cli.render.wording.cells import text
from yport_cli.render.wording.figures import figure, percentage, recorded
from yport_cli.render.wording.labels import label
from yport_cli.render.wording.ledger_lines import ledger_lines
from yport_cli.render.wording.safe_text import escape_controls

_MOST_TERMS = 12
_MOST_ROWS = 50
_BAR = 20


def kpi_page(outcome: Outcome, rows: Sequence[Row], language: Language) -> Page:
    """The page of the one KPI that `outcome` holds; `rows` are those of the ledger that are about it."""
    result = outcome.kpis[0]
    kpi = result.kpi
    ledger = replace(
        outcome.ledger, units_assumed=tuple(item for item in outcome.ledger.units_assumed if item == kpi.id)
    )
    lead = [escape_controls(outcome.plan.name), *ledger_lines(outcome.plan, ledger, language)]
    if kpi.baseline is not None:
        lead.append(f"{label('baseline', language)} {grouped(kpi.baseline)} {escape_controls(kpi.unit)}")
    tables = [kpi_year_table(result, language), _bars(result, language)]
    if rows:
        tables.append(_rows(outcome, rows, language))
    entries = [entry for entry in outcome.ledger.entries if entry.item == kpi.id]
    tables.append(_reasons(outcome, result, entries, language))
    return Page(escape_controls(kpi.name), tuple(lead), tuple(tables))


def _bars(result: KpiOutcome, language: Language) -> Table:
    """A bar for each year: how much of its target was reached, full at 100 %."""
    columns = (
        Column("fiscal_year", label("fiscal_year", language)),
        Column("achievement_rate", label("achievement_rate", language), numeric=True),
        Column("bar", ""),
    )
    rows = []
    for year in result.years:
        rate = year.achievement_rate
        filled = 0 if rate is None else max(0, min(_BAR, int(rounded(rate * _BAR, 0))))
        bar = label("not_recorded", language) if rate is None else "#" * filled + "." * (_BAR - filled)
        rows.append((Year(year.fiscal_year, year.label), percentage(rate), Text(None, bar)))
    caption = "rate_to_year" if result.kpi.kind == "increment" else "rate_of_year"
    return Table(label(caption, language), columns, tuple(rows), has_headings=False)


def _rows(outcome: Outcome, rows: Sequence[Row], language: Language) -> Table:
    """The rows of the ledger; of very many the last ones."""
    columns = [
        Column("row", label("row", language), numeric=True),
        Column("date", label("date", language)),
        Column("fiscal_year", label("fiscal_year", language)),
        Column("amount", label("amount", language), numeric=True),
    ]
    shown = rows[-_MOST_ROWS:]
    texts = [name for name in ("note", "evidence") if any(getattr(row, name) for row in shown)]
    columns.extend(Column(name, label(f"{name}_of_row", language)) for name in texts)
    cells = tuple(
        (
            Figure(row.number, ORDINAL),
            Day(row.entry.day) if row.has_date else EMPTY,
            Year(row.entry.fiscal_year, outcome.plan.label(row.entry.fiscal_year)),
            figure(row.entry.amount),
            *(text(getattr(row, name)) for name in texts),
        )
        for row in shown
    )
    notes: tuple[str, ...] = ()
    if len(shown) < len(rows):
        notes = (
            Sentence(
                f"{len(rows):,}行のうち最後の{len(shown)}行です。",
                f"The last {len(shown)} of {len(rows):,} rows.",
            ).text_in(language),
        )
    return Table(label("ledger_rows", language), tuple(columns), cells, notes)


def _reasons(outcome: Outcome, result: KpiOutcome, entries: list[Entry], language: Language) -> Table:
    """Each figure with the arithmetic behind it."""
    columns = (
        Column("item", label("item", language)),
        Column("figure", label("figure", language), numeric=True),
        Column("note", label("reason", language)),
    )
    rows = tuple(
        (Text(name, heading), cell, Text(reason, reason))
        for name, heading, cell, reason in _steps(outcome, result, entries, language)
    )
    return Table(label("reasons", language), columns, rows, has_headings=False)


def _steps(
    outcome: Outcome, result: KpiOutcome, entries: list[Entry], language: Language
) -> Iterator[tuple[str, str, Cell, str]]:
    kpi = result.kpi
    is_increment = kpi.kind == "increment"
    target, actual = result.target, result.actual
    heading = label("cumulative_target" if is_increment else "target_to_end", language)
    stated = [figure for figure in kpi.planned.values() if figure is not None]
    yield "target", heading, figure(target), _sum(stated) if is_increment else ""
    for year in result.years:
        amounts = [entry.amount for entry in entries if entry.fiscal_year == year.fiscal_year]
        reason = (
            _sum(amounts)
            if is_increment
            else " → ".join(grouped(amount) for amount in amounts[-_MOST_TERMS:])
        )
        yield "actual", f"{year.label} {label('actual', language)}", recorded(year.actual, language), reason
    heading = label("cumulative_actual" if is_increment else "actual_to_date", language)
    by_year = [year.actual for year in result.years if year.actual is not None]
    yield "to_date", heading, recorded(actual, language), _sum(by_year) if is_increment else ""
    if actual is None or target is None:
        return
    yield (
        "rate",
        label("achievement_rate", language),
        percentage(result.achievement_rate),
        _rate(result, target, actual),
    )
    signs = (target, actual) if kpi.direction == "increase" else (actual, target)
    difference = f"{grouped(signs[0])} − {grouped(signs[1])}"
    if result.shortfall == 0 and signs[0] != signs[1]:
        difference += Sentence(" が負なので 0", " is negative, so 0").text_in(language)
    yield "shortfall", label("shortfall", language), figure(result.shortfall), difference
    as_of = outcome.ledger.as_of
    if result.required_pace is not None and result.shortfall is not None and as_of is not None:
        left = [year.label for year in result.years if year.fiscal_year > fiscal_year_of(as_of)]
        years = Sentence(
            f"{len(left)}年度（{'・'.join(left)}）",
            f"{counted(len(left), 'year')} ({', '.join(left)})",
        ).text_in(language)
        yield (
            "pace",
            label("required_pace", language),
            figure(result.required_pace),
            f"{grouped(result.shortfall)} ÷ {years}",
        )


def _rate(result: KpiOutcome, target: Number, actual: Number) -> str:
    baseline = result.kpi.baseline
    if result.kpi.kind == "increment" or baseline is None:
        return f"{grouped(actual)} ÷ {grouped(target)}"
    return f"({grouped(actual)} − {grouped(baseline)}) ÷ ({grouped(target)} − {grouped(baseline)})"


def _sum(amounts: list[Number]) -> str:
    """The sum written out; of a long one its last terms."""
    if len(amounts) < 2:
        return ""
    terms = [grouped(amount) if amount >= 0 else f"({grouped(amount)})" for amount in amounts]
    if len(terms) > _MOST_TERMS:
        rest = grouped(sum(amounts[:-_MOST_TERMS]))
        terms = [f"{rest} [{len(amounts) - _MOST_TERMS}]", *terms[-_MOST_TERMS:]]
    return " + ".join(terms)
