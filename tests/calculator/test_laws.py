"""Laws of the calculator itself, over plans and ledgers drawn at random."""

from itertools import pairwise
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
    pairs = [("stated", "planned"), ("supplement", "supplement"), ("executed", "executed")]
    of_grant = ("decided", "received", "settled", "returned")
    pairs += [(f"grant_{name}", f"grant_{name}") for name in of_grant]
    for plan_key, year_key in pairs:
        assert (budget[plan_key] or 0) == sum(year[year_key] or 0 for year in budget["years"])


@pytest.mark.parametrize("drawn", SAMPLES)
def test_what_is_to_come_and_to_go_back_settles_each_year(drawn: Sample) -> None:
    _, budget, _ = _told(drawn, drawn.rows)
    for year in budget["years"]:
        due, to_receive, to_return = (year[f"grant_{name}"] for name in ("due", "to_receive", "to_return"))
        if to_receive is None or to_return is None:
            continue
        received, returned = (year[f"grant_{name}"] or 0 for name in ("received", "returned"))
        assert to_receive >= 0 <= to_return
        assert to_receive == 0 or received + to_receive == due
        assert to_return == 0 or received - returned - to_return == due
    for name in ("grant_to_receive", "grant_to_return"):
        begun = [year for year in budget["years"] if _has_begun(year)]
        amounts = [year[name] for year in begun]
        assert (budget[name] is None) == (None in amounts or not begun)
        if budget[name] is not None:
            assert abs(budget[name] - sum(amounts)) < 1e-5


def _has_begun(year: dict[str, Any]) -> bool:
    of_grant = (year[f"grant_{name}"] for name in ("decided", "received", "settled", "returned"))
    return any(amount is not None for amount in (year["executed"], *of_grant))


@pytest.mark.parametrize("drawn", SAMPLES)
def test_each_year_s_money_is_its_own_and_what_is_carried_over_goes_into_the_next(drawn: Sample) -> None:
    _, budget, _ = _told(drawn, drawn.rows)
    for before, year in pairwise(budget["years"]):
        if before["fiscal_year"] + 1 == year["fiscal_year"]:
            assert year["carried_in"] == before["carried_out"]
    for year in budget["years"]:
        if year["planned"] is None:
            assert year["appropriated"] is year["available"] is year["balance"] is None
            continue
        came = year["planned"] + (year["supplement"] or 0) + (year["carried_in"] or 0)
        assert abs(year["appropriated"] - came) < 1e-5
        assert abs(year["available"] - came + (year["carried_out"] or 0)) < 1e-5
        if year["executed"] is not None:
            assert abs(year["balance"] - year["available"] + year["executed"]) < 1e-5
        assert year["unused"] == (year["balance"] if year["closed"] else None)
        if year["carried_in_executed"] is not None:
            assert year["executed"] - year["carried_in_executed"] >= 0 or year["executed"] < 0


@pytest.mark.parametrize("drawn", SAMPLES)
def test_the_sources_of_money_add_up_to_what_a_year_costs(drawn: Sample) -> None:
    _, budget, _ = _told(drawn, drawn.rows)
    for place, year in enumerate(budget["years"]):
        if year["own_funds"] is not None:
            others = sum(source["years"][place]["amount"] or 0 for source in budget["funding"])
            assert abs(year["grant"] + others + year["own_funds"] - year["planned"]) < 1e-5


def test_what_is_drawn_holds_every_way_to_say_a_grant() -> None:
    budgets = [_told(drawn, drawn.rows)[1] for drawn in SAMPLES]
    years = [year for budget in budgets for year in budget["years"]]
    assert {year["grant_due_basis"] for year in years} == {None, "settled", "executed", "upper_limit"}
    assert {year["grant_basis"] for year in years} == {None, "decided", "eligible", "upper_limit"}
    assert {budget["total"] is None for budget in budgets} == {True, False}
    assert any(budget["funding"] for budget in budgets)
    assert any(year["carried_in_executed"] for year in years)


def test_what_is_drawn_holds_every_standing_and_every_reason() -> None:
    words = "reached missed on_pace behind running not_recorded no_target"
    assert {kpi["standing"] for kpi in KPIS} == {*words.split()}
    reasons = "nothing_recorded no_target easing against_direction no_change no_baseline ratio_without_sense"
    assert {year["rate_reason"] for kpi in KPIS for year in (kpi, *kpi["years"])} == {None, *reasons.split()}
