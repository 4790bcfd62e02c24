from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from pydantic import ValidationError

from example import kpi, plan, yport


def test_a_plan_is_frozen() -> None:
    with pytest.raises(ValidationError):
        setattr(plan(), "name", "別の計画")  # noqa: B010
    with pytest.raises(ValidationError):
        setattr(plan().kpis[0], "baseline", 1)  # noqa: B010


def test_only_the_required_keys_are_needed() -> None:
    small = plan()
    assert small.years == (2017, 2018, 2019)
    assert small.area_code is None
    assert small.period.start is None
    assert small.period.end == date(2020, 3, 31)
    assert small.project is None
    assert small.self_sufficiency is None
    assert small.kpis[0].baseline is None
    assert small.kpis[0].stated_cumulative is None
    assert small.budget.years == {}
    assert small.budget.grant is None
    assert small.evaluations == ()
    assert small.acknowledged == ()


def test_the_year_tables_are_keyed_by_fiscal_year() -> None:
    assert plan().kpis[0].planned == {2017: 10, 2018: 20, 2019: 30}


def test_a_null_in_a_year_is_no_target_and_not_0() -> None:
    (read,) = plan(kpis=[kpi(increments={"H29": None, "H30": 0, "H31": Decimal("0.5")})]).kpis
    assert read.planned == {2017: None, 2018: 0, 2019: Decimal("0.5")}


def test_a_level_is_planned_by_its_targets() -> None:
    (read,) = plan(kpis=[kpi(kind="level", targets={"H29": 1, "H30": None, "H31": 3})]).kpis
    assert read.planned == {2017: 1, 2018: None, 2019: 3}


def test_a_table_shows_the_short_name_where_there_is_one() -> None:
    assert plan(kpis=[kpi(name="長い名前")]).kpis[0].title == "長い名前"
    assert plan(kpis=[kpi(name="長い名前", short_name="略称")]).kpis[0].title == "略称"


def test_years_are_labelled_as_the_plan_names_them() -> None:
    heisei = plan(fiscal_years=["平成29年度", "Ｈ３０", "H31"])
    assert [heisei.label(year) for year in heisei.years] == ["H29", "H30", "H31"]
    assert [heisei.label(year) for year in (2016, 2020, 2022)] == ["H28", "R2", "R4"]
    western = plan(fiscal_years=["FY2017", "2018年度", "2019"])
    assert [western.label(year) for year in (2017, 2018, 2019, 2020)] == ["2017", "2018", "2019", "2020"]
    reiwa = plan(fiscal_years=["H29", "H30", "令和元年度"])
    assert reiwa.label(2019) == "R1"


def test_the_real_plan_is_read_whole() -> None:
    real = yport()
    assert real.id == "yokohama-yport"
    assert real.area_code == "14100"
    assert [named.label for named in real.fiscal_years] == ["H29", "H30", "H31"]
    assert [read.id for read in real.kpis] == ["orders", "surveys", "briefings"]
    assert real.budget.grant is not None
    assert real.budget.grant.rate == Fraction(1, 2)
    assert real.budget.grant.eligible_cost is None
    assert real.self_sufficiency is not None
    assert real.self_sufficiency.break_even_year == (2019, "H31")
    assert real.self_sufficiency is not None
    assert real.self_sufficiency.revenue == real.self_sufficiency.cost == {2019: 40000}
    assert plan().self_sufficiency is None


@pytest.mark.parametrize(
    ("unit", "valid"),
    [
        ("円", True),
        ("千円", True),
        ("百万円", True),
        ("万円", False),
        ("億円", False),
        ("yen", False),
        (None, False),
    ],
)
def test_money_is_counted_in_three_units(unit: object, valid: bool) -> None:  # noqa: FBT001
    if valid:
        assert plan(budget={"unit": unit, "total": 1}).budget.unit == unit
    else:
        with pytest.raises(ValidationError):
            plan(budget={"unit": unit, "total": 1})
