"""The hidden sheet of a workbook that was made as a form."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from yport_cli.core.plan.form_sheets import MARK_FORM, MARK_SHEET
from yport_cli.source.sheet.cell import text_of_cell
from yport_cli.source.sheet.sheet import Tab

_MOST_ROWS = 40


def mark_of(tabs: Iterable[Tab]) -> Mapping[str, str]:
    """What the form says of itself: what it is, its plan; nothing where the workbook is no form."""
    for tab in tabs:
        if tab.name == MARK_SHEET and tab.is_hidden:
            facts = {
                text_of_cell(cells[0]): text_of_cell(cells[1])
                for _, cells in islice(tab.rows, _MOST_ROWS)
                if _is_fact(cells)
            }
            return facts if MARK_FORM in facts else {}
    return {}


def _is_fact(cells: Sequence[object]) -> bool:
    return len(cells) > 1
