"""The rows of an .xlsx sheet, with typed cells (python-calamine, in the extra `excel`)."""

import sys
import zipfile
from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from itertools import islice
from types import ModuleType
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from yport_cli.core.issues.issue import Issue
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.refusals.command_lines import MISSING_EXTRA
from yport_cli.core.refusals.files import MAX_ISSUES
from yport_cli.core.refusals.ledger_rows import nul
from yport_cli.core.refusals.values import BAD_NUMBER
from yport_cli.core.refusals.workbooks import (
    bad_workbook,
    damaged_workbook,
    hidden_sheet,
    merged_cells,
    other_sheets,
)
from yport_cli.source.places.row import BadSheet, SheetRecord, located
from yport_cli.source.sheet.cell import Cell, Unusable
from yport_cli.source.sheet.csv_rows import NUL
from yport_cli.source.sheet.sheet import Block, Rows, Sheet, Tab
from yport_cli.source.sheet.workbook_archive import opened_archive
from yport_cli.source.sheet.workbook_formats import formats_of_styles
from yport_cli.source.sheet.workbook_scan import (
    Position,
    cells_of_months,
    check_extent,
    check_texts,
    check_times,
    has_cells,
    lengths_of_texts,
    sheet_parts,
    unusable_cells,
)

if TYPE_CHECKING:
    from array import array

    from python_calamine import CalamineSheet, CalamineWorkbook

SHEET_NAMES = ("ledger", "台帳", "実績", "実績台帳")
"""What the sheet to read may be called; when none is, it is the first."""

_EXCEL_DIGITS = 15
_MOST_OTHERS = 12
_SPELLED_NUL = "_x0000_"
"""How Excel spells a NUL; some versions of the library leave it as it is."""
_NONE: tuple[Position, Unusable | None] = ((sys.maxsize, 0), None)


def require_calamine() -> ModuleType:
    """The library that reads workbooks. Raises `Refusal` with the code `missing-extra`."""
    try:
        import python_calamine
    except ImportError:
        raise MISSING_EXTRA.refusal(
            Sentence(
                "Excelファイルを読むには追加の部品 excel が要ります",
                "reading Excel files needs the extra `excel`",
            ),
            Sentence('pip install "yport[excel]" を実行してください', 'run pip install "yport[excel]"'),
        ) from None
    return python_calamine


@contextmanager
def workbook_sheet(file: BinaryIO) -> Iterator[Sheet]:
    """The ledger's sheet in a workbook.

    Raises `Refusal` for a workbook that cannot be read, and `BadSheet` for a sheet that is no table.
    """
    with _opened(file) as book:
        hidden = book.hidden()
        names = sorted(book.book.sheet_names, key=hidden.__contains__)  # what people see comes first
        name, issues = _chosen(book.archive, book.parts, names, hidden)
        sheet = book.sheet(name)
        _refuse_merged_cells(sheet)
        yield Sheet(book.rows(sheet), lambda number: SheetRecord(number, name), issues, name)


@contextmanager
def workbook_tabs(file: BinaryIO) -> Iterator[Iterator[Tab]]:
    """All sheets of a workbook, one after the other. Raises `Refusal` for one that cannot be read."""
    with _opened(file) as book:
        hidden = book.hidden()
        yield (book.tab(name, is_hidden=name in hidden) for name in book.book.sheet_names)


class _Opened(NamedTuple):
    """A workbook: what the library says of it, and what its archive holds."""

    book: "CalamineWorkbook"
    archive: zipfile.ZipFile
    parts: Mapping[str, str]
    lengths: "array[int]"
    formats: Mapping[str, str]

    def hidden(self) -> set[str]:
        """The names of the sheets that people do not see."""
        visible = require_calamine().SheetVisibleEnum.Visible
        return {one.name for one in self.book.sheets_metadata if one.visible != visible}

    def sheet(self, name: str) -> "CalamineSheet":
        """The sheet called `name`, once what the workbook claims of it has been checked."""
        part = self.parts.get(name, "")
        if part not in self.archive.namelist():
            raise damaged_workbook(name)
        check_extent(self.archive, part, name)
        check_times(self.archive, part, name, self.formats)
        check_texts(self.archive, part, self.lengths)
        with understood(name):
            return self.book.get_sheet_by_name(name)

    def rows(self, sheet: "CalamineSheet") -> Rows:
        """The rows of a sheet, with what its cells show where that is no value."""
        return rows_of(sheet, unusable_cells(self.archive, self.parts[sheet.name], self.formats))

    def tab(self, name: str, *, is_hidden: bool) -> Tab:
        """The sheet called `name`, as one of all."""
        sheet = self.sheet(name)
        merged = [Block(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
        months = cells_of_months(self.archive, self.parts[name], self.formats)
        return Tab(name, self.rows(sheet), merged, is_hidden, months)


@contextmanager
def _opened(file: BinaryIO) -> Iterator[_Opened]:
    calamine = require_calamine()
    with opened_archive(file) as archive:
        parts = sheet_parts(archive)
        lengths = lengths_of_texts(archive)  # the library keeps them all
        file.seek(0)
        with understood():
            book = calamine.CalamineWorkbook.from_filelike(file)
        with book:
            yield _Opened(book, archive, parts, lengths, formats_of_styles(archive))


def _chosen(
    archive: zipfile.ZipFile, parts: Mapping[str, str], names: Sequence[str], hidden: Container[str]
) -> tuple[str, list[Issue]]:
    """The name of the sheet to read, and what is to be said of the choice."""
    known = (one for one in names if one.strip() in SHEET_NAMES)
    name = next(known, names[0] if names else None)
    if name is None:
        raise bad_workbook(Sentence("シートがありません", "it has no sheet"))
    if parts.get(name) not in archive.namelist():
        raise damaged_workbook(name)
    issues: list[Issue] = []
    first = SheetRecord(1, name)
    if name in hidden:
        issues.append(located(first, 0, hidden_sheet(name)))
    if name.strip() not in SHEET_NAMES:
        others = (other for other in names if other != name and has_cells(archive, parts.get(other, "")))
        found = list(islice(others, _MOST_OTHERS))
        if found:
            issues.append(located(first, 0, other_sheets(name, found)))
    return name, issues


def rows_of(sheet: "CalamineSheet", unusable: Iterator[tuple[Position, Unusable]]) -> Rows:
    """The rows of a sheet; `unusable` are those of its cells that stand for no value."""
    if sheet.start is None:
        yield SheetRecord(1, sheet.name), ()
        return
    before = [""] * sheet.start[1]
    position, instead = next(unusable, _NONE)
    for number, values in enumerate(_values(sheet)):
        cells: list[Cell] = [*before, *map(_cell, values)]
        while position[0] <= number:
            if position[0] < number:
                raise damaged_workbook(sheet.name)  # no program writes rows out of their order
            if instead is not None and position[1] < len(cells):
                held = cells[position[1]]
                instead.number = held if isinstance(held, int | Decimal) else None
                cells[position[1]] = instead
            position, instead = next(unusable, _NONE)
        record = SheetRecord(number + 1, sheet.name, cells)
        for column, cell in enumerate(cells):
            if type(cell) is str and (NUL in cell or _SPELLED_NUL in cell):
                raise BadSheet([located(record, column, nul())])
        yield record, cells


def _values(sheet: "CalamineSheet") -> Iterator[list[Any]]:
    with understood(sheet.name):
        yield from sheet.iter_rows()


@contextmanager
def understood(sheet: str | None = None) -> Iterator[None]:
    """Raises `Refusal` for whatever the library raises: what it says is for programmers.

    A fault in its own language is no `Exception`, and has no name that could be imported.
    """
    try:
        yield
    except (GeneratorExit, KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException:  # noqa: BLE001
        raise damaged_workbook(sheet) from None


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
    refusal = BAD_NUMBER.refusal(
        Sentence(
            f"{value:.0f} は表計算ソフトが正確に保てる{_EXCEL_DIGITS}桁を超えます",
            f"{value:.0f} has more than the {_EXCEL_DIGITS} digits a spreadsheet keeps",
        ),
        Sentence("文字列として書くか、大きな単位を使ってください", "write it as text, or use a larger unit"),
    )
    return Unusable(f"{value:.0f}", refusal)


def _refuse_merged_cells(sheet: "CalamineSheet") -> None:
    issues = []
    for (row, column), last in (sheet.merged_cell_ranges or ())[: MAX_ISSUES + 1]:
        record = SheetRecord(row + 1, sheet.name)
        last_cell = SheetRecord(last[0] + 1, sheet.name).cell(last[1])
        issues.append(located(record, column, merged_cells(sheet.name, record.cell(column), last_cell)))
    if issues:
        raise BadSheet(issues)
