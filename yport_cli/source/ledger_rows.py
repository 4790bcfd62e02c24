"""The rows of a ledger one by one, each with its problems at their places."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from yport_cli.core.issue import BadValue, LocatedIssue, LocatedRelated, Place, Sentence, Severity
from yport_cli.core.ledger import Entry, level_conflict
from yport_cli.core.number import Number
from yport_cli.core.plan import Plan
from yport_cli.source.ledger_heading import BadHeading, Heading, read_heading
from yport_cli.source.ledger_row import BLANK_AMOUNT, BadRow, Cell, is_blank, read_row
from yport_cli.source.record import FIRST_ROW, NOTHING, Record, located

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
class LedgerRow:
    """A row of a ledger: its cells by field, and the entry they make, if they make one."""

    record: Record
    cells: Mapping[str, Cell]
    entry: Entry | None
    issues: tuple[LocatedIssue, ...] = ()
    columns: Mapping[str, int] = field(default_factory=dict)
    """Where each field stands."""


def read_rows(plan: Plan, rows: Iterable[tuple[Record, Sequence[Cell]]]) -> Iterator[LedgerRow]:
    """Every row below the headings that is not blank, with an issue for each of its problems."""
    rows = iter(rows)
    record, cells = next(rows, (NOTHING, ()))
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
        yield replace(row, issues=issues, columns=heading.columns)


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
