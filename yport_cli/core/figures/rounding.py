"""Rounding of the grant, where a user asks for it: the clause of the grant's own rules is not known."""

from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor
from typing import Literal

from yport_cli.core.numbers.money import YEN_PER_UNIT, MoneyUnit
from yport_cli.core.numbers.number import Quantity, simplified

Mode = Literal["half-up", "floor"]


@dataclass(frozen=True, slots=True)
class Rounding:
    """To whole multiples of `unit`: down, or to the nearest with halves away from zero."""

    mode: Mode
    unit: MoneyUnit

    def applied(self, amount: Quantity, unit: str) -> Quantity:
        """`amount` of `unit`, rounded."""
        step = Fraction(YEN_PER_UNIT[self.unit], YEN_PER_UNIT[unit])
        steps = Fraction(amount) / step
        whole = floor(steps) if self.mode == "floor" else _nearest(steps)
        return simplified(whole * step)

    def down(self) -> "Rounding":
        """The same unit, rounded down."""
        return replace(self, mode="floor")


def _nearest(steps: Fraction) -> int:
    magnitude = floor(abs(steps) + Fraction(1, 2))
    return -magnitude if steps < 0 else magnitude
