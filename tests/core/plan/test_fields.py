from decimal import Decimal
from typing import Any

import pytest

from yport_cli.core.issues.issue import Refusal
from yport_cli.core.numbers.foreign_number import Spelling
from yport_cli.core.plan.fields import read_amount, read_day, read_number, read_rate, read_year


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (5, 5),
        (Decimal("8.20"), Decimal("8.20")),
        ("1,000", 1000),
        ("▲５", -5),
        (Spelling("010"), 10),
        (10**20 - 1, 10**20 - 1),
        (Decimal("0.00000000000000000001"), Decimal("0.00000000000000000001")),
    ],
)
def test_a_number_is_read_from_any_scalar_that_spells_one(value: object, number: int | Decimal) -> None:
    found = read_number(value)
    assert found == number
    assert str(found) == str(number)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (True, "wrong-type"),
        (None, "empty-value"),
        ([], "wrong-type"),
        ({}, "wrong-type"),
        (10**20, "number-length"),
        (-(10**20), "number-length"),
        (10**300, "number-length"),
        (Decimal("1E-21"), "number-length"),
        (Decimal("123456789012345678901.5"), "number-length"),
        (Spelling("1e3"), "number-notation"),
        (Spelling(".inf"), "number-notation"),
        (Spelling("0x10"), "number-notation"),
    ],
)
def test_what_is_no_number_is_refused(value: object, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        read_number(value)
    assert caught.value.code == code


@pytest.mark.parametrize("value", [-1, "▲1", Decimal("-0.5"), Spelling("-01")])
def test_an_amount_of_a_plan_is_not_negative(value: object) -> None:
    with pytest.raises(Refusal) as caught:
        read_amount(value)
    assert caught.value.code == "negative-amount"


def test_an_amount_of_0_is_one() -> None:
    assert read_amount(0) == 0
    assert read_amount("0.0") == 0


@pytest.mark.parametrize(
    ("read", "good", "bad"),
    [
        (read_year, ["H29", 2017, Spelling("2017")], [True, None, Decimal("2017.0"), Spelling("+2017"), 17]),
        (read_day, ["2020-03-31", "平成32年3月31日"], [20200331, None, True, Spelling("+2020")]),
        (
            read_rate,
            ["1/2", Decimal("0.5"), "50%", 0, 1],
            [True, None, 2, -1, Decimal("1.5"), Spelling("1e0")],
        ),
    ],
)
def test_years_days_and_rates_are_read_from_scalars(read: Any, good: list[object], bad: list[object]) -> None:
    for value in good:
        read(value)
    for value in bad:
        with pytest.raises(Refusal):
            read(value)
