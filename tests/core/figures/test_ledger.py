"""Rolling up, worked by hand and by law."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from example import kpi, plan, yport
from ledger_example import SMALL, YPORT_ENTRIES, small_plan
from yport_cli.core.figures.item_names import item_called
from yport_cli.core.figures.ledger import (
    EMPTY,
    Cutoff,
    Entry,
    Item,
    Ledger,
    converted,
    find_kpi,
    fiscal_year_of_row,
    is_settled_in,
    ledger_item,
    roll_up,
)
from yport_cli.core.figures.outcome import outcome
from yport_cli.core.issues.issue import Refusal
from yport_cli.core.numbers.number import Number, rounded
from yport_cli.core.plan.plan import LEDGER_ITEMS, Plan


def _entry(item: str, day: str, amount: Number, year: int | None = None) -> Entry:
    on = date.fromisoformat(day)
    return Entry(item, on.year - (on.month < 4) if year is None else year, on, amount)


def test_the_rows_of_the_real_plan_roll_up_to_the_figures_worked_by_hand() -> None:
    ledger = roll_up(yport(), YPORT_ENTRIES)
    assert ledger.actuals == {"orders": {2017: 800_000, 2018: 2_500_000}, "surveys": {2017: 8, 2018: 7}}
    assert ledger.as_of == date(2019, 2, 1)
    assert ledger.left_out == 0
    orders, surveys, briefings = outcome(yport(), ledger).kpis
    h29, h30, h31 = orders.years
    assert (h29.actual, h29.achievement_rate, h29.shortfall) == (800_000, Fraction(8, 10), 200_000)
    assert (h30.actual, h30.cumulative_actual, h30.cumulative_target) == (2_500_000, 3_300_000, 4_000_000)
    assert (h30.achievement_rate, h30.in_progress) == (Fraction("0.825"), True)
    assert (h31.actual, h31.cumulative_actual) == (None, None)
    assert (orders.cumulative_target, orders.shortfall) == (14_000_000, 10_700_000)
    assert orders.required_pace == Fraction(10_700_000, 13)
    assert (surveys.years[1].cumulative_actual, surveys.years[1].cumulative_target) == (15, 18)
    assert (briefings.cumulative_actual, briefings.achievement_rate, briefings.shortfall) == (
        None,
        None,
        None,
    )
    assert all(year.actual is None for year in briefings.years)


def test_a_row_after_the_day_asked_for_is_left_out_and_counted() -> None:
    ledger = roll_up(yport(), YPORT_ENTRIES, Cutoff(date(2018, 4, 10)))
    assert ledger.actuals == {"orders": {2017: 750_000, 2018: 2_500_000}, "surveys": {2017: 8}}
    assert (ledger.as_of, ledger.left_out) == (date(2018, 4, 10), 2)


def test_a_row_that_stands_for_several_counts_as_several_when_it_is_left_out() -> None:
    assert roll_up(yport(), [YPORT_ENTRIES[0]._replace(rows=3)], Cutoff(date(2017, 4, 1))).left_out == 3


def test_without_rows_nothing_is_known_and_no_day_is_the_last() -> None:
    assert roll_up(SMALL, []) == EMPTY
    assert roll_up(SMALL, []).as_of is None
    assert roll_up(SMALL, [], Cutoff(date(2018, 1, 1))).as_of == date(2018, 1, 1)


def test_a_correction_lowers_what_was_recorded() -> None:
    rows = [_entry("orders", "2018-05-01", 500), _entry("orders", "2018-06-01", -120)]
    assert roll_up(SMALL, rows).actual("orders") == {2018: 380}


def test_a_recorded_0_is_not_nothing() -> None:
    assert roll_up(SMALL, [_entry("orders", "2018-05-01", 0)]).actual("orders") == {2018: 0}
    assert roll_up(SMALL, [_entry("orders", "2018-05-01", 0)]).actual("surveys") == {}


def test_the_latest_row_of_a_year_is_the_level_whatever_the_order_of_rows() -> None:
    rows = [
        _entry("rating", "2018-12-01", Decimal("8.6")),
        _entry("rating", "2018-06-01", Decimal("8.4")),
        _entry("rating", "2018-04-20", Decimal("8.3"), 2017),
        _entry("rating", "2018-03-31", Decimal("8.1")),
    ]
    expected = {2017: Decimal("8.3"), 2018: Decimal("8.6")}
    assert roll_up(SMALL, rows).actual("rating") == expected
    assert roll_up(SMALL, rows[::-1]).actual("rating") == expected
    assert roll_up(SMALL, rows, Cutoff(date(2018, 11, 30))).actual("rating") == {
        **expected,
        2018: Decimal("8.4"),
    }


@pytest.mark.parametrize(
    ("actual", "rate", "shortfall"),
    [(Decimal("8.4"), "0.111111", Decimal("1.6")), (Decimal("5.6"), "-1.444444", Decimal("4.4"))],
)
def test_a_level_measures_the_planned_change_achieved(actual: Number, rate: str, shortfall: Number) -> None:
    subject = _level("10.0", "increase", "8.2")
    found = outcome(subject, roll_up(subject, [_entry("rating", "2018-06-01", actual)])).kpis[0]
    assert found.achievement_rate is not None
    assert rounded(found.achievement_rate, 6) == Decimal(rate)
    assert found.shortfall == shortfall


def test_a_level_that_is_to_fall() -> None:
    subject = _level(40, "decrease", 50)
    found = outcome(subject, roll_up(subject, [_entry("rating", "2018-06-01", 43)])).kpis[0]
    assert (found.achievement_rate, found.shortfall, found.achieved) == (Fraction(7, 10), 3, False)


def test_a_level_that_is_to_stay_has_no_rate() -> None:
    subject = _level(5, "increase", 5)
    found = outcome(subject, roll_up(subject, [_entry("rating", "2018-06-01", 4)])).kpis[0]
    assert (found.achievement_rate, found.shortfall) == (None, 1)


def _level(target: object, direction: str, baseline: object) -> Plan:
    targets = {"H29": None, "H30": target, "H31": target}
    return plan(
        kpis=[kpi(id="rating", kind="level", direction=direction, baseline=baseline, targets=targets)]
    )


def test_a_year_runs_until_its_last_day() -> None:
    assert Ledger(as_of=date(2019, 3, 30)).is_running(2018)
    assert not Ledger(as_of=date(2019, 3, 31)).is_running(2018)
    assert Ledger(as_of=date(2019, 3, 31)).has_ended(2018)
    assert not Ledger(as_of=date(2019, 3, 30)).has_ended(2018)
    assert not EMPTY.is_running(2018)
    assert not EMPTY.has_ended(2018)


@pytest.mark.parametrize(
    ("amount", "unit", "own", "expected"),
    [
        (400_000_000, "円", "千円", 400_000),
        (1_500, "円", "千円", Decimal("1.5")),
        (1, "円", "百万円", Decimal("0.000001")),
        (Decimal("0.5"), "億円", "千円", 50_000),
        (3, "万円", "千円", 30),
        (Decimal("2.5"), "百万円", "円", 2_500_000),
        (-7, "千円", "円", -7_000),
        (8, "件", "件", 8),
    ],
)
def test_units_convert_exactly(amount: Number, unit: str, own: str, expected: Number) -> None:
    assert converted(amount, unit, Item("orders", own)) == expected


@pytest.mark.parametrize(("unit", "own"), [("件", "千円"), ("ドル", "円"), ("千円", "件"), ("%", "点")])
def test_units_that_do_not_convert_are_refused(unit: str, own: str) -> None:
    with pytest.raises(Refusal) as refusal:
        converted(5, unit, Item("orders", own))
    assert refusal.value.code == "bad-unit"
    assert own in refusal.value.message.ja


def test_each_item_has_the_unit_of_its_block() -> None:
    assert ledger_item(SMALL, "surveys") == Item("surveys", "件")
    assert ledger_item(SMALL, "rating") == Item("rating", "点", is_level=True)
    for name in (
        "execution",
        "execution:office",
        "grant_received",
        "grant_returned",
        "carried_out",
        "supplement",
    ):
        assert ledger_item(SMALL, name).unit == "千円"
    assert ledger_item(SMALL, "revenue").unit == ledger_item(SMALL, "cost").unit == "百万円"


def test_without_a_block_for_self_sufficiency_revenue_is_in_the_unit_of_the_budget() -> None:
    assert ledger_item(small_plan(self_sufficiency=None), "revenue").unit == "千円"


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("order", "did you mean 'orders'?"),
        ("受注の額", "did you mean '受注額' (orders)?"),
        ("海外案件受注額", "did you mean '海外案件の受注額' (orders)?"),
        ("execution:offise", "did you mean 'execution:office'?"),
        ("grant_recieved", "did you mean 'grant_received'?"),
        ("確定金額", "did you mean '確定額' (grant_settled)?"),
        ("合計", "remove the row: totals are computed"),
    ],
)
def test_an_unknown_item_is_refused_with_what_was_meant(name: str, advice: str) -> None:
    with pytest.raises(Refusal) as refusal:
        ledger_item(SMALL, name)
    assert refusal.value.code == "unknown-item"
    assert refusal.value.hint is not None
    assert refusal.value.hint.en == advice


@pytest.mark.parametrize("name", ["", "xyz", "execution:", "surveys:office"])
def test_an_item_that_is_like_none_is_refused_with_all_there_are(name: str) -> None:
    with pytest.raises(Refusal) as refusal:
        ledger_item(SMALL, name)
    hint = refusal.value.hint
    assert hint is not None
    if "did you mean" not in hint.en:
        kpis = [kpi.id for kpi in SMALL.kpis]
        lines = [f"execution:{line.id}" for line in SMALL.budget.lines]
        assert hint.en == f"the items are {', '.join([*kpis, *LEDGER_ITEMS, *lines])}"
        called = hint.ja.removeprefix("使える項目は ").removesuffix(" です").split("・")
        assert [item_called(SMALL, title) for title in called] == [*kpis, *LEDGER_ITEMS, *lines]


def test_the_stated_fiscal_year_wins_over_the_date() -> None:
    orders = ledger_item(SMALL, "orders")
    assert fiscal_year_of_row(SMALL, orders, 2017, date(2018, 4, 20)) == 2017
    assert fiscal_year_of_row(SMALL, orders, None, date(2018, 4, 20)) == 2018
    assert fiscal_year_of_row(SMALL, orders, None, date(2018, 3, 31)) == 2017
    assert fiscal_year_of_row(SMALL, orders, 2019, None) == 2019


@pytest.mark.parametrize(
    ("item", "year", "code"),
    [
        ("orders", 2016, "row-outside-plan"),
        ("orders", 2020, "row-outside-plan"),
        ("execution", 2020, "row-outside-plan"),
        ("revenue", 2016, "row-outside-plan"),
        ("orders", None, "missing-date"),
    ],
)
def test_a_row_of_no_year_of_the_plan_is_refused(item: str, year: int | None, code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        fiscal_year_of_row(SMALL, ledger_item(SMALL, item), year, None)
    assert refusal.value.code == code


def test_revenue_and_cost_may_be_recorded_after_the_plan() -> None:
    for item in ("revenue", "cost"):
        assert fiscal_year_of_row(SMALL, ledger_item(SMALL, item), 2022, None) == 2022


@pytest.mark.parametrize(
    ("day", "is_settled"),
    [
        ("2018-03-31", True),
        ("2017-04-01", True),
        ("2018-04-01", True),
        ("2018-05-31", True),
        ("2018-06-01", False),
        ("2017-03-31", False),
        ("2017-05-01", True),
        ("2019-04-01", False),
    ],
)
def test_payments_of_a_year_are_settled_until_the_end_of_may(day: str, *, is_settled: bool) -> None:
    assert is_settled_in(2017, date.fromisoformat(day)) is is_settled


def test_an_unknown_kpi_is_refused_with_what_was_meant() -> None:
    assert find_kpi(SMALL, "surveys").unit == "件"
    with pytest.raises(Refusal, match="no KPI 'execution'"):
        find_kpi(SMALL, "execution")
    with pytest.raises(Refusal) as refusal:
        find_kpi(SMALL, "調査件数")
    assert refusal.value.hint is not None
    assert refusal.value.hint.en == "did you mean '調査の件数' (surveys)?"


amounts = st.integers(-(10**20) + 1, 10**20 - 1) | st.decimals(
    -(10**9), 10**9, places=6, allow_nan=False, allow_infinity=False
)
days = st.dates(date(2017, 4, 1), date(2020, 3, 31))
sums = st.sampled_from(["orders", "surveys", "execution", "execution:office", "revenue"])


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    day = draw(days)
    year = draw(st.sampled_from([2017, 2018, 2019]))
    if draw(st.booleans()):
        return Entry(draw(sums), year, day, draw(amounts))
    return Entry(draw(sums), year, date(year + 1, 3, 31), draw(amounts), has_date=False)


@pytest.mark.slow
@given(st.lists(entries(), max_size=12), st.randoms(use_true_random=False), st.none() | days)
def test_the_order_of_rows_changes_no_figure(rows: list[Entry], random: object, as_of: date | None) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert roll_up(SMALL, shuffled, Cutoff(as_of)) == roll_up(SMALL, rows, Cutoff(as_of))


@pytest.mark.slow
@given(st.lists(entries(), min_size=1, max_size=8), st.integers(0, 7), amounts, st.none() | days)
def test_splitting_a_row_in_two_changes_no_figure(
    rows: list[Entry], position: int, part: Number, as_of: date | None
) -> None:
    position %= len(rows)
    whole = rows[position]
    split = [
        *rows[:position],
        whole._replace(amount=part),
        *rows[position + 1 :],
        whole._replace(amount=whole.amount - part),
    ]
    before, after = roll_up(SMALL, rows, Cutoff(as_of)), roll_up(SMALL, split, Cutoff(as_of))
    assert after.actuals == before.actuals
    assert outcome(SMALL, after).kpis == outcome(SMALL, before).kpis
    assert outcome(SMALL, after).budget == outcome(SMALL, before).budget


@pytest.mark.slow
@given(st.lists(entries(), max_size=12))
def test_a_sum_is_exact_and_has_no_trace_of_how_its_parts_were_spelled(rows: list[Entry]) -> None:
    ledger = roll_up(SMALL, rows)
    for item, by_year in ledger.actuals.items():
        for year, actual in by_year.items():
            parts = [row.amount for row in rows if (row.item, row.fiscal_year) == (item, year)]
            assert Fraction(actual) == sum(map(Fraction, parts))
            assert isinstance(actual, int) or str(actual).rstrip("0") == str(actual)
    assert sum(entry.rows for entry in ledger.entries) == len(rows)
