"""Layouts that were seen in real plans, each worked by hand."""

from decimal import Decimal

import pytest

from document_example import as_file, drafted, figures
from yport_cli.core.draft.draft import Doubt, Draft
from yport_cli.render.draft_plan import draft_text

HEAD = """\
地域再生計画
1 地 域再生計画の名称
まちなか再生計画
2 地域再生計画の策定主体の名称
茨城県常総市
3 地域再生計画の区域
茨城県常総市の全域
⑤ 重要業績評価指標（KPI）及び目標年月
"""
FOUR = "事業開始前（現時点） 平成 29 年度増加分 (1 年目) 平成 30 年度増加分 (2 年目) 平成 31 年度増加分 (3 年目)\n"
FOOT = """\
⑦ 交付対象事業に要する経費
総事業費 12,000千円
６ 計画期間
地域再生計画認定の日から平成34年3月31日まで
"""


def _asked(draft: Draft) -> list[str]:
    return [remark.message.ja for remark in draft.remarks if remark.doubt is not Doubt.MISSING]


def test_units_stand_in_every_cell() -> None:
    draft = drafted(
        f"{HEAD}{FOUR}"
        "地域交流センター利用者数 57,000 人 4,000 人 4,000 人 4,000 人\n"
        "観光入込客数 2,899.4 万人回 -9.5 万人回 1.9 万人回 1.9 万人回\n"
        f"港湾取扱貨物量 556 万トン 4 万トン 0 万トン 20 万トン\n{FOOT}"
    )
    first, second, third = as_file(draft)["kpis"]
    assert (first["baseline"], first["unit"]) == (57000, "人")
    assert first["increments"] == {"H29": 4000, "H30": 4000, "H31": 4000}
    assert (second["name"], second["unit"]) == ("観光入込客数", "万人回")
    assert figures(draft)["kpis[1].baseline"] == Decimal("2899.4")
    assert [figures(draft)[f"kpis[1].increments.H{year}"] for year in (29, 30, 31)] == [
        Decimal("-9.5"),
        Decimal("1.9"),
        Decimal("1.9"),
    ]
    assert third["increments"] == {"H29": 4, "H30": 0, "H31": 20}
    assert _asked(draft) == []


def test_five_years_stand_in_two_parts_the_second_without_names() -> None:
    draft = drafted(
        f"{HEAD}{FOUR}"
        "地域交流センター利用者数 57,000 人 4,000 人 4,000 人 4,000 人\n空き店舗の活用率 10% 10% 10% 10%\n"
        "平成 32 年度 (4 年目 ) 平成 33 年度 (5 年目 ) KPI 増加分の累計\n4,000 人 4,000 人 20,000 人\n"
        f"10% 10% 50%\n{FOOT}"
    )
    first, second = as_file(draft)["kpis"]
    assert first["increments"] == dict.fromkeys(("H29", "H30", "H31", "H32", "H33"), 4000)
    assert (first["stated_cumulative"], second["stated_cumulative"]) == (20000, 50)
    assert second["unit"] == "%"
    assert _asked(draft) == []


def test_a_final_level_that_is_not_baseline_plus_cumulative_is_reported() -> None:
    draft = drafted(
        f"{HEAD}・定住人口 11,861人→13,220人 (1,339人)\n{FOUR}定住人口（人） 11,861 439 450 450\n{FOOT}"
    )
    (kpi,) = as_file(draft)["kpis"]
    assert (kpi["baseline"], kpi["stated_cumulative"], kpi["stated_level"]) == (11861, 1339, 13220)
    (remark,) = _asked(draft)
    assert "13,220" in remark
    assert "13,200" in remark


def test_what_is_no_one_number_is_asked_about_with_its_line() -> None:
    for printed in ("2,07", "200・4,000 回・人", "９万 5,000 人", "10～20"):
        draft = drafted(f"{HEAD}{FOUR}来訪者数 1 {printed} 3 4\n{FOOT}")
        assert figures(draft) == {
            "kpis[0].baseline": 1,
            "kpis[0].increments.H30": 3,
            "kpis[0].increments.H31": 4,
            "budget.total": 12000,
        }
        text = draft_text(draft, "ja")
        (line,) = [line for line in text.splitlines() if line.startswith("      H29: null  # TODO")]
        assert f"10行「{printed}」" in line
        assert any(remark.at and remark.at.line == 10 for remark in draft.remarks)


def test_figures_without_a_name_are_given_as_a_todo() -> None:
    draft = drafted(f"{HEAD}{FOUR}58 店 6 店 6 店 8 店\n{FOOT}")
    assert draft.kpis == ()
    text = draft_text(draft, "ja")
    assert "TODO: どの指標の数値か確かめてください（10行）: 58 店 6 店 6 店 8 店" in text


def test_a_row_with_too_few_figures_is_asked_about() -> None:
    draft = drafted(f"{HEAD}{FOUR}来訪者数（人） 1 2 3\n店舗数（店） 5 6 7 8\n{FOOT}")
    assert [kpi.name.value for kpi in draft.kpis] == ["来訪者数", "店舗数"]
    assert set(figures(draft)) == {
        *(f"kpis[1].increments.H{year}" for year in (29, 30, 31)),
        "kpis[1].baseline",
        "budget.total",
    }
    assert "4列の表に数値が3個" in _asked(draft)[0]


def test_levels_of_each_year_and_years_without() -> None:
    draft = drafted(
        f"{HEAD}【数値目標】\n現状値 平成29年度 平成30年度 令和元年度\n合計特殊出生率 1.92 - 2.00 2.07\n{FOOT}"
    )
    (kpi,) = as_file(draft)["kpis"]
    assert (kpi["kind"], kpi["unit"], kpi["baseline"]) == ("level", None, 1.92)
    assert kpi["targets"] == {"H29": None, "H30": 2.0, "R1": 2.07}


def test_columns_headed_by_the_end_of_march_are_the_fiscal_years_that_it_ends() -> None:
    draft = drafted(
        f"{HEAD}事業開始前（現時点） 平成 29 年 3 月末増加分 平成 30 年 3 月末増加分\n空き店舗数 58 店 6 店 6 店\n{FOOT}"
    )
    assert as_file(draft)["kpis"][0]["increments"] == {"H28": 6, "H29": 6}


def test_several_projects_have_their_kpis_and_no_total_is_made_up() -> None:
    two = (
        "② 事業の名称\n第一事業\n⑦ 交付対象事業に要する経費\n総事業費 10,000千円\n"
        "② 事業の名称\n第二事業\n⑦ 交付対象事業に要する経費\n総事業費 5,000千円\n"
    )
    draft = drafted(
        f"{HEAD}{FOUR}来訪者数（人） 1 2 3 4\n{two}６ 計画期間\n認定の日から平成32年3月31日まで\n"
    )
    assert "budget.total" not in figures(draft)
    assert draft.project is not None
    assert draft.project.value == "第一事業"
    assert any("第二事業" in remark for remark in _asked(draft))
    assert any("10,000千円、5,000千円" in remark for remark in _asked(draft))


def test_money_in_a_unit_that_plans_do_not_have_is_asked_about() -> None:
    draft = drafted(f"{HEAD}{FOUR}来訪者数（人） 1 2 3 4\n{FOOT.replace('12,000千円', '１億2,000万円')}")
    assert "budget.total" not in figures(draft)
    assert any("１億2,000万円" in remark for remark in _asked(draft))


def test_authors_in_several_lines_and_several_in_one() -> None:
    for printed in ("岩手県、盛岡市及び紫波町", "岩手県\n盛岡市\n紫波町", "岩手県、盛\n岡市、紫波\n町"):
        draft = drafted(HEAD.replace("茨城県常総市\n3", f"{printed}\n3"))
        assert [author.value for author in draft.authors] == ["岩手県", "盛岡市", "紫波町"]


def test_english_words_keep_their_space_over_a_break_and_acronyms_have_none() -> None:
    name = "「Yokohama Partnership of Resources \nand Technologies」によるＤ\nＭＯ・KP\nI活用"
    draft = drafted(HEAD.replace("まちなか再生計画", name))
    assert draft.name.value == "「Yokohama Partnership of Resources and Technologies」によるＤＭＯ・KPI活用"


def test_a_column_of_units_stands_before_merged_headings_and_a_dash_in_it_is_no_figure() -> None:
    draft = drafted(
        f"{HEAD}指標\n単位\n現状値\n目標値\n令和４年度\n令和５年度\n"
        f"観光客数\n万人\n412.5\n415\n420\n合計特殊出生率\n-\n1.55\n-\n1.6\n{FOOT}"
    )
    visits, births = as_file(draft)["kpis"]
    assert (visits["name"], visits["unit"], visits["baseline"]) == ("観光客数", "万人", 412.5)
    assert visits["targets"] == {"R4": 415, "R5": 420}
    assert (births["name"], births["unit"], births["baseline"]) == ("合計特殊出生率", None, 1.55)
    assert births["targets"] == {"R4": None, "R5": 1.6}
    assert _asked(draft) == []


def test_a_unit_that_is_not_printed_is_null_and_said_to_be_unknown() -> None:
    draft = drafted(f"{HEAD}{FOUR}満足度 3.2 0.1 0.1 0.1\n{FOOT}")
    assert as_file(draft)["kpis"][0]["unit"] is None
    assert "unit: null  # TODO: 単位の記載がありません。単位のない指標なら null のまま" in draft_text(
        draft, "ja"
    )
    assert "「満足度」の単位の記載がありません" in [remark.message.ja for remark in draft.remarks]


def test_what_heads_both_of_two_pages_is_no_text_of_theirs() -> None:
    draft = drafted(
        f"松江市 水辺のにぎわい\n{HEAD}{FOUR}来訪者数（人） 1 2 3 4\n\f松江市 水辺のにぎわい\n空き家の数（戸） 9 8 7 6\n{FOOT}"
    )
    assert [kpi["name"] for kpi in as_file(draft)["kpis"]] == ["来訪者数", "空き家の数"]
    assert draft.title.value == "地域再生計画"


def test_own_revenue_that_becomes_an_amount_is_taken() -> None:
    leading = (
        "④ 事業が先導的であると認められる理由\n事業３年目には自己収入が1,200千円となり、"
        "本事業予算4,500千円の一部をまかなう。\n"
    )
    draft = drafted(f"{HEAD}{FOUR}来訪者数（人） 1 2 3 4\n{leading}{FOOT}")
    found = as_file(draft)["self_sufficiency"]
    assert (found["revenue"], found["cost"]) == ({"H31": 1200}, {"H31": 4500})
    assert "break_even_year" not in found


@pytest.mark.parametrize(
    "said", ["自己収入が1,200千円減り", "事業収支を1,200千円 改善し", "事業収支は1,200千円以上となり"]
)
def test_a_change_or_a_bound_is_no_revenue_of_the_year(said: str) -> None:
    leading = (
        f"④ 事業が先導的であると認められる理由\n事業３年目には{said}、本事業予算4,500千円の一部をまかなう。\n"
    )
    found = as_file(drafted(f"{HEAD}{FOUR}来訪者数（人） 1 2 3 4\n{leading}{FOOT}"))
    assert not (found.get("self_sufficiency") or {}).get("revenue")
