"""Fiscal years: from April to March, named by the year of their April."""

from collections.abc import Sequence
from datetime import date


def fiscal_year(spelling: int | str) -> int:
    """The year of its April: H29 is 2017, R1 and H31 are both 2019, H32 is 2020, and so is FY2020."""
    text = str(spelling)
    return {"H": 1988, "R": 2018}.get(text[0], 0) + int(text.lstrip("FYHR"))


def label(year: int, plan_years: Sequence[int | str]) -> str:
    """A year as the plan's list spells it.

    One beyond the list by its era, or plain where the list is plain.
    """
    spelled = {fiscal_year(spelling): str(spelling) for spelling in plan_years}
    by_era = f"R{year - 2018}" if year >= 2019 else f"H{year - 1988}"
    return spelled.get(year, by_era if isinstance(plan_years[0], str) else str(year))


def fiscal_year_of(day: date) -> int:
    """The fiscal year that a day lies in: January to March belong to the April before."""
    return day.year if day.month >= 4 else day.year - 1


def first_day(year: int) -> date:
    """1 April."""
    return date(year, 4, 1)


def last_day(year: int) -> date:
    """31 March of the calendar year after."""
    return date(year + 1, 3, 31)


def closing_day(year: int) -> date:
    """31 May after the year, when its money is closed: April and May may still pay for it."""
    return date(year + 1, 5, 31)


def ended(year: int, as_of: date | None) -> bool:
    """A year has ended by a day that is its 31 March or later; without an as-of date no year has."""
    return as_of is not None and as_of >= last_day(year)


def running(year: int, as_of: date | None) -> bool:
    """A year is in progress at a day of it before its 31 March."""
    return as_of is not None and first_day(year) <= as_of < last_day(year)


def months_left(as_of: date | None, last_year: int) -> int | None:
    """Months from the one after the as-of date's to the March that ends the plan; 0 when none is left."""
    if as_of is None:
        return None
    end = last_day(last_year)
    return max(0, (end.year - as_of.year) * 12 + end.month - as_of.month)
