"""The 効果検証 sheet as a workbook."""

import re

from example import recorded
from workbook_example import parts_of, sheets_of
from yport_cli.render.formats.xlsx.evaluation_form import evaluation_workbook
from yport_cli.render.pages.evaluation import evaluation_sheet_of


def test_the_form_is_filled_and_empty_fields_are_empty_cells() -> None:
    sheets = sheets_of(evaluation_workbook(evaluation_sheet_of([recorded()], 2018, "ja")))
    assert list(sheets) == ["効果検証", "事業効果の参考区分", "data"]
    form = sheets["効果検証"]
    assert form[0][0] == "横浜市 平成30年度 交付対象事業の効果検証シート"
    assert form[1][4] == "重要業績評価指標（KPI）"
    assert form[2][4:8] == ["指標", "指標値", "単位", "目標年月"]
    assert [row[3] for row in form[3:6]] == [39_100_000, "", ""], (
        "one cell for the project, merged over its rows"
    )
    assert [row[5] for row in form[3:6]] == [4_000_000, 18, 105]
    assert [row[8] for row in form[3:6]] == [2_500_000, 18, ""]
    assert {cell for row in form[3:6] for cell in row[9:15]} == {""}
    data = sheets["data"]
    assert len(data) == 4
    assert data[1][:3] == [1, "yokohama-yport", "14100"]


def test_the_data_sheet_of_the_form_has_no_merged_cells() -> None:
    parts = parts_of(evaluation_workbook(evaluation_sheet_of([recorded()], 2018, "ja")))
    assert "<mergeCell" in parts["xl/worksheets/sheet1.xml"]
    assert "<mergeCell" not in parts["xl/worksheets/sheet3.xml"]


def test_people_choose_the_grade_the_verdict_and_the_policy_from_lists() -> None:
    sheet = parts_of(evaluation_workbook(evaluation_sheet_of([recorded()], 2018, "ja")))[
        "xl/worksheets/sheet1.xml"
    ]
    lists = re.findall(r'<dataValidation type="list"[^>]*sqref="([A-Z]+4:[A-Z]+6)"><formula1>"(.*?)"', sheet)
    assert [(cells, text.split(",")[-1]) for cells, text in lists] == [
        ("J4:J6", "地方創生に効果がなかった"),
        ("K4:K6", "総合戦略のKPI達成に有効とは言えない"),
        ("M4:M6", "予定通り事業終了"),
    ]
