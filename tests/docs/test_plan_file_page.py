"""`docs/plan-file.md` and its English page describe the form as it is declared.

After a change of it: `UPDATE_SNAPSHOTS=1 pytest tests/docs`.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from screens import ROOT, kept
from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.core.plan.fields import Block
from yport_cli.core.plan.form import FormKey, keys_of
from yport_cli.core.plan.plan import Plan
from yport_cli.core.refusals.files import MAX_BYTES
from yport_cli.core.refusals.yaml_text import MAX_DEPTH, MAX_NODES


class _Page(NamedTuple):
    """A page and its words: the columns, a key that is required, values of a table below, a list, what parts
    choices, the heading of the whole plan, and its sentence about limits."""

    file: Path
    columns: str
    required: str
    below: str
    list_of: str
    comma: str
    whole: str
    limits: str

    @property
    def text(self) -> str:
        return self.file.read_text(encoding="utf-8")


PAGES: Mapping[Language, _Page] = {
    "ja": _Page(
        ROOT / "docs" / "plan-file.md",
        columns="| キー | | 値 | 意味 |",
        required="必須 ",
        below="下の表",
        list_of="一覧: ",
        comma="・",
        whole="## 計画全体\n",
        limits="入れ子は{}段、値は{:,}個、大きさは{} MiBまで",
    ),
    "en": _Page(
        ROOT / "docs" / "plan-file.en.md",
        columns="| key | | value | meaning |",
        required="required ",
        below="below",
        list_of="list: ",
        comma=", ",
        whole="## The whole plan\n",
        limits="At most {} levels, {:,} values and {} MiB",
    ),
}

each_page = pytest.mark.parametrize("language", PAGES)


def _section(page: _Page) -> re.Pattern[str]:
    return re.compile(
        r"(?ms)^## (?:`(?P<block>.+?)`)?[^\n]*\n\n"
        rf"{re.escape(page.columns)}\n\|---\|---\|---\|---\|\n(?P<rows>(?:\|[^\n]*\n)*)"
    )


def _blocks(block: type[Block] = Plan, path: str = "") -> Iterator[tuple[str, type[Block]]]:
    """Each block of the form under the name that the page gives it: `project.contents[]`."""
    yield path, block
    for key in keys_of(block).values():
        if key.block is not None:
            here = f"{path}.{key.name}" if path else key.name
            yield from _blocks(key.block, f"{here}[]" if key.is_list else here)


BLOCKS = dict(_blocks())


def _row(key: FormKey, language: Language) -> str:
    required = PAGES[language].required * key.is_required
    return (
        f"| `{key.name}` | {required}| {_value(key, language)} | {key.declared.meaning[language == 'en']} |\n"
    )


def _value(key: FormKey, language: Language) -> str:
    page = PAGES[language]
    if key.choices:
        return page.comma.join(f"`{choice.value}`" for choice in key.choices)
    name = page.below if key.takes is None else Sentence(*key.takes.name).text_in(language)
    return f"{page.list_of}{name}" if key.is_list else name


def _rows(block: type[Block], language: Language) -> str:
    return "".join(_row(key, language) for key in keys_of(block).values())


@each_page
def test_the_page_has_a_table_for_every_block(language: Language) -> None:
    page = PAGES[language]
    assert [found["block"] or "" for found in _section(page).finditer(page.text)] == list(BLOCKS)


@each_page
def test_the_table_of_a_block_is_what_is_declared_of_its_keys(language: Language) -> None:
    page = PAGES[language]
    now = _section(page).sub(
        lambda found: found[0].removesuffix(found["rows"]) + _rows(BLOCKS[found["block"] or ""], language),
        page.text,
    )
    assert now == kept(page.file, now)


@each_page
def test_what_is_noted_below_a_table_is_about_a_key_of_it(language: Language) -> None:
    page = PAGES[language]
    for path, block in BLOCKS.items():
        section = page.text.split(f"## `{path}`" if path else page.whole)[1].split("\n## ")[0]
        for noted in re.findall(r"(?m)^- `(\w+)`: ", section):
            assert noted in keys_of(block), path


def test_both_pages_note_the_same_keys() -> None:
    ja, en = (re.findall(r"(?m)^- `(\w+)`: ", PAGES[language].text) for language in PAGES)
    assert ja == en


@each_page
def test_the_page_names_the_limits_of_the_reader(language: Language) -> None:
    page = PAGES[language]
    assert page.limits.format(MAX_DEPTH, MAX_NODES, MAX_BYTES // 2**20) in page.text
