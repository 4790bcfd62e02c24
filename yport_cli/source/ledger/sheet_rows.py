"""The rows of a sheet that people keep, to be added to a ledger.

Each of them once, in the ledger's own units.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from yport_cli.core.figures.ledger import Entry
from yport_cli.core.issues.issue import Issue
from yport_cli.core.numbers.number import plain
from yport_cli.core.plan.plan import Plan
from yport_cli.source.disk.file import open_file
from yport_cli.source.ledger.appending import NewRow
from yport_cli.source.ledger.rows import LedgerRow, heading_of, load_rows, read_rows
from yport_cli.source.places.issue_limit import IssueList
from yport_cli.source.places.lines import LINE_END
from yport_cli.source.places.row import BadSheet
from yport_cli.source.sheet.cell import Cell, text_of_cell
from yport_cli.source.sheet.opening import opened_sheet


def rows_of_sheet(plan: Plan, sheet: Path) -> tuple[list[NewRow], list[Issue]]:
    """The rows of a sheet, and every issue of it. Raises `Refusal` where it cannot be read."""
    rows: list[NewRow] = []
    issues = IssueList()
    try:
        with open_file(sheet) as file, opened_sheet(file) as opened:
            issues.extend(opened.issues)
            for row in read_rows(plan, heading_of(opened.rows), opened.rows):
                issues.extend(row.issues)
                if issues.is_full:
                    break
                if row.entry is not None:
                    rows.append(NewRow(row.entry, _fields(plan, row, row.entry)))
    except BadSheet as refusal:
        issues.extend(refusal.issues)
    return rows, list(issues.listed())


def not_yet_there(plan: Plan, ledger: BinaryIO | None, rows: Sequence[NewRow]) -> list[NewRow]:
    """Those of `rows` that the ledger does not hold: taking a sheet twice adds nothing twice.

    A row that the sheet holds twice is taken twice. Raises `Refusal` or `BadSheet` where the ledger cannot be
    read.
    """
    wanted = Counter(_identity(row.entry, row.fields) for row in rows)
    figures = {row.entry[:4] for row in rows}
    if ledger is not None:
        for row in load_rows(plan, ledger):
            if row.entry is not None and row.entry[:4] in figures:
                identity = _identity(row.entry, {name: row.cell(name) for name in ("note", "evidence")})
                if wanted[identity]:
                    wanted[identity] -= 1
    missing = []
    for new in reversed(rows):  # of equal rows the first ones are those that are there
        identity = _identity(new.entry, new.fields)
        if wanted[identity]:
            wanted[identity] -= 1
            missing.append(new)
    return missing[::-1]


def _fields(plan: Plan, row: LedgerRow, entry: Entry) -> dict[str, str]:
    """The row of another sheet as it is written into a ledger: amounts in the item's unit."""
    return {
        "date": entry.day.isoformat() if text_of_cell(row.cell("date")) else "",
        "fiscal_year": plan.label(entry.fiscal_year) if text_of_cell(row.cell("fiscal_year")) else "",
        "item": entry.item,
        "amount": plain(entry.amount),
        "note": text_of_cell(row.cell("note")),
        "evidence": text_of_cell(row.cell("evidence")),
    }


def _identity(entry: Entry, fields: Mapping[str, Cell]) -> tuple[object, ...]:
    texts = [LINE_END.sub("\n", text_of_cell(fields.get(name))) for name in ("note", "evidence")]
    return (*entry[:4], *(text.removeprefix("'") for text in texts))
