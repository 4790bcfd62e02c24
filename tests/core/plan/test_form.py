"""What is declared of the keys is whole, and one name means one thing."""

import re
from collections.abc import Iterator
from typing import Any, get_args

import pytest

from example import FULL
from yport_cli.core.plan.fields import Block
from yport_cli.core.plan.form import block_at, homes_of, key_at, keys_by_name, keys_of, meant_key
from yport_cli.core.plan.indicators import IncrementKpi, Kpi, LevelKpi
from yport_cli.core.plan.key import Key, names_of
from yport_cli.core.plan.plan import Plan
from yport_cli.source.yaml.document import read_document


def _models(part: Any) -> Iterator[type[Block]]:
    """Every model within `part`, found without the form."""
    if isinstance(part, type) and issubclass(part, Block):
        part = Kpi if issubclass(part, Kpi) else part  # the kinds of KPIs share one block
        yield part
        for field in part.model_fields.values():
            yield from _models(field.annotation)
    for argument in get_args(part):
        yield from _models(argument)


BLOCKS = list(dict.fromkeys(_models(Plan)))
KEYS = [
    pytest.param(block.declared.get(name), id=f"{block.__name__}.{name}")
    for block in BLOCKS
    for name in block.model_fields
]


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.__name__)
def test_the_keys_of_a_block_are_those_of_its_model(block: type[Block]) -> None:
    fields = block.model_fields
    assert list(keys_of(block)) == [field.alias or name for name, field in fields.items()]
    for key in keys_of(block).values():
        field = fields[key.attribute]
        assert key.is_required == field.is_required()
        assert key.is_nullable == (type(None) in get_args(field.annotation))
        assert [key.takes is not None or bool(key.choices), key.block is not None].count(True) == 1


@pytest.mark.parametrize("kind", [IncrementKpi, LevelKpi])
def test_every_kind_of_kpi_has_the_keys_of_the_block(kind: type[Kpi]) -> None:
    assert kind.model_fields.keys() == Kpi.model_fields.keys()
    assert keys_of(kind) == keys_of(Kpi)


@pytest.mark.parametrize("key", KEYS)
def test_every_key_has_its_words_in_both_languages(key: Key | None) -> None:
    assert key is not None
    for ja, en in (key.name, key.meaning, *(choice.name for choice in key.choices)):
        assert ja == "id" or re.search("[ぁ-んァ-ン一-龥]", ja)
        assert re.search("[A-Za-z]{2}", en)
    assert "、" not in key.also


def test_no_name_stands_for_two_keys_of_a_block() -> None:
    """But for those of which either may be meant: the first of them is."""
    ambiguous = set()
    for block in BLOCKS:
        seen: dict[str, str] = {}
        for name, key in keys_of(block).items():
            for other in names_of(key.declared):
                if seen.setdefault(other, name) != name:
                    ambiguous.add((other, seen[other], name))
    assert ambiguous == {("評価", "evaluation", "evaluations")}


def test_the_choices_that_are_named_are_choices() -> None:
    for keys in keys_by_name().values():
        for key in keys:
            assert set(key.declared.choices) <= set(key.choices)


def _routes(value: Any, route: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if route and isinstance(route[-1], str):
        yield route
    if isinstance(value, dict):
        for step, member in value.items():
            yield from _routes(member, (*route, step))
    elif isinstance(value, list):
        for step, member in enumerate(value):
            yield from _routes(member, (*route, step))


def test_a_route_of_a_plan_leads_to_its_key() -> None:
    tables = ("increments", "targets", "years", "revenue", "cost", "sections")
    for route in _routes(read_document(FULL).value):
        key = key_at(route)
        if route[-2:-1] and route[-2] in tables:
            assert key is None
        else:
            assert key is not None
            assert key.name == route[-1]
            assert keys_of(block_at(route[:-1]))[key.name] is key
    assert key_at(()) is None
    assert key_at(("source", "sections", "title")) is None


def test_a_key_of_an_inner_block_has_its_outermost_homes() -> None:
    assert homes_of("total") == [("budget",)]
    assert homes_of("eligible_cost") == [("budget", "grant")]
    assert homes_of("rate") == [("kpis",), ("budget", "grant")]
    assert homes_of("unit") == [("kpis",), ("budget",), ("self_sufficiency",)]
    assert homes_of("area") == []


@pytest.mark.parametrize(
    ("name", "route", "meant"),
    [
        ("総事業費", ("budget",), "total"),
        ("事業名", ("project",), "name"),
        ("計画名", ("project",), "name"),
        ("ＫＰＩ", (), "kpis"),
        ("累計の記載", ("kpis", 0), "stated_cumulative"),
        ("direktion", ("kpis", 0), "direction"),
        ("収入", ("self_sufficiency",), "revenue"),
        ("収入", ("budget",), None),
    ],
)
def test_a_key_is_known_by_what_people_call_it(
    name: str, route: tuple[str | int, ...], meant: str | None
) -> None:
    assert meant_key(name, block_at(route)) == meant
