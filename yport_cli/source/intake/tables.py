"""The tables of one sheet."""

from collections.abc import Sequence
from itertools import chain, islice

from yport_cli.core.issues.issue import Refusal
from yport_cli.core.refusals.sheets import no_table
from yport_cli.source.intake.findings import Findings
from yport_cli.source.intake.grid import GridRow, grid_rows
from yport_cli.source.intake.layouts import first_layout
from yport_cli.source.intake.one_table import Asked, Table
from yport_cli.source.intake.periods import year_of_text
from yport_cli.source.intake.quantities import quantity_of_cell
from yport_cli.source.places.row import WHOLE_FILE, located
from yport_cli.source.sheet.cell import Cell, is_blank, text_of_cell
from yport_cli.source.sheet.sheet import Tab

_PEEKED = 80


def read_tab(asked: Asked, tab: Tab, findings: Findings, *, is_asked_for: bool = False) -> bool:
    """Read every table of a sheet; whether it has any. One that seems to hold figures must have one."""
    rows = grid_rows(tab)
    peeked = list(islice(rows, _PEEKED))
    year = year_of_text(tab.name or "")
    found = first_layout(asked.names, [row.filled for row in peeked], year)
    if found is None:
        _without_table(asked, peeked, findings, is_refused=is_asked_for or tab.name is None)
        return False
    position, layout = found
    table = Table(asked, layout, year, findings)
    table.begin(peeked[position], peeked[:position])
    for row in chain(peeked[position + 1 :], rows):
        if findings.issues.is_full:
            break
        table.read(row)
    table.end()
    return True


def _without_table(asked: Asked, rows: Sequence[GridRow], findings: Findings, *, is_refused: bool) -> None:
    speaks_of_items = any(
        any(asked.names.item_of(text_of_cell(cell)) for cell in row.cells)
        and any(_is_figure(cell) for cell in row.cells)
        for row in rows
    )
    record = rows[0].record if rows else WHOLE_FILE
    if is_refused or speaks_of_items:
        findings.refuse(located(record, 0, no_table()))
    elif any(not is_blank(row.cells) for row in rows):
        findings.pass_over(record, 0, "表のないシートです", "the sheet holds no table")


def _is_figure(cell: Cell) -> bool:
    try:
        return quantity_of_cell(cell) is not None
    except Refusal:
        return False
