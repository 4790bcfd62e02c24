"""The rows of a sheet with its merged cells: what stands in one of them is said of all of them."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from yport_cli.source.places.row import Record
from yport_cli.source.sheet.cell import Cell, MonthDate, text_of_cell
from yport_cli.source.sheet.sheet import Block, Tab


class GridRow(NamedTuple):
    """A row of a sheet."""

    record: Record
    cells: Sequence[Cell]
    """As they are: of merged cells the first alone holds anything."""
    filled: Sequence[Cell]
    """With the words and dates of merged cells in all of them."""
    blocks: Sequence[Block]
    """The merged cells that the row has part in."""

    def block_at(self, column: int) -> Block | None:
        """The merged cells that the cell in a column is one of."""
        return next((one for one in self.blocks if one.first_column <= column <= one.last_column), None)

    def shares(self, column: int, figures: Collection[int]) -> bool:
        """Whether a cell is one of merged ones that more than one row or column of `figures` has part in."""
        block = self.block_at(column)
        return block is not None and (
            block.first_row < block.last_row
            or sum(block.first_column <= other <= block.last_column for other in figures) > 1
        )


def grid_rows(tab: Tab) -> Iterator[GridRow]:
    """The rows of a sheet, from the first that holds anything; rows are known by their number."""
    waiting = sorted(tab.merged, reverse=True)
    active: list[tuple[Block, Cell]] = []
    for record, raw in tab.rows:
        number = record.number - 1
        cells = _with_months(tab, number, raw) if tab.months else raw
        if not waiting and not active:
            yield GridRow(record, cells, cells, ())
            continue
        active = [one for one in active if one[0].last_row >= number]
        while waiting and waiting[-1].first_row <= number:
            block = waiting.pop()
            if block.last_row >= number:
                held = cells[block.first_column] if block.first_column < len(cells) else None
                active.append((block, held))
        filled = _filled(cells, active) if active else cells
        yield GridRow(record, cells, filled, [block for block, _ in active])


def _filled(cells: Sequence[Cell], active: Sequence[tuple[Block, Cell]]) -> Sequence[Cell]:
    filled = list(cells)
    for block, held in active:
        if isinstance(held, str | date):
            for column in range(block.first_column, min(block.last_column + 1, len(filled))):
                if not text_of_cell(filled[column]):
                    filled[column] = held
    return filled


def _with_months(tab: Tab, number: int, cells: Sequence[Cell]) -> Sequence[Cell]:
    """The cells, with those days marked that are shown as a month."""
    return [
        MonthDate(cell.year, cell.month, cell.day)
        if isinstance(cell, date) and (number, column) in tab.months
        else cell
        for column, cell in enumerate(cells)
    ]
