"""The files, folders and functions that pages name are there."""

import re
import tomllib
from pathlib import Path

import pytest

from example import ROOT

PAGES = [*sorted(ROOT.glob("*.md")), ROOT / "benchmarks" / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
_CODE = re.compile(r"`([^`\n]+)`")
_FILE = re.compile(r"(?<![\w./*])(?:[\w.-]+/)*[\w-]+\.py\b")
_FOLDER = re.compile(r"^(?:[a-z_]+/)+$")
_OF_A_READER = {"plans/", "site/"}
"""Folders that a reader of the page has."""


def _named(page: Path, pattern: re.Pattern[str]) -> set[str]:
    text = re.sub(r"(?ms)^```diff\n.*?^```$", "", page.read_text(encoding="utf-8"))
    return {name for code in _CODE.findall(text) for name in pattern.findall(code)}


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_a_page_names_is_there(page: Path) -> None:
    homes = [ROOT, ROOT / "yport_cli", ROOT / "tests", page.parent]
    for name in _named(page, _FILE) | _named(page, _FOLDER) - _OF_A_READER:
        assert any((home / name).exists() for home in homes), name


def test_each_function_that_a_page_names_stands_where_it_says() -> None:
    """`kpi_outcome()` of `core/figures/kpi.py`: the next file, or the one before it within its sentence."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    ways = re.findall(r"`(\w+)\(\)` of\s+`([\w/]+\.py)`", text)
    assert len(ways) >= 8
    for function, file in ways:
        assert f"\ndef {function}(" in (ROOT / "yport_cli" / file).read_text(encoding="utf-8"), function


def test_every_benchmark_is_in_its_table() -> None:
    told = _named(ROOT / "benchmarks" / "README.md", _FILE)
    assert {path.name for path in (ROOT / "benchmarks").glob("*.py")} <= told


@pytest.mark.parametrize("page", ["SECURITY.md", "SECURITY.en.md"])
def test_every_library_is_among_those_whose_lowest_version_is_explained(page: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    needed = [
        *project["dependencies"],
        *(one for name in ("excel", "data", "pdf", "docx") for one in extras[name]),
    ]
    rows = [line for line in (ROOT / page).read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    told = {name.lower(): row for row in rows for name in re.findall(r"[\w-]+", row.split(" | ")[0])}
    for requirement in needed:
        name, lowest = re.findall(r"[\w.-]+", requirement)[0], requirement.partition(">=")[2]
        assert f" {lowest} |" in told[name] or "`pyproject.toml`" in told[name], requirement
