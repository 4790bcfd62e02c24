"""Ledgers from the files that people have.

A sound CSV is read column by column, in large pieces; the first thing that is odd about it sends the whole
file through the reader that looks at every row and knows where each cell stands. Both give the same entries.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import BinaryIO, NamedTuple

from yport_cli.core.checks.spending import check_budget
from yport_cli.core.figures.ledger import ALL, Cutoff, Entry, Ledger, Row, roll_up
from yport_cli.core.figures.limited_rows import DayRows, is_limited
from yport_cli.core.issues.file_report import FileReport
from yport_cli.core.issues.issue import Ends, Issue, Location, Refusal, Route
from yport_cli.core.plan.plan import Plan
from yport_cli.source.disk.file import open_file
from yport_cli.source.ledger.fast_rows import quick_ledger
from yport_cli.source.ledger.heading import Heading
from yport_cli.source.ledger.rows import LedgerRow, heading_of, read_rows
from yport_cli.source.places.issue_limit import IssueList
from yport_cli.source.places.placing import placed
from yport_cli.source.places.row import WHOLE_FILE, BadSheet, located, location
from yport_cli.source.sheet.cell import text_of_cell
from yport_cli.source.sheet.opening import is_workbook, opened_sheet
from yport_cli.source.sheet.sheet import Sheet
from yport_cli.source.sheet.workbook_process import of_workbook


@dataclass(frozen=True, slots=True)
class LoadedLedger:
    """What a ledger file holds: a ledger, unless the report names errors."""

    ledger: Ledger | None
    report: FileReport
    spending: tuple[Issue, ...] = ()
    """What the ledger has against the budget, in the order of the rows; only where that was asked for."""


def load_ledger(
    plan: Plan,
    path: Path | str,
    cutoff: Cutoff = ALL,
    *,
    item: str | None = None,
    against_budget: bool = False,
) -> LoadedLedger:
    """The ledger in the file at `path`, rolled up for `plan`, of the rows that count by `cutoff`.

    `item` asks for the rows of an item, `against_budget` for the issues that the ledger has against the
    budget. The file is opened once: whatever becomes of it meanwhile, they belong to the figures.

    Raises `Refusal` with the code `missing-extra` where the file needs an extra that is not installed.
    """
    path = Path(path)
    try:
        with open_file(path) as file:
            settings = _Settings(path, cutoff, item, against_budget)
            work = partial(_loaded, plan, settings)
            return of_workbook(work, file) if is_workbook(file) else work(file)
    except Refusal as refusal:
        found = located(WHOLE_FILE, 0, refusal)
        if found.rule.ends is Ends.EXTRA:
            raise
        return _unread(path, found)


class _Settings(NamedTuple):
    """What `load_ledger` was asked for."""

    path: Path
    cutoff: Cutoff
    item: str | None
    against_budget: bool


def _unread(path: Path, issue: Issue) -> LoadedLedger:
    return LoadedLedger(None, FileReport(str(path), (issue,)))


def _loaded(plan: Plan, settings: _Settings, file: BinaryIO) -> LoadedLedger:
    """What the opened file holds."""
    path, cutoff, item, against_budget = settings
    issues = IssueList()
    ledger = None
    spending: list[Issue] = []
    try:
        quick = _quick(plan, file, cutoff, against_budget=against_budget) if item is None else None
        if quick is not None:
            return LoadedLedger(replace(quick, name=path.name), FileReport(str(path), ()))
        with opened_sheet(file) as sheet:
            issues.extend(sheet.issues)
            heading = heading_of(sheet.rows)
            rows = _Rows(issues, item, cutoff)
            ledger = rows.ledger(plan, read_rows(plan, heading, sheet.rows))
            name = path.name if sheet.name is None else f"{path.name}[{sheet.name}]"
            ledger = replace(ledger, name=name)
            if against_budget:
                spending = _at_their_rows(check_budget(plan, ledger), heading, sheet)
    except BadSheet as refusal:
        issues.extend(refusal.issues)
    except Refusal as refusal:
        return _unread(path, located(WHOLE_FILE, 0, refusal))
    report = FileReport(str(path), issues.listed())
    if ledger is None or not report.valid:
        return LoadedLedger(None, report)
    return LoadedLedger(ledger, report, tuple(spending))


class _Rows:
    """What is kept of the rows that are read one by one, beside their amounts."""

    def __init__(self, issues: IssueList, item: str | None, cutoff: Cutoff) -> None:
        self._cutoff = cutoff
        self._issues = issues
        self._item = item
        self._of_item: list[Row] = []
        self._assumed: set[str] = set()
        self._limited: dict[tuple[str, int, date], DayRows] = {}

    def ledger(self, plan: Plan, rows: Iterator[LedgerRow]) -> Ledger:
        """The ledger that the rows make. Rows after more errors than are listed are not read."""
        return replace(
            roll_up(plan, self._entries(rows), self._cutoff),
            units_assumed=tuple(sorted(self._assumed)),
            limited_rows=tuple(self._limited.values()),
            rows_of_item=tuple(sorted(self._of_item, key=lambda row: (row.entry.fiscal_year, row.entry.day))),
        )

    def _entries(self, rows: Iterator[LedgerRow]) -> Iterator[Entry]:
        for row in rows:
            if row.issues:
                self._issues.extend(row.issues)
                if self._issues.is_full:
                    return
            if row.entry is not None:
                self._keep(row, row.entry)
                yield row.entry

    def _keep(self, row: LedgerRow, entry: Entry) -> None:
        number = row.record.number
        if row.is_unit_assumed:
            self._assumed.add(entry.item)
        if not self._cutoff.keeps(entry):
            return
        if is_limited(entry.item):
            key = entry[:3]
            if key not in self._limited:
                self._limited[key] = DayRows(*key)
            self._limited[key].add(number, entry.amount)
        if entry.item == self._item:
            note, evidence = (text_of_cell(row.cell(name)) for name in ("note", "evidence"))
            self._of_item.append(Row(number, entry, note, evidence))


def _quick(plan: Plan, file: BinaryIO, cutoff: Cutoff, *, against_budget: bool) -> Ledger | None:
    """The ledger in a CSV file in which nothing is odd."""
    found = None if is_workbook(file) else quick_ledger(plan, file)
    if found is None:
        return None
    entries, assumed = found
    ledger = replace(roll_up(plan, entries, cutoff), units_assumed=tuple(assumed))
    # An amount that goes too far is odd as well: only the other reader knows in which row it stands.
    return None if against_budget and any(check_budget(plan, ledger)) else ledger


def _at_their_rows(issues: Iterator[Issue], heading: Heading, sheet: Sheet) -> list[Issue]:
    """The issues, each of which is about the amount of a row, in the order of the rows."""

    def find(route: Route) -> Location:
        if not route:  # no one row goes too far: what was returned is less than nothing
            return location(WHOLE_FILE, 0, route)
        _, number, field = route
        return location(sheet.record_at(int(number)), heading.column_of(str(field)), route)

    return sorted((placed(issue, find) for issue in issues), key=lambda issue: issue.at.place)
