"""A number on the page is a number in the workbook and in every export."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from example import amended_yport, full, hostile, plan, recorded, yport
from generated_outcomes import outcomes
from workbook_example import sheets_of
from yport_cli.core.figures.amendment import amendment
from yport_cli.core.figures.forecast import forecast_of
from yport_cli.core.figures.ledger import Entry, roll_up
from yport_cli.core.figures.outcome import Outcome, outcome
from yport_cli.core.figures.self_sufficiency import Assumptions, break_even
from yport_cli.core.issues.sentence import Language
from yport_cli.core.numbers.number import Quantity, rounded
from yport_cli.render.data.json_v1 import break_even_object, budget_object, status_object
from yport_cli.render.data.outcome_records import break_even_records, budgets_records, status_records
from yport_cli.render.data.tidy import tidy_records
from yport_cli.render.formats.xlsx.evaluation_form import evaluation_workbook
from yport_cli.render.formats.xlsx.report_sheets import report_workbook
from yport_cli.render.pages.amendment import change_page
from yport_cli.render.pages.break_even import break_even_page
from yport_cli.render.pages.budget import budget_page
from yport_cli.render.pages.evaluation import evaluation_sheet_of
from yport_cli.render.pages.forecast import forecast_page
from yport_cli.render.pages.kpi_tables import kpi_year_table
from yport_cli.render.pages.one_kpi import kpi_page
from yport_cli.render.pages.report_page import report_of
from yport_cli.render.pages.status import several_page, status_page
from yport_cli.render.shapes.cell import Figure
from yport_cli.render.shapes.report import Section
from yport_cli.render.shapes.table import Table
from yport_cli.render.wording.figures import OF_DUE

# Marks, a sign, digits, a percent sign or a unit: what people take for a number.
_NUMBER = re.compile(r"[*~]*(?P<sign>[+±-]?)(?P<digits>[0-9,]+(?:\.[0-9]+)?)(?P<percent>%?)[^0-9]*")
_RATE = re.compile(r"(?P<sign>[+-]?)(?P<part>[0-9]+)/(?P<whole>[0-9]+)")
EXCEL_DIGITS = 15


def drawn_number(text: str) -> Decimal | None:
    """The number that a reader takes from a cell of figures; `None` from words."""
    found = _NUMBER.fullmatch(text)
    if found is not None:
        number = Decimal(found["digits"].replace(",", "")) * (-1 if found["sign"] == "-" else 1)
        return number / 100 if found["percent"] else number
    rate = _RATE.fullmatch(text)
    if rate is None:
        return None
    return Decimal(rate["part"]) / Decimal(rate["whole"]) * (-1 if rate["sign"] == "-" else 1)


def places(sheet: list[list[Any]], tables: list[Table]) -> Iterator[tuple[Table, int, int]]:
    """Each table with the row and the column where its first cell stands below its caption and headings."""
    taken: set[tuple[int, int]] = set()
    for table in tables:
        row, column = next(
            (row, column)
            for row, cells in enumerate(sheet)
            for column in (0, 4)
            if column < len(cells) and cells[column] == table.caption and (row, column) not in taken
        )
        taken.add((row, column))
        yield table, row + 1 + table.has_headings, column


def check(sheet: list[list[Any]], tables: list[Table]) -> int:
    """How many numbers of the tables stand in the sheet as numbers; fails at the first that does not."""
    count = 0
    for table, top, left in places(sheet, tables):
        for row, cells in enumerate(table.rows, start=top):
            for column, cell in enumerate(cells, start=left):
                if table.columns[column - left].numeric:
                    count += check_cell(sheet[row][column], cell.text)
    return count


def check_cell(found: Any, text: str) -> bool:
    """Whether `text` draws a number that Excel holds, which then must be the one that is `found`."""
    number = drawn_number(text)
    if number is None:
        assert found == text
        return False
    if "/" in text:
        assert found == pytest.approx(float(number), abs=1e-6)
        return True
    if len(str(abs(number)).replace(".", "").strip("0")) > EXCEL_DIGITS:
        assert found == text
        return False
    assert not isinstance(found, str), f"{text} is text in the workbook"
    if "%" in text:
        # A rate is held with all its digits, and drawn rounded.
        places = len(text.partition(".")[2].rstrip("%ポイントpoints ")) + 2
        assert rounded(Decimal(repr(found)), places) == number
        return True
    assert Decimal(repr(found)) == number
    return True


def check_report(result: Outcome, language: Language) -> int:
    report = report_of(result, language)
    book = list(sheets_of(report_workbook(report, tidy_records([result]))).values())
    return sum(
        check(sheet, [table for part in _parts(section) for table in _tables(part)])
        for sheet, section in zip(book, report.sections, strict=False)
    )


def _parts(section: Section) -> Iterator[Section]:
    yield section
    for part in section.parts:
        yield from _parts(part)


def _tables(section: Section) -> list[Table]:
    return [*(figure.table for figure in section.figures), *section.tables]


def pages(result: Outcome, language: Language) -> Iterator[Table]:
    """The tables of every page over the plan."""
    yield from status_page(result, language).tables
    yield from several_page([result, result], language).tables
    yield from budget_page(result.plan, result.budget, result.ledger, language).tables
    yield from forecast_page(forecast_of(result), language).tables
    yield from kpi_page(result, (), language).tables
    supposed = Assumptions(
        revenue={2019: 40},
        cost={2019: 45},
        growth=Fraction(1, 30),
        to=2024,
        outsourcing_rate=Fraction(617, 1000),
    )
    for assumptions in (Assumptions(), supposed):
        even = break_even(result.plan, result.ledger, assumptions)
        if even is not None:
            yield from break_even_page(result.plan, even, assumptions, language).tables


def check_pages(tables: list[Table], language: Language) -> int:
    """As a workbook writes the tables of any page."""
    section = Section("kpis", "節", tables=tuple(tables))
    report = replace(report_of(outcome(plan()), language), facts=(), sections=(section,))
    (sheet, _) = sheets_of(report_workbook(report, tidy_records([]))).values()
    return check(sheet, tables)


def gap() -> Outcome:
    """Orders of 2018 were never recorded, so that the cumulative of 2019 is marked."""
    return outcome(
        plan(
            self_sufficiency={"unit": "円", "revenue": {"H30": 2, "H31": 3}, "cost": {"H30": 3, "H31": 3}},
            budget={"unit": "円", "total": 100, "grant": {"rate": "1/3"}},
        ),
        roll_up(
            plan(),
            [Entry("visits", 2017, date(2017, 6, 1), 2), Entry("visits", 2019, date(2019, 6, 1), 3)],
        ),
    )


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("made", [recorded, full, hostile, gap])
def test_a_number_of_a_report_is_a_number_in_its_workbook(made: Any, language: Language) -> None:
    assert check_report(made(), language) > 20


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("made", [recorded, full, hostile, gap])
def test_a_number_of_a_page_is_a_number_in_a_workbook(made: Any, language: Language) -> None:
    assert check_pages(list(pages(made(), language)), language) > 40


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_figures_of_an_amendment_are_numbers_too(language: Language) -> None:
    page = change_page(amendment(yport(), amended_yport(), recorded().ledger), language)
    assert {"+1/6", "-1/6", "1/2"} & {
        cell.text for table in page.tables for row in table.rows for cell in row
    }
    assert check_pages(list(page.tables), language) > 10


def test_the_marked_cumulative_and_the_unchanged_revenue_are_numbers() -> None:
    (year,) = [
        row for table in status_page(gap(), "ja").tables for row in table.rows if row[0].text == "H31 途中"
    ]
    assert year[4].text == "*5"
    assert "±0%" in [cell.text for table in pages(gap(), "ja") for row in table.rows for cell in row]


@pytest.mark.parametrize("made", [recorded, full, hostile, gap])
def test_a_number_of_the_evaluation_sheet_is_a_number_in_its_workbook(made: Any) -> None:
    form = evaluation_sheet_of([made()], 2017, "ja")
    form_sheet, suggestions, _ = sheets_of(evaluation_workbook(form)).values()
    assert check(suggestions, list(form.suggestions)) > 0
    table = form.flat()
    count = sum(
        check_cell(found, cell.text)
        for row, cells in zip(form_sheet[3:], table.rows, strict=False)
        for found, cell, column in zip(row, cells, table.columns, strict=False)
        # What is said of the project stands once, in a cell over all of its rows.
        if column.numeric and (row[0] or column.name in ("indicator_value", "actual"))
    )
    assert count > 2


@pytest.mark.slow
@settings(max_examples=30)
@given(outcomes(), st.sampled_from(["ja", "en"]))
def test_every_number_of_every_report_and_page_is_a_number_in_the_workbook(
    result: Outcome, language: Language
) -> None:
    check_report(result, language)
    check_pages(list(pages(result, language)), language)


def drawn_by_year(table: Table) -> dict[tuple[str, int], Quantity | None]:
    """The figures of a table with a row per fiscal year, by column and year."""
    drawn: dict[tuple[str, int], Quantity | None] = {}
    for row in table.rows:
        year = row[0].value
        if year == "total":
            continue
        assert isinstance(year, int)
        for cell, column in zip(row, table.columns, strict=True):
            if column.numeric:
                drawn[column.name, year] = cell.value if isinstance(cell, Figure) else None
    return drawn


def agree(name: str, drawn: Quantity | None, told: object, *, times: int = 1) -> None:
    """What a page draws is what a program is told, to the last place that is told.

    A limit may be cut there, and is not rounded.
    """
    if drawn is None or told is None:
        assert drawn is told
        return
    assert isinstance(told, int | Decimal | Fraction)
    last = Fraction(1, 1_000_000) if name in ("grant", *OF_DUE) else Fraction(1, 2_000_000)
    assert abs(Fraction(told) - Fraction(drawn) * times) <= last * times


def check_against_exports(
    table: Table, item: str, tidy: list[dict[str, Any]], *others: list[dict[str, Any]]
) -> int:
    """Compare a table by year with the rows by year that programs are given, and with the tidy data."""
    count = 0
    for (name, year), value in drawn_by_year(table).items():
        for rows in others:
            (row,) = [row for row in rows if row["fiscal_year"] == year]
            if name in row:
                agree(name, value, Fraction(row[name]) if isinstance(row[name], str) else row[name])
                count += 1
        for row in tidy:
            if (row["item_id"], row["series"], row["fiscal_year"]) == (item, name, year):
                agree(name, value, row["value"], times=100 if row["unit"] == "%" else 1)
                count += 1
    return count


def check_exports(result: Outcome) -> int:
    """Every table by year against CSV, JSON and tidy data; how many figures were compared."""
    tidy = list(tidy_records([result]).objects())
    rows = list(status_records([result], "ja").objects())
    objects = status_object(result, "ja")["kpis"]
    count = 0
    for kpi_result, found in zip(result.kpis, objects, strict=True):
        of_kpi = [row for row in rows if row["kpi_id"] == kpi_result.kpi.id]
        by_year = kpi_year_table(kpi_result, "ja")
        count += check_against_exports(by_year, kpi_result.kpi.id, tidy, of_kpi, found["years"])
    page = budget_page(result.plan, result.budget, result.ledger, "ja")
    of_budget = list(budgets_records([(result.plan, result.budget)]).objects())
    years = budget_object(result.plan, result.budget, result.ledger, [])["years"]
    for table in page.tables:
        if table.name in {"by_year", "grant_by_year"}:
            count += check_against_exports(table, "budget", tidy, of_budget, years)
    even = result.break_even
    if even is not None:
        by_year = break_even_page(result.plan, even, Assumptions(), "ja").table("by_year")
        of_even = list(break_even_records(result.plan, even).objects())
        years = break_even_object(result.plan, even, result.ledger, [])["years"]
        count += check_against_exports(by_year, "self_sufficiency", tidy, of_even, years)
    return count


@pytest.mark.parametrize("made", [recorded, full, hostile, gap])
def test_a_number_of_a_page_is_the_same_number_in_csv_json_and_tidy_data(made: Any) -> None:
    assert check_exports(made()) > 100


@pytest.mark.slow
@given(outcomes())
def test_every_number_by_year_is_the_same_in_every_export(result: Outcome) -> None:
    check_exports(result)
