"""What a ledger may not spend; the figures were worked by hand."""

from dataclasses import replace

from example import budget_plan
from ledger_example import ledger_of
from yport_cli.core.checks.spending import check_budget
from yport_cli.core.issues.issue import Route


def _amount(row: int) -> Route:
    return ("rows", row, "amount")


def test_spending_more_than_the_year_has_is_an_error_with_its_limit() -> None:
    subject = budget_plan({"H29": 100, "H30": 100, "H31": 100}, 300)
    ledger = ledger_of(subject, ("execution", 2017, 90), ("execution", 2017, 21), ("supplement", 2017, 10))
    (issue,) = check_budget(subject, ledger)
    assert (issue.code, issue.route) == ("overspent-year", _amount(2))
    assert issue.message.en == "H29 spends 111 千円, 1 千円 more than the 110 千円 it has"


def test_a_carry_over_beyond_what_was_left_is_an_error() -> None:
    subject = budget_plan({"H29": 100, "H30": 100, "H31": 100}, 300)
    (issue,) = check_budget(subject, ledger_of(subject, ("execution", 2017, 90), ("carried_out", 2017, 11)))
    assert (issue.code, issue.route) == ("carry-over-excess", _amount(2))
    assert issue.message.en == "H29 carries out 11 千円, more than the 10 千円 that are left"


def test_spending_more_than_the_total_is_an_error_where_no_year_is_stated() -> None:
    subject = budget_plan({}, 100)
    (issue,) = check_budget(subject, ledger_of(subject, ("execution", 2017, 60), ("execution", 2019, 41)))
    assert (issue.code, issue.route) == ("overspent-total", _amount(2))
    assert issue.message.en == "101 千円 are spent in all, 1 千円 more than the total of 100 千円"
    (issue,) = check_budget(subject, ledger_of(subject, ("execution", 2019, 41), ("execution", 2017, 60)))
    assert issue.route == _amount(1)  # the later one


def test_no_more_is_returned_than_was_received() -> None:
    subject = budget_plan({}, 100)
    (issue,) = check_budget(
        subject, ledger_of(subject, ("grant_received", 2017, 5), ("grant_returned", 2018, 6))
    )
    assert (issue.code, issue.route) == ("grant-returned-excess", _amount(2))
    assert issue.message.en == "6 千円 are returned, more than the 5 千円 received"


def test_an_issue_of_a_ledger_whose_rows_are_not_known_is_about_the_whole_file() -> None:
    subject = budget_plan({}, 100)
    ledger = replace(ledger_of(subject, ("execution", 2017, 101)), limited_rows=())
    assert [issue.route for issue in check_budget(subject, ledger)] == [()]
