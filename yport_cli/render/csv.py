"""Tables as CSV: one table a file, plain field names, numbers as numbers, nothing for what is unknown."""

import csv
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import StringIO

from yport_cli.core.number import plain
from yport_cli.render.table import CellValue, Table

_FORMULA_START = ("=", "+", "-", "@", "\t", "\r")


def csv_text(table: Table) -> str:
    """`table` with CRLF line ends. Write it as UTF-8 with a byte order mark: Excel reads no other Unicode."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    writer.writerows([_field(cell.value) for cell in row] for row in table.rows)
    return out.getvalue()


def _field(value: CellValue) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal | Fraction):
        return plain(value)
    if isinstance(value, date):
        return value.isoformat()
    # A spreadsheet would run text that begins like this as a formula.
    return f"'{value}" if value.startswith(_FORMULA_START) else value
