"""The sheet of tidy data."""

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook_example import parts_of, sheets_of
from yport_cli.render.formats.xlsx.data_sheet import data_workbook
from yport_cli.render.shapes.records import Records, records_of

# One digit more than Excel keeps, and as many as it keeps.
LONG = 1_234_567_890_123_456
LONG_ENOUGH = 123_456_789_012_345


def _numbers(*values: int | Decimal) -> Records:
    return records_of("data", ("value",), [{"value": value} for value in values])


@settings(max_examples=60)
@given(
    st.lists(
        st.builds(
            lambda digits, places: Decimal(digits).scaleb(-places),
            st.integers(-(10**15) + 1, 10**15 - 1),
            st.integers(0, 12),
        ),
        min_size=1,
        max_size=30,
    )
)
def test_a_number_of_fifteen_digits_comes_back_to_the_last_digit(values: list[Decimal]) -> None:
    rows = sheets_of(data_workbook(_numbers(*values), "ja", None))["data"][1:]
    assert [Decimal(repr(row[0])) for row in rows] == values


@pytest.mark.parametrize("value", [LONG, -LONG, Decimal("1234567890.123456"), 12345678901234567890])
def test_a_longer_number_is_text_with_a_comment(value: int | Decimal) -> None:
    data = data_workbook(_numbers(value), "ja", None)
    assert sheets_of(data)["data"][1] == [str(value)]
    (comment,) = [text for name, text in parts_of(data).items() if re.fullmatch(r"xl/comments\d+\.xml", name)]
    assert "15桁を超える数のため" in comment


@pytest.mark.parametrize("value", [LONG_ENOUGH, 1_000_000_000_000_000_000, Decimal("0.000000000012345")])
def test_digits_that_are_zeros_at_an_end_do_not_count(value: int | Decimal) -> None:
    data = data_workbook(_numbers(value), "ja", None)
    assert Decimal(repr(sheets_of(data)["data"][1][0])) == value
