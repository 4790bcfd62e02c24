"""Workbooks read back: as rows by python-calamine, and as the XML that they are."""

import io
import zipfile
from typing import Any

from python_calamine import CalamineWorkbook


def sheets_of(data: bytes) -> dict[str, list[list[Any]]]:
    """The rows of each sheet."""
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        return {
            name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names
        }


def parts_of(data: bytes) -> dict[str, str]:
    """The text of each part of the archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if not name.endswith(".bin")}
