"""The plans and ledgers that the benchmarks are run on are what they are said to be."""

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from example import yport
from yport_cli.source.ledger.ledger_loader import load_ledger
from yport_cli.source.plan.plan_loader import load_plan

GENERATOR = Path(__file__).parent.parent / "benchmarks" / "generate_plans.py"
COUNT = 40


def _generated(folder: Path, *options: str) -> list[Path]:
    subprocess.run([sys.executable, GENERATOR, folder, str(COUNT), *options], check=True)
    paths = sorted(folder.rglob("*.yaml"))
    assert len(paths) == COUNT
    return paths


def test_generated_plans_have_no_issue_and_about_110_lines(tmp_path: Path) -> None:
    paths = _generated(tmp_path)
    assert [load_plan(path).report.issues for path in paths] == [()] * COUNT
    lines = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in paths)
    assert 90 < lines / COUNT < 130


@pytest.mark.slow
def test_each_broken_plan_has_an_error(tmp_path: Path) -> None:
    assert all(load_plan(path).report.errors for path in _generated(tmp_path, "--broken"))


@pytest.mark.slow
@pytest.mark.parametrize("options", [[], ["--shuffled"]], ids=["in order", "in no order"])
def test_generated_ledgers_are_sound_and_their_plain_totals_are_those_of_the_program(
    tmp_path: Path, options: list[str]
) -> None:
    path = tmp_path / "ledger.csv"
    folder = GENERATOR.parent
    subprocess.run([sys.executable, folder / "generate_ledger.py", path, "5000", *options], check=True)
    found = load_ledger(yport(), path)
    assert found.report.issues == ()
    assert found.ledger is not None
    plain = subprocess.run(
        [sys.executable, folder / "plain_loop.py", path], check=True, capture_output=True, encoding="utf-8"
    )
    totals = {
        (item, year): actual for item, years in found.ledger.actuals.items() for year, actual in years.items()
    }
    expected = (line.split() for line in plain.stdout.splitlines())
    assert totals == {(item, int(year)): Decimal(total) for item, year, total in expected}
    assert len(totals) == 21
    assert sum(entry.rows for entry in found.ledger.entries) == 5000
