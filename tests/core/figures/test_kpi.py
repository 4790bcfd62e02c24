"""Worked by hand; the figures of the ledger stand for what its rows add up to."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from example import kpi, measured, plan, yport
from ledger_example import YPORT_ENTRIES
from yport_cli.core.figures.ledger import Ledger, roll_up
from yport_cli.core.figures.outcome import outcome
from yport_cli.core.numbers.number import Number

YPORT_LEDGER = roll_up(yport(), YPORT_ENTRIES)


def test_the_real_plan_without_a_ledger() -> None:
    result = outcome(yport())
    assert [found.cumulative_target for found in result.kpis] == [14_000_000, 30, 165]
    assert [found.target_level for found in result.kpis] == [14_500_000, 36, 207]
    assert [[year.cumulative_target for year in found.years] for found in result.kpis] == [
        [1_000_000, 4_000_000, 14_000_000],
        [8, 18, 30],
        [50, 105, 165],
    ]


def test_what_is_not_recorded_is_unknown_and_never_0() -> None:
    for found in outcome(yport()).kpis:
        assert found.cumulative_actual is None
        assert found.actual_level is None
        assert found.achievement_rate is None
        assert found.shortfall is None
        assert found.required_pace is None
        assert found.achieved is None
        for year in found.years:
            assert (year.actual, year.cumulative_actual, year.achievement_rate, year.shortfall) == (None,) * 4
            assert not year.in_progress
            assert not year.incomplete


def test_orders_of_the_real_plan_with_a_ledger() -> None:
    orders = outcome(yport(), YPORT_LEDGER).kpis[0]
    first, second, third = orders.years
    assert (first.actual, first.achievement_rate, first.shortfall) == (800_000, Fraction(4, 5), 200_000)
    assert second.actual == 2_500_000
    assert (second.cumulative_actual, second.cumulative_target) == (3_300_000, 4_000_000)
    assert second.achievement_rate == Fraction(825, 1000)
    assert second.shortfall == 700_000
    assert (third.actual, third.cumulative_actual, third.achievement_rate) == (None, None, None)
    assert orders.cumulative_actual == 3_300_000
    assert orders.actual_level == 3_800_000
    assert orders.achievement_rate == Fraction(33, 140)
    assert orders.shortfall == 10_700_000
    assert (orders.required_pace, orders.months_left) == (
        Fraction(10_700_000, 13),
        13,
    )  # March 2019 to March 2020
    assert (orders.standing, orders.standing_year) == ("behind", 2017)
    assert orders.recorded_until == date(2018, 4, 20)
    assert orders.achieved is False


def test_surveys_and_briefings_of_the_real_plan_with_a_ledger() -> None:
    _, surveys, briefings = outcome(yport(), YPORT_LEDGER).kpis
    assert surveys.years[1].cumulative_actual == 15
    assert surveys.years[1].cumulative_target == 18
    assert surveys.years[1].in_progress
    assert not surveys.years[0].in_progress
    assert briefings.cumulative_actual is None
    assert briefings.shortfall is None
    assert briefings.required_pace is None


@pytest.mark.parametrize(
    ("baseline", "target", "actual", "rate"),
    [
        (Decimal("8.2"), Decimal("10.0"), Decimal("8.4"), Fraction(1, 9)),
        (Decimal("8.2"), Decimal("10.0"), Decimal("5.6"), Fraction(-13, 9)),
        (50, 40, 43, Fraction(7, 10)),
        (50, 40, 38, Fraction(12, 10)),
        (5, 5, 7, None),
        (None, 8, 6, Fraction(3, 4)),
        (None, 0, 6, None),
        (0, 8, 0, Fraction(0)),
    ],
)
def test_the_rate_of_a_level_is_the_planned_change_achieved(
    baseline: Number | None, target: Number, actual: Number, rate: Fraction | None
) -> None:
    direction = "decrease" if baseline is not None and target < baseline else "increase"
    targets = {"H29": None, "H30": target, "H31": target}
    found, years = measured(
        {2018: actual}, kind="level", direction=direction, baseline=baseline, targets=targets
    )
    assert found.achievement_rate == rate
    assert years[2018].achievement_rate == rate


@pytest.mark.parametrize(
    ("direction", "target", "actual", "shortfall"),
    [
        ("increase", 10, 7, 3),
        ("increase", 10, 10, 0),
        ("increase", 10, 12, 0),
        ("decrease", 40, 43, 3),
        ("decrease", 40, 40, 0),
        ("decrease", 40, 38, 0),
        ("increase", -5, -8, 3),
        ("decrease", -10, -7, 3),
        ("increase", Decimal("2.5"), Decimal("3.25"), 0),
    ],
)
def test_the_shortfall_is_how_far_the_actual_is_on_the_wrong_side(
    direction: str, target: Number, actual: Number, shortfall: Number
) -> None:
    targets = {"H29": target, "H30": target, "H31": target}
    found, years = measured({2017: actual}, kind="level", direction=direction, targets=targets)
    assert found.shortfall == years[2017].shortfall == shortfall
    assert not str(found.shortfall).startswith("-")
    assert found.achieved is (shortfall == 0)


def test_a_decrease_by_increments_is_measured_by_its_sum() -> None:
    fields = {"direction": "decrease", "baseline": 100, "increments": {"H29": -10, "H30": -20, "H31": -30}}
    found, years = measured({2017: -4, 2018: -11}, **fields)
    assert (found.cumulative_target, found.target_level) == (-60, 40)
    assert (found.cumulative_actual, found.actual_level) == (-15, 85)
    assert (years[2018].achievement_rate, years[2018].shortfall) == (Fraction(1, 2), 15)
    assert (found.achievement_rate, found.shortfall) == (Fraction(1, 4), 45)


def test_the_baseline_is_not_in_the_cumulative() -> None:
    found, years = measured({2017: 3}, baseline=1000)
    assert found.cumulative_target == 60
    assert found.target_level == 1060
    assert (found.cumulative_actual, found.actual_level) == (3, 1003)
    assert found.achievement_rate == Fraction(3, 60)
    assert years[2017].cumulative_target == 10


def test_without_a_baseline_there_is_no_level() -> None:
    found, _ = measured({2017: 3})
    assert found.target_level is None
    assert found.actual_level is None
    assert found.cumulative_actual == 3


def test_a_baseline_of_0_is_one() -> None:
    found, _ = measured({2017: 3}, baseline=0)
    assert (found.target_level, found.actual_level) == (60, 3)


def test_a_recorded_0_is_known() -> None:
    found, years = measured({2017: 0})
    assert (found.cumulative_actual, found.achievement_rate, found.shortfall) == (0, Fraction(0), 60)
    assert found.achieved is False
    assert (years[2017].actual, years[2017].achievement_rate, years[2017].shortfall) == (0, Fraction(0), 10)


def test_a_year_without_a_target_has_no_rate_of_its_own_for_a_level() -> None:
    found, years = measured({2017: 5, 2018: 6}, kind="level", targets={"H29": None, "H30": 8, "H31": None})
    assert (years[2017].target, years[2017].achievement_rate, years[2017].shortfall) == (None, None, None)
    assert years[2018].achievement_rate == Fraction(3, 4)
    assert found.target_level == 8  # the last target that is stated
    assert found.actual_level == 6


def test_increments_of_null_add_nothing_to_the_cumulative() -> None:
    found, years = measured({}, increments={"H29": None, "H30": 20, "H31": None})
    assert [years[year].cumulative_target for year in (2017, 2018, 2019)] == [None, 20, 20]
    assert found.cumulative_target == 20


def test_a_plan_of_nothing_but_nulls_has_no_target() -> None:
    found, years = measured({2017: 5}, increments={"H29": None, "H30": None, "H31": None})
    assert (found.cumulative_target, found.target_level, found.shortfall) == (None, None, None)
    assert found.cumulative_actual == 5
    assert years[2017].achievement_rate is None


def test_a_sum_of_targets_of_0_has_no_rate_but_a_shortfall() -> None:
    found, _ = measured({2017: 5}, increments={"H29": 0, "H30": 0, "H31": 0})
    assert (found.cumulative_target, found.achievement_rate, found.shortfall) == (0, None, 0)
    assert found.achieved is True


def test_a_cumulative_is_known_from_the_first_to_the_last_recorded_year() -> None:
    found, years = measured({2018: 7})
    assert [years[year].cumulative_actual for year in (2017, 2018, 2019)] == [None, 7, None]
    assert [years[year].incomplete for year in (2017, 2018, 2019)] == [False, True, False]  # H29 is missing
    assert (found.cumulative_actual, found.incomplete) == (7, True)


def test_a_gap_between_recorded_years_makes_the_cumulative_incomplete() -> None:
    _, years = measured({2017: 5, 2019: 7})
    assert [years[year].cumulative_actual for year in (2017, 2018, 2019)] == [5, 5, 12]
    assert [years[year].incomplete for year in (2017, 2018, 2019)] == [False, True, True]


def test_years_before_the_first_target_are_no_gaps() -> None:
    targets = {"H29": None, "H30": 10, "H31": 20}
    found, years = measured({2018: 7}, increments=targets)
    assert [years[year].incomplete for year in (2017, 2018, 2019)] == [False] * 3
    assert (found.incomplete, found.gaps) == (False, ())
    found, years = measured({2017: 1, 2019: 7}, increments=targets)  # H30 is missing
    assert [years[year].incomplete for year in (2017, 2018, 2019)] == [False, True, True]
    assert [year.fiscal_year for year in found.gaps] == [2018]


def test_years_outside_the_plan_count_for_nothing() -> None:
    found, _ = measured({2016: 100, 2018: 7, 2020: 100})
    assert found.cumulative_actual == 7


@pytest.mark.parametrize(
    ("as_of", "pace"),
    [
        (date(2017, 3, 31), Decimal("1.5")),  # 36 months, from April 2017 to March 2020
        (date(2017, 6, 1), Fraction(54, 33)),
        (date(2018, 3, 31), Decimal("2.25")),  # 24 months
        (date(2019, 3, 31), Decimal("4.5")),  # 12 months
        (date(2020, 2, 1), 54),  # March is left
        (date(2020, 3, 1), None),  # none is left
        (date(2025, 1, 1), None),
        (None, None),
    ],
)
def test_the_required_pace_is_what_each_month_left_has_to_bring(
    as_of: date | None, pace: Number | None
) -> None:
    found, _ = measured({2017: 6}, as_of)
    assert found.shortfall == 54
    assert found.required_pace == pace


def test_a_pace_is_exact_where_it_has_a_finite_spelling_and_a_fraction_elsewhere() -> None:
    finite, _ = measured({2017: 6}, date(2019, 3, 31))
    assert finite.required_pace == Decimal("4.5")
    third, _ = measured({2017: 10}, date(2019, 3, 31))
    assert third.required_pace == Fraction(25, 6)


def test_nothing_more_is_required_once_the_target_is_reached() -> None:
    found, _ = measured({2017: 70}, date(2017, 6, 1))
    assert (found.shortfall, found.required_pace, found.achieved) == (0, 0, True)


@pytest.mark.parametrize(
    ("as_of", "running"),
    [
        (date(2018, 3, 31), []),
        (date(2018, 4, 1), [2018]),
        (date(2019, 3, 30), [2018]),
        (date(2019, 3, 31), []),
        (None, []),
    ],
)
def test_a_year_runs_until_its_last_day(as_of: date | None, running: list[int]) -> None:
    _, years = measured({2017: 1}, as_of)
    assert [year for year, found in years.items() if found.in_progress] == running


def test_the_longest_and_the_finest_numbers_add_up_exactly() -> None:
    fine = Decimal("0.00000000000000000001")
    long = 99_999_999_999_999_999_999
    found, _ = measured({2017: fine, 2018: long}, increments={"H29": fine, "H30": long, "H31": long})
    assert str(found.cumulative_actual) == "99999999999999999999.00000000000000000001"
    assert str(found.cumulative_target) == "199999999999999999998.00000000000000000001"
    assert found.shortfall == long


def test_a_level_that_rises_and_falls_is_measured_by_its_last_year() -> None:
    targets = {"H29": 10, "H30": 30, "H31": 20}
    actuals = {2017: 12, 2018: 15, 2019: 15}
    found, years = measured(actuals, date(2020, 3, 31), kind="level", baseline=5, targets=targets)
    assert found.cumulative_target is None
    assert found.cumulative_actual is None
    assert (found.target_level, found.actual_level) == (20, 15)
    assert found.achievement_rate == Fraction(10, 15)
    assert (found.standing, found.shortfall) == ("missed", 5)
    # Before the end it is easing: 25 of H30 would be above the 20 of the end, and is still behind.
    early, _ = measured({2018: 25}, date(2019, 3, 31), kind="level", baseline=5, targets=targets)
    assert (early.achievement_rate, early.shortfall, early.achieved) == (None, None, None)
    assert (early.standing, early.standing_year) == ("behind", 2018)
    assert years[2017].achievement_rate == Fraction(7, 5)
    assert years[2018].achievement_rate == Fraction(10, 25)
    assert years[2018].cumulative_actual is None


def test_each_year_is_labelled_as_the_plan_names_it() -> None:
    _, years = measured({})
    assert [year.label for year in years.values()] == ["H29", "H30", "H31"]


def test_an_item_that_is_no_kpi_changes_none() -> None:
    with_money = outcome(plan(kpis=[kpi()]), Ledger({"execution": {2017: 5}}))
    assert with_money.kpis == outcome(plan(kpis=[kpi()])).kpis
