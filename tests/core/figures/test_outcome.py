"""Laws that hold for every plan and every ledger."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from example import kpi, plan, yport
from yport_cli.core.figures.ledger import EMPTY, Ledger
from yport_cli.core.figures.outcome import Outcome, outcome
from yport_cli.core.numbers.number import Number, Quantity

YEARS = {2017: "H29", 2018: "H30", 2019: "H31"}

figures = st.integers(-(10**12), 10**12) | st.decimals(-(10**6), 10**6, places=3)
tables = st.fixed_dictionaries(dict.fromkeys(YEARS.values(), st.none() | figures))
actuals = st.dictionaries(st.sampled_from(list(YEARS)), figures)
directions = st.sampled_from(["increase", "decrease"])
days = st.none() | st.dates(date(2016, 4, 1), date(2021, 3, 31))


@st.composite
def kpis(draw: st.DrawFn, identifier: str = "visits") -> dict[str, Any]:
    kind = draw(st.sampled_from(["increment", "level"]))
    table = "increments" if kind == "increment" else "targets"
    return kpi(
        id=identifier,
        kind=kind,
        direction=draw(directions),
        baseline=draw(st.none() | figures),
        **{table: draw(tables)},
    )


def test_an_outcome_keeps_its_plan_and_its_ledger() -> None:
    real = yport()
    assert outcome(real).plan is real
    assert outcome(real).ledger is EMPTY
    assert EMPTY.as_of is None
    assert not EMPTY.actual("orders")


@pytest.mark.slow
@given(tables, figures, actuals)
def test_the_cumulative_is_the_sum_of_the_increments(
    increments: dict[str, Number | None], baseline: Number, recorded: dict[int, Number]
) -> None:
    found = outcome(
        plan(kpis=[kpi(increments=increments, baseline=baseline)]), Ledger({"visits": recorded})
    ).kpis[0]
    in_order = [increments[label] for label in YEARS.values()]
    known = [Fraction(figure) for figure in in_order if figure is not None]
    assert _exact(found.cumulative_target) == (sum(known) if known else None)
    assert _exact(found.cumulative_actual) == (sum(map(Fraction, recorded.values())) if recorded else None)
    for position, year in enumerate(found.years, start=1):
        so_far = [Fraction(figure) for figure in in_order[:position] if figure is not None]
        assert _exact(year.cumulative_target) == (sum(so_far) if so_far else None)
    assert found.years[-1].cumulative_target == found.cumulative_target


@pytest.mark.slow
@given(st.permutations(["a", "b", "c"]), st.data())
def test_the_order_of_kpis_does_not_matter(order: list[str], data: st.DataObject) -> None:
    blocks = {name: data.draw(kpis(name)) for name in ("a", "b", "c")}
    ledger = Ledger({name: data.draw(actuals) for name in ("a", "b")}, data.draw(days))
    before = outcome(plan(kpis=list(blocks.values())), ledger)
    after = outcome(plan(kpis=[blocks[name] for name in order]), ledger)
    assert {found.kpi.id: found for found in before.kpis} == {found.kpi.id: found for found in after.kpis}
    assert [found.kpi.id for found in after.kpis] == order
    assert (before.budget, before.break_even) == (after.budget, after.break_even)


amounts = st.integers(0, 10**12) | st.decimals(0, 10**6, places=3)


@pytest.mark.slow
@given(
    kpis(),
    actuals,
    days,
    amounts,
    st.dictionaries(st.sampled_from(list(YEARS.values())), st.none() | amounts),
    st.fractions(0, 1, max_denominator=12),
    st.integers(1, 1000) | st.decimals("0.001", "1000", places=3),
)
def test_scaling_all_amounts_scales_amounts_and_leaves_rates_alone(
    block: dict[str, Any],
    recorded: dict[int, Number],
    as_of: date | None,
    total: Number,
    stated: dict[str, Number | None],
    rate: Fraction,
    factor: Number,
) -> None:
    def scaled(times: Number) -> Outcome:
        tables = {
            name: {year: _times(times, figure) for year, figure in block[name].items()}
            for name in ("increments", "targets")
            if name in block
        }
        money = {year: _times(times, figure) for year, figure in stated.items()}
        budget: dict[str, Any] = {"unit": "円", "total": _times(times, total), "years": money}
        budget["grant"] = {"rate": f"{rate.numerator}/{rate.denominator}"}
        changed = plan(
            kpis=[{**block, **tables, "baseline": _times(times, block["baseline"])}],
            budget=budget,
            self_sufficiency={"unit": "円", "revenue": money, "cost": {"H30": _times(times, total)}},
        )
        rows = {year: _sure(_times(times, figure)) for year, figure in recorded.items()}
        return outcome(changed, Ledger({"visits": rows}, as_of))

    before, after = scaled(1), scaled(factor)
    assert _rates(before) == _rates(after)
    times = Fraction(factor)
    assert [None if value is None else value * times for value in _amounts(before)] == _amounts(after)


def _rates(result: Outcome) -> list[object]:
    """What no unit changes."""
    assert result.break_even is not None
    return [
        result.kpis[0].achievement_rate,
        *(year.achievement_rate for year in result.kpis[0].years),
        result.kpis[0].achieved,
        result.break_even.break_even_year,
        result.break_even.coverage,
        result.budget.grant_rate,
        result.budget.grant_is_upper_limit,
    ]


def _amounts(result: Outcome) -> list[Fraction | None]:
    found, budget, even = result.kpis[0], result.budget, result.break_even
    assert even is not None
    measured: list[Quantity | None] = [
        found.cumulative_target,
        found.cumulative_actual,
        found.target_level,
        found.actual_level,
        found.shortfall,
        found.required_pace,
        budget.total,
        budget.stated,
        budget.not_stated,
        budget.grant,
        budget.own_funds,
        even.margin,
    ]
    for year in found.years:
        measured += [
            year.target,
            year.actual,
            year.cumulative_target,
            year.cumulative_actual,
            year.shortfall,
        ]
    return [_exact(value) for value in measured]


@pytest.mark.slow
@given(kpis(), actuals, days)
def test_a_shortfall_is_never_negative_and_0_exactly_when_the_target_is_reached(
    block: dict[str, Any], recorded: dict[int, Number], as_of: date | None
) -> None:
    found = outcome(plan(kpis=[block]), Ledger({"visits": recorded}, as_of)).kpis[0]
    for shortfall in (found.shortfall, *(year.shortfall for year in found.years)):
        assert shortfall is None or not str(shortfall).startswith("-")
    assert found.achieved == (None if found.shortfall is None else found.shortfall == 0)


@pytest.mark.slow
@given(kpis(), actuals, days)
def test_what_is_unknown_makes_unknown_whatever_follows_from_it(
    block: dict[str, Any], recorded: dict[int, Number], as_of: date | None
) -> None:
    found = outcome(plan(kpis=[block]), Ledger({"visits": recorded}, as_of)).kpis[0]
    if not recorded:
        assert (found.cumulative_actual, found.actual_level, found.shortfall) == (None, None, None)
        assert (found.achievement_rate, found.required_pace, found.achieved) == (None, None, None)
    for year in found.years:
        assert (year.actual is None) == (year.fiscal_year not in recorded)
        if year.actual is None and block["kind"] == "level":
            assert (year.achievement_rate, year.shortfall) == (None, None)


def _times(factor: Number, figure: Number | None) -> Number | None:
    if figure is None:
        return None
    if isinstance(factor, int) and isinstance(figure, int):
        return figure * factor
    return Decimal(figure) * Decimal(factor)


def _sure(figure: Number | None) -> Number:
    assert figure is not None
    return figure


def _exact(value: Quantity | None) -> Fraction | None:
    return None if value is None else Fraction(value)
