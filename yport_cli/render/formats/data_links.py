"""The figures of a page as files that it carries: CSV, and Excel where its extra is there."""

from base64 import b64encode
from dataclasses import dataclass
from datetime import date

from yport_cli.core.issues.issue import Refusal
from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.core.refusals.command_lines import MISSING_EXTRA
from yport_cli.render.formats.csv import csv_text
from yport_cli.render.formats.xlsx.data_sheet import data_workbook
from yport_cli.render.shapes.records import Records

_BOM = "\ufeff"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class DataLink:
    """A file within a page."""

    file_name: str
    text: str
    media_type: str
    href: str


def data_links(records: Records, name: str, language: Language, as_of: date | None) -> tuple[DataLink, ...]:
    """The records as files called `name`: values, not formulas."""
    rows = len(records.rows)
    files = [("csv", "CSV", "text/csv", (_BOM + csv_text(records)).encode())]
    try:
        files.append(("xlsx", "Excel", _EXCEL, data_workbook(records, language, as_of)))
    except Refusal as refusal:
        if refusal.issue().rule != MISSING_EXTRA:
            raise
    return tuple(
        DataLink(
            f"{name}.{ending}",
            Sentence(
                f"このページの数値（{kind}、{rows:,}行、{_size(data)}）",
                f"The figures of this page ({kind}, {rows:,} rows, {_size(data)})",
            ).text_in(language),
            media_type,
            f"data:{media_type};base64,{b64encode(data).decode()}",
        )
        for ending, kind, media_type, data in files
    )


def _size(data: bytes) -> str:
    return f"{-(-len(data) // 1024):,}KB"
