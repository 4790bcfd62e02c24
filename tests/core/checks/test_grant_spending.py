"""What a ledger may record of a grant; the figures were worked by hand."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from example import budget_plan
from ledger_example import ledger_of, loaded, places
from money_example import MONEY, R5, SETTLED, money_plan
from yport_cli.core.checks.spending import check_budget
from yport_cli.core.figures.ledger import Ledger
from yport_cli.core.issues.issue import Severity
from yport_cli.core.plan.plan import Plan
from yport_cli.source.ledger.ledger_loader import load_ledger


def found(subject: Plan, *rows: tuple[str, int, int], closed: bool = True) -> list[tuple[str, Any]]:
    ledger = ledger_of(subject, *rows)
    return _issues(subject, ledger if closed else replace(ledger, money_as_of=date(2018, 5, 30)))


def _issues(subject: Plan, ledger: Ledger) -> list[tuple[str, Any]]:
    return [(issue.code, issue.route[1] if issue.route else None) for issue in check_budget(subject, ledger)]


def half(**grant: Any) -> Plan:
    return budget_plan({"H29": 100, "H30": 100, "H31": 100}, 300, rate="1/2", **grant)


def said(text: str, subject: Plan) -> list[str]:
    from pathlib import Path
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = Path(folder, "ledger.csv")
        path.write_text(text, encoding="utf-8")
        spending = load_ledger(subject, path, against_budget=True).spending
    return [f"{issue.at.place.line} {issue.code} {issue.severity}" for issue in spending]


def test_the_worked_ledger_is_sound() -> None:
    assert said(R5 + SETTLED, money_plan()) == []


def test_what_is_received_above_the_plan_s_decision_of_the_year_is_an_error_at_its_row() -> None:
    text = R5 + SETTLED + "2024-10-01,R6,grant_received,13000\n2025-03-01,R6,grant_received,1000\n"
    assert said(text, money_plan()) == ["11 grant-over-decision error"]
    assert said(text + "2025-04-01,R6,grant_decided,14000\n", money_plan()) == []
    assert said(text + "2025-10-01,R6,grant_returned,500\n", money_plan()) == []


def test_one_decision_for_the_whole_plan_is_held_against_all_that_was_received() -> None:
    subject = half(amount=60)
    assert found(subject, ("grant_received", 2017, 40), ("grant_received", 2018, 20)) == []
    rows = (("grant_received", 2017, 40), ("grant_received", 2018, 21))
    assert found(subject, *rows) == [("grant-over-decision", 2)]


def test_what_is_settled_is_within_the_decision_and_rate_times_eligible_executed() -> None:
    spent = (("grant_decided", 2017, 40), ("execution", 2017, 70), ("ineligible", 2017, 10))
    assert found(half(), *spent, ("grant_settled", 2017, 30)) == []
    assert found(half(), *spent, ("grant_settled", 2017, 31)) == [("settled-over-limit", 4)]
    assert found(half(), *spent[::2], ("grant_settled", 2017, 41)) == [("settled-over-limit", 3)]


def test_a_year_that_carried_money_out_is_held_against_the_decision_alone() -> None:
    carried = (("grant_decided", 2017, 40), ("execution", 2017, 20), ("carried_out", 2017, 50))
    assert found(half(), *carried, ("grant_settled", 2017, 40)) == []
    assert found(half(), *carried, ("grant_settled", 2017, 41)) == [("settled-over-limit", 4)]


def test_a_year_whose_rate_is_0_has_no_grant_unless_money_came_in_with_its_own() -> None:
    subject = budget_plan({"H29": 100, "H30": 100, "H31": 100}, 300, rate={"H29": "1/2", "H30": 0, "H31": 0})
    for item in ("grant_decided", "grant_received", "grant_settled"):
        assert found(subject, (item, 2018, 5)) == [("grant-without-rate", 1)]
    carried = (("execution", 2017, 60), ("carried_out", 2017, 40), ("execution", 2018, 40))
    assert found(subject, *carried, ("grant_received", 2018, 20)) == []


def test_an_advance_is_right_until_the_year_is_closed_and_goes_back_after_that() -> None:
    rows = (("execution", 2017, 60), ("grant_received", 2017, 31))
    assert found(half(), *rows, closed=False) == []
    assert found(half(), *rows) == [("grant-over-spending", 2)]
    (issue,) = check_budget(half(), ledger_of(half(), *rows))
    assert issue.severity is Severity.WARNING
    assert issue.message.en.endswith("exceeds the 30 千円 that are due: at least 1 千円 are to be returned")
    assert found(half(), *rows, ("grant_returned", 2017, 1)) == []
    exact = (*rows, ("ineligible", 2017, 0), ("grant_decided", 2017, 50))
    (issue,) = check_budget(half(), ledger_of(half(), *exact))
    assert issue.message.en.endswith("exceeds the 30 千円 that are due: 1 千円 are to be returned")


def test_a_year_that_carried_money_out_has_nothing_to_return_before_it_is_settled() -> None:
    rows = (("execution", 2017, 20), ("carried_out", 2017, 50), ("grant_received", 2017, 40))
    assert found(half(), *rows) == []
    assert found(half(), *rows, ("grant_settled", 2017, 39)) == [("grant-over-spending", 3)]


def test_what_was_carried_in_is_carried_over_once() -> None:
    rows = (("execution", 2017, 50), ("carried_out", 2017, 50), ("execution", 2018, 30))
    assert found(half(), *rows, ("carried_out", 2018, 100)) == []
    assert found(half(), *rows, ("carried_out", 2018, 101)) == [("carried-twice", 4)]
    assert found(half(), *rows, ("carried_out", 2018, 121)) == [("carry-over-excess", 4)]
    spent = (*rows, ("execution", 2018, 40))  # 20 beyond the 50 that came in
    assert found(half(), *spent, ("carried_out", 2018, 80)) == []


def test_what_is_not_eligible_is_part_of_what_was_spent() -> None:
    assert found(half(), ("execution", 2017, 50), ("ineligible", 2017, 50)) == []
    assert found(half(), ("execution", 2017, 50), ("ineligible", 2017, 51)) == [("ineligible-excess", 2)]


def test_a_warning_that_the_plan_answers_is_not_said() -> None:
    answer = "acknowledged:\n  - {code: grant-over-spending, reason: 返還の手続中}\n"
    text = R5 + SETTLED + "2024-05-31,R5,grant_received,100\n"
    assert said(text, money_plan()) == ["10 grant-over-spending warning"]
    assert said(text, money_plan(MONEY + answer)) == []


@pytest.mark.parametrize("row", ["2018-10-15,H29,grant_returned,300", "2017-03-30,H29,grant_decided,5"])
def test_rows_of_the_grant_may_bear_any_date(row: str) -> None:
    text = f"date,fiscal_year,item,amount\n2018-02-01,H29,grant_received,900\n{row}\n"
    assert places(text, budget_plan({}, 5_000, rate="1/2")) == []
    other = text.replace(row, "2018-10-15,H29,execution,300")
    assert places(other, budget_plan({}, 5_000, rate="1/2")) == ["3:1 date-outside-year"]


def test_a_row_of_the_grant_is_in_the_unit_of_the_budget() -> None:
    ledger = loaded("fiscal_year,item,amount,unit\nR5,grant_settled,13700000,円\n", money_plan()).ledger
    assert ledger is not None
    assert ledger.actual("grant_settled") == {2023: 13_700}


def test_returns_below_0_that_no_receipt_explains_are_about_the_whole_file() -> None:
    text = "date,fiscal_year,item,amount\n2024-06-01,R5,grant_settled,0\n2024-06-01,R5,grant_returned,-5\n"
    assert said(text, money_plan()) == ["1 grant-over-spending warning", "3 negative-sum error"]


@pytest.mark.parametrize(
    "item", ["execution", "ineligible", "carried_out", "grant_decided", "grant_received", "grant_settled"]
)
def test_corrections_take_back_no_more_than_was_recorded(item: str) -> None:
    """50 less 60 is 10 below 0, from the second row on; 10 more, in whatever row, make it 0."""
    subject = budget_plan({"H29": 100, "H30": 100, "H31": 100}, 300)
    below = [(item, 2017, 50), (item, 2017, -60)]
    assert found(subject, *below) == [("negative-sum", 2)]
    assert found(subject, *below, (item, 2018, 10)) == [("negative-sum", 2)]  # of another year
    sound = found(subject, *below, (item, 2017, 10))
    assert "negative-sum" not in [code for code, _ in sound]


def test_a_supplement_may_be_a_cut_alone() -> None:
    assert found(budget_plan({"H29": 100}, 300), ("supplement", 2017, -10)) == []


def test_a_sum_below_0_is_said_with_its_year_and_amount() -> None:
    ledger = ledger_of(half(), ("grant_decided", 2017, -1000))
    (issue,) = check_budget(half(), ledger)
    assert issue.message.ja == "H29年度の交付決定額の合計が -1,000千円 で、0を下回ります"
    assert issue.message.en == "the rows of grant_decided add up to -1,000 千円 for H29, which is below 0"
