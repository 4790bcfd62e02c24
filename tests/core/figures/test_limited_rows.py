"""The row with which a sum goes too far for good."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from yport_cli.core.figures.limited_rows import DayRows, is_limited, row_beyond
from yport_cli.core.numbers.number import Number

DAY = date(2018, 4, 1)


def _days(*days: list[tuple[int, Number]]) -> list[DayRows]:
    """Rows of one item: the number and the amount of each, day by day."""
    found = [DayRows("execution", 2018, DAY + timedelta(days=count)) for count in range(len(days))]
    for of_day, rows in zip(found, days, strict=True):
        for number, amount in rows:
            of_day.add(number, amount)
    return found


@pytest.mark.parametrize(
    ("days", "row"),
    [
        ([], None),
        ([[(2, 10)]], None),
        ([[(2, 11)]], 2),
        ([[(3, 6)], [(2, 5)]], 2),
        ([[(2, 11), (3, -1)]], None),
        ([[(2, 11)], [(3, -1), (4, 1)]], 4),
        ([[(2, 11), (5, 1)], [(3, -1), (4, -1)], [(6, 1)]], 6),
        ([[(2, Decimal("9.5"))], [(3, Decimal("0.5")), (4, Decimal("0.000001"))]], 4),
        ([[(2, 10**20 - 1), (3, 1 - 10**20), (4, 10), (5, 1)]], 5),
        ([[(2, 10), (3, 10**20 - 1)], [(4, Decimal("-99999999999999999999.0"))], [(5, Decimal("0.1"))]], 5),
    ],
)
def test_the_row_from_which_on_the_sum_stays_above_the_limit(
    days: list[list[tuple[int, Number]]], row: int | None
) -> None:
    assert row_beyond(_days(*days), 10) == row
    assert row_beyond(_days(*days)[::-1], Fraction(10)) == row


def test_rows_of_one_day_count_in_the_order_of_the_file_whatever_their_item() -> None:
    first, second = DayRows("execution", 2018, DAY), DayRows("execution:office", 2018, DAY)
    first.add(2, 6)
    second.add(3, 5)
    first.add(4, 1)
    assert row_beyond([second, first], 10) == 3


def test_amounts_are_kept_exactly() -> None:
    (rows,) = _days([(2, 5), (3, 10**20 - 1), (4, Decimal("0.10")), (5, -7)])
    assert list(rows.amounts) == [5, 10**20 - 1, Decimal("0.10"), -7]
    assert list(rows.numbers) == [2, 3, 4, 5]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("execution", True),
        ("execution:office", True),
        ("carried_out", True),
        ("grant_received", True),
        ("grant_returned", True),
        ("supplement", False),
        ("revenue", False),
        ("orders", False),
    ],
)
def test_money_with_a_limit(item: str, *, expected: bool) -> None:
    assert is_limited(item) is expected
