"""`yport status` with several plans."""

import csv
import io
import re
import sys
from pathlib import Path

import pytest

from example import SMALL as SMALL_PLAN
from example import changed
from ledger_example import workbook_bytes
from program import command


@pytest.fixture
def plans(plan: Path) -> Path:
    """A folder with the real plan, its ledger, and a small one."""
    plan.with_name("small.yaml").write_text(SMALL_PLAN, encoding="utf-8")
    plan.with_name("small.ledger.csv").write_text(
        "年度,項目,実績値,単位\nH29,visits,3,人\n", encoding="utf-8"
    )
    (plan.parent / "sub").mkdir()
    (plan.parent / "other.yaml").write_text("on: push\n", encoding="utf-8")  # some other program's
    third = changed(("id: small", "id: third"), ("unit: 人", "unit: 件"))
    (plan.parent / "sub" / "third.yml").write_text(third, encoding="utf-8")
    return plan.parent


def test_several_plans_give_a_list_and_totals_per_unit(plans: Path) -> None:
    done = command("status", plans, "--format", "json")
    assert done.status == 0
    found = done.json
    assert (found["schema_version"], found["command"]) == (1, "status")
    assert [one["plan"]["id"] for one in found["plans"]] == ["yokohama-yport", "small", "third"]
    assert found["plans"][0] == command("status", plans / "city.yaml", "--format", "json").json
    # H29: orders 0.8 of 1 million and visits 3 of 10 are behind, surveys 8 of 8 on pace; two are not
    # recorded.
    assert found["totals"] == {
        "plans": 3,
        "kpis": {
            "reached": 0,
            "missed": 0,
            "on_pace": 1,
            "behind": 2,
            "running": 0,
            "not_recorded": 2,
            "no_target": 0,
        },
        # 120,000 + 100 + 100 千円; only the first plan states a grant.
        "money": {
            "unit": "千円",
            "total": 120_200,
            "grant": 60_000,
            "executed": None,
            "plans": {"total": 3, "grant": 1, "executed": 0},
        },
    }


def test_the_list_of_several_plans_on_a_screen(plans: Path) -> None:
    drawn = command("status", plans).out
    assert drawn.startswith("3件の計画\n")
    assert "yokohama-yport: 公民連携によるＹ－ＰＯＲＴセンター機能強化計画\n" in drawn
    assert (
        "small: 小さな計画\n  実績台帳 small.ledger.csv（基準日 2018-03-31: 年度だけの行の年度末）\n" in drawn
    )
    wide = command("status", plans, width=150).out
    row = r"yokohama-yport +受注額（千円） +14,000,000 +3,300,000 +遅れ（H29） +80\.0% +23\.6% +10,700,000"
    assert re.search(row, wide)
    assert re.search(r"third +来訪者数（件） +30 +未記録 +未記録 +― +― +―", wide)
    assert re.search(r"遅れ +2\n", drawn)
    assert re.search(r"総事業費 +120,200 +3\n", drawn)
    records = csv.DictReader(
        io.StringIO(command("status", plans, "--format", "csv").out.removeprefix("\ufeff"))
    )
    assert [record["plan_id"] for record in records] == ["yokohama-yport"] * 9 + ["small"] * 2 + ["third"] * 2


def test_a_plan_with_errors_hides_no_other(plans: Path) -> None:
    (plans / "small.yaml").write_text(changed(("id: small", "idd: small")), encoding="utf-8")
    done = command("status", plans, "--format", "json")
    assert done.status == 1
    assert [one["plan"]["id"] for one in done.json["plans"]] == ["yokohama-yport", "third"]
    assert f"{plans / 'small.yaml'}:2:1: error" in done.err


def test_a_ledger_with_errors_hides_no_other_plan(plans: Path) -> None:
    (plans / "city.ledger.csv").write_text("date,item,amount\nx,orders,1\n", encoding="utf-8")
    done = command("status", plans, "--format", "json")
    assert done.status == 1
    assert [one["plan"]["id"] for one in done.json["plans"]] == ["small", "third"]
    assert f"{plans / 'city.ledger.csv'}:2:1: error" in done.err


def test_the_status_is_the_highest_that_applies(plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small, city, nothing = plans / "small.yaml", plans / "city.yaml", plans / "nothing.yaml"
    small.write_text("x", encoding="utf-8")
    assert command("status", small, city).status == 1
    assert command("status", nothing, small, city).status == 3
    assert command("status", nothing, small).out == ""
    (plans / "city.ledger.csv").unlink()
    (plans / "city.ledger.xlsx").write_bytes(workbook_bytes([["日付", "項目", "金額"]]))
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    done = command("status", nothing, city, plans / "sub", "--format", "json")
    assert done.status == 4
    assert "yport[excel]" in done.err
    assert [one["plan"]["id"] for one in done.json["plans"]] == ["third"]


def test_a_missed_threshold_names_the_plan(plans: Path) -> None:
    done = command("status", plans, "--fail-under", "1")
    assert done.status == 1
    assert "small: 来訪者数" not in done.err
    assert "third: 来訪者数: 未記録。" in done.err


def test_one_ledger_does_not_go_with_several_plans(plans: Path) -> None:
    assert command("status", plans, "--ledger", plans / "city.ledger.csv").status == 2
    assert command("status", plans, "--kpi", "orders").status == 2


def test_a_folder_without_plans_is_a_slip_of_the_command(tmp_path: Path) -> None:
    done = command("status", tmp_path)
    assert (done.status, done.out) == (2, "")
    assert str(tmp_path) in done.err


@pytest.mark.parametrize("asked", ["status", "budget"])
def test_copies_of_one_plan_are_said_to_be_counted_each(plans: Path, asked: str) -> None:
    (plans / "sub" / "変更前.yaml").write_text(SMALL_PLAN, encoding="utf-8")
    done = command(asked, plans)
    assert done.status == 0
    (line,) = [line for line in done.err.splitlines() if "id が" in line]
    assert line.startswith("id が small の計画が2件あり、集計はそれぞれを数えています（")
    assert line.count("small.yaml") == line.count("変更前.yaml") == 1
    assert "2 plans have the id small" in command(asked, plans, lang="en").err
