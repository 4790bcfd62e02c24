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

MAX_DENOMINATOR = 100
"""Of a rate written as a fraction; a finer one is written as a decimal."""

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
SPACES = " \t\u3000\u00a0"
DASHES = frozenset("-－―−‐–—")


def parse_number(text: str) -> Number:
    """The exact number that `text` spells.

    Half- and full-width digits, thousands separators grouped in threes, a decimal point and a leading
    `-`, `−`, `▲` or `△` are read. Raises `BadValue` for anything else, with a sentence that shows the right
    spelling.
    """
    ascii_text = text.strip(SPACES).translate(_TO_ASCII)
    if not _SPELLING.fullmatch(ascii_text):
        raise _bad(text)
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


def _bad(text: str) -> BadValue:
    from yport_cli.core.rules.values import bad_number

    return bad_number(text)


def _too_long(length: int) -> BadValue:
    from yport_cli.core.rules.values import number_length

    return number_length(length)


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
    ascii_text = text.strip(SPACES).translate(_TO_ASCII).replace("／", "/").replace("％", "%")
    rate: Fraction | None = None
    if match := re.fullmatch(rf"(0|[1-9][0-9]{{0,2}})[{SPACES}]*/[{SPACES}]*([1-9][0-9]{{0,2}})", ascii_text):
        rate = Fraction(int(match[1]), int(match[2])) if int(match[2]) <= MAX_DENOMINATOR else None
    elif match := re.fullmatch(r"((?:0|[1-9][0-9]{0,2})(?:\.[0-9]{1,9})?)(%?)", ascii_text):
        rate = Fraction(match[1]) / (100 if match[2] else 1)
    if rate is None or not 0 <= rate <= 1:
        from yport_cli.core.rules.values import bad_rate

        raise bad_rate(text)
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


def plain_suggestion(text: str) -> str | None:
    """The plain spelling that `text`, which is no number, most likely stands for."""
    ascii_text = text.strip(SPACES).translate(_TO_ASCII)
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
