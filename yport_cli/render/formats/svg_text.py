"""How much room text takes in a chart."""

from fractions import Fraction

from yport_cli.render.wording.width import IN_JAPANESE_FONTS, cells_of

_WIDTHS = (Fraction(0), Fraction(17, 2), Fraction(13))
"""Pixels of a character of as many cells, at 13 pixels."""
_OF_FIGURES = {**dict.fromkeys("0123456789-", Fraction(15, 2)), **dict.fromkeys(",. ", Fraction(4))}


def width(text: str) -> Fraction:
    """About how many pixels `text` takes."""
    return sum(
        (_OF_FIGURES.get(one) or _WIDTHS[cells_of(one, IN_JAPANESE_FONTS)] for one in text), start=Fraction(0)
    )
