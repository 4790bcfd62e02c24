"""From the cells of a sheet that say what a figure is of to a row of the ledger."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from yport_cli.core.figures.ledger import Entry, Item, converted, fiscal_year_of_row, is_settled_in
from yport_cli.core.issues.issue import Refusal
from yport_cli.core.numbers.number import plain
from yport_cli.core.plan.plan import Plan
from yport_cli.core.reading.fiscal_year import last_day
from yport_cli.core.refusals.ledger_rows import date_outside_year
from yport_cli.core.refusals.sheets import outside_sheet_year
from yport_cli.source.intake.naming import Named, Names
from yport_cli.source.intake.periods import Period, period_of_cell
from yport_cli.source.intake.quantities import Quantity
from yport_cli.source.ledger.appending import NewRow
from yport_cli.source.sheet.cell import Cell, name_of_cell, text_of_cell, year_of_cell

_Value = TypeVar("_Value")


class Subject(NamedTuple):
    """What a figure is of: an item and a time; or why that cannot be said, by field."""

    entry: Entry | None
    item: Item | None
    unit: str = ""
    """The unit that the row, its item's name, its heading or its table gives; empty where none does."""
    day: str = ""
    year: str = ""
    """Date and fiscal year as the ledger spells them; empty where the sheet does not give them."""
    errors: Mapping[str, Refusal] = MappingProxyType({})
    warnings: Mapping[str, Refusal] = MappingProxyType({})

    def row(self, quantity: Quantity, note: str, evidence: str) -> NewRow:
        """The row of the ledger with this figure. Raises `Refusal` where its unit does not convert."""
        if self.entry is None or self.item is None:
            raise ValueError(self.errors)
        amount, unit = quantity.amount, quantity.unit or self.unit
        if unit not in ("", self.item.unit):
            amount = converted(amount, unit, self.item)
        fields = {
            "date": self.day,
            "fiscal_year": self.year,
            "item": self.item.name,
            "amount": plain(amount),
            "note": note,
            "evidence": evidence,
        }
        item, year, day, _, _, has_date = self.entry  # quicker than `_replace`, for each of many rows
        return NewRow(Entry(item, year, day, amount, has_date=has_date), fields)


class Given(NamedTuple):
    """What the sheet says of a figure, cell by cell."""

    item: Cell = None
    date: Cell = None
    fiscal_year: Cell = None
    unit: Cell = None


def subject_of(
    plan: Plan,
    names: Names,
    given: Given,
    *,
    unit: str = "",
    named: Named | None = None,
    period: Period | None = None,
    sheet_year: int | None = None,
) -> Subject:
    """What the figure is of that stands beside these cells; `named` and `period` may stand in its heading.

    `unit` is that of the heading or of the table, `sheet_year` the fiscal year that the sheet is of.
    """
    errors: dict[str, Refusal] = {}

    def read(field: str, reading: Callable[[], _Value]) -> _Value | None:
        try:
            return reading()
        except Refusal as refusal:
            errors[field] = refusal
            return None

    of = named or read("item", lambda: _item(names, given.item))
    when = period or read("date", lambda: _period(given, sheet_year))
    unit = read("unit", lambda: name_of_cell(given.unit)) or (of.unit if of else "") or unit
    if errors or of is None or when is None:
        return Subject(None, of.item if of else None, unit, errors=errors)
    day, year = when
    stated = year if year is not None else sheet_year
    try:
        counted = fiscal_year_of_row(plan, of.item, stated, day)
    except Refusal as refusal:
        return Subject(None, of.item, unit, errors={"date" if year is None else "fiscal_year": refusal})
    warnings = {}
    if day is not None and stated is not None and not is_settled_in(stated, day):
        if year is None:
            outside = outside_sheet_year(day, plan.label(stated))
            return Subject(None, of.item, unit, errors={"date": outside})
        warnings["date"] = date_outside_year(day, plan.label(stated))
    entry = Entry(of.item.name, counted, day or last_day(counted), 0, has_date=day is not None)
    label = "" if stated is None else plan.label(stated)
    return Subject(entry, of.item, unit, day.isoformat() if day else "", label, {}, warnings)


def _item(names: Names, cell: Cell) -> Named:
    text = name_of_cell(cell)
    named = names.item_of(text)
    if named is None:
        raise names.refusal(text)
    return named


def _period(given: Given, sheet_year: int | None) -> Period:
    """The day and the fiscal year of a row, which may be that of its sheet. Raises `Refusal`."""
    when = period_of_cell(given.date, sheet_year) or Period()
    year = year_of_cell(given.fiscal_year) if text_of_cell(given.fiscal_year) else when.year
    return Period(when.day, year)
