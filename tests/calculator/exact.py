"""Exact numbers, and how the machine contract spells them.

No float, and nothing is rounded before it is spelled.
"""

from decimal import Decimal
from fractions import Fraction

PLACES = 6


def exact(value: int | str | Decimal | None) -> Fraction | None:
    """A figure as the plan gives it; what is absent stays unknown. A rate may be written 1/2, 0.5 or 50%."""
    if isinstance(value, str) and value.endswith("%"):
        return Fraction(value[:-1]) / 100
    return None if value is None else Fraction(value)


def whole(value: Fraction | None, *, down: bool = False) -> Decimal | None:
    """An amount with every digit it has.

    One without end is rounded to 6 places, an upper limit only ever down.
    """
    if value is None:
        return None
    for places in range(40):
        if (value * 10**places).denominator == 1:
            return _decimal(int(value * 10**places), places)
    return _decimal(value * 10**PLACES // 1, PLACES) if down else rounded(value)


def rounded(value: Fraction, places: int = PLACES) -> Decimal:
    """The nearest number of so many places, halves away from zero: paces and projections have 6."""
    size = (abs(value) * 10**places + Fraction(1, 2)) // 1
    return _decimal(size if value >= 0 else -size, places)


def rate(value: Fraction | None) -> Decimal | None:
    """A rate has 6 places, with as many more as keep one below 1 below it (0.99999993 is not 1)."""
    if value is None:
        return None
    places = PLACES
    while value < 1 <= rounded(value, places):
        places += 1
    return rounded(value, places)


def total(values: list[Fraction]) -> Fraction | None:
    """The sum of what is known; of nothing it is unknown, not 0."""
    return sum(values, Fraction(0)) if values else None


def _decimal(units: int, places: int) -> Decimal:
    digits = tuple(int(digit) for digit in str(abs(units)))
    return Decimal((int(units < 0), digits, -places))
