"""The rules across fields, on plans that differ in one point; whole files stand in tests/cases."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from example import kpi, plan, yport
from yport_cli.core.catalogue.plan_checks import check
from yport_cli.core.issues.issue import KEY, Issue, Severity
from yport_cli.core.plan.plan import LEDGER_ITEMS


def _found(**blocks: Any) -> list[Issue]:
    return list(check(plan(**blocks)))


def _codes(**blocks: Any) -> list[str]:
    return [issue.code for issue in _found(**blocks)]


def _one(**blocks: Any) -> Issue:
    (issue,) = _found(**blocks)
    return issue


def test_the_real_plan_has_no_issues() -> None:
    assert list(check(yport())) == []


def test_a_small_plan_has_no_issues() -> None:
    assert _found() == []


@pytest.mark.parametrize(
    "blocks",
    [
        {"fiscal_years": ["H29", "H31", "H30"]},
        {"kpis": [kpi(increments={"H29": 1})]},
        {"budget": {"unit": "円", "total": 1, "years": {"R2": 2}}},
        {"period": {"start": "2021-01-01", "end": "2020-03-30"}},
        {"kpis": [kpi(), kpi(), kpi(id="cost", stated_cumulative=1)]},
        {"budget": {"unit": "円", "total": 1, "grant": {"rate": "1/2", "eligible_cost": 2, "amount": 3}}},
    ],
)
def test_every_finding_says_in_both_languages_what_is_wrong_and_what_to_write(blocks: dict[str, Any]) -> None:
    found = _found(**blocks)
    assert found
    for issue in found:
        assert issue.hint is not None
        for sentence in (issue.message, issue.hint, *(related.message for related in issue.related)):
            assert sentence.ja
            assert sentence.en
            assert not sentence.ja.isascii()
            assert "。" not in sentence.en


# The years of the plan


@pytest.mark.parametrize(
    ("years", "codes"),
    [
        (["H29"], []),
        (["H29", "H30", "H31", "R2", "R3"], []),
        (["H30", "平成31年度", "R2"], []),
        (["H29", "H31"], ["fiscal-year-order"]),
        (["H30", "H29"], ["fiscal-year-order"]),
        (["H29", "H30", "H29"], ["duplicate-year"]),
        (["H29", "平成29年度", "H30"], ["duplicate-year"]),
        (["H31", "R1"], ["duplicate-year"]),
        (["H29", "H30", "H29", "H31"], ["duplicate-year"]),
        (["H29", "H29", "H29"], ["duplicate-year", "duplicate-year"]),
        (["H29", "H31", "R3"], ["fiscal-year-order", "fiscal-year-order"]),
    ],
)
def test_the_fiscal_years_follow_one_another(years: list[str], codes: list[str]) -> None:
    found = list(
        check(plan(fiscal_years=years, kpis=[kpi(increments=dict.fromkeys(set(_labels(years)), 1))]))
    )
    assert [issue.code for issue in found if issue.code != "period-end"] == codes


def _labels(years: list[str]) -> list[str]:
    return list({named.year: str(named.year) for named in plan(fiscal_years=years).fiscal_years}.values())


def test_a_year_that_is_named_twice_points_at_the_first() -> None:
    found = _found(
        fiscal_years=["H29", "H30", "平成29年度"],
        period={"end": "2019-03-31"},
        kpis=[kpi(increments={"H29": 1, "H30": 2})],
    )
    (issue,) = found
    assert issue.route == ("fiscal_years", 2)
    assert issue.related[0].route == ("fiscal_years", 0)


def test_a_gap_names_the_year_that_is_expected() -> None:
    issue = _one(
        fiscal_years=["H28", "H30"],
        period={"end": "2019-03-31"},
        kpis=[kpi(increments={"H28": 1, "H30": 2})],
    )
    assert issue.code == "fiscal-year-order"
    assert issue.route == ("fiscal_years", 1)
    assert issue.hint is not None
    assert "H29" in issue.hint.ja
    assert "H29" in issue.hint.en


@pytest.mark.parametrize(
    ("years", "ordered"),
    [
        (["H31", "H30", "H29"], "[H29, H30, H31]"),
        (["H30", "H29", "H31"], "[H29, H30, H31]"),
        (["2018", "2017"], "[2017, 2018]"),
    ],
)
def test_fiscal_years_in_disorder_are_shown_in_order_once(years: list[str], ordered: str) -> None:
    figures = dict.fromkeys(years, 1)
    sufficient = {"unit": "千円", "revenue": figures, "cost": figures}
    found = [
        issue
        for issue in check(
            plan(fiscal_years=years, kpis=[kpi(increments=figures)], self_sufficiency=sufficient)
        )
        if issue.code != "period-end"
    ]
    assert [issue.code for issue in found] == ["fiscal-year-order"]
    assert found[0].hint == (f"年度の順に {ordered} と書いてください", f"write the years in order: {ordered}")


def test_each_missing_year_is_named_in_the_plans_order() -> None:
    found = _found(kpis=[kpi(increments={"H30": 1})])
    assert [(issue.code, issue.route) for issue in found] == [
        ("missing-year", ("kpis", 0, "increments", "H29")),
        ("missing-year", ("kpis", 0, "increments", "H31")),
    ]
    assert "H29" in found[0].message.en


def test_a_level_has_no_target_in_a_year_that_is_not_written() -> None:
    assert _codes(kpis=[kpi(kind="level", targets={"H29": 1, "H31": 1})]) == []


def test_a_null_is_no_missing_year() -> None:
    assert _codes(kpis=[kpi(increments={"H29": None, "H30": None, "H31": 0})]) == []


@pytest.mark.parametrize(
    ("blocks", "route"),
    [
        (
            {"kpis": [kpi(increments={"H29": 1, "H30": 1, "H31": 1, "R2": 1})]},
            ("kpis", 0, "increments", 2020, KEY),
        ),
        ({"budget": {"unit": "円", "total": 9, "years": {"H28": 1}}}, ("budget", "years", 2016, KEY)),
        (
            {"budget": {"unit": "円", "total": 9, "lines": [{"id": "a", "name": "b", "years": {"R2": 1}}]}},
            ("budget", "lines", 0, "years", 2020, KEY),
        ),
        (
            {"self_sufficiency": {"unit": "円", "revenue": {"H28": 1}}},
            ("self_sufficiency", "revenue", 2016, KEY),
        ),
        ({"self_sufficiency": {"unit": "円", "cost": {"H28": 1}}}, ("self_sufficiency", "cost", 2016, KEY)),
        ({"evaluations": [{"fiscal_year": "R2"}]}, ("evaluations", 0, "fiscal_year")),
    ],
)
def test_a_year_that_is_not_of_the_plan_stands_at_its_key(
    blocks: dict[str, Any], route: tuple[str | int, ...]
) -> None:
    issue = _one(**blocks)
    assert (issue.code, issue.route) == ("foreign-year", route)
    assert [related.route for related in issue.related] == [("fiscal_years",)]


@pytest.mark.parametrize("spelled", ["R2", "H32"])
def test_a_year_beyond_a_plan_of_heisei_is_named_in_both_eras(spelled: str) -> None:
    issue = _one(kpis=[kpi(increments={"H29": 1, "H30": 1, "H31": 1, spelled: 1})])
    assert issue.message.en == "H32 (R2) is not a fiscal year of the plan (H29–H31)"


def test_self_sufficiency_may_look_beyond_the_plan() -> None:
    assert _found(self_sufficiency={"unit": "円", "revenue": {"H31": 1, "R4": 5}, "cost": {"R4": 5}}) == []


# Sums


@pytest.mark.parametrize("stated", [60, Decimal("60.0"), "60", "６０"])
def test_a_stated_cumulative_that_is_the_sum_is_right(stated: object) -> None:
    assert _found(kpis=[kpi(stated_cumulative=stated, baseline=1000)]) == []


@pytest.mark.parametrize(
    ("stated", "difference"), [(61, "1"), (59, "-1"), (1060, "1,000"), (Decimal("60.5"), "0.5")]
)
def test_a_stated_cumulative_that_is_not_the_sum_is_wrong(stated: object, difference: str) -> None:
    issue = _one(kpis=[kpi(stated_cumulative=stated, baseline=1000)])
    assert (issue.code, issue.route) == ("cumulative-mismatch", ("kpis", 0, "stated_cumulative"))
    assert f"差 {difference}）" in issue.message.ja
    assert f"difference {difference})" in issue.message.en
    assert issue.hint is not None
    assert "10 + 20 + 30 = 60" in issue.hint.ja
    assert [related.route for related in issue.related] == [("kpis", 0, "increments")]


def test_decimals_add_up_exactly() -> None:
    increments = {"H29": Decimal("0.1"), "H30": Decimal("0.2"), "H31": Decimal("0.3")}
    assert _found(kpis=[kpi(increments=increments, stated_cumulative=Decimal("0.6"))]) == []


def test_nothing_planned_has_no_sum_to_compare() -> None:
    increments = {"H29": None, "H30": None, "H31": None}
    assert _codes(kpis=[kpi(increments=increments, stated_cumulative=0)]) == ["no-target"]


@pytest.mark.parametrize(
    ("years", "codes"),
    [
        ({}, []),
        ({"H31": 40}, []),
        ({"H31": 120}, []),
        ({"H31": 121}, ["budget-over-total"]),
        ({"H29": 60, "H30": 60, "H31": 0}, []),
        ({"H29": 60, "H30": 60, "H31": 1}, ["budget-over-total"]),
        ({"H29": 60, "H30": 50, "H31": 9}, ["budget-sum-mismatch"]),
        ({"H29": 60, "H30": 50, "H31": None}, []),
        ({"H29": Decimal("119.9"), "H30": Decimal("0.1"), "H31": 0}, []),
        ({"H29": Decimal("119.9"), "H30": Decimal("0.09"), "H31": 0}, ["budget-sum-mismatch"]),
    ],
)
def test_the_years_of_the_budget_add_up(years: Mapping[str, object], codes: list[str]) -> None:
    found = _found(budget={"unit": "千円", "total": 120, "years": years})
    assert [issue.code for issue in found] == codes
    for issue in found:
        assert issue.route == ("budget", "total")
        assert [related.route for related in issue.related] == [
            ("budget", "years", {"H29": 2017, "H30": 2018, "H31": 2019}[label]) for label in years
        ]


@pytest.mark.parametrize(
    ("grant", "codes"),
    [
        ({"rate": "1/2", "amount": 60}, []),
        ({"rate": "1/2", "amount": 61}, ["grant-over-limit"]),
        ({"rate": "1/2", "eligible_cost": 100, "amount": 50}, []),
        ({"rate": "1/2", "eligible_cost": 100, "amount": Decimal("50.5")}, ["grant-over-limit"]),
        ({"eligible_cost": 100, "amount": 120}, []),
        ({"eligible_cost": 121}, ["eligible-over-total"]),
        ({"rate": "1/2", "eligible_cost": 120, "amount": 61}, ["grant-over-limit"]),
        ({"rate": "1/2", "eligible_cost": 240, "amount": 121}, ["eligible-over-total", "grant-over-limit"]),
        ({"rate": "1/3", "amount": 40}, []),
        ({"rate": "1/3", "eligible_cost": 100, "amount": Decimal("33.33")}, []),
        ({"rate": "1/3", "eligible_cost": 100, "amount": Decimal("33.34")}, ["grant-over-limit"]),
    ],
)
def test_a_decided_grant_is_at_most_rate_times_cost(grant: dict[str, Any], codes: list[str]) -> None:
    assert _codes(budget={"unit": "千円", "total": 120, "grant": grant}) == codes


def test_a_grant_over_its_limit_points_at_what_was_multiplied() -> None:
    budget = {"unit": "千円", "total": 120, "grant": {"rate": "1/2", "amount": 61}}
    issue = _one(budget=budget)
    assert issue.route == ("budget", "grant", "amount")
    assert [related.route for related in issue.related] == [("budget", "grant", "rate"), ("budget", "total")]
    assert "1/2 × 120千円 = 60千円" in issue.message.ja


# Self-sufficiency


@pytest.mark.parametrize(
    ("revenue", "cost", "claim", "found"),
    [
        ({"H31": 40}, {"H31": 40}, "H31", None),
        ({"H31": 39}, {"H31": 40}, "H31", "no year breaks even"),
        ({"H30": 50, "H31": 50}, {"H30": 40, "H31": 40}, "H31", "break even in H30"),
        ({"H30": 50, "H31": 30}, {"H30": 40, "H31": 40}, "H30", "no year breaks even"),
        ({"H31": 30, "R2": 50}, {"H31": 40, "R2": 40}, "H31", "break even in R2"),
        ({"H31": 30, "R2": 50}, {"H31": 40, "R2": 40}, "R2", None),
        ({}, {}, "H31", None),  # nothing is known either way
        ({"H31": 39}, {"H30": 40}, "H31", None),
        ({"H31": 39}, {"H31": 40}, None, None),  # nothing is claimed
    ],
)
def test_a_claimed_break_even_year_is_the_one_that_the_figures_give(
    revenue: dict[str, int], cost: dict[str, int], claim: str | None, found: str | None
) -> None:
    block = {"unit": "千円", "revenue": revenue, "cost": cost}
    if claim is not None:
        block["break_even_year"] = claim
    issues = _found(self_sufficiency=block)
    if found is None:
        assert issues == []
        return
    (issue,) = issues
    assert (issue.code, issue.route) == ("break-even-claim", ("self_sufficiency", "break_even_year"))
    assert found in issue.message.en
    assert f"claims {claim}" in issue.message.en


# Dates and ids


@pytest.mark.parametrize(
    ("period", "codes"),
    [
        ({"end": "2020-03-31"}, []),
        ({"end": "平成32年３月31日"}, []),
        ({"start": "2017-08-29", "end": "2020-03-31"}, []),
        ({"end": "2020-03-30"}, ["period-end"]),
        ({"end": "2021-03-31"}, ["period-end"]),
        ({"start": "2020-03-31", "end": "2020-03-31"}, []),
        ({"start": "2020-04-01", "end": "2020-03-31"}, ["period-order"]),
        ({"start": "2020-04-01", "end": "2019-03-31"}, ["period-end", "period-order"]),
    ],
)
def test_the_period_ends_with_the_last_fiscal_year_and_after_its_start(
    period: dict[str, str], codes: list[str]
) -> None:
    assert _codes(period=period) == codes


def test_a_period_that_ends_on_another_day_is_a_warning() -> None:
    issue = _one(period={"end": "2021-03-31"})
    assert issue.severity is Severity.WARNING
    assert issue.hint is not None
    assert "2020-03-31" in issue.hint.ja
    assert "R2年度" in issue.hint.ja  # 31 March 2021 is in 令和2年度


def test_ids_are_taken_once_in_each_list() -> None:
    line = {"id": "a", "name": "b", "years": {}}
    content = {"id": "a", "name": "b"}
    found = _found(
        kpis=[kpi(), kpi(id="other", name="宿泊者数"), kpi()],
        budget={"unit": "円", "total": 0, "lines": [line, line]},
        project={"name": "a", "contents": [content, {**content, "id": "visits"}, content]},
    )
    assert [(issue.code, issue.route, issue.related[0].route) for issue in found] == [
        ("duplicate-id", ("kpis", 2, "id"), ("kpis", 0, "id")),
        ("duplicate-id", ("budget", "lines", 1, "id"), ("budget", "lines", 0, "id")),
        ("duplicate-id", ("project", "contents", 2, "id"), ("project", "contents", 0, "id")),
    ]


@pytest.mark.parametrize("name", LEDGER_ITEMS)
def test_no_kpi_takes_the_name_of_a_ledger_item(name: str) -> None:
    issue = _one(kpis=[kpi(id=name)])
    assert (issue.code, issue.route) == ("reserved-id", ("kpis", 0, "id"))
    assert name in issue.message.ja
