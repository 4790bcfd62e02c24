"""What really happened, by item and fiscal year."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from yport_cli.core.fiscal_year import fiscal_year_of, last_day
from yport_cli.core.number import Number


@dataclass(frozen=True, slots=True)
class Ledger:
    """The recorded figures of a plan up to `as_of`; an item or a year without rows is absent, never 0."""

    actuals: Mapping[str, Mapping[int, Number]] = field(default_factory=dict)
    """By item and fiscal year: sums of increments and money, the latest figure of a level."""
    as_of: date | None = None

    def actual(self, item: str) -> Mapping[int, Number]:
        """What is recorded of `item`, by fiscal year."""
        return self.actuals.get(item, {})

    def is_running(self, year: int) -> bool:
        """Whether `as_of` lies in the fiscal year, before its last day."""
        return self.as_of is not None and fiscal_year_of(self.as_of) == year and self.as_of < last_day(year)


EMPTY = Ledger()
