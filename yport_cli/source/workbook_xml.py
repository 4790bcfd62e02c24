"""What the XML of a workbook says and the library that reads its cells leaves out.

That library makes room for the whole rectangle up to the farthest cell, takes errors for blanks, and knows nothing
of how a number is shown.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from html import unescape

from yport_cli.core.issue import Sentence
from yport_cli.core.rules.workbook import bad_workbook, error_cell, percent_cell, uncalculated_cell
from yport_cli.source.ledger_cell import Unusable

Position = tuple[int, int]
"""Row and column, both counted from 0."""

_MOST_BYTES = 1 << 30
_MOST_CELLS = 1 << 26
_LAST_ROW = 1 << 20
_BLOCK = 1 << 22
_LONGEST_ROW = 1 << 26
_LETTERS = 26

_ATTRIBUTE = re.compile(rb"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s([^>]*)>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s([^>]*)>")
_NUMBER_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\s([^>]*)>")
_CELL_FORMATS = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_CELL_FORMAT = re.compile(rb"<(?:\w+:)?xf\s([^>]*)>")
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')

_FAR_REFERENCE = re.compile(rb"r=[\"'](?:[A-Z]{2}|[A-Z][0-9]{7})")
_REFERENCE = re.compile(rb"r=[\"']([A-Z]+)([0-9]+)")
_ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*?r=[\"']([0-9]+)")
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*[^>/])>(.*?)</(?:\w+:)?c>", re.DOTALL)
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]+)<")
_BUILT_IN_PERCENT = {"9", "10"}


def check_size(archive: zipfile.ZipFile) -> None:
    """Raises `BadValue` for a workbook that unpacks to more than anybody's ledger."""
    names = archive.namelist()
    if sum(part.file_size for part in archive.infolist()) > _MOST_BYTES or len(set(names)) != len(names):
        raise bad_workbook(Sentence("展開すると大きすぎます", "it is too large when unpacked"))


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of the archive that holds each sheet, by the sheet's name."""
    targets = {
        relation.get("Id", ""): relation.get("Target", "")
        for relation in _elements(archive, "xl/_rels/workbook.xml.rels", _RELATION)
    }
    parts = {}
    for sheet in _elements(archive, "xl/workbook.xml", _SHEET):
        identifier = next((value for name, value in sheet.items() if name.endswith(":id")), "")
        target = targets.get(identifier, "")
        parts[sheet.get("name", "")] = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
    return parts


def has_cells(archive: zipfile.ZipFile, part: str) -> bool:
    """Whether a sheet holds anything."""
    return any(b"<v" in block or b"<is" in block or b":v" in block for block in _blocks(archive, part))


def check_extent(archive: zipfile.ZipFile, part: str) -> None:
    """Raises `BadValue` for a sheet with a cell so far off that the rectangle up to it would fill the memory."""
    if not any(_is_wide_or_long(block) for block in _blocks(archive, part)):
        return
    last_row = last_column = 1
    for block in _blocks(archive, part):
        for letters, digits in _REFERENCE.findall(block):
            last_column = max(last_column, 1 + _column(letters[:4]))
            last_row = max(last_row, int(digits[:9]))
        last_row = max(last_row, *(int(digits[:9]) for digits in _ROW.findall(block)), 1)
        last_column = max(last_column, _most_in_row(block))
    if last_row > _LAST_ROW or last_row * last_column > _MOST_CELLS:
        raise bad_workbook(
            Sentence("データから遠く離れたセルがあります", "it has a cell far away from the others"),
            Sentence(
                "余分な行と列を削除して保存し直してください",
                "delete the surplus rows and columns, and save it",
            ),
        )


def unusable_cells(archive: zipfile.ZipFile, part: str) -> dict[Position, Unusable]:
    """The cells of a sheet that show an error, a percentage, or the result of a formula that was never calculated."""
    percentages = _percentage_styles(archive)
    hint = rb"t=[\"']e[\"']|<(?:\w+:)?f[\s/>]"
    if percentages:
        styles = b"|".join(style.encode() for style in sorted(percentages))
        hint += rb"|\ss=[\"'](?:" + styles + rb")[\"']"
    has_candidate = re.compile(hint)
    found: dict[Position, Unusable] = {}
    for block in _blocks(archive, part):
        if has_candidate.search(block):
            found.update(_unusable(block, percentages))
    return found


def _is_wide_or_long(block: bytes) -> bool:
    """Whether a cell may stand beyond column Z or row 999,999."""
    return _FAR_REFERENCE.search(block) is not None or _most_in_row(block) > _LETTERS


def _most_in_row(block: bytes) -> int:
    """At least as many as the cells of its longest row: cells without a reference are counted on from the left."""
    return max(row.count(b"<c") + row.count(b":c") for row in block.split(b"row"))


def _unusable(block: bytes, percentages: set[str]) -> Iterator[tuple[Position, Unusable]]:
    for attributes, content in _CELL.findall(block):
        cell = _attributes(attributes)
        reference = re.fullmatch(r"([A-Z]{1,3})([0-9]{1,7})", cell.get("r", ""))
        if reference is None:
            continue
        position = int(reference[2]) - 1, _column(reference[1].encode())
        value = _VALUE.search(content)
        text = unescape(value[1].decode("utf-8", "replace")) if value else ""
        kind = cell.get("t", "n")
        if kind == "e":
            yield position, Unusable(text or "#N/A", error_cell(text or "#N/A"))
        elif value is None and kind != "str" and re.search(rb"<(?:\w+:)?f[\s/>]", content):
            yield position, Unusable("", uncalculated_cell())
        elif kind == "n" and value and cell.get("s") in percentages:
            yield position, Unusable(text, percent_cell(text))


def _percentage_styles(archive: zipfile.ZipFile) -> set[str]:
    """The styles of cells that show a number as a percentage."""
    if "xl/styles.xml" not in archive.namelist():
        return set()
    formats = {
        style.get("numFmtId", "")
        for style in _elements(archive, "xl/styles.xml", _NUMBER_FORMAT)
        if "%" in _LITERAL.sub("", style.get("formatCode", ""))
    }
    formats |= _BUILT_IN_PERCENT
    whole = _CELL_FORMATS.search(archive.read("xl/styles.xml"))
    if whole is None:
        return set()
    styles = [_attributes(attributes) for attributes in _CELL_FORMAT.findall(whole[0])]
    return {str(index) for index, style in enumerate(styles) if style.get("numFmtId") in formats}


def _elements(archive: zipfile.ZipFile, part: str, pattern: re.Pattern[bytes]) -> list[dict[str, str]]:
    """The attributes of each element of a part that `pattern` finds."""
    return [_attributes(attributes) for attributes in pattern.findall(archive.read(part))]


def _attributes(text: bytes) -> dict[str, str]:
    return {
        name.decode("utf-8", "replace"): unescape((double or single).decode("utf-8", "replace"))
        for name, double, single in _ATTRIBUTE.findall(text)
    }


def _blocks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """A sheet in pieces of whole rows."""
    rest = b""
    with archive.open(part) as file:
        while block := file.read(_BLOCK):
            rest += block
            end = rest.rfind(b"</row>")
            end = max(end, rest.rfind(b":row>"))
            if end >= 0:
                yield rest[:end]
                rest = rest[end:]
            elif len(rest) > _LONGEST_ROW:
                raise bad_workbook(Sentence("行が長すぎます", "one of its rows is too long"))
    yield rest


def _column(letters: bytes) -> int:
    """The number of a column, counted from 0: A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
