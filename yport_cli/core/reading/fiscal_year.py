"""Japanese fiscal years: April to March, named by the year of their April."""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from yport_cli.core.issues.issue import Refusal
from yport_cli.core.refusals.dates import bad_date, before_reiwa, beyond_dates, is_day, no_such_day
from yport_cli.core.refusals.fiscal_years import bad_fiscal_year, two_fiscal_years

FIRST, LAST = 1989, 2099
"""The years that are read: Heisei begins in 1989."""

_TO_ASCII = str.maketrans("０１２３４５６７８９ＨＲＦＹｈｒｆｙ／．－", "0123456789HRFYHRFY/.-")
_GAP = "[ \\t\u3000]*"
_YEAR = re.compile(
    rf"(?P<era>平成|令和|[Hh平]|[Rr令]){_GAP}(?P<count>元|[0-9]{{1,2}}){_GAP}(?:年度|年)?"
    rf"|(?:[Ff][Yy]{_GAP})?(?P<western>[0-9]{{4}}){_GAP}(?:年度|年)?"
)
_IN_BOTH_WAYS = re.compile(rf"([^(（]+)[(（]([^()（）]+)[)）]{_GAP}")
_BEFORE_ERA = {"H": 1988, "R": 2018}
_ERA_OF_MARK = {"平": "H", "H": "H", "h": "H", "令": "R", "R": "R", "r": "R"}

_REIWA = date(2019, 5, 1)
"""The first day of Reiwa: no date of that era is before it, though its fiscal year begins in April."""

_DATE = re.compile(
    rf"(?:(?P<era>平成|令和|[Hh平]|[Rr令]){_GAP}(?P<count>元|[0-9]{{1,2}})|(?P<western>[0-9]{{4}}))"
    rf"{_GAP}(?:年{_GAP}(?P<m1>[0-9]{{1,2}}){_GAP}月{_GAP}(?P<d1>[0-9]{{1,2}}){_GAP}日?"
    r"|(?P<sep>[-/.])(?P<m2>[0-9]{1,2})(?P=sep)(?P<d2>[0-9]{1,2}))"
)


class NamedYear(NamedTuple):
    """A fiscal year as a plan names it."""

    year: int
    label: str
    """The short name: `H31`, `R2`, or `2019` in a plan that counts western years."""


def parse_fiscal_year(text: str) -> int:
    """The year of the April in which the fiscal year `text` begins.

    `H29`, `平成29年度`, `R1`, `令和元年度`, `2017`, `FY2017`, `令和元年度（2019年度）`, half or full width. An era may run on past its end:
    `平成32年度` is 2020. Raises `Refusal` for anything else.
    """
    return read_fiscal_year(text).year


@lru_cache(maxsize=256)  # a folder of plans names the same few years over and over
def read_fiscal_year(text: str) -> NamedYear:
    """As `parse_fiscal_year`, with the short name in the era that `text` uses."""
    match = _YEAR.fullmatch(text.strip(" \t\u3000").translate(_TO_ASCII))
    if match is None:
        if (both := _IN_BOTH_WAYS.fullmatch(text)) is not None:
            return _same_year(text, both[1], both[2])
        raise bad_fiscal_year(text)
    if match["western"]:
        year = int(match["western"])
        label = str(year)
    else:
        era = _ERA_OF_MARK[match["era"][0]]
        count = 1 if match["count"] == "元" else int(match["count"])
        if count == 0:
            raise bad_fiscal_year(text)
        year = _BEFORE_ERA[era] + count
        label = f"{era}{count}"
    if not FIRST <= year <= LAST:
        raise bad_fiscal_year(text)
    return NamedYear(year, label)


def _same_year(text: str, first: str, second: str) -> NamedYear:
    """The year that both spellings in `text` name. Raises `Refusal` where they differ."""
    named, other = read_fiscal_year(first), read_fiscal_year(second)
    if named.year != other.year:
        raise two_fiscal_years(text, named.year, other.year)
    return named


def era_label(year: int) -> str:
    """The short era name of a fiscal year by the era of its April: 2018 is `H30`, 2020 is `R2`.

    2019 began in Heisei; its usual name since May 2019 is `R1`.
    """
    return f"R{year - 2018}" if year >= 2019 else heisei_label(year)


def heisei_label(year: int) -> str:
    """The short name of a fiscal year in Heisei, which plans counted on beyond its end: 2020 is `H32`."""
    return f"H{year - 1988}"


def era_year(year: int, label: str) -> str:
    """A fiscal year in the Japanese calendar, in the era of its short name: `平成31年度`, `令和元年度`."""
    if label.isdigit():
        label = era_label(year)
    count = "元" if label[1:] == "1" else label[1:]
    return f"{'平成' if label[0] == 'H' else '令和'}{count}年度"


def fiscal_year_of(day: date) -> int:
    """The fiscal year that holds `day`."""
    return day.year if day.month >= 4 else day.year - 1


def first_day(year: int) -> date:
    """1 April, on which the fiscal year begins."""
    return date(year, 4, 1)


def last_day(year: int) -> date:
    """31 March, on which the fiscal year ends."""
    return date(year + 1, 3, 31)


def closing_day(year: int) -> date:
    """31 May, on which the accounts of the fiscal year are closed (出納閉鎖)."""
    return date(year + 1, 5, 31)


@lru_cache(maxsize=1024)
def parse_date(text: str) -> date:
    """The day that `text` names: `2018-02-01`, `2018/2/1`, `H30.2.1`, `平成30年2月1日`; half or full width.

    Heisei may run on past its end: `平成32年3月31日` is in 2020. Raises `Refusal` for anything else, for days that no
    calendar has, and for days of Reiwa before it began: `令和元年3月31日` may be of 2019 or of 2020.
    """
    match = _DATE.fullmatch(text.strip(" \t\u3000").translate(_TO_ASCII))
    if match is None:
        raise bad_date(text)
    month, number = int(match["m1"] or match["m2"]), int(match["d1"] or match["d2"])
    era = ""
    if match["western"]:
        year = int(match["western"])
    else:
        count = 1 if match["count"] == "元" else int(match["count"])
        if count == 0:
            raise bad_date(text)
        era = _ERA_OF_MARK[match["era"][0]]
        year = _BEFORE_ERA[era] + count
    try:
        day = date(year, month, number)
    except ValueError:
        day = None
    if day is None or not FIRST <= year <= LAST or (era == "R" and day < _REIWA):
        raise _no_day(text, year, month, number, era)
    return day


def _no_day(text: str, year: int, month: int, day: int, era: str) -> Refusal:
    if not FIRST <= year <= LAST:
        return beyond_dates(text, FIRST, LAST)
    # Of the two years that may be meant, the second is a leap year: what it lacks, no year has.
    if era == "R" and year == _REIWA.year and month < _REIWA.month and is_day(year + 1, month, day):
        return before_reiwa(text, month, day)
    return no_such_day(text, year, month, day)
