"""`yport validate`: a plan and its ledger are checked together, whichever is named; the files of a change."""

import subprocess
from pathlib import Path

import pytest

from example import BROKEN, SMALL, changed
from program import Run, command

LEDGER = "date,item,amount\n2017-06-01,visits,5\n"
OTHER_ID = changed(("id: visits", "id: visitors"))
SOUND = "エラーはありません"


@pytest.fixture(autouse=True)
def _a_plan_with_its_ledger(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    _write("plans/町.yaml", SMALL)
    _write("plans/町.ledger.csv", LEDGER)


def _write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


def _found(run: Run) -> list[str]:
    """`path code` of each issue, then the path of each file without any."""
    files = run.json["files"]
    return [f"{file['path']} {issue['code']}" for file in files for issue in file["issues"]] + [
        file["path"] for file in files if not file["issues"]
    ]


def _checked(*arguments: object) -> list[str]:
    return _found(command("validate", *arguments, "--format", "json"))


def test_an_id_that_only_the_plan_has_changed_is_found_whichever_file_is_named() -> None:
    _write("plans/町.yaml", OTHER_ID)
    for names in (["plans/町.yaml"], ["plans/町.ledger.csv"], ["plans"]):
        run = command("validate", *names, "--format", "concise", status=1)
        assert [line.rpartition("(")[2] for line in run.out.splitlines()] == ["unknown-item)"], names
        assert run.err == "2ファイルを検査: エラー 1件、警告 0件\n"


def test_the_ledger_is_left_where_nobody_asks_for_it() -> None:
    _write("plans/町.yaml", OTHER_ID)
    assert command("validate", "plans/町.yaml", "--no-ledger") == (0, "", f"1ファイルを検査: {SOUND}\n")
    assert command("validate", "plans", "--no-ledger") == (0, "", f"1ファイルを検査: {SOUND}\n")
    command("validate", "plans/町.ledger.csv", "--no-ledger", status=1)  # it is named


def test_a_ledger_is_checked_with_its_plan_which_may_have_errors() -> None:
    _write("plans/町.yaml", BROKEN)
    assert _checked("plans/町.ledger.csv") == [
        "plans/町.ledger.csv ledger-without-plan",
        "plans/町.yaml bad-number",
    ]


def test_no_file_is_checked_twice_and_those_that_are_named_come_first() -> None:
    _write("plans/村.yaml", SMALL)
    _write("plans/村.demo.ledger.csv", LEDGER)
    assert _checked("plans/村.yaml", "plans/町.ledger.csv", "plans/町.yaml") == [
        "plans/村.yaml",
        "plans/町.ledger.csv",
        "plans/町.yaml",
        "plans/村.demo.ledger.csv",
    ]


def test_a_ledger_belongs_to_the_plan_of_its_longest_name() -> None:
    _write("plans/町.demo.yaml", SMALL)
    _write("plans/町.demo.ledger.csv", LEDGER)
    assert _checked("plans/町.yaml") == ["plans/町.yaml", "plans/町.ledger.csv"]
    assert _checked("plans/町.demo.yaml") == ["plans/町.demo.yaml", "plans/町.demo.ledger.csv"]


def test_what_is_no_plan_is_passed_over_among_the_files_of_a_change() -> None:
    _write("plans/docker-compose.yaml", "services: {}\n")
    _write("plans/README.md", "schema: yport/plan/v1\n")
    names = ("plans/docker-compose.yaml", "plans/README.md", "plans/町.yaml")
    assert command("validate", *names).status == 1
    run = command("validate", "--changed", *names)
    assert run == (0, "", f"2ファイルを検査: {SOUND}。計画でないファイル 2件は除きました\n")


def test_a_change_without_any_plan_is_fine_and_says_so() -> None:
    assert command("validate", "--changed") == (0, "", "検査する計画がありません\n")


def test_a_removed_plan_is_named_or_found_by_what_it_leaves_behind() -> None:
    Path("plans/町.yaml").unlink()
    assert _checked("--changed", "plans/町.yaml") == ["plans/町.ledger.csv ledger-without-plan"]
    assert _checked("plans/町.yaml") == [
        "plans/町.yaml cannot-read",
        "plans/町.ledger.csv ledger-without-plan",
    ]
    Path("plans/町.ledger.csv").unlink()
    assert _checked("--changed", "plans/町.yaml") == []


def test_fix_mends_only_what_is_named() -> None:
    odd = changed(("total: 100", "total: １００"))
    _write("plans/町.yaml", odd)
    command("validate", "plans/町.ledger.csv", "--fix", status=0)
    assert Path("plans/町.yaml").read_text(encoding="utf-8") == odd


# What git knows.


def _git(*arguments: str) -> None:
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "core.hooksPath=/dev/null")
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)


@pytest.fixture
def _committed() -> None:
    _git("init", "-q", "-b", "main")
    _git("add", "plans")
    _git("commit", "-q", "-m", "a")


@pytest.mark.usefixtures("_committed")
def test_a_plan_that_git_takes_away_or_moves_is_found_without_being_named() -> None:
    assert command("validate", "--changed").status == 0
    _git("rm", "-q", "plans/町.yaml")
    assert _checked("--changed") == ["plans/町.ledger.csv ledger-without-plan"]
    _git("reset", "-q", "--hard")
    _git("mv", "plans/町.yaml", "plans/街.yaml")
    assert _checked("--changed", "plans/街.yaml") == [
        "plans/町.ledger.csv ledger-without-plan",
        "plans/街.yaml",
    ]
    _git("mv", "plans/町.ledger.csv", "plans/街.ledger.csv")
    assert _checked("--changed", "plans/街.yaml") == ["plans/街.yaml", "plans/街.ledger.csv"]


@pytest.mark.usefixtures("_committed")
def test_between_two_commits_it_is_what_the_later_one_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    _git("rm", "-q", "plans/町.yaml")
    _git("commit", "-q", "-m", "b")
    assert _checked("--changed") == []
    monkeypatch.setenv("PRE_COMMIT_FROM_REF", "main~1")
    monkeypatch.setenv("PRE_COMMIT_TO_REF", "main")
    assert _checked("--changed") == ["plans/町.ledger.csv ledger-without-plan"]


@pytest.mark.usefixtures("_committed")
def test_a_git_that_does_not_answer_never_makes_a_change_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRE_COMMIT_FROM_REF", "nowhere")
    monkeypatch.setenv("PRE_COMMIT_TO_REF", "main")
    said = command("validate", "--changed", status=3, lang="en").err
    assert "git does not say which plans are removed" in said
    monkeypatch.setenv("PATH", "")
    command("validate", "--changed", status=3)
