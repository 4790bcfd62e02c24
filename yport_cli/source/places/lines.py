"""Lines and columns of a text, as an editor counts them."""

import re
from array import array
from bisect import bisect_right
from itertools import chain

from yport_cli.core.issues.issue import Place

_LONG = 1_000
_AROUND = 400
LINE_END = re.compile(r"\r\n|\r|\n")


class Lines:
    """The lines of `text`, found when they are first asked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts: array[int] | None = None
        self._latest = (0, "")

    def line(self, number: int) -> str:
        """A line, counted from 1, without its line end."""
        # Ten thousand issues on one long line share its text.
        if self._latest[0] != number:
            starts = self.starts
            end = starts[number] if number < len(starts) else len(self.text)
            self._latest = (number, self.text[starts[number - 1] : end].rstrip("\r\n"))
        return self._latest[1]

    def excerpt(self, place: Place) -> tuple[str, int]:
        """The line at which `place` begins, or of a long one what stands around it, and that column."""
        line = self.line(place.line)
        first = max(0, place.column - 1 - _AROUND) if len(line) > _LONG else 0
        return line[first : first + _LONG], first + 1

    def place(self, start: int, end: int) -> Place:
        """The place from the offset `start` up to the offset `end`."""
        return Place(*self._position(start), *self._position(max(start, end)))

    def span(self, place: Place) -> tuple[int, int]:
        """The offsets of the first character of `place` and of the one after its last."""
        starts = self.starts
        return starts[place.line - 1] + place.column - 1, starts[place.end_line - 1] + place.end_column - 1

    @property
    def starts(self) -> "array[int]":
        """The offset of each line's first character."""
        if self._starts is None:
            ends = (match.end() for match in LINE_END.finditer(self.text))
            self._starts = array("L", chain((0,), ends))  # a file may be nothing but line ends
        return self._starts

    def _position(self, offset: int) -> tuple[int, int]:
        starts = self.starts
        offset = min(offset, len(self.text))
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1
