"""Fiscal years and days as documents print them, in running text that may be broken anywhere."""

import re
from datetime import date

from yport_cli.core.issues.issue import Refusal
from yport_cli.core.reading.fiscal_year import (
    NamedYear,
    era_label,
    fiscal_year_of,
    heisei_label,
    parse_date,
    read_fiscal_year,
)
from yport_cli.source.official.document_text import GAP, folded

_COUNT = f"(?:元|[0-9](?:{GAP}[0-9])?)"
_ERA = f"(?:平{GAP}成|令{GAP}和|[HR])"
_WESTERN = f"[12]{GAP}[0-9]{GAP}[0-9]{GAP}[0-9]"
_NAMED = f"(?:{_ERA}{GAP}{_COUNT}|{_WESTERN})"
YEAR = (
    f"{_NAMED}(?:{GAP}年(?:{GAP}度)?)?(?:{GAP}[/・(]{GAP}{_NAMED}(?:{GAP}年(?:{GAP}度)?)?{GAP}[)]?)?"
    f"(?:{GAP}年{GAP}度|(?<=年度)|(?<=度)|(?<=度\\)))"
)
"""A fiscal year: 平成29年度, 平成31／令和元年度, 令和元年度（2019年度）."""
MONTH_END = (
    f"(?:{_ERA}{GAP}{_COUNT}|{_WESTERN}){GAP}年{GAP}[0-9](?:{GAP}[0-9])?{GAP}月{GAP}(?:末|3{GAP}1{GAP}日)?"
)
"""A month that heads a column: 平成29年3月末."""
DAY = f"(?:{_ERA}{GAP}{_COUNT}|{_WESTERN}){GAP}年{GAP}[0-9](?:{GAP}[0-9])?{GAP}月{GAP}[0-9](?:{GAP}[0-9])?{GAP}日"
"""A day: 平成32年3月31日."""

_ONE = re.compile(f"{_ERA}{_COUNT}|[12][0-9]{{3}}".replace(GAP, ""))


def year_in(text: str) -> NamedYear | None:
    """The fiscal year that `text`, found by `YEAR`, names; `None` where it names none, or two."""
    bare = re.sub(r"\s", "", folded(text))
    named: list[NamedYear] = []
    for match in _ONE.finditer(bare):
        try:
            named.append(read_fiscal_year(match[0]))
        except Refusal:
            return None
    if not named or len({one.year for one in named}) > 1:
        return None
    return named[0]


def year_ended_by(text: str) -> NamedYear | None:
    """The fiscal year that a month, found by `MONTH_END`, belongs to: March 2017 ends fiscal 2016."""
    bare = re.sub(r"\s", "", folded(text))
    match = re.match(r"(.*?)年([0-9]{1,2})月", bare)
    if match is None:
        return None
    try:
        year = read_fiscal_year(match[1])
        found = fiscal_year_of(date(year.year, int(match[2]), 1))
    except (Refusal, ValueError):
        return None
    if year.label.isdigit():
        return NamedYear(found, str(found))
    return NamedYear(found, heisei_label(found) if year.label[0] == "H" else era_label(found))


def day_in(text: str) -> date | None:
    """The day that `text`, found by `DAY`, names."""
    try:
        return parse_date(re.sub(r"\s", "", folded(text)))
    except Refusal:
        return None
