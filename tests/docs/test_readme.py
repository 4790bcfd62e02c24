"""What the READMEs say is what the program does.

After a screen has changed: `python tests/docs/test_readme.py`.
"""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from yport_cli import __version__
from yport_cli.cli.errors import ExitStatus
from yport_cli.cli.main import COMMANDS
from yport_cli.source.plan.plan_loader import parse_plan

ROOT = Path(__file__).parents[2]
READMES = [ROOT / "README.md", ROOT / "README.en.md"]

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CONSOLE = re.compile(r"(^```console\n\$ ([^\n]*)\n)(.*?)(^```$)", re.MULTILINE | re.DOTALL)

readmes = pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)


def _blocks(readme: Path, kind: str) -> list[str]:
    """The fenced blocks of one kind."""
    return [text for found, text in _BLOCK.findall(readme.read_text(encoding="utf-8")) if found == kind]


def _first_column(readme: Path) -> Iterator[str]:
    """The first cell of each row of the tables, without code marks."""
    for line in readme.read_text(encoding="utf-8").splitlines():
        if line.startswith("| "):
            yield line.split(" | ")[0].removeprefix("| ").strip("`")


def _on_a_terminal(command: str) -> str:
    """What `command` writes to a terminal of 80 columns without colour."""
    import pty  # no such thing on Windows

    ours, theirs = pty.openpty()
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("YPORT", "GITHUB", "CI"))
    }
    _, *arguments = shlex.split(command)
    process = subprocess.Popen(
        [sys.executable, "-m", "yport_cli", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        cwd=ROOT,
        env={**kept, "COLUMNS": "80", "LC_ALL": "C.UTF-8", "NO_COLOR": "1"},
    )
    os.close(theirs)
    written = b""
    try:
        while more := os.read(ours, 65536):
            written += more
    except OSError:  # Linux ends a terminal with an error
        pass
    finally:
        os.close(ours)
        process.wait()
    return written.decode().replace("\r\n", "\n")


def _filled(text: str) -> str:
    """`text` with what its commands write today."""
    return _CONSOLE.sub(lambda block: block[1] + _on_a_terminal(block[2]) + block[4], text)


@pytest.mark.slow
@readmes
@pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no pseudo-terminal to look at the program on"
)
def test_the_screens_shown_are_those_of_the_program(readme: Path) -> None:
    text = readme.read_text(encoding="utf-8")
    assert len(_CONSOLE.findall(text)) >= 2
    assert _filled(text) == text


@readmes
def test_one_command_installs_and_runs_status_and_one_runs_the_tests(readme: Path) -> None:
    first, second, *_ = _blocks(readme, "sh")
    for command in (first, second):
        assert command.startswith("python3 -m venv .venv && .venv/bin/pip install ")
        assert command.count("\n") == 1, "one line each"
    assert first.rstrip().endswith(" .venv/bin/yport status")
    assert second.rstrip().endswith(" -m pytest")
    assert _blocks(readme, "sh") == _blocks(READMES[0], "sh")
    assert _blocks(readme, "powershell") == _blocks(READMES[0], "powershell")


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
    "page", [*READMES, *sorted((ROOT / "docs").glob("*.md"))], ids=lambda path: path.name
)
def test_every_whole_plan_shown_is_valid(page: Path) -> None:
    plans = [text for text in _blocks(page, "yaml") if text.startswith("schema:")]
    assert plans or page not in READMES
    assert [parse_plan(text.encode(), page.name).report.issues for text in plans] == [()] * len(plans)


@pytest.mark.parametrize(
    "page", [*READMES, *ROOT.glob("C*.md"), *sorted((ROOT / "docs").glob("*.md"))], ids=lambda path: path.name
)
def test_every_link_within_the_project_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_the_changelog_knows_this_version() -> None:
    assert f"\n## [{__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


if __name__ == "__main__":
    for path in READMES:
        path.write_text(_filled(path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
