"""The sample ledger: fictitious, said to be so in every row, and never taken for the plan's own."""

import csv

from example import ROOT, YPORT, yport
from yport_cli.core.budget_checks import check_budget
from yport_cli.source.ledger_file import load_ledger
from yport_cli.source.ledger_path import ledger_beside

DEMO = ROOT / "plans" / "yokohama-yport.demo.ledger.csv"


def test_every_row_says_that_it_is_fictitious() -> None:
    with DEMO.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 20
    assert all("架空" in row["note"] for row in rows)


def test_it_is_not_the_ledger_of_the_real_plan() -> None:
    assert ledger_beside(YPORT) is None


def test_it_is_sound_and_balances_with_the_plan() -> None:
    loaded = load_ledger(yport(), DEMO)
    assert loaded.report.issues == ()
    ledger = loaded.ledger
    assert ledger is not None
    # 420,000 + 310,000; 2,450,000 + 180,000; 6,900,000
    assert ledger.actual("orders") == {2017: 730_000, 2018: 2_630_000, 2019: 6_900_000}
    # 36,400 + 1,850 of the April after; 39,120; 38,760
    assert ledger.actual("execution") == {2017: 38_250, 2018: 39_120, 2019: 38_760}
    assert list(check_budget(yport(), ledger)) == []
