"""Workbooks in a process of their own: the library that reads them may end the process."""

from collections.abc import Callable
from io import BytesIO
from os import SEEK_END
from typing import BinaryIO, TypeVar

from yport_cli.core.refusals.workbooks import damaged_workbook
from yport_cli.source.disk.own_process import ProcessDied, in_own_process
from yport_cli.source.sheet.workbook_archive import MOST_OF_ALL

_Found = TypeVar("_Found")


def of_workbook(work: Callable[[BinaryIO], _Found], file: BinaryIO) -> _Found:
    """What `work` makes of a workbook; it raises nothing itself.

    Raises `Refusal` where an extra is missing, or the workbook ends the process.
    """
    from yport_cli.source.sheet.workbook import require_calamine  # most ledgers are CSV

    require_calamine()
    if file.seek(0, SEEK_END) > MOST_OF_ALL:  # refused before the library sees it
        return work(file)
    file.seek(0)
    try:
        return in_own_process(work, BytesIO(file.read()))
    except ProcessDied:
        raise damaged_workbook() from None
