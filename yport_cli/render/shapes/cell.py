"""What a cell holds, and how that is drawn: every text follows from here, and no writer reads one back."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from yport_cli.core.numbers.number import (
    Number,
    Quantity,
    floored,
    grouped,
    plain,
    rounded,
    rounded_apart,
    simplified,
    without_trailing_zeros,
)

APPROXIMATE = "~"
"""The mark of a number that no finite count of decimals spells."""

_PLACES_OF_ENDLESS = 6
_DIGITS_OF_SHORT = 100


@dataclass(frozen=True, slots=True)
class Precision:
    """How a number is drawn; halves go away from zero."""

    places: int | None = None
    """Decimals; `None` for as many as the number has, and for six under a mark where they do not end."""
    has_zeros: bool = True
    """Whether all `places` are drawn, zeros at the end too."""
    notation: Literal["decimal", "percent", "ratio"] = "decimal"
    """`ratio`: as plans write the rate of a grant, `1/2`."""
    sign: Literal["", "+", "±"] = ""
    """The sign of a number above zero; `±` stands before zero, too."""
    is_grouped: bool = True
    goal: int | None = None
    """What a number below it never reaches by rounding, with as many decimals more as that takes."""
    apart_from: tuple[Fraction, ...] = ()
    """Thresholds from which it is told apart, too, whichever side it is on."""
    is_short: bool = False
    """Whether endless decimals end after two, or three digits that count."""
    is_cut: bool = False
    """Whether decimals that are not drawn are cut off, not rounded: an upper limit is never passed."""


EXACT = Precision()
PERCENT = Precision(places=1, notation="percent")
RATE = replace(PERCENT, goal=1)
"""Of achievement: what is not achieved never reads 100 %."""
PACE = Precision(is_short=True)
UPPER_LIMIT = Precision(is_cut=True)
RATIO = Precision(notation="ratio")
DIFFERENCE = Precision(sign="+")
DIFFERENCE_OF_RATIOS = Precision(notation="ratio", sign="+")
POINTS = Precision(places=1, sign="+")
SHARE = Precision(places=1, has_zeros=False, notation="percent", is_grouped=False)
CHANGE = replace(SHARE, sign="±")
ORDINAL = Precision(is_grouped=False)


Key = tuple[str | int, ...]
"""By which a figure is found in its workbook: whose it is, of what year, its name."""


@dataclass(frozen=True, slots=True)
class Formula:
    """How a figure follows from others, as a spreadsheet spells it, with `{0}` for the first of them."""

    spelled: str
    operands: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number."""

    value: Quantity
    precision: Precision = EXACT
    mark: str = ""
    """What stands before it, such as `*` where a year is missing from a sum."""
    unit: str = ""
    """What stands behind it, where no heading says so."""
    key: Key | None = None
    """Where other figures of its workbook follow from it, or it from them."""
    formula: Formula | None = None
    """A figure with a key and no formula is an input."""

    @property
    def shown(self) -> Number:
        """The number before the percent sign or the unit, rounded as it is drawn."""
        precision = self.precision
        value = self.value * 100 if precision.notation == "percent" else self.value
        if precision.places is not None:
            number = _apart(value, precision)
            return number if precision.has_zeros else without_trailing_zeros(number)
        exact = simplified(value) if isinstance(value, Fraction) else value
        if not isinstance(exact, Fraction):
            return exact
        places = _PLACES_OF_ENDLESS
        if precision.is_short:
            places = next(
                (few for few in range(2, places) if abs(exact) * 10**few >= _DIGITS_OF_SHORT), places
            )
        return (floored if precision.is_cut else rounded)(exact, places).normalize()

    @property
    def marks(self) -> str:
        """What stands before the sign."""
        is_cut = self.precision.places is None and self.precision.notation == "decimal"
        return f"{self.mark}{APPROXIMATE}" if is_cut and self.shown != self.value else self.mark

    @property
    def text(self) -> str:
        """As people read it."""
        number, precision = self.shown, self.precision
        if precision.notation == "ratio":
            rate = Fraction(self.value)
            digits = f"{rate.numerator}/{rate.denominator}"
        else:
            digits = grouped(number) if precision.is_grouped else plain(number)
        is_unchanged = number == 0 and precision.sign == "±"
        sign = "±" if is_unchanged else "+" if precision.sign and number > 0 else ""
        return f"{self.marks}{sign}{digits}{'%' if precision.notation == 'percent' else ''}{self.unit}"


def _apart(value: Quantity, precision: Precision) -> Decimal:
    """`value` rounded to the places asked for, or to more until it is on its side of each threshold."""
    scale = 100 if precision.notation == "percent" else 1
    if precision.goal is None:
        return rounded(value, precision.places or 0)
    limits = [limit * scale for limit in precision.apart_from]
    return rounded_apart(value, precision.places or 0, precision.goal * scale, limits)


@dataclass(frozen=True, slots=True)
class Text:
    """Words, safe to show."""

    value: str | bool | None
    """What a program is told of them: the text as it was written, or a name for it."""
    text: str


@dataclass(frozen=True, slots=True)
class Year:
    """A fiscal year."""

    value: int
    label: str
    mark: str = ""
    """What is said of it behind its name."""

    @property
    def text(self) -> str:
        """As people read it."""
        return f"{self.label}{self.mark}"


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar."""

    value: date

    @property
    def text(self) -> str:
        """As people read it."""
        return self.value.isoformat()


Cell = Figure | Text | Year | Day

EMPTY = Text(None, "")
"""A field that nobody has filled in."""
