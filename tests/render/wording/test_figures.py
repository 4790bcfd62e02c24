from decimal import Decimal
from fractions import Fraction

import pytest

from yport_cli.core.numbers.number import Quantity
from yport_cli.render.wording.figures import figure, percentage, rate_number, rate_text, recorded, stated


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "―"),
        (0, "0"),
        (14_000_000, "14,000,000"),
        (-4000, "-4,000"),
        (Decimal("307.5"), "307.5"),
        (Decimal("1234.50"), "1,234.50"),
        (Fraction(1, 2), "0.5"),
        (Fraction(50, 3), "~16.666667"),
        (Fraction(-1, 3), "~-0.333333"),
        (99_999_999_999_999_999_999, "99,999,999,999,999,999,999"),
    ],
)
def test_an_amount_has_thousands_separators_and_all_its_decimals(value: Quantity | None, text: str) -> None:
    cell = figure(value)
    assert cell.text == text
    assert cell.value == value


@pytest.mark.parametrize(
    ("rate", "text"),
    [
        (None, "―"),
        (Fraction(1), "100.0%"),
        (Fraction(825, 1000), "82.5%"),
        (Fraction(33, 140), "23.6%"),
        (Fraction(-13, 9), "-144.4%"),
        (Fraction(8245, 10000), "82.5%"),  # a half goes away from zero
        (Fraction(-8245, 10000), "-82.5%"),
        (Fraction(1, 10000), "0.0%"),
        (Fraction(-1, 10000), "0.0%"),
        (Fraction(1234), "123,400.0%"),
    ],
)
def test_a_rate_is_a_percentage_with_one_decimal(rate: Fraction | None, text: str) -> None:
    assert percentage(rate).text == text


def test_machines_get_six_decimals_at_most() -> None:
    assert rate_number(Fraction(1, 9)) == Decimal("0.111111")
    assert rate_number(Fraction(2, 3)) == Decimal("0.666667")
    assert rate_number(Fraction(-13, 9)) == Decimal("-1.444444")
    assert rate_number(Fraction(1)) == 1
    assert str(rate_number(Fraction(4, 5))) == "0.8"
    assert str(rate_number(Fraction(825, 1000))) == "0.825"
    assert str(rate_number(Fraction(1, 2_000_000))) == "0.000001"  # a half goes away from zero
    assert str(rate_number(Fraction(1, 3_000_000))) == "0"


def test_a_rate_of_the_plan_is_shown_as_plans_write_it() -> None:
    assert rate_text(Fraction(1, 2)) == "1/2"
    assert rate_text(Fraction("0.55")) == "11/20"


def test_what_is_unknown_is_said_in_words() -> None:
    assert (recorded(None, "ja").text, recorded(None, "en").text) == ("未記録", "not recorded")
    assert (stated(None, "ja").text, stated(None, "en").text) == ("記載なし", "not stated")
    assert recorded(0, "ja").text == stated(0, "ja").text == "0"
