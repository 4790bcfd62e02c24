from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from example import plan, yport
from yport_cli.core.number import Number
from yport_cli.core.self_sufficiency import BreakEven, break_even, break_even_year, sufficiency_year


def _break_even(revenue: dict[str, Any], cost: dict[str, Any], claim: str | None = None) -> BreakEven:
    block = {"unit": "千円", "revenue": revenue, "cost": cost, "break_even_year": claim}
    found = break_even(
        plan(self_sufficiency={name: value for name, value in block.items() if value is not None})
    )
    assert found is not None
    return found


def test_the_real_plan_breaks_even_in_its_third_year_with_nothing_to_spare() -> None:
    found = break_even(yport())
    assert found is not None
    assert found.unit == "千円"
    assert (found.break_even_year, found.stated_break_even_year) == (2019, 2019)
    assert (found.margin, found.coverage) == (0, Fraction(1))
    assert [(year.label, year.revenue, year.cost) for year in found.years] == [
        ("H29", None, None),
        ("H30", None, None),
        ("H31", 40_000, 40_000),
    ]
    assert {year.basis for year in found.years} == {"plan"}


def test_a_fall_of_any_size_breaks_it() -> None:
    found = _break_even({"H31": 36_000}, {"H31": 40_000})
    assert found.break_even_year is None
    assert (found.margin, found.coverage) == (-4_000, Fraction(9, 10))


def test_growing_revenue_breaks_even_in_the_fourth_year() -> None:
    revenue = {"H31": 36_000, "R2": 37_800, "R3": 39_690, "R4": Decimal("41674.5")}
    found = _break_even(revenue, dict.fromkeys(revenue, 40_000))
    assert found.break_even_year == 2022
    assert [year.label for year in found.years][-2:] == ["R3", "R4"]
    assert found.margin == Decimal("1674.5")


@pytest.mark.parametrize(
    ("revenue", "cost", "year"),
    [
        ({}, {}, None),
        ({2017: 5}, {}, None),
        ({}, {2017: 5}, None),
        ({2017: 5}, {2018: 5}, None),
        ({2017: 5}, {2017: 5}, 2017),
        ({2017: 4}, {2017: 5}, None),
        ({2017: 5, 2018: 4}, {2017: 5, 2018: 5}, None),  # it falls back
        ({2017: 5, 2018: 4, 2019: 6}, {2017: 5, 2018: 5, 2019: 5}, 2019),
        ({2017: 5, 2018: None, 2019: 6}, {2017: 5, 2018: 5, 2019: 5}, 2017),  # 2018 says nothing
        ({2017: 5, 2018: 1, 2019: 6}, {2017: 5, 2018: None, 2019: 5}, 2017),
        ({2017: 0}, {2017: 0}, 2017),
        ({2019: 6, 2017: 4, 2018: 5}, {2018: 5, 2017: 5, 2019: 5}, 2018),  # in any order
    ],
)
def test_the_break_even_year_is_the_first_that_no_later_one_falls_behind(
    revenue: dict[int, Number | None], cost: dict[int, Number | None], year: int | None
) -> None:
    assert break_even_year(revenue, cost) == year


def test_without_a_break_even_year_the_last_year_with_both_figures_is_shown() -> None:
    found = _break_even({"H29": 1, "H30": 3, "H31": None}, {"H29": 10, "H30": 10, "H31": 10})
    assert found.break_even_year is None
    assert (found.margin, found.coverage) == (-7, Fraction(3, 10))


def test_with_no_year_to_compare_nothing_is_known() -> None:
    found = _break_even({"H29": 1}, {"H30": 1}, claim="H31")
    assert (found.break_even_year, found.margin, found.coverage) == (None, None, None)
    assert found.stated_break_even_year == 2019


def test_a_cost_of_0_has_no_coverage() -> None:
    found = _break_even({"H29": 1}, {"H29": 0})
    assert (found.break_even_year, found.margin, found.coverage) == (2017, 1, None)


def test_a_plan_without_the_block_says_nothing() -> None:
    assert break_even(plan()) is None


def test_a_year_can_be_marked_as_assumed() -> None:
    year = sufficiency_year(plan(), 2020, 5, None, "assumed")
    assert (year.label, year.margin, year.coverage, year.basis) == ("R2", None, None, "assumed")


years = st.integers(2017, 2024)
amounts = st.integers(0, 50)
tables = st.dictionaries(years, st.none() | amounts)


@given(tables, tables, years, amounts)
def test_break_even_never_moves_later_when_revenue_rises(
    revenue: dict[int, int | None], cost: dict[int, int | None], year: int, rise: int
) -> None:
    before = break_even_year(revenue, cost)
    earned = revenue.get(year)
    raised = revenue if earned is None else {**revenue, year: earned + rise}
    after = break_even_year(raised, cost)
    if before is not None:
        assert after is not None
        assert after <= before


@given(tables, tables)
def test_from_the_break_even_year_on_no_stated_year_falls_behind(
    revenue: dict[int, int | None], cost: dict[int, int | None]
) -> None:
    found = break_even_year(revenue, cost)
    both = {
        year: (earned, spent)
        for year, earned in revenue.items()
        if earned is not None and (spent := cost.get(year)) is not None
    }
    if found is None:
        assert not both or both[max(both)][0] < both[max(both)][1]
    else:
        assert all(earned >= spent for year, (earned, spent) in both.items() if year >= found)
        earlier = [year for year in both if year < found]
        assert not earlier or both[max(earlier)][0] < both[max(earlier)][1]
