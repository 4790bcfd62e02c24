"""Japanese and English stand on pages of their own, which name each other."""

import re
from pathlib import Path

import pytest

from example import ROOT

_FOR_DEVELOPERS = ("CHANGELOG.md", "CONTRIBUTING.md", "RELEASING.md", "decisions.md", "recipes.md")
"""In English alone."""

PAGES = [
    page
    for page in sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
    if page.name not in _FOR_DEVELOPERS
]
_WRITTEN_BY_THE_PROGRAM = ("rules.md", "rules.en.md")
"""Compared with the program elsewhere; they lead to manuals."""

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())


@each_page
def test_a_page_is_in_one_language(page: Path) -> None:
    prose = re.sub(r"```.*?```|`[^`]*`|\]\([^)]*\)", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    if page.name.endswith(".en.md"):
        without_official_names = re.sub(r"(?m)^\|.*\|$", "", prose)
        assert not re.search("[ぁ-ん]", without_official_names)
    else:
        assert not re.search(r"[a-z]{3,} [a-z]{3,} [a-z]{3,}", prose)


@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if page.name not in _WRITTEN_BY_THE_PROGRAM],
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
def test_a_page_leads_to_its_counterpart(page: Path) -> None:
    japanese = page.name.removesuffix(".en.md").removesuffix(".md")
    other = f"{japanese}.md" if page.name.endswith(".en.md") else f"{japanese}.en.md"
    assert f"]({other})" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if not page.name.endswith(".en.md")],
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
def test_both_languages_show_the_same_kinds_of_examples(page: Path) -> None:
    ja, en = (
        re.findall(r"(?m)^```(\w+)", one.read_text(encoding="utf-8"))
        for one in (page, page.with_name(page.name.removesuffix(".md") + ".en.md"))
    )
    assert ja == en
