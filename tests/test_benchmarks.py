"""The plans that the benchmarks are run on are what they are said to be."""

import subprocess
import sys
from pathlib import Path

from yport_cli.source.loader import load_plan

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


def test_each_broken_plan_has_an_error(tmp_path: Path) -> None:
    assert all(load_plan(path).report.errors for path in _generated(tmp_path, "--broken"))
