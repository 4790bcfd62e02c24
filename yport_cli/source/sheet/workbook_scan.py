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
from yport_cli.source.sheet.workbook_formats import is_misleading, is_of_month, is_of_time, is_percent
from yport_cli.source.sheet.workbook_xml import attributes, blocks, elements

Position = tuple[int, int]
"""Row and column, both counted from 0."""

MOST_TEXTS = 1 << 22
MOST_TEXT = 1 << 28
"""Bytes of text in all cells together: a text is kept once, and may stand in every cell of a sheet."""

MOST_MERGED = 1 << 19
"""Ranges of merged cells in a sheet."""

_LAST_ROW = 1 << 20
_LETTERS = 26
_FEW_STYLES = 50
_INDEX = "xl/workbook.xml"
_TEXTS = "xl/sharedStrings.xml"
_TIME_END = 2958466
"""The day after 9999-12-31, the last that Excel shows, as the number of a cell."""

_SHEET = re.compile(rb"<(?:\w+:)?sheet\s([^<>]*+)>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s([^<>]*+)>")
_FAR_REFERENCE = re.compile(rb"r=[\"'](?:[A-Z]{2}|[A-Z][0-9]{6})")
_REFERENCE = re.compile(rb"r=[\"']([A-Z]+)([0-9]+)")
_ROW = re.compile(rb"<(?:\w+:)?row\s[^<>]*?r=[\"']([0-9]+)")
_CELL = re.compile(rb"<(?:\w+:)?c\s([^<>]*+)(?<!/)>((?:[^<]++|<(?!/?(?:\w+:)?c[\s>]))*+)</(?:\w+:)?c>")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^<>]*+)?>([^<]+)<")
_BEYOND = rb"<(?:\w+:)?v(?:\s[^<>]*+)?>(?![0-9]{1,6}(?:\.[0-9]*+)?<)"
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_TEXT_CELL = re.compile(rb"t=[\"']s[\"'][^<>]*+>\s*+<(?:\w+:)?v>([0-9]{1,9})<")
_CLAIM = re.compile(rb"<[^<>]*?\suniqueCount\s*+=\s*+[\"']([^\"']*)")
_TEXT_START = re.compile(rb"<(?:\w+:)?si[\s/>]")


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
        for relation in elements(archive, "xl/_rels/workbook.xml.rels", _RELATION)
    }
    parts = {}
    for sheet in elements(archive, _INDEX, _SHEET):
        identifier = next((value for name, value in sheet.items() if name.endswith(":id")), "")
        part = posixpath.normpath(posixpath.join("/xl", targets.get(identifier, "")))
        parts[sheet.get("name", "")] = part.lstrip("/")
    return parts


def has_cells(archive: zipfile.ZipFile, part: str) -> bool:
    """Whether a sheet holds anything."""
    if part not in archive.namelist():
        return False
    return any(b"<v" in block or b"<is" in block or b":v" in block for block in blocks(archive, part))


def check_extent(archive: zipfile.ZipFile, part: str, sheet: str) -> None:
    """Raises `BadSheet` for a cell so far off that the rectangle up to it would fill the memory.

    So would the ranges of merged cells, if they are too many: raises `Refusal`.
    """
    is_far = False
    merged = 0
    for block in blocks(archive, part):
        is_far = is_far or _is_wide_or_long(block)
        merged += block.count(b"mergeCell")
    if merged > MOST_MERGED:
        raise bad_workbook(Sentence("結合されたセルが多すぎます", "it has too many merged cells"))
    if not is_far:
        return
    last_row = last_column = 1
    for block in blocks(archive, part):
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
    for block in blocks(archive, part):
        for letters, digits in _REFERENCE.findall(block):
            row, column = int(digits[:9]), _width(letters)
            farthest = max(farthest, (row * column, row, column))
    return farthest


def check_texts(archive: zipfile.ZipFile, part: str, lengths: "array[int]") -> None:
    """Raises `Refusal` where the texts of a sheet, each as often as it stands, would fill the memory."""
    if not lengths:
        return
    longest = max(lengths)
    if longest * sum(map(_text_cells, blocks(archive, part))) <= MOST_TEXT:
        return
    size = 0
    for block in blocks(archive, part):
        numbers = [int(number) for number in _TEXT_CELL.findall(block)]
        size += sum(lengths[number] for number in numbers if number < len(lengths))
        size += longest * (_text_cells(block) - len(numbers))
        if size > MOST_TEXT:
            raise bad_workbook(Sentence("セルの文字が多すぎます", "its cells hold too much text"))


def _text_cells(block: bytes) -> int:
    """How many cells refer to a text by its number; at least as many as do."""
    return block.count(b't="s"') + block.count(b"t='s'")


def unusable_cells(
    archive: zipfile.ZipFile, part: str, formats: Mapping[str, str]
) -> Iterator[tuple[Position, Unusable]]:
    """The cells of a sheet that show an error, a percentage, or a formula that was never calculated.

    They come in the order of the sheet, as they are asked for; `formats` are those of the styles.
    """
    misleading = {style: code for style, code in formats.items() if is_misleading(code)}
    hint = rb"t=[\"']e[\"']|" + _FORMULA.pattern
    if misleading:
        hint += b"|" + _with_style(misleading)
    has_candidate = re.compile(hint)
    for block in blocks(archive, part):
        if has_candidate.search(block):
            yield from _unusable(block, misleading)


def cells_of_months(archive: zipfile.ZipFile, part: str, formats: Mapping[str, str]) -> set[Position]:
    """The cells of a sheet whose format shows of a date the month alone."""
    months = {style: code for style, code in formats.items() if is_of_month(code)}
    if not months:
        return set()
    candidate = re.compile(rb"<(?:\w+:)?c\s([^<>]*" + _with_style(months) + rb"[^<>]*+)>")
    found = (attributes(cell[1]) for block in blocks(archive, part) for cell in candidate.finditer(block))
    return {place for cell in found if cell.get("s") in months and (place := _position(cell))}


def check_times(archive: zipfile.ZipFile, part: str, sheet: str, formats: Mapping[str, str]) -> None:
    """Raises `BadSheet` for a number that is shown as a date or a duration and is none.

    The library ends in a fault of its own at those that are far too large.
    """
    times = {style: code for style, code in formats.items() if is_of_time(code)}
    if not times:
        return
    # Its value is looked for within the cell, and not far: no text makes this look at it over and over.
    within = rb"[^<>]*+>(?:<(?!(?:\w+:)?[vc][\s/>])[^<>]*+>|[^<>]++){0,8}+"
    candidate = re.compile(_with_style(times) + within + _BEYOND)
    for block in blocks(archive, part):
        if candidate.search(block) is None:
            continue
        for found in _CELL.finditer(block):
            cell, value = attributes(found[1]), _VALUE.search(found[2])
            code = times.get(cell.get("s", ""))
            if code is None or value is None or cell.get("t", "n") != "n" or _is_time(value[1]):
                continue
            row, column = _position(cell) or (0, 0)
            record = SheetRecord(row + 1, sheet)
            text = short(value[1].decode("utf-8", "replace"))
            raise BadSheet([located(record, column, number_format(text, code))])


def _position(cell: Mapping[str, str]) -> Position | None:
    """Where a cell says that it stands."""
    reference = re.fullmatch(r"([A-Z]{1,3})([0-9]{1,7})", cell.get("r", ""))
    if reference is None or int(reference[2]) == 0:
        return None
    return int(reference[2]) - 1, _column(reference[1].encode())


def _is_time(value: bytes) -> bool:
    try:
        return 0 <= float(value) < _TIME_END
    except ValueError:
        return True  # the library says so itself


def _with_style(styles: Mapping[str, str]) -> bytes:
    """A pattern of the attribute of cells that have one of the styles; of any, where they are many."""
    few = styles if len(styles) <= _FEW_STYLES else ("[0-9]+",)
    return rb"\ss=[\"'](?:" + b"|".join(style.encode() for style in sorted(few)) + rb")[\"']"


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
        cell, content = attributes(found[1]), found[2]
        position = _position(cell)
        if position is None:
            continue
        value = _VALUE.search(content)
        text = unescape(value[1].decode("utf-8", "replace")) if value else ""
        kind = cell.get("t", "n")
        if kind == "e":
            yield position, Unusable(text or "#N/A", error_cell(short(text or "#N/A")))
        elif value is None and kind != "str" and _FORMULA.search(content):
            yield position, Unusable("", uncalculated_cell())
        elif kind == "n" and value and (code := misleading.get(cell.get("s", ""))) is not None:
            refusal = percent_cell(short(text)) if is_percent(code) else number_format(short(text), code)
            yield position, Unusable(text, refusal, code)


def lengths_of_texts(archive: zipfile.ZipFile) -> "array[int]":
    """How many bytes each text has that cells refer to by its number. Raises `Refusal` for too many."""
    lengths = array("L")
    if _TEXTS not in archive.namelist():
        return lengths
    size = archive.getinfo(_TEXTS).file_size
    for block in blocks(archive, _TEXTS, b"si"):
        # The library makes room for as many as are claimed.
        claims = _CLAIM.findall(block) if b"uniqueCount" in block else ()
        if not all(_is_number_up_to(claim, min(size, MOST_TEXTS)) for claim in claims):
            raise damaged_workbook()
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


def _is_number_up_to(claim: bytes, most: int) -> bool:
    return re.fullmatch(rb"[0-9]{1,9}", claim) is not None and int(claim) <= most


def _width(letters: bytes) -> int:
    """How many columns a sheet has that ends with this one."""
    return 1 + _column(letters[:4])


def _column(letters: bytes) -> int:
    """The number of a column, counted from 0: A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
