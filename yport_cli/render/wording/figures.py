"""How a figure is written for people."""

from fractions import Fraction
from typing import Any

from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.core.numbers.number import Quantity, simplified
from yport_cli.render.shapes.cell import EXACT, PERCENT, RATE, RATIO, UPPER_LIMIT, Figure, Precision, Text
from yport_cli.render.wording.labels import label

UNDEFINED = "―"
_FOR_MACHINES = Precision(places=6, goal=1)

_RATES = ("execution_rate", "coverage", "chance")
_OF_THE_PLAN = (
    *("baseline", "planned", "total", "grant", "own_funds", "general_funds"),
    *("eligible_cost", "revenue", "cost"),
)
_OF_THE_LEDGER = (
    *("actual", "actual_to_date", "executed"),
    *("grant_decided", "grant_received", "grant_settled", "grant_returned"),
)
OF_DUE = ("grant_due", "grant_to_receive", "grant_to_return")
"""What follows from what is due of a grant."""
_FIELDS = {
    "not_stated_part": "not_stated",
    "target_to_end": "target",
    "actual_to_date": "actual",
    "general_funds": "own_funds",
}
"""The field of a figure, where it goes by another name in tables."""


def drawn(part: Any, name: str, language: Language) -> Figure | Text:
    """The figure of an outcome that goes by `name`; an unknown one reads not stated or not recorded."""
    value = getattr(part, _FIELDS.get(name, name))
    if name == "achievement_rate":
        return figure(value, precision=RATE)
    if name in _RATES:
        return percentage(value)
    if name == "grant_rate":
        return figure(value, label("not_stated", language), RATIO)
    if name == "grant" and getattr(part, "grant_is_upper_limit", False):
        return figure(value, precision=UPPER_LIMIT)
    if name in OF_DUE and getattr(part, "grant_due_basis", None) == "upper_limit":
        return figure(value, precision=UPPER_LIMIT)
    if name in _OF_THE_PLAN:
        return stated(value, language)
    return recorded(value, language) if name in _OF_THE_LEDGER else figure(value)


def figure(value: Quantity | None, missing: str = UNDEFINED, precision: Precision = EXACT) -> Figure | Text:
    """A number as `precision` draws it, with thousands separators; `missing` where it is unknown."""
    return Text(None, missing) if value is None else Figure(value, precision)


def percentage(rate: Fraction | None) -> Figure | Text:
    """A rate as a percentage with one decimal, halves away from zero."""
    return figure(rate, precision=PERCENT)


def recorded(value: Quantity | None, language: Language) -> Figure | Text:
    """A figure of the ledger; one that was never recorded is said to be so."""
    return figure(value, label("not_recorded", language))


def stated(value: Quantity | None, language: Language) -> Figure | Text:
    """A figure of the plan; one that the plan does not give is said to be so."""
    return figure(value, label("not_stated", language))


def rate_text(rate: Fraction) -> str:
    """A rate as plans write it: `1/2`."""
    return str(rate)


def rate_number(rate: Fraction) -> Quantity:
    """A rate for machines.

    6 decimals, halves away from zero, with as many more as keep it on its side of 1.
    """
    return simplified(Fraction(Figure(rate, _FOR_MACHINES).shown))


def rounding_note(name: str) -> Sentence:
    """How the rates called `name` are rounded."""
    ja = f"{label(name, 'ja')}は小数第2位を四捨五入しています。"
    return Sentence(ja, "Rates are rounded to one decimal, halves up.")
