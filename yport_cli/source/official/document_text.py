"""The text of a document as one string that is easy to search, every character with its place.

Lines are stripped, blank ones dropped, and spaces run together, so that between two characters of a word
that was broken stands one space or one line end at most: `loose` finds it all the same.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from yport_cli.core.draft.draft import Origin

_SPACES = re.compile(r"[ \t\u3000\u00a0\u2000-\u200a]+")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD: dict[int, int | str] = {**_FULL_WIDTH, ord("−"): "-", ord("〜"): "~", ord("→"): "→", ord("⇒"): "→"}
# What fonts of a PDF give in the place of the ordinary characters: ⽅ for 方.
_RADICALS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe"
    "\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
GAP = "[ \n]?"
"""What may stand between two characters of one word."""


class Line(NamedTuple):
    """A line of a document."""

    at: Origin
    text: str


def numbered(text: str, page: int) -> list[Line]:
    """The lines of `text`, counted from 1 on one page; 0 is no page."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [Line(Origin(page, number), line) for number, line in enumerate(lines, 1)]


def clean(text: str) -> str:
    """`text` without what cannot be seen, its spaces run together."""
    return _SPACES.sub(" ", _UNSEEN.sub("", text.translate(_RADICALS))).strip()


def folded(text: str) -> str:
    """`text` in half width, character by character: places stay what they are."""
    return text.translate(_FOLD)


def loose(phrase: str) -> str:
    """A pattern that finds `phrase`, wherever it is broken."""
    return GAP.join(map(re.escape, phrase))


class DocumentText:
    """The whole text of a document."""

    def __init__(self, lines: Iterable[Line]) -> None:
        kept = [(line.at, text) for line in lines if (text := clean(line.text))]
        self.text = "\n".join(text for _, text in kept)
        self.folded = folded(self.text)
        self._places = [at for at, _ in kept]
        self._starts: list[int] = []
        start = 0
        for _, text in kept:
            self._starts.append(start)
            start += len(text) + 1

    def at(self, offset: int) -> Origin:
        """Where the character at `offset` stands."""
        return self._places[max(0, bisect_right(self._starts, offset) - 1)] if self._places else Origin(0, 1)

    def words(self, start: int, end: int) -> str:
        """The text from `start` to `end` in one line, joined where it was broken."""
        return joined(self.text[start:end])


def joined(text: str) -> str:
    """The lines of `text` in one: nothing stands between them, but a space between two English words."""
    result = ""
    for line in map(str.strip, text.split("\n")):
        if result and line and _are_words(result, line):
            result += " "
        result += line
    return result


def _are_words(before: str, after: str) -> bool:
    """Whether a break stands between two words that are written apart; a broken `KPI` is one word."""
    last, first = before[-1], after[0]
    if not (last.isascii() and first.isascii()):
        return False
    return (last.isalpha() and first.isalpha() and last.islower()) or (last in ",;:" and first.isalnum())


def identity(name: str) -> str:
    """What is the same in two spellings of one name: no spaces, one width, one kind of dash."""
    name = re.sub(r"\s", "", unicodedata.normalize("NFKC", name))
    return re.sub("[-‐‑‒–—―−ー]", "-", name).casefold()
