import pytest
from hypothesis import given
from hypothesis import strategies as st

from yport_cli.render.wording.safe_text import visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("受注額 [red] 100%", "受注額 [red] 100%"),
        ("a\tb\nc\rd", "a\\tb\\nc\\rd"),
        ("\x1b[31m赤", "\\x1b[31m赤"),
        ("\x07\x00\x7f\x9b", "\\x07\\x00\\x7f\\x9b"),
        ("a\u202eb", "a\\u202eb"),
        ("a\u2028b\u2066c", "a\\u2028b\\u2066c"),
        ("\ufeff", "\\ufeff"),
        ("\udc80", "\\udc80"),
        ("Ｙ－ＰＯＲＴ−", "Ｙ－ＰＯＲＴ−"),  # never folded
        ("👨‍👩‍👧 が", "👨‍👩‍👧 が"),
    ],
)
def test_text_cannot_steer_a_terminal(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text())
def test_what_is_shown_is_one_printable_line(text: str) -> None:
    shown = visible(text)
    assert len(shown.splitlines()) <= 1
    assert "\x1b" not in shown
    shown.encode()
    assert visible(shown) == shown
