"""Ledgers from the files that people have.

A sound CSV is read column by column, in large pieces; the first thing that is odd about it sends the whole file
through the reader that looks at every row and knows where each cell stands. Both give the same entries.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import BinaryIO

from yport_cli.core.figures.ledger import Entry, Ledger, Row, roll_up
from yport_cli.core.issues.file_report import FileReport
from yport_cli.core.issues.issue import Ends, Refusal
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.plan.plan import Plan
from yport_cli.core.refusals.workbooks import locked_workbook
from yport_cli.source.disk.file import open_file
from yport_cli.source.ledger.fast_rows import quick_ledger
from yport_cli.source.ledger.rows import LedgerRow, read_rows
from yport_cli.source.places.issue_limit import IssueList
from yport_cli.source.places.row import WHOLE_FILE, BadSheet, located
from yport_cli.source.sheet.cell import text_of_cell
from yport_cli.source.sheet.csv_rows import dialect_of, records, text_of
from yport_cli.source.sheet.sheet import Sheet

_ZIP = b"PK\x03\x04"
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class LoadedLedger:
    """What a ledger file holds: a ledger, unless the report names errors."""

    ledger: Ledger | None
    report: FileReport


def load_ledger(plan: Plan, path: Path, as_of: date | None = None) -> LoadedLedger:
    """The ledger in the file at `path`, rolled up for `plan` until `as_of`.

    Raises `Refusal` with the code `missing-extra` where the file needs an extra that is not installed.
    """
    issues = IssueList()
    assumed: set[str] = set()
    ledger = None
    sheet_name = None
    try:
        quick = _quick(plan, path, as_of)
        if quick is not None:
            return LoadedLedger(quick, FileReport(str(path), ()))
        with opened_sheet(path) as sheet:
            sheet_name = sheet.name
            issues.extend(sheet.issues)
            ledger = roll_up(plan, _entries(read_rows(plan, sheet.rows), issues, assumed), as_of)
    except BadSheet as refusal:
        issues.extend(refusal.issues)
    except Refusal as problem:
        found = located(WHOLE_FILE, 0, problem)
        if found.rule.ends is Ends.EXTRA:
            raise
        return LoadedLedger(None, FileReport(str(path), (found,)))
    report = FileReport(str(path), issues.listed())
    if ledger is None or not report.valid:
        return LoadedLedger(None, report)
    name = path.name if sheet_name is None else f"{path.name}[{sheet_name}]"
    return LoadedLedger(replace(ledger, units_assumed=tuple(sorted(assumed)), name=name), report)


def load_rows(plan: Plan, path: Path) -> Iterator[LedgerRow]:
    """The rows of the ledger at `path`, one by one. Raises `Refusal` or `BadSheet` where it cannot be read."""
    with opened_sheet(path) as sheet:
        yield from read_rows(plan, sheet.rows)


def rows_of_item(plan: Plan, path: Path, item: str, as_of: date | None) -> tuple[Row, ...]:
    """The rows of the ledger at `path` that are about `item` and not dated after `as_of`, in the order of their days."""
    rows = [
        Row(
            row.record.number,
            row.entry,
            text_of_cell(row.cell("date")) != "",
            text_of_cell(row.cell("note")),
            text_of_cell(row.cell("evidence")),
        )
        for row in load_rows(plan, path)
        if row.entry is not None and row.entry.item == item and (as_of is None or row.entry.day <= as_of)
    ]
    return tuple(sorted(rows, key=lambda row: (row.entry.fiscal_year, row.entry.day)))


@contextmanager
def opened_sheet(path: Path) -> Iterator[Sheet]:
    """The rows of cells in the file at `path`. Raises `Refusal` or `BadSheet` where it cannot be read."""
    with open_file(path) as file:
        if _is_workbook(file):
            from yport_cli.source.sheet.workbook import workbook_sheet

            with workbook_sheet(path, file) as sheet:
                yield sheet
        else:
            dialect = dialect_of(file)
            with text_of(file, dialect) as text:
                yield Sheet(records(text, dialect.delimiter))


def _entries(rows: Iterator[LedgerRow], issues: IssueList, assumed: set[str]) -> Iterator[Entry]:
    """The entries of the rows; their issues, and the items whose unit was assumed, are noted on the way.

    Rows after more errors than are listed are not read.
    """
    for row in rows:
        if row.issues:
            issues.extend(row.issues)
            if issues.is_full:
                return
        if row.entry is not None:
            if row.is_unit_assumed:
                assumed.add(row.entry.item)
            yield row.entry


def _quick(plan: Plan, path: Path, as_of: date | None) -> Ledger | None:
    """The ledger in a CSV file in which nothing is odd."""
    with open_file(path) as file:
        if _is_workbook(file):
            return None
        found = quick_ledger(plan, file)
    if found is None:
        return None
    return replace(roll_up(plan, found.entries, as_of), units_assumed=found.units_assumed, name=path.name)


def _is_workbook(file: BinaryIO) -> bool:
    """Whether the file is packed as an .xlsx is. Raises `Refusal` for what Excel writes in other ways."""
    start = file.read(len(_ZIP))
    file.seek(0)
    if start == _COMPOUND_FILE:
        raise locked_workbook(
            Sentence("パスワードつきか、古い .xls 形式です", "it has a password, or is an old .xls")
        )
    return start == _ZIP
