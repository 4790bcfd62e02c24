"""Worked by hand; chances are compared with the exact ones of the same draws."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import comb
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from example import kpi, plan, yport
from ledger_example import YPORT_ENTRIES
from yport_cli.core.figures.forecast import KpiForecast, forecast_of
from yport_cli.core.figures.ledger import EMPTY, Cutoff, Entry, roll_up
from yport_cli.core.figures.outcome import outcome
from yport_cli.core.figures.projections import DRAWS, EXPLANATIONS, Method, Projection, _about
from yport_cli.core.numbers.number import Number, Quantity
from yport_cli.core.plan.plan import Plan

Row = tuple[str, Number]


def _entries(rows: list[Row], item: str = "visits") -> Iterator[Entry]:
    for day, amount in rows:
        when = date.fromisoformat(day)
        yield Entry(item, when.year if when.month >= 4 else when.year - 1, when, amount)


def _forecast_of(subject: Plan, entries: list[Entry], as_of: date | None = None) -> KpiForecast:
    return forecast_of(outcome(subject, roll_up(subject, entries, Cutoff(as_of)))).kpis[0]


def _found(rows: list[Row], as_of: str, **fields: Any) -> KpiForecast:
    """The forecast of one KPI from H29 to H31, with increments of 10, 20, 30 unless `fields` differ."""
    return _forecast_of(plan(kpis=[kpi(**fields)]), list(_entries(rows)), date.fromisoformat(as_of))


def _by_method(found: KpiForecast) -> dict[Method, Projection]:
    return {projection.method: projection for projection in found.projections}


def _values(found: KpiForecast) -> dict[Method, Quantity | None]:
    return {projection.method: projection.value for projection in found.projections}


def test_the_real_plan_with_the_ledger_of_its_second_year() -> None:
    subject = yport()
    orders, surveys, briefings = forecast_of(outcome(subject, roll_up(subject, YPORT_ENTRIES))).kpis
    assert (orders.target, orders.actual) == (14_000_000, 3_300_000)
    # The row of April 2018 that belongs to H29 falls into March 2018, so no two rows share a month.
    assert (orders.events, orders.event_months) == (4, 4)
    assert (orders.complete_months, orders.open_months) == (22, 14)  # April 2017 to January 2019, of 36
    assert orders.months_left == 13
    found = _by_method(orders)
    # 10,700,000 over March 2019 to March 2020, 13 months
    assert found["required_pace"].value == Fraction(10_700_000, 13)
    assert found["run_rate"].value == 5_400_000  # 3,300,000 ÷ 22 × 36
    assert found["run_rate"].years == {2018: 3_600_000, 2019: 5_400_000}  # 150,000 × 24, × 36
    # by January 2019 the plan wanted 1,000,000 + 3,000,000 × 10/12 = 3,500,000
    assert found["plan_shape"].value == 13_200_000  # 3,300,000 ÷ 3,500,000 × 14,000,000
    assert found["plan_shape"].years == {2018: Fraction(26_400_000, 7), 2019: 13_200_000}
    # of surveys only 8 are in complete months: 8 ÷ 22 × 36 is below the 15 that are recorded
    assert _values(surveys)["required_pace"] == Fraction(15, 13)
    assert _values(surveys)["run_rate"] == 15
    arithmetic = _by_method(surveys)["run_rate"].arithmetic
    assert arithmetic is not None
    assert arithmetic.en == "8 ÷ 22 × 36 is below the recorded 15, so 15"
    assert _values(surveys)["plan_shape"] == 15  # 8 of 8 + 10 × 10/12 = 98/6 would be 14.69… of 30
    assert (briefings.events, briefings.projections) == (0, ())
    assert briefings.reason is not None


def test_resampling_agrees_with_the_exact_chances_of_the_draws() -> None:
    # 30 complete months, 15 of which brought 2; 6 months to come, each 2 or nothing with the same chance.
    rows: list[Row] = [(f"{2017 + (3 + n) // 12}-{(3 + n) % 12 + 1:02}-15", 2) for n in range(0, 30, 2)]
    found = _by_method(_found(rows, "2019-09-30", increments={"H29": 10, "H30": 20, "H31": 8}))["resampling"]
    assert found.chance is not None
    # 30 are there; the target of 38 needs 4 of the 6 months
    exact = Fraction(sum(comb(6, hits) for hits in (4, 5, 6)), 2**6)
    assert abs(found.chance - exact) < Fraction(2, 100)
    assert found.chance.denominator <= DRAWS
    # P(at most 1) = 7/64 and P(0) = 1/64, so the 5th percentile is 1 month; from above likewise
    assert (found.low, found.value, found.high) == (32, 36, 40)


def test_months_that_never_changed_leave_nothing_to_chance() -> None:
    rows: list[Row] = [(f"2017-{month:02}-10", 2) for month in range(4, 13)]
    found = _by_method(_found(rows, "2017-12-31"))
    assert found["run_rate"].value == 72
    for name in ("value", "low", "high"):
        assert getattr(found["resampling"], name) == 72
    assert found["resampling"].chance == 1
    assert found["resampling"].years == found["run_rate"].years == {2017: 24, 2018: 48, 2019: 72}
    beyond = _found(rows, "2017-12-31", increments={"H29": 10, "H30": 20, "H31": 43})
    assert _by_method(beyond)["resampling"].chance == 0


@pytest.mark.parametrize(
    ("as_of", "complete", "pace_months"),
    [
        ("2017-04-29", 0, 35),
        ("2017-04-30", 1, 35),
        ("2017-05-01", 1, 34),
        ("2018-02-27", 10, 25),
        ("2018-02-28", 11, 25),
        ("2019-12-31", 33, 3),
        ("2020-02-28", 34, 1),  # 2020 has a 29th
        ("2020-02-29", 35, 1),
    ],
)
def test_a_month_is_complete_on_its_last_day(as_of: str, complete: int, pace_months: int) -> None:
    found = _found([("2017-04-02", 6)], as_of)
    assert (found.complete_months, found.open_months) == (complete, 36 - complete)
    assert found.months_left == pace_months
    assert _values(found)["required_pace"] == Fraction(54, pace_months)


def test_a_row_without_a_date_is_of_its_years_last_month() -> None:
    entries = [Entry("visits", 2017, date(2018, 3, 31), 12)]
    found = _forecast_of(plan(), entries, date(2018, 3, 31))
    assert found.complete_months == 12
    assert _values(found)["run_rate"] == 36
    assert _values(found)["plan_shape"] == 72  # 12 ÷ 10 × 60
    # The first year has ended; in each of the others 12 more.
    assert _by_method(found)["run_rate"].years == {2018: 24, 2019: 36}


def test_a_row_for_a_whole_year_leaves_no_months_to_draw_from() -> None:
    dated = list(_entries([("2017-06-01", 3), ("2017-09-01", 3), ("2018-02-01", 3)]))
    whole = Entry("visits", 2017, date(2018, 3, 31), 9, has_date=False)
    other = Entry("cost", 2017, date(2018, 3, 31), 9, has_date=False)
    assert _values(_forecast_of(plan(), [*dated, other], date(2018, 3, 31)))["resampling"] is not None
    found = _by_method(_forecast_of(plan(), [*dated, whole], date(2018, 3, 31)))
    assert found["resampling"].value is None
    assert found["run_rate"].value == 54  # 18 ÷ 12 × 36


def test_one_month_that_is_left_is_said_so() -> None:
    rows: list[Row] = [("2017-06-01", 7), ("2018-06-01", 7), ("2019-06-01", 7)]
    for as_of, said in (
        ("2020-02-29", "21 + 1 month drawn from the 35 complete"),
        ("2020-01-31", "21 + 2 months drawn from the 34 complete"),
    ):
        arithmetic = _by_method(_found(rows, as_of))["resampling"].arithmetic
        assert arithmetic is not None
        assert arithmetic.en == said


def test_what_was_paid_before_its_year_is_of_that_years_first_month() -> None:
    entries = [Entry("visits", 2018, date(2018, 3, 20), 5)]
    found = _forecast_of(plan(), entries, date(2018, 4, 30))
    assert (found.complete_months, found.event_months) == (13, 1)
    assert _values(found)["run_rate"] == Fraction(5 * 36, 13)


def test_decimals_stay_exact() -> None:
    found = _found([("2017-04-02", Decimal("0.1")), ("2017-05-02", Decimal("0.2"))], "2017-05-31")
    assert found.events == 2
    assert _values(found)["run_rate"] == Decimal("5.4")  # 0.3 ÷ 2 × 36
    assert _values(found)["required_pace"] == Fraction("59.7") / 34


def test_the_projections_of_a_decrease() -> None:
    found = _by_method(
        _found(
            [("2017-06-01", -3), ("2017-11-20", Decimal("-2.5"))],
            "2018-06-30",
            direction="decrease",
            increments={"H29": -10, "H30": -20, "H31": -30},
        )
    )
    assert found["required_pace"].value == Fraction("54.5") / 21
    assert found["run_rate"].value == Decimal("-13.2")  # −5.5 ÷ 15 × 36
    assert found["plan_shape"].value == -22  # −5.5 ÷ (−10 − 20 × 3/12) × −60
    low, high = found["resampling"].low, found["resampling"].high
    assert low is not None
    assert high is not None
    assert Fraction(low) < Fraction("-13.2") < Fraction(high)


def test_a_figure_to_keep_low_does_not_come_down_again() -> None:
    # 4 of at most 24 so far, one of them in the running month; the run rate alone would say 3 ÷ 15 × 36 = 7.2
    found = _by_method(
        _found(
            [("2017-06-01", 3), ("2018-07-02", 1)],
            "2018-07-10",
            direction="decrease",
            increments={"H29": 10, "H30": 8, "H31": 6},
        )
    )
    assert (
        found["required_pace"].value is None
    )  # at most 24 is reached from the first day on: nothing is known yet
    assert found["run_rate"].value == Decimal("7.2")
    assert found["run_rate"].years[2019] == Decimal("7.2")
    low = found["resampling"].low
    assert low is not None
    assert low >= 4
    assert found["resampling"].chance is None  # one month with something in it is too few


def test_a_decrease_is_not_undone_again() -> None:
    # −3 in 15 months come to −7.2, but −13 are recorded, and months without a row took nothing back.
    rows: list[Row] = [("2017-06-01", -3), ("2018-07-02", -10)]
    increments = {"H29": -10, "H30": -8, "H31": -6}
    found = _by_method(_found(rows, "2018-07-10", direction="decrease", increments=increments))
    assert found["run_rate"].value == -13


def test_a_quantile_lies_between_its_neighbours_or_on_one_draw() -> None:
    draws = [10, 20, 30, 40]
    assert _about(draws, Fraction(1, 2)) == (20, 30)  # the second and the third
    assert _about(draws, Fraction(1, 4)) == (10, 20)
    assert _about(draws, Fraction(3, 5)) == (30, 30)  # the third of four: 2.4 lie below


def test_months_that_went_both_ways_make_no_floor() -> None:
    found = _by_method(_found([("2017-04-10", 6), ("2017-05-10", -8), ("2017-06-01", 1)], "2017-06-10"))
    assert found["run_rate"].value == -36  # −2 ÷ 2 × 36, though −1 is recorded


def test_a_level_is_not_carried_on() -> None:
    fields = {"kind": "level", "baseline": Decimal("8.2"), "targets": {"H29": 9, "H30": None, "H31": 10}}
    found = _found([("2017-06-01", Decimal("8.4"))], "2018-06-30", **fields)
    assert (found.target, found.actual, found.projections) == (10, Decimal("8.4"), ())
    assert found.reason is not None
    assert "+1.6" in found.reason.ja
    assert "+1.6" in found.reason.en
    falling = _found(
        [("2017-06-01", 43)], "2018-06-30", kind="level", direction="decrease", targets={"H31": 40}
    )
    assert falling.reason is not None
    assert "-3 " in falling.reason.en
    nearly = _found([("2017-06-01", 9)], "2018-06-30", **fields)
    assert nearly.reason is not None
    assert "+1 " in nearly.reason.en
    vacant = _found(
        [("2017-06-01", Decimal("12.9"))],
        "2018-06-30",
        kind="level",
        unit="%",
        direction="decrease",
        targets={"H31": 12},
    )
    assert vacant.reason is not None
    # 12 − 12.9: of percentages the difference is in points.
    assert vacant.reason.ja.endswith("必要な変化は -0.9 ポイントです")
    assert vacant.reason.en.endswith("required is -0.9 points")
    aimless = _found([("2017-06-01", 9)], "2018-06-30", kind="level", targets={"H31": None})
    assert aimless.reason is not None
    assert aimless.reason.en == "a level is not a sum of months, so it is not carried on"
    there = _found([("2017-06-01", 12)], "2018-06-30", **fields)
    assert there.reason is not None
    assert "reached" in there.reason.en


def test_a_share_has_points_to_go_and_an_easing_target_has_no_way_to_go() -> None:
    """From 15.1 % down to 14 % are 1.1 points; 12,241 people are not to become 11,950."""
    share = _found(
        [("2017-06-01", Decimal("15.1"))],
        "2018-06-30",
        kind="level",
        direction="decrease",
        unit="%",
        targets={"H31": 14},
    )
    assert share.reason is not None
    assert "-1.1 ポイントです" in share.reason.ja
    assert share.reason.en.endswith("-1.1 points")
    people = _found(
        [("2017-06-01", 12241)],
        "2018-06-30",
        kind="level",
        baseline=12345,
        targets={"H29": 12250, "H31": 11950},
    )
    assert people.reason is not None
    assert "291" not in people.reason.ja
    assert "最終年度が終わって記録されるまで判定しません" in people.reason.ja


def test_from_nothing_nothing_is_projected() -> None:
    for ledger in (EMPTY, roll_up(plan(), list(_entries([("2018-01-01", 3)], "cost")))):
        found = forecast_of(outcome(plan(), ledger)).kpis[0]
        assert (found.events, found.projections) == (0, ())
        assert (found.complete_months, found.open_months) == (0, 36) or ledger is not EMPTY
        assert found.reason is not None
        assert "nothing is recorded" in found.reason.en


def test_after_the_plans_end_the_actual_is_the_result() -> None:
    for as_of in ("2020-03-31", "2021-01-01"):
        found = _found([("2017-06-01", 3)], as_of)
        assert (found.complete_months, found.months_left, found.projections) == (36, 0, ())
        assert found.reason is not None
        assert "2020-03-31" in found.reason.en
    assert _found([("2017-06-01", 3)], "2020-03-30").projections


def test_methods_by_month_need_a_complete_month_with_a_row() -> None:
    early = _by_method(_found([("2017-04-02", 6)], "2017-04-20"))
    assert early["required_pace"].value == Fraction(54, 35)
    for method in ("run_rate", "plan_shape", "resampling"):
        assert early[method].value is None
        assert early[method].reason is not None
    late = _by_method(_found([("2018-04-02", 6)], "2018-04-20"))
    assert late["run_rate"].reason is not None
    assert late["resampling"].reason is not None
    assert late["plan_shape"].value == 6  # 0 ÷ 10 × 60, but 6 are recorded


def test_no_pace_is_left_in_the_last_month() -> None:
    found = _by_method(_found([("2017-06-01", 7)], "2020-03-01"))
    assert found["required_pace"].value is None
    assert found["required_pace"].reason is not None
    assert found["run_rate"].value == Fraction(7 * 36, 35)


def test_without_a_target_there_is_neither_pace_nor_chance() -> None:
    found = _by_method(
        _found([("2017-06-01", 7)], "2018-03-31", increments={"H29": None, "H30": None, "H31": None})
    )
    assert found["required_pace"].value is found["plan_shape"].value is None
    assert found["run_rate"].value == 21
    assert found["resampling"].chance is None
    assert found["resampling"].value is not None


@pytest.mark.parametrize(
    "increments",
    [
        {"H29": 0, "H30": 0, "H31": 60},  # nothing was wanted yet
        {"H29": -30, "H30": 0, "H31": 60},  # the plan first goes the other way
        {"H29": 30, "H30": 0, "H31": -30},  # in all it wants nothing
    ],
)
def test_a_plan_without_a_share_of_its_target_has_no_shape(increments: dict[str, int]) -> None:
    found = _by_method(_found([("2017-06-01", 7)], "2018-06-30", increments=increments))
    assert found["plan_shape"].value is None
    assert found["plan_shape"].reason is not None
    assert found["run_rate"].value is not None


def test_a_target_that_is_reached_needs_no_pace() -> None:
    assert _values(_found([("2017-06-01", 70)], "2018-06-30"))["required_pace"] == 0


def test_years_without_a_row_are_named() -> None:
    found = _found([("2018-06-01", 7)], "2019-05-31")
    assert found.silent_years == ("H29", "H31")
    assert _found([("2017-06-01", 7)], "2018-04-29").silent_years == ()


def test_every_method_is_explained_in_both_languages() -> None:
    assert [p.method for p in _found([("2017-06-01", 7)], "2018-06-30").projections] == list(EXPLANATIONS)
    for sentence in EXPLANATIONS.values():
        assert sentence.ja.count("。") in (1, 2)
        assert sentence.en.endswith(".")


amounts = st.integers(-50, 500) | st.decimals(-5, 50, places=2)
some_rows = st.lists(
    st.tuples(st.dates(date(2017, 4, 1), date(2019, 12, 31)).map(str), amounts), min_size=1, max_size=8
)
as_ofs = st.dates(date(2017, 4, 1), date(2020, 3, 30)).map(str)
directions = st.sampled_from(["increase", "decrease"])
few_draws = patch("yport_cli.core.figures.projections.DRAWS", 100)
in_haste = settings(max_examples=60)


def _figures(found: KpiForecast) -> list[tuple[Any, ...]]:
    return [
        (p.method, p.value, p.low, p.high, p.chance, dict(p.years), p.reason is None)
        for p in found.projections
    ]


@pytest.mark.slow
@few_draws
@in_haste
@given(some_rows, as_ofs, directions)
def test_each_run_gives_the_same(rows: list[Row], as_of: str, direction: str) -> None:
    assert _found(rows, as_of, direction=direction) == _found(rows, as_of, direction=direction)


@pytest.mark.slow
@few_draws
@in_haste
@given(some_rows, as_ofs, directions, st.data())
def test_splitting_a_row_changes_nothing(
    rows: list[Row], as_of: str, direction: str, data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(rows) - 1))
    day, amount = rows[index]
    part = data.draw(amounts)
    split = [*rows[:index], (day, part), (day, amount - part), *rows[index + 1 :]]
    whole, parted = (_found(each, as_of, direction=direction) for each in (rows, split))
    assert _figures(whole) == _figures(parted)
    assert whole.event_months == parted.event_months


@pytest.mark.slow
@few_draws
@in_haste
@given(some_rows, as_ofs, directions, st.integers(2, 1_000))
def test_scaling_all_amounts_scales_the_values_and_leaves_the_chance_alone(
    rows: list[Row], as_of: str, direction: str, factor: int
) -> None:
    one = _found(rows, as_of, direction=direction)
    increments = {"H29": 10 * factor, "H30": 20 * factor, "H31": 30 * factor}
    many = _found(
        [(day, amount * factor) for day, amount in rows], as_of, direction=direction, increments=increments
    )
    assert one.events == many.events
    for small, large in zip(one.projections, many.projections, strict=True):
        assert small.chance == large.chance
        for name in ("value", "low", "high"):
            before, after = getattr(small, name), getattr(large, name)
            assert (before is None) == (after is None)
            assert before is None or Fraction(before) * factor == Fraction(after)


@pytest.mark.slow
@few_draws
@in_haste
@given(some_rows, as_ofs, directions, st.data())
def test_more_actual_never_lowers_a_projection(
    rows: list[Row], as_of: str, direction: str, data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(rows) - 1))
    more = [*rows, (rows[index][0], data.draw(st.integers(0, 100)))]
    less, greater = (_by_method(_found(each, as_of, direction=direction)) for each in (rows, more))
    for method in set(less) - {"required_pace"}:
        for name in ("value", "low", "high"):
            before, after = getattr(less[method], name), getattr(greater[method], name)
            assert before is None or Fraction(before) <= Fraction(after)
        for year, value in less[method].years.items():
            assert Fraction(value) <= Fraction(greater[method].years[year])
        before, after = less[method].chance, greater[method].chance
        if before is not None and after is not None:
            assert before <= after if direction == "increase" else before >= after


@pytest.mark.slow
@few_draws
@in_haste
@given(some_rows, as_ofs)
def test_a_decrease_is_an_increase_turned_round(rows: list[Row], as_of: str) -> None:
    turned = [(day, -amount) for day, amount in rows]
    rising = _found(rows, as_of)
    falling = _found(turned, as_of, direction="decrease", increments={"H29": -10, "H30": -20, "H31": -30})
    for up, down in zip(rising.projections, falling.projections, strict=True):
        assert up.chance == down.chance
        sign = 1 if up.method == "required_pace" else -1  # a pace says how far, not which way
        for name, other in (("value", "value"), ("low", "high"), ("high", "low")):
            figure, opposite = getattr(up, name), getattr(down, other)
            assert (figure is None) == (opposite is None)
            assert figure is None or Fraction(figure) == sign * Fraction(opposite)


@pytest.mark.slow
@few_draws
@in_haste
@given(some_rows, as_ofs)
def test_plan_and_actual_are_the_ones_of_the_status(rows: list[Row], as_of: str) -> None:
    found = _found(rows, as_of)
    assert (found.target, found.actual) == (found.result.cumulative_target, found.result.cumulative_actual)
    for projection in found.projections:
        assert all(year >= date.fromisoformat(as_of).year - 1 for year in projection.years)
