"""The budget with what the ledger records of it; the figures were worked by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from example import plan
from yport_cli.core.checks.spending import check_budget
from yport_cli.core.figures.budget import BudgetOutcome, budget_outcome, in_unit
from yport_cli.core.figures.ledger import Entry, Ledger, roll_up
from yport_cli.core.figures.limited_rows import DayRows, is_limited
from yport_cli.core.figures.rounding import Rounding
from yport_cli.core.issues.issue import Route
from yport_cli.core.plan.plan import MoneyUnit, Plan

YEARS = ("H29", "H30", "H31")


def _plan(years: dict[str, Any], total: Any, unit: str = "千円", **grant: Any) -> Plan:
    block: dict[str, Any] = {"unit": unit, "total": total, "years": years}
    if grant:
        block["grant"] = grant
    return plan(budget=block)


def _ledger(subject: Plan, *rows: tuple[str, int, int], as_of: date = date(2020, 3, 31)) -> Ledger:
    """A ledger of these rows, which are numbered from 1."""
    entries = [Entry(item, year, date(year, 5, 1), amount) for item, year, amount in rows]
    days = {entry[:3]: DayRows(*entry[:3]) for entry in entries}
    for number, entry in enumerate(entries, start=1):
        days[entry[:3]].add(number, entry.amount)
    limited = tuple(found for key, found in days.items() if is_limited(key[0]))
    return replace(roll_up(subject, entries, as_of), limited_rows=limited)


def _amount(row: int) -> Route:
    return ("rows", row, "amount")


def test_what_is_left_of_a_year_is_in_the_next_only_where_it_was_carried_over() -> None:
    subject = _plan({"H29": 100_000, "H30": 0, "H31": 0}, 100_000)
    ledger = _ledger(subject, ("execution", 2017, 91_243), ("carried_out", 2017, 42), ("execution", 2018, 38))
    first, second, third = budget_outcome(subject, ledger).years
    assert (first.planned, first.carried_out, first.available) == (100_000, 42, 99_958)
    assert (first.executed, first.balance) == (91_243, 8_715)
    assert (second.carried_in, second.available, second.executed, second.balance) == (42, 42, 38, 4)
    assert (third.carried_in, third.available, third.executed, third.balance) == (None, 0, None, None)
    assert list(check_budget(subject, ledger)) == []


def test_over_the_plan_the_balance_is_the_total_less_what_was_spent() -> None:
    subject = _plan({"H31": 40_000}, 120_000, rate="1/2")
    ledger = _ledger(
        subject,
        ("execution", 2017, 30_000),
        ("execution", 2018, 20_000),
        ("grant_received", 2018, 26_000),
        ("grant_returned", 2018, 1_000),
    )
    found = budget_outcome(subject, ledger)
    assert (found.executed, found.balance) == (50_000, 70_000)
    assert found.execution_rate == Fraction(5, 12)
    assert (found.grant, found.grant_received, found.grant_returned) == (60_000, 26_000, 1_000)
    assert found.grant_to_receive == 35_000
    assert [year.balance for year in found.years] == [
        None,
        None,
        None,
    ]  # H29, H30 are not stated, H31 not recorded


def test_half_of_615000_yen_is_307500_yen_and_307_5_thousand() -> None:
    found = budget_outcome(_plan({}, 615_000, unit="円", rate="1/2"))
    assert (found.grant, found.unit) == (307_500, "円")
    assert in_unit(found, "千円").grant == Decimal("307.5")
    assert in_unit(found, "百万円").total == Decimal("0.615")


def test_yearly_grants_are_rounded_down_and_the_rest_is_a_row() -> None:
    subject = _plan({"H29": 333, "H30": 333, "H31": 335}, 1_001, rate="1/2")
    exact = budget_outcome(subject)
    assert [part.grant for part in exact.yearly_grants] == [
        Decimal("166.5"),
        Decimal("166.5"),
        Decimal("167.5"),
    ]
    assert (exact.grant, exact.grant_remainder) == (Decimal("500.5"), 0)
    found = budget_outcome(subject, rounding=Rounding("half-up", "千円"))
    assert [part.grant for part in found.yearly_grants] == [166, 166, 167]
    assert (found.grant, found.grant_remainder) == (501, 2)
    down = budget_outcome(subject, rounding=Rounding("floor", "百万円"))
    assert (down.grant, down.own_funds, down.grant_remainder) == (0, 1_001, 0)


def test_spending_more_than_the_year_has_is_an_error_with_its_limit() -> None:
    subject = _plan({"H29": 100, "H30": 100, "H31": 100}, 300)
    ledger = _ledger(subject, ("execution", 2017, 90), ("execution", 2017, 21), ("supplement", 2017, 10))
    (issue,) = check_budget(subject, ledger)
    assert (issue.code, issue.route) == ("overspent-year", _amount(2))
    assert issue.message.en == "H29 spends 111 千円, 1 千円 more than the 110 千円 it has"


def test_a_carry_over_beyond_what_was_left_is_an_error() -> None:
    subject = _plan({"H29": 100, "H30": 100, "H31": 100}, 300)
    (issue,) = check_budget(subject, _ledger(subject, ("execution", 2017, 90), ("carried_out", 2017, 11)))
    assert (issue.code, issue.route) == ("carry-over-excess", _amount(2))
    assert issue.message.en == "H29 carries out 11 千円, more than the 10 千円 that are left"


def test_spending_more_than_the_total_is_an_error_where_no_year_is_stated() -> None:
    subject = _plan({}, 100)
    (issue,) = check_budget(subject, _ledger(subject, ("execution", 2017, 60), ("execution", 2019, 41)))
    assert (issue.code, issue.route) == ("overspent-total", _amount(2))
    assert issue.message.en == "101 千円 are spent in all, 1 千円 more than the total of 100 千円"
    (issue,) = check_budget(subject, _ledger(subject, ("execution", 2019, 41), ("execution", 2017, 60)))
    assert issue.route == _amount(1)  # the later one


def test_a_grant_beyond_the_rate_of_what_was_spent_is_an_error() -> None:
    subject = _plan({}, 100, rate="1/2")
    spent = ("execution", 2017, 60)
    assert list(check_budget(subject, _ledger(subject, spent, ("grant_received", 2017, 30)))) == []
    (issue,) = check_budget(subject, _ledger(subject, spent, ("grant_received", 2017, 31)))
    assert (issue.code, issue.route) == ("grant-over-spending", _amount(2))
    assert issue.message.en.endswith("exceeds 1/2 × 60 千円 spent = 30 千円")
    returned = _ledger(subject, spent, ("grant_received", 2017, 31), ("grant_returned", 2018, 1))
    assert list(check_budget(subject, returned)) == []


def test_a_grant_is_held_against_the_eligible_cost_where_that_is_less() -> None:
    subject = _plan({}, 100, rate="1/2", eligible_cost=40)
    ledger = _ledger(subject, ("execution", 2017, 60), ("grant_received", 2017, 21))
    (issue,) = check_budget(subject, ledger)
    assert issue.route == _amount(2)
    assert issue.message.en.endswith("exceeds 1/2 × 40 千円 spent = 20 千円")


def test_no_more_is_returned_than_was_received() -> None:
    subject = _plan({}, 100)
    (issue,) = check_budget(
        subject, _ledger(subject, ("grant_received", 2017, 5), ("grant_returned", 2018, 6))
    )
    assert (issue.code, issue.route) == ("grant-returned-excess", _amount(2))
    assert issue.message.en == "6 千円 are returned, more than the 5 千円 received"


def test_an_issue_of_a_ledger_whose_rows_are_not_known_is_about_the_whole_file() -> None:
    subject = _plan({}, 100)
    ledger = replace(_ledger(subject, ("execution", 2017, 101)), limited_rows=())
    assert [issue.route for issue in check_budget(subject, ledger)] == [()]


def test_budget_lines_are_part_of_the_spending() -> None:
    line = {"id": "office", "name": "共同オフィス", "years": {"H29": 30}}
    subject = plan(
        budget={"unit": "千円", "total": 100, "years": {"H29": 100, "H30": 0, "H31": 0}, "lines": [line]}
    )
    found = budget_outcome(subject, _ledger(subject, ("execution:office", 2017, 20), ("execution", 2017, 5)))
    assert found.executed == found.years[0].executed == 25
    assert [(part.planned, part.executed, part.balance) for part in found.lines] == [(30, 20, 10)]


amounts = st.integers(0, 1_000)
rows = st.lists(
    st.tuples(
        st.sampled_from(["execution", "supplement", "carried_out"]),
        st.sampled_from([2017, 2018, 2019]),
        amounts,
    ),
    max_size=12,
)


def _known(values: list[Any]) -> Any:
    return sum(value or 0 for value in values)


@given(st.tuples(amounts, amounts, amounts), rows)
def test_with_every_year_stated_nothing_is_lost_between_the_years(
    planned: tuple[int, int, int], recorded: list[tuple[str, int, int]]
) -> None:
    subject = _plan(dict(zip(YEARS, planned, strict=True)), sum(planned))
    every_year = [("execution", year, 0) for year in (2017, 2018, 2019)]
    found = budget_outcome(subject, _ledger(subject, *every_year, *recorded))

    def over_the_years(name: str) -> Any:
        return _known([getattr(year, name) for year in found.years])

    left = over_the_years("executed") + over_the_years("balance")
    left += over_the_years("carried_out") - over_the_years("carried_in")
    assert left == over_the_years("planned") + over_the_years("supplement")


@given(
    st.integers(0, 10**9),
    st.sampled_from(["円", "千円", "百万円"]),
    st.sampled_from(["円", "千円", "百万円"]),
)
def test_converting_there_and_back_changes_nothing(total: int, unit: MoneyUnit, other: MoneyUnit) -> None:
    found = budget_outcome(_plan({"H29": total}, total, unit=unit, rate="1/2"))
    assert in_unit(in_unit(found, other), unit) == found


@given(
    st.tuples(amounts, amounts, amounts),
    st.sampled_from(["1/2", "1/3", "2/3"]),
    st.sampled_from(["half-up", "floor"]),
    st.sampled_from(["円", "千円"]),
)
def test_the_yearly_grants_and_the_rest_add_up_to_the_grant(
    planned: tuple[int, int, int], rate: str, mode: Any, unit: MoneyUnit
) -> None:
    subject = _plan(dict(zip(YEARS, planned, strict=True)), sum(planned), rate=rate)
    for rounding in (None, Rounding(mode, unit)):
        found: BudgetOutcome = budget_outcome(subject, rounding=rounding)
        assert found.grant is not None
        parts = [Fraction(part.grant or 0) for part in found.yearly_grants]
        assert sum(parts) + Fraction(found.grant_remainder or 0) == found.grant
