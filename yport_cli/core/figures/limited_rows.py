"""Rows of money that has a limit: enough of each to tell with which one a sum goes too far."""

from array import array
from collections.abc import Iterable, MutableSequence
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any

from yport_cli.core.numbers.number import Number, Quantity

_ITEMS = (
    *("execution", "ineligible", "carried_out"),
    *("grant_decided", "grant_received", "grant_settled", "grant_returned"),
)


def is_limited(item: str) -> bool:
    """Whether a budget, a line of one or the grant limits what a ledger may record of `item`."""
    return item.partition(":")[0] in _ITEMS


class DayRows:
    """The rows of one item, fiscal year and day, in the order of the file: 16 bytes each."""

    __slots__ = ("amounts", "day", "fiscal_year", "item", "numbers")

    def __init__(self, item: str, fiscal_year: int, day: date) -> None:
        self.item = item
        self.fiscal_year = fiscal_year
        self.day = day
        self.numbers = array("Q")
        """The line of the file, or the row of the sheet, with which each row begins."""
        self.amounts: MutableSequence[Any] = array("q")
        """In the item's unit."""

    def add(self, number: int, amount: Number) -> None:
        """Count one more row."""
        self.numbers.append(number)
        try:
            self.amounts.append(amount)
        except (TypeError, OverflowError):  # with decimals, or of very many digits
            self.amounts = [*self.amounts, amount]


def row_beyond(rows: Iterable[DayRows], limit: Quantity, *, is_below: bool = False) -> int | None:
    """The number of the row from which on the sum of `rows`, in the order of their days, stays above `limit`.

    Or below it, where that is asked for.

    Corrections may bring a sum that has gone too far below the limit again: then it is a later row. `None`
    where the sum of all rows is within the limit.
    """
    day = attrgetter("day")
    so_far: Number = 0
    beyond = None
    for _, of_day in groupby(sorted(rows, key=day), key=day):
        in_order = sorted(pair for found in of_day for pair in zip(found.numbers, found.amounts, strict=True))
        for number, amount in in_order:
            so_far += amount
            if so_far >= limit if is_below else so_far <= limit:
                beyond = None
            elif beyond is None:
                beyond = number
    return beyond
