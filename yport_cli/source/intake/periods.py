"""When a figure is of: days, months and fiscal years as sheets spell them."""

import re
from calendar import monthrange
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from yport_cli.core.issues.issue import Refusal
from yport_cli.core.reading.fiscal_year import FIRST, LAST, parse_date, parse_fiscal_year
from yport_cli.core.refusals.dates import bad_date
from yport_cli.core.refusals.sheets import doubtful_year, month_without_year
from yport_cli.source.sheet.cell import Cell, MonthDate, Unusable, day_of_cell, text_of_cell

_ERA = r"(?:(?P<era>平成|令和|[HhRr])(?P<count>元|[0-9]{1,2})|(?P<western>[0-9]{4}))"
_MONTH = re.compile(rf"{_ERA}(?:年(?P<m1>[0-9]{{1,2}})月(?:末|末日|分)?|[./-](?P<m2>[0-9]{{1,2}})月?)")
_BARE_MONTH = re.compile(r"(?P<month>[0-9]{1,2})月(?:末|分)?")
_YEAR = re.compile(
    r"(?:平成|令和|[HhRr])(?:元|[0-9]{1,2})年度?|[HhRr][0-9]{1,2}|(?:FY|fy)?[0-9]{4}(?:年度?)?"
)
_YEAR_WITHIN = re.compile(r"(?:平成|令和|[HhRr])(?:元|[0-9]{1,2})年度|(?:FY|fy)?[0-9]{4}年度")
_LIKE_A_PERIOD = re.compile(
    r"(?:平成|令和)[0-9元]|[HhRr][0-9]{1,2}(?![0-9])|(?:19|20)[0-9]{2}|[0-9]月|四半期|半期|上期|下期"
)
_LONGEST_PERIOD = 20
_DECEMBER = 12
_APRIL = 4


class Period(NamedTuple):
    """A day, or a whole fiscal year."""

    day: date | None = None
    year: int | None = None


def period_of_cell(cell: Cell, year: int | None = None, *, is_heading: bool = False) -> Period | None:
    """The day or the fiscal year in a cell; `None` for a blank one.

    A month stands for its last day; one without a year is of the fiscal `year` that the sheet is of. As a
    heading, a plain year is a fiscal year. Raises `Refusal` for anything else.
    """
    if isinstance(cell, MonthDate):
        return Period(_last_of(cell.year, cell.month))
    if isinstance(cell, datetime):
        return Period(cell.date())
    if isinstance(cell, date):
        return Period(day_of_cell(cell))
    if isinstance(cell, Unusable):
        raise cell
    if isinstance(cell, int | Decimal):
        if is_heading and isinstance(cell, int) and FIRST <= cell <= LAST:
            return Period(year=cell)
        return Period(day_of_cell(cell))
    text = text_of_cell(cell)
    return _period_of_text(text, year, is_heading) if text else None


@lru_cache(maxsize=4096)
def _period_of_text(text: str, year: int | None, is_heading: bool) -> Period:  # noqa: FBT001
    folded = "".join(normalize("NFKC", text).split())
    if match := _MONTH.fullmatch(folded):
        return Period(_day_of_month(text, match))
    if match := _BARE_MONTH.fullmatch(folded):
        month = int(match["month"])
        if year is None:
            raise month_without_year(text)
        if not 1 <= month <= _DECEMBER:
            raise bad_date(text)
        return Period(_last_of(year if month >= _APRIL else year + 1, month))
    if _YEAR.fullmatch(folded):
        if folded.endswith("年"):
            raise doubtful_year(text)
        if folded.endswith("年度") or is_heading:
            return Period(year=parse_fiscal_year(folded))
    return Period(parse_date(folded))


def _day_of_month(text: str, match: "re.Match[str]") -> date:
    """The last day of a month, whose year may be of an era. Raises `Refusal`."""
    month = int(match["m1"] or match["m2"])
    if not 1 <= month <= _DECEMBER:
        raise bad_date(text)
    prefix = match["western"] or f"{match['era']}{match['count']}"
    if match["western"]:
        western = int(prefix)
    else:
        count = 1 if match["count"] == "元" else int(match["count"])
        western = (1988 if match["era"] in ("平成", "H", "h") else 2018) + count
    if not FIRST <= western <= LAST:
        raise bad_date(text)
    return parse_date(f"{prefix}年{month}月{monthrange(western, month)[1]}日")


def _last_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def year_of_text(text: str) -> int | None:
    """The one fiscal year that a sheet is called after: `令和5年度`, `R5`; `None` where there is none."""
    folded = "".join(normalize("NFKC", text).split())
    named = {found[0] for found in _YEAR_WITHIN.finditer(folded)}
    if not named and _YEAR.fullmatch(folded) and not folded.endswith("年"):
        named = {folded}
    try:
        years = {parse_fiscal_year(name) for name in named}
    except Refusal:
        return None
    return years.pop() if len(years) == 1 else None


def is_like_a_period(cell: Cell) -> bool:
    """Whether a heading speaks of a time, even if it cannot be read as one."""
    text = "".join(normalize("NFKC", text_of_cell(cell)).split())
    is_like = len(text) <= _LONGEST_PERIOD and _LIKE_A_PERIOD.search(text) is not None
    return isinstance(cell, date) or is_like
