"""Rows of a whole year beside dated rows of the same year: a total among what it is the total of."""

from collections.abc import Iterator

from yport_cli.core.figures.ledger import Entry
from yport_cli.core.issues.issue import Issue
from yport_cli.core.numbers.number import Number
from yport_cli.core.plan.plan import Plan
from yport_cli.core.refusals.ledger_rows import YEAR_ROW, year_row
from yport_cli.source.ledger.row_key import RowKey
from yport_cli.source.places.row import WHOLE_FILE, Record, located

_EVENTS = ("supplement", "carried_out", "grant_decided", "grant_received", "grant_settled", "grant_returned")
"""What is decided or paid a few times a year, and not totalled by month."""


class _Sums:
    """What the rows of an item and a fiscal year add up to, in the item's unit."""

    __slots__ = ("dated", "first", "of_year")

    def __init__(self) -> None:
        self.of_year: Number = 0
        self.dated: Number = 0
        self.first: Record = WHOLE_FILE
        """The first row of the whole year."""


class YearRows:
    """The sums of an item's year rows and of its dated rows, by fiscal year."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._is_answered = any(answer.code == YEAR_ROW.code for answer in plan.acknowledged)
        self._sums: dict[tuple[str, int], _Sums] = {}

    def add(self, key: RowKey, entry: Entry | None, record: Record = WHOLE_FILE) -> None:
        """Count what a row records; a level has no sum."""
        if entry is None or key.item is None or key.item.is_level or entry.item in _EVENTS:
            return
        sums = self._sums.get(entry[:2])
        if sums is None:
            sums = self._sums[entry[:2]] = _Sums()
        if entry.has_date:
            sums.dated += entry.amount
            return
        sums.of_year += entry.amount
        if sums.first is WHOLE_FILE:
            sums.first = record

    def issues(self, column: int) -> Iterator[tuple[Record, Issue]]:
        """A warning, unless the plan answers it, where both sums run the same way.

        A row that takes back what others say is a correction.
        """
        for (item, year), sums in self._sums.items():
            if sums.of_year * sums.dated > 0 and not self._is_answered:
                doubt = year_row(item, self._plan.label(year), sums.of_year, sums.dated)
                yield sums.first, located(sums.first, column, doubt, field="amount")
