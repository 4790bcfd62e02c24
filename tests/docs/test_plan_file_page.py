"""`docs/plan-file.md` describes the form of the plan file, every key of it and no other."""

import re
from collections.abc import Iterator
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from example import ROOT
from yport_cli.core.plan.plan import Plan
from yport_cli.core.refusals.files import MAX_BYTES
from yport_cli.core.refusals.yaml_text import MAX_DEPTH, MAX_NODES

PAGE = (ROOT / "docs" / "plan-file.md").read_text(encoding="utf-8")

Key = tuple[str, str, bool]
"""A block, a key in it, and whether it is required."""


def _keys_of_the_page() -> Iterator[Key]:
    block = ""
    for line in PAGE.splitlines():
        if line.startswith("## "):
            named = re.match(r"## `(.+?)`", line)
            block = named[1] if named else ""
        elif row := re.match(r"\| `(\w+)` \| (必須)? ?\| ", line):
            yield block, row[1], row[2] is not None


def _keys_of_the_form(model: type[BaseModel], block: str = "") -> Iterator[Key]:
    for name, field in model.model_fields.items():
        key = field.alias or name
        yield block, key, field.is_required()
        for inner, is_list in _models(field.annotation):
            path = f"{block}.{key}" if block else key
            yield from _keys_of_the_form(inner, f"{path}[]" if is_list else path)


def _models(annotation: Any, *, is_list: bool = False) -> Iterator[tuple[type[BaseModel], bool]]:
    """The models within an annotation, and whether each is the member of a list."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation, is_list
    for part in get_args(annotation):
        yield from _models(part, is_list=is_list or get_origin(annotation) is tuple)


def test_the_page_describes_every_key_and_no_other() -> None:
    described = list(_keys_of_the_page())
    form = set(_keys_of_the_form(Plan))
    assert ("kpis[]", "baseline", False) in form
    assert len(described) == len(set(described))
    assert set(described) == form


def test_the_page_names_the_limits_of_the_reader() -> None:
    assert f"入れ子は{MAX_DEPTH}段、値は{MAX_NODES:,}個、大きさは{MAX_BYTES // 2**20} MiBまで" in PAGE
    assert f"At most {MAX_DEPTH} levels, {MAX_NODES:,} values and {MAX_BYTES // 2**20} MiB" in PAGE
