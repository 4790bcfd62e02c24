"""CSV files as they come: UTF-8 with or without a byte order mark, UTF-16 or CP932; commas or tabs."""

import codecs
import csv
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from io import IncrementalNewlineDecoder, TextIOWrapper
from itertools import islice
from typing import BinaryIO, TextIO

from yport_cli.core.refusals.ledger_rows import ledger_encoding, long_cell, long_row, nul, unclosed_quote
from yport_cli.source.places.lines import LINE_END
from yport_cli.source.places.row import BadSheet, CsvRecord, located

LONGEST_CELL = 1 << 20
"""A longer cell is one that was never meant to be: a quotation mark is missing, or this is no CSV."""

LONGEST_ROW = 4 * LONGEST_CELL
"""A longer row is not read to its end: a file without line ends may be of any size."""

NUL = "\0"
"""No text holds it: what does is no CSV, or a file that lost its content."""

_HEAD = 1 << 16
_BLOCK = 1 << 20
NOT_CP932 = re.compile("[\x80\uf8f0-\uf8f3]")
"""What Python makes of bytes that CP932 leaves undefined."""
_ZEROS_OF_UTF_16 = 16
"""Each comma, digit and line end has a zero in UTF-16; elsewhere a zero is a stray one."""
_SHOWN = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "cp932": "CP932"}
csv.field_size_limit(LONGEST_CELL)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a CSV file is written: what a program that adds to it must keep."""

    encoding: str
    delimiter: str
    line_end: str


def dialect_of(file: BinaryIO) -> Dialect:
    """How the file is written.

    It is read once through, and wound back. Raises `BadSheet` for an unknown encoding.
    """
    broken: dict[str, int] = {}
    for dialect in likely_dialects(file):
        line = _undecodable_line(file, dialect.encoding)
        file.seek(0)
        if line is None:
            return dialect
        broken[_SHOWN.get(dialect.encoding, "UTF-16")] = line
    raise BadSheet([located(CsvRecord(max(broken.values()), "", ","), 0, ledger_encoding(broken))])


def likely_dialects(file: BinaryIO) -> list[Dialect]:
    """How the file may be written, by its beginning; the first whose encoding the whole file is in is right.

    The encoding is found by a ladder, never by statistics, which take short CP932 for Korean: byte order
    mark, strict UTF-8, CP932.
    """
    head = file.read(_HEAD)
    file.seek(0)
    encodings = ["utf-8", "cp932"]
    if head.startswith(codecs.BOM_UTF8):
        encodings = ["utf-8-sig"]
    elif head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        even, odd = head[::2].count(0), head[1::2].count(0)
        if max(even, odd) * _ZEROS_OF_UTF_16 > len(head):
            encoding = "utf-16-le" if odd > even else "utf-16-be"
            # A pair of zeros is no character of a text: zeros that come in pairs are no UTF-16 either.
            if head.decode(encoding, "ignore").count(NUL) * 2 <= max(even, odd):
                encodings = [encoding]
    return [_dialect(head, encoding) for encoding in encodings]


def _dialect(head: bytes, encoding: str) -> Dialect:
    sample = codecs.getincrementaldecoder(encoding)("replace").decode(head)
    line_end = LINE_END.search(sample)
    first_line = sample[: line_end.start()] if line_end else sample
    delimiter = "\t" if first_line.count("\t") > first_line.count(",") else ","
    return Dialect(encoding, delimiter, line_end[0] if line_end else "\n")


def text_of(file: BinaryIO, dialect: Dialect) -> TextIOWrapper:
    """The text of the file, with its own line ends."""
    return TextIOWrapper(file, encoding=dialect.encoding, newline="")


def records(file: TextIO, delimiter: str, number: int = 1) -> Iterator[tuple[CsvRecord, list[str]]]:
    """Each row with the text it was read from; the first begins with the line `number`.

    Raises `BadSheet` at what ends a ledger before its end: a quote that is never closed, a cell or a row
    beyond all bounds, a NUL. No more of the file is read than up to there.
    """
    taken: list[str] = []

    def tapped() -> Iterator[str]:
        length = 0
        while line := file.readline(LONGEST_ROW + 1):
            length = length + len(line) if taken else len(line)
            taken.append(line)
            if length > LONGEST_ROW:
                raise _bad_sheet(CsvRecord(number, "".join(taken), delimiter))
            yield line

    reader = csv.reader(tapped(), delimiter=delimiter)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise _bad_sheet(CsvRecord(number, "".join(taken), delimiter)) from None
        text = taken[0] if len(taken) == 1 else "".join(taken)
        record = CsvRecord(number, text, delimiter)
        if NUL in text:
            raise _bad_sheet(record)
        # Only the last row can end within quotation marks: then its last cell holds the line's end, if there
        # is one.
        if '"' in text and (cells[-1].endswith(("\n", "\r")) or text[-1] not in "\r\n") and record.ends_open:
            raise _bad_sheet(record)
        yield record, cells
        number += len(taken)
        taken.clear()


def record_at(file: BinaryIO, dialect: Dialect, number: int) -> CsvRecord:
    """The row that begins with the line `number` of a file that has been read.

    Where the file has changed since, and has no such row now, one without text.
    """
    file.seek(0)
    text = text_of(file, dialect)
    try:
        deque(islice(text, number - 1), maxlen=0)
        for record, _ in records(text, dialect.delimiter, number):
            return record
    except (BadSheet, UnicodeDecodeError):
        pass
    finally:
        text.detach()
    return CsvRecord(number, "", dialect.delimiter)


def _bad_sheet(record: CsvRecord) -> BadSheet:
    """What keeps the rest of the file from being read: a quote that is never closed, or no CSV at all."""
    offset = record.text.find(NUL)
    if offset >= 0:
        return BadSheet([located(record, record.column_at(offset), nul())])
    column = len(record.starts) - 1
    if record.starts[column] + LONGEST_CELL >= len(record.text) > LONGEST_ROW:
        return BadSheet([located(record, 0, long_row(LONGEST_ROW))])
    refusal = unclosed_quote() if record.ends_open else long_cell(LONGEST_CELL)
    return BadSheet([located(record, column, refusal)])


def _undecodable_line(file: BinaryIO, encoding: str) -> int | None:
    """The line with the first bytes that are not of `encoding`; `None` where there are none.

    Nothing is read after a NUL, so what follows it decides nothing.
    """
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    done = 0
    is_last = False
    while True:
        block = file.read(_BLOCK)
        try:
            text = decoder.decode(block, final=not block)
        except UnicodeDecodeError as error:
            break_at = done + len(block) - len(error.object) + error.start
            return _line_of(file, break_at, encoding)
        if encoding == "cp932" and (stray := NOT_CP932.search(text)):
            return _line_of(file, done + len(text[: stray.start()].encode(encoding)), encoding)
        if not block or is_last:
            return None
        is_last = NUL in text  # one block more: the rows before a NUL are decoded a little ahead
        done += len(block)


def _line_of(file: BinaryIO, offset: int, encoding: str) -> int:
    """The line that holds the byte at `offset`."""
    file.seek(0)
    decoder = IncrementalNewlineDecoder(codecs.getincrementaldecoder(encoding)("ignore"), translate=True)
    line = 1
    while offset > 0 and (block := file.read(min(offset, _BLOCK))):
        line += decoder.decode(block).count("\n")
        offset -= len(block)
    return line + decoder.decode(b"", final=True).count("\n")
