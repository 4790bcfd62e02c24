"""The rows of an .xlsx sheet, with typed cells (python-calamine, in the extra `excel`)."""

import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from yport_cli.core.issue import BadValue, Sentence
from yport_cli.source.ledger_row import Cell
from yport_cli.source.record import BadCell, SheetRecord

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_LEDGER_SHEETS = ("ledger", "台帳", "実績", "実績台帳")
_MAX_UNPACKED = 1 << 30


def workbook_records(path: Path) -> Iterator[tuple[SheetRecord, list[Cell]]]:
    """Each row of the ledger's sheet: the one called ledger, 台帳 or 実績, else the first.

    Raises `BadValue` for a workbook that cannot be read, and `BadCell` for merged cells: they hide values.
    """
    try:
        from python_calamine import CalamineError, CalamineWorkbook
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
            size = sum(part.file_size for part in archive.infolist())
        if size > _MAX_UNPACKED:
            raise _unreadable(Sentence("展開すると大きすぎます", "it is too large when unpacked"))
        with CalamineWorkbook.from_path(str(path)) as book:
            names = book.sheet_names
            name = next((known for known in _LEDGER_SHEETS if known in names), names[0] if names else None)
            if name is None:
                raise _unreadable(Sentence("シートがありません", "it has no sheet"))
            sheet = book.get_sheet_by_name(name)
            _refuse_merged_cells(sheet)
            for number, cells in enumerate(sheet.to_python(skip_empty_area=False), start=1):
                yield SheetRecord(number, name), [_cell(cell) for cell in cells]
    except (CalamineError, zipfile.BadZipFile, OSError) as error:
        raise _unreadable(Sentence(str(error), str(error))) from None


def _cell(value: object) -> Cell:
    """A cell as a ledger knows it; a time of day is text to it."""
    return value if isinstance(value, str | int | float | bool | date | None) else str(value)


def _refuse_merged_cells(sheet: "CalamineSheet") -> None:
    for (row, column), (last_row, last_column) in sheet.merged_cell_ranges or ():
        record = SheetRecord(row + 1, sheet.name)
        first = record.cell(column)
        last = SheetRecord(last_row + 1, sheet.name).cell(last_column)
        problem = BadValue(
            "merged-cells",
            Sentence(
                f"シート「{sheet.name}」の {first}:{last} が結合されています",
                f"the cells {first}:{last} of the sheet {sheet.name!r} are merged",
            ),
            Sentence(
                "結合を解き、1行目に見出し、2行目から1行1件で書いてください",
                "unmerge them: headings in row 1, then one entry a row",
            ),
        )
        raise BadCell(record, column, problem)


def _unreadable(reason: Sentence) -> BadValue:
    return BadValue(
        "bad-workbook",
        Sentence(
            f"Excelファイルとして読めません（{reason.ja}）",
            f"the file cannot be read as a workbook ({reason.en})",
        ),
        Sentence("Excelで開いて .xlsx として保存し直してください", "open it in Excel and save it as .xlsx"),
    )
