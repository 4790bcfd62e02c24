"""Which rows of the ledger count, and the day as of which they are told."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from calculator.years import closing_day, first_day, fiscal_year_of, last_day

Given = tuple[date | None, int | None, str, int | Decimal]
"""A row as the ledger gives it: date, fiscal year (one of them may be absent), item, amount."""


class Row(NamedTuple):
    """A row that counts: a year that is stated wins over the date."""

    day: date | None
    year: int
    item: str
    amount: Fraction

    @property
    def stands_at(self) -> date:
        """Its date; a row without one stands at the end of its year."""
        return self.day or last_day(self.year)


class Ledger(NamedTuple):
    """The rows that count, the as-of date of KPIs and the one of money, and where the date comes from."""

    rows: list[Row]
    as_of: date | None
    money_as_of: date | None
    basis: str | None

    def sums(self, item: str) -> dict[int, Fraction]:
        """What is recorded for an item, or for the lines of one, year by year.

        Corrections are added like any row.
        """
        found: dict[int, Fraction] = {}
        for row in self.rows:
            if row.item.partition(":")[0] == item:
                found[row.year] = found.get(row.year, Fraction(0)) + row.amount
        return found


def ledger(rows: Iterable[Given], given: date | None = None, year: int | None = None) -> Ledger:
    """The rows that count.

    With a day given, dated rows after it and year rows of years that begin after it are left out. For the
    report of a year, rows of that and earlier years count whatever their date, KPIs as of its 31 March and
    money as of the 31 May after it. Else all count, as of the latest date; a row without a date speaks for
    its whole year, and moves the date to that 31 March only when no dated row counts to that year or a later
    one.
    """
    every = [_row(*row) for row in rows]
    if year is not None:
        kept = [row for row in every if row.year <= year]
        return Ledger(kept, last_day(year), closing_day(year), "given")
    if given is not None:
        kept = [row for row in every if (row.day or first_day(row.year)) <= given]
        return Ledger(kept, given, given, "given")
    dated = [row for row in every if row.day]
    latest = max((row.stands_at for row in dated), default=None)
    told = max((row.year for row in dated), default=0)
    moved = max((row.stands_at for row in every if not row.day and row.year > told), default=None)
    if moved is not None and (latest is None or moved > latest):
        return Ledger(every, moved, moved, "year_row")
    return Ledger(every, latest, latest, "dated_row" if latest else None)


def _row(day: date | None, year: int | None, item: str, amount: int | Decimal) -> Row:
    if year is None:
        assert day is not None, "a row needs a date or a fiscal year"
        year = fiscal_year_of(day)
    return Row(day, year, item, Fraction(amount))
