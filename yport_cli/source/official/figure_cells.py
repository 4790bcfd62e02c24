"""Cells of figures in running text: a number with or without its unit, a lone dash, or what is nearly one."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from yport_cli.core.issues.issue import Refusal
from yport_cli.core.numbers.number import Number
from yport_cli.core.reading.number_text import parse_number
from yport_cli.source.official.document_text import DocumentText
from yport_cli.source.official.printed_units import is_printed_unit

_WORD = re.compile(r"[^ \n]+")
_GLUED = re.compile(r"(.*[)）])([-△▲]?[0-9][0-9,]*(?:\.[0-9]+)?)(.*)")
_NUMBER = re.compile(r"([-△▲]?[0-9][0-9,]*(?:\.[0-9]+)?)(.*)")
_SEVERAL = re.compile(r"[-△▲]?[0-9][0-9,.]*(?:[万億千]?[・/~、][-△▲]?|[万億千])[0-9].*")
_DASHES = frozenset("-‐‑–—―−ー─")
_SIGNS = frozenset("△▲")
_MULTIPLES = ("万", "億", "千")
_UNITS = re.compile("[^0-9・]{1,3}・[^0-9・]{1,3}")
_NO_UNIT = re.compile("[-0-9、。(（△▲]|以上|以下|未満|程度")
_LONGEST_UNIT = 6


class Word(NamedTuple):
    """A word of a table: text, or a cell of figures."""

    start: int
    end: int
    is_cell: bool = False
    number: Number | None = None
    """`None` in a cell: a dash, or `is_odd`."""
    unit: str | None = None
    is_odd: bool = False
    """A cell that holds figures, but no one number."""
    printed: str = ""

    @property
    def is_dash(self) -> bool:
        """Whether it is a cell that says that there is nothing."""
        return self.is_cell and self.number is None and not self.is_odd


def words_between(document: DocumentText, start: int, end: int) -> list[Word]:
    """The words from `start` to `end`, each cell as one."""
    return list(_Reader(document, list(_spans(document.folded, start, end))).words())


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _WORD.finditer(text, start, end):
        glued = _GLUED.fullmatch(match[0])
        if glued and (not glued[3] or is_printed_unit(glued[3])):
            middle = match.start() + len(glued[1])
            yield match.start(), middle
            yield middle, match.end()
        else:
            yield match.span()


class _Reader:
    """Words read one after the other; a cell may be several of them."""

    def __init__(self, document: DocumentText, spans: list[tuple[int, int]]) -> None:
        self._document = document
        self._spans = spans
        self._next = 0
        self._texts = [document.folded[start:end] for start, end in spans]
        self._units = self._repeated()

    def _repeated(self) -> set[str]:
        """Words that stand behind one number and again behind the next: units that nobody has listed."""
        found: set[str] = set()
        texts = self._texts
        numbers = [_NUMBER.fullmatch(text) for text in texts]
        for index, match in enumerate(numbers[:-1]):
            following = numbers[index + 1]
            if match is None:
                continue
            if following is not None and match[2] == following[2]:
                found.add(match[2])
            elif texts[index + 1] in texts[index + 3 : index + 4] and numbers[index + 2] is not None:
                found.add(texts[index + 1])
        return {
            word
            for word in found
            if 0 < len(word) <= _LONGEST_UNIT and not _NO_UNIT.search(word) and word not in _DASHES
        }

    def words(self) -> Iterator[Word]:
        """All words, each cell as one."""
        while self._next < len(self._spans):
            start, end = self._spans[self._next]
            word = self._texts[self._next]
            self._next += 1
            if word in _SIGNS and self._following()[:1].isdigit():
                word, end = word + self._following(), self._spans[self._next][1]
                self._next += 1
            yield self._word(word, start, end)

    def _following(self) -> str:
        return self._texts[self._next] if self._next < len(self._texts) else ""

    def _is_unit(self, word: str) -> bool:
        return is_printed_unit(word) or word in self._units

    def _word(self, word: str, start: int, end: int) -> Word:
        if word in _DASHES:
            return Word(start, end, is_cell=True, printed=word)
        match = _NUMBER.fullmatch(word)
        if _SEVERAL.fullmatch(word) or (match and match[2] in _MULTIPLES):
            return self._odd(start, end)
        if match is None or (match[2] and not self._is_unit(match[2])):
            return Word(start, end)
        unit = match[2]
        if not unit and self._is_unit(self._following()):
            unit, end = self._following(), self._spans[self._next][1]
            self._next += 1
        printed = self._document.words(start, end)
        named = self._document.text[end - len(unit) : end] if unit else None
        try:
            number = parse_number(match[1])
        except Refusal:
            return Word(start, end, is_cell=True, is_odd=True, unit=named, printed=printed)
        return Word(start, end, is_cell=True, number=number, unit=named, printed=printed)

    def _odd(self, start: int, end: int) -> Word:
        """A cell of several figures, with what belongs to it: `９万 5,000 人`, `200・4,000 回・人`."""
        is_split = self._document.folded[end - 1] in _MULTIPLES and self._following()[:1].isdigit()
        if is_split:
            end = self._spans[self._next][1]
            self._next += 1
        if self._is_unit(self._following()) or _UNITS.fullmatch(self._following()):
            end = self._spans[self._next][1]
            self._next += 1
        return Word(start, end, is_cell=True, is_odd=True, printed=self._document.words(start, end))
