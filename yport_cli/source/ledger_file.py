"""Ledgers from the files that people have.

A sound CSV is read column by column, in large pieces; the first thing that is odd about it sends the whole file
through the reader that looks at every row and knows where each cell stands. Both give the same entries.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import BinaryIO

from yport_cli.core.issue import BadValue, FileReport, LocatedIssue, LocatedRelated, Place, Sentence, Severity
from yport_cli.core.ledger import Entry, Ledger, level_conflict, roll_up
from yport_cli.core.number import Number
from yport_cli.core.plan import Plan
from yport_cli.source.csv_file import dialect_of, records, text_of
from yport_cli.source.file import open_file
from yport_cli.source.ledger_columns import quick_entries
from yport_cli.source.ledger_heading import BadHeading, Heading, read_heading
from yport_cli.source.ledger_row import BLANK_AMOUNT, BadRow, Cell, is_blank, read_row
from yport_cli.source.record import FIRST_ROW, BadCell, CsvRecord, Record, located

_ZIP = b"PK\x03\x04"

_NOTHING = CsvRecord(1, 1, "", ",")

EXTRA_CELLS = BadValue(
    "extra-cells",
    Sentence("見出しより多くのセルがあります", "the row has more cells than there are headings"),
    Sentence(
        '桁区切りの「,」を含む数は "1,000" と引用符で囲むか、1000 と書いてください',
        'quote a number with separators ("1,000"), or write 1000',
    ),
)
REPEATED_ROW = BadValue(
    "repeated-row",
    Sentence("まったく同じ行がすでにあります", "the same row stands in the ledger already"),
    Sentence(
        "二重の記録なら消し、別の件なら備考で区別してください",
        "remove it if it is the same event, else tell them apart in the note",
    ),
)
EMPTY_LEDGER = BadValue(
    "empty-ledger",
    Sentence("台帳に中身がありません", "the ledger is empty"),
    Sentence(
        "1行目に見出し date,item,amount を書いてください", "write the headings date,item,amount in row 1"
    ),
)


@dataclass(frozen=True, slots=True)
class LoadedLedger:
    """What a ledger file holds: a ledger, unless the report names errors."""

    ledger: Ledger | None
    report: FileReport


def ledger_path(plan_path: Path) -> Path | None:
    """The ledger beside a plan file, `PLAN-STEM.ledger.csv` or `.ledger.xlsx`, where there is one."""
    for ending in (".ledger.csv", ".ledger.xlsx"):
        path = plan_path.with_name(plan_path.stem + ending)
        if path.is_file():
            return path
    return None


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
                    return LoadedLedger(roll_up(plan, quick, as_of), FileReport(name, ()))
        entries: list[Entry] = []
        issues: list[LocatedIssue] = []
        for row in load_rows(plan, path):
            issues.extend(row.issues)
            if row.entry is not None:
                entries.append(row.entry)
    except BadCell as refusal:
        issues = [located(refusal.record, refusal.column, refusal.problem)]
    except BadValue as problem:
        if problem.code == "missing-extra":
            raise
        issues = [located(_NOTHING, 0, problem)]
        return LoadedLedger(None, FileReport(name, tuple(issues), unreadable=problem.code == "cannot-read"))
    report = FileReport(name, tuple(sorted(issues, key=lambda issue: issue.place)))
    return LoadedLedger(roll_up(plan, entries, as_of) if report.valid else None, report)


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


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A row of a ledger: its cells by field, and the entry they make, if they make one."""

    record: Record
    cells: Mapping[str, Cell]
    entry: Entry | None
    issues: tuple[LocatedIssue, ...] = ()


def read_rows(plan: Plan, rows: Iterable[tuple[Record, Sequence[Cell]]]) -> Iterator[LedgerRow]:
    """Every row below the headings that is not blank, with an issue for each of its problems."""
    rows = iter(rows)
    record, cells = next(rows, (_NOTHING, ()))
    if not cells:
        yield LedgerRow(record, {}, None, (located(record, 0, EMPTY_LEDGER),))
        return
    try:
        heading = read_heading(cells)
    except BadHeading as refusal:
        issues = tuple(located(record, column, problem) for column, problem in refusal.problems)
        yield LedgerRow(record, {}, None, issues)
        return
    repeated = _Repeated()
    levels = _Levels(plan)
    for record, cells in rows:
        if is_blank(cells):
            continue
        row = _read_one(plan, heading, record, cells)
        issues = (*row.issues, *repeated.issues(record, cells), *levels.issues(row, heading))
        yield replace(row, issues=issues)


def _read_one(plan: Plan, heading: Heading, record: Record, cells: Sequence[Cell]) -> LedgerRow:
    fields = {name: cells[column] for name, column in heading.columns.items() if column < len(cells)}
    if not is_blank(cells[heading.width :]):
        return LedgerRow(record, fields, None, (located(record, heading.width, EXTRA_CELLS),))
    try:
        entry = read_row(plan, fields)
    except BadRow as refusal:
        item = heading.columns["item"]
        issues = tuple(
            located(record, heading.columns.get(name, item), problem, field=name)
            for name, problem in refusal.problems
        )
        return LedgerRow(record, fields, None, issues)
    if entry is None:
        blank = located(
            record, heading.columns["amount"], BLANK_AMOUNT, field="amount", severity=Severity.WARNING
        )
        return LedgerRow(record, fields, None, (blank,))
    return LedgerRow(record, fields, entry)


class _Repeated:
    """The rows seen so far, by hash: number and line."""

    def __init__(self) -> None:
        self._seen: dict[int, tuple[int, int]] = {}

    def issues(self, record: Record, cells: Sequence[Cell]) -> Iterator[LocatedIssue]:
        """A warning where the same row was seen before."""
        line = record.place(0).line
        number, first_line = self._seen.setdefault(hash(tuple(cells)), (record.number, line))
        if number != record.number:
            first = LocatedRelated(FIRST_ROW, f"rows[{number}]", Place(first_line, 1, first_line, 2))
            yield located(record, 0, REPEATED_ROW, severity=Severity.WARNING, related=(first,))


class _Levels:
    """The figures of levels seen so far, by day."""

    def __init__(self, plan: Plan) -> None:
        self._levels = {kpi.id for kpi in plan.kpis if kpi.kind == "level"}
        self._seen: dict[tuple[str, date], tuple[Number, Record]] = {}

    def issues(self, row: LedgerRow, heading: Heading) -> Iterator[LocatedIssue]:
        """An error where a level has another figure on the same day."""
        entry = row.entry
        if entry is None or entry.item not in self._levels:
            return
        amount, first = self._seen.setdefault((entry.item, entry.day), (entry.amount, row.record))
        if amount != entry.amount:
            problem = level_conflict(entry.item, entry.day, amount, entry.amount)
            column = heading.columns["amount"]
            related = LocatedRelated(FIRST_ROW, f"rows[{first.number}].amount", first.place(column))
            yield located(row.record, column, problem, field="amount", related=(related,))
