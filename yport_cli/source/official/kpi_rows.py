"""The rows of one part of a KPI table: a name, and as many cells of figures as the part has columns."""

import re
from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import NamedTuple

from yport_cli.source.official.document_text import DocumentText, folded, identity, joined, loose
from yport_cli.source.official.figure_cells import Word, words_between
from yport_cli.source.official.printed_units import is_printed_unit, split_unit
from yport_cli.source.official.printed_years import YEAR
from yport_cli.source.official.table_heads import TableHead

_UNIT_OF_TABLE = re.compile(r"[(（]単位 ?[:：]? ?([^()（）]{1,8})[)）]")
_UNIT_HEADING = re.compile(rf"(?:^|[ \n]){loose('単位')}[ \n](?:[ \n]|目標値|目標年月)*$")
_NEAR = 20
_LETTER = re.compile(r"[^\W\d_]")
_HEAD = re.compile(f"{YEAR}(?:増加分|$)|^{YEAR}|増加分の累計$|年目")
_FEWEST = 3
"""Figures beside a name that are no accident."""
_KATAKANA = re.compile("[ァ-ヺ]$")
_LEADING = re.compile(r"^(?:[※*・●○◆■□]|[①-⑳]|[0-9]{1,2}[.)])[ .．、]*")


class PrintedRow(NamedTuple):
    """A row as it is printed; `name` is empty where none stands before its figures."""

    name: str
    unit: str | None
    is_known_unit: bool
    cells: tuple[Word, ...]
    start: int
    """Where the row begins, for its place."""


class Rows(NamedTuple):
    """The rows of a part, and the runs of figures that are no rows of it."""

    rows: tuple[PrintedRow, ...]
    odd: tuple[PrintedRow, ...]


def rows_of(document: DocumentText, head: TableHead, known: Collection[str] = ()) -> Rows:
    """The rows under `head`; `known` are the identities of KPIs, whose names may hold digits."""
    reader = _Reader(document, head, known)
    for word in words_between(document, head.rows, head.end):
        reader.take(word)
    reader.close_run()
    reader.end()
    return Rows(tuple(reader.rows), tuple(reader.odd))


def headless_rows(document: DocumentText) -> Iterator[PrintedRow]:
    """Lines that are a name and figures all in one unit, as rows of a table are."""
    start = 0
    for line in document.folded.split("\n"):
        end = start + len(line)
        words = words_between(document, start, end)
        cells = [word for word in words if word.is_cell]
        units = {cell.unit for cell in cells}
        if words[-len(cells) :] == cells and len(words) > len(cells) >= _FEWEST and len(units) == 1:
            name = document.words(words[0].start, cells[0].start).strip()
            yield PrintedRow(name, None, is_known_unit=True, cells=tuple(cells), start=start)
        start = end + 1


class _Reader:
    def __init__(self, document: DocumentText, head: TableHead, known: Collection[str]) -> None:
        self._document = document
        self._count = len(head.columns)
        self._known = known
        self._text: list[Word] = []
        self._run: list[Word] = []
        self.rows: list[PrintedRow] = []
        self.odd: list[PrintedRow] = []
        around = document.text[max(0, head.start - 60) : head.rows + 30]
        match = _UNIT_OF_TABLE.search(joined(around))
        self._unit_of_table = match[1] if match and is_printed_unit(match[1]) else None
        before = document.folded[max(0, head.start - _NEAR) : head.start]
        self._has_unit_column = (
            re.search(loose("単位"), document.folded[head.start : head.rows]) is not None
            or _UNIT_HEADING.search(before) is not None
        )

    def take(self, word: Word) -> None:
        """The next word of the part."""
        if word.is_cell:
            self._run.append(word)
            return
        self.close_run(is_followed=True)
        self._text.append(word)

    def close_run(self, *, is_followed: bool = False) -> None:
        """What the figures that have just ended are: a row, several, a part of a name, or in doubt."""
        run, count = self._run, self._count
        self._run = []
        while run and self._belongs_to_name(run, is_followed=is_followed):
            self._text.append(run.pop(0))
        if self._has_unit_column and self._text and len(run) == count + 1 and run[0].is_dash:
            run.pop(0)  # in the column of units: the KPI has none
        if not run:
            return
        following: list[Word] = []
        if is_followed and len(run) == count + 1 and self._begins_name(run):
            following.append(run.pop())
        if len(run) == 1 and not run[0].is_odd and (count > 1 or self._continues_name(run[0])):
            self._text.append(run[0])
        elif not self._text and is_followed and len(run) < count and not any(cell.is_odd for cell in run):
            self._text.extend(run)  # digits that begin a name, broken
        elif len(run) == count or (len(run) % count == 0 and self._are_rows(run)):
            for start in range(0, len(run), count):
                self._row(run[start : start + count])
        else:
            self.odd.append(self._made(run))
        self._text.extend(following)

    def _belongs_to_name(self, run: list[Word], *, is_followed: bool) -> bool:
        """Whether the first of the figures in `run` is a part of the name before it, which was broken."""
        first, count = run[0], self._count
        if first.printed == "ー" and self._ends_in_katakana():
            return len(run) == count + 1 or (len(run) == 1 and is_followed)
        if not self._text or len(run) <= count:
            return False
        return self._continues_name(first) or (len(run) == count + 1 and self._stands_apart(first, run[1:]))

    def _are_rows(self, run: list[Word]) -> bool:
        """Whether figures for several rows are broken where each row ends, or have no name at all."""
        if not self._text and not self.rows:
            return True
        rows = [run[start : start + self._count] for start in range(0, len(run), self._count)]
        return all(
            "\n" in self._document.text[one[-1].end : other[0].start] for one, other in pairwise(rows)
        ) and all("\n" not in self._document.text[row[0].start : row[-1].end] for row in rows)

    def _begins_name(self, run: list[Word]) -> bool:
        """Whether the last figure of `run` is the first of the name that follows: `65歳以上の…`."""
        last = run[-1]
        begun = identity(self._document.words(last.start, last.end))
        return self._stands_apart(last, run[:-1]) or any(one.startswith(begun) for one in self._known)

    def _stands_apart(self, one: Word, others: list[Word]) -> bool:
        """Whether a figure is no cell of the row of the `others`: it has another line, or another unit."""
        if one.number is None:
            return False
        inner = self._document.text[others[0].start : others[-1].end]
        between = self._document.text[min(one.end, others[-1].end) : max(one.start, others[0].start)]
        units = {other.unit for other in others if other.number is not None}
        is_other_unit = len(units) == 1 and None not in units and one.unit not in units
        return is_other_unit or ("\n" in between and "\n" not in inner and len(others) > 1)

    def end(self) -> None:
        """A last figure that stands alone is a row that lacks the others."""
        if self._text and self._text[-1].is_cell and self._count > 1 and len(self._text) > 1:
            run = [self._text.pop()]
            name = identity(self._name_and_unit()[0])
            if name in self._known or run[0].unit is not None:
                self.odd.append(self._made(run))

    def _row(self, run: list[Word]) -> None:
        row = self._made(run)
        is_name = not row.name or (_LETTER.search(row.name) and not _HEAD.search(folded(row.name)))
        (self.rows if is_name else self.odd).append(row)

    def _made(self, run: list[Word]) -> PrintedRow:
        name, unit, is_known = self._name_and_unit()
        start = run[0].start
        self._text = []
        return PrintedRow(name, unit, is_known, tuple(run), start)

    def _name_and_unit(self) -> tuple[str, str | None, bool]:
        if not self._text:
            return "", self._unit_of_table, True
        words = self._text
        column = None
        if self._has_unit_column and len(words) > 1:
            last = self._document.text[words[-1].start : words[-1].end]
            if is_printed_unit(last):
                column, words = last, words[:-1]
        name = self._document.words(words[0].start, words[-1].end)
        name = _LEADING.sub("", _UNIT_OF_TABLE.sub("", name).strip())
        name, unit, is_known = split_unit(name)
        if unit is None or not is_known:
            if column is not None:
                return name, column, True
            if unit is None and self._unit_of_table is not None:
                return name, self._unit_of_table, True
        return name, unit, is_known

    def _ends_in_katakana(self) -> bool:
        return bool(
            self._text and _KATAKANA.search(self._document.text[self._text[-1].start : self._text[-1].end])
        )

    def _continues_name(self, cell: Word) -> bool:
        """Whether the figure is a part of a known name."""
        start = self._text[0].start if self._text else cell.start
        name = identity(self._document.words(start, cell.end))
        return any(one != name and one.startswith(name) for one in self._known)
