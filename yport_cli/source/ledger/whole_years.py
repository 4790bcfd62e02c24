"""Rows of whole fiscal years that say once more what the dated rows of the year add up to."""

from collections import defaultdict
from collections.abc import Iterator

from yport_cli.core.figures.ledger import Entry
from yport_cli.core.issues.issue import Issue
from yport_cli.core.numbers.number import Number
from yport_cli.core.refusals.ledger_rows import year_counted_twice
from yport_cli.source.places.row import Record, located

_FEWEST = 2
"""Of one dated row an equal figure of the year may well be another event."""
_Key = tuple[str, int]


class WholeYears:
    """Sums of each item that is added up, by fiscal year: of the rows with a date, and of those without."""

    def __init__(self) -> None:
        self._dated: defaultdict[_Key, Number] = defaultdict(int)
        self._counts: defaultdict[_Key, int] = defaultdict(int)
        self._whole: defaultdict[_Key, Number] = defaultdict(int)
        self._at: dict[_Key, tuple[Record, int]] = {}

    def add(self, entry: Entry, record: Record | None = None, column: int = 0) -> None:
        """Count one more entry, and where the amount of its row stands."""
        key = entry[:2]
        if entry.has_date:
            self._dated[key] += entry.amount
            self._counts[key] += entry.rows
        else:
            self._whole[key] += entry.amount
            if record is not None:
                self._at.setdefault(key, (record, column))

    @property
    def repeated(self) -> list[_Key]:
        """The items and years of which one sum is the other."""
        return [
            key
            for key, amount in self._whole.items()
            if amount and self._counts[key] >= _FEWEST and self._dated[key] == amount
        ]

    def issues(self) -> Iterator[tuple[Record, Issue]]:
        """A warning at the first row of each such year."""
        for item, year in self.repeated:
            record, column = self._at[item, year]
            refusal = year_counted_twice(item, year, self._whole[item, year], self._counts[item, year])
            yield record, located(record, column, refusal, field="amount")
