"""What the XML of a workbook says and the library that reads its cells leaves out.

That library makes room for the whole rectangle up to the farthest cell, takes errors for blanks, and knows
nothing of how a number is shown. What it would fill the memory with is counted here before it reads.
"""

import posixpath
import re
import zipfile
from array import array
from collections.abc import Iterator, Mapping
from html import unescape

from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.refusals.words import short
from yport_cli.core.refusals.workbooks import (
    MOST_CELLS,
    bad_workbook,
    damaged_workbook,
    error_cell,
    far_cell,
    number_format,
    percent_cell,
    uncalculated_cell,
)
from yport_cli.source.places.row import BadSheet, SheetRecord, located
from yport_cli.source.sheet.cell import Unusable

Position = tuple[int, int]
"""Row and column, both counted from 0."""

MOST_TEXTS = 1 << 22
MOST_TEXT = 1 << 28
"""Bytes of text in all cells together: a text is kept once, and may stand in every cell of a sheet."""

MOST_MERGED = 1 << 19
"""Ranges of merged cells in a sheet."""

_LAST_ROW = 1 << 20
_BLOCK = 1 << 22
_LONGEST_ROW = 1 << 23
_LETTERS = 26
_FEW_STYLES = 50
_INDEX = "xl/workbook.xml"
_TEXTS = "xl/sharedStrings.xml"
_STYLES = "xl/styles.xml"

# An element ends before the next begins, and a word is looked at once: no text makes these look at it over
# and over.
_ATTRIBUTE = re.compile(rb"(?<![\w:])([\w:]++)\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)')")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s([^<>]*+)>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s([^<>]*+)>")
_NUMBER_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\s([^<>]*+)>")
_CELL_FORMATS = re.compile(rb"<(?:\w+:)?cellXfs\b")
_CELL_FORMATS_END = re.compile(rb"</(?:\w+:)?cellXfs>")
_CELL_FORMAT = re.compile(rb"<(?:\w+:)?xf\s([^<>]*+)>")
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')
_IN_SQUARE = re.compile(r"\[[^\]]*\]")
_CURRENCY = re.compile(r"\[\$([^\]-]+)|([¥￥$€£])")
_SCALED = re.compile(r"[0#?],+(?![0#?,])")

_FAR_REFERENCE = re.compile(rb"r=[\"'](?:[A-Z]{2}|[A-Z][0-9]{6})")
_REFERENCE = re.compile(rb"r=[\"']([A-Z]+)([0-9]+)")
_ROW = re.compile(rb"<(?:\w+:)?row\s[^<>]*?r=[\"']([0-9]+)")
_CELL = re.compile(rb"<(?:\w+:)?c\s([^<>]*+)(?<!/)>((?:[^<]++|<(?!/?(?:\w+:)?c[\s>]))*+)</(?:\w+:)?c>")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^<>]*+)?>([^<]+)<")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_TEXT_CELL = re.compile(rb"t=[\"']s[\"'][^<>]*+>\s*+<(?:\w+:)?v>([0-9]{1,9})<")
_TEXT_START = re.compile(rb"<(?:\w+:)?si[\s/>]")
_ROWS_END = (b"/sheetData>", b":sheetData>", b"sheetData/>")
_BUILT_IN = {"9": "0%", "10": "0.00%", "5": "¥#,##0", "6": "¥#,##0", "7": "¥#,##0.00", "8": "¥#,##0.00"}
"""Formats that no workbook spells: those of percentages and of the local currency."""


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of the archive that holds each sheet, by name.

    Raises `Refusal` for an archive that is no workbook.
    """
    if _INDEX not in archive.namelist():
        raise bad_workbook(
            Sentence(
                "ZIPファイルですが、Excelのブックではありません", "it is a zip file, but no Excel workbook"
            )
        )
    targets = {
        relation.get("Id", ""): relation.get("Target", "")
        for relation in _elements(archive, "xl/_rels/workbook.xml.rels", _RELATION)
    }
    parts = {}
    for sheet in _elements(archive, _INDEX, _SHEET):
        identifier = next((value for name, value in sheet.items() if name.endswith(":id")), "")
        part = posixpath.normpath(posixpath.join("/xl", targets.get(identifier, "")))
        parts[sheet.get("name", "")] = part.lstrip("/")
    return parts


def has_cells(archive: zipfile.ZipFile, part: str) -> bool:
    """Whether a sheet holds anything."""
    if part not in archive.namelist():
        return False
    return any(b"<v" in block or b"<is" in block or b":v" in block for block in _blocks(archive, part))


def check_extent(archive: zipfile.ZipFile, part: str, sheet: str) -> None:
    """Raises `BadSheet` for a cell so far off that the rectangle up to it would fill the memory.

    So would the ranges of merged cells, if they are too many: raises `Refusal`.
    """
    is_far = False
    merged = 0
    for block in _blocks(archive, part):
        is_far = is_far or _is_wide_or_long(block)
        merged += block.count(b"mergeCell")
    if merged > MOST_MERGED:
        raise bad_workbook(Sentence("結合されたセルが多すぎます", "it has too many merged cells"))
    if not is_far:
        return
    last_row = last_column = 1
    for block in _blocks(archive, part):
        references = _REFERENCE.findall(block)
        last_column = max(
            last_column, _most_in_row(block), *map(_width, {letters for letters, _ in references})
        )
        rows = {digits for _, digits in references} | set(_ROW.findall(block))
        last_row = max(last_row, *(int(digits[:9]) for digits in rows), 1)
    if last_row > _LAST_ROW or last_row * last_column > MOST_CELLS:
        _, row, column = max(
            _farthest(archive, part), (last_row, last_row, 1)
        )  # a cell may have no reference
        record = SheetRecord(row, sheet)
        raise BadSheet([located(record, column - 1, far_cell(record.cell(column - 1)))])


def _farthest(archive: zipfile.ZipFile, part: str) -> tuple[int, int, int]:
    """The cell with the largest rectangle up to it.

    How large that is, its row and its column, counted from 1.
    """
    farthest = 0, 0, 0
    for block in _blocks(archive, part):
        for letters, digits in _REFERENCE.findall(block):
            row, column = int(digits[:9]), _width(letters)
            farthest = max(farthest, (row * column, row, column))
    return farthest


def check_texts(archive: zipfile.ZipFile, part: str, lengths: "array[int]") -> None:
    """Raises `Refusal` where the texts of a sheet, each as often as it stands, would fill the memory."""
    if not lengths:
        return
    longest = max(lengths)
    if longest * sum(map(_text_cells, _blocks(archive, part))) <= MOST_TEXT:
        return
    size = 0
    for block in _blocks(archive, part):
        numbers = [int(number) for number in _TEXT_CELL.findall(block)]
        size += sum(lengths[number] for number in numbers if number < len(lengths))
        size += longest * (_text_cells(block) - len(numbers))
        if size > MOST_TEXT:
            raise bad_workbook(Sentence("セルの文字が多すぎます", "its cells hold too much text"))


def _text_cells(block: bytes) -> int:
    """How many cells refer to a text by its number; at least as many as do."""
    return block.count(b't="s"') + block.count(b"t='s'")


def unusable_cells(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[Position, Unusable]]:
    """The cells of a sheet that show an error, a percentage, or a formula that was never calculated.

    They come in the order of the sheet, as they are asked for.
    """
    misleading = _misleading_styles(archive)
    hint = rb"t=[\"']e[\"']|" + _FORMULA.pattern
    if misleading:
        few = misleading if len(misleading) <= _FEW_STYLES else ("[0-9]+",)
        hint += rb"|\ss=[\"'](?:" + b"|".join(style.encode() for style in sorted(few)) + rb")[\"']"
    has_candidate = re.compile(hint)
    for block in _blocks(archive, part):
        if has_candidate.search(block):
            yield from _unusable(block, misleading)


def _is_wide_or_long(block: bytes) -> bool:
    """Whether a cell may stand beyond column Z or row 99,999."""
    return _FAR_REFERENCE.search(block) is not None or _most_in_row(block) > _LETTERS


def _most_in_row(block: bytes) -> int:
    """At least as many as the cells of its longest row.

    Cells without a reference are counted on from the left.
    """
    most = start = 0
    while start < len(block):
        end = block.find(b"row", start)
        end = len(block) if end < 0 else end
        most = max(most, block.count(b"<c", start, end) + block.count(b":c", start, end))
        start = end + 3
    return most


def _unusable(block: bytes, misleading: Mapping[str, str]) -> Iterator[tuple[Position, Unusable]]:
    for found in _CELL.finditer(block):
        cell, content = _attributes(found[1]), found[2]
        reference = re.fullmatch(r"([A-Z]{1,3})([0-9]{1,7})", cell.get("r", ""))
        if reference is None or int(reference[2]) == 0:
            continue
        position = int(reference[2]) - 1, _column(reference[1].encode())
        value = _VALUE.search(content)
        text = unescape(value[1].decode("utf-8", "replace")) if value else ""
        kind = cell.get("t", "n")
        if kind == "e":
            yield position, Unusable(text or "#N/A", error_cell(short(text or "#N/A")))
        elif value is None and kind != "str" and _FORMULA.search(content):
            yield position, Unusable("", uncalculated_cell())
        elif kind == "n" and value and (code := misleading.get(cell.get("s", ""))) is not None:
            is_percent = "%" in _LITERAL.sub("", code)
            refusal = percent_cell(short(text)) if is_percent else number_format(short(text), code)
            yield position, Unusable(text, refusal)


def _misleading_styles(archive: zipfile.ZipFile) -> dict[str, str]:
    """The styles of cells that show a number as another one, or with a unit, each with its format."""
    if _STYLES not in archive.namelist():
        return {}
    xml = _read(archive, _STYLES)
    formats = dict(_BUILT_IN)
    for style in (_attributes(found[1]) for found in _NUMBER_FORMAT.finditer(xml)):
        formats[style.get("numFmtId", "")] = style.get("formatCode", "")
    start = _CELL_FORMATS.search(xml)
    end = _CELL_FORMATS_END.search(xml, start.end()) if start else None
    if start is None or end is None:
        return {}
    styles = enumerate(_CELL_FORMAT.finditer(xml, start.end(), end.start()))
    used = (
        (str(index), formats.get(_attributes(style[1]).get("numFmtId", ""), "")) for index, style in styles
    )
    return {style: code for style, code in used if is_misleading(code)}


def is_misleading(code: str) -> bool:
    """Whether a format shows another number than the cell holds: a hundredfold, in thousands, in a unit.

    A format of dates does not.
    """
    bare = _LITERAL.sub("", code)
    if re.search("[ymdhsge]", _IN_SQUARE.sub("", bare).lower()):
        return False
    words = "".join(
        found.strip('"').removeprefix("\\") for found in _LITERAL.findall(code) if found[0] in '"\\'
    )
    words += "".join(map("".join, _CURRENCY.findall(code)))
    return (
        "%" in bare
        or _SCALED.search(bare) is not None
        or any(sign.isalpha() or sign in "‰¥￥$€£" for sign in words)
    )


def lengths_of_texts(archive: zipfile.ZipFile) -> "array[int]":
    """How many bytes each text has that cells refer to by its number. Raises `Refusal` for too many."""
    lengths = array("L")
    if _TEXTS not in archive.namelist():
        return lengths
    for block in _blocks(archive, _TEXTS, b"si"):
        begun = 0
        for start in _TEXT_START.finditer(block):
            if begun:
                lengths.append(start.start() - begun)
            begun = start.end()
        if begun:
            lengths.append(len(block) - begun)
        if len(lengths) > MOST_TEXTS:
            raise bad_workbook(Sentence("文字列の数が多すぎます", "it has too many texts"))
    return lengths


def _elements(archive: zipfile.ZipFile, part: str, pattern: re.Pattern[bytes]) -> Iterator[dict[str, str]]:
    """The attributes of each element of a part that `pattern` finds."""
    for found in pattern.finditer(_read(archive, part)):
        yield _attributes(found[1])


def _attributes(text: bytes) -> dict[str, str]:
    return {
        name.decode("utf-8", "replace"): unescape((double or single).decode("utf-8", "replace"))
        for name, double, single in _ATTRIBUTE.findall(text)
    }


def _read(archive: zipfile.ZipFile, part: str) -> bytes:
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


def _blocks(archive: zipfile.ZipFile, part: str, tag: bytes = b"row") -> Iterator[bytes]:
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


def _width(letters: bytes) -> int:
    """How many columns a sheet has that ends with this one."""
    return 1 + _column(letters[:4])


def _column(letters: bytes) -> int:
    """The number of a column, counted from 0: A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
