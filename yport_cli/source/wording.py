"""Pydantic's errors as issues: a stable code, a sentence in both languages, what to write instead."""

from collections.abc import Callable, Iterator
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from yport_cli.core.issue import BadValue, Issue, Route, Sentence
from yport_cli.core.plan import Plan
from yport_cli.core.plan_values import AREA_CODE_PATTERN, ID_PATTERN, TEXT_PATTERN
from yport_cli.core.rules.values import (
    TEXT,
    bad_area_code,
    bad_choice,
    bad_id,
    empty_value,
    missing_key,
    unknown_key,
    wrong_type,
)

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
_ANOTHER = (
    Sentence("別の種類の値", "another kind of value"),
    Sentence("この欄の書き方を確かめてください", "check how this block is written"),
)
_PATTERNS: dict[str, Callable[[], BadValue]] = {
    ID_PATTERN: bad_id,
    AREA_CODE_PATTERN: bad_area_code,
    TEXT_PATTERN: empty_value,
}


def issue_of(error: ErrorDetails) -> Issue:
    """What `error` says of the plan file."""
    route: Route = error["loc"]
    kind = error["type"]
    problem = error.get("ctx", {}).get("error")
    if isinstance(problem, BadValue) and problem.code == "wrong-type":
        return wrong_type(route, error["input"], problem.message, problem.hint)
    if kind == "string_pattern_mismatch":
        problem = _PATTERNS[error["ctx"]["pattern"]]()
    if isinstance(problem, BadValue):
        return Issue(problem.code, route, problem.message, problem.hint)
    if kind == "missing":
        return missing_key(route)
    if kind == "extra_forbidden":
        return unknown_key(route, _keys_at(route[:-1]))
    if kind == "literal_error":
        return bad_choice(route, error["input"], _choices_at(route))
    return wrong_type(route, error["input"], *_EXPECTED.get(kind, _ANOTHER))


def _keys_at(route: Route) -> list[str]:
    """The keys that the form has at `route`."""
    block = _block_at(route)
    return [field.alias or name for name, field in block.model_fields.items()]


def _choices_at(route: Route) -> list[str]:
    """The values that the form allows at `route`."""
    for name, field in _block_at(route[:-1]).model_fields.items():
        if (field.alias or name) == route[-1]:
            return [choice for choice in _literals(field.annotation) if isinstance(choice, str)]
    return []


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
