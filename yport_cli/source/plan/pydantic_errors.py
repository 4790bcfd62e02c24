"""Pydantic's errors as issues: a stable code, a sentence in both languages, what to write instead."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from yport_cli.core.issues.issue import KEY, BadValue, Issue, Related, Route
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.plan.fields import AREA_CODE_PATTERN, ID_PATTERN, TEXT_PATTERN
from yport_cli.core.plan.plan import Plan
from yport_cli.core.refusals.dates import day_of_approval
from yport_cli.core.refusals.values import (
    TEXT,
    bad_area_code,
    bad_choice,
    bad_id,
    bad_number,
    empty_value,
    missing_key,
    one_of,
    unknown_key,
    wrong_type,
)
from yport_cli.core.refusals.words import meant_key
from yport_cli.source.yaml.syntax import FIRST_KEY

_EXPECTED: dict[str, tuple[Sentence, Sentence]] = {
    "string_type": (TEXT, Sentence("文字列を書いてください", "write text")),
    "model_type": (
        Sentence("「キー: 値」の組", "a mapping of keys and values"),
        Sentence("「キー: 値」を字下げして並べてください", "write indented `key: value` lines"),
    ),
    "tuple_type": (
        Sentence("一覧", "a list"),
        Sentence("[a, b] または「- 」の行で書いてください", "write [a, b], or lines that begin with `- `"),
    ),
}
_EXPECTED["dict_type"] = _EXPECTED["model_type"]
_CHOICE = Sentence("選択肢の言葉", "one of the choices")
_ANOTHER = (
    Sentence("別の種類の値", "another kind of value"),
    Sentence("この欄の書き方を確かめてください", "check how this block is written"),
)
_PATTERNS: dict[str, Callable[[], BadValue]] = {
    ID_PATTERN: bad_id,
    AREA_CODE_PATTERN: bad_area_code,
}
_APPROVAL = re.compile("(?:計画の)?認定(?:の|された|を受けた)?日(?:から)?")


def issues_of(errors: Iterable[ErrorDetails], raw: dict[str, Any]) -> list[Issue]:
    """What `errors` say of the plan file with the values `raw`; of two that one slip makes, the first cause alone."""
    errors = list(errors)
    meant = {route for details in errors for route in _meant(details, raw)}
    return [
        issue_of(details, raw) for details in errors if not (details["loc"] in meant and _is_absent(details))
    ]


def issue_of(error: ErrorDetails, raw: dict[str, Any]) -> Issue:
    """What `error` says of the plan file with the values `raw`."""
    route: Route = error["loc"]
    kind, value, context = error["type"], error["input"], error.get("ctx", {})
    problem = context.get("error")
    if kind == "missing":
        return missing_key(route)
    if kind == "extra_forbidden":
        return unknown_key(
            route, _keys_of(_block_at(route[:-1])), [".".join(home) for home in _homes(route, raw)]
        )
    if kind == "string_pattern_mismatch":
        pattern = context["pattern"]
        problem = (
            empty_value(is_required=_is_required(route)) if pattern == TEXT_PATTERN else _PATTERNS[pattern]()
        )
    if isinstance(problem, BadValue) and problem.code != "wrong-type":
        problem = _explained(problem, route, value, raw)
        related: tuple[Related, ...] = ()
        if "first" in context:
            related = (Related((*route[:-2], context["first"], KEY), FIRST_KEY),)
        return Issue(problem.code, route, problem.message, problem.hint, related=related)
    if isinstance(problem, BadValue):
        expected, hint = problem.message, problem.hint
    elif kind == "literal_error":
        expected, hint = _CHOICE, one_of(_choices_at(route))
        if value is not None and not isinstance(value, dict | list):
            return bad_choice(route, value, _choices_at(route))
    else:
        expected, hint = _EXPECTED.get(kind, _ANOTHER)
    if value is None:
        refusal = empty_value(None if expected is TEXT else hint, is_required=_is_required(route))
        return Issue(refusal.code, route, refusal.message, refusal.hint)
    return wrong_type(route, value, expected, hint)


def _explained(problem: BadValue, route: Route, value: Any, raw: dict[str, Any]) -> BadValue:
    """`problem` with what only the place of the value tells."""
    if problem.code == "bad-number" and isinstance(value, str):
        return bad_number(value, _unit_at(route, raw))
    if route == ("period", "start") and isinstance(value, str) and _APPROVAL.fullmatch(value.strip()):
        return day_of_approval(value)
    return problem


def _unit_at(route: Route, raw: Any) -> str | None:
    """The unit of the block that holds `route`, if it has one."""
    unit = None
    for step in route:
        if isinstance(raw, dict):
            unit = raw.get("unit", unit)
        try:
            raw = raw[step]
        except (KeyError, IndexError, TypeError):
            break
    return unit if isinstance(unit, str) else None


def _is_absent(error: ErrorDetails) -> bool:
    """Whether `error` says that something required is not there."""
    problem = error.get("ctx", {}).get("error")
    is_missing = isinstance(problem, BadValue) and problem.code == "missing-key"
    return is_missing or error["type"] == "missing" or (error["type"] in _EXPECTED and error["input"] is None)


def _meant(error: ErrorDetails, raw: dict[str, Any]) -> Iterator[Route]:
    """Where the key that `error` does not know was most likely meant to stand."""
    if error["type"] != "extra_forbidden":
        return
    *before, name = error["loc"]
    if homes := _homes(error["loc"], raw):
        for home in homes:
            block = raw.get(home[0])
            if home[0] in raw:
                yield home
            yield *home, name
            if isinstance(block, list) and block:  # what has lost its indentation ends the last item
                yield home[0], len(block) - 1, name
    elif (near := meant_key(str(name), _keys_of(_block_at(tuple(before))))) is not None:
        yield *before, near


def _homes(route: Route, raw: dict[str, Any]) -> list[tuple[str, ...]]:
    """The blocks of the plan that have the key at `route`, which stands outside of every block.

    Of several, those of `raw` that lack it.
    """
    if len(route) != 1:
        return []
    found = _homes_of_keys().get(str(route[0]), [])
    lacking = [home for home in found if home[0] in raw and not _holds(raw[home[0]], route[0])]
    return lacking or found


@cache
def _homes_of_keys() -> dict[str, list[tuple[str, ...]]]:
    """The outermost blocks that have each key, by the keys that lead to them."""
    homes: dict[str, list[tuple[str, ...]]] = {}
    for home, block in sorted(_all_blocks(Plan), key=lambda found: len(found[0])):
        for key in _keys_of(block):
            if len(homes.setdefault(key, [home])[0]) == len(home) and home not in homes[key]:
                homes[key].append(home)
    return homes


def _holds(block: Any, key: Any) -> bool:
    """Whether a block, or the last of a list of them, has the key."""
    block = block[-1] if isinstance(block, list) and block else block
    return isinstance(block, dict) and key in block


def _all_blocks(block: type[BaseModel]) -> Iterator[tuple[tuple[str, ...], type[BaseModel]]]:
    """Each block within `block`, and the keys that lead to it."""
    for name, field in block.model_fields.items():
        for inner in _blocks(field.annotation):
            yield (name,), inner
            yield from (((name, *route), other) for route, other in _all_blocks(inner))


def _is_required(route: Route) -> bool:
    """Whether the form asks for the key at `route`; an entry of a list or a table may go."""
    field = _field_at(route)
    return field is not None and field.is_required()


@cache
def _keys_of(block: type[BaseModel]) -> tuple[str, ...]:
    """The keys that the form has in `block`."""
    return tuple(field.alias or name for name, field in block.model_fields.items())


def _choices_at(route: Route) -> list[str]:
    """The values that the form allows at `route`."""
    field = _field_at(route)
    found = () if field is None else _literals(field.annotation)
    return [choice for choice in found if isinstance(choice, str)]


def _field_at(route: Route) -> FieldInfo | None:
    """What the form says of the key at `route`."""
    fields = _block_at(route[:-1]).model_fields
    return next((field for name, field in fields.items() if (field.alias or name) == route[-1]), None)


def _block_at(route: Route) -> type[BaseModel]:
    block: type[BaseModel] = Plan
    for step in route:
        if isinstance(step, str) and step in block.model_fields:
            block = next(_blocks(block.model_fields[step].annotation), block)
    return block


def _blocks(annotation: Any) -> Iterator[type[BaseModel]]:
    """The model that an annotation such as `tuple[Kpi, ...] | None` is about."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _blocks(argument)


def _literals(annotation: Any) -> Iterator[Any]:
    """The values of the `Literal` in an annotation."""
    arguments = get_args(annotation)
    for argument in arguments:
        if get_args(argument):
            yield from _literals(argument)
        elif not isinstance(argument, type):
            yield argument
