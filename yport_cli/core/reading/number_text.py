"""Numbers and rates from text."""

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from yport_cli.core.numbers.number import MAX_DIGITS, Number
from yport_cli.core.numbers.spellings import SPACES, SPELLING, ascii_spelling
from yport_cli.core.refusals.values import bad_number, bad_rate, number_length

MAX_DENOMINATOR = 100
"""Of a rate written as a fraction; a finer one is written as a decimal."""

_LIMIT = 10**MAX_DIGITS


def parse_number(text: str) -> Number:
    """The exact number that `text` spells.

    Half- and full-width digits, thousands separators grouped in threes, a decimal point and a leading
    `-`, `−`, `▲` or `△` are read. Raises `Refusal` for anything else, with a sentence that shows the right
    spelling.
    """
    ascii_text = ascii_spelling(text)
    if not SPELLING.fullmatch(ascii_text):
        raise bad_number(text)
    digits = ascii_text.replace(",", "")
    if len(digits) > MAX_DIGITS + 2:
        raise number_length(sum(map(str.isdigit, digits)))
    return within_limit(Decimal(digits) if "." in digits else int(digits))


def spells_number(text: str) -> bool:
    """Whether `text` is in the grammar of numbers, however long it is."""
    return SPELLING.fullmatch(ascii_spelling(text)) is not None


def within_limit(number: Number) -> Number:
    """`number` itself; raises `Refusal` when it has more than `MAX_DIGITS` digits."""
    if isinstance(number, int):
        if abs(number) < _LIMIT:
            return number
        raise number_length(len(str(abs(number))) if abs(number) < _LIMIT**10 else MAX_DIGITS * 10)
    _, digits, exponent = number.as_tuple()
    length = max(len(digits), -int(exponent))
    if length > MAX_DIGITS:
        raise number_length(length)
    return number


def parse_percent(text: str) -> Fraction:
    """The percentage that `text` spells, of any size and sign: `-10%`, `+5`, `５％`, each as hundredths.

    Raises `Refusal` for anything else.
    """
    return Fraction(parse_number(text.strip().removeprefix("+").rstrip("%％"))) / 100


@lru_cache(maxsize=256)  # a folder of plans has the same few rates
def parse_rate(text: str) -> Fraction:
    """The rate that `text` spells, from 0 to 1: `1/2`, `0.5`, `50%`; half or full width.

    Raises `Refusal` for anything else.
    """
    ascii_text = rate_spelling(text)
    rate: Fraction | None = None
    if match := re.fullmatch(rf"(0|[1-9][0-9]{{0,2}})[{SPACES}]*/[{SPACES}]*([1-9][0-9]{{0,2}})", ascii_text):
        rate = Fraction(int(match[1]), int(match[2])) if int(match[2]) <= MAX_DENOMINATOR else None
    elif match := re.fullmatch(r"((?:0|[1-9][0-9]{0,2})(?:\.[0-9]{1,9})?)(%?)", ascii_text):
        rate = Fraction(match[1]) / (100 if match[2] else 1)
    if rate is None or not 0 <= rate <= 1:
        raise bad_rate(text)
    return rate


def rate_spelling(text: str) -> str:
    """The rate in `text` in half width: `1/2`, `50%`."""
    return ascii_spelling(text).replace("／", "/").replace("％", "%")
