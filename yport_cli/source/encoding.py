"""Bytes to text: a plan file is UTF-8, with or without a byte order mark."""

import codecs

from yport_cli.core.issue import BadValue, Sentence

_HINT = Sentence("UTF-8 で保存し直してください", "save the file as UTF-8")


def decode_plan(data: bytes) -> str:
    """The text of a plan file, without its byte order mark. Raises `BadValue` for any other encoding."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _is_utf16(data):
        raise BadValue("encoding", Sentence("文字コードが UTF-16 です", "the file is in UTF-16"), _HINT)
    try:
        return data.decode("utf-8").lstrip("\ufeff")  # joined files may have more than one mark
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    try:
        data.decode("cp932")
    except UnicodeDecodeError:
        raise BadValue(
            "encoding",
            Sentence(f"UTF-8 として読めません（{line}行目）", f"the file is not UTF-8 (line {line})"),
            _HINT,
        ) from None
    raise BadValue(
        "encoding",
        Sentence(
            f"文字コードが UTF-8 ではなく CP932（Shift_JIS）のようです（{line}行目）",
            f"the file seems to be in CP932 (Shift_JIS), not UTF-8 (line {line})",
        ),
        _HINT,
    )


def _is_utf16(data: bytes) -> bool:
    """Whether ASCII characters alternate with zeros at the start."""
    pair = sorted(data[:2])
    return len(pair) == 2 and pair[0] == 0 and chr(pair[1]).isprintable() and sorted(data[2:4])[:1] == [0]
