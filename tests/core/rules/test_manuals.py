"""Each rule's manual holds: its failing example has the issue, its passing example has not."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from yport_cli.core.issue import FileReport
from yport_cli.core.rules.catalogue import RULES
from yport_cli.core.rules.manual import Example, manual_of
from yport_cli.core.rules.rule import Rule
from yport_cli.source.inspection import Inspection

PLAN = """\
schema: yport/plan/v1
id: example
name: 例の計画
authors: [横浜市]
area: 横浜市の全域
period: {start: null, end: 2019-03-31}
fiscal_years: [H29, H30]
kpis:
  - {id: visits, name: 来訪者数, unit: 人, kind: increment, direction: increase,
     increments: {H29: 8, H30: 10}}
budget: {unit: 千円, total: 120}
"""

_BLOCK = re.compile(r"^(?=[a-z_]+:)", re.MULTILINE)


def blocks_of(text: str) -> dict[str, str]:
    """The blocks at the top of a plan, by key."""
    return {block.split(":")[0]: block for block in _BLOCK.split(text) if block}


def with_blocks(text: str) -> str:
    """The plan above with the blocks of `text` in the place of its own."""
    return "".join({**blocks_of(PLAN), **blocks_of(text)}.values())


def repeated(text: str) -> str:
    *before, last, _ = text.split("\n")
    return with_blocks("\n".join([*before, *[last] * 200_000]) + "\n") if before else PLAN + text * 200_000


FILE_FROM: dict[str, Callable[[str], bytes]] = {
    "": lambda text: with_blocks(text).encode(),
    "after the plan": lambda text: (PLAN + text).encode(),
    "instead of the plan": str.encode,
    "the last line 200,000 times": lambda text: repeated(text).encode(),
    r"with \x07 as the character itself": lambda text: with_blocks(text.replace(r"\x07", "\x07")).encode(),
    "saved as CP932": lambda text: with_blocks(text).encode("cp932"),
    "saved with a byte order mark": lambda text: with_blocks(text).encode("utf-8-sig"),
}


def reports_of(example: Example, folder: Path) -> list[FileReport]:
    """What is found in the example."""
    if example.how == "a file that is not there":
        return list(Inspection([str(folder / example.text.strip())]))
    if example.how == "a link to the folder it stands in":
        link = folder / example.text.strip()
        link.parent.mkdir()
        link.symlink_to("../plans")
        return list(Inspection([str(link.parent)]))
    path = folder / "example.yaml"
    path.write_bytes(FILE_FROM[example.how](example.text))
    return list(Inspection([str(path)]))


def codes_of(example: Example, folder: Path) -> set[str]:
    return {issue.code for report in reports_of(example, folder) for issue in report.issues}


def test_the_plan_that_the_examples_change_is_fine(tmp_path: Path) -> None:
    assert codes_of(Example(PLAN), tmp_path) == set()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_failing_example_has_the_issue(rule: Rule, tmp_path: Path) -> None:
    reports = reports_of(manual_of(rule).fails, tmp_path)
    found = [issue for report in reports for issue in report.issues if issue.code == rule.code]
    assert found
    assert {issue.severity for issue in found} == {rule.severity}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_passing_example_has_no_issue_at_all(rule: Rule, tmp_path: Path) -> None:
    assert codes_of(manual_of(rule).passes, tmp_path) == set()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_manual_says_everything_in_both_languages(rule: Rule) -> None:
    manual = manual_of(rule)
    for sentence in (manual.title, manual.why):
        assert re.search("[ぁ-ん]", sentence.ja)
        assert not re.search("[ぁ-ん]", sentence.en)
        assert sentence.en
    assert manual.form


def test_each_code_has_one_rule() -> None:
    codes = [rule.code for rule in RULES]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch("[a-z]+(-[a-z]+)*", code) for code in codes)
