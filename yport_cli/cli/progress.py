"""A progress bar on standard error, for somebody who is looking at it."""

import sys
import time
from typing import Self

from yport_cli.cli.streams import comment, terminal_width

_WIDTH = 24
_NARROWEST = 4
_PAUSE = 0.1
_FEWEST = 200
"""Fewer files than these are checked before anybody asks for a bar."""


class Progress:
    """A bar, redrawn ten times a second at most, and taken away when the work ends, however it ends."""

    def __init__(self, total: int) -> None:
        self._total = max(1, total)
        self._drawn_at = time.monotonic()
        self._length = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()

    def show(self, done: int) -> None:
        """Draw the bar, unless it has just been drawn."""
        now = time.monotonic()
        if self._total < _FEWEST or now - self._drawn_at < _PAUSE:
            return
        self._drawn_at = now
        line = self._line(done)
        self._length = len(line)
        self._write(f"\r{line}")

    def _line(self, done: int) -> str:
        """The bar with its figures, within the width of the terminal.

        A line that wraps cannot be drawn over.
        """
        figures = f"{done:,}/{self._total:,}"
        room = terminal_width(sys.stderr) - 1
        width = min(_WIDTH, room - len(figures) - len("[] "))
        if width < _NARROWEST:
            return figures[:room]
        filled = min(width, width * done // self._total)
        return f"[{'#' * filled}{'.' * (width - filled)}] {figures}"

    def clear(self) -> None:
        """Take the bar away, before something else is written."""
        if self._length:
            self._write(f"\r{' ' * self._length}\r")
            self._length = 0

    def _write(self, text: str) -> None:
        comment(text)
        sys.stderr.flush()


def is_watched() -> bool:
    """Whether somebody is looking at standard error."""
    return sys.stderr is not None and sys.stderr.isatty()
