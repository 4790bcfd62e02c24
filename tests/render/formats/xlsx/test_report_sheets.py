"""Workbooks, read back with python-calamine and as the XML that they are."""

import io
import re
import zipfile
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from example import full, hostile, kpi, plan, recorded, yport
from workbook_example import parts_of, sheets_of
from yport_cli.core.figures.ledger import Ledger
from yport_cli.core.figures.outcome import Outcome, outcome
from yport_cli.core.issues.issue import Refusal
from yport_cli.core.issues.sentence import Language
from yport_cli.render.data.tidy import tidy_records
from yport_cli.render.formats.xlsx.data_sheet import data_workbook
from yport_cli.render.formats.xlsx.evaluation_form import evaluation_workbook
from yport_cli.render.formats.xlsx.report_sheets import report_workbook
from yport_cli.render.pages.evaluation import evaluation_sheet_of
from yport_cli.render.pages.report_page import report_of

LANGUAGES: tuple[Language, ...] = ("ja", "en")
# One digit more than Excel keeps.
LONG = 1_234_567_890_123_456


def _report(result: Outcome, language: Language = "ja") -> bytes:
    return report_workbook(report_of(result, language), tidy_records([result]))


def _row(sheet: list[list[Any]], *start: Any) -> list[Any]:
    """The row that begins with `start`."""
    (row,) = [row for row in sheet if row[: len(start)] == list(start)]
    return row


def test_the_sheets_for_people_and_the_data_apart() -> None:
    assert list(sheets_of(_report(recorded()))) == [
        "状況",
        "予算",
        "自立性",
        "評価と公表",
        "出典と計算",
        "data",
    ]
    assert list(sheets_of(_report(recorded(), "en"))) == [
        "Status",
        "Budget",
        "Self-sufficiency",
        "Evaluation",
        "Sources",
        "data",
    ]
    assert list(sheets_of(_report(outcome(plan())))) == ["状況", "予算", "評価と公表", "出典と計算", "data"]


def test_figures_are_numbers_and_what_is_unknown_is_words() -> None:
    sheets = sheets_of(_report(recorded()))
    assert _row(sheets["状況"], "受注額")[:8] == [
        "受注額",
        "千円",
        500_000,
        14_000_000,
        2_500_000,
        "遅れ（H30）",
        0.625,  # of 4,000,000
        pytest.approx(5 / 28, abs=1e-15),  # drawn as 17.9%
    ]
    assert _row(sheets["予算"], "H31", 40_000)[:9] == [
        "H31",
        40_000,
        "―",
        "―",
        40_000,
        "―",
        40_000,
        "未記録",
        "―",
    ]
    assert _row(sheets["予算"], "執行額")[1] == 78_800
    assert _row(sheets["自立性"], "H31", 40_000)[1:5] == [40_000, 40_000, 0, 1]


def test_a_figure_without_a_finite_spelling_is_a_number_under_its_mark() -> None:
    result = outcome(plan(budget={"unit": "円", "total": 100, "grant": {"rate": "1/3"}}))
    data = _report(result)
    assert _row(sheets_of(data)["予算"], "交付金")[1] == pytest.approx(33.333333, abs=1e-9)
    assert "&quot;~&quot;#,##0.000000" in parts_of(data)["xl/styles.xml"]


def test_the_data_sheet_is_one_plain_table() -> None:
    data = _report(full())
    rows = sheets_of(data)["data"]
    records = tidy_records([full()])
    assert rows[0] == list(records.names)
    assert len(rows) == len(records.rows) + 1
    for row, values in zip(rows[1:], records.rows, strict=True):
        for found, value in zip(row, values, strict=True):
            if isinstance(value, Decimal):
                assert Decimal(str(found)) == value
            else:
                assert found == ("" if value is None else value)
    sheet = parts_of(data)[f"xl/worksheets/sheet{len(sheets_of(data))}.xml"]
    assert "<mergeCell" not in sheet
    assert "<f>" not in sheet


def test_a_long_number_is_whole_in_the_sheets_for_people_too() -> None:
    result = outcome(
        plan(kpis=[kpi(increments={"H29": LONG, "H30": 1, "H31": 1})]),
        Ledger({"visits": {2017: 5}}, date(2018, 3, 31)),
    )
    data = _report(result)
    sheet = sheets_of(data)["状況"]
    assert _row(sheet, "H29", "1,234,567,890,123,456")
    assert any("桁を失わないよう" in str(cell) for row in sheet for cell in row)


def _formulas(data: bytes) -> list[str]:
    return [
        found
        for name, text in parts_of(data).items()
        if "worksheets/" in name
        for found in re.findall(r"<f[ >].*?</f>", text)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_becomes_a_formula_or_a_link(language: Language) -> None:
    form = evaluation_sheet_of([hostile()], 2017, language)
    for data in (_report(hostile(), language), evaluation_workbook(form)):
        assert _formulas(data) == []
        assert not [name for name in parts_of(data) if "hyperlink" in name]
        assert "<hyperlink" not in "".join(parts_of(data).values())
    texts = [cell for row in sheets_of(_report(hostile(), language))["data"] for cell in row]
    assert any(str(text).startswith("=1+1") for text in texts)
    assert "-2" in texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bytes_are_the_same_on_each_run(language: Language) -> None:
    assert _report(full(), language) == _report(full(), language)
    form = evaluation_sheet_of([full()], 2017, language)
    assert evaluation_workbook(form) == evaluation_workbook(form)


def test_the_clock_is_not_in_the_file() -> None:
    form = evaluation_workbook(evaluation_sheet_of([recorded()], 2018, "ja"))
    for book in (_report(recorded()), form, data_workbook(tidy_records([recorded()]), "ja", None)):
        with zipfile.ZipFile(io.BytesIO(book)) as archive:
            assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = parts_of(_report(recorded()))["docProps/core.xml"]
    assert set(re.findall(r">(\d{4}-\d\d-\d\dT[^<]*)<", properties)) == {"2019-03-31T00:00:00Z"}


def test_sheets_print_on_a4_in_a_japanese_font() -> None:
    parts = parts_of(_report(recorded()))
    sheets = [text for name, text in parts.items() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == 6
    for sheet in sheets:
        assert 'paperSize="9"' in sheet
        assert 'fitToHeight="0"' in sheet
        assert "&amp;P / &amp;N" in sheet
    fonts = set(re.findall(r'<name val="([^"]+)"', parts["xl/styles.xml"]))
    assert fonts == {"游ゴシック"}


def test_charts_are_native_and_draw_the_data_sheet() -> None:
    parts = parts_of(_report(recorded()))
    charts = {name: text for name, text in parts.items() if name.startswith("xl/charts/chart")}
    assert len(charts) == 3 * 2 + 1 + 1
    rows = sheets_of(_report(recorded()))["data"]
    drawn: dict[str, list[Any]] = {}
    for chart in charts.values():
        assert '<c:min val="0"/>' in chart, "bars begin at 0"
        for reference in re.findall(r"<c:val>.*?<c:f>data!\$J\$(\d+):\$J\$(\d+)</c:f>", chart):
            first, last = map(int, reference)
            item, series = rows[first - 1][4], rows[first - 1][6]
            drawn[f"{item} {series}"] = [row[9] for row in rows[first - 1 : last]]
    assert drawn["orders target"] == [1_000_000, 3_000_000, 10_000_000]
    assert drawn["orders cumulative_actual"] == [800_000, 2_500_000, ""]
    assert drawn["budget executed"] == [39_700, 39_100, ""]
    assert drawn["self_sufficiency revenue"] == ["", 21_000, 40_000]


def test_a_unit_like_the_address_of_a_cell_is_text_in_a_chart() -> None:
    subject = plan(kpis=[kpi(unit="x!A1"), kpi(id="other", unit="=x!$A$1")])
    parts = parts_of(_report(outcome(subject)))
    charts = [text for name, text in parts.items() if name.startswith("xl/charts/chart")]
    assert "x！A1" in "".join(charts)
    formulas = [formula for text in charts for formula in re.findall("<c:f>([^<]*)", text)]
    assert formulas
    assert all(formula.startswith("data!$") for formula in formulas)


@pytest.mark.slow
def test_a_text_that_no_cell_holds_is_refused_and_not_cut() -> None:
    long = "長" * 32_768
    for result in (outcome(plan(name=long)), outcome(plan(kpis=[kpi(name=long)]))):
        with pytest.raises(Refusal, match="32,768 characters"):
            _report(result)
    assert _report(outcome(plan(name=long[:-1])))


def test_a_sheet_without_a_ledger_is_made_too() -> None:
    sheets = sheets_of(_report(outcome(yport())))
    assert _row(sheets["状況"], "受注額")[3:7] == [14_000_000, "未記録", "未記録", "―"]
