"""`yport budget` and `yport breakeven` as whole commands; the figures were worked by hand."""

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest

from example import YPORT
from program import command


def test_the_budget_of_the_real_plan() -> None:
    found = command("budget", YPORT, "--format", "json", status=0).json
    assert (found["total"], found["stated"], found["not_stated"]) == (120_000, 40_000, 80_000)
    assert (found["grant"], found["own_funds"], found["grant_rate"]) == (60_000, 60_000, "1/2")
    assert (found["grant_basis"], found["eligible_cost"]) == ("upper_limit", None)
    assert (found["executed"], found["balance"], found["execution_rate"]) == (None, None, None)
    assert [(year["label"], year["planned"], year["available"]) for year in found["years"]] == [
        ("H29", None, None),
        ("H30", None, None),
        ("H31", 40_000, 40_000),
    ]
    assert found["issues"] == []


def test_spending_too_much_is_found_at_the_row_that_does_it(tmp_path: Path) -> None:
    ledger = tmp_path / "over.csv"
    ledger.write_text(
        "date,item,amount\n"
        "2019-05-01,execution,30000\n"
        "2019-09-01,execution,15000\n"  # 30,000 + 5,000 + 15,000 = 50,000 of 40,000
        "2019-08-01,execution,5000\n",
        encoding="utf-8",
    )
    (issue,) = command("budget", YPORT, "--ledger", ledger, "--format", "json", status=1).json["issues"]
    assert (issue["code"], issue["line"], issue["column"]) == ("overspent-year", 3, 22)
    assert issue["path"] == "rows[3].amount"


def test_every_format_gives_the_same_budget(tmp_path: Path) -> None:
    ledger = tmp_path / "spent.csv"
    ledger.write_text("date,item,amount\n2019-05-01,execution,31243\n", encoding="utf-8")
    arguments = ("budget", YPORT, "--ledger", ledger)
    year = command(*arguments, "--format", "json", status=0).json["years"][2]
    assert (year["executed"], year["balance"], year["execution_rate"]) == (31_243, 8_757, Decimal("0.781075"))
    text = command(*arguments, "--format", "csv", status=0).out.removeprefix("\ufeff")
    row = list(csv.DictReader(io.StringIO(text)))[2]
    assert (row["executed"], row["balance"], row["execution_rate"]) == ("31243", "8757", "0.781075")
    for drawn in (
        command(*arguments, width=200, status=0).out,
        command(*arguments, "--format", "markdown", status=0).out,
    ):
        line = next(line for line in drawn.splitlines() if "31,243" in line and "8,757" in line)
        assert "78.1%" in line
        assert "40,000" in line


@pytest.mark.parametrize(
    ("unit", "total", "grant"),
    [("円", "120,000,000", "60,000,000"), ("千円", "120,000", "60,000"), ("百万円", "120", "60")],
)
def test_a_unit_changes_what_is_shown(unit: str, total: str, grant: str) -> None:
    lines = command("budget", YPORT, "--unit", unit, status=0).out.splitlines()
    assert f"予算（{unit}）" in lines
    assert next(line for line in lines if "総事業費" in line).split()[1] == total
    assert next(line for line in lines if "交付金 " in line).split()[1] == grant


def test_rounding_is_said_where_it_was_asked_for() -> None:
    plain = command("budget", YPORT, status=0).out
    assert "切捨て" not in plain
    rounded = command("budget", YPORT, "--rounding", "floor", "--rounding-unit", "百万円", status=0).out
    assert "交付金は百万円単位で切捨て、各年度は百万円未満を切捨てました。" in rounded
