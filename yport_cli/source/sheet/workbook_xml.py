"""The parts of a workbook as the XML that they are: elements, attributes, and long parts in pieces."""

import re
import zipfile
from collections.abc import Iterator
from html import unescape

from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.refusals.workbooks import bad_workbook, damaged_workbook

_BLOCK = 1 << 22
_LONGEST_ROW = 1 << 23

# An element ends before the next begins, and a word is looked at once: no text makes these look at it over
# and over.
_ATTRIBUTE = re.compile(rb"(?<![\w:])([\w:]++)\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)')")
_ROWS_END = (b"/sheetData>", b":sheetData>", b"sheetData/>")


def elements(archive: zipfile.ZipFile, part: str, pattern: re.Pattern[bytes]) -> Iterator[dict[str, str]]:
    """The attributes of each element of a part that `pattern` finds."""
    for found in pattern.finditer(read_part(archive, part)):
        yield attributes(found[1])


def attributes(text: bytes) -> dict[str, str]:
    """Those in the text of a tag, by name."""
    return {
        name.decode("utf-8", "replace"): unescape((double or single).decode("utf-8", "replace"))
        for name, double, single in _ATTRIBUTE.findall(text)
    }


def read_part(archive: zipfile.ZipFile, part: str) -> bytes:
    """The XML of a part. Raises `Refusal` where there is none."""
    if part not in archive.namelist():
        raise damaged_workbook()
    return _of_bytes(archive.read(part))


def _of_bytes(xml: bytes) -> bytes:
    """XML in UTF-8, or another encoding in which `<` is one byte.

    What Excel never writes could not be looked into.
    """
    if b"\0" in xml:
        raise damaged_workbook()
    return xml


def blocks(archive: zipfile.ZipFile, part: str, tag: bytes = b"row") -> Iterator[bytes]:
    """A part in pieces: whole elements called `tag`, and of what follows them whatever is whole."""
    rest = b""
    is_after = False
    with archive.open(part) as file:
        while block := file.read(_BLOCK):
            rest += _of_bytes(block)
            end = max(rest.rfind(b"</" + tag + b">"), rest.rfind(b":" + tag + b">"))
            is_after = is_after or any(rest.find(tag_end, max(end, 0)) >= 0 for tag_end in _ROWS_END)
            if end < 0 and is_after:
                end = rest.rfind(b">")
            if end >= 0:
                yield rest[:end]
                rest = rest[end:]
            elif len(rest) > _LONGEST_ROW:
                raise bad_workbook(Sentence("行か文字列が長すぎます", "one of its rows or texts is too long"))
    yield rest
