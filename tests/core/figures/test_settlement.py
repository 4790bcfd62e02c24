"""The settlement sheet of a year; the figures were worked by hand."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from example import budget_plan
from ledger_example import ledger_of
from money_example import R5, SETTLED, ledger_read, money_plan
from yport_cli.core.figures.ledger import Ledger
from yport_cli.core.figures.settlement import LineFormula, Settlement, settlement
from yport_cli.core.plan.plan import Plan


def sheet(text: str, year: int = 2023) -> Settlement:
    subject = money_plan()
    return settlement(subject, ledger_read(text, subject), year)


def values(found: Settlement) -> dict[str, Any]:
    return {line.name: line.value for line in found.lines}


def test_the_sheet_of_the_worked_year() -> None:
    found = sheet(R5 + SETTLED + "2024-06-01,R5,grant_returned,0\n")
    assert (found.label, found.unit, found.decided_by_plan) == ("R5", "千円", False)
    assert values(found) == {
        "planned": 30_000,
        "supplement": 1_000,
        "carried_in": None,
        "appropriated": 31_000,
        "carried_out": 1_200,
        "available": 29_800,
        "executed": 29_500,
        "carried_in_executed": None,
        "balance": 300,
        "unused": 300,
        "execution_rate": Fraction(295, 310),
        "ineligible": 2_100,
        "eligible_executed": 27_400,
        "grant_rate": Fraction(1, 2),
        "grant_limit": None,  # money was carried over, and its grant with it
        "grant_decided": 14_000,
        "grant_settled": 13_700,
        "grant_due": 13_700,
        "grant_received": 13_700,
        "grant_returned": 0,
        "grant_to_receive": 0,
        "grant_to_return": 0,
    }


def test_a_decision_that_only_the_plan_states_is_told_as_its_own() -> None:
    found = sheet(R5 + "2025-02-01,R6,execution,26000\n2025-02-01,R6,ineligible,0\n", 2024)
    assert found.decided_by_plan
    assert values(found)["grant_decided"] == 13_500
    assert values(found)["grant_due"] == 13_000  # 1/2 × 26,000
    assert "unused" not in values(found)  # the accounts of R6 are not closed


@pytest.mark.parametrize(
    ("grant", "recorded", "formula", "due"),
    [
        # 1/2 of 80 spent are 40: nobody decided, or less was decided, or more, or it was settled
        ({"rate": "1/2"}, (), LineFormula("same", ("grant_limit",)), 40),
        (
            {"rate": "1/2", "amount": {"H29": 30}},
            (),
            LineFormula("least", ("grant_decided", "grant_limit")),
            30,
        ),
        (
            {"rate": "1/2", "amount": {"H29": 45}},
            (),
            LineFormula("least", ("grant_decided", "grant_limit")),
            40,
        ),
        ({"rate": "1/2"}, (("grant_settled", 2017, 38),), LineFormula("same", ("grant_settled",)), 38),
        ({"rate": 0, "amount": {"H29": 45}}, (), LineFormula("same", ("grant_limit",)), 0),
    ],
)
def test_what_is_due_follows_from_what_is_known(
    grant: dict[str, Any], recorded: tuple[tuple[str, int, int], ...], formula: LineFormula, due: int
) -> None:
    subject = budget_plan({"H29": 100}, 100, **grant)
    rows = (("execution", 2017, 80), ("ineligible", 2017, 0), *recorded)
    (line,) = (
        line
        for line in settlement(subject, ledger_of(subject, *rows), 2017).lines
        if line.name == "grant_due"
    )
    assert (line.value, line.formula) == (due, formula)


@pytest.mark.parametrize(
    ("rows", "operand", "limit"),
    [
        ((("execution", 2017, 80), ("ineligible", 2017, 20)), "eligible_executed", 30),
        ((("execution", 2017, 80),), "executed", 40),
    ],
)
def test_the_rate_applies_to_what_is_eligible_where_that_is_known(
    rows: tuple[tuple[str, int, int], ...], operand: str, limit: int
) -> None:
    subject = budget_plan({"H29": 100}, 100, rate="1/2")
    (line,) = (
        line
        for line in settlement(subject, ledger_of(subject, *rows), 2017).lines
        if line.name == "grant_limit"
    )
    assert (line.value, line.formula) == (limit, LineFormula("product", ("grant_rate", operand)))


def test_another_unit_leaves_rates_as_they_are() -> None:
    found = values(sheet(R5 + SETTLED).in_unit("円"))
    assert (found["grant_due"], found["grant_rate"]) == (13_700_000, Fraction(1, 2))
    assert found["execution_rate"] == Fraction(295, 310)


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        (LineFormula("sum", ("a", "b", "none")), 5),
        (LineFormula("difference", ("a", "b")), 1),
        (LineFormula("product", ("a", "b")), 6),
        (LineFormula("quotient", ("a", "b")), Fraction(3, 2)),
        (LineFormula("quotient", ("a", "none")), None),
        (LineFormula("least", ("a", "b")), 2),
        (LineFormula("excess", ("b", "a")), 0),
        (LineFormula("same", ("a",)), 3),
    ],
)
def test_a_formula_takes_its_operands_in_their_order(formula: LineFormula, value: Any) -> None:
    assert formula.value({"a": 3, "b": 2, "none": None}) == value


amounts = st.integers(0, 500)
rows = st.lists(
    st.tuples(
        st.sampled_from(
            [
                *("execution", "ineligible", "supplement", "carried_out"),
                *("grant_decided", "grant_received", "grant_settled", "grant_returned"),
            ]
        ),
        st.sampled_from([2017, 2018, 2019]),
        amounts,
    ),
    max_size=12,
)
plans = st.sampled_from(
    [
        budget_plan({"H29": 300, "H30": 200}, 700, rate="1/3"),
        budget_plan({"H29": 300, "H30": 200, "H31": 200}, 700, rate={"H29": "1/2", "H30": 0, "H31": "2/3"}),
        budget_plan({"H29": 300}, 700, rate="1/2", amount={"H29": 140, "H30": 90}),
        budget_plan({}, None, rate="1/2", eligible_cost={"H29": 200}),
    ]
)


@pytest.mark.slow
@given(plans, rows, st.sampled_from([2017, 2018, 2019]))
def test_every_figure_that_has_a_formula_is_what_the_formula_gives(
    subject: Plan, recorded: list[tuple[str, int, int]], year: int
) -> None:
    found = settlement(subject, ledger_of(subject, *recorded), year)
    figures = values(found)
    for line in found.lines:
        if line.formula is not None and line.value is not None:
            assert line.formula.value(figures) == line.value


def test_a_figure_that_its_formula_would_not_give_has_none() -> None:
    subject = budget_plan({"H29": 100}, 100, rate="1/2")
    found = settlement(subject, ledger_of(subject, ("execution", 2017, 50), ("ineligible", 2017, 100)), 2017)
    lines = {line.name: line for line in found.lines}
    assert (lines["eligible_executed"].value, lines["grant_limit"].value) == (-50, 0)
    assert lines["grant_limit"].formula is None  # 1/2 × −50 is not what is due
    assert lines["eligible_executed"].formula is not None


def test_without_a_ledger_only_what_the_plan_states_is_known() -> None:
    found = settlement(money_plan(), Ledger(), 2023)
    assert {name: value for name, value in values(found).items() if value is not None} == {
        "planned": 30_000,
        "appropriated": 30_000,
        "available": 30_000,
        "grant_rate": Fraction(1, 2),
        "grant_decided": 14_000,
    }
