"""Workbooks, read back with python-calamine and as the XML that they are."""

import io
import re
import zipfile
from datetime import date
from decimal import Decimal
from html import unescape
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
        "データ",
    ]
    assert list(sheets_of(_report(recorded(), "en"))) == [
        "Status",
        "Budget",
        "Self-sufficiency",
        "Evaluation",
        "Sources",
        "Data",
    ]
    assert list(sheets_of(_report(outcome(plan())))) == ["状況", "予算", "評価と公表", "出典と計算", "データ"]


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
    rows = sheets_of(data)["データ"]
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


_NAMES = "状況|予算|自立性|Status|Budget|Self-sufficiency"
_FORMULA = rf"<f>(?:SUM|MAX|MIN|(?:'(?:{_NAMES})'!)?[A-Z]{{1,2}}[0-9]+|[-+*/(),0-9.])+</f>"


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
        # A formula is made of addresses, numbers and three functions, whatever the plan says.
        for formula in _formulas(data):
            assert re.fullmatch(_FORMULA, unescape(formula)), formula
        assert not [name for name in parts_of(data) if "hyperlink" in name]
        assert "<hyperlink" not in "".join(parts_of(data).values())
    *_, rows = sheets_of(_report(hostile(), language)).values()
    texts = [cell for row in rows for cell in row]
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


def test_the_data_sheet_does_not_print() -> None:
    book = parts_of(_report(recorded()))["xl/workbook.xml"]
    (area,) = re.findall(r'<definedName name="_xlnm.Print_Area"[^>]*>(.*?)</definedName>', book)
    column = len(tidy_records([recorded()]).names)
    *_, rows = sheets_of(_report(recorded())).values()
    # One cell, beyond the last column of the data.
    assert area == f"データ!${chr(ord('A') + column)}$1"
    assert len(rows[0]) == column


def _drawn(data: bytes) -> dict[str, list[Any]]:
    """What each series of each chart draws, by the title of its chart."""
    sheets = sheets_of(data)
    found: dict[str, list[Any]] = {}
    for name, chart in parts_of(data).items():
        if name.startswith("xl/charts/chart"):
            title = "".join(re.findall("<a:t>(.*?)</a:t>", chart.partition("</c:title>")[0]))
            for series in re.findall("<c:val>.*?<c:f>(.*?)</c:f>", chart):
                sheet, column, first, last = re.fullmatch(
                    r"'?(.*?)'?!\$([A-Z]+)\$(\d+)(?::\$[A-Z]+\$(\d+))?", series
                ).groups()  # type: ignore[union-attr]
                index = ord(column) - ord("A")
                rows = sheets[sheet][int(first) - 1 : int(last or first)]
                found.setdefault(title, []).append([row[index] for row in rows])
    return found


def test_charts_are_native_and_draw_what_their_tables_hold() -> None:
    drawn = _drawn(_report(recorded()))
    assert drawn == {
        "受注額は、目標との差が年々広がっています": [
            [1_000_000, 4_000_000, 14_000_000],
            [800_000, 2_500_000],
        ],
        "受注件数は、平成30年度まで毎年度、目標に届いています": [[8, 18, 30], [9, 18]],
        "合同調査件数は、平成29年度の目標に届いています": [[50, 105, 165], [51]],
        "総事業費の65.7%を執行し、41,200千円が残っています": [[78_800], [41_200]],
        # What is unknown comes first: an empty cell of the data sheet, never the word that a table has.
        "平成31年度に、事業収支が経費と同額になります": [["", "", 40_000], ["", 21_000, 40_000]],
    }


def test_the_bar_of_the_budget_begins_at_0() -> None:
    charts = [text for name, text in parts_of(_report(recorded())).items() if "charts/chart" in name]
    (bar,) = [chart for chart in charts if "<c:barChart>" in chart]
    assert '<c:min val="0"/>' in bar


def test_a_name_like_the_address_of_a_cell_is_text_in_a_chart() -> None:
    subject = plan(kpis=[kpi(name="x!A1"), kpi(id="other", name="=x!$A$1")])
    parts = parts_of(_report(outcome(subject)))
    charts = [text for name, text in parts.items() if name.startswith("xl/charts/chart")]
    assert "x！A1" in "".join(charts)
    formulas = [formula for text in charts for formula in re.findall("<c:f>([^<]*)", text)]
    assert formulas
    assert all(formula.startswith(("状況!$", "データ!$")) for formula in formulas)


def test_what_adds_up_is_a_live_formula_and_inputs_are_marked() -> None:
    data = _report(recorded())
    sheet = parts_of(data)["xl/worksheets/sheet1.xml"]
    cells = dict(re.findall(r'<c r="([A-Z]+\d+)"[^>]*>(?:<f>(.*?)</f>)?', sheet))
    rows = sheets_of(data)["状況"]
    (top,) = [place for place, row in enumerate(rows, 1) if row[:3] == ["H30", 3_000_000, 1_700_000]]
    # 1,000,000 + 3,000,000; 2,500,000 ÷ 4,000,000; 4,000,000 − 2,500,000.
    assert cells[f"D{top}"] == f"SUM(B{top - 1},B{top})"
    assert cells[f"F{top}"] == f"E{top}/D{top}"
    assert cells[f"G{top}"] == f"MAX(0,D{top}-E{top})"
    assert cells[f"B{top}"] == cells[f"C{top}"] == ""
    styles = dict(re.findall(r'<c r="([A-Z]+\d+)" s="(\d+)"', sheet))
    assert styles[f"B{top}"] != styles[f"D{top}"]
    assert "FFFFF6D5" in parts_of(data)["xl/styles.xml"]


@pytest.mark.slow
def test_a_text_that_no_cell_holds_is_refused_and_not_cut() -> None:
    long = "長" * 32_768
    with pytest.raises(Refusal, match="32,768 characters"):
        _report(outcome(plan(name=long)))
    # The first text with the KPI's name says, in 13 more, that nothing is recorded: は、実績の記録がありません
    with pytest.raises(Refusal, match="32,781 characters"):
        _report(outcome(plan(kpis=[kpi(name=long)])))
    assert _report(outcome(plan(name=long[:-1])))


def test_a_sheet_without_a_ledger_is_made_too() -> None:
    sheets = sheets_of(_report(outcome(yport())))
    assert _row(sheets["状況"], "受注額")[3:7] == [14_000_000, "未記録", "未記録", "―"]
