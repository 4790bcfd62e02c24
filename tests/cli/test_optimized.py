"""The law that everything runs under `python -OO`, without docstrings and assertions, and says the same."""

import re
from pathlib import Path

import pytest

from example import BROKEN, ROOT, YPORT, amended_text
from ledger_example import YPORT_CSV
from program import Run, command, process
from yport_cli.cli.main import COMMANDS

pytestmark = pytest.mark.slow

CALLS = {
    "status": ["plan.yaml", "plan.yaml --kpi orders --fail-under 50"],
    "validate": ["broken.yaml --no-cache", "broken.yaml --fix", "missing.yaml", "--select no-such-rule"],
    "budget": ["plan.yaml"],
    "breakeven": ["plan.yaml", "plan.yaml --growth 5% --to H36 --outsourcing-rate 60%"],
    "forecast": ["plan.yaml"],
    "diff": ["plan.yaml amended.yaml"],
    "record": ["surveys 5 --date 2018-04-10 --plan plan.yaml"],
    "form": ["actuals plan.yaml -o form.xlsx"],
    "report": ["plan.yaml", "plan.yaml --form kensho"],
    "export": ["plan.yaml"],
    "init": ["new.yaml"],
    "import": ["document.txt -o imported.yaml"],
    "explain": ["--list", "cumulative-mismatch", "cumulative_mismatch"],
    "schema": [""],
}


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """The folder of every call: two plans, one of them with a ledger, and a broken one."""
    for name, text in (
        ("plan.yaml", YPORT.read_text(encoding="utf-8")),
        ("plan.ledger.csv", YPORT_CSV),
        ("amended.yaml", amended_text()),
        ("document.txt", Path(ROOT, "tests/data/000_1ac11865570b43ef.txt").read_text(encoding="utf-8")),
        ("broken.yaml", BROKEN.replace("unit: 千円", "unit: 千円\n  years: {H29: １}")),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def _left_behind(here: Path, before: set[Path]) -> dict[str, bytes]:
    """The files that a call has written, which are taken away."""
    written = {path: path.read_bytes() for path in here.iterdir() if path not in before}
    for path in written:
        path.unlink()
    return {path.name: data for path, data in written.items()}


def _formats(name: str) -> list[str]:
    """Those that the command names when it is asked for one that it does not know."""
    said = command(name, "--format", "none", lang="en", status=2).err
    known = re.search("use one of (.*)", said)
    return known[1].split(", ") if known else []


def _calls(name: str) -> list[list[str]]:
    first = CALLS[name][0].split()
    formats = [
        ["--format", kind, *([] if name == "explain" else ["-o", f"out.{kind}"])] for kind in _formats(name)
    ]
    return [[name, *arguments.split()] for arguments in CALLS[name]] + [
        [name, *first, *kind] for kind in formats
    ]


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where Python keeps what it has compiled without docstrings, so that the next process need not."""
    return str(tmp_path_factory.mktemp("compiled"))


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_runs_without_docstrings_and_says_the_same(here: Path, compiled: str, name: str) -> None:
    def optimized(*arguments: object) -> Run:
        return process(
            *arguments, PYTHONOPTIMIZE="2", PYTHONPYCACHEPREFIX=compiled, PYTHONDONTWRITEBYTECODE=""
        )

    kept = {path: path.read_bytes() for path in here.iterdir()}
    for arguments in _calls(name):
        found = []
        for run in (command, optimized):
            done = run(*arguments)
            changed = {path.name: path.read_bytes() for path in kept if path.read_bytes() != kept[path]}
            found.append((done, changed, _left_behind(here, set(kept))))
            for path, data in kept.items():
                path.write_bytes(data)
        assert found[0] == found[1], arguments


def test_every_command_is_called_in_each_of_its_formats() -> None:
    assert set(CALLS) == set(COMMANDS)
    assert {name for name in COMMANDS if not _formats(name)} == {"record", "form", "init", "schema"}


def test_help_is_there_without_docstrings(compiled: str) -> None:
    for arguments in (["--help"], ["validate", "--help"]):
        plain = process(*arguments, status=0)
        assert process(*arguments, PYTHONOPTIMIZE="2", PYTHONPYCACHEPREFIX=compiled) == plain
