"""Where sums of the ledger go too far, and which of them say too much of a grant."""

from collections.abc import Collection

from yport_cli.core.figures.ledger import Ledger
from yport_cli.core.figures.limited_rows import row_beyond
from yport_cli.core.issues.issue import Route
from yport_cli.core.numbers.number import Quantity


def first_beyond(
    ledger: Ledger,
    items: Collection[str],
    limit: Quantity,
    year: int | None = None,
    *,
    is_below: bool = False,
) -> Route:
    """The amount with which the sum of `items`, of one year or of all, goes beyond `limit`, or below it."""
    counted = (
        rows for rows in ledger.limited_rows if rows.item in items and year in (None, rows.fiscal_year)
    )
    number = row_beyond(counted, limit, is_below=is_below)
    return () if number is None else ("rows", number, "amount")
