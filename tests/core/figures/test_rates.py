"""Rates, standings and the as-of date of everyday KPIs, worked by hand.

And the law that holds them together.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from example import kpi, measured, plan
from yport_cli.core.figures.kpi import KpiOutcome
from yport_cli.core.figures.ledger import Cutoff, Entry, roll_up
from yport_cli.core.figures.outcome import outcome

END = date(2020, 3, 31)
YEARS = ("H29", "H30", "H31")


def level(*targets: int, **fields: Any) -> dict[str, Any]:
    padded = [*([None] * (3 - len(targets))), *targets]
    return {"kind": "level", "targets": dict(zip(YEARS, padded, strict=True)), **fields}


def increments(*figures: object, **fields: Any) -> dict[str, Any]:
    return {"increments": dict(zip(YEARS, figures, strict=True)), **fields}


@pytest.mark.parametrize(
    ("fields", "actuals", "rate", "reason", "shortfall"),
    [
        # 25 is 5 above 20; without a baseline nobody knows how far it came.
        (level(20, direction="decrease"), [25, 25, 25], None, "needs a baseline", 5),
        (level(20, direction="decrease"), [18, 18, 18], None, "needs a baseline", 0),
        # From 10000 up to 9700 is no rise: (9600 − 10000) ÷ (9700 − 10000) would be 133 %.
        (level(9700, baseline=10_000), [9600, 9600, 9600], None, "against the KPI's direction", 100),
        (level(9700, baseline=10_000, rate="ratio"), [9600, 9600, 9600], Fraction(9600, 9700), None, 100),
        # −60 − 40 − 30 = −130 is 10 below −120.
        (increments(-60, -40, -20), [-60, -40, -30], None, "against the KPI's direction", 10),
        # −9.5 + 1.9 + 1.9 = −5.7; −19.3 is 13.6 below it.
        (increments("-9.5", "1.9", "1.9"), [-20, Decimal("0.7"), 0], None, "against", Decimal("13.6")),
        (increments("-9.5", "1.9", "1.9"), [-2, 0, 0], None, "against", 0),
        # Down is better, yet 30 more are planned.
        (increments(10, 10, 10, direction="decrease"), [10, 10, 9], None, "against", 0),
        # From 7 to 12: 8 is 1 of 5, or 8 of 12.
        (level(12, baseline=7), [8, 8, 8], Fraction(1, 5), None, 4),
        (level(12, baseline=7, rate="ratio"), [8, 8, 8], Fraction(2, 3), None, 4),
        # Baseline 100: (100 + 30) ÷ (100 + 60).
        (increments(10, 20, 30, baseline=100, rate="ratio"), [10, 10, 10], Fraction(130, 160), None, 30),
        (increments(10, 20, 30, rate="ratio"), [10, 10, 10], None, "needs a baseline", 30),
        (level(0, rate="ratio"), [5, 5, 5], None, "has a sense only", 0),
        (increments(0, 0, 0), [0, 5, 0], None, "planned change is 0", 0),
    ],
)
def test_a_rate_is_given_where_it_says_what_the_shortfall_says(
    fields: dict[str, Any], actuals: list[Any], rate: Fraction | None, reason: str | None, shortfall: object
) -> None:
    found, _ = measured(dict(zip((2017, 2018, 2019), actuals, strict=True)), END, **fields)
    assert (found.achievement_rate, found.shortfall) == (rate, shortfall)
    assert (found.rate_reason is None) == (reason is None)
    if found.rate_reason is not None and reason is not None:
        assert reason in found.rate_reason.en
    assert found.standing == ("missed" if shortfall else "reached")
    assert found.passes(Fraction(1)) == (not shortfall)


@pytest.mark.parametrize(
    ("fields", "actual", "shortfall", "standing"),
    [
        (increments(-60, -40, -20), -90, 30, "behind"),
        (increments(-60, -40, -20), -40, 0, "on_pace"),
        (level(26_800, 26_600, 26_400, baseline=27_000), 26_700, 100, "behind"),
    ],
)
def test_an_easing_target_is_not_judged_before_the_end(
    fields: dict[str, Any], actual: int, shortfall: int, standing: str
) -> None:
    found, years = measured({2017: actual}, date(2018, 3, 31), **fields)
    assert (found.achieved, found.shortfall, found.achievement_rate, found.required_pace) == (None,) * 4
    assert found.rate_reason is not None
    assert (found.standing, found.standing_year) == (standing, 2017)
    assert years[2017].shortfall == shortfall
    assert found.passes(Fraction(1)) == (standing == "on_pace")


@pytest.mark.parametrize(
    ("actuals", "as_of", "fields", "standing", "year"),
    [
        ({}, END, {}, "not_recorded", None),
        ({2017: 5}, END, increments(None, None, None), "no_target", None),
        ({2017: 60}, date(2017, 6, 1), {}, "reached", None),
        ({2017: 5}, date(2017, 6, 1), {}, "running", None),
        ({2017: 10}, date(2018, 3, 31), {}, "on_pace", 2017),
        ({2017: 9}, date(2018, 3, 31), {}, "behind", 2017),
        ({2017: 10, 2018: 1}, date(2018, 12, 1), {}, "on_pace", 2017),
        ({2017: 10, 2019: 1}, END, {}, "missed", None),
        ({2017: 9}, date(2021, 1, 1), {}, "behind", 2017),  # the last year is not recorded
    ],
)
def test_how_a_kpi_stands(
    actuals: dict[int, int], as_of: date, fields: dict[str, Any], standing: str, year: int | None
) -> None:
    found, _ = measured(actuals, as_of, **fields)
    assert (found.standing, found.standing_year) == (standing, year)


@pytest.mark.parametrize(
    ("rows", "as_of", "basis"),
    [
        ([("2025-09-30", 2025), (None, 2025)], "2025-09-30", "dated_row"),
        ([("2018-04-20", 2017), (None, 2018)], "2019-03-31", "year_row"),
        ([("2018-04-20", 2017), (None, 2017)], "2018-04-20", "dated_row"),
        ([(None, 2017)], "2018-03-31", "year_row"),
        ([], None, None),
    ],
)
def test_a_row_without_a_date_ends_a_year_only_where_no_dated_row_has_come_as_far(
    rows: list[tuple[str | None, int]], as_of: str | None, basis: str | None
) -> None:
    entries = [
        Entry("cost", year, date.fromisoformat(day) if day else date(year + 1, 3, 31), 1, has_date=bool(day))
        for day, year in rows
    ]
    found = roll_up(plan(), entries)
    assert (found.as_of and found.as_of.isoformat(), found.as_of_basis) == (as_of, basis)


def test_the_report_of_a_year_has_its_late_payments_and_nothing_of_the_next_year() -> None:
    subject = plan(fiscal_years=["R5", "R6", "R7"], period={"end": "2026-03-31"}, kpis=[_kpi_of_r5()])
    entries = [
        Entry("execution", 2023, date(2024, 5, 20), 7),
        Entry("visits", 2023, date(2023, 6, 1), 1),
        Entry("visits", 2024, date(2024, 4, 15), 3),
    ]
    found = roll_up(subject, entries, Cutoff(year=2023))
    assert found.actuals == {"execution": {2023: 7}, "visits": {2023: 1}}
    assert (found.as_of, found.money_as_of, found.as_of_basis) == (
        date(2024, 3, 31),
        date(2024, 5, 31),
        "given",
    )
    assert found.has_ended(2023)
    assert found.is_closed(2023)
    assert found.left_out == 1


def _kpi_of_r5() -> dict[str, Any]:
    return kpi(increments={"R5": 1, "R6": 2, "R7": 3})


figures = st.integers(-50, 50)


@given(
    st.lists(figures | st.none(), min_size=3, max_size=3),
    st.dictionaries(st.sampled_from([2017, 2018, 2019]), figures),
    st.sampled_from(["increment", "level"]),
    st.sampled_from(["increase", "decrease"]),
    st.none() | figures,
    st.sampled_from([None, "change", "ratio"]),
    st.sampled_from([date(2017, 6, 1), date(2018, 3, 31), date(2019, 5, 1), END]),
)
def test_a_rate_is_at_least_1_exactly_when_the_target_is_achieved(
    planned: list[int | None],
    actuals: dict[int, int],
    kind: str,
    direction: str,
    baseline: int | None,
    rate: str | None,
    as_of: date,
) -> None:
    series = {"increment": "increments", "level": "targets"}[kind]
    found, years = measured(
        actuals,
        as_of,
        kind=kind,
        direction=direction,
        baseline=baseline,
        rate=rate,
        **{"increments": None, "targets": None} | {series: dict(zip(YEARS, planned, strict=True))},
    )
    parts: list[KpiOutcome | Any] = [found, *years.values()]
    for part in parts:
        assert (part.achievement_rate is None) == (part.rate_reason is not None)
        if part.achievement_rate is not None:
            assert (part.achievement_rate >= 1) == part.achieved
    assert (found.standing in {"reached", "missed"}) <= (found.achieved is not None)
    assert outcome(plan()).kpis[0].rate_reason is not None
