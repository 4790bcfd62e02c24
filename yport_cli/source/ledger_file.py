"""Ledgers from the files that people have.

A sound CSV is read column by column, in large pieces; the first thing that is odd about it sends the whole file
through the reader that looks at every row and knows where each cell stands. Both give the same entries.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import BinaryIO

from yport_cli.core.issue import BadValue, FileReport, LocatedIssue
from yport_cli.core.ledger import Entry, Ledger, roll_up
from yport_cli.core.plan import Plan
from yport_cli.source.csv_file import dialect_of, records, text_of
from yport_cli.source.file import open_file
from yport_cli.source.ledger_columns import quick_entries
from yport_cli.source.ledger_rows import LedgerRow, read_rows
from yport_cli.source.record import NOTHING, BadCell, located

_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class LoadedLedger:
    """What a ledger file holds: a ledger, unless the report names errors."""

    ledger: Ledger | None
    report: FileReport


def load_ledger(plan: Plan, path: Path, as_of: date | None = None) -> LoadedLedger:
    """The ledger in the file at `path`, rolled up for `plan` until `as_of`.

    Raises `BadValue` with the code `missing-extra` where the file needs an extra that is not installed.
    """
    name = str(path)
    try:
        with open_file(path) as file:
            if not _is_workbook(file):
                dialect = dialect_of(file)
                quick = quick_entries(plan, text_of(file, dialect), dialect)
                if quick is not None:
                    ledger = replace(roll_up(plan, quick[0], as_of), units_assumed=not quick[1])
                    return LoadedLedger(ledger, FileReport(name, ()))
        entries: list[Entry] = []
        issues: list[LocatedIssue] = []
        has_units = False
        for row in load_rows(plan, path):
            issues.extend(row.issues)
            has_units = has_units or "unit" in row.cells
            if row.entry is not None:
                entries.append(row.entry)
    except BadCell as refusal:
        issues = [located(refusal.record, refusal.column, refusal.problem)]
    except BadValue as problem:
        if problem.code == "missing-extra":
            raise
        issues = [located(NOTHING, 0, problem)]
        return LoadedLedger(None, FileReport(name, tuple(issues), unreadable=problem.code == "cannot-read"))
    report = FileReport(name, tuple(sorted(issues, key=lambda issue: issue.place)))
    if not report.valid:
        return LoadedLedger(None, report)
    return LoadedLedger(replace(roll_up(plan, entries, as_of), units_assumed=not has_units), report)


def load_rows(plan: Plan, path: Path) -> Iterator[LedgerRow]:
    """The rows of the ledger at `path`, one by one. Raises `BadValue` or `BadCell` where it cannot be read."""
    with open_file(path) as file:
        if _is_workbook(file):
            from yport_cli.source.workbook import workbook_records

            yield from read_rows(plan, workbook_records(path))
        else:
            dialect = dialect_of(file)
            yield from read_rows(plan, records(text_of(file, dialect), dialect.delimiter))


def _is_workbook(file: BinaryIO) -> bool:
    start = file.read(len(_ZIP))
    file.seek(0)
    return start == _ZIP
