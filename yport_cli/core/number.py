"""Exact numbers: one grammar for reading, one rule for rounding.

A number is an `int`, or a `Decimal` when it is written with a decimal point. What division gives is a
`Fraction`, which stays exact until it is drawn. No `float` takes part in any computation.
"""

import re
from collections.abc import Iterable
from decimal import Decimal, DefaultContext, getcontext
from fractions import Fraction

from yport_cli.core.issue import BadValue, Sentence

Number = int | Decimal
"""A figure as it was written."""

Quantity = int | Decimal | Fraction
"""A figure, or what follows from figures by arithmetic."""

MAX_DIGITS = 20
"""A longer number is refused: no amount and no count of a plan comes near it."""

# Decimal's own 28 digits are too few for the sum of a number with 20 digits and one with 20 decimals.
getcontext().prec = DefaultContext.prec = 100

_LIMIT = 10**MAX_DIGITS

COMMA_SEPARATES = Sentence(
    "{ } の中の「,」は項目の区切りです。数は 1000000 のように「,」なしで書いてください",
    "within { } a `,` separates entries: write numbers without it, such as 1000000",
)
"""What to write where `{H29: 1,000}` was: the key `000` is what YAML makes of it."""

_TO_ASCII = str.maketrans("０１２３４５６７８９，．−－▲△", "0123456789,.----")
_SPELLING = re.compile(r"-?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?")
_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_THOUSANDS = re.compile("[0-9０-９]{3}")
_SPACES = " \t\u3000\u00a0"
_DASHES = frozenset("-－―−‐–—")


def parse_number(text: str) -> Number:
    """The exact number that `text` spells.

    Half- and full-width digits, thousands separators grouped in threes, a decimal point and a leading
    `-`, `−`, `▲` or `△` are read. Raises `BadValue` for anything else, with a sentence that shows the right
    spelling.
    """
    ascii_text = text.strip(_SPACES).translate(_TO_ASCII)
    if not _SPELLING.fullmatch(ascii_text):
        raise _refusal(text)
    digits = ascii_text.replace(",", "")
    if len(digits) > MAX_DIGITS + 2:
        raise _too_long(len(digits))
    return within_limit(Decimal(digits) if "." in digits else int(digits))


def within_limit(number: Number) -> Number:
    """`number` itself; raises `BadValue` when it has more than `MAX_DIGITS` digits."""
    if isinstance(number, int):
        if -_LIMIT < number < _LIMIT:
            return number
        raise _too_long(len(str(abs(number))) if abs(number) < _LIMIT**10 else MAX_DIGITS * 10)
    _, digits, exponent = number.as_tuple()
    length = max(len(digits), -int(exponent))
    if length > MAX_DIGITS:
        raise _too_long(length)
    return number


def _too_long(length: int) -> BadValue:
    return BadValue(
        "bad-number",
        Sentence(
            f"桁数が多すぎます（{length}桁。{MAX_DIGITS}桁まで読みます）",
            f"the number is too long: {length} digits, and at most {MAX_DIGITS} are read",
        ),
        Sentence("桁を確かめるか、大きな単位を使ってください", "check the digits, or use a larger unit"),
    )


def is_cut_off(text: str) -> bool:
    """Whether `text` looks like the thousands of a number that was cut at its separator."""
    return _THOUSANDS.fullmatch(text) is not None


def is_plain(text: str) -> bool:
    """Whether `text` is spelled as a plan file spells numbers: `1000000`, `-5`, `8.20`."""
    return _PLAIN.fullmatch(text) is not None


def plain(number: Quantity, places: int = 6) -> str:
    """The plain spelling of `number`, exact for every number that has a finite one.

    A fraction without a finite decimal spelling is rounded to `places`, halves away from zero.
    """
    if isinstance(number, Fraction):
        number = simplified(number)
        if isinstance(number, Fraction):
            number = rounded(number, places).normalize()
    return format(number, "f") if isinstance(number, Decimal) else str(number)


def grouped(number: Quantity, places: int = 6) -> str:
    """As `plain`, with thousands separators: `1,234,567.5`."""
    whole, point, decimals = plain(number, places).partition(".")
    sign = "-" if whole.startswith("-") else ""
    return f"{sign}{int(whole.lstrip('-')):,}{point}{decimals}"


def parse_rate(text: str) -> Fraction:
    """The rate that `text` spells, from 0 to 1: `1/2`, `0.5`, `50%`; half or full width.

    Raises `BadValue` for anything else.
    """
    ascii_text = text.strip(_SPACES).translate(_TO_ASCII).replace("／", "/").replace("％", "%")
    rate: Fraction | None = None
    if match := re.fullmatch(r"([0-9]{1,9})\s*/\s*([1-9][0-9]{0,8})", ascii_text):
        rate = Fraction(int(match[1]), int(match[2]))
    elif match := re.fullmatch(r"([0-9]{1,9}(?:\.[0-9]{1,9})?)(%?)", ascii_text):
        rate = Fraction(match[1]) / (100 if match[2] else 1)
    if rate is None or not 0 <= rate <= 1:
        raise BadValue(
            "bad-rate",
            Sentence(f"「{text}」は0以上1以下の割合として読めません", f"{text!r} is not a rate from 0 to 1"),
            Sentence("1/2 または 0.5 のように書いてください", "write it as 1/2 or 0.5"),
        )
    return rate


def simplified(value: Fraction) -> Quantity:
    """`value` as an `int` or a `Decimal` where that is exact, else unchanged."""
    if value.denominator == 1:
        return value.numerator
    rest = value.denominator
    twos = fives = 0
    while rest % 2 == 0:
        rest //= 2
        twos += 1
    while rest % 5 == 0:
        rest //= 5
        fives += 1
    if rest != 1 or (places := max(twos, fives)) > MAX_DIGITS:
        return value
    scaled = value * 10**places
    return Decimal(scaled.numerator).scaleb(-places) if scaled.numerator else 0


def tidied(number: Number) -> Number:
    """`number` without trailing zeros: what a sum is must not depend on how its parts were spelled."""
    if isinstance(number, int):
        return number
    return int(number) if number == int(number) else number.normalize()


def plus(first: Quantity, second: Quantity) -> Quantity:
    """`first` + `second`, exact."""
    return simplified(Fraction(first) + Fraction(second))


def minus(whole: Quantity, part: Quantity) -> Quantity:
    """`whole` − `part`, exact."""
    return simplified(Fraction(whole) - Fraction(part))


def ratio(part: Quantity | None, whole: Quantity | None) -> Fraction | None:
    """`part` ÷ `whole`, exact; `None` when either is unknown or `whole` is 0."""
    if part is None or whole is None or whole == 0:
        return None
    return Fraction(part) / Fraction(whole)


def rounded(value: Quantity, places: int) -> Decimal:
    """`value` with `places` decimals, halves away from zero."""
    scaled = Fraction(value) * 10**places
    magnitude = (2 * abs(scaled.numerator) + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(-magnitude if scaled < 0 else magnitude).scaleb(-places)


def total(figures: Iterable[Number | None]) -> Number | None:
    """The exact sum of the figures that are known; `None` when none is."""
    known = [figure for figure in figures if figure is not None]
    return sum(known[1:], known[0]) if known else None


def _refusal(text: str) -> BadValue:
    """Why `text` is not a number, and what to write instead."""
    short = text if len(text) <= 40 else text[:39] + "…"
    hint = Sentence("1000000 のように半角数字で書いてください", "write plain digits such as 1000000")
    bare = text.strip(_SPACES)
    if not bare or bare in _DASHES:
        hint = Sentence("値がないときは null と書いてください", "write null for a missing value")
    elif re.search("[0-9０-９][万億兆]", text):
        hint = Sentence(
            "「万」「億」を使わず、その欄の単位に合わせて半角数字だけで書いてください",
            "write plain digits in the unit of the block, without 万 or 億",
        )
    elif suggestion := _suggestion(text):
        hint = Sentence(f"{suggestion} と書いてください", f"write {suggestion}")
    return BadValue(
        "bad-number",
        Sentence(f"「{short}」は数として読めません", f"{short!r} is not a number"),
        hint,
    )


def _suggestion(text: str) -> str | None:
    """The plain spelling that `text` most likely stands for."""
    ascii_text = text.strip(_SPACES).translate(_TO_ASCII)
    if match := re.fullmatch(r"(-?[0-9]+)[eE]\+?([0-9])", ascii_text):
        return match[1] + "0" * int(match[2])
    if re.fullmatch(r"\+[0-9,]+(\.[0-9]+)?", ascii_text):
        return ascii_text[1:].replace(",", "")
    if re.fullmatch(r"-?[0-9]+(_[0-9]+)+", ascii_text):
        return ascii_text.replace("_", "")
    if re.fullmatch(r"-?\.[0-9]+", ascii_text):
        return ascii_text.replace(".", "0.")
    if match := re.fullmatch(r"(-?[0-9]+)\.", ascii_text):
        return match[1]
    # A number and its unit: what is before the unit must itself be spelled right.
    if (
        match := re.fullmatch(r"(-?[0-9][0-9,.]*)\s*[^\d\s.,:/_-][^\d]*", ascii_text)
    ) and _SPELLING.fullmatch(match[1]):
        return match[1].replace(",", "")
    return None
