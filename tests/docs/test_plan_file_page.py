"""`docs/plan-file.md` describes the form as it is declared.

After a change of it: `python tests/docs/test_plan_file_page.py`.
"""

import re
from collections.abc import Iterator

import pytest

from example import ROOT
from yport_cli.core.plan.fields import Block
from yport_cli.core.plan.form import FormKey, keys_of
from yport_cli.core.plan.plan import Plan
from yport_cli.core.refusals.files import MAX_BYTES
from yport_cli.core.refusals.yaml_text import MAX_DEPTH, MAX_NODES

_FILE = ROOT / "docs" / "plan-file.md"
PAGE = _FILE.read_text(encoding="utf-8")

_HEADING = "| キー / key | | 値 / value | 日本語 | English |\n|---|---|---|---|---|\n"
_SECTION = re.compile(
    rf"(?ms)^## (?:`(?P<block>.+?)`)?[^\n]*\n\n{re.escape(_HEADING)}(?P<rows>(?:\|[^\n]*\n)*)"
)


def _blocks(block: type[Block] = Plan, path: str = "") -> Iterator[tuple[str, type[Block]]]:
    """Each block of the form under the name that the page gives it: `project.contents[]`."""
    yield path, block
    for key in keys_of(block).values():
        if key.block is not None:
            here = f"{path}.{key.name}" if path else key.name
            yield from _blocks(key.block, f"{here}[]" if key.is_list else here)


BLOCKS = dict(_blocks())


def _row(key: FormKey) -> str:
    ja, en = key.declared.meaning
    return f"| `{key.name}` | {'必須 ' * key.is_required}| {_value(key)} | {ja} | {en} |\n"


def _value(key: FormKey) -> str:
    if key.choices:
        return "・".join(f"`{choice.value}`" for choice in key.choices)
    ja, en = ("下の表", "below") if key.takes is None else key.takes.name
    return f"一覧: {ja} / list: {en}" if key.is_list else f"{ja} / {en}"


def _rows(block: type[Block]) -> str:
    return "".join(map(_row, keys_of(block).values()))


def test_the_page_has_a_table_for_every_block() -> None:
    assert [found["block"] or "" for found in _SECTION.finditer(PAGE)] == list(BLOCKS)


@pytest.mark.parametrize("path", BLOCKS)
def test_the_table_of_a_block_is_what_is_declared_of_its_keys(path: str) -> None:
    (rows,) = (found["rows"] for found in _SECTION.finditer(PAGE) if (found["block"] or "") == path)
    assert rows == _rows(BLOCKS[path])


def test_what_is_noted_below_a_table_is_about_a_key_of_it() -> None:
    for path, block in BLOCKS.items():
        section = PAGE.split(f"## `{path}`" if path else "## 計画全体")[1].split("\n## ")[0]
        for noted in re.findall(r"(?m)^- `(\w+)`: ", section):
            assert noted in keys_of(block), path


def test_the_page_names_the_limits_of_the_reader() -> None:
    assert f"入れ子は{MAX_DEPTH}段、値は{MAX_NODES:,}個、大きさは{MAX_BYTES // 2**20} MiBまで" in PAGE
    assert f"At most {MAX_DEPTH} levels, {MAX_NODES:,} values and {MAX_BYTES // 2**20} MiB" in PAGE


def _with_tables(page: str) -> str:
    return _SECTION.sub(
        lambda found: found[0].removesuffix(found["rows"]) + _rows(BLOCKS[found["block"] or ""]), page
    )


if __name__ == "__main__":
    _FILE.write_text(_with_tables(PAGE), encoding="utf-8")
