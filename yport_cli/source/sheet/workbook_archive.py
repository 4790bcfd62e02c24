"""The archive that a workbook is.

What its parts unpack to is known, and within limits, before anybody reads them.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from os import SEEK_END
from typing import BinaryIO

from yport_cli.core.issues.issue import Refusal
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.refusals.workbooks import bad_workbook, damaged_workbook, locked_workbook

MEBIBYTE = 1 << 20
MOST_OF_INDEX = MEBIBYTE
"""Of the parts that list other parts: `workbook.xml`, `*.rels`, `[Content_Types].xml`."""
MOST_OF_STYLES = 16 * MEBIBYTE
MOST_OF_PART = 128 * MEBIBYTE
"""Of a sheet, of the texts of all cells, of anything else."""
MOST_OF_ALL = 512 * MEBIBYTE
MOST_RATIO = 200
"""Bytes unpacked from one: sheets of equal rows come to 15, and to 50 at the utmost."""

_UNSUSPECTED = 8 * MEBIBYTE
"""A part no larger than this may unpack from as little as it likes."""
_MOST_PARTS = 10_000
_BLOCK = 1 << 18
_IS_ENCRYPTED = 1
_HEADER = struct.Struct("<4s22xHH")
_HEADER_START = b"PK\x03\x04"


@contextmanager
def opened_archive(file: BinaryIO) -> Iterator[zipfile.ZipFile]:
    """The parts of a workbook.

    Raises `Refusal` where they are too large, damaged, or protected by a password.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            _check(archive, file)
            yield archive
    except (
        *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError),
        UnicodeDecodeError,  # of the name of a part
    ):
        raise damaged_workbook() from None


def _check(archive: zipfile.ZipFile, file: BinaryIO) -> None:
    parts = archive.infolist()
    size = file.seek(0, SEEK_END)  # what the file holds between its parts is read, too
    if len(parts) > _MOST_PARTS or max(size, sum(part.file_size for part in parts)) > MOST_OF_ALL:
        raise _too_large()
    if len({part.filename.lower() for part in parts}) != len(parts):
        raise damaged_workbook()
    for part in parts:
        if part.flag_bits & _IS_ENCRYPTED:
            raise locked_workbook(
                Sentence("パスワードつきのZIPファイルです", "it is a zip file with a password")
            )
        is_suspect = part.file_size > max(_UNSUSPECTED, MOST_RATIO * part.compress_size)
        if is_suspect or part.file_size > _limit(part.filename.lower()):
            raise _too_large(part.filename)
        if not _unpacks_to_its_size(file, part):
            raise damaged_workbook()


def _limit(name: str) -> int:
    """How many bytes a part may unpack to."""
    if name.endswith((".rels", "workbook.xml", "[content_types].xml")):
        return MOST_OF_INDEX
    return MOST_OF_STYLES if name.endswith("styles.xml") else MOST_OF_PART


def _unpacks_to_its_size(file: BinaryIO, part: zipfile.ZipInfo) -> bool:
    """Whether a part unpacks to as many bytes as the directory of the archive says.

    Others need not believe it.
    """
    if part.header_offset < 0:  # the directory says that it begins after its own end
        return False
    file.seek(part.header_offset)
    start, name_length, extra_length = _HEADER.unpack(file.read(_HEADER.size))
    if start != _HEADER_START:
        return False
    if part.compress_type == zipfile.ZIP_STORED:
        return part.compress_size == part.file_size
    if part.compress_type != zipfile.ZIP_DEFLATED:
        return False
    file.seek(name_length + extra_length, 1)
    left, size = part.compress_size, 0
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    packed = b""
    while not unpacker.eof and size <= part.file_size:
        if not packed:
            packed = file.read(min(_BLOCK, left))
            left -= len(packed)
            if not packed:
                return False
        size += len(unpacker.decompress(packed, _BLOCK * 4))
        packed = unpacker.unconsumed_tail
    return size == part.file_size


def _too_large(part: str = "") -> Refusal:
    name = part if len(part) <= 100 else ""
    return bad_workbook(
        Sentence(
            f"展開すると大きすぎます（{name}）" if name else "展開すると大きすぎます",
            f"it is too large when unpacked: {name}" if name else "it is too large when unpacked",
        ),
        Sentence(
            "台帳の行だけを新しいブックに移すか、CSVで保存してください",
            "move the rows of the ledger to a new workbook, or save them as CSV",
        ),
    )
