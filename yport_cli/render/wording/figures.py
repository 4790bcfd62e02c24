"""How a figure is written for people."""

from fractions import Fraction

from yport_cli.core.issues.sentence import Language
from yport_cli.core.numbers.number import Quantity, rounded, simplified
from yport_cli.render.shapes.cell import EXACT, PERCENT, Figure, Precision, Text
from yport_cli.render.wording.labels import label

UNDEFINED = "―"


def figure(value: Quantity | None, missing: str = UNDEFINED, precision: Precision = EXACT) -> Figure | Text:
    """A number as `precision` draws it, with thousands separators; `missing` where it is unknown."""
    return Text(None, missing) if value is None else Figure(value, precision)


def percentage(rate: Fraction | None) -> Figure | Text:
    """A rate as a percentage with one decimal, halves away from zero."""
    return figure(rate, precision=PERCENT)


def rate_text(rate: Fraction) -> str:
    """A rate as plans write it: `1/2`."""
    return f"{rate.numerator}/{rate.denominator}"


def rate_number(rate: Fraction) -> Quantity:
    """A rate for machines: 6 decimals at most, halves away from zero."""
    return simplified(Fraction(rounded(rate, 6)))


def recorded(value: Quantity | None, language: Language) -> Figure | Text:
    """A figure of the ledger; one that was never recorded is said to be so."""
    return figure(value, label("not_recorded", language))


def stated(value: Quantity | None, language: Language) -> Figure | Text:
    """A figure of the plan; one that the plan does not give is said to be so."""
    return figure(value, label("not_stated", language))
