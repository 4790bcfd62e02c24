"""Files that people give for a plan and that are none: workbooks, tables as CSV, ledgers."""

from pathlib import Path

from yport_cli.core.issues.issue import Refusal
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.refusals.sheets import ledger_for_plan, sheet_for_record
from yport_cli.source.disk.names import LEDGER_ENDINGS

_TEXT_ENDINGS = (".csv", ".tsv")
SHEET_ENDINGS = (*_TEXT_ENDINGS, ".xlsx", ".xlsm", ".xls", ".ods")
_WORKBOOK_STARTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def refusal_of_sheet(name: str) -> Refusal:
    """What to do with a sheet, which is neither a plan nor called as a ledger is."""
    what = Sentence("Excelなどのブック", "a workbook")
    if name.lower().endswith(_TEXT_ENDINGS):
        what = Sentence("CSVの表", "a table as CSV")
    return sheet_for_record(what, Path(name).name)


def refusal_of_other(name: str, data: bytes) -> Refusal | None:
    """Why a file is not read as a plan: its name is another's, or it is a workbook, whatever it is called."""
    if name.lower().endswith(LEDGER_ENDINGS):
        return ledger_for_plan(Path(name).name)
    if data.startswith(_WORKBOOK_STARTS) or name.lower().endswith(SHEET_ENDINGS):
        return refusal_of_sheet(name)
    return None
