"""The rows of an .xlsx sheet, with typed cells (python-calamine, in the extra `excel`)."""

import zipfile
import zlib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from yport_cli.core.issue import BadValue, LocatedIssue, Sentence, Severity
from yport_cli.core.rules.workbook import bad_workbook, merged_cells, other_sheets
from yport_cli.source.ledger_cell import Cell, Unusable
from yport_cli.source.record import BadSheet, SheetRecord, located
from yport_cli.source.sheet import Rows, Sheet
from yport_cli.source.workbook_xml import check_extent, check_size, has_cells, sheet_parts, unusable_cells

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

SHEET_NAMES = ("ledger", "台帳", "実績", "実績台帳")
"""What the sheet to read may be called; when none is, it is the first."""

_EXCEL_DIGITS = 15


def workbook_sheet(path: Path) -> Sheet:
    """The ledger's sheet. Raises `BadValue` for a workbook that cannot be read, and `BadSheet` for merged cells."""
    try:
        import python_calamine as calamine
    except ImportError:
        raise BadValue(
            "missing-extra",
            Sentence(
                "Excelファイルを読むには追加の部品 excel が要ります",
                "reading Excel files needs the extra `excel`",
            ),
            Sentence('pip install "yport[excel]" を実行してください', 'run pip install "yport[excel]"'),
        ) from None
    try:
        with zipfile.ZipFile(path) as archive:
            check_size(archive)
            with calamine.CalamineWorkbook.from_path(str(path)) as book:
                return _sheet(archive, book)
    except (calamine.CalamineError, zipfile.BadZipFile, zlib.error, OSError, ValueError, KeyError) as error:
        if isinstance(error, BadValue):
            raise
        raise bad_workbook(Sentence(str(error), str(error))) from None


def _sheet(archive: zipfile.ZipFile, book: "CalamineWorkbook") -> Sheet:
    parts = sheet_parts(archive)
    names = [name for name in book.sheet_names if name in parts]
    name = next((known for known in SHEET_NAMES if known in names), names[0] if names else None)
    if name is None:
        raise bad_workbook(Sentence("シートがありません", "it has no sheet"))
    check_extent(archive, parts[name])
    unusable = unusable_cells(archive, parts[name])
    issues: list[LocatedIssue] = []
    others = [other for other in names if other != name and has_cells(archive, parts[other])]
    if others and name not in SHEET_NAMES:
        problem = other_sheets(name, others)
        issues.append(located(SheetRecord(1, name), 0, problem, severity=Severity.WARNING))
    sheet = book.get_sheet_by_name(name)
    _refuse_merged_cells(sheet)
    return Sheet(_rows(sheet, unusable), issues, name)


def _rows(sheet: "CalamineSheet", unusable: dict[tuple[int, int], Unusable]) -> Rows:
    for number, values in enumerate(sheet.to_python(skip_empty_area=False)):
        cells = [_cell(value) for value in values]
        for column in range(len(cells)) if unusable else ():
            cells[column] = unusable.get((number, column), cells[column])
        yield SheetRecord(number + 1, sheet.name), cells


def _cell(value: object) -> Cell:
    """A cell as a ledger knows it: numbers as a spreadsheet shows them, a time of day as text."""
    if isinstance(value, float):
        return _exact(value)
    if isinstance(value, bool):
        return str(value).upper()
    return value if isinstance(value, str | int | date | None) else str(value)


def _exact(value: float) -> int | Decimal | Unusable:
    """The number that a spreadsheet shows for a cell: it keeps 15 digits."""
    if abs(value) < 10**_EXCEL_DIGITS:
        return int(value) if value == int(value) else Decimal(f"{value:.{_EXCEL_DIGITS}g}")
    problem = BadValue(
        "bad-number",
        Sentence(
            f"{value:.0f} は表計算ソフトが正確に保てる{_EXCEL_DIGITS}桁を超えます",
            f"{value:.0f} has more than the {_EXCEL_DIGITS} digits a spreadsheet keeps",
        ),
        Sentence("文字列として書くか、大きな単位を使ってください", "write it as text, or use a larger unit"),
    )
    return Unusable(f"{value:.0f}", problem)


def _refuse_merged_cells(sheet: "CalamineSheet") -> None:
    issues = []
    for (row, column), (last_row, last_column) in sorted(sheet.merged_cell_ranges or ()):
        record = SheetRecord(row + 1, sheet.name)
        last = SheetRecord(last_row + 1, sheet.name).cell(last_column)
        issues.append(located(record, column, merged_cells(sheet.name, record.cell(column), last)))
    if issues:
        raise BadSheet(issues)
