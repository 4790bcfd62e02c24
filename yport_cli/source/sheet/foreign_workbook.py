"""The sheets of an `.xls` or `.ods` workbook, as far as python-calamine reads them: without formats."""

import re
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from yport_cli.core.issues.issue import Refusal
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.refusals.workbooks import MOST_CELLS, bad_workbook, damaged_workbook
from yport_cli.source.sheet.sheet import Block, Tab
from yport_cli.source.sheet.workbook import require_calamine, rows_of, understood
from yport_cli.source.sheet.workbook_archive import opened_archive

if sys.platform == "linux":
    import resource

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_CONTENT = "content.xml"
_OF_GRID = re.compile(rb"<table:(table-row|table|(?:covered-)?table-cell)\b([^<>]*+)>")
_REPEATED = re.compile(rb"number-(?:rows|columns)-repeated=[\"']([0-9]{1,12})")
_VALUE = b"office:value-type="
_UTMOST_MEMORY = 4 << 30


@contextmanager
def foreign_tabs(file: BinaryIO, kind: str) -> Iterator[Iterator[Tab]]:
    """All its sheets, one after the other; to be read in a process that may end.

    Raises `Refusal` for a workbook that cannot be read.
    """
    calamine = require_calamine()
    _limit_memory()
    if kind == ".ods":
        _check_grid(file)
    file.seek(0)
    with understood():
        book = calamine.CalamineWorkbook.from_filelike(file)
    with book:
        visible = calamine.SheetVisibleEnum.Visible
        yield (_tab(book, one.name, is_hidden=one.visible != visible) for one in book.sheets_metadata)


def _tab(book: "CalamineWorkbook", name: str, *, is_hidden: bool) -> Tab:
    with understood(name):
        sheet = book.get_sheet_by_name(name)
        merged = [Block(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
    return Tab(name, rows_of(sheet, iter(())), merged, is_hidden)


def _check_grid(file: BinaryIO) -> None:
    """No sheet says of a few cells that they are repeated without end. Raises `Refusal`."""
    with opened_archive(file) as archive:
        if _CONTENT not in archive.namelist():
            raise damaged_workbook()
        try:
            content = archive.read(_CONTENT)
        except (OSError, zlib.error, RuntimeError):
            raise damaged_workbook() from None
    rows = last_row = column = farthest = repeated = 0
    for found in _OF_GRID.finditer(content):
        count = _REPEATED.search(found[2])
        times = max(1, int(count[1])) if count else 1
        if found[1] == b"table":
            rows = last_row = farthest = 0
        elif found[1] == b"table-row":
            rows, column, repeated = rows + times, 0, times
        else:
            column += times
            if _VALUE in found[2]:
                last_row, farthest = max(last_row, rows), max(farthest, column)
                if last_row * farthest > MOST_CELLS or times * repeated > MOST_CELLS:
                    raise _too_far()


def _too_far() -> Refusal:
    return bad_workbook(
        Sentence("セルが多すぎます", "it has too many cells"),
        Sentence(
            f"余分な行と列を削除して保存し直してください（行×列は{MOST_CELLS:,}まで）",
            f"delete the surplus rows and columns, and save it (at most {MOST_CELLS:,} cells)",
        ),
    )


def _limit_memory() -> None:
    """What the file claims may ask for more memory than there is: then this process ends, and no other."""
    if sys.platform != "linux":
        return
    resource.setrlimit(resource.RLIMIT_AS, (_UTMOST_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
