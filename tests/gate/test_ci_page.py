"""Each command of docs/ci.md is run in a scratch repository, and what it writes is read by other programs."""

import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import yaml
from junitparser import JUnitXml
from sarif.loader import load_sarif_file

from example import ROOT
from scratch_repository import Repository
from yport_cli import __version__

pytestmark = pytest.mark.slow

PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
_SHIMS = {
    "yport": f'exec {sys.executable} -m yport_cli "$@"',
    "python3": 'mkdir -p "$3/bin" && cp "$(dirname "$0")/yport" "$(dirname "$0")/python" "$3/bin"',
    "python": 'test "$*" = "-m pip install --quiet $ACTION[excel]"',
    "pip": 'test "$*" = "install -r requirements-yport.txt"',
    "gh": 'printf "%s\\n" "$*" > gh.txt; cat "${@: -1}" > comment.md',
}


def _blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


def _workflow() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(_blocks("yaml")[0])
    return found


@pytest.fixture
def city(tmp_path: Path) -> Repository:
    """The scratch repository on a branch of its own, with `yport` on the path; `origin/main` was before."""
    shims = tmp_path / "bin"
    shims.mkdir()
    for name, line in _SHIMS.items():
        (shims / name).write_text(f"#!/bin/bash\n{line}\n", encoding="utf-8")
        (shims / name).chmod(stat.S_IRWXU)
    repository = Repository(
        tmp_path / "市 役所",
        PATH=f"{shims}{os.pathsep}{os.environ['PATH']}",
        PYTHONPATH=str(ROOT),
        XDG_CACHE_HOME=str(tmp_path / "cache"),
    )
    repository.git("update-ref", "refs/remotes/origin/main", "main")
    repository.git("checkout", "-q", "-b", "work")
    return repository


def _run(city: Repository, line: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return city.run("bash", "-e", "-c", line, YPORT_LANG="en", **environment)


def test_the_english_page_has_the_same_files_and_commands() -> None:
    english = (ROOT / "docs" / "ci.en.md").read_text(encoding="utf-8")
    for language in ("yaml", "sh", "text"):
        blocks = re.findall(rf"^```{language}\n(.*?)^```$", english, re.DOTALL | re.MULTILINE)
        assert blocks == _blocks(language)
        assert blocks


def test_the_version_on_the_page_is_the_programs() -> None:
    assert set(re.findall(r"\[excel\]==([0-9.]+)", PAGE)) == {__version__}
    assert set(re.findall(r"rev: v([0-9.]+)", PAGE)) == {__version__}


def test_the_workflow_validates_summarises_uploads_and_comments(city: Repository) -> None:
    city.edit(
        "plans/計画 00.yaml", ("total: 100", "total: many"), ("name: 小さな計画", "name: '@octocat の計画'")
    )
    city.edit("plans/令和 2年度/計画 01.yaml", ("id: visits", "id: tours"))
    city.edit("plans/計画 03.yaml", ("name: 小さな計画", "name: '@octocat の計画'"))
    city.git("rm", "-q", "plans/計画 06.yaml")
    city.write("plans/新 計画.yaml", (city.top / "plans/計画 09.yaml").read_bytes())
    city.commit()
    summary = city.top.parent / "summary.md"
    github = {
        "GITHUB_ACTIONS": "true",
        "GITHUB_WORKSPACE": str(city.top),
        "GITHUB_STEP_SUMMARY": str(summary),
        "BASE": "origin/main",
        "PULL_REQUEST": "7",
    }
    steps = [step for step in _workflow()["jobs"]["validate"]["steps"] if "run" in step]
    done = {step.get("name", "pip"): _run(city, step["run"], **github) for step in steps}
    assert {name: run.returncode for name, run in done.items()} == {
        "pip": 0,
        "Write SARIF": 0,
        "Comment what changes": 0,
        "Validate": 1,
    }, "\n".join(run.stdout for run in done.values())

    errors = {
        ("plans/計画 00.yaml", "bad-number"),
        ("plans/計画 00.ledger.csv", "ledger-without-plan"),
        ("plans/令和 2年度/計画 01.ledger.csv", "unknown-item"),
        ("plans/計画 06.ledger.csv", "ledger-without-plan"),
    }
    found = re.findall(r"^::error file=([^,]*),.*title=([a-z-]+)::", done["Validate"].stdout, re.MULTILINE)
    assert set(found) == errors
    rows = re.findall(
        r"^\| ❌ error \| (.*?):\d+:\d+ \|.*`([a-z-]+)` \|$", summary.read_text("utf-8"), re.MULTILINE
    )
    assert set(rows) == errors
    assert len(rows) == 4  # the run for SARIF writes no summary
    records = load_sarif_file(str(city.top / "yport.sarif")).get_records()
    assert {(unquote(record["Location"]), record["Code"]) for record in records} == errors

    assert (city.top / "gh.txt").read_text("utf-8").startswith("pr comment 7 ")
    comment = (city.top / "comment.md").read_text("utf-8")
    assert "This plan is new." in comment
    assert "This plan is gone." in comment
    assert re.search(r"来訪者数 Id .*visits +\| tours", comment) is not None, comment
    assert "@octocat" not in comment


@pytest.mark.parametrize(("strict", "status"), [("false", 0), ("true", 1)])
def test_the_action_does_what_the_page_says_of_its_inputs(city: Repository, strict: str, status: int) -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    (shown,) = yaml.safe_load(_blocks("yaml")[1])
    assert list(shown["with"]) == list(action["inputs"])
    assert shown["uses"].endswith(f"@v{__version__}")
    city.edit("plans/計画 00.yaml", ("total: 100", "total: ２００"))  # a warning
    summary = city.top.parent / "summary.md"
    (step,) = action["runs"]["steps"]
    done = _run(
        city,
        step["run"],
        ACTION=str(ROOT),
        VENV=str(city.top.parent / "an environment"),
        PATHS="plans\n支所\n",
        STRICT=strict,
        SARIF="yport.sarif",
        GITHUB_ACTIONS="true",
        GITHUB_WORKSPACE=str(city.top),
        GITHUB_STEP_SUMMARY=str(summary),
    )
    assert done.returncode == status, done.stdout
    assert done.stdout.count("::warning file=plans/計画 00.yaml,") == 1
    assert summary.read_text("utf-8").count("`number-spelling`") == 1
    assert len(load_sarif_file(str(city.top / "yport.sarif")).get_records()) == 1


def test_the_files_of_a_change_are_those_that_git_names(city: Repository) -> None:
    changed, mended = _blocks("sh")[:2]
    assert _run(city, changed).returncode == 0  # nothing has changed
    city.edit("plans/計画 00.yaml", ("total: 100", "total: ２００"))
    city.edit("plans/docker-compose.yaml", ("services: {}", "services: {db: {}}"))
    city.write("plans/メモ 1.md", "x")
    city.commit()
    run = _run(city, changed)
    assert run.returncode == 0
    assert (
        "checked 2 files: 0 errors, 1 warning; 1 can be fixed with --fix; passed over 2 files" in run.stdout
    )
    city.git("mv", "plans/計画 03.yaml", "plans/計画 三.yaml")
    city.commit()
    run = _run(city, changed)
    assert run.returncode == 123
    assert "plans/計画 03.ledger.csv:1:1: error: " in run.stdout
    city.git("rm", "-q", "plans/docker-compose.yaml")
    city.commit()
    assert "mended 1 place in 1 file" in _run(city, mended).stdout
    assert "total: 200" in (city.top / "plans/計画 00.yaml").read_text("utf-8")


def test_a_report_for_junit_is_read_by_another_program(city: Repository) -> None:
    city.edit("plans/計画 00.yaml", ("total: 100", "total: many"))
    (line,) = _blocks("sh")[2:]
    assert _run(city, line).returncode == 1
    suites = {suite.name: suite for suite in JUnitXml.fromfile(str(city.top / "junit.xml"))}
    assert len(suites) == 40  # 20 plans and their ledgers below plans/
    assert (suites["plans/計画 00.yaml"].tests, suites["plans/計画 00.yaml"].failures) == (1, 1)
    (case,) = suites["plans/計画 00.yaml"]
    (failure,) = case.result
    assert (failure.type, case.name) == ("bad-number", "bad-number budget.total")
    assert suites["plans/計画 03.yaml"].failures == 0


def test_the_hooks_on_the_page_are_those_of_the_project() -> None:
    (repository,) = yaml.safe_load(_blocks("yaml")[2])["repos"]
    ours = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [hook["id"] for hook in repository["hooks"]] == [hook["id"] for hook in ours]


def test_fingerprints_tell_the_same_issues_when_their_lines_move(city: Repository) -> None:
    city.edit("plans/計画 00.yaml", ("total: 100", "total: many"))

    def known() -> list[str]:
        _run(city, "yport validate 'plans/計画 00.yaml' --no-ledger -o x.sarif")
        results = json.loads((city.top / "x.sarif").read_text("utf-8"))["runs"][0]["results"]
        return [result["partialFingerprints"]["yportIssue/v1"] for result in results]

    before = known()
    city.edit("plans/計画 00.yaml", ("name: 小さな計画", "# 注\nname: 小さな計画"))
    assert known() == before
    assert len(before) == 1


def test_an_auditor_finds_nothing_in_the_workflow(tmp_path: Path) -> None:
    place = tmp_path / ".github" / "workflows" / "plans.yaml"
    place.parent.mkdir(parents=True)
    place.write_text(_blocks("yaml")[0], encoding="utf-8")
    zizmor = Path(sys.executable).with_name("zizmor.exe" if os.name == "nt" else "zizmor")
    done = subprocess.run(
        [zizmor, "--offline", "--no-progress", "--no-config", tmp_path], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
