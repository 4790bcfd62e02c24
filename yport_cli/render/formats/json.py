"""JSON as text: numbers are spelled exactly, and nothing in it steers a terminal."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from yport_cli.core.numbers.number import plain
from yport_cli.render.wording.safe_text import STEERING_SIGNS

_encoded = json.JSONEncoder(ensure_ascii=False).encode
_SIGN = re.compile(f"[{STEERING_SIGNS}]")


def json_text(value: Any) -> str:
    """`value` as the JSON of a file; `json` alone would turn a `Decimal` into a `float`."""
    return json_part(value) + "\n"


def json_part(value: Any, line: str = "\n") -> str:
    """`value` as JSON within more of it; `line` is the line end with the indentation of the place.

    A name that is no Unicode stays one of its own, for its lone surrogates are escaped.
    """
    pieces: list[str] = []
    _write(value, line, pieces.append)
    return _SIGN.sub(lambda match: f"\\u{ord(match[0]):04x}", "".join(pieces))


def _write(value: Any, line: str, write: Callable[[str], None]) -> None:
    if isinstance(value, str):
        write(_encoded(value))
    elif isinstance(value, Mapping) and value:
        deeper = line + "  "
        separator = "{"
        for key, member in value.items():
            write(f"{separator}{deeper}{_encoded(key)}: ")
            _write(member, deeper, write)
            separator = ","
        write(f"{line}}}")
    elif isinstance(value, list) and value:
        deeper = line + "  "
        separator = "["
        for member in value:
            write(f"{separator}{deeper}")
            _write(member, deeper, write)
            separator = ","
        write(f"{line}]")
    elif isinstance(value, Decimal | Fraction):
        write(plain(value))
    elif isinstance(value, date):
        write(f'"{value.isoformat()}"')
    else:
        write(_encoded(value))
