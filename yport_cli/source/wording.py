"""Pydantic's errors as issues: a stable code, a sentence in both languages, what to write instead."""

from collections.abc import Iterator
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from yport_cli.core.issue import KEY, BadValue, Issue, Route, Sentence
from yport_cli.core.number import COMMA_SEPARATES, is_cut_off, plain
from yport_cli.core.plan import AREA_CODE_PATTERN, ID_PATTERN, Plan
from yport_cli.core.spelling import Spelling

_EXPECTED: dict[str, tuple[Sentence, Sentence]] = {
    "string_type": (
        Sentence("文字列", "text"),
        Sentence("文字列を書いてください", "write text"),
    ),
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

_BAD_ID = (
    "bad-id",
    Sentence(
        "id には文字・数字・「-」「_」「.」だけが使えます",
        "an id is made of letters, digits, `-`, `_` and `.` only",
    ),
    Sentence("空白や記号を除いてください", "remove spaces and other signs"),
)
_BAD_AREA_CODE = (
    "bad-area-code",
    Sentence(
        "標準地域コードは5桁（検査数字つきは6桁）の数字です",
        "an area code has 5 digits, or 6 with its check digit",
    ),
    Sentence('area_code: "14100" のように書いてください', 'write it as area_code: "14100"'),
)
_EMPTY = (
    "empty-value",
    Sentence("値が空です", "the value is empty"),
    Sentence(
        "値を書くか、省けるキーなら行ごと消してください",
        "write a value, or remove the line if the key is optional",
    ),
)


def issue_of(error: ErrorDetails) -> Issue:
    """What `error` says of the plan file."""
    route: Route = error["loc"]
    kind = error["type"]
    problem = error.get("ctx", {}).get("error")
    if isinstance(problem, BadValue) and problem.code == "wrong-type":
        return _wrong_type(route, error["input"], problem.message, problem.hint)
    if isinstance(problem, BadValue):
        return Issue(problem.code, route, problem.message, problem.hint)
    if kind == "missing":
        return _missing(route)
    if kind == "extra_forbidden":
        return _unknown(route)
    if kind == "string_pattern_mismatch":
        pattern = error["ctx"]["pattern"]
        code, message, hint = {ID_PATTERN: _BAD_ID, AREA_CODE_PATTERN: _BAD_AREA_CODE}.get(pattern, _EMPTY)
        return Issue(code, route, message, hint)
    if kind == "literal_error":
        return _choice(route, error)
    return _wrong_type(route, error["input"], *_EXPECTED.get(kind, _ANOTHER))


def _missing(route: Route) -> Issue:
    name = route[-1]
    return Issue(
        "missing-key",
        route,
        Sentence(f"必要なキー「{name}」がありません", f"the key {name!r} is missing"),
        Sentence(f"{name}: 値 を加えてください", f"add {name}: and its value"),
    )


def _unknown(route: Route) -> Issue:
    name = str(route[-1])
    known = _keys_at(route[:-1])
    near = get_close_matches(name, known, n=1, cutoff=0.6)
    hint = Sentence(f"使えるキーは {'・'.join(known)} です", f"the keys are {', '.join(known)}")
    if near:
        hint = Sentence(f"「{near[0]}」の間違いではありませんか", f"did you mean {near[0]!r}?")
    elif is_cut_off(name):
        hint = COMMA_SEPARATES
    return Issue(
        "unknown-key",
        (*route, KEY),
        Sentence(f"キー「{name}」は使えません", f"the key {name!r} is unknown"),
        hint,
    )


def _choice(route: Route, error: ErrorDetails) -> Issue:
    choices = _choices_at(route)
    found = _shown(error["input"])
    near = get_close_matches(str(error["input"]), choices, n=1, cutoff=0.5)
    hint = Sentence(f"{'・'.join(choices)} のいずれかを書いてください", f"write one of {', '.join(choices)}")
    if len(choices) == 1:
        hint = Sentence(f"{choices[0]} と書いてください", f"write {choices[0]}")
    elif near:
        hint = Sentence(
            f"「{near[0]}」の間違いではありませんか（{'・'.join(choices)} のいずれか）",
            f"did you mean {near[0]!r}? (one of {', '.join(choices)})",
        )
    return Issue(
        "bad-choice",
        route,
        Sentence(f"{found.ja}は選べません", f"{found.en} is not one of the choices"),
        hint,
    )


def _wrong_type(route: Route, value: Any, expected: Sentence, hint: Sentence | None) -> Issue:
    expects_text = expected is _EXPECTED["string_type"][0]
    if value is None and expects_text:
        return Issue(_EMPTY[0], route, *_EMPTY[1:])
    found = _shown(value)
    fix = None
    if expects_text and isinstance(value, bool | int | Decimal | Spelling):
        text = value.text if isinstance(value, Spelling) else _spelled(value)
        fix = f'"{text}"'
        hint = Sentence(f"引用符で囲み、{fix} と書いてください", f"put it in quotes: {fix}")
    return Issue(
        "wrong-type",
        route,
        Sentence(
            f"{expected.ja}を書くところに{found.ja}があります",
            f"{expected.en} belongs here, but {found.en} was found",
        ),
        hint,
        fix=fix,
    )


def _shown(value: Any) -> Sentence:
    """What was found, for a sentence."""
    if value is None:
        return Sentence("null（値なし）", "null")
    if isinstance(value, dict):
        return Sentence("「キー: 値」の組", "a mapping")
    if isinstance(value, list):
        return Sentence("一覧", "a list")
    if isinstance(value, bool):
        return Sentence(f"真偽値 {_spelled(value)} ", f"the truth value {_spelled(value)}")
    if isinstance(value, int | Decimal):
        return Sentence(f"数 {_spelled(value)} ", f"the number {_spelled(value)}")
    text = value.text if isinstance(value, Spelling) else str(value)
    short = text if len(text) <= 40 else text[:39] + "…"
    return Sentence(f"「{short}」", f"{short!r}")


def _spelled(value: int | Decimal) -> str:
    # A bool is an int to Python.
    return str(value).lower() if isinstance(value, bool) else plain(value)


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
