from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from example import budget_plan, plan, yport
from ledger_example import ledger_of
from yport_cli.core.checks.spending import check_budget
from yport_cli.core.figures.budget import BudgetOutcome, budget_outcome
from yport_cli.core.figures.budget_units import in_unit
from yport_cli.core.figures.rounding import Rounding
from yport_cli.core.numbers.money import MoneyUnit
from yport_cli.core.numbers.number import Quantity


def _budget(total: Any = 120, years: dict[str, Any] | None = None, **grant: Any) -> BudgetOutcome:
    return budget_outcome(budget_plan(years or {}, total, **grant))


def test_the_budget_of_the_real_plan() -> None:
    found = budget_outcome(yport())
    assert found.unit == "千円"
    assert (found.total, found.stated, found.not_stated) == (120_000, 40_000, 80_000)
    assert found.grant_rate == Fraction(1, 2)
    assert (found.grant, found.own_funds) == (60_000, 60_000)
    assert found.grant_is_upper_limit  # the document does not state the eligible cost
    assert found.eligible_cost is None


def test_what_no_ledger_says_is_unknown_and_not_0() -> None:
    found = budget_outcome(yport())
    for figure in (
        found.executed,
        found.balance,
        found.execution_rate,
        found.grant_received,
        found.grant_returned,
    ):
        assert figure is None


def test_nothing_stated_per_year_leaves_the_whole_total_unstated() -> None:
    found = _budget()
    assert (found.stated, found.not_stated) == (0, 120)


def test_a_year_of_null_states_nothing() -> None:
    found = _budget(years={"H29": None, "H30": 50})
    assert (found.stated, found.not_stated) == (50, 70)


def test_every_year_stated_leaves_nothing() -> None:
    found = _budget(years={"H29": 20, "H30": Decimal("60.5"), "H31": Decimal("39.5")})
    assert (found.stated, found.not_stated) == (120, 0)


def test_without_a_grant_own_funds_are_not_claimed_to_be_all() -> None:
    found = _budget()
    assert (found.grant, found.own_funds, found.grant_rate) == (None, None, None)
    assert not found.grant_is_upper_limit


@pytest.mark.parametrize(
    ("grant", "amount", "own", "is_upper_limit"),
    [
        ({"rate": "1/2"}, 60, 60, True),
        ({"rate": "1/2", "eligible_cost": 100}, 50, 70, False),
        ({"rate": "1/2", "eligible_cost": 100, "amount": 49}, 49, 71, False),
        ({"rate": "1/2", "amount": 60}, 60, 60, False),
        ({"amount": 30}, 30, 90, False),
        ({"rate": "1/2", "eligible_cost": Decimal(615)}, Decimal("307.5"), Decimal("-187.5"), False),
        ({"rate": "1/3"}, 40, 80, True),
        ({"rate": "1/7"}, Fraction(120, 7), Fraction(720, 7), True),
        ({"rate": 0}, 0, 120, True),
        ({"rate": 1}, 120, 0, True),
    ],
)
def test_the_grant_is_what_was_decided_or_rate_times_cost(
    grant: dict[str, Any],
    amount: Quantity,
    own: Quantity,
    is_upper_limit: bool,  # noqa: FBT001
) -> None:
    found = _budget(**grant)
    assert (found.grant, found.own_funds, found.grant_is_upper_limit) == (amount, own, is_upper_limit)


def test_a_grant_without_rate_or_amount_is_unknown() -> None:
    found = _budget(name="地方創生推進交付金", eligible_cost=100)
    assert (found.grant, found.own_funds, found.grant_is_upper_limit) == (None, None, False)
    assert found.eligible_cost == 100


def test_half_of_615000_yen_is_the_same_in_yen_and_in_thousands() -> None:
    yen = budget_outcome(
        plan(budget={"unit": "円", "total": 1_000_000, "grant": {"rate": "1/2", "eligible_cost": 615_000}})
    )
    thousands = budget_outcome(
        plan(budget={"unit": "千円", "total": 1_000, "grant": {"rate": "1/2", "eligible_cost": 615}})
    )
    assert yen.grant == 307_500
    assert thousands.grant == Decimal("307.5")


def test_a_grant_of_the_longest_total_is_exact() -> None:
    found = _budget(total=12_345_678_901_234_567_891, rate="0.123456789")
    assert found.grant is not None
    assert Fraction(found.grant) == Fraction(12_345_678_901_234_567_891 * 123_456_789, 10**9)


# With what the ledger records.

YEARS = ("H29", "H30", "H31")


def test_what_is_left_of_a_year_is_in_the_next_only_where_it_was_carried_over() -> None:
    subject = budget_plan({"H29": 100_000, "H30": 0, "H31": 0}, 100_000)
    ledger = ledger_of(
        subject, ("execution", 2017, 91_243), ("carried_out", 2017, 42), ("execution", 2018, 38)
    )
    first, second, third = budget_outcome(subject, ledger).years
    assert (first.planned, first.carried_out, first.available) == (100_000, 42, 99_958)
    assert (first.executed, first.balance) == (91_243, 8_715)
    assert (second.carried_in, second.available, second.executed, second.balance) == (42, 42, 38, 4)
    assert (third.carried_in, third.available, third.executed, third.balance) == (None, 0, None, None)
    assert list(check_budget(subject, ledger)) == []


def test_over_the_plan_the_balance_is_the_total_less_what_was_spent() -> None:
    subject = budget_plan({"H31": 40_000}, 120_000, rate="1/2")
    ledger = ledger_of(
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
    assert [year.grant_to_receive for year in found.years] == [15_000, 0, None]  # 1/2 × 30,000
    assert [year.grant_to_return for year in found.years] == [0, 15_000, None]  # 25,000 − 1/2 × 20,000
    assert (found.grant_to_receive, found.grant_to_return) == (15_000, 15_000)
    assert [year.balance for year in found.years] == [
        None,
        None,
        None,
    ]  # H29, H30 are not stated, H31 not recorded


def test_half_of_615000_yen_is_307500_yen_and_307_5_thousand() -> None:
    found = budget_outcome(budget_plan({}, 615_000, unit="円", rate="1/2"))
    assert (found.grant, found.unit) == (307_500, "円")
    assert in_unit(found, "千円").grant == Decimal("307.5")
    assert in_unit(found, "百万円").total == Decimal("0.615")


def test_yearly_grants_are_rounded_down_and_the_rest_is_a_row() -> None:
    subject = budget_plan({"H29": 333, "H30": 333, "H31": 335}, 1_001, rate="1/2")
    exact = budget_outcome(subject)
    assert [part.grant for part in exact.years] == [
        Decimal("166.5"),
        Decimal("166.5"),
        Decimal("167.5"),
    ]
    assert (exact.grant, exact.grant_remainder) == (Decimal("500.5"), 0)
    found = budget_outcome(subject, rounding=Rounding("half-up", "千円"))
    assert [part.grant for part in found.years] == [166, 166, 167]
    assert (found.grant, found.grant_remainder) == (500, 1)  # an upper limit is only ever rounded down
    stated = budget_plan({"H29": 333, "H30": 333, "H31": 335}, 1_001, rate="1/2", eligible_cost=1_001)
    assert budget_outcome(stated, rounding=Rounding("half-up", "千円")).grant == 501
    down = budget_outcome(subject, rounding=Rounding("floor", "百万円"))
    assert (down.grant, down.own_funds, down.grant_remainder) == (0, 1_001, 0)


def test_budget_lines_are_part_of_the_spending() -> None:
    line = {"id": "office", "name": "共同オフィス", "years": {"H29": 30}}
    subject = plan(
        budget={"unit": "千円", "total": 100, "years": {"H29": 100, "H30": 0, "H31": 0}, "lines": [line]}
    )
    found = budget_outcome(
        subject, ledger_of(subject, ("execution:office", 2017, 20), ("execution", 2017, 5))
    )
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


@pytest.mark.slow
@given(st.tuples(amounts, amounts, amounts), rows)
def test_with_every_year_stated_nothing_is_lost_between_the_years(
    planned: tuple[int, int, int], recorded: list[tuple[str, int, int]]
) -> None:
    subject = budget_plan(dict(zip(YEARS, planned, strict=True)), sum(planned))
    every_year = [("execution", year, 0) for year in (2017, 2018, 2019)]
    found = budget_outcome(subject, ledger_of(subject, *every_year, *recorded))

    def over_the_years(name: str) -> Any:
        return _known([getattr(year, name) for year in found.years])

    left = over_the_years("executed") + over_the_years("balance")
    left += over_the_years("carried_out") - over_the_years("carried_in")
    assert left == over_the_years("planned") + over_the_years("supplement")


@pytest.mark.slow
@given(
    st.integers(0, 10**9),
    st.sampled_from(["円", "千円", "百万円"]),
    st.sampled_from(["円", "千円", "百万円"]),
)
def test_converting_there_and_back_changes_nothing(total: int, unit: MoneyUnit, other: MoneyUnit) -> None:
    found = budget_outcome(budget_plan({"H29": total}, total, unit=unit, rate="1/2"))
    assert in_unit(in_unit(found, other), unit) == found


@pytest.mark.slow
@given(
    st.tuples(amounts, amounts, amounts),
    st.sampled_from(["1/2", "1/3", "2/3"]),
    st.sampled_from(["half-up", "floor"]),
    st.sampled_from(["円", "千円"]),
)
def test_the_years_and_the_rest_add_up_to_the_grant(
    planned: tuple[int, int, int], rate: str, mode: Any, unit: MoneyUnit
) -> None:
    subject = budget_plan(dict(zip(YEARS, planned, strict=True)), sum(planned), rate=rate)
    for rounding in (None, Rounding(mode, unit)):
        found: BudgetOutcome = budget_outcome(subject, rounding=rounding)
        assert found.grant is not None
        parts = [Fraction(part.grant or 0) for part in found.years]
        assert sum(parts) + Fraction(found.grant_remainder or 0) == found.grant
