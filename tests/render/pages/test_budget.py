"""The pages of money: every row and every column of 財源内訳 adds up, and a limit is said to be one."""

from collections.abc import Iterator

import pytest

from example import budget_plan
from ledger_example import ledger_of
from money_example import MONEY, R5, SETTLED, ledger_read, money_plan
from yport_cli.core.figures.budget import budget_outcome
from yport_cli.core.figures.ledger import Ledger
from yport_cli.core.plan.plan import Plan
from yport_cli.render.pages.budget import budget_page
from yport_cli.render.shapes.cell import Figure
from yport_cli.render.shapes.table import Page, Table

SOURCES = (
    "  funding:\n"
    "    - {id: donation, name: 企業版ふるさと納税, years: {R5: 3000, R6: 2000}}\n"
    "    - {id: grant, name: 県支出金, years: {R5: 1000}}\n"
)


def page(subject: Plan, ledger: Ledger) -> Page:
    return budget_page(subject, budget_outcome(subject, ledger), ledger, "ja")


def numbers(table: Table) -> Iterator[list[int]]:
    for row in table.rows:
        yield [int(cell.value) if isinstance(cell, Figure) else 0 for cell in row[1:]]


@pytest.mark.parametrize(
    "subject",
    [
        money_plan(MONEY + SOURCES),
        money_plan(MONEY),
        money_plan(MONEY.replace("years: {R5: 30000, R6: 30000, R7: 30000}", "years: {R5: 30000}")),
        budget_plan({"H29": 100, "H30": 50}, 300, rate="1/2", eligible_cost=200),
        budget_plan({"H29": 100, "H30": 50, "H31": 150}, 300, rate="1/2", eligible_cost=80),
        budget_plan({}, 300, rate="1/2"),
    ],
)
def test_the_sources_of_money_add_up_by_year_and_over_the_plan(subject: Plan) -> None:
    *years, whole = numbers(page(subject, Ledger()).table("funding"))
    assert [sum(column) for column in zip(*years, strict=True)] == whole
    assert sum(whole[:-1]) == whole[-1]
    for row, of_year in zip(years, subject.years, strict=False):
        if subject.budget.years.get(of_year) is not None:
            assert sum(row[:-1]) == row[-1]


def test_with_other_sources_the_rest_is_called_general_funds() -> None:
    table = page(money_plan(MONEY + SOURCES), Ledger()).table("funding")
    assert [column.heading for column in table.columns] == [
        *("年度", "交付金", "企業版ふるさと納税", "県支出金", "一般財源", "事業費")
    ]
    assert [cell.text for cell in table.rows[0]] == ["R5", "14,000", "3,000", "1,000", "12,000", "30,000"]
    own = page(money_plan(), Ledger()).table("funding").columns[2]
    assert own.heading == "自己財源"


def test_a_year_that_carried_money_out_is_said_to_be_open() -> None:
    subject = money_plan()
    table = page(subject, ledger_read(R5, subject)).table("grant_by_year")
    assert any("R5は翌年度への繰越があり" in note for note in table.notes)
    assert [cell.text for cell in table.rows[0]][-2:] == ["―", "―"]
    settled = page(subject, ledger_read(R5 + SETTLED, subject)).table("grant_by_year")
    assert not any("繰越" in note for note in settled.notes)


def test_a_limit_is_said_to_be_one() -> None:
    subject = budget_plan({"H29": 100, "H30": 100, "H31": 100}, 300, rate="1/2")
    ledger = ledger_of(subject, ("execution", 2017, 80), ("grant_received", 2017, 30))
    notes = page(subject, ledger).table("grant_by_year").notes
    assert any(note.startswith("H29の未収額は上限、返還見込額は下限") for note in notes)


def test_a_rate_that_varies_is_none_of_the_plan_s() -> None:
    subject = money_plan(MONEY.replace("rate: 1/2", "rate: {R5: 1/2, R6: 1/2, R7: 0}"))
    rates = [row[1].text for row in page(subject, Ledger()).table("grant_by_year").rows]
    assert rates == ["1/2", "1/2", "0", "―"]


def remarks(subject: Plan, ledger: Ledger) -> dict[str, tuple[str, str]]:
    rows = page(subject, ledger).table("budget").rows
    return {str(row[0].value): (row[1].text, row[2].text) for row in rows}


def test_a_sum_over_some_of_the_years_says_of_which() -> None:
    subject = money_plan()
    found = remarks(subject, ledger_read(R5 + SETTLED, subject))
    assert found["grant_to_receive"] == ("0", "記録のあるR5の額")
    before = remarks(subject, ledger_read(R5, subject))
    assert before["grant_to_return"] == ("―", "R5が分からないため不明")
    assert remarks(subject, Ledger())["grant_to_receive"] == ("―", "交付金と執行の記録なし")
    later = "2025-03-28,R6,execution,26800\n2026-03-28,R7,execution,7000\n"
    all_years = remarks(subject, ledger_read(R5 + SETTLED + later, subject))
    # R6: the lesser of 13,500 and 1/2 × 26,800 = 13,400; R7: 1/2 × 7,000; what is not eligible is unknown.
    assert all_years["grant_to_receive"] == ("16,900", "上限（年度ごとの額の合計）")
    assert all_years["grant_to_return"] == ("0", "下限（年度ごとの額の合計）")


def test_years_that_are_known_are_shown_where_their_sum_is_not() -> None:
    subject = money_plan(
        MONEY.replace("rate: 1/2", "rate: {R5: 1/2, R7: 1/2}")
        .replace("R6: 27000, ", "")
        .replace(", R6: 13500", "")
    )
    found = remarks(subject, Ledger())
    assert found["grant"] == ("記載なし", "R6が分からないため合計できません")
    assert found["eligible_cost"] == ("記載なし", "R6の記載がないため合計できません")
    rows = page(subject, Ledger()).table("funding").rows
    assert [row[1].text for row in rows] == ["14,000", "記載なし", "12,500", "記載なし"]


def test_what_is_left_beside_other_sources_goes_by_one_name() -> None:
    found = remarks(money_plan(MONEY + SOURCES), Ledger())
    assert found["general_funds"] == ("44,000", "総事業費 − 交付金 − そのほかの財源")
    assert "own_funds" not in found


def test_a_negative_rest_beside_a_limit_is_explained() -> None:
    sources = "  funding: [{id: donation, name: 寄附, years: {R5: 20000}}]\n"
    text = MONEY.replace("    eligible_cost: {R5: 28000, R6: 27000, R7: 25000}\n", "")
    table = page(money_plan(text.replace("    amount: {R5: 14000, R6: 13500}\n", "") + sources), Ledger())
    first = table.table("funding").rows[0]
    assert [cell.text for cell in first] == ["R5", "15,000", "20,000", "-5,000", "30,000"]
    assert any(note.startswith("R5は、交付金を上限まで受けると") for note in table.table("funding").notes)
    assert not any("負になります" in note for note in page(money_plan(), Ledger()).table("funding").notes)
