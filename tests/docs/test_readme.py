"""What the READMEs say is what the program does.

After a screen has changed: `UPDATE_SNAPSHOTS=1 pytest tests/docs`.
"""

import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from program import command as run
from screens import CONSOLE, ROOT, filled, kept
from yport_cli import __version__
from yport_cli.cli.errors import ExitStatus
from yport_cli.cli.main import COMMANDS
from yport_cli.source.plan.plan_loader import parse_plan

READMES = [ROOT / "README.md", ROOT / "README.en.md"]

_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

readmes = pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)


def _blocks(readme: Path, kind: str) -> list[str]:
    """The fenced blocks of one kind."""
    return [text for found, text in _BLOCK.findall(readme.read_text(encoding="utf-8")) if found == kind]


def _first_column(readme: Path) -> Iterator[str]:
    """The first cell of each row of the tables, without code marks."""
    for line in readme.read_text(encoding="utf-8").splitlines():
        if line.startswith("| "):
            yield line.split(" | ")[0].removeprefix("| ").strip("`")


@pytest.mark.slow
@readmes
@pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no pseudo-terminal to look at the program on"
)
def test_the_screens_shown_are_those_of_the_program(readme: Path) -> None:
    text = readme.read_text(encoding="utf-8")
    assert len(CONSOLE.findall(text)) >= 3
    with TemporaryDirectory() as name:
        for folder in ("docs", "plans"):
            shutil.copytree(ROOT / folder, Path(name, folder))
        now = filled(text, Path(name))
    assert now == kept(readme, now)


@readmes
def test_one_command_installs_and_runs_status_and_one_runs_the_tests(readme: Path) -> None:
    first, second, *_ = _blocks(readme, "sh")
    for command in (first, second):
        assert command.startswith("python3 -m venv .venv && .venv/bin/pip install ")
        assert command.count("\n") == 1, "one line each"
    assert first.rstrip().endswith(" .venv/bin/yport status")
    assert second.rstrip().endswith(" -m pytest")


@pytest.mark.parametrize("kind", ["sh", "powershell", "console", "yaml"])
def test_both_readmes_have_the_same_commands(kind: str) -> None:
    ja, en = ([_command(block, kind) for block in _blocks(readme, kind)] for readme in READMES)
    for word, other in (("計画.yaml", "plan.yaml"), ("水準:減少", "level:decrease")):
        ja = [command.replace(word, other) for command in ja]
    assert en == ja


def _command(block: str, kind: str) -> str:
    """What is to be typed; a screen is below it."""
    return block.partition("\n")[0].removesuffix(" --lang en") if kind == "console" else block


def test_both_readmes_say_the_same_things_in_the_same_order() -> None:
    parts = re.compile(r"(?m)^#+ |\]\(([^)]+)\)")
    ja, en = (parts.findall(_FENCED.sub("", readme.read_text(encoding="utf-8"))) for readme in READMES)
    assert [target.replace(".en.md", ".md") for target in en if target != "README.md"] == [
        target for target in ja if target != "README.en.md"
    ]


@readmes
def test_the_own_plan_of_the_readme_becomes_a_page(
    readme: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The commands of its section are typed as they stand, those within a sentence too."""
    monkeypatch.chdir(tmp_path)
    section = re.split("(?m)^## ", readme.read_text(encoding="utf-8"))[2]
    commands = re.findall(
        r"(?m)^(?:\$ )?(yport (?:init|record) .*)$|`(yport (?:validate|status|report) [^`]*)`", section
    )
    assert len(commands) == 5
    for typed in map("".join, commands):
        run(*shlex.split(typed)[1:], status=0)
    assert sorted(path.suffix for path in tmp_path.glob("[!.]*")) == [".csv", ".html", ".json", ".yaml"]


def test_ci_runs_the_test_command_of_the_readme() -> None:
    _, command, *_ = _blocks(READMES[0], "sh")
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert f"{command.rstrip()} || exit" in lines


@readmes
def test_every_exit_status_is_listed(readme: Path) -> None:
    listed = [int(cell) for cell in _first_column(readme) if cell.isdecimal()]
    assert listed == [status.value for status in ExitStatus]


@readmes
def test_every_command_is_listed(readme: Path) -> None:
    listed = [cell.removeprefix("yport ") for cell in _first_column(readme) if cell.startswith("yport ")]
    assert listed == list(COMMANDS)


@pytest.mark.parametrize(
    "page", [*READMES, *sorted((ROOT / "docs").rglob("*.md"))], ids=lambda path: path.name
)
def test_every_whole_plan_shown_is_valid(page: Path) -> None:
    plans = [text for text in _blocks(page, "yaml") if text.startswith("schema:")]
    assert plans or page not in READMES
    assert [parse_plan(text.encode(), page.name).report.issues for text in plans] == [()] * len(plans)


@pytest.mark.parametrize(
    "page",
    [*sorted(ROOT.glob("*.md")), ROOT / "benchmarks" / "README.md", *sorted((ROOT / "docs").rglob("*.md"))],
    ids=lambda path: path.name,
)
def test_every_link_within_the_project_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_the_changelog_knows_this_version() -> None:
    assert f"\n## [{__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
