"""Write data to standard output or a file, and commentary to standard error."""

import contextlib
import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple, TextIO

from yport_cli.cli.files import write_file
from yport_cli.cli.github_actions import is_in_github_actions
from yport_cli.cli.language import help_text
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.refusals.command_lines import cannot_write
from yport_cli.render.wording.safe_text import escape_controls
from yport_cli.source.disk.system_error import reason_of

_DEFAULT_WIDTH = 80
_WIDEST = 10_000
"""No line is so wide: what says so is no width."""
_AT_ONCE = 1 << 15
_NAMED = 2
_STDOUT = Sentence("標準出力", "standard output")


def write(text: str | bytes, output: Path | None = None, *, for_people: bool = False) -> bool:
    """Write `text` as UTF-8, or bytes as they are, to the file `output`, or to standard output.

    What is `for_people` goes to standard output in its own encoding, with `?` for what that lacks. Returns
    False where whoever reads standard output has had enough, which is fine. Raises `Refusal` with the code
    `cannot-write`.
    """
    if output is not None:
        write_files({output: _bytes(text)})
        return True
    if sys.stdout is None:  # whoever started us has closed it
        raise cannot_write(_STDOUT, Sentence("閉じています", "it is closed"))
    try:
        if for_people and isinstance(text, str):
            sys.stdout.write(_encodable(text, sys.stdout.encoding or "utf-8"))
        else:
            sys.stdout.buffer.write(_bytes(text))
        sys.stdout.flush()
    except OSError as error:
        discard(sys.stdout)
        if not isinstance(error, BrokenPipeError):
            raise cannot_write(_STDOUT, reason_of(error)) from None
        return False
    return True


def discard(stream: TextIO) -> None:
    """Throw away what `stream` could not take: at exit it would be tried, and complained about, again."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _encodable(text: str, encoding: str) -> str:
    """`text` with `?` for what `encoding` lacks, which is said."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError as error:
        _say_what_is_lacking(encoding, error.object[error.start])
        return text.encode(encoding, "replace").decode(encoding)
    return text


@cache  # once for each encoding
def _say_what_is_lacking(encoding: str, character: str) -> None:
    say(
        f"出力の文字コード {encoding} にない文字（U+{ord(character):04X} など）は ? にしました",
        f"the encoding of the output, {encoding}, lacks some characters (such as U+{ord(character):04X}): "
        "they became ?",
    )


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8", "replace")


def write_files(files: Mapping[Path, bytes]) -> None:
    """Write each of `files` to its path, and say so. Raises `Refusal` with the code `cannot-write`."""
    for path, data in files.items():
        write_file(path, [data])
    say_written(files)


def comment(text: str) -> None:
    """Write `text` to standard error, with `?` for what its encoding lacks, if it takes anything."""
    if sys.stderr is None:
        return
    encoding = sys.stderr.encoding or "utf-8"
    try:
        sys.stderr.write(text.encode(encoding, "replace").decode(encoding))
        sys.stderr.flush()
    except OSError:  # the exit status says what there was to say
        discard(sys.stderr)


def say(ja: str, en: str) -> None:
    """Write a sentence to standard error, in the language of this call, control characters escaped."""
    comment(escape_controls(help_text(ja, en)) + "\n")


def say_written(paths: Collection[Path]) -> None:
    """Say in one line what has been written: one file or two by name, of more how many and where."""
    if len(paths) > _NAMED:
        count, folder = f"{len(paths):,}", next(iter(paths)).parent
        say(f"{count}件のファイルを書き出しました: {folder}", f"wrote {count} files in {folder}")
    elif paths:
        names = [str(path) for path in paths]
        say(f"書き出しました: {'、'.join(names)}", f"wrote {' and '.join(names)}")


def write_pieces(
    pieces: Iterable[str],
    output: Path | None = None,
    *,
    for_people: bool = False,
    before: Callable[[], None] | None = None,
) -> bool:
    """Do as `write` does with text that comes piece by piece; `before` is called before each writing."""
    if output is not None:
        write_file(output, (piece.encode("utf-8", "replace") for piece in pieces))
        say_written([output])
        return True
    for text in _gathered(pieces):
        if before is not None:
            before()
        if not write(text, for_people=for_people):
            return False
    return True


def _gathered(pieces: Iterable[str]) -> Iterator[str]:
    """The same text in fewer pieces."""
    held: list[str] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size > _AT_ONCE:
            yield "".join(held)
            held.clear()
            size = 0
    if held:
        yield "".join(held)


def terminal_width(stream: TextIO | None = None) -> int:
    """The width of `stream` (standard output for `None`) in cells: COLUMNS, else the terminal's, else 80."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and 0 < len(columns) < len(str(_WIDEST)) and int(columns) > 0:
        return int(columns)
    try:
        return os.get_terminal_size((stream or sys.stdout).fileno()).columns or _DEFAULT_WIDTH
    except (OSError, ValueError, AttributeError):  # no terminal, or nothing at all
        return _DEFAULT_WIDTH


def is_terminal() -> bool:
    """Whether somebody is looking at standard output."""
    return sys.stdout is not None and sys.stdout.isatty()


def has_color() -> bool:
    """Whether standard output is a terminal that wants colour (https://no-color.org)."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not is_terminal():
        return False
    return os.name != "nt" or "WT_SESSION" in os.environ


class Screen(NamedTuple):
    """What an answer is read on."""

    width: int
    """The cells of a line."""
    color: bool
    is_terminal: bool
    is_shown: bool
    """Whether somebody at a terminal, or a build server, reads the answer as it comes."""


def screen(output: Path | None) -> Screen:
    """What shows an answer that goes to the file `output`, or to standard output.

    Of a file only the width counts.
    """
    is_stream = output is None
    return Screen(
        width=terminal_width(),
        color=is_stream and has_color(),
        is_terminal=is_stream and is_terminal(),
        is_shown=is_stream and (is_terminal() or is_in_github_actions()),
    )
