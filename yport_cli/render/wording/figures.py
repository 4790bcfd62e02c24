"""How a figure is written for people."""

from fractions import Fraction

from yport_cli.core.issues.sentence import Language
from yport_cli.core.numbers.number import Quantity, grouped, rounded, simplified
from yport_cli.render.shapes.table import Cell
from yport_cli.render.wording.labels import label

UNDEFINED = "―"


def figure(value: Quantity | None, missing: str = UNDEFINED) -> Cell:
    """An amount with thousands separators; `missing` where it is unknown.

    A fraction without a finite spelling is marked `~` and drawn with six decimals, halves away from zero.
    """
    if value is None:
        return Cell(None, missing)
    exact = simplified(value) if isinstance(value, Fraction) else value
    return Cell(value, f"~{grouped(exact)}" if isinstance(exact, Fraction) else grouped(exact))


def percentage(rate: Fraction | None) -> Cell:
    """A rate as a percentage with one decimal, halves away from zero."""
    return Cell(rate, UNDEFINED if rate is None else f"{grouped(rounded(rate * 100, 1))}%")


def rate_text(rate: Fraction) -> str:
    """A rate as plans write it: `1/2`."""
    return f"{rate.numerator}/{rate.denominator}"


def rate_number(rate: Fraction) -> Quantity:
    """A rate for machines: 6 decimals at most, halves away from zero."""
    return simplified(Fraction(rounded(rate, 6)))


def recorded(value: Quantity | None, language: Language) -> Cell:
    """A figure of the ledger; one that was never recorded is said to be so."""
    return figure(value, label("not_recorded", language))


def stated(value: Quantity | None, language: Language) -> Cell:
    """A figure of the plan; one that the plan does not give is said to be so."""
    return figure(value, label("not_stated", language))
