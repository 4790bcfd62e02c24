"""The grant of a plan by year, and what is due of it; the figures were worked by hand."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from example import budget_plan, plan
from ledger_example import ledger_of
from money_example import MONEY, R5, SETTLED, ledger_read, money_plan
from yport_cli.core.figures.budget import BudgetOutcome, budget_outcome
from yport_cli.core.figures.grant import grant_of_plan, grant_of_year


def money(text: str, as_of: date | None = None) -> BudgetOutcome:
    subject = money_plan()
    return budget_outcome(subject, ledger_read(text, subject, as_of))


def of_plan(years: dict[str, Any], total: Any, **grant: Any) -> tuple[Any, Any]:
    return grant_of_plan(budget_plan(years, total, **grant))


def test_the_first_year_of_the_worked_plan() -> None:
    year = money(R5 + SETTLED).years[0]
    assert (year.appropriated, year.available, year.executed) == (31_000, 29_800, 29_500)
    assert year.execution_rate == Fraction(29_500, 31_000)
    assert (year.eligible_executed, year.balance) == (27_400, 300)
    assert (year.grant_decided, year.grant_settled, year.grant_received) == (14_000, 13_700, 13_700)
    assert (year.grant_returned, year.grant_to_receive, year.grant_to_return) == (None, 0, 0)


def test_a_year_that_carried_money_out_has_no_limit_until_it_is_settled() -> None:
    year = money(R5).years[0]
    assert (year.grant_due, year.grant_due_basis) == (None, None)
    assert (year.grant_to_receive, year.grant_to_return) == (None, None)
    kept = money(R5.replace("carried_out,1200", "carried_out,0")).years[0]
    assert (kept.grant_due, kept.grant_due_basis) == (13_700, "executed")  # 1/2 × 27,400
    assert (kept.grant_to_receive, kept.grant_to_return) == (6_700, 0)


def test_over_the_plan_the_grant_is_the_sum_of_the_years_on_the_weakest_basis() -> None:
    found = money(R5 + SETTLED)
    assert (found.grant, found.grant_basis) == (40_000, "eligible")  # 14,000 + 13,500 + 1/2 × 25,000
    assert (found.eligible_cost, found.grant_rate, found.own_funds) == (80_000, Fraction(1, 2), 50_000)
    assert [(year.grant, year.grant_basis) for year in found.years] == [
        (14_000, "decided"),
        (13_500, "decided"),
        (12_500, "eligible"),
    ]


@pytest.mark.parametrize(("day", "unused"), [(date(2024, 5, 30), None), (date(2024, 5, 31), 300)])
def test_what_is_left_is_unused_once_the_money_of_the_year_is_closed(day: date, unused: int | None) -> None:
    year = money(R5 + SETTLED, day).years[0]
    assert (year.balance, year.unused) == (300, unused)


def test_what_was_carried_in_is_shown_apart_in_the_year_that_spends_it() -> None:
    second = money(R5 + SETTLED + "2025-03-20,R6,execution,900\n").years[1]
    assert (second.carried_in, second.appropriated) == (1_200, 31_200)
    assert second.carried_in_executed == 900
    more = money(R5 + SETTLED + "2025-03-20,R6,execution,5000\n").years[1]
    assert more.carried_in_executed == 1_200


@pytest.mark.parametrize(("returned", "to_return"), [("2024-10-15,R5,grant_returned,300\n", 0), ("", 300)])
def test_what_was_received_beyond_the_settled_amount_goes_back_and_is_never_receivable(
    returned: str, to_return: int
) -> None:
    text = R5 + "2024-02-01,R5,grant_received,7000\n2024-04-20,R5,grant_settled,13700\n" + returned
    year = money(text).years[0]
    assert (year.grant_received, year.grant_to_receive, year.grant_to_return) == (14_000, 0, to_return)


def test_a_limit_is_an_upper_one_while_it_is_unknown_what_is_not_eligible() -> None:
    text = R5.replace("2024-03-29,R5,ineligible,2100\n", "").replace("2024-03-31,R5,carried_out,1200\n", "")
    year = money(text).years[0]
    assert year.eligible_executed is None
    assert (year.grant_due, year.grant_due_basis) == (14_000, "upper_limit")  # 1/2 × 29,500 = 14,750
    none = money(text + "2024-03-29,R5,ineligible,0\n").years[0]
    assert (none.grant_due, none.grant_due_basis) == (14_000, "executed")


def test_a_change_of_the_decision_is_a_row_with_the_difference() -> None:
    text = R5.replace("carried_out,1200", "carried_out,0") + "2023-12-01,R5,grant_decided,-500\n"
    year = money(text).years[0]
    assert (year.grant_decided, year.grant_due) == (13_500, 13_500)


def test_without_a_decision_the_limit_is_an_upper_one() -> None:
    subject = budget_plan({"H29": 100, "H30": 100, "H31": 100}, 300, rate="1/2")
    ledger = ledger_of(
        subject, ("execution", 2017, 90), ("ineligible", 2017, 10), ("grant_received", 2017, 30)
    )
    year = budget_outcome(subject, ledger).years[0]
    assert (year.grant_due, year.grant_due_basis) == (40, "upper_limit")
    assert (year.grant_to_receive, year.grant_to_return) == (10, 0)


def test_of_a_grant_of_which_nothing_is_recorded_nothing_is_claimed() -> None:
    subject = budget_plan({"H29": 100, "H30": 100, "H31": 100}, 300, rate="1/2")
    found = budget_outcome(subject, ledger_of(subject, ("execution", 2017, 90), ("ineligible", 2017, 10)))
    assert (found.years[0].grant_to_receive, found.years[0].grant_to_return) == (None, None)
    assert (found.grant_to_receive, found.grant_to_return) == (None, None)


def test_a_year_whose_rate_is_0_has_no_grant() -> None:
    rate = {"H28": "1/2", "H29": "1/2", "H30": "1/2", "H31": 0, "H32": 0}
    years = {"H28": 5_000_000, "H29": 4_000_000, "H30": 3_000_000, "H31": 3_000_000, "H32": None}
    subject = plan(
        period={"start": None, "end": "2021-03-31"},
        fiscal_years=[*rate],
        budget={"unit": "円", "total": 18_000_000, "years": years, "grant": {"rate": rate}},
    )
    found = budget_outcome(subject)
    assert [year.grant for year in found.years] == [2_500_000, 2_000_000, 1_500_000, 0, 0]
    assert (found.grant, found.grant_basis) == (6_000_000, "upper_limit")
    assert found.grant_rate is None


def test_money_from_a_year_of_another_rate_leaves_the_limit_open() -> None:
    subject = budget_plan({"H29": 100, "H30": 100, "H31": 100}, 300, rate={"H29": "1/2", "H30": 0, "H31": 0})
    rows = (
        ("execution", 2017, 60),
        ("carried_out", 2017, 40),
        ("execution", 2018, 130),
        ("ineligible", 2018, 0),
    )
    found = budget_outcome(subject, ledger_of(subject, *rows, ("grant_received", 2018, 20)))
    assert (found.years[1].grant_due, found.years[1].grant_to_return) == (None, None)
    assert (found.years[2].grant_due, found.years[2].grant_to_return) == (0, 0)


@pytest.mark.parametrize(
    ("grant", "found"),
    [
        ({"rate": "1/2"}, (150, "upper_limit")),
        ({"rate": "1/2", "eligible_cost": 200}, (100, "eligible")),
        ({"rate": "1/2", "eligible_cost": 200, "amount": 90}, (90, "decided")),
        ({"rate": "1/2", "amount": {"H29": 40, "H30": 30, "H31": 20}}, (90, "decided")),
        ({"rate": "1/2", "amount": {"H29": 40, "H30": 30}}, (Decimal(120), "upper_limit")),
        ({"amount": {"H29": 40, "H30": 30}}, (None, None)),
        ({"rate": "1/2", "eligible_cost": {"H29": 80, "H30": 60, "H31": 40}}, (90, "eligible")),
        ({"rate": "1/2", "eligible_cost": {"H29": 80, "H30": 60}}, (120, "upper_limit")),
        ({"rate": {"H29": "1/2", "H30": "1/3", "H31": 0}}, (Fraction(250, 3), "upper_limit")),
        ({"rate": {"H29": "1/2", "H31": 0}}, (None, None)),
        ({"rate": {"H29": "1/2"}, "amount": 70}, (70, "decided")),
    ],
)
def test_the_grant_over_the_plan(grant: dict[str, Any], found: tuple[Any, Any]) -> None:
    assert of_plan({"H29": 100, "H30": 100, "H31": 100}, 300, **grant) == found


def test_decisions_of_the_ledger_never_change_the_plan_s_grant() -> None:
    subject = money_plan()
    ledger = ledger_read(R5 + "2024-04-01,R6,grant_decided,13000\n", subject)
    assert budget_outcome(subject, ledger).grant == 40_000
    assert grant_of_year(subject, 2024) == (13_500, "decided")


def test_without_a_total_only_years_are_known() -> None:
    subject = money_plan(MONEY.replace("total: 90000", "total: null"))
    found = budget_outcome(subject, ledger_read(R5 + SETTLED, subject))
    unknown = (found.total, found.not_stated, found.own_funds, found.balance, found.execution_rate)
    assert unknown == (None, None, None, None, None)
    assert (found.stated, found.grant, found.executed, found.years[0].balance) == (
        90_000,
        40_000,
        29_500,
        300,
    )
    assert of_plan({"H29": 100}, None, rate="1/2") == (None, None)


def test_sources_of_money_and_the_rest_add_up_to_what_is_planned() -> None:
    source = (
        "  funding:\n"
        "    - {id: donation, name: 企業版ふるさと納税, years: {R5: 3000, R6: 2000}}\n"
        "    - {id: prefecture, name: 県支出金, years: {R5: 1000}}\n"
    )
    found = budget_outcome(money_plan(MONEY + source))
    first = found.years[0]
    assert (first.grant, first.own_funds) == (14_000, 12_000)  # 30,000 − 14,000 − 3,000 − 1,000
    assert [(one.id, one.total) for one in found.funding] == [("donation", 5_000), ("prefecture", 1_000)]
    assert (found.grant, found.own_funds) == (40_000, 44_000)  # 90,000 − 40,000 − 6,000
