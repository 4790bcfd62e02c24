"""The row of a ledger with which a sum goes too far."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from yport_cli.core.budget_checks import Crossing, Finding
from yport_cli.core.issue import BadValue, LocatedIssue
from yport_cli.core.ledger import Entry, Ledger
from yport_cli.core.plan import Plan
from yport_cli.source.ledger_file import load_rows
from yport_cli.source.ledger_rows import LedgerRow
from yport_cli.source.record import located


def located_findings(
    plan: Plan, ledger: Ledger, path: Path, findings: Sequence[Finding]
) -> list[LocatedIssue]:
    """Each finding at the row that first exceeds its limit, in the order of the days."""
    if not findings:
        return []
    items = {item for finding in findings for item in finding.crossing.items}
    rows = [
        (row.entry, row) for row in load_rows(plan, path) if row.entry is not None and row.entry.item in items
    ]
    rows.sort(key=lambda pair: pair[0].day)
    issues = []
    for finding in findings:
        row = _first_beyond(rows, ledger, finding.crossing)
        column = row.columns.get("amount", 0)
        problem = BadValue(finding.code, finding.message, finding.hint)
        issues.append(located(row.record, column, problem, field="amount"))
    return sorted(issues, key=lambda issue: issue.place)


def _first_beyond(rows: list[tuple[Entry, LedgerRow]], ledger: Ledger, crossing: Crossing) -> LedgerRow:
    """The row that lifts the sum over the limit for good: later corrections may have brought it below before."""
    beyond: LedgerRow | None = None
    so_far = Fraction(0)
    for entry, row in rows:
        if entry.item not in crossing.items or (ledger.as_of is not None and entry.day > ledger.as_of):
            continue
        if crossing.fiscal_year is not None and entry.fiscal_year != crossing.fiscal_year:
            continue
        so_far += Fraction(entry.amount)
        if so_far <= crossing.limit:
            beyond = None
        elif beyond is None:
            beyond = row
    if beyond is None:
        raise LookupError(crossing)  # the ledger changed on disk meanwhile
    return beyond
