"""`yport budget` and `yport breakeven` as whole commands; the figures were worked by hand."""

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest

from example import YPORT
from money_example import MONEY, R5, SETTLED
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


def _money(folder: Path, ledger: str = R5 + SETTLED) -> Path:
    path = folder / "money.yaml"
    path.write_text(MONEY, encoding="utf-8")
    (folder / "money.ledger.csv").write_text(ledger, encoding="utf-8")
    return path


def test_a_year_from_decision_to_return(tmp_path: Path) -> None:
    found = command("budget", _money(tmp_path), "--format", "json", status=0).json
    first = found["years"][0]
    names = ("appropriated", "available", "executed", "eligible_executed", "balance", "execution_rate")
    assert [first[name] for name in names] == [31_000, 29_800, 29_500, 27_400, 300, Decimal("0.951613")]
    of_grant = ("grant_decided", "grant_received", "grant_settled", "grant_to_receive", "grant_to_return")
    assert [first[name] for name in of_grant] == [14_000, 13_700, 13_700, 0, 0]
    assert (found["grant"], found["grant_basis"], found["eligible_cost"]) == (40_000, "eligible", 80_000)
    assert (found["grant_to_receive"], found["grant_to_return"]) == (0, 0)


def test_what_is_received_above_the_decision_is_an_error_at_its_row(tmp_path: Path) -> None:
    path = _money(tmp_path, R5 + SETTLED + "2024-06-01,R6,grant_received,14000\n")
    (issue,) = command("budget", path, "--format", "json", status=1).json["issues"]
    assert (issue["code"], issue["severity"], issue["path"]) == (
        "grant-over-decision",
        "error",
        "rows[10].amount",
    )


def test_a_warning_is_said_and_no_failure(tmp_path: Path) -> None:
    path = _money(tmp_path, R5 + SETTLED + "2024-06-01,R5,grant_received,100\n")
    run = command("budget", path, "--format", "json", lang="en", status=0)
    assert [issue["code"] for issue in run.json["issues"]] == ["grant-over-spending"]
    assert "100 千円 are to be returned" in run.err
    assert run.json["years"][0]["grant_to_return"] == 100
    assert command("validate", path.with_name("money.ledger.csv"), "--strict").status == 1


def test_the_sheet_of_a_year_says_how_each_figure_was_reached(tmp_path: Path) -> None:
    run = command("budget", _money(tmp_path), "--year", "R5", "--sheet", width=100, lang="ja", status=0)
    lines = [line.split() for line in run.out.splitlines()]
    assert ["予算現額", "31,000", "当初予算額", "+", "補正予算額", "+", "前年度繰越額"] in lines
    assert ["うち対象経費", "27,400", "執行額", "−", "交付対象外経費"] in lines
    assert ["不用額", "300", "残額"] in lines
    rows = csv.DictReader(
        io.StringIO(command("budget", _money(tmp_path), "--year", "R5", "--sheet", "--format", "csv").out)
    )
    assert {row["name"]: row["value"] for row in rows}["grant_due"] == "13700"


@pytest.mark.parametrize(
    "asked",
    [
        ("--sheet",),
        ("--sheet", "--as-of", "2024-05-31"),
        ("--sheet", "--year", "R9"),
        ("--sheet", "--year", "R5", "--rounding", "floor"),
        ("-o", "x.xlsx"),
        ("--year", "R5", "--format", "xlsx"),
    ],
)
def test_a_sheet_is_of_one_year_and_only_a_sheet_is_a_workbook(
    asked: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert command("budget", _money(tmp_path), *asked, status=2).out == ""
    assert not Path("x.xlsx").exists()


def test_several_plans_are_listed_with_totals_of_money(tmp_path: Path) -> None:
    path = _money(tmp_path)
    found = command("budget", path, YPORT, "--format", "json", status=0).json
    assert [one["plan"]["id"] for one in found["plans"]] == ["small", "yokohama-yport"]
    assert [one["total"] for one in found["plans"]] == [90_000, 120_000]
    assert found["totals"]["money"] == {
        "unit": "千円",
        "total": 210_000,
        "grant": 100_000,  # 40,000 + 60,000
        "executed": 29_500,
        "plans": {"total": 2, "grant": 2, "executed": 1},
    }
    text = command("budget", tmp_path, width=200, lang="ja", status=0).out  # a folder with one plan
    assert "精算" in text
    table = command("budget", path, YPORT, width=200, lang="ja", status=0).out
    assert ["総事業費", "210,000", "2"] in [line.split() for line in table.splitlines()]
    rows = list(csv.DictReader(io.StringIO(command("budget", path, YPORT, "--format", "csv").out[1:])))
    assert [row["plan_id"] for row in rows] == ["small"] * 4 + ["yokohama-yport"] * 4
    assert command("budget", path, YPORT, "--ledger", path.with_name("money.ledger.csv"), status=2).out == ""


def test_a_plan_without_a_total_shows_its_years(tmp_path: Path) -> None:
    path = _money(tmp_path)
    path.write_text(MONEY.replace("total: 90000", "total: null"), encoding="utf-8")
    found = command("budget", path, "--format", "json", status=0).json
    names = ("total", "not_stated", "own_funds", "appropriated", "balance", "execution_rate")
    assert [found[name] for name in names] == [None] * 6
    assert found["years"][0]["balance"] == 300
    for name in ("status", "budget", "report"):
        arguments = ("--format", "markdown") if name == "report" else ()
        assert "記載なし" in command(name, path, *arguments, lang="ja", status=0).out
