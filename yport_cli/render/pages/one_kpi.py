"""One KPI with how each of its figures was reached."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from yport_cli.core.figures.kpi import KpiOutcome, KpiYear
from yport_cli.core.figures.ledger import Row
from yport_cli.core.figures.outcome import Outcome
from yport_cli.core.issues.sentence import Language, Sentence, counted
from yport_cli.core.numbers.number import Number, grouped, rounded
from yport_cli.render.pages.kpi_tables import actual_cell, kpi_year_table, older_than, standing_cell
from yport_cli.render.shapes.cell import EMPTY, ORDINAL, PACE, Cell, Day, Figure, Text, Year
from yport_cli.render.shapes.table import Column, Page, Table
from yport_cli.render.wording.cells import Columns, figures, table, text, year_cell
from yport_cli.render.wording.figures import drawn, figure
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
    assumed = tuple(item for item in outcome.ledger.units_assumed if item == kpi.id)
    ledger = replace(outcome.ledger, units_assumed=assumed)
    lead = [escape_controls(outcome.plan.name), *ledger_lines(outcome.plan, ledger, language)]
    if kpi.baseline is not None:
        lead.append(
            f"{label('baseline', language)} {grouped(kpi.baseline)} {escape_controls(kpi.unit_text)}".rstrip()
        )
    lead.append(f"{label('kpi_standing', language)} {standing_cell(result, language).text}")
    lead.extend(sentence.text_in(language) for sentence in older_than(outcome))
    tables = [kpi_year_table(result, language), _bars(result, language)]
    if rows:
        tables.append(_rows(outcome, rows, language))
    columns: Columns = {
        "item": lambda step: Text(None, step[0]),
        "figure": lambda step: step[1],
        Column("note", label("reason", language)): lambda step: Text(None, step[2]),
    }
    tables.append(table("reasons", _steps(outcome, result, language), columns, language, has_headings=False))
    return Page(escape_controls(kpi.name), tuple(lead), tuple(tables))


def _bars(result: KpiOutcome, language: Language) -> Table:
    """A bar for each year: how much of its target was reached, full at 100 %."""
    columns: Columns = {
        "fiscal_year": year_cell,
        **figures(("achievement_rate",), language),
        Column("bar", ""): partial(_bar, language=language),
    }
    name = "rate_to_year" if result.kpi.adds_up else "rate_of_year"
    return table(name, result.years, columns, language, has_headings=False)


def _bar(year: KpiYear, language: Language) -> Cell:
    if year.achievement_rate is None:
        return drawn(year, "actual", language)
    # Only what is achieved fills its bar.
    filled = _BAR if year.achieved else max(0, min(_BAR - 1, int(rounded(year.achievement_rate * _BAR, 0))))
    return Text(None, "#" * filled + "." * (_BAR - filled))


def _rows(outcome: Outcome, rows: Sequence[Row], language: Language) -> Table:
    shown = rows[-_MOST_ROWS:]
    texts: Columns = {
        Column(name, label(name, language)): partial(_text_of, name)
        for name in ("note", "evidence")
        if any(getattr(row, name) for row in shown)
    }
    columns: Columns = {
        "row": lambda row: Figure(row.number, ORDINAL),
        "date": lambda row: Day(row.entry.day) if row.entry.has_date else EMPTY,
        "fiscal_year": lambda row: Year(row.entry.fiscal_year, outcome.plan.label(row.entry.fiscal_year)),
        "amount": lambda row: figure(row.entry.amount),
        **texts,
    }
    cut = Sentence(
        f"{len(rows):,}行のうち最後の{len(shown)}行です。", f"The last {len(shown)} of {len(rows):,} rows."
    )
    notes = [cut] if len(shown) < len(rows) else []
    return table("ledger_rows", shown, columns, language, notes=notes)


def _text_of(name: str, row: Row) -> Cell:
    return text(getattr(row, name))


def _steps(outcome: Outcome, result: KpiOutcome, language: Language) -> Iterator[tuple[str, Cell, str]]:
    """The name of each figure, the figure, the arithmetic behind it."""
    kpi, target, actual = result.kpi, result.target, result.actual
    is_increment = kpi.adds_up
    entries = [entry for entry in outcome.ledger.entries if entry.item == kpi.id]
    stated = [figure for figure in kpi.planned.values() if figure is not None]
    recorded = [year.actual for year in result.years if year.actual is not None]
    heading = "cumulative_target" if is_increment else "target_to_end"
    yield label(heading, language), figure(target), _sum(stated) if is_increment else ""
    for year in result.years:
        amounts = [entry.amount for entry in entries if entry.fiscal_year == year.fiscal_year]
        reason = _sum(amounts) if is_increment else " → ".join(map(grouped, amounts[-_MOST_TERMS:]))
        yield f"{year.label} {label('actual', language)}", drawn(year, "actual", language), reason
    heading = "cumulative_actual" if is_increment else "actual_to_date"
    yield label(heading, language), actual_cell(result, language), _sum(recorded) if is_increment else ""
    if actual is None or target is None:
        return
    without = result.rate_reason
    arithmetic = _rate(result, target, actual) if without is None else without.text_in(language)
    yield label("achievement_rate_to_end", language), drawn(result, "achievement_rate", language), arithmetic
    if result.shortfall is None:
        return
    signs = (target, actual) if kpi.direction == "increase" else (actual, target)
    difference = f"{grouped(signs[0])} − {grouped(signs[1])}"
    if result.shortfall == 0 and signs[0] != signs[1]:
        difference += Sentence(" が負なので 0", " is negative, so 0").text_in(language)
    yield label("shortfall", language), figure(result.shortfall), difference
    if result.required_pace is not None and result.months_left is not None:
        left = Sentence(f"{result.months_left}か月", counted(result.months_left, "month")).text_in(language)
        spelled = f"{grouped(result.shortfall)} ÷ {left}"
        yield label("pace_per_month", language), figure(result.required_pace, precision=PACE), spelled


def _rate(result: KpiOutcome, target: Number, actual: Number) -> str:
    kpi, baseline = result.kpi, result.kpi.baseline
    if baseline is None or kpi.adds_up == (result.rate_basis == "change"):
        return f"{grouped(actual)} ÷ {grouped(target)}"
    first, second = (
        f"({grouped(baseline)} + {grouped(value)})"
        if kpi.adds_up
        else f"({grouped(value)} − {grouped(baseline)})"
        for value in (actual, target)
    )
    return f"{first} ÷ {second}"


def _sum(amounts: list[Number]) -> str:
    """The sum written out; of a long one its last terms."""
    if len(amounts) < 2:
        return ""
    terms = [grouped(amount) if amount >= 0 else f"({grouped(amount)})" for amount in amounts]
    if len(terms) > _MOST_TERMS:
        rest = grouped(sum(amounts[:-_MOST_TERMS]))
        terms = [f"{rest} [{len(amounts) - _MOST_TERMS}]", *terms[-_MOST_TERMS:]]
    return " + ".join(terms)
