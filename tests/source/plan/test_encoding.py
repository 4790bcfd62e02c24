import pytest
from hypothesis import given
from hypothesis import strategies as st

from example import SMALL, codes, report
from yport_cli.core.issues.issue import Place, Refusal
from yport_cli.source.plan.encoding import decode_plan

BOM = b"\xef\xbb\xbf"


def _refusal(data: bytes) -> str:
    with pytest.raises(Refusal) as caught:
        decode_plan(data)
    assert caught.value.code == "encoding"
    assert caught.value.hint is not None
    assert "UTF-8" in caught.value.hint.ja
    return caught.value.message.en


@given(st.text().filter(lambda text: not text.startswith("\ufeff") and "\x00" not in text))
def test_utf_8_is_read_with_and_without_a_byte_order_mark(text: str) -> None:
    data = text.encode()
    assert decode_plan(data) == decode_plan(BOM + data) == text


def test_several_byte_order_marks_are_none_of_the_text() -> None:
    assert decode_plan(BOM + BOM + b"a: 1") == "a: 1"


def test_columns_do_not_count_a_byte_order_mark() -> None:
    text = SMALL.replace("schema: yport/plan/v1", "schema: yport/plan/v2").encode()
    for data in (text, BOM + text, BOM + BOM + text):
        (issue,) = report(data).issues
        assert issue.at.place == Place(1, 9, 1, 22)
        assert issue.at.excerpt == "schema: yport/plan/v2"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_is_named(encoding: str) -> None:
    assert "UTF-16" in _refusal(SMALL.encode(encoding))


def test_cp932_is_named_with_its_first_line() -> None:
    assert _refusal(SMALL.encode("cp932")) == "the file seems to be in CP932 (Shift_JIS), not UTF-8 (line 3)"


def test_broken_utf_8_is_named_with_its_line() -> None:
    data = SMALL.encode().replace("横浜市の全域".encode(), b"\xe6\xa8\xff\xe6")
    assert _refusal(data) == "the file is not UTF-8 (line 5)"


@pytest.mark.parametrize(
    "data",
    [
        SMALL.encode("cp932"),
        SMALL.encode("utf-16"),
        SMALL.encode() + b"\xff\xff",
        b"\x80",
        b"\xff\xfe",
        b"\xa0\xff",
    ],
)
def test_another_encoding_is_one_error_at_1_1(data: bytes) -> None:
    found = report(data)
    (issue,) = found.issues
    assert (issue.code, issue.at.place) == ("encoding", Place(1, 1, 1, 1))
    assert not found.valid
    assert not found.unreadable


@pytest.mark.parametrize("data", [b"", b"\x00", b"a", b"\x00\x00", b"\x00a\x00", BOM])
def test_a_few_bytes_are_no_accident(data: bytes) -> None:
    assert codes(data)
