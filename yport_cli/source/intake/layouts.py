"""Where in a sheet the table begins, and what its columns hold."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from typing import Literal, NamedTuple

from yport_cli.core.issues.issue import Refusal
from yport_cli.core.refusals.sheets import doubtful_heading
from yport_cli.source.intake.naming import Named, Names
from yport_cli.source.intake.periods import Period, is_like_a_period, period_of_cell, year_of_text
from yport_cli.source.intake.quantities import quantity_of_cell
from yport_cli.source.intake.sheet_words import (
    ORDER,
    heading_of,
    is_planned,
    is_total,
    without_actual,
)
from yport_cli.source.sheet.cell import Cell, text_of_cell

Kind = Literal["list", "items_down", "periods_down"]
_LOOKED_AT = 40
"""Headings stand among the first rows of a sheet."""


class Slot(NamedTuple):
    """A column of figures, and what its heading says of them."""

    column: int
    name: str
    unit: str = ""
    period: Period = Period()
    item: Named | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """What the columns of a table hold."""

    kind: Kind
    fields: Mapping[str, int]
    """The columns of item, date, fiscal_year, unit, note and evidence, as far as there are such."""
    slots: Sequence[Slot]
    totals: Sequence[tuple[int, str]]
    """Columns of sums."""
    unread: Sequence[tuple[int, str]]
    """Columns whose heading says nothing that is known."""
    refused: Sequence[tuple[int, Refusal]]
    """Headings that cannot be read, or are doubtful."""
    is_explicit: bool
    """Whether headings say all of it; else a column was told by what stands in it."""


class _Columns:
    """What each cell of a row may be the heading of."""

    def __init__(self, names: Names, above: Sequence[Cell], cells: Sequence[Cell], year: int | None) -> None:
        self._names = names
        self._above = above
        self._year = year
        self.known: dict[str, list[tuple[int, int]]] = {}
        self.amounts: list[Slot] = []
        self.periods: list[Slot] = []
        self.items: list[Slot] = []
        self.totals: list[tuple[int, str]] = []
        self.unread: list[tuple[int, str]] = []
        self.refused: list[tuple[int, Refusal]] = []
        self.refused_periods: list[tuple[int, Refusal]] = []
        self.has_figures = False
        """Whether a cell holds a figure: a row of a list, or of its sums, names items too."""
        for column, cell in enumerate(cells):
            self._sort(column, cell)

    def _sort(self, column: int, cell: Cell) -> None:
        text = text_of_cell(cell)
        over = text_of_cell(self._above[column]) if column < len(self._above) else ""
        if not text:
            if heading_of(over).field not in (None, "amount"):  # a heading of two rows
                self._keep(column, over)
            return
        heading = heading_of(text)
        named = self._names.item_of(text) if heading.field is None else None
        if named is not None:
            self.items.append(Slot(column, text, named.unit, item=named))
        elif heading.field == "amount":
            self._amount(column, text, heading.inside)
        elif heading.field is not None and not (heading.inside and not self._names.is_unit(heading.inside)):
            self._keep(column, text)
        elif is_planned(text):
            self.unread.append((column, text))
        elif not self._is_period(column, cell, text):
            named = self._names.item_of(without_actual(text))
            if named is not None:
                self.items.append(Slot(column, text, named.unit, item=named))
            elif is_total(text):
                self.totals.append((column, text))
            else:
                self.unread.append((column, text))
                self.has_figures |= _is_figure(cell)

    def _keep(self, column: int, text: str) -> None:
        heading = heading_of(text)
        place = ORDER[heading.word]
        self.known.setdefault(heading.field or "", []).append((place, column))

    def _amount(self, column: int, text: str, inside: str) -> None:
        over = self._over(column)
        period = None
        with suppress(Refusal):
            period = period_of_cell(without_actual(over) or None, self._year, is_heading=True)
        if inside and not self._names.is_unit(inside):
            self.refused.append((column, doubtful_heading(text, inside)))
        elif period is not None:
            self.periods.append(Slot(column, f"{over} {text}", inside, period))
        else:
            self.amounts.append(Slot(column, text, inside))

    def _is_period(self, column: int, cell: Cell, text: str) -> bool:
        year = year_of_text(self._over(column)) or self._year
        heading = heading_of(text)
        inside = heading.inside if self._names.is_unit(heading.inside) else ""
        of_time = without_actual(text.rpartition("(")[0] or text.rpartition("（")[0]) if inside else ""
        spelled: Cell = (of_time or without_actual(text)) if isinstance(cell, str) else cell
        try:
            period = period_of_cell(spelled, year, is_heading=True)
        except Refusal as refusal:
            is_meant = is_like_a_period(spelled) and not is_total(text) and self._names.item_of(text) is None
            if is_meant:
                self.refused_periods.append((column, refusal))
            return is_meant
        if period is None or (text.isdigit() and period.year not in self._names.years):
            return False
        self.periods.append(Slot(column, text, inside, period))
        return True

    def _over(self, column: int) -> str:
        """The heading above; of several columns it may stand above the first alone."""
        for position in range(min(column, len(self._above) - 1), -1, -1):
            if text := text_of_cell(self._above[position]):
                return text if position == column or year_of_text(text) is not None else ""
        return ""

    def fields(self, *wanted: str) -> dict[str, int]:
        """The column of each of the fields that are wanted."""
        return {field: min(self.known[field])[1] for field in wanted if field in self.known}

    def rest(self, used: Mapping[str, int]) -> list[tuple[int, str]]:
        """The headings that are not used."""
        spare = [
            (column, field)
            for field, found in self.known.items()
            for _, column in found
            if column not in used.values()
        ]
        return sorted([*self.unread, *spare])


def layout_of(
    names: Names,
    above: Sequence[Cell],
    cells: Sequence[Cell],
    year: int | None,
    below: Sequence[Sequence[Cell]],
) -> Layout | None:
    """The table that begins below a row, if the row holds headings; `below` are some of the rows after it."""
    found = _Columns(names, above, cells, year)
    fields = found.fields("item", "date", "fiscal_year", "unit", "note", "evidence")
    has_time = "date" in fields or "fiscal_year" in fields
    periods = [slot.period for slot in found.periods]
    if len(set(periods)) < len(periods):
        return None  # a heading that others stand under
    has_periods = bool(periods or found.refused_periods)
    has_amounts = bool(found.amounts or found.refused)
    if "item" in fields and has_amounts and (has_time or (year is not None and not has_periods)):
        unread = [*found.rest(fields), *((slot.column, slot.name) for slot in (*found.periods, *found.items))]
        unread += found.totals
        return Layout("list", fields, found.amounts, (), unread, found.refused, is_explicit=True)
    if found.has_figures and not has_time and "item" not in fields:
        return None
    if has_periods:
        return _items_down(names, found, below)
    if found.items and (has_time or below) and "item" not in fields:
        return _periods_down(found, year, below)
    return None


def _items_down(names: Names, found: _Columns, below: Sequence[Sequence[Cell]]) -> Layout | None:
    fields = found.fields("item", "unit", "note", "evidence")
    is_explicit = "item" in fields
    if not is_explicit:
        first = min([slot.column for slot in found.periods] + [column for column, _ in found.refused_periods])
        taken = {column for _, column in chain.from_iterable(found.known.values())}
        column = _only(
            column
            for column in range(first)
            if column not in taken
            and any(names.item_of(text_of_cell(row[column])) for row in below if column < len(row))
        )
        if column is None:
            return None
        fields["item"] = column
    unread = [one for one in found.rest(fields) if one[0] != fields["item"]]
    unread += [(slot.column, slot.name) for slot in (*found.amounts, *found.items)]
    refused = [*found.refused, *found.refused_periods]
    return Layout("items_down", fields, found.periods, found.totals, unread, refused, is_explicit)


def _periods_down(found: _Columns, year: int | None, below: Sequence[Sequence[Cell]]) -> Layout | None:
    fields = found.fields("date", "fiscal_year", "note", "evidence")
    is_explicit = "date" in fields or "fiscal_year" in fields
    if not is_explicit:
        column = _only(
            column
            for column in range(found.items[0].column)
            if any(_is_time(row[column], year) for row in below if column < len(row))
        )
        if column is None:
            return None
        fields["date"] = column
    unread = [one for one in found.rest(fields) if one[0] not in fields.values()]
    unread += [(slot.column, slot.name) for slot in found.amounts]
    return Layout("periods_down", fields, found.items, found.totals, unread, found.refused, is_explicit)


def _is_time(cell: Cell, year: int | None) -> bool:
    try:
        return period_of_cell(cell, year, is_heading=True) is not None
    except Refusal:
        return False


def _is_figure(cell: Cell) -> bool:
    try:
        return quantity_of_cell(cell) is not None
    except Refusal:
        return False


def _only(columns: Iterator[int]) -> int | None:
    """The one column there is; `None` for none or several."""
    found = list(columns)
    return found[0] if len(found) == 1 else None


def first_layout(names: Names, rows: Sequence[Sequence[Cell]], year: int | None) -> tuple[int, Layout] | None:
    """The first table of a sheet: the row of its headings, by position, and what they say.

    Rows whose headings say all come before those that are told by what stands under them.
    """
    found = []
    for position, cells in enumerate(rows[:_LOOKED_AT]):
        above = rows[position - 1] if position else ()
        layout = layout_of(names, above, cells, year, rows[position + 1 :])
        if layout is not None:
            found.append((position, layout))
            if layout.is_explicit:
                break
    if not found:
        return None
    position, layout = next((one for one in found if one[1].is_explicit), None) or max(
        found, key=lambda one: min(2, len(one[1].slots))
    )
    item = layout.fields.get("item", 0)
    below = rows[position + 1] if position + 1 < len(rows) else ()
    label = text_of_cell(below[item]) if item < len(below) else ""
    if layout.kind == "items_down" and below and names.item_of(label) is None:
        # headings of two rows: the lower one says more
        lower = layout_of(names, rows[position], rows[position + 1], year, rows[position + 2 :])
        if lower is not None and len(lower.slots) >= len(layout.slots):
            return position + 1, lower
    return position, layout
