"""Which plan a command is about."""

from pathlib import Path

import pytest

from example import SMALL, YPORT
from program import command


def test_yport_plan_names_the_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine.yaml").write_text(SMALL, encoding="utf-8")
    monkeypatch.setenv("YPORT_PLAN", "mine.yaml")
    assert command("status").out.startswith("小さな計画\n")
    assert command("status", YPORT).out.startswith("公民連携")  # an argument wins
    monkeypatch.setenv("YPORT_PLAN", "")
    assert command("status").out.startswith("公民連携")


def test_a_plan_that_yport_plan_names_and_is_not_there_is_said_to_be_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("YPORT_PLAN", "gone.yaml")
    run = command("status")
    assert run.status == 3
    assert "gone.yaml" in run.err


@pytest.mark.parametrize("name", ["one.yaml", "one.yml"])
def test_the_only_plan_in_plans_is_the_plan(tmp_path: Path, name: str) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / name).write_text(SMALL, encoding="utf-8")
    (tmp_path / "plans" / "one.ledger.csv").touch()
    (tmp_path / "plans" / "folder.yaml").mkdir()
    (tmp_path / "plans" / "one.ledger.csv").unlink()
    assert command("status").out.startswith("小さな計画\n")


def test_of_several_plans_in_plans_none_is_taken_for_the_one(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    for name in ("b.yaml", "a.yaml"):
        (tmp_path / "plans" / name).write_text(SMALL, encoding="utf-8")
    run = command("status")
    assert run.status == 2
    assert run.out == ""
    assert "plans に計画が2件あります" in run.err
    assert run.err.index("a.yaml") < run.err.index("b.yaml")
    assert command("status", "plans/a.yaml").status == 0


def test_an_empty_folder_or_a_file_called_plans_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    assert command("status").out.startswith("公民連携")
    (tmp_path / "plans").rmdir()
    (tmp_path / "plans").touch()
    assert command("status").out.startswith("公民連携")


def test_a_dash_is_standard_input() -> None:
    run = command("status", "-", stdin=SMALL.encode())
    assert run.status == 0
    assert run.out.startswith("小さな計画\n")
    run = command("status", "-", stdin=b"")
    assert run.status == 1
    assert run.err.startswith("-:1:1: error: ")
