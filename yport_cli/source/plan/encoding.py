"""Bytes to text: a plan file is UTF-8, with or without a byte order mark."""

import codecs

from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.refusals.files import encoding


def decode_plan(data: bytes) -> str:
    """The text of a plan file, without its byte order mark. Raises `Refusal` for any other encoding."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _is_utf16(data):
        raise encoding(Sentence("文字コードが UTF-16 です", "the file is in UTF-16"))
    try:
        return data.decode("utf-8").lstrip("\ufeff")  # joined files may have more than one mark
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    try:
        data.decode("cp932")
    except UnicodeDecodeError:
        raise encoding(
            Sentence(f"UTF-8 として読めません（{line}行目）", f"the file is not UTF-8 (line {line})")
        ) from None
    raise encoding(
        Sentence(
            f"文字コードが UTF-8 ではなく CP932（Shift_JIS）のようです（{line}行目）",
            f"the file seems to be in CP932 (Shift_JIS), not UTF-8 (line {line})",
        )
    )


def _is_utf16(data: bytes) -> bool:
    """Whether ASCII characters alternate with zeros at the start."""
    pair = sorted(data[:2])
    return len(pair) == 2 and pair[0] == 0 and chr(pair[1]).isprintable() and sorted(data[2:4])[:1] == [0]
