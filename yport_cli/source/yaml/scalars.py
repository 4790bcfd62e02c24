"""The value of a scalar without quotes, from its own spelling."""

import re
from decimal import Decimal
from typing import Any

from yport_cli.core.numbers.foreign_number import Spelling

_CONSTANTS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER = re.compile(r"-?[1-9][0-9]*|0")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+")
_MAX_LENGTH = 100
"""Of a number; a longer one takes its time."""
# What YAML 1.2 readers take for a number although a plan file does not spell it so.
_FOREIGN_NUMBER = re.compile(
    r"[-+]?(?:[0-9][0-9_]*|0o[0-7_]+|0x[0-9a-fA-F_]+|0b[01_]+|\.(?:inf|Inf|INF)"
    r"|(?:\.[0-9_]+|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?)|\.(?:nan|NaN|NAN)"
)
_NUMBER_START = frozenset("-+.0123456789")
SPECIAL_START = frozenset(("", *_NUMBER_START, *(text[0] for text in _CONSTANTS if text)))
"""A scalar that begins otherwise is its text; `""` stands for the empty one."""


def plain_value(text: str) -> Any:
    """The value that `text` spells: an `int`, a `Decimal`, a `bool`, `None`, a `Spelling` or itself."""
    if text[:1] not in _NUMBER_START:
        return _CONSTANTS.get(text, text)
    if len(text) <= _MAX_LENGTH:
        if _INTEGER.fullmatch(text):
            return int(text)
        if _DECIMAL.fullmatch(text):
            return Decimal(text)
    return Spelling(text) if _FOREIGN_NUMBER.fullmatch(text) else text
