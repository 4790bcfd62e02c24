"""CSV files as they come: UTF-8 with or without a byte order mark, UTF-16 or CP932; commas or tabs."""

import codecs
import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import TextIOWrapper
from typing import BinaryIO

from yport_cli.core.issue import BadValue, Sentence
from yport_cli.source.record import CsvRecord

_SAMPLE = 1 << 16
_BLOCK = 1 << 20
csv.field_size_limit(1 << 20)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a CSV file is written: what a program that adds to it must keep."""

    encoding: str
    delimiter: str
    line_end: str
    has_quotes: bool


def dialect_of(file: BinaryIO) -> Dialect:
    """How the file is written; it is read once through, and wound back.

    The encoding is found by a ladder, never by statistics, which take short CP932 for Korean: byte order mark,
    strict UTF-8, CP932. Raises `BadValue` when it is none of them.
    """
    encoding, has_quotes = _encoding_of(file)
    file.seek(0)
    sample = codecs.getincrementaldecoder(encoding)("replace").decode(file.read(_SAMPLE))
    file.seek(0)
    first_line = sample.splitlines()[0] if sample else ""
    delimiter = "\t" if first_line.count("\t") > first_line.count(",") else ","
    line_end = "\r\n" if "\r\n" in sample else "\n" if "\n" in sample or "\r" not in sample else "\r"
    return Dialect(encoding, delimiter, line_end, has_quotes)


def text_of(file: BinaryIO, dialect: Dialect) -> TextIOWrapper:
    """The text of the file, with its own line ends."""
    return TextIOWrapper(file, encoding=dialect.encoding, newline="")


def records(lines: Iterable[str], delimiter: str) -> Iterator[tuple[CsvRecord, list[str]]]:
    """Each row with the text it was read from. Raises `BadValue` where a quote is never closed."""
    tap = _Tap(lines)
    line = 1
    for number, cells in enumerate(csv.reader(tap, delimiter=delimiter, strict=False), start=1):
        text = tap.taken()
        yield CsvRecord(number, line, text, delimiter), cells
        line += max(1, text.count("\n") or text.count("\r"))


class _Tap:
    """Lines on their way to the CSV reader; what went by since the last row is kept."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._taken: list[str] = []

    def __iter__(self) -> "_Tap":
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self._taken.append(line)
        return line

    def taken(self) -> str:
        text = "".join(self._taken)
        self._taken.clear()
        return text


def _encoding_of(file: BinaryIO) -> tuple[str, bool]:
    """The encoding, and whether a quotation mark may stand in the file."""
    head = file.read(4)
    if head.startswith(codecs.BOM_UTF8):
        candidates = ["utf-8-sig"]
    elif head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        candidates = ["utf-16"]
    else:
        candidates = ["utf-8", "cp932"]
    for encoding in candidates:
        file.seek(0)
        has_quotes = False
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            while block := file.read(_BLOCK):
                decoder.decode(block)
                has_quotes = has_quotes or b'"' in block
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return encoding, has_quotes
    raise BadValue(
        "encoding",
        Sentence(
            "文字コードが分かりません（UTF-8・UTF-16・CP932 のどれでもありません）",
            "the file is in none of UTF-8, UTF-16 and CP932",
        ),
        Sentence("UTF-8 で保存し直してください", "save the file as UTF-8"),
    )
