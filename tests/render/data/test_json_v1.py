"""The machine contract of `yport status` and `yport validate`, key by key and in its order."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from example import FULL, changed, kpi, loaded, plan, report, yport
from yport_cli.core.figures.ledger import Ledger
from yport_cli.core.figures.outcome import outcome
from yport_cli.core.issues.file_report import FileReport
from yport_cli.core.issues.sentence import Language
from yport_cli.core.issues.tally import Tally
from yport_cli.render.data.json_v1 import several_object, status_object, validate_pieces
from yport_cli.render.formats.json import json_text
from yport_cli.source.plan.plan_loader import parse_plan

PLAN = ["id", "name", "authors", "fiscal_years"]
STATUS = ["schema_version", "command", "plan", "as_of", "kpis", "budget", "break_even"]
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
    "shortfall",
    "required_pace",
    "achieved",
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
    "shortfall",
    "in_progress",
]
BUDGET = [
    "unit",
    "total",
    "stated",
    "not_stated",
    "eligible_cost",
    "grant_rate",
    "grant",
    "grant_is_upper_limit",
    "own_funds",
    "executed",
    "balance",
    "execution_rate",
    "grant_received",
    "grant_returned",
]
BREAK_EVEN = ["break_even_year", "margin", "coverage"]
VALIDATE = ["schema_version", "command", "files", "summary"]
FILE = ["path", "valid", "issues"]
ISSUE = [
    "code",
    "severity",
    "message",
    "hint",
    "path",
    "line",
    "column",
    "end_line",
    "end_column",
    "sheet",
    "cell",
    "fixable",
    "related",
]
RELATED = ["message", "path", "line", "column"]
SUMMARY = ["files", "errors", "warnings"]


def _read(value: Mapping[str, Any]) -> Any:
    return json.loads(json_text(value), parse_float=Decimal)


def test_the_object_of_status_has_its_keys_and_no_others() -> None:
    found = _read(status_object(outcome(yport())))
    assert list(found) == STATUS
    assert list(found["plan"]) == PLAN
    assert [list(one) for one in found["kpis"]] == [KPI] * 3
    assert [list(year) for one in found["kpis"] for year in one["years"]] == [YEAR] * 9
    assert list(found["budget"]) == BUDGET
    assert list(found["break_even"]) == BREAK_EVEN
    assert (found["schema_version"], found["command"]) == (1, "status")


def test_the_object_of_several_plans_has_its_keys_and_no_others() -> None:
    found = _read(several_object([outcome(yport()), outcome(loaded(FULL))]))
    assert list(found) == ["schema_version", "command", "plans", "totals"]
    assert [list(one) for one in found["plans"]] == [STATUS] * 2
    assert [list(unit) for unit in found["totals"]] == [
        ["unit", "cumulative_target", "cumulative_actual"]
    ] * 3
    assert [(unit["unit"], unit["cumulative_target"]) for unit in found["totals"]] == [
        ("千円", 14_000_000),
        ("件", 195),  # 30 + 165
        ("人", 60),
    ]


def test_a_plan_without_self_sufficiency_has_the_same_keys() -> None:
    found = _read(status_object(outcome(plan())))
    assert list(found) == STATUS
    assert found["break_even"] == {"break_even_year": None, "margin": None, "coverage": None}
    assert list(found["budget"]) == BUDGET


def test_the_figures_of_the_real_plan() -> None:
    found = _read(status_object(outcome(yport())))
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
        "grant_is_upper_limit": True,
        "own_funds": 60_000,
        "executed": None,
        "balance": None,
        "execution_rate": None,
        "grant_received": None,
        "grant_returned": None,
    }
    assert found["break_even"] == {"break_even_year": 2019, "margin": 0, "coverage": 1}


def test_what_is_not_recorded_is_null_and_nowhere_0() -> None:
    for one in _read(status_object(outcome(yport())))["kpis"]:
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
    found = _read(status_object(outcome(plan(kpis=[kpi(increments={"H29": 9, "H30": 0, "H31": 0})]), ledger)))
    assert found["kpis"][0]["achievement_rate"] == Decimal("0.111111")
    level = kpi(
        kind="level", baseline=Decimal("8.2"), targets={"H29": Decimal("10.0"), "H30": None, "H31": None}
    )
    found = _read(status_object(outcome(plan(kpis=[level]), Ledger({"visits": {2017: Decimal("5.6")}}))))
    assert found["kpis"][0]["achievement_rate"] == Decimal("-1.444444")
    assert found["as_of"] is None


def test_a_level_has_no_cumulative_figures() -> None:
    level = kpi(kind="level", targets={"H29": 1, "H30": 2, "H31": 3}, baseline=0)
    (found,) = _read(status_object(outcome(plan(kpis=[level]), Ledger({"visits": {2018: 2}}))))["kpis"]
    assert (found["cumulative_target"], found["cumulative_actual"]) == (None, None)
    assert (found["target_level"], found["actual_level"]) == (3, 2)
    for year in found["years"]:
        assert (year["cumulative_target"], year["cumulative_actual"]) == (None, None)


def test_numbers_are_spelled_exactly() -> None:
    text = json_text(
        {
            "integer": 99_999_999_999_999_999_999,
            "decimal": Decimal("8.20"),
            "small": Decimal("0.00000000000000000001"),
            "fraction": Fraction(1, 2),
            "third": Fraction(1, 3),
            "yes": True,
            "nothing": None,
            "list": [Decimal("-0.5"), []],
            "empty": {},
        }
    )
    assert text == (
        '{\n  "integer": 99999999999999999999,\n  "decimal": 8.20,\n  "small": 0.00000000000000000001,\n'
        '  "fraction": 0.5,\n  "third": 0.333333,\n  "yes": true,\n  "nothing": null,\n'
        '  "list": [\n    -0.5,\n    []\n  ],\n  "empty": {}\n}\n'
    )


def _validated(reports: list[FileReport], language: Language) -> Any:
    tally = Tally()
    return json.loads("".join(validate_pieces(tally.counted(reports), tally, language)))


def test_the_object_of_validate_has_its_keys_and_no_others() -> None:
    broken = changed(("total: 120000", "total: 1"), ("kind: level", "kind: lvl"), text=FULL)
    reports = [report(broken), parse_plan(FULL.encode(), "full.yaml").report]
    found = _validated(reports, "en")
    assert list(found) == VALIDATE
    assert (found["schema_version"], found["command"]) == (1, "validate")
    assert [list(file) for file in found["files"]] == [FILE] * 2
    issues = found["files"][0]["issues"]
    assert [list(issue) for issue in issues] == [ISSUE] * len(issues)
    assert any(issue["related"] for issue in issues)
    assert all(list(related) == RELATED for issue in issues for related in issue["related"])
    assert list(found["summary"]) == SUMMARY
    assert found["summary"] == {"files": 2, "errors": len(issues), "warnings": 0}
    assert found["files"][1] == {"path": "full.yaml", "valid": True, "issues": []}


def test_an_issue_says_where_it_stands_and_what_to_write() -> None:
    found = _validated([report(changed(("stated_cumulative: 60", "stated_cumulative: 61"), text=FULL))], "en")
    (issue,) = found["files"][0]["issues"]
    assert issue == {
        "code": "cumulative-mismatch",
        "severity": "error",
        "message": "the stated cumulative of '来訪者数', 61, is not the sum of its increments, 60 (difference 1)",
        "hint": "10 + 20 + 30 = 60; compare with the document and correct the increments or the cumulative "
        "(the baseline is not part of it)",
        "path": "kpis[0].stated_cumulative",
        "line": 24,
        "column": 24,
        "end_line": 24,
        "end_column": 26,
        "sheet": None,
        "cell": None,
        "fixable": False,
        "related": [
            {
                "message": "the increments that were added",
                "path": "kpis[0].increments",
                "line": 23,
                "column": 17,
            }
        ],
    }


def test_the_sentences_follow_the_language() -> None:
    reports = [report(changed(("total: 120000", "total: １２００００"), text=FULL))]
    (ja,) = _validated(reports, "ja")["files"][0]["issues"]
    (en,) = _validated(reports, "en")["files"][0]["issues"]
    assert ja["message"].startswith("数「１２００００」は 120000 と")
    assert en["message"].startswith("the number '１２００００' was read as 120000")
    assert ja["fixable"] is en["fixable"] is True
    assert ja["severity"] == en["severity"] == "warning"
    same = set(ISSUE) - {"message", "hint"}
    assert {key: ja[key] for key in same} == {key: en[key] for key in same}


_json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.text()
    | st.decimals(-(10**9), 10**9, places=5).filter(lambda number: not (number == 0 and number.is_signed())),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)


@given(_json_values)
def test_whatever_is_written_is_read_back_exactly(value: Any) -> None:
    assert json.loads(json_text(value), parse_float=Decimal) == value


@pytest.mark.parametrize("text", ["\u2028", "\x1b[31m", '"\\', "\udc80", "受注額"])
def test_any_text_is_json(text: str) -> None:
    assert json.loads(json_text({"name": text}).encode("utf-8", "replace").decode())["name"] in (text, "?")
