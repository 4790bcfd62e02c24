"""Why an area code (標準地域コード) cannot be read, such as a number that has lost its leading zero."""

from decimal import Decimal
from typing import Any

from yport_cli.core.issues.issue import Refusal
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.foreign_number import Spelling
from yport_cli.core.refusals.values import BAD_AREA_CODE, TEXT, wrong_type

_DIGITS = Sentence(
    "標準地域コードは5桁（検査数字つきは6桁）の数字です",
    "an area code has 5 digits, or 6 with its check digit",
)
_EXAMPLE = Sentence('area_code: "14100" のように書いてください', 'write it as area_code: "14100"')
_WEIGHTS = (6, 5, 4, 3, 2)
_LAST_WITH_ZERO = 9
"""Prefectures up to this one begin with 0: 北海道 to 栃木県."""


def bad_area_code(text: str) -> Refusal:
    """An area code has 5 digits, or 6 with its check digit; `text` has not."""
    return BAD_AREA_CODE.refusal(_DIGITS, _with_zero(text) if _may_lack_zero(text) else _EXAMPLE)


def unquoted_area_code(value: Any) -> Refusal:
    """An area code is text: the 0 that a number may have lost is not put back unasked."""
    text = value.text if isinstance(value, Spelling) else str(value)
    if not isinstance(value, int | Decimal | Spelling) or isinstance(value, bool):
        return wrong_type(value, TEXT, _EXAMPLE)
    if _may_lack_zero(text):
        message = Sentence(
            f"標準地域コードが数 {text} になっています。先頭の 0 が失われたのかもしれません",
            f"the area code is the number {text}, which may have lost a 0 at its beginning",
        )
        return BAD_AREA_CODE.refusal(message, _with_zero(text))
    if text.isascii() and text.isdigit() and len(text) in (5, 6):
        return wrong_type(value, TEXT, _EXAMPLE)
    return BAD_AREA_CODE.refusal(_DIGITS, _EXAMPLE)


def _may_lack_zero(text: str) -> bool:
    """Whether `text` with a 0 before it is the code of a body, as far as its digits tell."""
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text[:1]) <= _LAST_WITH_ZERO:
        return False
    return len(text) == 4 or (len(text) == 5 and _check_digit(f"0{text[:4]}") == text[4])


def _check_digit(code: str) -> str:
    """The check digit of a code of 5 digits (全国地方公共団体コード)."""
    rest = sum(int(digit) * weight for digit, weight in zip(code, _WEIGHTS, strict=True)) % 11
    return str((11 - rest) % 10)


def _with_zero(text: str) -> Sentence:
    ja, en = f'"0{text}" か', f'"0{text}" or '
    rest = f'"{text}"' if len(text) == 5 else None
    return Sentence(
        f"団体のコードを確かめ、{ja}{rest or '正しい5桁'}を引用符で囲んで書いてください",
        f"look the code up, and write {en}{rest or 'the right 5 digits'}, in quotes",
    )
