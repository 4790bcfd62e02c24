"""The 効果検証 sheet; its figures were worked by hand."""

from decimal import Decimal

import pytest

from example import full, plan, recorded, yport
from yport_cli.core.figures.outcome import outcome
from yport_cli.core.issues.sentence import Language
from yport_cli.render.formats.markdown import evaluation_markdown
from yport_cli.render.pages.evaluation import evaluation_sheet_of

HEADINGS = [
    *("No.", "交付対象事業の名称", "交付金の種類", "実績額（円）"),
    *("指標", "指標値", "単位", "目標年月", "実績値"),
    *("事業効果", "事業の評価", "意見", "今後の方針", "今後の方針の理由", "担当課"),
]


def test_the_sheet_has_the_usual_columns_and_a_row_per_kpi() -> None:
    table = evaluation_sheet_of([recorded()], 2018, "ja").flat()
    assert [column.heading for column in table.columns] == HEADINGS
    assert [[cell.text for cell in row] for row in table.rows] == [
        [
            *(
                "1",
                "公民連携による国際協力事業「Ｙ－ＰＯＲＴセンター機能強化事業」",
                "地方創生推進交付金",
                "39,100,000",
            ),
            *(
                "連携企業による海外インフラビジネス案件の受注額",
                "4,000,000",
                "千円",
                "平成31年3月",
                "2,500,000",
            ),
            *("", "", "", "", "", ""),
        ],
        [
            *(
                "1",
                "公民連携による国際協力事業「Ｙ－ＰＯＲＴセンター機能強化事業」",
                "地方創生推進交付金",
                "39,100,000",
            ),
            "企業との連携による海外インフラビジネス展開に関する調査、実証事業等の受注件数",
            *("18", "件", "平成31年3月", "18"),
            *("", "", "", "", "", ""),
        ],
        [
            *(
                "1",
                "公民連携による国際協力事業「Ｙ－ＰＯＲＴセンター機能強化事業」",
                "地方創生推進交付金",
                "39,100,000",
            ),
            *("企業への情報提供及び合同調査件数", "105", "件", "平成31年3月", ""),
            *("", "", "", "", "", ""),
        ],
    ]


def test_what_people_wrote_stands_in_their_fields_and_the_suggestion_apart() -> None:
    # Waste: 845.25 from 850.5 towards 840 is 5.25 of 10.5, one half; visits: 12 of 10.
    sheet = evaluation_sheet_of([full()], 2017, "ja")
    rows = [[cell.text for cell in row] for row in sheet.flat().rows]
    people = [
        "相当程度効果があった",
        "総合戦略のKPI達成に有効であった",
        "継続を望む",
        "事業の継続",
        "目標に近い",
        "",
    ]
    assert [row[9:] for row in rows] == [people, people]
    assert [row[2:4] for row in rows] == [["地方創生推進交付金（先駆）", "30,500,000"]] * 2
    grades, basis = sheet.suggestions
    assert [cell.text for cell in grades.rows[0]] == [
        "1",
        "交付対象事業",
        "定めなし",
        (
            "来訪者数: 達成率 120.0%（変化の割合。目標を上回る）、一人当たりごみ排出量: 達成率 50.0%（変化の割合。目標に届かないが事業開始前より改善）。"
            "KPIにより区分が異なり、例示からは定まりません"
        ),
    ]
    assert [[cell.text for cell in row[3:]] for row in basis.rows] == [
        ["10", "12", "120.0%", "目標を上回る"],
        ["840", "845.25", "50.0%", "目標に届かないが事業開始前より改善"],
    ]


def test_a_suggested_grade_never_enters_the_field_of_people() -> None:
    from datetime import date

    from yport_cli.core.figures.ledger import Ledger

    from_ledger = Ledger({"visits": {2017: 11}}, date(2018, 3, 31))
    sheet = evaluation_sheet_of([outcome(plan(), from_ledger)], 2017, "ja")
    assert sheet.suggestions[0].rows[0][2].text == "地方創生に非常に効果的であった"
    assert [cell.text for cell in sheet.flat().rows[0][9:]] == [""] * 6
    (values,) = sheet.records.objects()
    assert values["grade"] is None
    assert values["suggested_grade"] == "very_effective"


def test_of_a_year_without_an_evaluation_the_fields_are_empty() -> None:
    rows = evaluation_sheet_of([full()], 2018, "ja").flat().rows
    assert {cell.text for row in rows for cell in row[9:]} == {""}


def test_a_plan_without_a_ledger_gives_an_empty_form() -> None:
    sheet = evaluation_sheet_of([outcome(yport())], 2017, "ja")
    rows = sheet.flat().rows
    assert [[row[3].text, row[8].text] for row in rows] == [["", ""]] * 3
    assert sheet.suggestions[0].rows[0][2].text == "定めなし"
    assert sheet.as_of is None


def test_the_last_year_is_due_when_the_period_ends() -> None:
    sheet = evaluation_sheet_of([outcome(plan(period={"end": "2020-06-30"}))], 2019, "ja")
    assert [row[7].text for row in sheet.flat().rows] == ["令和2年6月"]


def test_several_plans_share_one_sheet() -> None:
    sheet = evaluation_sheet_of([recorded(), full()], 2017, "ja")
    assert sheet.title == "平成29年度 交付対象事業の効果検証シート"
    assert [row[0].text for row in sheet.flat().rows] == ["1", "1", "1", "2", "2"]
    assert [row[0].text for row in sheet.suggestions[0].rows] == ["1", "2"]


@pytest.mark.parametrize(
    ("unit", "amount", "yen"),
    [
        ("円", 5, 5),
        ("千円", Decimal("1.5"), 1_500),
        ("百万円", 2, 2_000_000),
        ("千円", Decimal("0.0005"), Decimal("0.5")),
    ],
)
def test_money_is_in_yen_exactly(unit: str, amount: Decimal | int, yen: Decimal | int) -> None:
    from datetime import date

    from yport_cli.core.figures.ledger import Ledger

    result = outcome(
        plan(budget={"unit": unit, "total": 10}), Ledger({"execution": {2017: amount}}, date(2018, 3, 31))
    )
    (row,) = evaluation_sheet_of([result], 2017, "ja").flat().rows
    assert row[3].value == yen


def test_records_are_tidy() -> None:
    records = evaluation_sheet_of([recorded(), full()], 2017, "ja").records
    assert all(name.isascii() and name.isidentifier() for name in records.names)
    first = next(records.objects())
    assert (first["area_code"], first["fiscal_year"], first["fiscal_year_era"]) == (
        "14100",
        2017,
        "平成29年度",
    )
    assert (first["indicator_value"], first["unit"], first["actual"], first["due"]) == (
        1_000_000,
        "千円",
        800_000,
        "2018-03",
    )


@pytest.mark.parametrize("language", ["ja", "en"])
def test_markdown_holds_the_whole_form(language: Language) -> None:
    sheet = evaluation_sheet_of([full()], 2017, language)
    written = evaluation_markdown(sheet).replace("\\", "")
    for table in (sheet.flat(), *sheet.suggestions):
        for row in table.rows:
            assert all(cell.text in written for cell in row)
        assert all(note in written for note in table.notes)
