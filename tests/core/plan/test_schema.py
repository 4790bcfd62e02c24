"""The schema and `yport validate` agree on structure and single values, over the corpus and mutants of it.

They agree when the schema refuses a file exactly where `validate` has an error of a rule that is not beyond a
schema. The validator is `jsonschema`, the reader of YAML 1.2 `ruamel.yaml` with dates as text: what
check-jsonschema uses. A file that this reader cannot read, or that YAML's own rules refuse, says nothing.
"""

import json
import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import jsonschema
import pytest
from pydantic import BaseModel
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import YAMLError

from example import FULL, ROOT, SMALL, YPORT
from yport_cli.core.catalogue.rules import rule_of
from yport_cli.core.issues.issue import Rule, Severity
from yport_cli.core.plan.indicators import IncrementKpi, Kpi, LevelKpi
from yport_cli.core.plan.plan import Plan
from yport_cli.core.plan.schema import plan_schema
from yport_cli.core.refusals import files, yaml_text
from yport_cli.source.plan.plan_loader import parse_plan

SCHEMA = plan_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)

# What is refused before there are values to look at.
_OF_THE_TEXT = {
    rule.code
    for module in (files, yaml_text)
    for rule in vars(module).values()
    if isinstance(rule, Rule) and not rule.in_schema
}


class _DatesAsText(SafeConstructor):
    pass


_DatesAsText.add_constructor("tag:yaml.org,2002:timestamp", SafeConstructor.construct_yaml_str)


class _Unreadable(Exception):  # noqa: N818
    """The independent reader has no value for this file."""


def _value(data: bytes) -> Any:
    """What the independent reader makes of a file. Raises `_Unreadable`."""
    reader = YAML(typ="safe", pure=True)
    reader.Constructor = _DatesAsText
    try:
        return _with_text_keys(reader.load(BytesIO(data)))
    except (YAMLError, UnicodeError, ValueError, RecursionError) as error:
        raise _Unreadable from error


def _with_text_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _with_text_keys(member) for key, member in value.items()}
    return [_with_text_keys(member) for member in value] if isinstance(value, list) else value


def _check(text: str | bytes, value: Any = ...) -> bool | None:
    """Whether both say that a plan is sound as far as a schema can tell; `None` where it cannot be asked.

    `value` is what the independent reader makes of it, where that is known already.
    """
    data = text if isinstance(text, bytes) else text.encode()
    report = parse_plan(data, "plan.yaml").report
    errors = {issue.code for issue in report.issues if issue.severity is Severity.ERROR}
    if errors & _OF_THE_TEXT:
        return None
    try:
        value = _value(data) if value is ... else value
    except _Unreadable:
        return None
    within = {code for code in errors if (rule := rule_of(code)) is not None and rule.in_schema}
    refusal = next(VALIDATOR.iter_errors(value), None)
    said = None if refusal is None else f"{refusal.json_path}: {refusal.message[:200]}"
    assert (refusal is not None) == bool(within), f"schema: {said}, validate: {within}\n{data.decode()}"
    return refusal is None


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.slow
@pytest.mark.parametrize(
    "path",
    [*sorted((ROOT / "tests" / "cases").glob("*/*.yaml")), *sorted((ROOT / "plans").glob("*.yaml"))],
    ids=lambda path: f"{path.parent.name}/{path.stem}",
)
def test_both_agree_on_every_file_of_the_corpus(path: Path) -> None:
    _check(path.read_bytes())


def test_the_plans_that_are_fine_are_fine_to_both() -> None:
    assert _check(YPORT.read_bytes()) is True
    assert _check(FULL) is True
    assert _check(SMALL) is True


# What people write, right or wrong, in the place of any value.
VALUES = (
    "null", "~", "''", "true", "0", "-1", "1", "1.5", "-0.0", "12345678901234567890",
    "99999999999999999999999", "0.123456789012345678901", "1e3", "-1e3", "0x10", "-0x10", "0o17", "010", "+5",
    "-5", ".5", "-.5", "5.", "1_000", ".inf", "-.inf", ".nan", "'1,000'", "１，０００", "▲5", "△0", "−３．５", "'-0'", "'1,0000'", "1人", "12:30",
    "1/2", "'3/2'", "50%", "１００％", "150%", "0.5", "'0.5'", "1 / 3", "7/101",
    "H29", "平成29年度", "R1", "令和元年", "2017", "2017.0", "2017.5", "1988", "2100", "FY2017", "'2017'", "H0", "Ｈ３１",
    "2020-03-31", "2020-02-30", "平成32年3月31日", "H30.2.29", "R2.2.29", "2020/2/29", "1988-01-01", "20200331",
    "text", "'  '", "'　'", "a b", "a/b", "受注額", "ü-1", "'14100'", "'1410'", "'14100\n'", "141003", "'１４１００'",
    "千円", "万円", "increment", "level", "increase", "先駆", "yport/plan/v1",
    "[]", "[H29]", "[H29, H29]", "[2017, H30]", "[null]", "[a]", "[[]]", "[{}]", "{}", "{H29: 1}",
    "{H29: null}", "{H29: x}", "{H29: -1}", "{2017: ▲1}", "{平成29年度: '１'}", "{x: 1}", "{H29: 1, 2017: 2}", "{H29: [1]}",
    "{id: a, name: b}", "[{id: a, name: b}]", "[{id: a}]", "{unit: 千円, total: 1}", "{end: 2019-03-31}",
)  # fmt: skip
UNUSUAL_KEYS = ("unknown", "Name", "'name '", "名称", "2017", "null", "schema_")


def _routes(value: Any, route: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if route:
        yield route
    if isinstance(value, dict):
        for key, member in value.items():
            yield from _routes(member, (*route, key))
    elif isinstance(value, list):
        for index, member in enumerate(value):
            yield from _routes(member, (*route, index))


# The rest of the file is JSON, which every reader reads alike.
READ_VALUES = [(text, _value(f"[{text}]".encode())[0]) for text in VALUES]


REMOVED = object()


class _Raw(str):
    """Text to stand in the file as it is, in the place of a value."""

    __slots__ = ()


def _yaml(value: Any) -> str:
    """`value` in flow style, with plain scalars as JSON spells them."""
    if isinstance(value, _Raw):
        return value
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)}: {_yaml(member)}" for key, member in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_yaml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def _key(key: Any) -> str:
    return key if isinstance(key, _Raw) else json.dumps(key, ensure_ascii=False)


def _changed(value: Any, route: tuple[str | int, ...], change: Any) -> Any:
    """A copy of `value` in which the part at `route` is what `change` makes of it; `REMOVED` removes it."""
    step, rest = route[0], route[1:]
    copy: Any = dict(value) if isinstance(value, dict) else list(value)
    if rest:
        copy[step] = _changed(copy[step], rest, change)
        return copy
    new = change(copy[step])
    if new is REMOVED:
        del copy[step]
    else:
        copy[step] = new
    return copy


FULL_VALUE = _value(FULL.encode())


def _places() -> list[tuple[str | int, ...]]:
    """One route to each key of the form.

    A second entry of a list, or another year, would only say it again.
    """
    kinds: dict[str, tuple[str | int, ...]] = {}
    for route in _routes(FULL_VALUE):
        kind = ".".join("*" if re.fullmatch("[0-9]+|[HR][0-9]+", str(step)) else str(step) for step in route)
        kinds.setdefault(kind, route)
    return list(kinds.values())


@pytest.mark.slow
@pytest.mark.parametrize("route", _places(), ids=lambda route: ".".join(map(str, route)))
def test_both_agree_on_every_change_of_every_value(route: tuple[str | int, ...]) -> None:
    removed = _changed(FULL_VALUE, route, lambda _: REMOVED)
    _check(_yaml(removed), removed)
    for text, value in READ_VALUES:
        _check(
            _yaml(_changed(FULL_VALUE, route, lambda _, text=text: _Raw(text))),
            _changed(FULL_VALUE, route, lambda _, value=value: value),
        )


def _blocks() -> list[tuple[str | int, ...]]:
    """Those of the places that hold keys."""

    def at(route: tuple[str | int, ...]) -> Any:
        value: Any = FULL_VALUE
        for step in route:
            value = value[step]
        return value

    return [route for route in _places() if isinstance(at(route), dict)]


@pytest.mark.slow
@pytest.mark.parametrize("route", _blocks(), ids=lambda route: ".".join(map(str, route)))
def test_both_agree_on_keys_that_nobody_knows(route: tuple[str | int, ...]) -> None:
    for key in UNUSUAL_KEYS:
        _check(_yaml(_changed(FULL_VALUE, route, lambda old, key=key: {**old, _Raw(key): 1})))


@pytest.mark.slow
def test_both_agree_on_every_kind_with_every_table() -> None:
    for kind in ("increment", "level", "other"):
        for increments in ("", "increments: null,", "increments: {H29: 1},"):
            for targets in ("", "targets: null,", "targets: {H29: 1},"):
                for stated in ("", "stated_cumulative: null,", "stated_cumulative: 1,"):
                    text = SMALL.replace("kind: increment", f"kind: {kind}")
                    lines = [part.rstrip(",") for part in (increments, targets, stated) if part]
                    text = text.replace(
                        "    increments: {H29: 10, H30: 20}", "\n".join(f"    {line}" for line in lines)
                    )
                    _check(text)


@pytest.mark.slow
def test_the_mutants_are_refused_and_taken_in_good_number() -> None:
    verdicts = [
        _check(
            _yaml(_changed(FULL_VALUE, route, lambda _, text=text: _Raw(text))),
            _changed(FULL_VALUE, route, lambda _, value=value: value),
        )
        for route in [("name",), ("budget", "total"), ("fiscal_years", 0), ("kpis", 0, "baseline")]
        for text, value in READ_VALUES
    ]
    assert verdicts.count(True) > 40
    assert verdicts.count(False) > 100


# The keys of the schema are those of the models.

Keys = dict[str, tuple[frozenset[str], frozenset[str]]]
"""By block: its keys, and those that are required."""


def _of_models(model: type[BaseModel], block: str = "") -> Iterator[tuple[str, set[str], set[str]]]:
    keys = {field.alias or name: field for name, field in model.model_fields.items()}
    yield block, set(keys), {key for key, field in keys.items() if field.is_required()}
    for key, field in keys.items():
        for inner in _models(field.annotation):
            yield from _of_models(inner, f"{block}.{key}")


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models within an annotation; the kinds of KPIs share one block."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    parts = (part for part in get_args(annotation) if part is not LevelKpi)
    for part in parts:
        yield from _models(Kpi if part is IncrementKpi else part)


def _of_schema(schema: Mapping[str, Any], block: str = "") -> Iterator[tuple[str, set[str], set[str]]]:
    if "properties" in schema:
        yield block, set(schema["properties"]), set(schema.get("required", ()))
        for key, member in schema["properties"].items():
            yield from _of_schema(member, f"{block}.{key}")
    elif "items" in schema:
        yield from _of_schema(schema["items"], block)
    for member in schema.get("anyOf", ()):
        yield from _of_schema(member, block)


def test_the_keys_of_the_schema_are_those_of_the_models() -> None:
    assert sorted(_of_schema(SCHEMA)) == sorted(_of_models(Plan))


def _choices_of_models(model: type[BaseModel]) -> Iterator[tuple[str, ...]]:
    for field in model.model_fields.values():
        yield from _literals(field.annotation)
        for inner in _models(field.annotation):
            yield from _choices_of_models(inner)


def _literals(annotation: Any) -> Iterator[tuple[str, ...]]:
    if get_origin(annotation) is Literal:
        yield get_args(annotation)
    for part in get_args(annotation):
        if get_origin(annotation) is not Literal:
            yield from _literals(part)


def _choices_of_schema(schema: Any) -> Iterator[tuple[str, ...]]:
    if isinstance(schema, dict):
        if "enum" in schema:
            yield tuple(choice for choice in schema["enum"] if choice is not None)
        if isinstance(schema.get("const"), str) and "description" in schema:
            yield (schema["const"],)
        for member in schema.values():
            yield from _choices_of_schema(member)
    elif isinstance(schema, list):
        for member in schema:
            yield from _choices_of_schema(member)


def test_the_choices_of_the_schema_are_those_of_the_models() -> None:
    assert set(_choices_of_schema(SCHEMA)) == set(_choices_of_models(Plan))


def _descriptions(schema: Mapping[str, Any], block: str = "") -> Iterator[tuple[str, str]]:
    """Each key of the schema, with its blocks, and what is said of it."""
    for key, member in schema.get("properties", {}).items():
        yield f"{block}.{key}", member.get("description", "")
        yield from _descriptions(member, f"{block}.{key}")
    for member in (*schema.get("anyOf", ()), *([schema["items"]] if "items" in schema else [])):
        yield from _descriptions(member, block)


def test_every_key_is_described_in_both_languages() -> None:
    found = dict(_descriptions(SCHEMA))
    assert found.keys() == {f"{block}.{key}" for block, keys, _ in _of_models(Plan) for key in keys}
    for key, text in found.items():
        ja, _, en = text.partition("\n\n")
        assert re.search("[ぁ-んァ-ン一-龥]", ja), key
        assert re.search("[A-Za-z]{3}", en), key
