from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yport_cli.core.numbers.number import Quantity, grouped, ratio, rounded, simplified, total


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        (Fraction(1, 2), 0, "1"),
        (Fraction(-1, 2), 0, "-1"),
        (Fraction(1, 9), 6, "0.111111"),
        (Fraction(-13, 9), 6, "-1.444444"),
        (Decimal("82.45"), 1, "82.5"),
        (Decimal("82.449"), 1, "82.4"),
        (5, 1, "5.0"),
    ],
)
def test_halves_round_away_from_zero(value: Quantity, places: int, expected: str) -> None:
    assert str(rounded(value, places)) == expected


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1234567, "1,234,567"),
        (-1234, "-1,234"),
        (Decimal("-0.5"), "-0.5"),
        (Decimal("1234.50"), "1,234.50"),
        (0, "0"),
    ],
)
def test_thousands_are_grouped(value: Quantity, text: str) -> None:
    assert grouped(value) == text


def test_a_ratio_without_a_denominator_is_unknown() -> None:
    assert ratio(1, 0) is None
    assert ratio(None, 1) is None
    assert ratio(33, 40) == Fraction(33, 40)


def test_a_total_of_nothing_known_is_unknown() -> None:
    assert total([]) is None
    assert total([None, None]) is None
    assert total([None, 0]) == 0
    assert total([1, None, Decimal("0.5")]) == Decimal("1.5")


@given(st.fractions())
def test_simplifying_never_changes_the_value(value: Fraction) -> None:
    assert Fraction(simplified(value)) == value
