import csv
import io
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from yport_cli.render.formats.csv import csv_text, harmless
from yport_cli.render.shapes.records import Value, records_of


def _field(value: Value) -> str:
    records = records_of("t", ("a", "b"), [{"a": value, "b": 1}])
    (_, row) = csv.reader(io.StringIO(csv_text(records), newline=""))
    return row[0]


@pytest.mark.parametrize(
    ("value", "field"),
    [
        (None, ""),
        (0, "0"),
        (14_000_000, "14000000"),
        (Decimal("8.20"), "8.20"),
        (Decimal("-0.5"), "-0.5"),
        (Decimal("1E-8"), "0.00000001"),
        (Fraction(4, 5), "0.8"),
        (Fraction(1, 3), "0.333333"),
        (True, "true"),
        (False, "false"),
        (date(2020, 3, 31), "2020-03-31"),
        ("受注額", "受注額"),
        ('a "b", c\nd', 'a "b", c\nd'),
    ],
)
def test_a_value_is_written_for_machines(value: Value, field: str) -> None:
    assert _field(value) == field


@pytest.mark.parametrize("text", ["=1+1", "+81", "-a", "@SUM(A1)", "\t=1", "\r=1"])
def test_text_is_never_a_formula(text: str) -> None:
    assert _field(text) == f"'{text}"


def test_where_people_read_it_nothing_in_it_steers_a_terminal() -> None:
    records = records_of("t", ("a",), [{"a": "題\x1b[31m\u202e\r\t\n名"}])
    assert csv_text(records) == 'a\r\n"題\x1b[31m\u202e\r\t\n名"\r\n'
    assert csv_text(harmless(records)) == 'a\r\n"題\\x1b[31m\\u202e\\r\\t\n名"\r\n'


def test_a_negative_number_is_no_formula() -> None:
    assert _field(-5) == "-5"


def test_lines_end_as_spreadsheets_want_them() -> None:
    assert csv_text(records_of("t", ("a", "b"), [{"a": "x"}])) == "a,b\r\nx,\r\n"
