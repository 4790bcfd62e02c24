"""The cells of a ledger row as an entry."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal

from yport_cli.core.fiscal_year import fiscal_year_of, last_day, parse_date, parse_fiscal_year
from yport_cli.core.issue import BadValue, Sentence
from yport_cli.core.ledger import Entry, Item, converted, fiscal_year_of_row, ledger_item
from yport_cli.core.number import Number, parse_number, plain, within_limit
from yport_cli.core.plan import Plan

Cell = str | int | float | bool | date | None
"""A cell as its file types it: a CSV has text only, `""` is blank."""

_EXCEL_DIGITS = 15


class BadRow(Exception):  # noqa: N818
    """A row that makes no entry: each problem with the field it is about."""

    def __init__(self, problems: list[tuple[str, BadValue]]) -> None:
        super().__init__(problems[0][1])
        self.problems = problems


BLANK_AMOUNT = BadValue(
    "blank-amount",
    Sentence(
        "金額・数量が空欄なので、この行は何も記録しません", "the amount is blank, so the row records nothing"
    ),
    Sentence("値があれば書き、0 なら 0 と書いてください", "write the amount, or 0 if it is 0"),
)


def read_row(plan: Plan, cells: Mapping[str, Cell]) -> Entry | None:
    """The entry that the cells make; `None` for a blank amount. Raises `BadRow` with every problem of the row."""
    problems: list[tuple[str, BadValue]] = []
    item: Item | None = None
    year: int | None = None
    day: date | None = None
    amount: Number | None = None
    try:
        item = ledger_item(plan, _text(cells.get("item")))
    except BadValue as refusal:
        problems.append(("item", refusal))
    try:
        day = read_day(cells.get("date"))
    except BadValue as refusal:
        problems.append(("date", refusal))
    try:
        year = read_year(cells.get("fiscal_year"))
    except BadValue as refusal:
        problems.append(("fiscal_year", refusal))
    try:
        amount = read_amount(cells.get("amount"))
    except BadValue as refusal:
        problems.append(("amount", refusal))
    if item is not None and not any(field in ("date", "fiscal_year") for field, _ in problems):
        try:
            year = fiscal_year_of_row(plan, item, year, day)
        except BadValue as refusal:
            problems.append(("date" if year is None else "fiscal_year", refusal))
    unit = _text(cells.get("unit"))
    if item is not None and unit:
        try:
            in_unit = converted(0 if amount is None else amount, unit, item)
            amount = None if amount is None else in_unit
        except BadValue as refusal:
            problems.append(("unit", refusal))
    if problems:
        raise BadRow(problems)
    if amount is None or item is None or year is None:
        return None
    return Entry(item.name, year, day or last_day(year), amount)


def read_day(cell: Cell) -> date | None:
    """The date in a cell, `None` for a blank one. Raises `BadValue`."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        raise BadValue(
            "bad-date",
            Sentence(
                f"日付の列に数 {plain(_exact(cell))} があります",
                f"the date column holds the number {plain(_exact(cell))}",
            ),
            Sentence(
                "セルの書式を日付にするか、2018-02-01 のように書いてください",
                "format the cell as a date, or write it as 2018-02-01",
            ),
        )
    text = _text(cell)
    return parse_date(text) if text else None


def read_year(cell: Cell) -> int | None:
    """The fiscal year in a cell, `None` for a blank one. Raises `BadValue`."""
    if isinstance(cell, date):
        return fiscal_year_of(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        cell = plain(_exact(cell))
    text = _text(cell)
    return parse_fiscal_year(text) if text else None


def read_amount(cell: Cell) -> Number | None:
    """The amount in a cell, `None` for a blank one: blank is not 0. Raises `BadValue`."""
    if isinstance(cell, bool | date):
        raise BadValue(
            "bad-number",
            Sentence(
                "金額・数量の列に数でないセルがあります", "the amount column holds a cell that is no number"
            ),
            Sentence(
                "セルの書式を数値にし、数を書いてください", "format the cell as a number, and write one"
            ),
        )
    if isinstance(cell, int | float):
        return within_limit(_exact(cell))
    text = _text(cell)
    return parse_number(text) if text else None


def _exact(cell: float) -> Number:
    """The number that a spreadsheet shows for a cell: it keeps 15 digits."""
    if isinstance(cell, int):
        return cell
    if cell != cell or abs(cell) >= 10**_EXCEL_DIGITS:  # noqa: PLR0124  not a number
        raise BadValue(
            "bad-number",
            Sentence(
                f"{cell:.0f} は表計算ソフトが正確に保てる15桁を超えます",
                f"{cell:.0f} has more than the 15 digits a spreadsheet keeps",
            ),
            Sentence(
                "文字列として書くか、大きな単位を使ってください", "write it as text, or use a larger unit"
            ),
        )
    if cell == int(cell):
        return int(cell)
    return Decimal(f"{cell:.{_EXCEL_DIGITS}g}")


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell).strip(" \t\u3000\r\n")


def is_blank(cells: Iterable[Cell]) -> bool:
    """Whether a row holds nothing at all."""
    return all(
        cell is None or cell == "" or (isinstance(cell, str) and not cell.strip(" \t\u3000"))
        for cell in cells
    )
