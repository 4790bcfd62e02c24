"""The row of a ledger with which a sum goes too far.

The rows stand in the file in any order, and count in the order of their days. They are read twice, so that no more
is kept of them than a figure or two for each day: first to find the day, then the row within it.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import partial
from pathlib import Path

from yport_cli.core.checks.spending import Crossing, Finding
from yport_cli.core.figures.ledger import Entry, Ledger
from yport_cli.core.issues.issue import Issue
from yport_cli.core.plan.plan import Plan
from yport_cli.source.ledger.ledger_loader import load_rows
from yport_cli.source.ledger.rows import LedgerRow
from yport_cli.source.places.placing import placed
from yport_cli.source.places.row import location


def located_findings(plan: Plan, ledger: Ledger, path: Path, findings: Sequence[Finding]) -> list[Issue]:
    """Each finding at the row that first exceeds its limit, in the order of the days."""
    if not findings:
        return []
    sums = [_Sum(finding.crossing) for finding in findings]
    for found, entry, _ in _concerned(plan, ledger, path, sums):
        found.add(entry)
    days = [found.crossing_day() for found in sums]
    rows: list[LedgerRow | None] = [None] * len(sums)
    so_far = [before for _, before in days]
    positions = {found: position for position, found in enumerate(sums)}
    for found, entry, row in _concerned(plan, ledger, path, sums):
        position = positions[found]
        if entry.day == days[position][0]:
            so_far[position] += Fraction(entry.amount)
            if so_far[position] <= found.crossing.limit:
                rows[position] = None
            elif rows[position] is None:
                rows[position] = row
    issues = []
    for finding, beyond in zip(findings, rows, strict=True):
        if beyond is None:
            raise LookupError(finding.crossing)  # the ledger changed on disk meanwhile
        route = ("rows", beyond.record.number, "amount")
        find = partial(location, beyond.record, beyond.columns["amount"])
        issues.append(placed(replace(finding.issue, route=route), find))
    return sorted(issues, key=lambda issue: issue.at.place)


class _Sum:
    """What the rows of a crossing add up to, day by day."""

    def __init__(self, crossing: Crossing) -> None:
        self.crossing = crossing
        self._days: defaultdict[date, tuple[Fraction, Fraction]] = defaultdict(
            lambda: (Fraction(), Fraction())
        )
        """The sum of each day, and the least that its first rows add up to, of which there may be none."""

    def add(self, entry: Entry) -> None:
        """Count a row of the crossing."""
        before, least = self._days[entry.day]
        after = before + Fraction(entry.amount)
        self._days[entry.day] = after, min(least, after)

    def crossing_day(self) -> tuple[date | None, Fraction]:
        """The day on which the limit is passed for good, and the sum of the days before it.

        Corrections may have brought the sum below the limit again before that.
        """
        found: tuple[date | None, Fraction] = None, Fraction()
        so_far = Fraction()
        for day, (of_day, least) in sorted(self._days.items()):
            if so_far + least <= self.crossing.limit:
                found = day, so_far
            so_far += of_day
        return found


def _concerned(
    plan: Plan, ledger: Ledger, path: Path, sums: Sequence[_Sum]
) -> Iterator[tuple[_Sum, Entry, LedgerRow]]:
    """Each row with every sum that it belongs to."""
    of_item: defaultdict[tuple[str, int | None], list[_Sum]] = defaultdict(list)
    for found in sums:
        for item in found.crossing.items:
            of_item[item, found.crossing.fiscal_year].append(found)
    for row in load_rows(plan, path):
        entry = row.entry
        if entry is None or (ledger.as_of is not None and entry.day > ledger.as_of):
            continue
        for key in ((entry.item, entry.fiscal_year), (entry.item, None)):
            for found in of_item.get(key, ()):
                yield found, entry, row
