"""One cell of a ledger as the value it stands for."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from yport_cli.core.issues.issue import Refusal
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.number import MAX_DIGITS, Number, plain
from yport_cli.core.numbers.spellings import DASHES, SPACES
from yport_cli.core.reading.fiscal_year import FIRST, LAST, fiscal_year_of, parse_date, parse_fiscal_year
from yport_cli.core.reading.number_text import parse_number, within_limit
from yport_cli.core.refusals.dates import BAD_DATE

BLANKS = SPACES + "\r\n"


class MonthDate(date):
    """A day that its cell shows as a month: `2023年4月`."""


class Unusable(Refusal):
    """A cell of a workbook that stands for no value, such as `#DIV/0!`.

    It is raised where that is asked for.
    """

    def __init__(self, text: str, refusal: Refusal, code: str = "") -> None:
        super().__init__(refusal.issue)
        self.text = text
        """What the cell shows."""
        self.format = code
        """The format by which it shows another number than it holds, where that is the reason."""
        self.number: Number | None = None
        """The number that it holds."""

    def __str__(self) -> str:
        return self.text


Cell = str | int | Decimal | date | Unusable | None
"""A cell as its file types it: a CSV has text only; `""` and `None` are blank."""


def text_of_cell(cell: Cell) -> str:
    """The cell as text, without the spaces around it."""
    if isinstance(cell, str):
        return cell.strip(BLANKS)
    return "" if cell is None else str(cell).strip(BLANKS)


def is_blank(cells: Iterable[Cell]) -> bool:
    """Whether a row holds nothing at all."""
    return not any(map(text_of_cell, cells))


def name_of_cell(cell: Cell) -> str:
    """The text in a cell that names something. Raises `Refusal` for a cell without a value."""
    if isinstance(cell, Unusable):
        raise cell
    return text_of_cell(cell)


def day_of_cell(cell: Cell) -> date | None:
    """The date in a cell, `None` for a blank one. Raises `Refusal`."""
    if isinstance(cell, int | Decimal):
        raise BAD_DATE.refusal(
            Sentence(
                f"日付の列に数 {plain(cell)} があります", f"the date column holds the number {plain(cell)}"
            ),
            Sentence(
                "セルの書式を日付にするか、2018-02-01 のように書いてください",
                "format the cell as a date, or write it as 2018-02-01",
            ),
        )
    if isinstance(cell, date) and FIRST <= cell.year <= LAST:
        return cell.date() if isinstance(cell, datetime) else cell
    text = name_of_cell(cell)
    return parse_date(text) if text else None


def year_of_cell(cell: Cell) -> int | None:
    """The fiscal year in a cell, `None` for a blank one. Raises `Refusal`."""
    if isinstance(cell, date):
        return fiscal_year_of(cell)
    text = name_of_cell(cell)
    return parse_fiscal_year(text) if text else None


def amount_of_cell(cell: Cell) -> Number | None:
    """The amount in a cell, `None` for a blank one or a lone dash: neither is 0. Raises `Refusal`."""
    if isinstance(cell, int | Decimal):
        return within_limit(cell)
    text = name_of_cell(cell)
    if text.isdigit() and text.isascii() and len(text) <= MAX_DIGITS:
        return int(text)
    return None if not text or text in DASHES else parse_number(text)
