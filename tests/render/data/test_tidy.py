"""Tidy data: which rows there are, and what each says; worked by hand."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from example import full, kpi, plan, recorded, yport
from yport_cli.core.figures.ledger import Ledger
from yport_cli.core.figures.outcome import Outcome, outcome
from yport_cli.render.data.tidy import COLUMNS, ITEM_TYPES, SERIES, tidy_records


def _rows(*outcomes: Outcome) -> list[dict[str, Any]]:
    return list(tidy_records(outcomes).objects())


def _values(rows: list[dict[str, Any]], item: str, series: str) -> dict[int | None, Any]:
    return {
        row["fiscal_year"]: row["value"] for row in rows if (row["item_id"], row["series"]) == (item, series)
    }


def test_one_row_per_kpi_year_and_series() -> None:
    rows = _rows(recorded())
    assert _values(rows, "orders", "baseline") == {None: 500_000}
    assert _values(rows, "orders", "target") == {2017: 1_000_000, 2018: 3_000_000, 2019: 10_000_000}
    assert _values(rows, "orders", "actual") == {2017: 800_000, 2018: 1_700_000, 2019: None}
    assert _values(rows, "orders", "cumulative_target") == {
        2017: 1_000_000,
        2018: 4_000_000,
        2019: 14_000_000,
    }
    assert _values(rows, "orders", "cumulative_actual") == {2017: 800_000, 2018: 2_500_000, 2019: None}
    assert _values(rows, "orders", "achievement_rate") == {2017: 80, 2018: Decimal("62.5"), 2019: None}
    assert _values(rows, "orders", "shortfall") == {2017: 200_000, 2018: 1_500_000, 2019: None}


def test_a_row_says_whose_value_it_is_in_which_unit_and_calendar() -> None:
    (row,) = [
        row
        for row in _rows(recorded())
        if (row["item_id"], row["series"], row["fiscal_year"]) == ("orders", "actual", 2018)
    ]
    assert row == {
        "plan_id": "yokohama-yport",
        "plan_name": "公民連携によるＹ－ＰＯＲＴセンター機能強化計画",
        "area_code": "14100",
        "item_type": "kpi",
        "item_id": "orders",
        "item_name": "連携企業による海外インフラビジネス案件の受注額",
        "series": "actual",
        "fiscal_year": 2018,
        "fiscal_year_era": "平成30年度",
        "value": 1_700_000,
        "unit": "千円",
        "qualifier": None,
        "standing": "behind",
        "as_of": date(2019, 3, 31),
    }


def test_what_is_to_be_known_of_a_value_stands_beside_it() -> None:
    rows = _rows(recorded(), outcome(plan(), Ledger({"visits": {2018: 5}}, date(2019, 3, 31))))
    found = {
        (row["plan_id"], row["series"], row["fiscal_year"]): row["qualifier"]
        for row in rows
        if row["item_id"] in ("visits", "orders", "budget")
    }
    assert found["yokohama-yport", "grant", None] == "upper_limit"
    assert found["yokohama-yport", "achievement_rate", 2018] == "change"
    assert found["yokohama-yport", "achievement_rate", 2019] is None
    assert found["small", "cumulative_actual", 2018] == "incomplete"  # H29 is not recorded


def test_the_money_by_year_and_over_the_plan() -> None:
    rows = _rows(recorded())
    assert _values(rows, "budget", "total") == {None: 120_000}
    assert _values(rows, "budget", "grant") == {None: 60_000, 2017: None, 2018: None, 2019: 20_000}
    assert _values(rows, "budget", "grant_received")[None] == 19_850
    assert _values(rows, "budget", "planned") == {2017: None, 2018: None, 2019: 40_000}
    assert _values(rows, "budget", "executed") == {2017: 39_700, 2018: 39_100, 2019: None}
    assert _values(rows, "self_sufficiency", "revenue") == {2017: None, 2018: 21_000, 2019: 40_000}
    assert _values(rows, "self_sufficiency", "coverage") == {2017: None, 2018: None, 2019: 100}


def test_the_lines_of_the_budget_are_items_of_their_own() -> None:
    rows = _rows(full())
    assert _values(rows, "office", "planned") == {2017: None, 2018: 50_000, 2019: None}
    assert _values(rows, "office", "executed") == {2017: 10_500, 2018: None, 2019: None}
    assert {row["item_type"] for row in rows} == set(ITEM_TYPES)


def test_levels_have_no_cumulative_figures() -> None:
    rows = _rows(full())
    assert _values(rows, "waste", "actual") == {2017: Decimal("845.25"), 2018: None, 2019: None}
    assert _values(rows, "waste", "cumulative_actual") == {}


def test_what_is_unknown_is_empty_and_never_0() -> None:
    rows = _rows(outcome(yport()))
    for row in rows:
        if row["series"] in ("actual", "cumulative_actual", "achievement_rate", "shortfall", "executed"):
            assert row["value"] is None
    assert {row["as_of"] for row in rows} == {None}


def test_what_has_no_finite_spelling_is_rounded_halves_away_from_zero() -> None:
    # A third of 100 yen; 1 of 3 and 2 of 3 as percentages.
    result = outcome(
        plan(
            budget={"unit": "円", "total": 100, "grant": {"rate": "1/3"}},
            kpis=[kpi(increments={"H29": 3, "H30": 0, "H31": 0})],
        ),
        Ledger({"visits": {2017: 2}}, date(2018, 3, 31)),
    )
    rows = _rows(result)
    assert _values(rows, "budget", "grant")[None] == Decimal("33.333333")
    assert _values(rows, "visits", "achievement_rate")[2017] == Decimal("66.6667")


@given(st.integers(1, 10**20 - 1), st.integers(0, 10**20 - 1))
def test_a_rate_is_within_half_of_its_last_digit(target: int, actual: int) -> None:
    result = outcome(
        plan(kpis=[kpi(increments={"H29": target, "H30": None, "H31": None})]),
        Ledger({"visits": {2017: actual}}, date(2018, 3, 31)),
    )
    found = _values(_rows(result), "visits", "achievement_rate")[2017]
    assert abs(Fraction(found) - Fraction(actual, target) * 100) <= Fraction(1, 20_000)


def test_no_row_is_there_twice_and_every_word_is_defined() -> None:
    rows = _rows(recorded(), full(), outcome(plan()))
    keys = [
        (row["plan_id"], row["item_type"], row["item_id"], row["series"], row["fiscal_year"]) for row in rows
    ]
    assert len(keys) == len(set(keys))
    assert {row["series"] for row in rows} <= set(SERIES)
    for field in COLUMNS:
        if field.required:
            assert None not in {row[field.name] for row in rows}
        if field.values:
            assert {row[field.name] for row in rows} - {None} <= set(field.values)


def test_every_series_that_is_defined_occurs() -> None:
    assert {row["series"] for row in _rows(recorded(), full())} == set(SERIES)
