"""The heads of KPI tables: what each column of figures is."""

import re
from enum import StrEnum
from typing import NamedTuple

from yport_cli.core.reading.fiscal_year import NamedYear
from yport_cli.source.official.document_text import GAP, DocumentText, loose
from yport_cli.source.official.headings import MARKED, Section
from yport_cli.source.official.printed_years import MONTH_END, YEAR, year_ended_by, year_in


class Role(StrEnum):
    """What the figures of a column are."""

    BASELINE = "baseline"
    YEAR = "year"
    CUMULATIVE = "cumulative"
    LEVEL = "level"


class Column(NamedTuple):
    """A column of figures."""

    role: Role
    year: NamedYear | None = None
    is_increment: bool = False
    is_month: bool = False
    """Whether it is headed by a month and not by a fiscal year."""


class TableHead(NamedTuple):
    """The head of one part of a table, and where the rows under it end."""

    start: int
    rows: int
    end: int
    columns: tuple[Column, ...]

    @property
    def is_sum(self) -> bool:
        """Whether the part holds nothing but cumulatives."""
        return all(column.role in (Role.CUMULATIVE, Role.LEVEL) for column in self.columns)


def _any(*phrases: str) -> str:
    return "(?:" + "|".join(map(loose, phrases)) + ")"


_NTH = rf"\({GAP}(?:[0-9]{GAP})?[0-9]{GAP}年{GAP}目{GAP}\)"
_MORE = _any("の増加分", "KPI増加分", "増加分", "増分", "増加数", "増加量", "目標値", "計画値", "目標")
_MORE += f"(?!{GAP}の{GAP}累)"
_IN_BRACKETS = r"\([^()]{1,24}\)"
_COLUMN = re.compile(
    f"(?P<baseline>{_any('事業開始前', '計画開始前', '計画策定時', '現状値', '基準値', '申請時', '現時点', '現状')}"
    f"(?:{GAP}{_IN_BRACKETS})?)"
    f"|(?P<cumulative>(?:{loose('KPI')}{GAP})?{_any('増加分の累計', '増分の累計', '累計')}(?=[ \n]|$))"
    f"|(?P<level>{_any('最終目標値', '最終目標', '目標値(最終)', '計画終了時', '事業終了時', '最終年度の目標値')}"
    f"(?:{GAP}{_IN_BRACKETS})?(?=[ \n]|$))"
    f"|(?P<year>{YEAR})(?P<suffix>(?:{GAP}(?:{_MORE}|{_NTH})){{0,12}})"
    f"|(?P<month>{MONTH_END})(?P<suffix2>(?:{GAP}(?:{_MORE}|{_NTH})){{0,12}})"
)
_BETWEEN = re.compile(r"(?:[ \n]|指標名?|重要業績評価指標|\(KPI\)|KPI|単位|区分|項目|目標値|増加分|年度)*")
_INCREASE = re.compile(f"増{GAP}[加分]")


def heads_of(document: DocumentText, sections: list[Section]) -> list[TableHead]:
    """The heads of all parts of all KPI tables, in their order."""
    text = document.folded
    groups: list[list[re.Match[str]]] = []
    for match in _COLUMN.finditer(text):
        last = groups[-1][-1] if groups else None
        if last is not None and _BETWEEN.fullmatch(text, last.end(), match.start()):
            groups[-1].append(match)
        else:
            groups.append([match])
    heads: list[list[re.Match[str]]] = []
    for group in groups:
        if _is_head(text, group) or (heads and _goes_on(text, heads[-1], group)):
            heads.append(group)
    stops = sorted(
        {section.heading for section in sections}
        | {match.start() for match in MARKED.finditer(text)}
        | {group[0].start() for group in heads}
        | {len(text)}
    )
    found = []
    for group in heads:
        start, rows = group[0].start(), group[-1].end()
        end = next(stop for stop in stops if stop >= rows)
        found.append(TableHead(start, rows, end, tuple(map(_column, group))))
    return found


def _is_head(text: str, group: list[re.Match[str]]) -> bool:
    """Whether columns that stand side by side head a table, and are no dates in a sentence."""
    first, last = group[0], group[-1]
    if last.end() < len(text) and text[last.end()] not in " \n":
        return False
    if first.start() and text[first.start() - 1] not in " \n】]":
        return False
    columns = [_column(match) for match in group]
    if any(column.role is Role.YEAR and column.year is None for column in columns):
        return False
    if len(group) > 1:
        return True
    if first["cumulative"] or first["level"]:
        return "増" in (first["cumulative"] or "") or "最" in (first["level"] or "")
    return bool(first["suffix"] or first["suffix2"])


def _goes_on(text: str, before: list[re.Match[str]], group: list[re.Match[str]]) -> bool:
    """Whether a year that stands alone on its line heads the next part of the table `before`."""
    match = group[0]
    is_alone = text[match.start() - 1 : match.start()] == "\n" == text[match.end() : match.end() + 1]
    last, this = _column(before[-1]).year, _column(match).year
    return is_alone and last is not None and this is not None and this.year == last.year + 1


def _column(match: re.Match[str]) -> Column:
    if match["baseline"]:
        return Column(Role.BASELINE)
    if match["cumulative"]:
        return Column(Role.CUMULATIVE)
    if match["level"]:
        return Column(Role.LEVEL)
    if match["year"]:
        return Column(Role.YEAR, year_in(match["year"]), _INCREASE.search(match["suffix"]) is not None)
    is_increment = _INCREASE.search(match["suffix2"]) is not None
    return Column(Role.YEAR, year_ended_by(match["month"]), is_increment, is_month=True)
