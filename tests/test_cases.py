"""Every code that a plan file can be given has a file that is given it, and one that is not.

A file dropped into `tests/cases/<code>/` is a test. A file whose name begins with `fail` is given that code
at the places in its first line, `# expect: 12:7, 14:3`, and nothing else but what `# also: other-code 2:1`
names; a file that can hold no such line has one of the same name that ends in `.expect`. A file whose name
begins with `pass` is given nothing.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from example import ROOT, SMALL
from yport_cli.core.catalogue.rules import RULES
from yport_cli.core.checks import grant_spending, spending
from yport_cli.core.issues.file_report import FileReport
from yport_cli.core.issues.issue import Rule
from yport_cli.core.refusals import command_lines, documents, ledger_rows, sheets, workbooks
from yport_cli.core.refusals.files import MAX_BYTES, MAX_ISSUES
from yport_cli.core.refusals.values import BAD_NUMBER, MISSING_KEY
from yport_cli.core.refusals.yaml_text import CONTROL_CHARACTER, MAX_NODES
from yport_cli.source.plan.plan_loader import load_plan

CASES = ROOT / "tests" / "cases"
FILES = sorted(path for path in CASES.glob("*/*.yaml"))

ELSEWHERE = {
    rule
    for module in (ledger_rows, sheets, workbooks, spending, grant_spending, documents, command_lines)
    for rule in vars(module).values()
    if isinstance(rule, Rule)
} - {CONTROL_CHARACTER, BAD_NUMBER, MISSING_KEY}

CODES = sorted({rule.code for rule in RULES} - {rule.code for rule in ELSEWHERE} - {"symlink-loop"})
"""What a plan file can be given; a loop is of a folder, ledgers and command lines have codes of their own."""


def _sparse(path: Path, size: int) -> Path:
    with path.open("wb") as file:
        file.write(SMALL.encode())
        file.truncate(size)
    return path


def _authors(names: list[str]) -> str:
    return SMALL.replace("[横浜市]", f"[{', '.join(names)}]")


def _written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


# Files that are too large to keep, or are none at all.
MADE: dict[str, dict[str, Callable[[Path], Path]]] = {
    "cannot-read": {
        "fail, nothing there": lambda folder: folder / "plan.yaml",
        "fail, a folder": lambda folder: folder,
        "pass": lambda folder: _written(folder / "plan.yaml", SMALL),
    },
    "too-large": {
        "fail": lambda folder: _sparse(folder / "plan.yaml", MAX_BYTES + 1),
        "pass": lambda folder: _written(folder / "plan.yaml", f"{SMALL}#{'=' * (MAX_BYTES // 2)}\n"),
    },
    "too-many-issues": {
        "fail": lambda folder: _written(folder / "plan.yaml", _authors(["1"] * (MAX_ISSUES + 1))),
        "pass": lambda folder: _written(folder / "plan.yaml", _authors(["横浜市"] * (MAX_ISSUES + 1))),
    },
    "too-many-nodes": {
        "fail": lambda folder: _written(folder / "plan.yaml", f"{SMALL}a: [{'1,' * 2 * MAX_NODES}]\n"),
        "pass": lambda folder: _written(folder / "plan.yaml", SMALL),
    },
}


def _expected(path: Path) -> list[str]:
    """`line:column code` of everything that a failing file is given."""
    sidecar = path.with_suffix(".expect")
    head = (sidecar if sidecar.exists() else path).read_bytes().decode("ascii", "replace").splitlines()
    places = re.fullmatch("# expect: (.*)", head[0])
    assert places, f"{path} does not say what is expected"
    expected = [f"{place} {path.parent.name}" for place in places[1].split(", ")]
    for line in head[1:]:
        if also := re.fullmatch("# also: (.*)", line):
            expected += [" ".join(reversed(pair.split(" "))) for pair in also[1].split(", ")]
    return sorted(expected)


def _found(report: FileReport) -> list[str]:
    return sorted(f"{issue.at.place.line}:{issue.at.place.column} {issue.code}" for issue in report.issues)


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("path", [path for path in FILES if path.name.startswith("fail")], ids=_name)
def test_a_failing_file_is_given_its_code_at_its_place(path: Path) -> None:
    assert _found(load_plan(path).report) == _expected(path)


@pytest.mark.parametrize("path", [path for path in FILES if path.name.startswith("pass")], ids=_name)
def test_a_passing_file_is_given_nothing(path: Path) -> None:
    loaded = load_plan(path)
    assert _found(loaded.report) == []
    assert loaded.plan is not None


@pytest.mark.parametrize(
    ("code", "name"), [(code, name) for code, made in MADE.items() for name in made], ids=lambda text: text
)
def test_a_file_that_is_made_for_the_test_fails_or_passes_as_its_name_says(
    code: str, name: str, tmp_path: Path
) -> None:
    report = load_plan(MADE[code][name](tmp_path)).report
    found = [issue.code for issue in report.issues]
    assert found[-1:] == ([code] if name.startswith("fail") else [])
    assert len(found) <= 1 or code == "too-many-issues"


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_failing_and_a_passing_case(code: str) -> None:
    names = [path.name for path in FILES if path.parent.name == code] + list(MADE.get(code, ()))
    assert any(name.startswith("fail") for name in names), f"nothing in tests/cases/{code}/ fails"
    assert any(name.startswith("pass") for name in names), f"nothing in tests/cases/{code}/ passes"


def test_every_case_is_of_a_code_and_says_in_its_name_what_it_does() -> None:
    assert {path.parent.name for path in FILES} | set(MADE) == set(CODES)
    assert all(path.name.startswith(("fail", "pass")) for path in FILES)
    assert {path.with_suffix(".yaml") for path in CASES.glob("*/*.expect")} <= set(FILES)
