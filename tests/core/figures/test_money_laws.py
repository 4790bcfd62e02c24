"""Laws of a year's money: it does not matter how rows are written down, and years agree with the plan."""

from collections.abc import Iterable
from fractions import Fraction
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from example import budget_plan
from ledger_example import ledger_of
from yport_cli.core.checks.spending import check_budget
from yport_cli.core.figures.budget import BudgetOutcome, budget_outcome
from yport_cli.core.figures.settlement import settlement
from yport_cli.core.plan.plan import Plan

Row = tuple[str, int, int]

GRANT = ("grant_decided", "grant_received", "grant_settled", "grant_returned")
ITEMS = ("execution", "ineligible", "supplement", "carried_out", *GRANT)
HALF = budget_plan({"H29": 300, "H30": 200, "H31": 200}, 700, rate="1/2")
VARIED = budget_plan({"H29": 300, "H30": 200}, None, rate={"H29": "1/2", "H30": 0, "H31": "2/3"})
PLANS = st.sampled_from([HALF, VARIED])
ROWS = st.lists(
    st.tuples(st.sampled_from(ITEMS), st.sampled_from([2017, 2018, 2019]), st.integers(-20, 400)), max_size=14
)


def told(subject: Plan, rows: Iterable[Row]) -> tuple[object, ...]:
    """All that is computed of the money, and which rules have something against it."""
    ledger = ledger_of(subject, *rows)
    sheets = [settlement(subject, ledger, year) for year in subject.years]
    codes = sorted(issue.code for issue in check_budget(subject, ledger))
    return budget_outcome(subject, ledger), sheets, codes


@given(PLANS, ROWS, st.randoms(use_true_random=False))
def test_neither_the_order_of_rows_nor_splitting_one_changes_anything(
    subject: Plan, rows: list[Row], dice: Random
) -> None:
    parts = [part for item, year, amount in rows for part in ((item, year, 7), (item, year, amount - 7))]
    dice.shuffle(parts)
    assert told(subject, parts) == told(subject, rows)


@given(PLANS, ROWS)
def test_the_years_never_contradict_the_plan_s_totals(subject: Plan, rows: list[Row]) -> None:
    found = budget_outcome(subject, ledger_of(subject, *rows))
    for name in ("supplement", "executed", *GRANT):
        of_years = [getattr(year, name) for year in found.years]
        recorded = [amount for amount in of_years if amount is not None]
        assert getattr(found, name) == (sum(recorded) if recorded else None)
    for name in ("grant_to_receive", "grant_to_return"):
        begun = [getattr(year, name) for year in found.begun]
        assert getattr(found, name) == (None if None in begun or not begun else sum(map(Fraction, begun)))


@given(PLANS, ROWS)
def test_what_is_decided_received_and_returned_settles_each_year(subject: Plan, rows: list[Row]) -> None:
    found: BudgetOutcome = budget_outcome(subject, ledger_of(subject, *rows))
    for year in found.years:
        if year.grant_due is None or year.grant_to_receive is None or year.grant_to_return is None:
            assert year.grant_to_receive is year.grant_to_return is None
            continue
        received, returned = Fraction(year.grant_received or 0), Fraction(year.grant_returned or 0)
        assert year.grant_to_receive >= 0
        assert year.grant_to_return >= 0
        if year.grant_to_receive > 0:
            assert received + Fraction(year.grant_to_receive) == year.grant_due
        if year.grant_to_return > 0:
            assert received - returned - Fraction(year.grant_to_return) == year.grant_due
        if year.grant_settled is None and year.grant_decided is not None and year.grant_rate:
            assert year.grant_due <= year.grant_decided
        if year.carried_out and year.grant_rate:
            assert year.grant_due == year.grant_settled
