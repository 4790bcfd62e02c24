"""JSON, written here alone: numbers are spelled exactly, and nothing in it steers a terminal.

`json` itself would turn a `Decimal` into a `float`. A name that is no Unicode stays one of its own, for its
lone surrogates are escaped.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import chain
from typing import Any

from yport_cli.core.numbers.number import plain
from yport_cli.render.wording.safe_text import STEERING_SIGNS

_encoded = json.JSONEncoder(ensure_ascii=False).encode
_SIGN = re.compile(f"[{STEERING_SIGNS}]")


@dataclass(frozen=True, slots=True)
class OnePerLine:
    """A list whose members stand on a line each."""

    members: Iterable[Any]


def json_text(value: Any) -> str:
    """`value` as the JSON of a file."""
    return "".join(json_pieces(value))


def json_pieces(value: Any) -> Iterator[str]:
    """As `json_text`, piece by piece.

    An iterator in `value` becomes a list whose members are written as they come; a function is called when
    its turn comes, so that it can tell what was counted meanwhile. Lists themselves hold neither.
    """
    yield from map(_harmless, _pieces(value, "\n"))
    yield "\n"


def json_line(value: Any) -> str:
    """`value` as JSON on one line."""
    return _harmless(_on_one_line(value))


def _harmless(text: str) -> str:
    return _SIGN.sub(lambda match: json.dumps(match[0])[1:-1], text)


def _pieces(value: Any, line: str) -> Iterator[str]:
    """`line` is the line end with the indentation of the place."""
    deeper = f"{line}  "
    brackets = "[]"
    members: Iterable[Iterable[str]]
    if isinstance(value, dict):
        brackets = "{}"
        members = (chain((f"{_encoded(key)}: ",), _pieces(one, deeper)) for key, one in value.items())
    elif isinstance(value, OnePerLine):
        members = ((_on_one_line(one),) for one in value.members)
    elif isinstance(value, Iterator):
        members = (_pieces(one, deeper) for one in value)
    else:
        yield _text(value() if callable(value) else value, line)
        return
    before = brackets[0]
    for member in members:
        yield f"{before}{deeper}"
        yield from member
        before = ","
    yield f"{line}{brackets[1]}" if before == "," else brackets


def _text(value: Any, line: str) -> str:
    if isinstance(value, str):
        return _encoded(value)
    deeper = f"{line}  "
    if isinstance(value, dict) and value:
        members = (f"{deeper}{_encoded(key)}: {_text(one, deeper)}" for key, one in value.items())
        return f"{{{','.join(members)}{line}}}"
    if isinstance(value, list | tuple) and value:
        return f"[{','.join(f'{deeper}{_text(one, deeper)}' for one in value)}{line}]"
    return _on_one_line(value)


def _on_one_line(value: Any) -> str:
    if isinstance(value, str):
        return _encoded(value)
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_encoded(key)}: {_on_one_line(one)}' for key, one in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_on_one_line, value))}]"
    if isinstance(value, Decimal | Fraction):
        return plain(value)
    return f'"{value.isoformat()}"' if isinstance(value, date) else _encoded(value)
