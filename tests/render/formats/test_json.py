"""The one writer of JSON."""

import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yport_cli.render.formats.json import OnePerLine, json_line, json_text


def test_numbers_are_spelled_exactly() -> None:
    text = json_text(
        {
            "integer": 99_999_999_999_999_999_999,
            "decimal": Decimal("8.20"),
            "small": Decimal("0.00000000000000000001"),
            "fraction": Fraction(1, 2),
            "third": Fraction(1, 3),
            "yes": True,
            "nothing": None,
            "list": [Decimal("-0.5"), []],
            "empty": {},
        }
    )
    assert text == (
        '{\n  "integer": 99999999999999999999,\n  "decimal": 8.20,\n  "small": 0.00000000000000000001,\n'
        '  "fraction": 0.5,\n  "third": 0.333333,\n  "yes": true,\n  "nothing": null,\n'
        '  "list": [\n    -0.5,\n    []\n  ],\n  "empty": {}\n}\n'
    )


_json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.text()
    | st.decimals(-(10**9), 10**9, places=5).filter(lambda number: not (number == 0 and number.is_signed())),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)


@pytest.mark.slow
@given(_json_values)
def test_whatever_is_written_is_read_back_exactly(value: Any) -> None:
    assert json.loads(json_text(value), parse_float=Decimal) == value


@pytest.mark.parametrize("text", ["\u2028", "\U000e0041", "\x1b[31m", '"\\', "\udc80", "受注額"])
def test_any_text_is_json(text: str) -> None:
    assert json.loads(json_text({"name": text}).encode("utf-8", "replace").decode())["name"] in (text, "?")


def test_dates_and_lists_of_one_line_and_iterators_and_functions() -> None:
    counted: list[int] = []

    def members() -> Iterator[dict[str, int]]:
        for number in range(2):
            counted.append(number)
            yield {"number": number}

    value = {
        "day": date(2020, 3, 31),
        "rows": OnePerLine([{"a": Fraction(1, 2), "b": [1, None]}, {"a": date(2020, 4, 1), "b": ()}]),
        "none": OnePerLine([]),
        "list": members(),
        "count": lambda: len(counted),
    }
    assert json_text(value) == (
        '{\n  "day": "2020-03-31",\n'
        '  "rows": [\n    {"a": 0.5, "b": [1, null]},\n    {"a": "2020-04-01", "b": []}\n  ],\n'
        '  "none": [],\n'
        '  "list": [\n    {\n      "number": 0\n    },\n    {\n      "number": 1\n    }\n  ],\n'
        '  "count": 2\n}\n'
    )


@given(st.text() | st.text("\x00\x1b\x7f\x85\x9b\u200f\u2028\u202e\u2066\ufeff\uffff"))
def test_no_text_brings_a_control_or_a_direction_mark_with_it(text: str) -> None:
    for written in (json_line({text: [text]}), json_text({text: [text]}).replace("\n", "")):
        assert json.loads(written) == {text: [text]}
        assert not re.search(
            "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]", written
        )
