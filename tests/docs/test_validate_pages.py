"""The pages about `yport validate` are compared with the program."""

import re

import pytest
import yaml

from example import ROOT
from yport_cli.cli.formats import FINDINGS
from yport_cli.core.catalogue.rules import RULES, rule_of
from yport_cli.core.issues.sentence import Language
from yport_cli.core.numbers.number import MAX_DIGITS
from yport_cli.core.reading.fiscal_year import FIRST, LAST
from yport_cli.core.reading.number_text import MAX_DENOMINATOR
from yport_cli.core.refusals.files import MAX_BYTES, MAX_ISSUES
from yport_cli.core.refusals.workbooks import MOST_CELLS
from yport_cli.core.refusals.yaml_text import MAX_DEPTH, MAX_NODES
from yport_cli.render.formats.markdown import markdown_text
from yport_cli.render.pages.rules import rules_page
from yport_cli.source.inspection.clean_cache import _MOST
from yport_cli.source.sheet.csv_rows import LONGEST_CELL, LONGEST_ROW
from yport_cli.source.sheet.workbook_archive import (
    MOST_OF_ALL,
    MOST_OF_INDEX,
    MOST_OF_PART,
    MOST_OF_STYLES,
    MOST_RATIO,
)


def _page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "language"), [("docs/rules.md", "ja"), ("docs/rules.en.md", "en")])
def test_the_list_of_rules_is_the_programs(name: str, language: Language) -> None:
    assert _page(name) == markdown_text(rules_page(RULES, language))


def test_the_limits_are_the_programs() -> None:
    ja, en = _page("docs/limits.md"), _page("docs/limits.en.md")
    for text in (ja, en):
        limits = re.findall(r"^\| [^|]+ \| ([^|]+) \| [^|]*`([a-z-]+)`", text, re.MULTILINE)
        found = {code: re.findall("[0-9]+", limit.replace(",", "")) for limit, code in limits}
        assert found == {
            "too-large": [str(MAX_BYTES), str(MAX_BYTES // 2**20)],
            "too-deep": [str(MAX_DEPTH)],
            "too-many-nodes": [str(MAX_NODES)],
            "too-many-issues": [str(MAX_ISSUES)],
            "number-length": [str(MAX_DIGITS)],
            "bad-fiscal-year": [str(FIRST), str(LAST)],
            "bad-rate": [str(MAX_DENOMINATOR)],
            "long-cell": [str(LONGEST_CELL), str(LONGEST_ROW)],
            "bad-workbook": [
                *(str(size >> 20) for size in (MOST_OF_INDEX, MOST_OF_STYLES, MOST_OF_PART, MOST_OF_ALL)),
                str(MOST_RATIO),
            ],
        }
        assert f"{MOST_CELLS:,}" in text
        assert f"{_MOST:,}" in text
        assert all(rule_of(code) for code in re.findall("`([a-z]+(?:-[a-z]+)+)`", text))


@pytest.mark.parametrize("name", ["docs/validate.md", "docs/validate.en.md"])
def test_every_format_is_on_the_page(name: str) -> None:
    assert re.findall(r"^\| `(\w+)` \|", _page(name), re.MULTILINE) == list(FINDINGS)


def test_the_hooks_run_the_program_on_plans_and_ledgers() -> None:
    hooks = {hook["id"]: hook for hook in yaml.safe_load(_page(".pre-commit-hooks.yaml"))}
    assert {key: hook["entry"] for key, hook in hooks.items()} == {
        "yport-validate": "yport validate --changed",
        "yport-fix": "yport validate --fix --changed --no-ledger",
    }
    (own,) = yaml.safe_load(_page(".pre-commit-config.yaml"))["repos"]
    assert own["hooks"][0]["files"] == hooks["yport-validate"]["files"]
    wanted = re.compile(hooks["yport-validate"]["files"])
    for name in ("plans/a.yaml", "x/plans/b/a.yml", "plans/a.ledger.csv", "plans/a.ledger.xlsx"):
        assert wanted.search(name)
    for name in ("a.yaml", "plans/a.csv", "docs/plans.yaml", "plans/a.yaml.txt"):
        assert not wanted.search(name)
