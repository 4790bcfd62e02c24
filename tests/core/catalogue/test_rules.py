"""The law that every code that anything prints is in the catalogue, and has its manual."""

import ast
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from example import ROOT
from program import command
from yport_cli.core.catalogue.rules import RULES

PACKAGE = ROOT / "yport_cli"
CODES = [rule.code for rule in RULES]


@cache
def _trees() -> list[tuple[Path, ast.Module]]:
    return [(path, ast.parse(path.read_text(encoding="utf-8"))) for path in sorted(PACKAGE.rglob("*.py"))]


def _calls(name: str) -> Iterator[tuple[str, ast.Call]]:
    """Where the package calls `name`, and how."""
    for path, tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and name in (
                getattr(node.func, "id", None),
                getattr(node.func, "attr", None),
            ):
                yield path.relative_to(PACKAGE).as_posix(), node


def test_every_rule_that_the_package_makes_is_in_the_catalogue() -> None:
    made = [call.args[0] for _, call in _calls("Rule")]
    codes = [argument.value for argument in made if isinstance(argument, ast.Constant)]
    assert len(codes) == len(made), "a rule names its code where it is made"
    assert Counter(codes) == Counter(CODES)


def test_no_issue_is_made_but_by_a_rule() -> None:
    assert {place for place, _ in _calls("Issue")} == {"core/issues/issue.py"}


def test_every_code_has_its_manual_and_every_manual_its_code() -> None:
    assert {path.stem for path in (PACKAGE / "manuals").iterdir()} == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_every_code_can_be_explained_in_both_languages(code: str) -> None:
    for lang in ("ja", "en"):
        done = command("explain", code, status=0, lang=lang)
        assert done.out.startswith((f"{code} (", f"{code}（"))
        assert done.err == ""
