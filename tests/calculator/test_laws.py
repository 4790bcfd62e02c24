"""Laws of the calculator itself, over plans and ledgers drawn at random."""

from random import Random
from typing import Any

import pytest

from calculator import answers
from calculator.as_of import Given, ledger
from calculator.generator import Sample, sample

SAMPLES = [sample(f"law {seed}") for seed in range(60)]


def _told(drawn: Sample, rows: list[Given]) -> list[Any]:
    found = ledger(rows, drawn.as_of, drawn.year)
    return [answer(drawn.plan, found) for answer in (answers.status, answers.budget, answers.breakeven)]


KPIS = [kpi for drawn in SAMPLES for kpi in _told(drawn, drawn.rows)[0]["kpis"]]


@pytest.mark.parametrize("kpi", KPIS)
def test_a_rate_is_at_least_1_exactly_when_the_target_is_achieved(kpi: dict[str, Any]) -> None:
    for judged in (kpi, *kpi["years"]):
        assert (judged["achievement_rate"] is None) != (judged["rate_reason"] is None)
        if judged["achievement_rate"] is not None:
            assert (judged["achievement_rate"] >= 1) == (judged["shortfall"] == 0)


@pytest.mark.parametrize("kpi", KPIS)
def test_the_standing_agrees_with_what_is_achieved(kpi: dict[str, Any]) -> None:
    standing, achieved = kpi["standing"], kpi["achieved"]
    assert (standing == "reached") == bool(achieved)
    assert (standing == "missed") <= (achieved is False and kpi["months_left"] == 0)
    assert (standing == "not_recorded") <= (kpi["recorded_until"] is None)
    assert (standing in {"on_pace", "behind"}) == (kpi["standing_year"] is not None)
    for year in kpi["years"]:
        if year["fiscal_year"] == kpi["standing_year"]:
            assert (year["shortfall"] == 0) == (standing == "on_pace")


@pytest.mark.parametrize("drawn", SAMPLES)
def test_neither_the_order_of_rows_nor_splitting_one_changes_anything(drawn: Sample) -> None:
    dice = Random(0)  # noqa: S311 - any order will do
    levels = {kpi["id"] for kpi in drawn.plan["kpis"] if kpi["kind"] == "level"}
    rows = drawn.rows.copy()
    splittable = [row for row in rows if row[2] not in levels]
    for day, year, item, amount in dice.sample(splittable, min(3, len(splittable))):
        rows.remove((day, year, item, amount))
        rows += [(day, year, item, 7), (day, year, item, amount - 7)]
    dice.shuffle(rows)
    assert _told(drawn, rows) == _told(drawn, drawn.rows)


@pytest.mark.parametrize("drawn", SAMPLES)
def test_what_is_spent_and_planned_in_years_adds_up_to_what_is_told_of_the_plan(drawn: Sample) -> None:
    _, budget, _ = _told(drawn, drawn.rows)
    for plan_key, year_key in (("stated", "planned"), ("supplement", "supplement"), ("executed", "executed")):
        assert (budget[plan_key] or 0) == sum(year[year_key] or 0 for year in budget["years"])


def test_what_is_drawn_holds_every_standing_and_every_reason() -> None:
    words = "reached missed on_pace behind running not_recorded no_target"
    assert {kpi["standing"] for kpi in KPIS} == {*words.split()}
    reasons = "nothing_recorded no_target easing against_direction no_change no_baseline ratio_without_sense"
    assert {year["rate_reason"] for kpi in KPIS for year in (kpi, *kpi["years"])} == {None, *reasons.split()}
