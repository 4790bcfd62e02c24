"""How much: a figure with the unit that its cell shows."""

from decimal import Decimal
from typing import NamedTuple

from yport_cli.core.issues.issue import Refusal
from yport_cli.core.numbers.number import MAX_DIGITS, Number
from yport_cli.core.numbers.spellings import DASHES, number_with_unit
from yport_cli.core.reading.number_text import parse_number, within_limit
from yport_cli.core.refusals.workbooks import perhaps_percent
from yport_cli.source.sheet.cell import Cell, Unusable, name_of_cell
from yport_cli.source.sheet.workbook_formats import is_percent, unit_of_format


class Quantity(NamedTuple):
    """A figure as it is seen; an empty unit is one that the cell does not show."""

    amount: Number
    unit: str = ""


def quantity_of_cell(cell: Cell) -> Quantity | None:
    """The figure in a cell, `None` for a blank one or a lone dash. Raises `Refusal`."""
    if isinstance(cell, int | Decimal):
        return Quantity(within_limit(cell))
    if isinstance(cell, Unusable):
        return _as_shown(cell)
    return _of_text(name_of_cell(cell))


def refuse_perhaps_percent(cell: Cell, unit: str) -> None:
    """Raises `Refusal` for a number in % that its cell may show a hundredfold."""
    if unit == "%" and isinstance(cell, int | Decimal) and cell != 0 and -1 <= cell <= 1:
        raise perhaps_percent(name_of_cell(cell))


def _as_shown(cell: Unusable) -> Quantity:
    """What a format makes of the number of its cell, where that is exact. Raises `Refusal`."""
    if cell.number is not None and cell.format:
        if is_percent(cell.format):
            return Quantity(within_limit(Decimal(cell.number) * 100), "%")
        unit = unit_of_format(cell.format)
        if unit is not None:
            return Quantity(within_limit(cell.number), unit)
    raise cell


def _of_text(text: str) -> Quantity | None:
    if text.isdigit() and text.isascii() and len(text) <= MAX_DIGITS:
        return Quantity(int(text))
    if not text or text in DASHES:
        return None
    try:
        return Quantity(parse_number(text))
    except Refusal:
        found = number_with_unit(text)
        if found is None:
            raise
        return Quantity(parse_number(found[0]), found[1])
