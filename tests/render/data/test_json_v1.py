"""The machine contract of `yport status`, key by key and in its order."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from example import FULL, kpi, loaded, plan, yport
from yport_cli.core.figures.ledger import Ledger
from yport_cli.core.figures.outcome import outcome
from yport_cli.render.data.json_v1 import several_object, status_object
from yport_cli.render.formats.json import json_text

PLAN = ["id", "name", "authors", "fiscal_years"]
STATUS = ["schema_version", "command", "plan", "as_of", "as_of_basis", "kpis", "budget", "break_even"]
KPI = [
    "id",
    "name",
    "unit",
    "kind",
    "direction",
    "baseline",
    "cumulative_target",
    "cumulative_actual",
    "target_level",
    "actual_level",
    "achievement_rate",
    "rate_basis",
    "rate_reason",
    "shortfall",
    "required_pace",
    "months_left",
    "achieved",
    "standing",
    "standing_year",
    "recorded_until",
    "incomplete",
    "years",
]
YEAR = [
    "fiscal_year",
    "label",
    "target",
    "actual",
    "cumulative_target",
    "cumulative_actual",
    "achievement_rate",
    "rate_reason",
    "shortfall",
    "in_progress",
    "incomplete",
]
BUDGET = [
    "unit",
    "total",
    "stated",
    "not_stated",
    "eligible_cost",
    "grant_rate",
    "grant",
    "grant_basis",
    "own_funds",
    "funding",
    "supplement",
    "appropriated",
    "executed",
    "balance",
    "execution_rate",
    "grant_decided",
    "grant_received",
    "grant_settled",
    "grant_returned",
    "grant_to_receive",
    "grant_to_return",
]
BREAK_EVEN = ["break_even_year", "margin", "coverage"]


def _read(value: Mapping[str, Any]) -> Any:
    return json.loads(json_text(value), parse_float=Decimal)


def test_the_object_of_status_has_its_keys_and_no_others() -> None:
    found = _read(status_object(outcome(yport()), "ja"))
    assert list(found) == STATUS
    assert list(found["plan"]) == PLAN
    assert [list(one) for one in found["kpis"]] == [KPI] * 3
    assert [list(year) for one in found["kpis"] for year in one["years"]] == [YEAR] * 9
    assert list(found["budget"]) == BUDGET
    assert list(found["break_even"]) == BREAK_EVEN
    assert (found["schema_version"], found["command"]) == (1, "status")


def test_the_object_of_several_plans_has_its_keys_and_no_others() -> None:
    found = _read(several_object([outcome(yport()), outcome(loaded(FULL))], "ja"))
    assert list(found) == ["schema_version", "command", "plans", "totals"]
    assert [list(one) for one in found["plans"]] == [STATUS] * 2
    assert list(found["totals"]) == ["plans", "kpis", "money"]
    standings = ["reached", "missed", "on_pace", "behind", "running", "not_recorded", "no_target"]
    assert list(found["totals"]["kpis"]) == standings
    assert found["totals"]["kpis"]["not_recorded"] == 5
    assert found["totals"]["money"] == {
        "unit": "千円",
        "total": 240_000,  # 120,000 each
        "grant": 110_000,  # 60,000 + 50,000
        "executed": None,
        "plans": {"total": 2, "grant": 2, "executed": 0},
    }


def test_a_plan_without_self_sufficiency_has_the_same_keys() -> None:
    found = _read(status_object(outcome(plan()), "ja"))
    assert list(found) == STATUS
    assert found["break_even"] == {"break_even_year": None, "margin": None, "coverage": None}
    assert list(found["budget"]) == BUDGET


def test_the_figures_of_the_real_plan() -> None:
    found = _read(status_object(outcome(yport()), "ja"))
    assert found["plan"] == {
        "id": "yokohama-yport",
        "name": "公民連携によるＹ－ＰＯＲＴセンター機能強化計画",
        "authors": ["横浜市"],
        "fiscal_years": [2017, 2018, 2019],
    }
    assert found["as_of"] is None
    assert [one["cumulative_target"] for one in found["kpis"]] == [14_000_000, 30, 165]
    assert [one["target_level"] for one in found["kpis"]] == [14_500_000, 36, 207]
    assert found["budget"] == {
        "unit": "千円",
        "total": 120_000,
        "stated": 40_000,
        "not_stated": 80_000,
        "eligible_cost": None,
        "grant_rate": "1/2",
        "grant": 60_000,
        "grant_basis": "upper_limit",
        "own_funds": 60_000,
        "funding": [],
        "supplement": None,
        "appropriated": 120_000,
        "executed": None,
        "balance": None,
        "execution_rate": None,
        "grant_decided": None,
        "grant_received": None,
        "grant_settled": None,
        "grant_returned": None,
        "grant_to_receive": None,
        "grant_to_return": None,
    }
    assert found["break_even"] == {"break_even_year": 2019, "margin": 0, "coverage": 1}


def test_what_is_not_recorded_is_null_and_nowhere_0() -> None:
    for one in _read(status_object(outcome(yport()), "ja"))["kpis"]:
        for key in (
            "cumulative_actual",
            "actual_level",
            "achievement_rate",
            "shortfall",
            "required_pace",
            "achieved",
        ):
            assert one[key] is None
        for year in one["years"]:
            for key in ("actual", "cumulative_actual", "achievement_rate", "shortfall"):
                assert year[key] is None
            assert year["in_progress"] is False


def test_rates_have_six_decimals_at_most_and_halves_go_away_from_zero() -> None:
    ledger = Ledger({"visits": {2017: 1}}, date(2017, 6, 1))
    found = _read(
        status_object(outcome(plan(kpis=[kpi(increments={"H29": 9, "H30": 0, "H31": 0})]), ledger), "ja")
    )
    assert found["kpis"][0]["achievement_rate"] == Decimal("0.111111")
    level = kpi(
        kind="level", baseline=Decimal("8.2"), targets={"H29": Decimal("10.0"), "H30": None, "H31": None}
    )
    found = _read(
        status_object(outcome(plan(kpis=[level]), Ledger({"visits": {2017: Decimal("5.6")}})), "ja")
    )
    assert found["kpis"][0]["achievement_rate"] == Decimal("-1.444444")
    assert found["as_of"] is None


def test_a_level_has_no_cumulative_figures() -> None:
    level = kpi(kind="level", targets={"H29": 1, "H30": 2, "H31": 3}, baseline=0)
    (found,) = _read(status_object(outcome(plan(kpis=[level]), Ledger({"visits": {2018: 2}})), "ja"))["kpis"]
    assert (found["cumulative_target"], found["cumulative_actual"]) == (None, None)
    assert (found["target_level"], found["actual_level"]) == (3, 2)
    for year in found["years"]:
        assert (year["cumulative_target"], year["cumulative_actual"]) == (None, None)
