"""What the tables of `yport status` say beside their figures."""

from datetime import date
from typing import Any

import pytest

from example import kpi, plan, yport
from yport_cli.core.figures.ledger import Ledger
from yport_cli.core.figures.outcome import Outcome, outcome
from yport_cli.core.issues.sentence import Language
from yport_cli.render.pages.status import status_page
from yport_cli.render.shapes.table import Table
from yport_cli.render.wording.labels import LABELS, label


def _outcome(ledger: Ledger | None = None, **blocks: Any) -> Outcome:
    return outcome(plan(**blocks), ledger or Ledger())


def _kpi_table(result: Outcome, language: Language = "ja") -> Table:
    return status_page(result, language).tables[0]


def _remarks(result: Outcome, table: int, language: Language = "ja") -> dict[str, tuple[str, str]]:
    """Figure and remark of each item."""
    rows = status_page(result, language).tables[table].rows
    return {str(row[0].value): (row[1].text, row[2].text) for row in rows}


def test_every_label_is_in_both_languages() -> None:
    for name, words in LABELS.items():
        assert words.ja
        assert words.en.isascii(), name
        assert label(name, "ja") == words.ja
        assert label(name, "en") == words.en


def test_the_columns_of_the_table_of_kpis_in_both_languages() -> None:
    result = outcome(yport())
    assert [column.heading for column in _kpi_table(result).columns] == [
        "指標",
        "単位",
        "基準値",
        "H29 目標",
        "H30 目標",
        "H31 目標",
        "累計目標",
        "累計実績",
        "状況",
        "年度末の達成率",
        "計画全体の達成率",
        "不足",
    ]
    assert [column.heading for column in _kpi_table(result, "en").columns] == [
        "KPI",
        "Unit",
        "Baseline",
        "H29 Target",
        "H30 Target",
        "H31 Target",
        "Cum. target",
        "Cum. actual",
        "Standing",
        "Rate at year end",
        "Rate of the plan",
        "Shortfall",
    ]


def test_the_lead_names_bodies_period_and_ledger() -> None:
    result = _outcome(authors=["横浜市", "川崎市"], period={"start": "2017-08-29", "end": "2020-03-31"})
    assert status_page(result, "ja").lead[:2] == (
        "横浜市、川崎市",
        "計画期間 2017-08-29から2020-03-31まで（H29・H30・H31）",
    )
    assert status_page(result, "en").lead[:2] == (
        "横浜市, 川崎市",
        "Period: from 2017-08-29 to 2020-03-31 (H29, H30, H31)",
    )
    assert "認定の日から" in status_page(outcome(yport()), "ja").lead[1]
    assert "実績台帳なし" in status_page(outcome(yport()), "ja").lead[2]


def test_what_targets_are_is_said_for_each_kind() -> None:
    increment, level = (
        kpi(id="a"),
        kpi(id="b", name="水準", kind="level", targets={"H29": 1, "H30": 2, "H31": 3}),
    )
    assert _kpi_table(_outcome(kpis=[increment])).notes == (
        "目標は各年度の増加分、累計目標はその合計です。基準値は累計に含みません。",
    )
    assert _kpi_table(_outcome(kpis=[level])).notes == ("目標は各年度に達する水準です。",)
    mixed = _kpi_table(_outcome(kpis=[increment, level]))
    assert mixed.notes == (
        "増加分のKPIの最終目標は各年度の増加分の合計です。基準値は含みません。",
        "水準の目標は各年度に達する水準です。",
    )
    assert {"最終目標", "実績"} <= {column.heading for column in mixed.columns}
    assert "累計目標" not in {column.heading for column in mixed.columns}


def test_rates_are_said_to_be_rounded_only_where_there_are_any() -> None:
    recorded = _outcome(Ledger({"visits": {2017: 1}}, date(2018, 3, 31)))
    assert any("四捨五入" in note for note in _kpi_table(recorded).notes)
    assert not any("四捨五入" in note for note in _kpi_table(_outcome()).notes)


def test_what_is_unknown_is_said_in_words() -> None:
    cells = [cell.text for cell in _kpi_table(_outcome()).rows[0]]
    assert cells == ["来訪者数", "人", "記載なし", "10", "20", "30", "60", "未記録", "未記録", "―", "―", "―"]


@pytest.mark.parametrize(
    ("grant", "figure", "remark", "own", "own_remark"),
    [
        (None, "記載なし", "", "記載なし", ""),
        (
            {"rate": "1/2"},
            "60",
            "上限（総事業費 × 1/2。交付対象経費は記載なし）",
            "60",
            "下限（総事業費 − 交付金の上限）",
        ),
        (
            {"rate": "1/2", "eligible_cost": 100},
            "50",
            "交付率 1/2、交付対象経費 100",
            "70",
            "総事業費 − 交付金",
        ),
        (
            {"rate": "1/2", "eligible_cost": 100, "amount": 49},
            "49",
            "決定額（交付率 1/2）",
            "71",
            "総事業費 − 交付金",
        ),
        ({"rate": "1/2", "amount": 60}, "60", "決定額（交付率 1/2）", "60", "総事業費 − 交付金"),
        ({"amount": 30}, "30", "決定額", "90", "総事業費 − 交付金"),
        ({"eligible_cost": 100}, "記載なし", "", "記載なし", ""),
    ],
)
def test_a_grant_says_what_it_is(
    grant: dict[str, Any] | None, figure: str, remark: str, own: str, own_remark: str
) -> None:
    budget: dict[str, Any] = {"unit": "千円", "total": 120}
    if grant is not None:
        budget["grant"] = grant
    remarks = _remarks(_outcome(budget=budget), 1)
    assert remarks["grant"] == (figure, remark)
    assert remarks["own_funds"] == (own, own_remark)


def test_the_years_that_are_stated_are_named() -> None:
    budget = {"unit": "千円", "total": 120, "years": {"H29": 10, "H30": None, "H31": 20}}
    assert _remarks(_outcome(budget=budget), 1)["stated"] == ("30", "H29・H31")
    assert _remarks(_outcome(budget=budget), 1, "en")["stated"] == ("30", "H29, H31")
    assert _remarks(_outcome(), 1)["stated"] == ("記載なし", "")
    zeros = {"unit": "千円", "total": 120, "years": {"H29": 0}}
    assert _remarks(_outcome(budget=zeros), 1)["stated"] == ("0", "H29")


@pytest.mark.parametrize(
    ("revenue", "cost", "claim", "year", "remark", "margin"),
    [
        ({"H31": 40}, {"H31": 40}, "H31", "H31", "計画の記載 H31 と一致", "0"),
        ({"H31": 50}, {"H31": 40}, None, "H31", "計画に記載なし", "10"),
        ({"H31": 30}, {"H31": 40}, None, "なし", "計画に記載なし", "-10"),
        ({"H31": 30}, {}, "H31", "なし", "計画の記載は H31（照合できる年度の値がありません）", "―"),
    ],
)
def test_the_break_even_year_stands_beside_the_claim(
    revenue: dict[str, int], cost: dict[str, int], claim: str | None, year: str, remark: str, margin: str
) -> None:
    block: dict[str, Any] = {"unit": "千円", "revenue": revenue, "cost": cost}
    if claim is not None:
        block["break_even_year"] = claim
    remarks = _remarks(_outcome(self_sufficiency=block), 2)
    assert remarks["break_even_year"] == (year, remark)
    assert remarks["margin"][0] == margin
    assert remarks["cost"][0] == (str(cost["H31"]) if cost else "記載なし")


def test_a_plan_without_self_sufficiency_has_no_such_table() -> None:
    assert len(status_page(_outcome(), "ja").tables) == 2


def test_money_is_headed_by_its_unit() -> None:
    page = status_page(outcome(yport()), "ja")
    assert [table.caption for table in page.tables] == [
        "重要業績評価指標（KPI）",
        "予算（千円）",
        "自立性（千円）",
    ]
    assert status_page(outcome(yport()), "en").tables[1].caption == "Budget (千円)"


def test_control_characters_of_a_plan_are_shown_as_text() -> None:
    page = status_page(
        _outcome(name="\x1b[31m題", authors=["\u202e市"], kpis=[kpi(name="a\nb", unit="\t人")]), "ja"
    )
    assert page.title == "\\x1b[31m題"
    assert page.lead[0] == "\\u202e市"
    assert [cell.text for cell in page.tables[0].rows[0]][:2] == ["a\\nb", "\\t人"]
