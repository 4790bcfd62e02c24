from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from example import plan, yport
from yport_cli.core.figures.budget import BudgetOutcome, budget_outcome
from yport_cli.core.numbers.number import Quantity


def _budget(total: Any = 120, years: dict[str, Any] | None = None, **grant: Any) -> BudgetOutcome:
    block: dict[str, Any] = {"unit": "千円", "total": total, "years": years or {}}
    if grant:
        block["grant"] = grant
    return budget_outcome(plan(budget=block))


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
