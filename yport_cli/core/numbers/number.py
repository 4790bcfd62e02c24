"""Exact numbers: their arithmetic, and one rule for rounding.

A number is an `int`, or a `Decimal` when it is written with a decimal point. What division gives is a
`Fraction`, which stays exact until it is drawn. No `float` takes part in any computation.
"""

from collections.abc import Iterable
from decimal import Decimal, DefaultContext, getcontext
from fractions import Fraction
from math import floor

Number = int | Decimal
"""A figure as it was written."""

Quantity = int | Decimal | Fraction
"""A figure, or what follows from figures by arithmetic."""

MAX_DIGITS = 20
"""A longer number is refused: no amount and no count of a plan comes near it."""

# Decimal's own 28 digits are too few for the sum of a number with 20 digits and one with 20 decimals.
getcontext().prec = DefaultContext.prec = 100


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


def without_trailing_zeros(number: Number) -> Number:
    """Drop trailing zeros (`1.50` is 1.5, `2.0` the int 2), so that equal sums compare and print alike."""
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


def share(part: Quantity | None, whole: Quantity | None) -> Fraction | None:
    """`part` ÷ `whole` as `ratio`.

    `None` also where `whole` is negative, for no share of that has a meaning.
    """
    return None if whole is None or whole <= 0 else ratio(part, whole)


def rounded(value: Quantity, places: int) -> Decimal:
    """`value` with `places` decimals, halves away from zero."""
    scaled = Fraction(value) * 10**places
    magnitude = (2 * abs(scaled.numerator) + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(-magnitude if scaled < 0 else magnitude).scaleb(-places)


def rounded_apart(value: Quantity, places: int, goal: Quantity, limits: Iterable[Quantity] = ()) -> Decimal:
    """`value` with `places` decimals, or with as many more as it takes.

    What is below `goal` does not reach it by rounding, and nothing reaches one of `limits`, from either side.
    """
    while value < goal <= rounded(value, places):
        places += 1
    for limit in limits:
        while (
            value != limit
            and (Fraction(rounded(value, places)) - Fraction(limit)) * (1 if value > limit else -1) <= 0
        ):
            places += 1
    return rounded(value, places)


def floored(value: Quantity, places: int) -> Decimal:
    """`value` with `places` decimals, the others cut off downwards."""
    return Decimal(floor(Fraction(value) * 10**places)).scaleb(-places)


def total(figures: Iterable[Number | None]) -> Number | None:
    """The exact sum of the figures that are known; `None` when none is."""
    known = [figure for figure in figures if figure is not None]
    return sum(known[1:], known[0]) if known else None
