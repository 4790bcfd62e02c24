"""What is drawn of a cell, worked by hand."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from yport_cli.core.numbers.number import Quantity
from yport_cli.render.shapes.cell import (
    CHANGE,
    DIFFERENCE,
    DIFFERENCE_OF_RATIOS,
    EXACT,
    ORDINAL,
    PERCENT,
    POINTS,
    RATIO,
    SHARE,
    Day,
    Figure,
    Precision,
    Text,
    Year,
)


@pytest.mark.parametrize(
    ("value", "precision", "text"),
    [
        (1_234_567, EXACT, "1,234,567"),
        (Decimal("-8.20"), EXACT, "-8.20"),
        (Fraction(9, 8), EXACT, "1.125"),
        (Fraction(100, 3), EXACT, "~33.333333"),
        (Fraction(-1, 3), EXACT, "~-0.333333"),
        (Fraction(5, 8), PERCENT, "62.5%"),
        (Fraction(2, 3), PERCENT, "66.7%"),
        (Fraction(12), PERCENT, "1,200.0%"),
        (Fraction(-1, 10), CHANGE, "-10%"),
        (Fraction(1, 3), CHANGE, "+33.3%"),
        (Fraction(0), CHANGE, "±0%"),
        (Fraction(617, 1000), SHARE, "61.7%"),
        (5, DIFFERENCE, "+5"),
        (0, DIFFERENCE, "0"),
        (-5, DIFFERENCE, "-5"),
        (Fraction(10, 3), DIFFERENCE, "~+3.333333"),
        (Fraction(1, 2), RATIO, "1/2"),
        (Fraction(1, 6), DIFFERENCE_OF_RATIOS, "+1/6"),
        (Fraction(-1, 6), DIFFERENCE_OF_RATIOS, "-1/6"),
        (Fraction(125, 6), POINTS, "+20.8"),
        (1234, ORDINAL, "1234"),
    ],
)
def test_a_number_is_drawn_as_its_precision_says(value: Quantity, precision: Precision, text: str) -> None:
    assert Figure(value, precision).text == text


def test_marks_stand_before_a_number_and_its_unit_behind() -> None:
    assert Figure(5, mark="*").text == "*5"
    assert Figure(Fraction(1, 3), mark="*").text == "*~0.333333"
    assert Figure(Fraction(125, 6), POINTS, unit=" points").text == "+20.8 points"
    assert Figure(1_000, unit="/月").text == "1,000/月"


def test_the_number_that_is_drawn_is_rounded_as_its_text() -> None:
    assert Figure(Fraction(2, 3), PERCENT).shown == Decimal("66.7")
    assert Figure(Fraction(1, 3)).shown == Decimal("0.333333")
    assert Figure(Decimal("8.20")).shown == Decimal("8.20")


def test_other_cells_are_drawn_as_they_are_called() -> None:
    assert Text("increment", "増加分").text == "増加分"
    assert Year(2019, "H31", " 途中").text == "H31 途中"
    assert Day(date(2020, 3, 31)).text == "2020-03-31"
