from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from example import plan, yport
from yport_cli.core.figures.ledger import Cutoff, Entry, Ledger, roll_up
from yport_cli.core.figures.self_sufficiency import Assumptions, BreakEven, break_even, outsourcing_rate
from yport_cli.core.figures.sufficiency_years import break_even_year
from yport_cli.core.issues.issue import Refusal
from yport_cli.core.numbers.number import Number, simplified


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
        ({2017: 0}, {2017: 0}, None),  # without a cost nothing is broken even
        ({2017: 5, 2018: -3}, {2017: 5, 2018: 0}, 2017),
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
    assert (found.break_even_year, found.margin, found.coverage) == (None, 1, None)


def test_a_plan_without_the_block_says_nothing() -> None:
    assert break_even(plan()) is None


def _supposed(ledger: Ledger | None = None, **assumptions: Any) -> BreakEven:
    found = break_even(yport(), ledger or Ledger(), Assumptions(**assumptions))
    assert found is not None
    return found


def test_a_supposed_revenue_takes_the_plans_place_and_is_marked() -> None:
    found = _supposed(revenue={2019: 36_000})
    assert (found.break_even_year, found.margin, found.coverage) == (None, -4_000, Fraction(9, 10))
    year = found.years[-1]
    assert (year.revenue_basis, year.cost_basis, year.basis) == ("assumed", "plan", "assumed")
    assert year.gap == 4_000
    assert found.needed_rise == Fraction(112, 1000)  # 40,000 ÷ 36,000 − 1 = 11.11… %, rounded up


def test_revenue_grows_and_cost_is_held_in_the_years_after_the_plan() -> None:
    found = _supposed(revenue_change=Fraction(-1, 10), growth=Fraction(1, 20), to=2024)
    shown = {year.label: (year.revenue, year.cost) for year in found.years if year.revenue is not None}
    assert shown == {
        "H31": (36_000, 40_000),
        "R2": (37_800, 40_000),
        "R3": (39_690, 40_000),
        "R4": (Decimal("41674.5"), 40_000),
        "R5": (Decimal("43758.225"), 40_000),
        "R6": (Decimal("45946.13625"), 40_000),
    }
    assert found.break_even_year == 2022
    assert (found.held_cost_from, found.grown_revenue_from) == (2019, 2019)
    assert {year.basis for year in found.years if year.fiscal_year > 2019} == {"assumed"}


def test_gross_sales_are_what_leaves_the_cost_after_outsourcing() -> None:
    found = _supposed(outsourcing_rate=Fraction(3, 5))
    assert found.years[-1].gross_sales == 100_000  # 40,000 ÷ 0.4


def test_the_real_plan_flips_at_a_fall_of_any_size() -> None:
    found = _supposed()
    assert found.bearable_fall == 0
    assert found.needed_rise is None
    answers = {row.change: (row.break_even_year, row.margin) for row in found.sensitivity}
    assert answers[Fraction(-1, 10)] == (None, -4_000)
    assert answers[Fraction(0)] == (2019, 0)
    assert answers[Fraction(3, 10)] == (2019, 12_000)


@pytest.mark.parametrize(
    ("revenue", "cost", "fall", "rise"),
    [
        (37_200, 40_740, None, "9.6"),  # 9.516… % would be too little at 9.5
        (39_999, 40_000, None, "0.1"),
        (40_060, 40_000, "0.1", None),  # 0.149… %
        (40_010, 40_000, "0.02", None),  # 0.0249… %: at one decimal nothing would be left
        (40_000, 40_000, "0", None),
    ],
)
def test_a_threshold_is_rounded_to_the_safe_side(
    revenue: int, cost: int, fall: str | None, rise: str | None
) -> None:
    found = _break_even({"H31": revenue}, {"H31": cost})
    both = (found.bearable_fall, found.needed_rise)
    assert both == tuple(None if text is None else Fraction(text) / 100 for text in (fall, rise))


def test_a_negative_revenue_changes_by_amounts() -> None:
    # 30 % of the cost of 100 are 30: −20 + 30 = 10.
    found = _break_even({"H30": -20, "H31": 90}, {"H30": 100, "H31": 100})
    assert [row.change for row in found.sensitivity] == [None] * 7
    assert [row.step for row in found.sensitivity] == [-30, -20, -10, 0, 10, 20, 30]
    assert [row.margin for row in found.sensitivity] == [-40, -30, -20, -10, 0, 10, 20]
    assert found.sensitivity[-1].break_even_year == 2019


def test_the_grant_of_the_year_fills_part_of_the_gap() -> None:
    subject = plan(
        budget={"unit": "円", "total": 50_000_000, "years": {"H31": 30_000_000}, "grant": {"rate": "1/2"}},
        self_sufficiency={"unit": "千円", "revenue": {"H31": 10_000}, "cost": {"H31": 40_000}},
    )
    found = break_even(subject)
    assert found is not None
    year = found.years[-1]
    assert (year.gap, year.gap_after_grant) == (30_000, 15_000)


def test_it_is_the_last_figure_that_is_carried_on() -> None:
    block = {"unit": "千円", "revenue": {"H30": 10, "H31": 20}, "cost": {"H30": 5, "H31": 6}}
    found = break_even(plan(self_sufficiency=block), Ledger(), Assumptions(to=2021))
    assert found is not None
    shown = [(year.revenue, year.cost) for year in found.years]
    assert shown == [(None, None), (10, 5), (20, 6), (20, 6), (20, 6)]


def test_a_year_that_costs_nothing_sets_no_threshold() -> None:
    found = _break_even({"H30": 120, "H31": 0}, {"H30": 100, "H31": 0})
    assert found.break_even_year == 2018
    assert found.bearable_fall == Fraction(166, 1000)  # 1 − 100 ÷ 120 = 16.66… %, rounded down


def test_a_year_with_a_surplus_has_no_gap() -> None:
    found = _break_even({"H30": 60, "H31": 101}, {"H30": 100, "H31": 100})
    assert [year.gap for year in found.years] == [None, 40, 0]


def test_a_grant_above_the_gap_leaves_none() -> None:
    subject = plan(
        budget={"unit": "円", "total": 80_000_000, "years": {"H31": 80_000_000}, "grant": {"rate": "1/2"}},
        self_sufficiency={"unit": "千円", "revenue": {"H31": 10_000}, "cost": {"H31": 40_000}},
    )
    found = break_even(subject)
    assert found is not None
    year = found.years[-1]
    assert (year.gap, year.gap_after_grant) == (30_000, 0)  # 40,000千円 of grant for a gap of 30,000


def test_a_year_that_earned_nothing_changes_by_a_share_like_every_other() -> None:
    found = _break_even({"H30": 0, "H31": 90}, {"H30": 100, "H31": 100})
    assert [row.step for row in found.sensitivity] == [None] * 7
    assert [row.margin for row in found.sensitivity] == [-37, -28, -19, -10, -1, 8, 17]


def test_the_ledger_speaks_where_the_plan_does_not() -> None:
    entry = Entry("revenue", 2017, date(2017, 6, 1), 5)
    found = break_even(plan(), roll_up(plan(), [entry], Cutoff(date(2018, 3, 31))))
    assert found is not None
    assert (found.years[0].revenue, found.years[0].cost, found.break_even_year) == (5, None, None)


def _ledger(*entries: tuple[str, int, date, int], as_of: date) -> Ledger:
    return roll_up(yport(), [Entry(*entry) for entry in entries], Cutoff(as_of))


def test_the_ledger_speaks_only_for_years_that_have_ended() -> None:
    row = ("revenue", 2019, date(2020, 3, 1), 39_000)
    running = _supposed(_ledger(row, as_of=date(2020, 3, 30)))
    assert (running.margin, running.years[-1].revenue_basis) == (0, "plan")
    ended = _supposed(_ledger(row, as_of=date(2020, 3, 31)))
    assert (ended.break_even_year, ended.margin, ended.years[-1].revenue_basis) == (None, -1_000, "ledger")
    assert ended.years[-1].cost_basis == "plan"


def test_a_change_does_not_touch_what_is_supposed_outright() -> None:
    found = _supposed(revenue={2019: 50_000}, revenue_change=Fraction(-1, 2), cost_change=Fraction(1, 10))
    assert (found.years[-1].revenue, found.years[-1].cost) == (50_000, 44_000)


@pytest.mark.slow
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=5))
def test_the_answer_changes_exactly_where_it_is_said_to(figures: list[tuple[int, int]]) -> None:
    revenue = {2017 + index: earned for index, (earned, _) in enumerate(figures)}
    cost = {2017 + index: spent for index, (_, spent) in enumerate(figures)}
    both = {"revenue": revenue, "cost": cost}
    table = {name: {str(year): value for year, value in of_years.items()} for name, of_years in both.items()}
    found = break_even(plan(self_sufficiency={"unit": "千円", **table}))
    assert found is not None

    def answer(factor: Fraction) -> int | None:
        return break_even_year({year: simplified(earned * factor) for year, earned in revenue.items()}, cost)

    now = found.break_even_year
    if found.bearable_fall is not None:
        assert answer(1 - found.bearable_fall) == now
        assert answer(1 - found.bearable_fall - Fraction(1, 100)) != now
    if found.needed_rise is not None:
        assert answer(1 + found.needed_rise) != now
        assert found.needed_rise < Fraction(1, 100) or answer(1 + found.needed_rise - Fraction(1, 100)) == now


years = st.integers(2017, 2024)
amounts = st.integers(0, 50)
tables = st.dictionaries(years, st.none() | amounts)


@pytest.mark.slow
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


@pytest.mark.slow
@given(tables, tables)
def test_from_the_break_even_year_on_no_stated_year_falls_behind(
    revenue: dict[int, int | None], cost: dict[int, int | None]
) -> None:
    found = break_even_year(revenue, cost)
    both = {
        year: (earned, spent)
        for year, earned in revenue.items()
        if earned is not None and (spent := cost.get(year)) is not None and spent > 0
    }
    if found is None:
        assert not both or both[max(both)][0] < both[max(both)][1]
    else:
        assert all(earned >= spent for year, (earned, spent) in both.items() if year >= found)
        earlier = [year for year in both if year < found]
        assert not earlier or both[max(earlier)][0] < both[max(earlier)][1]


@pytest.mark.parametrize(
    ("rate", "said"), [(Fraction(5, 4), "125%"), (Fraction(1), "100%"), (Fraction(-1, 8), "-12.5%")]
)
def test_a_share_that_leaves_no_sales_is_refused_as_it_was_given(rate: Fraction, said: str) -> None:
    with pytest.raises(Refusal) as refused:
        outsourcing_rate(rate)
    assert f" {said} " in refused.value.issue().message.ja
    assert refused.value.issue().message.en.startswith(f"{said} is no share")
