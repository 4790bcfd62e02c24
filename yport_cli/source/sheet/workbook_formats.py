"""How a workbook shows its numbers: what is misleading of that, and what makes a date of a number."""

import re
import zipfile

from yport_cli.source.sheet.workbook_xml import attributes, read_part

_STYLES = "xl/styles.xml"

_NUMBER_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\s([^<>]*+)>")
_CELL_FORMATS = re.compile(rb"<(?:\w+:)?cellXfs\b")
_CELL_FORMATS_END = re.compile(rb"</(?:\w+:)?cellXfs>")
_CELL_FORMAT = re.compile(rb"<(?:\w+:)?xf\s([^<>]*+)>")
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')
_IN_SQUARE = re.compile(r"\[[^\]]*\]")
_CURRENCY = re.compile(r"\[\$([^\]-]+)|([¥￥$€£])")
_DIGITS = r"(?:\[[A-Za-z]+\])?[#0?]+(?:,[#0?]+)*(?:\.[#0?]+)?"
_UNIT_BEHIND = re.compile(rf'{_DIGITS}(?:\\? )*"?((?:[^"\\\[\];0#?_*,. ]|\\(?! ))+)"?(?:_.)*')
_CURRENCY_FIRST = re.compile(rf'(?:\[\$[¥￥](?:-[0-9A-Fa-f]+)?\]|"?[¥￥]"?|\\[¥￥])(?:\\? )*{_DIGITS}(?:_.)*')
_SCALED = re.compile(r"[0#?],+(?![0#?,])")

_DATE = re.compile(r"[ymdhs]|[ap]/p?", re.IGNORECASE)
_ELAPSED = re.compile(r"\[[hms]+\]", re.IGNORECASE)

_BUILT_IN = {"9": "0%", "10": "0.00%", "5": "¥#,##0", "6": "¥#,##0", "7": "¥#,##0.00", "8": "¥#,##0.00"} | {
    str(number): "yyyy-mm-dd" for number in (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59))
}
"""Formats that no workbook spells: those of percentages, of the local currency, of dates and times."""


def formats_of_styles(archive: zipfile.ZipFile) -> dict[str, str]:
    """The format of each style that cells refer to by its number."""
    if _STYLES not in archive.namelist():
        return {}
    xml = read_part(archive, _STYLES)
    formats = dict(_BUILT_IN)
    for style in (attributes(found[1]) for found in _NUMBER_FORMAT.finditer(xml)):
        formats[style.get("numFmtId", "")] = style.get("formatCode", "")
    start = _CELL_FORMATS.search(xml)
    end = _CELL_FORMATS_END.search(xml, start.end()) if start else None
    if start is None or end is None:
        return {}
    styles = enumerate(_CELL_FORMAT.finditer(xml, start.end(), end.start()))
    return {str(index): formats.get(attributes(style[1]).get("numFmtId", ""), "") for index, style in styles}


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
        is_percent(code)
        or _SCALED.search(bare) is not None
        or any(sign.isalpha() or sign in "‰¥￥$€£" for sign in words)
    )


def is_of_month(code: str) -> bool:
    """Whether a format shows of a date its year and month, or its month, and no day."""
    bare = _IN_SQUARE.sub("", _LITERAL.sub("", code)).lower().partition(";")[0]
    return "m" in bare and not re.search("[dhs]", bare) and is_of_time(code)


def unit_of_format(code: str) -> str | None:
    """The unit that a format shows behind the number itself, or 円 for a sign before it; else `None`."""
    first = code.partition(";")[0]
    if _CURRENCY_FIRST.fullmatch(first):
        return "円"
    unit = _UNIT_BEHIND.fullmatch(first)
    return None if unit is None else unit[1].replace("\\", "")


def is_percent(code: str) -> bool:
    """Whether a format shows a number a hundredfold."""
    return "%" in _LITERAL.sub("", code)


def is_of_time(code: str) -> bool:
    """Whether a format makes a date, a time of day or a duration of a number."""
    bare = _LITERAL.sub("", code)
    return _ELAPSED.search(bare) is not None or (
        "general" not in bare.lower() and _DATE.search(_IN_SQUARE.sub("", bare)) is not None
    )
