"""`yport breakeven` as a whole command; the figures were worked by hand."""

from decimal import Decimal

import pytest

from example import YPORT
from program import command


def test_the_real_plan_breaks_even_in_2019_with_nothing_to_spare() -> None:
    found = command("breakeven", YPORT, "--format", "json", status=0).json
    assert (found["break_even_year"], found["stated_break_even_year"]) == (2019, 2019)
    assert (found["margin"], found["coverage"]) == (0, 1)
    assert found["assumptions"] == []
    assert "事業収支が少しでも減ると均衡しません" in command("breakeven", YPORT, status=0).out


def test_a_lower_revenue_breaks_it() -> None:
    found = command("breakeven", YPORT, "--revenue", "H31=36000", "--format", "json", status=0).json
    assert (found["break_even_year"], found["margin"], found["coverage"]) == (None, -4_000, Decimal("0.9"))
    assert (found["years"][2]["revenue_basis"], found["years"][2]["cost_basis"]) == ("assumed", "plan")
    assert (found["as_of"], found["as_of_basis"]) == (None, None)
    assert found["assumptions"] == ["H31の事業収支を 36,000千円 とする"]


def test_growth_after_a_fall_breaks_even_in_2022() -> None:
    found = command(
        "breakeven",
        YPORT,
        "--revenue-change",
        "-10%",
        "--growth",
        "5%",
        "--to",
        "H36",
        "--format",
        "json",
        status=0,
    ).json
    revenue = [year["revenue"] for year in found["years"] if year["revenue"] is not None]
    assert revenue[:4] == [36_000, 37_800, 39_690, Decimal("41674.5")]
    assert {year["cost"] for year in found["years"] if year["cost"] is not None} == {40_000}
    assert found["break_even_year"] == 2022
    assert found["years"][5]["label"] == "R4"
    assert len(found["assumptions"]) == 3


def test_the_gross_sales_for_the_cost_are_an_assumption() -> None:
    done = command("breakeven", YPORT, "--outsourcing-rate", "60%", width=200, status=0)
    line = next(line for line in done.out.splitlines() if line.strip().startswith("H31"))
    assert "100,000" in line.split()
    assert "外注費等の経費は全体で総売上の 60%（計画に記載のない仮定）" in done.out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--revenue", "H31"], "--revenue H31=36000 のように書いてください"),
        (["--revenue", "31=5"], "「31」は年度として読めません"),
        (["--revenue", "H31=many"], "「many」は数として読めません"),
        (["--growth", "5%"], "--growth には --to が要ります"),
        (["--growth", "x", "--to", "H36"], "--growth -10% のように書いてください"),
        (["--outsourcing-rate", "100%"], "0% 以上 100% 未満の割合"),
        (["--outsourcing-rate", "120%"], "0% 以上 100% 未満の割合"),
        (["--to", "soon"], "「soon」は年度として読めません"),
    ],
)
def test_a_bad_what_if_is_refused_with_advice(arguments: list[str], sentence: str) -> None:
    assert sentence in command("breakeven", YPORT, *arguments, status=2).err
