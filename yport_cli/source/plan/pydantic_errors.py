"""Pydantic's errors as issues: a stable code, a sentence in both languages, what to write instead."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from yport_cli.core.issues.issue import KEY, Context, Issue, Refusal, Route
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.plan.fields import AREA_CODE_PATTERN, ID_PATTERN, TEXT_PATTERN, UNIT_PATTERN
from yport_cli.core.plan.form import block_at, homes_of, key_at, keys_of, meant_key
from yport_cli.core.plan.indicators import Kpi
from yport_cli.core.plan.key import names_of
from yport_cli.core.refusals.area_code import bad_area_code, unquoted_area_code
from yport_cli.core.refusals.values import (
    MISSING_KEY,
    TEXT,
    bad_choice,
    bad_id,
    empty_value,
    missing_key,
    missing_series,
    one_of,
    superfluous_series,
    unknown_key,
    wrong_type,
)
from yport_cli.source.yaml.document import Document

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
_EXPECTED["dict_type"] = _EXPECTED["model_attributes_type"] = _EXPECTED["model_type"]
_SERIES = ("increments", "targets")
_CHOICE = Sentence("選択肢の言葉", "one of the choices")
_ANOTHER = (
    Sentence("別の種類の値", "another kind of value"),
    Sentence("この欄の書き方を確かめてください", "check how this block is written"),
)
_PATTERNS: dict[str, Callable[[str], Refusal]] = {
    TEXT_PATTERN: lambda _: empty_value(),
    UNIT_PATTERN: lambda _: empty_value(),
    ID_PATTERN: lambda _: bad_id(),
    AREA_CODE_PATTERN: bad_area_code,
}


def errors_of(error: ValidationError) -> Iterator[ErrorDetails]:
    """What `error` found, each at its route through the file, which has no classes for kinds of KPIs."""
    for details in error.errors(include_url=False):
        route = details["loc"]
        if route[:1] != ("kpis",) or len(route) < 2:
            yield details
        elif len(route) > 2:
            yield _of_kind(details, str(route[2]), (*route[:2], *route[3:]))
        elif details["type"].startswith("union_tag"):
            # Without its kind, a KPI is held against all that any kind may have.
            try:
                Kpi.model_validate(details["input"])
            except ValidationError as found:
                for inner in found.errors(include_url=False):
                    yield {**inner, "loc": (*route, *inner["loc"])}
        else:
            yield details


def _of_kind(details: ErrorDetails, kind: str, route: Route) -> ErrorDetails:
    """`details` at `route` in a KPI of `kind`, which needs one table of years and not the other."""
    key = str(route[-1])
    if details["type"] == "none_required":
        return {**details, "loc": (*route, KEY), "ctx": {"error": superfluous_series(kind, key)}}
    if key in _SERIES and (details["type"] == "missing" or details["input"] is None):
        return {**details, "loc": route, "type": "value_error", "ctx": {"error": missing_series(kind, key)}}
    return {**details, "loc": route}


def issues_of(errors: Iterable[ErrorDetails], document: Document) -> list[Issue]:
    """What `errors` say of the plan file in `document`; of two that one slip makes, the first cause alone."""
    errors = list(errors)
    meant = {route for details in errors for route in _meant(details, document.value)}
    found = ((details, issue_of(details, document)) for details in errors)
    return [issue for details, issue in found if not (details["loc"] in meant and _is_absent(details, issue))]


def issue_of(error: ErrorDetails, document: Document) -> Issue:
    """What `error` says of the plan file in `document`."""
    route: Route = error["loc"]
    raw = document.value
    if error["type"] == "missing":
        return missing_key(route)
    if error["type"] == "extra_forbidden":
        homes = [".".join(home) for home in _homes(route, raw)]
        block = block_at(route[:-1])
        near = None if homes else meant_key(str(route[-1]), block)
        return unknown_key(route, keys_of(block), near=near, homes=homes)
    key = key_at(route)
    is_required = key is not None and key.is_required and not isinstance(route[-1], int)
    context = Context(route, _unit_at(route, raw), is_required, document.ends_at_hash(route))
    return _refusal_of(error).issue(context)


def _refusal_of(error: ErrorDetails) -> Refusal:
    """Why the value was refused: as its reader says, or as pydantic does."""
    kind, value, context = error["type"], error["input"], error.get("ctx", {})
    refusal = context.get("error")
    if isinstance(refusal, Refusal):
        return refusal
    if kind == "string_pattern_mismatch":
        return _PATTERNS[context["pattern"]](value)
    if kind == "literal_error":
        key = key_at(error["loc"])
        names = {} if key is None else {choice.value: names_of(choice) for choice in key.choices}
        if value is None or isinstance(value, dict | list):
            return wrong_type(value, _CHOICE, one_of(names))
        return bad_choice(value, names)
    if kind == "string_type" and value is not None and error["loc"][-1] == "area_code":
        return unquoted_area_code(value)
    return wrong_type(value, *_EXPECTED.get(kind, _ANOTHER))


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


def _is_absent(error: ErrorDetails, issue: Issue) -> bool:
    """Whether `error` says that something required is not there."""
    return issue.rule == MISSING_KEY or (error["type"] in _EXPECTED and error["input"] is None)


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
    elif (near := meant_key(str(name), block_at(tuple(before)))) is not None:
        yield *before, near


def _homes(route: Route, raw: dict[str, Any]) -> Sequence[tuple[str, ...]]:
    """The blocks of the plan that have the key at `route`, which stands outside of every block.

    Of several, those of `raw` that lack it.
    """
    if len(route) != 1:
        return []
    found = homes_of(str(route[0]))
    lacking = [home for home in found if home[0] in raw and not _holds(raw[home[0]], route[0])]
    return lacking or found


def _holds(block: Any, key: Any) -> bool:
    """Whether a block, or the last of a list of them, has the key."""
    block = block[-1] if isinstance(block, list) and block else block
    return isinstance(block, dict) and key in block
