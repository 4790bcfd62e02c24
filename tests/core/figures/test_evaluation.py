"""The examples that define the grades, their borders, and the cases that no example covers.

Worked by hand.
"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from example import kpi, plan
from yport_cli.core.figures.evaluation import Grade, common_year, suggestion
from yport_cli.core.figures.ledger import Ledger
from yport_cli.core.figures.outcome import Outcome, outcome
from yport_cli.core.issues.issue import Refusal
from yport_cli.core.numbers.number import Number

END = date(2020, 3, 31)


def _outcome(actual: Number | None, **fields: Any) -> Outcome:
    """One KPI with a target of 100 for the plan's only year, 10 before the start, and `actual` recorded."""
    fields = {"kind": "level", "baseline": 10, "targets": {"H31": 100}, **fields}
    ledger = Ledger({} if actual is None else {"visits": {2019: actual}}, END)
    return outcome(plan(fiscal_years=["H31"], kpis=[kpi(**fields)]), ledger)


def _grade(actual: Number | None, **fields: Any) -> Grade | None:
    return suggestion(_outcome(actual, **fields), 2019).grade


# Of a level from 10 to 100 the rate is (actual − 10) ÷ 90: 73 is 70 %, 82 is 80 %.
@pytest.mark.parametrize(
    ("actual", "grade", "standing"),
    [
        (101, Grade.VERY_EFFECTIVE, "passed"),
        (Decimal("100.01"), Grade.VERY_EFFECTIVE, "passed"),
        (100, None, "on_target"),
        (Decimal("99.99"), None, "between"),
        (Decimal("82.01"), None, "between"),
        (82, Grade.QUITE_EFFECTIVE, "most"),
        (73, Grade.QUITE_EFFECTIVE, "most"),
        (Decimal("72.99"), Grade.EFFECTIVE, "better"),
        (11, Grade.EFFECTIVE, "better"),
        (10, None, "no_change"),
        (9, Grade.NOT_EFFECTIVE, "worse"),
        (None, None, "not_recorded"),
    ],
)
def test_a_grade_is_suggested_only_where_an_example_decides(
    actual: Number | None, grade: Grade | None, standing: str
) -> None:
    found = suggestion(_outcome(actual), 2019)
    assert found.grade is grade
    assert [one.verdict for one in found.kpis] == [standing]


# From 100 down to 10 the rate is (100 − actual) ÷ 90: 37 is 70 %, 28 is 80 %.
@pytest.mark.parametrize(
    ("actual", "grade"),
    [
        (9, Grade.VERY_EFFECTIVE),
        (10, None),
        (28, Grade.QUITE_EFFECTIVE),
        (37, Grade.QUITE_EFFECTIVE),
        (38, Grade.EFFECTIVE),
        (100, None),
        (101, Grade.NOT_EFFECTIVE),
    ],
)
def test_a_kpi_that_should_fall_is_turned_round(actual: int, grade: Grade | None) -> None:
    assert _grade(actual, direction="decrease", baseline=100, targets={"H31": 10}) is grade


def test_of_increments_what_counts_is_the_cumulative_up_to_the_year() -> None:
    # 10 + 20 planned by H30; 12 and 9 recorded: H29 alone is passed, 21 of 30 is 70 %.
    ledger = Ledger({"visits": {2017: 12, 2018: 9}}, date(2019, 3, 31))
    result = outcome(plan(), ledger)
    assert suggestion(result, 2017).grade is Grade.VERY_EFFECTIVE
    of_second = suggestion(result, 2018)
    assert of_second.grade is Grade.QUITE_EFFECTIVE
    assert [(one.target, one.actual) for one in of_second.kpis] == [(30, 21)]
    assert suggestion(result, 2019).grade is None


def test_increments_below_zero_are_worse_than_before() -> None:
    assert suggestion(outcome(plan(), Ledger({"visits": {2017: -1}}, END)), 2017).grade is Grade.NOT_EFFECTIVE
    assert suggestion(outcome(plan(), Ledger({"visits": {2017: 0}}, END)), 2017).grade is None


def test_kpis_that_differ_decide_nothing_and_the_reason_says_so() -> None:
    kpis = [kpi(), kpi(id="stays", name="宿泊者数")]
    ledger = Ledger({"visits": {2017: 11}, "stays": {2017: 7}}, END)
    found = suggestion(outcome(plan(kpis=kpis), ledger), 2017)
    assert found.grade is None
    assert found.reason.ja == (
        "来訪者数: 達成率 110.0%（変化の割合。目標を上回る）、宿泊者数: 達成率 70.0%（変化の割合。目標の70〜80%）。"
        "KPIにより区分が異なり、例示からは定まりません"
    )
    assert "The KPIs differ" in found.reason.en


def test_kpis_that_agree_decide_together() -> None:
    kpis = [kpi(), kpi(id="stays", name="宿泊者数")]
    ledger = Ledger({"visits": {2017: 11}, "stays": {2017: 12}}, END)
    found = suggestion(outcome(plan(kpis=kpis), ledger), 2017)
    assert found.grade is Grade.VERY_EFFECTIVE
    assert found.reason.en == (
        "来訪者数: a rate of 110.0% (change; passed the target); 宿泊者数: a rate of 120.0% (change; passed the target)"
    )


def test_a_running_year_and_one_after_a_gap_are_not_graded() -> None:
    running = suggestion(outcome(plan(), Ledger({"visits": {2017: 99}}, date(2018, 3, 30))), 2017)
    assert [one.verdict for one in running.kpis] == ["in_progress"]
    gap = suggestion(outcome(plan(), Ledger({"visits": {2017: 1, 2019: 99}}, END)), 2019)
    assert [one.verdict for one in gap.kpis] == ["incomplete"]
    assert running.grade is gap.grade is None


def test_a_level_that_cannot_be_compared_with_before_is_not_graded() -> None:
    assert _grade(101, baseline=None) is Grade.VERY_EFFECTIVE
    assert _grade(75, baseline=None) is Grade.QUITE_EFFECTIVE
    assert _grade(50, baseline=None) is None


def test_a_year_without_a_target_is_not_graded() -> None:
    result = outcome(
        plan(kpis=[kpi(kind="level", targets={"H29": None, "H30": 5, "H31": 6})]),
        Ledger({"visits": {2017: 9}}, END),
    )
    assert [one.verdict for one in suggestion(result, 2017).kpis] == ["no_target"]


def test_the_year_to_evaluate_is_the_last_that_had_ended_or_the_first() -> None:
    for as_of, year in [(date(2018, 3, 30), 2017), (date(2018, 3, 31), 2017), (date(2019, 6, 1), 2018)]:
        assert common_year([outcome(plan(), Ledger({}, as_of))], None) == year
    assert common_year([outcome(plan())], None) == 2017
    assert common_year([outcome(plan())], 2019) == 2019


def test_plans_that_differ_in_their_year_need_one_to_be_named() -> None:
    outcomes = [outcome(plan()), outcome(plan(), Ledger({}, END))]
    with pytest.raises(Refusal, match="different years"):
        common_year(outcomes, None)
    assert common_year(outcomes, 2018) == 2018
    with pytest.raises(Refusal, match="is not a fiscal year of"):
        common_year(outcomes, 2020)
