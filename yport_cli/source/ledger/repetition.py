"""Whether what is to be recorded by hand stands in the ledger already."""

from typing import BinaryIO

from yport_cli.core.figures.ledger import Entry
from yport_cli.core.plan.plan import Plan
from yport_cli.core.refusals.sheets import recorded_already
from yport_cli.source.ledger.rows import load_rows
from yport_cli.source.places.row import BadSheet, located


def refuse_repetition(plan: Plan, ledger: BinaryIO, entry: Entry) -> None:
    """Raises `BadSheet` with the row of the ledger that has the same item, date, year and amount."""
    for row in load_rows(plan, ledger):
        if row.entry == entry:
            column = row.columns.get("item", 0)
            raise BadSheet([located(row.record, column, recorded_already(entry.item, entry.amount))])
