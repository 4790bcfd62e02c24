import pytest
from hypothesis import given
from hypothesis import strategies as st

from yport_cli.render.wording.safe_text import escape_controls


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("受注額 [red] 100%", "受注額 [red] 100%"),
        ("a\tb\nc\rd", "a\\tb\\nc\\rd"),
        ("\x1b[31m赤", "\\x1b[31m赤"),
        ("\x07\x00\x7f\x9b", "\\x07\\x00\\x7f\\x9b"),
        ("a\u202eb", "a\\u202eb"),
        ("a\u2028b\u2066c", "a\\u2028b\\u2066c"),
        ("予\u200b算\u2060", "予\\u200b算\\u2060"),
        ("a\U000e0041", "a\\U000e0041"),
        ("a ::error::b :::", r"a \x3a:error\x3a:b \x3a\x3a:"),
        ("a ##[x] ##vso[y] ## #[", r"a \x23#[x] \x23#vso[y] ## #["),
        ("\ufeff", "\\ufeff"),
        ("\udc80", "\\udc80"),
        ("Ｙ－ＰＯＲＴ−", "Ｙ－ＰＯＲＴ−"),  # never folded
        ("👨‍👩‍👧 が", "👨‍👩‍👧 が"),
    ],
)
def test_text_cannot_steer_a_terminal(text: str, shown: str) -> None:
    assert escape_controls(text) == shown


@given(st.text())
def test_what_is_shown_is_one_printable_line(text: str) -> None:
    shown = escape_controls(text)
    assert len(shown.splitlines()) <= 1
    assert "\x1b" not in shown
    shown.encode()
    assert escape_controls(shown) == shown
