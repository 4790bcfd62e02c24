"""The hooks of pre-commit in a real repository: which commits of plans and ledgers are stopped."""

import shutil
import sys
from pathlib import Path

import pytest
import xlsxwriter
from ruamel.yaml import YAML

from example import ROOT, SMALL
from scratch_repository import Repository

pytestmark = pytest.mark.slow

PRE_COMMIT = (sys.executable, "-m", "pre_commit")


@pytest.fixture(scope="module")
def _template(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A repository with the hooks of this project, which run the program as it stands here."""
    home = tmp_path_factory.mktemp("home")
    repository = Repository(
        home / "市 役所",
        PRE_COMMIT_HOME=str(home / "pre-commit"),
        PYTHONPATH=str(ROOT),
        XDG_CACHE_HOME=str(home / "cache"),
        YPORT_LANG="en",
    )
    hooks = YAML().load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    for hook in hooks:
        del hook["description"]
        hook.pop("additional_dependencies", None)
        hook["language"] = "system"
        hook["entry"] = f"{sys.executable} -m {hook['entry'].replace('yport', 'yport_cli', 1)}"
    with (repository.top / ".pre-commit-config.yaml").open("wb") as file:
        YAML().dump({"repos": [{"repo": "local", "hooks": hooks}]}, file)
    repository.commit()
    done = repository.run(*PRE_COMMIT, "install")
    assert done.returncode == 0, done.stdout
    return repository


@pytest.fixture
def city(_template: Repository) -> Repository:
    """The same repository as at its beginning."""
    _template.git("reset", "-q", "--hard", "main")
    _template.git("checkout", "-q", "-B", "work", "main")
    _template.git("clean", "-q", "-fd")
    return _template


def _commit(city: Repository) -> str:
    """What stops the commit of all changes, or nothing."""
    city.git("add", "-A")
    done = city.run("git", "commit", "-q", "-m", "b")
    return done.stdout if done.returncode else ""


def test_sound_plans_pass_and_other_files_of_their_folder_are_left_alone(city: Repository) -> None:
    city.edit("plans/計画 00.yaml", ("total: 100", "total: 200"))
    city.edit("plans/docker-compose.yaml", ("services: {}", "services: {db: {}}"))
    city.write("README.md", "x")
    assert _commit(city) == ""
    done = city.run(*PRE_COMMIT, "run", "--all-files")
    assert done.returncode == 0, done.stdout


def test_an_id_renamed_in_a_plan_alone_is_stopped_by_its_ledger(city: Repository) -> None:
    city.edit("plans/令和 2年度/計画 01.yaml", ("id: visits", "id: tours"))
    said = _commit(city)
    assert "計画 01.ledger.csv:2:12: error: " in said
    assert "(unknown-item)" in said
    city.edit("plans/令和 2年度/計画 01.ledger.csv", ("visits", "tours"))
    assert _commit(city) == ""


def test_a_row_that_the_plan_does_not_know_is_stopped(city: Repository) -> None:
    city.edit("支所/plans/北 区/計画 02.ledger.csv", ("visits", "visit"))
    assert "(unknown-item)" in _commit(city)


def test_a_plan_that_is_removed_without_its_ledger_is_stopped(city: Repository) -> None:
    city.git("rm", "-q", "支所/plans/北 区/計画 02.yaml")
    said = _commit(city)
    assert "支所/plans/北 区/計画 02.ledger.csv:1:1: error: " in said
    assert "(ledger-without-plan)" in said
    city.git("rm", "-q", "支所/plans/北 区/計画 02.ledger.csv")
    assert _commit(city) == ""


def test_a_plan_that_a_commit_of_all_or_of_some_files_removes_is_stopped(city: Repository) -> None:
    (city.top / "plans/計画 00.yaml").unlink()
    for arguments in (["-a"], ["--", "plans/計画 00.yaml"]):
        done = city.run("git", "commit", "-q", "-m", "b", *arguments)
        assert done.returncode == 1, arguments
        assert "plans/計画 00.ledger.csv:1:1: error: " in done.stdout


def test_a_plan_that_moves_or_changes_its_name_without_its_ledger_is_stopped(city: Repository) -> None:
    city.git("mv", "plans/計画 00.yaml", "plans/令和 2年度/計画 00.yaml")
    assert "(ledger-without-plan)" in _commit(city)
    city.git("mv", "plans/計画 00.ledger.csv", "plans/令和 2年度/計画 00.ledger.csv")
    assert _commit(city) == ""
    city.git("mv", "plans/計画 03.yaml", "plans/計画 三.yaml")
    assert "plans/計画 03.ledger.csv:1:1: error: " in _commit(city)


def test_between_two_commits_a_removed_plan_is_found_too(city: Repository) -> None:
    city.git("rm", "-q", "plans/計画 00.yaml")
    city.git("commit", "-q", "--no-verify", "-m", "b")
    done = city.run(*PRE_COMMIT, "run", "--from-ref", "main", "--to-ref", "HEAD")
    assert done.returncode == 1
    assert "plans/計画 00.ledger.csv:1:1: error: " in done.stdout
    done = city.run(*PRE_COMMIT, "run", "--all-files")
    assert done.returncode == 1
    assert "plans/計画 00.ledger.csv:1:1: error: " in done.stdout


def test_a_draft_that_nobody_commits_stops_nobody(city: Repository) -> None:
    city.write("plans/下書き.yaml", "schema: yport/plan/v1\n")
    city.edit("plans/計画 00.yaml", ("total: 100", "total: 200"))
    city.git("add", "plans/計画 00.yaml")
    done = city.run("git", "commit", "-q", "-m", "b")
    assert done.returncode == 0, done.stdout


def test_what_is_safe_is_mended_and_has_to_be_looked_at(city: Repository) -> None:
    city.edit("plans/計画 00.yaml", ("total: 100", "total: ２００"))
    assert "files were modified by this hook" in _commit(city)
    assert "total: 200\n" in (city.top / "plans/計画 00.yaml").read_text(encoding="utf-8")
    assert _commit(city) == ""


def test_the_hooks_install_from_a_clone_and_read_workbooks(city: Repository, tmp_path: Path) -> None:
    clone = Repository(tmp_path / "clone")
    for name in ("yport_cli", "plans"):
        shutil.copytree(
            ROOT / name, clone.top / name, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True
        )
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, clone.top / name)
    clone.commit()
    revision = clone.git("rev-parse", "HEAD").strip()
    hooks = "[{id: yport-validate}, {id: yport-fix}]"
    config = f"repos: [{{repo: {clone.top}, rev: {revision}, hooks: {hooks}}}]\n"
    city.write(".pre-commit-config.yaml", config)
    city.write("plans/帳簿.yaml", SMALL)
    _workbook(city.top / "plans/帳簿.ledger.xlsx", "visits")
    city.git("add", "-A")
    # Without a network what the program needs is found where this test runs.
    offline = {
        "PIP_NO_INDEX": "1",
        "PIP_NO_DEPS": "1",
        "PIP_NO_BUILD_ISOLATION": "0",
        "PYTHONPATH": next(path for path in sys.path if path.endswith("site-packages")),
    }
    done = city.run(*PRE_COMMIT, "run", "--all-files", **offline)
    assert done.returncode == 0, done.stdout
    _workbook(city.top / "plans/帳簿.ledger.xlsx", "visit")
    done = city.run(*PRE_COMMIT, "run", "--files", "plans/帳簿.yaml", **offline)
    assert done.returncode == 1
    assert "plans/帳簿.ledger.xlsx:実績!B2: error: " in done.stdout


def _workbook(path: Path, item: str) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("実績")
        sheet.write_row(0, 0, ["年度", "項目", "金額"])
        sheet.write_row(1, 0, ["H29", item, 5])
