"""The demo ledger is sound, balances with the plan, and is never taken for the real one."""

import csv
import io
from pathlib import Path

import pytest

from example import ROOT, YPORT, yport
from program import command
from yport_cli.core.checks.spending import check_budget
from yport_cli.core.figures.ledger import Ledger
from yport_cli.core.figures.outcome import outcome
from yport_cli.core.numbers.number import total
from yport_cli.source.disk.names import ledger_beside
from yport_cli.source.ledger.ledger_loader import load_ledger
from yport_cli.source.ledger.ledger_validation import validate_ledger

DEMO = ROOT / "plans" / "yokohama-yport.demo.ledger.csv"


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    found = load_ledger(yport(), DEMO)
    assert found.report.issues == ()
    assert found.ledger is not None
    return found.ledger


def test_every_row_says_that_it_is_invented() -> None:
    rows = list(csv.DictReader(io.StringIO(DEMO.read_text(encoding="utf-8-sig"))))
    assert len(rows) >= 20
    assert all(row["note"].startswith("架空（見本）") for row in rows)


def test_it_is_not_the_ledger_of_the_plan(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert ledger_beside(YPORT) is None
    monkeypatch.chdir(tmp_path)
    assert "実績台帳なし" in command("status").out


def test_every_kpi_and_every_year_has_rows(ledger: Ledger) -> None:
    for kpi in yport().kpis:
        assert set(ledger.actual(kpi.id)) == set(yport().years)


def test_it_has_shortfalls_to_show(ledger: Ledger) -> None:
    orders = outcome(yport(), ledger).kpis[0]
    assert orders.cumulative_actual == 730_000 + 2_630_000 + 6_900_000
    assert orders.shortfall == 3_740_000


def test_its_money_balances_with_the_plan(ledger: Ledger) -> None:
    assert list(check_budget(yport(), ledger)) == []
    assert total(ledger.actual("execution").values()) == 38_250 + 39_120 + 40_740
    last = outcome(yport(), ledger).budget.years[-1]
    assert (last.planned, last.supplement, last.carried_in) == (40_000, -300, 1_200)
    assert (last.available, last.executed, last.balance) == (40_900, 40_740, 160)


def test_it_is_valid_where_it_stands() -> None:
    assert validate_ledger(DEMO).issues == ()
