"""What a ledger may not spend; the figures were worked by hand."""

from example import budget_plan
from ledger_example import ledger_of
from yport_cli.core.checks.spending import check_budget


def test_spending_more_than_the_year_has_is_an_error_with_its_limit() -> None:
    subject = budget_plan({"H29": 100, "H30": 100, "H31": 100}, 300)
    ledger = ledger_of(subject, ("execution", 2017, 90), ("execution", 2017, 21), ("supplement", 2017, 10))
    (finding,) = check_budget(subject, ledger)
    assert (finding.issue.code, finding.crossing.fiscal_year, finding.crossing.limit) == (
        "overspent-year",
        2017,
        110,
    )


def test_a_carry_over_beyond_what_was_left_is_an_error() -> None:
    subject = budget_plan({"H29": 100, "H30": 100, "H31": 100}, 300)
    (finding,) = check_budget(subject, ledger_of(subject, ("execution", 2017, 90), ("carried_out", 2017, 11)))
    assert (finding.issue.code, finding.crossing.limit) == ("carry-over-excess", 10)


def test_spending_more_than_the_total_is_an_error_where_no_year_is_stated() -> None:
    subject = budget_plan({}, 100)
    (finding,) = check_budget(subject, ledger_of(subject, ("execution", 2017, 60), ("execution", 2019, 41)))
    assert (finding.issue.code, finding.crossing.limit) == ("overspent-total", 100)


def test_a_grant_beyond_the_rate_of_what_was_spent_is_an_error() -> None:
    subject = budget_plan({}, 100, rate="1/2")
    spent = ("execution", 2017, 60)
    assert list(check_budget(subject, ledger_of(subject, spent, ("grant_received", 2017, 30)))) == []
    (finding,) = check_budget(subject, ledger_of(subject, spent, ("grant_received", 2017, 31)))
    assert (finding.issue.code, finding.crossing.limit) == ("grant-over-spending", 30)
    returned = ledger_of(subject, spent, ("grant_received", 2017, 31), ("grant_returned", 2018, 1))
    assert list(check_budget(subject, returned)) == []


def test_a_grant_is_held_against_the_eligible_cost_where_that_is_less() -> None:
    subject = budget_plan({}, 100, rate="1/2", eligible_cost=40)
    ledger = ledger_of(subject, ("execution", 2017, 60), ("grant_received", 2017, 21))
    (finding,) = check_budget(subject, ledger)
    assert finding.crossing.limit == 20


def test_no_more_is_returned_than_was_received() -> None:
    subject = budget_plan({}, 100)
    (finding,) = check_budget(
        subject, ledger_of(subject, ("grant_received", 2017, 5), ("grant_returned", 2018, 6))
    )
    assert (finding.issue.code, finding.crossing.limit) == ("grant-returned-excess", 5)
