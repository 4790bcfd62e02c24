"""The calculator on cases worked by hand: what it says is what a person with paper finds."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from calculator import answers
from calculator.as_of import Given, Ledger, ledger
from calculator.kpi import kpi_answer, outcome, years_of
from calculator.rates import yardstick

YEARS = ["H29", "H30", "H31"]


def told(*lines: str, as_of: date | None = None, year: int | None = None) -> Ledger:
    """A ledger of lines `date,year of its April,item,amount`."""
    rows: list[Given] = []
    for line in lines:
        day, of, item, amount = line.split(",")
        rows.append(
            (date.fromisoformat(day) if day else None, int(of) if of else None, item, Decimal(amount))
        )
    return ledger(rows, as_of, year)


def by_year(*amounts: str) -> Ledger:
    """A ledger with a row for each of the plan's years, from the first on."""
    return told(*(f",{2017 + place},k,{amount}" for place, amount in enumerate(amounts)))


def increments(*values: str, direction: str = "increase", baseline: int | None = None) -> dict[str, Any]:
    return _kpi("increment", "increments", values, direction, baseline)


def levels(*values: str, direction: str = "increase", baseline: int | None = None) -> dict[str, Any]:
    return _kpi("level", "targets", values, direction, baseline)


def _kpi(
    kind: str, table: str, values: tuple[str, ...], direction: str, baseline: int | None
) -> dict[str, Any]:
    figures = {YEARS[place]: Decimal(value) for place, value in enumerate(values)}
    block = {"id": "k", "name": "k", "unit": "人", "kind": kind, "direction": direction, "baseline": baseline}
    return {**block, table: figures}


def answer(kpi: dict[str, Any], recorded: Ledger) -> dict[str, Any]:
    """The answer of a KPI whose plan has the years of its targets, and whether `--fail-under 100` passes."""
    spellings = [*(kpi.get("increments") or kpi["targets"])]
    found = outcome(yardstick(kpi), years_of(kpi, spellings, recorded), recorded.as_of)
    return {**kpi_answer(kpi, spellings, recorded), "passes": found.passes(100)}


def picked(found: Any, *keys: str) -> tuple[Any, ...]:
    return tuple(found[key] for key in keys)


RATIO = {"rate": "ratio"}


@pytest.mark.parametrize(
    ("kpi", "actuals", "rate_or_reason", "shortfall"),
    [
        # 25 is 5 above 20, and where it started nobody says; 18 is below.
        (levels("20", direction="decrease"), ["25"], "no_baseline", "5"),
        (levels("20", direction="decrease"), ["18"], "no_baseline", "0"),
        # From 10000 up to 9700 is a fall: 9600 is 100 short, and 400 ÷ 300 would be 133 %. 9600 ÷ 9700 =
        # 0.98969072…
        (levels("9700", baseline=10000), ["9600"], "against_direction", "100"),
        (levels("9700", baseline=10000) | RATIO, ["9600"], "0.989691", "100"),
        # The sum −130 is 10 below −120.
        (increments("-60", "-40", "-20"), ["-60", "-40", "-30"], "against_direction", "10"),
        # −9.5 + 1.9 + 1.9 = −5.7; −19.3 is 13.6 below it, −2 is above.
        (increments("-9.5", "1.9", "1.9"), ["-19.3", "0", "0"], "against_direction", "13.6"),
        (increments("-9.5", "1.9", "1.9"), ["-5", "1", "2"], "against_direction", "0"),
        # 13999999 ÷ 14000000 = 0.99999992…, which six places would call 1.
        (increments("14000000"), ["13999999"], "0.9999999", "1"),
        (increments("10000"), ["9996"], "0.9996", "4"),
        # A decrease that plans +30: against its direction, and 29 is fewer.
        (increments("10", "10", "10", direction="decrease"), ["10", "10", "9"], "against_direction", "0"),
        # From 7 to 12: 8 is 1 of 5, and 8 of 12.
        (levels("12", baseline=7), ["8"], "0.2", "4"),
        (levels("12", baseline=7) | RATIO, ["8"], "0.666667", "4"),
        # 5 of 0 is no rate, yet nothing is short.
        (increments("0"), ["5"], "no_change", "0"),
    ],
)
def test_a_plan_that_is_over(
    kpi: dict[str, Any], actuals: list[str], rate_or_reason: str, shortfall: str
) -> None:
    found = answer(kpi, by_year(*actuals))
    rate, reason = picked(found, "achievement_rate", "rate_reason")
    assert (reason if rate is None else rate) == (
        Decimal(rate_or_reason) if rate_or_reason[0] == "0" else rate_or_reason
    )
    assert found["shortfall"] == Decimal(shortfall)
    reached = shortfall == "0"
    standing = "reached" if reached else "missed"
    assert picked(found, "achieved", "passes", "standing") == (reached, reached, standing)


@pytest.mark.parametrize(
    ("kpi", "actual", "shortfall", "standing"),
    [
        # −90 is 30 below −60; −40 is above.
        (increments("-60", "-40", "-20"), "-90", 30, "behind"),
        (increments("-60", "-40", "-20"), "-40", 0, "on_pace"),
        # 26700 is 100 below the 26800 of its year, though it is above the 26400 of the last.
        (levels("26800", "26600", "26400", baseline=27000), "26700", 100, "behind"),
    ],
)
def test_an_easing_target_is_judged_by_its_years_until_the_end(
    kpi: dict[str, Any], actual: str, shortfall: int, standing: str
) -> None:
    found = answer(kpi, by_year(actual))
    assert picked(found, "achievement_rate", "shortfall", "required_pace", "achieved") == (None,) * 4
    assert picked(found, "rate_reason", "standing", "standing_year") == ("easing", standing, 2017)
    assert found["passes"] == (standing == "on_pace")
    assert picked(found["years"][0], "shortfall", "rate_reason") == (shortfall, "against_direction")


def test_the_pace_counts_the_months_after_that_of_the_as_of_date() -> None:
    # 14,000,000 − 3,300,000 = 10,700,000; March 2019 to March 2020 are 13 months; ÷ 13 = 823,076.923076…
    kpi = increments("1000000", "3000000", "10000000")
    found = answer(kpi, told("2017-06-01,,k,750000", "2019-02-01,,k,2550000"))
    assert picked(found, "shortfall", "months_left") == (10_700_000, 13)
    assert found["required_pace"] == Decimal("823076.923077")
    # H29 has ended, 250,000 short; H30 is still running.
    assert picked(found, "standing", "standing_year", "recorded_until") == ("behind", 2017, "2019-02-01")
    assert [year["in_progress"] for year in found["years"]] == [False, True, False]


def test_a_gap_is_marked_a_leading_one_too() -> None:
    found = answer(increments("1", "1", "1"), told(",2018,k,5"))
    assert [year["cumulative_actual"] for year in found["years"]] == [None, 5, None]
    assert [year["incomplete"] for year in found["years"]] == [False, True, False]
    assert found["incomplete"]


@pytest.mark.parametrize(
    ("lines", "as_of", "basis"),
    [
        # A dated row counts to R7 already: a year row of R7 does not end it.
        (["2025-09-30,,event,1", ",2025,event,5"], "2025-09-30", "dated_row"),
        # The payment of April is of H29: the year row of H30 speaks for a later year.
        (["2018-04-20,2017,execution,1", ",2018,execution,5"], "2019-03-31", "year_row"),
        (["2018-04-20,2017,execution,1", ",2017,execution,5"], "2018-04-20", "dated_row"),
        ([",2017,execution,5"], "2018-03-31", "year_row"),
        ([], None, None),
    ],
)
def test_the_as_of_date(lines: list[str], as_of: str | None, basis: str | None) -> None:
    found = told(*lines)
    assert (found.as_of and found.as_of.isoformat(), found.basis) == (as_of, basis)


def test_with_a_day_given_later_days_and_years_that_begin_later_are_left_out() -> None:
    lines = ["2018-06-30,,k,1", "2018-07-01,,k,2", ",2018,k,4", ",2019,k,8"]
    assert [row.amount for row in told(*lines, as_of=date(2018, 6, 30)).rows] == [1, 4]


def test_the_report_of_a_year_holds_its_late_payments_and_nothing_of_the_next() -> None:
    lines = ["2024-05-20,2023,execution,7", "2024-04-15,,k,3", "2023-06-01,,k,1"]
    found = told(*lines, year=2023)
    assert [row.amount for row in found.rows] == [7, 1]
    assert (found.as_of, found.money_as_of) == (date(2024, 3, 31), date(2024, 5, 31))


def test_money_of_a_year_with_a_supplement_and_a_carry_over() -> None:
    years = {"R5": 30000, "R6": 30000, "R7": 30000}
    plan = _plan(
        {
            "total": 90000,
            "years": years,
            "grant": {"rate": "1/2", "eligible_cost": 80000, "amount": None},
        },
        ["R5", "R6", "R7"],
    )
    rows = [",2023,supplement,1000", ",2023,carried_out,1200", "2024-04-30,2023,execution,29500"]
    found = answers.budget(plan, told(*rows, as_of=date(2024, 5, 30)))
    # 30000 + 1000; − 1200; 29500 ÷ 31000 = 0.95161290…; 29800 − 29500
    of_year = ("appropriated", "available", "execution_rate", "balance", "closed")
    assert picked(found["years"][0], *of_year) == (31000, 29800, Decimal("0.951613"), 300, False)
    assert picked(found["years"][1], "carried_in", "appropriated") == (1200, 31200)
    # 91000 − 29500; 29500 ÷ 91000 = 0.32417582…; half of 80000
    of_plan = ("appropriated", "balance", "execution_rate", "grant", "grant_basis", "own_funds")
    assert picked(found, *of_plan) == (91000, 61500, Decimal("0.324176"), 40000, "eligible", 50000)
    assert answers.budget(plan, told(*rows, as_of=date(2024, 5, 31)))["years"][0]["closed"]


GRANT_BY_YEAR = {
    "total": 90000,
    "years": {"R5": 30000, "R6": 30000, "R7": 30000},
    "grant": {
        "rate": "1/2",
        "eligible_cost": {"R5": 28000, "R6": 27000, "R7": 25000},
        "amount": {"R5": 14000, "R6": 13500},
    },
}


def test_a_year_from_decision_to_settlement() -> None:
    plan = _plan(GRANT_BY_YEAR, ["R5", "R6", "R7"])
    rows = [
        *("2023-04-01,2023,grant_decided,14000", ",2023,supplement,1000", ",2023,carried_out,1200"),
        *("2023-10-01,2023,grant_received,7000", ",2023,execution,29500", ",2023,ineligible,2100"),
    ]
    before = answers.budget(plan, told(*rows))["years"][0]
    assert picked(before, "grant_due", "grant_to_receive", "grant_to_return") == (None, None, None)
    rows += ["2024-04-20,2023,grant_settled,13700", "2024-04-30,2023,grant_received,6700"]
    found = answers.budget(plan, told(*rows))
    first = found["years"][0]
    assert picked(first, "appropriated", "available", "executed", "balance") == (31000, 29800, 29500, 300)
    # 29500 − 2100; 1/2 × 27400 = 13700 = 7000 + 6700
    of_grant = ("eligible_executed", "grant_settled", "grant_received", "grant_to_receive", "grant_to_return")
    assert picked(first, *of_grant) == (27400, 13700, 13700, 0, 0)
    assert picked(found["years"][1], "carried_in", "appropriated") == (1200, 31200)
    # 14000 + 13500 + 1/2 × 25000
    assert picked(found, "grant", "grant_basis", "eligible_cost", "own_funds") == (
        40000,
        "eligible",
        80000,
        50000,
    )


@pytest.mark.parametrize(("returned", "to_return"), [("300", 0), ("0", 300)])
def test_what_was_received_too_much_goes_back_and_is_not_receivable(returned: str, to_return: int) -> None:
    rows = [",2023,grant_settled,13700", ",2023,grant_received,14000", f",2023,grant_returned,{returned}"]
    year = answers.budget(_plan(GRANT_BY_YEAR, ["R5", "R6", "R7"]), told(*rows))["years"][0]
    assert picked(year, "grant_to_receive", "grant_to_return") == (0, to_return)


def test_a_rate_of_0_gives_no_grant() -> None:
    rate = {"H28": "1/2", "H29": "1/2", "H30": "1/2", "H31": "0", "H32": "0"}
    plan = _plan({"total": 90, "years": {"H28": 30, "H29": 20, "H30": 10}, "grant": {"rate": rate}}, [*rate])
    found = answers.budget(plan, told())
    assert [year["grant"] for year in found["years"]] == [15, 10, 5, 0, 0]
    assert picked(found, "grant", "grant_rate", "grant_basis") == (30, None, "upper_limit")


def test_a_supplement_alone_is_no_spending() -> None:
    plan = _plan({"total": 120, "years": {"H31": 40}, "grant": {"rate": "1/2"}})
    found = answers.budget(plan, told(",2018,supplement,-41"))
    keys = ("supplement", "appropriated", "executed", "balance", "execution_rate")
    assert picked(found, *keys) == (-41, 79, None, None, None)
    assert picked(found["years"][1], "supplement", "appropriated", "balance") == (-41, None, None)
    assert picked(found, "stated", "not_stated", "grant", "grant_basis") == (40, 80, 60, "upper_limit")


@pytest.mark.parametrize(
    ("revenue", "cost", "told_of"),
    [
        # H29 covers its cost by 10, H30 falls back by 10: 30 ÷ 40.
        ({"H29": 50, "H30": 30}, {"H29": 40, "H30": 40}, (None, -10, Decimal("0.75"))),
        # 37200 − 40740; 37200 ÷ 40740 = 0.91310751…
        ({"H31": 37200}, {"H31": 40740}, (None, -3540, Decimal("0.913108"))),
        # A year without cost breaks nothing even; H30 is the first that does, and H31 without cost is no
        # fall.
        ({"H29": 5, "H30": 8, "H31": -3}, {"H29": 0, "H30": 8, "H31": 0}, (2018, 0, 1)),
        # Negative net revenue is a figure like any other: −6 ÷ 4.
        ({"H29": -6}, {"H29": 4}, (None, -10, Decimal("-1.5"))),
    ],
)
def test_break_even(revenue: dict[str, int], cost: dict[str, int], told_of: tuple[object, ...]) -> None:
    plan = _plan({"total": 1}) | {"self_sufficiency": {"unit": "千円", "revenue": revenue, "cost": cost}}
    found = answers.breakeven(plan, told())
    assert found is not None
    assert picked(found, "break_even_year", "margin", "coverage") == told_of


def test_the_ledger_replaces_what_the_plan_says_of_years_that_have_ended_and_needs_no_plan() -> None:
    rows = told("2017-06-30,,revenue,9", "2018-06-30,,cost,9")
    block = {"self_sufficiency": {"unit": "円", "revenue": {"H29": 1}, "cost": {"H29": 2, "H30": 3}}}
    found = answers.breakeven(_plan({"total": 1}) | block, rows)
    assert found is not None
    keys = ("revenue", "revenue_basis", "cost", "cost_basis")
    assert [picked(year, *keys) for year in found["years"][:2]] == [
        (9, "ledger", 2, "plan"),
        (None, None, 3, "plan"),
    ]
    alone = answers.breakeven(_plan({"total": 1}), rows)
    assert alone is not None
    assert picked(alone["years"][0], "revenue", "cost") == (9, None)


def _plan(budget: dict[str, Any], years: list[str] = YEARS) -> dict[str, Any]:
    heading = {"id": "p", "name": "p", "authors": ["x"], "fiscal_years": years, "kpis": []}
    return {**heading, "budget": {"unit": "千円", **budget}}
