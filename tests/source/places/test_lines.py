import pytest
from hypothesis import given
from hypothesis import strategies as st

from yport_cli.core.issues.issue import Place
from yport_cli.source.places.lines import Lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("a", ["a"]),
        ("a\n", ["a", ""]),
        ("a\nb", ["a", "b"]),
        ("a\r\nb\r\n", ["a", "b", ""]),
        ("a\rb", ["a", "b"]),
        ("a\n\r\nb", ["a", "", "b"]),
        ("a\u2028b\x85c\x0bd\x0ce", ["a\u2028b\x85c\x0bd\x0ce"]),
    ],
)
def test_lines_end_where_editors_end_them(text: str, lines: list[str]) -> None:
    found = Lines(text)
    assert [found.line(number) for number in range(1, len(lines) + 1)] == lines
    assert len(found.starts) == len(lines)
    assert [found.line(number) for number in range(len(lines), 0, -1)] == lines[::-1]


def test_a_place_counts_code_points_from_1() -> None:
    lines = Lines("ab\r\n😀c\n")
    assert lines.place(0, 1) == Place(1, 1, 1, 2)
    assert lines.place(4, 6) == Place(2, 1, 2, 3)
    assert lines.place(1, 5) == Place(1, 2, 2, 2)
    assert lines.place(7, 7) == Place(3, 1, 3, 1)


def test_an_end_before_its_start_is_the_start() -> None:
    assert Lines("abc").place(2, 1) == Place(1, 3, 1, 3)


def test_what_lies_after_the_text_stands_at_its_end() -> None:
    assert Lines("abc").place(99, 100) == Place(1, 4, 1, 4)


@given(st.text(st.sampled_from("ab横😀\r\n\u2028")), st.data())
def test_a_place_leads_back_to_its_characters(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    lines = Lines(text)
    place = lines.place(start, end)
    assert lines.span(place) == (start, end)
    assert (place.line, place.column) <= (place.end_line, place.end_column)
    assert lines.line(place.line) in text
