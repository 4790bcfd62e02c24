"""Issues as lines of text: `path:line:column: severity: sentence (code)`."""

from collections.abc import Iterable, Iterator

from yport_cli.core.issues.file_report import FileReport
from yport_cli.core.issues.issue import Issue, Severity
from yport_cli.core.issues.sentence import Language
from yport_cli.render.diagnostics.issue_wording import message_of, note_of, sentence_of, spot_of
from yport_cli.render.wording.safe_text import escape_controls
from yport_cli.render.wording.width import cells

_NARROWEST = 30


def text_lines(
    reports: Iterable[FileReport], language: Language, *, width: int | None = None, color: bool = False
) -> Iterator[str]:
    """A line per issue, and an indented one for each place that belongs to it.

    With a `width`, in cells, also the line of the file and carets under the place.
    """
    for report in reports:
        for issue in report.issues:
            yield _line(report.path, issue, sentence_of(issue, language), color=color)
            if width is not None and issue.at.excerpt:
                yield from _excerpt(issue, width, color=color)
            for related in issue.related:
                yield f"  {note_of(report.path, related, language)}\n"


def concise_lines(reports: Iterable[FileReport], language: Language, *, color: bool = False) -> Iterator[str]:
    """One line per issue: what is wrong, without a word on what to do about it."""
    for report in reports:
        for issue in report.issues:
            yield _line(report.path, issue, message_of(issue, language), color=color)


def _line(path: str, issue: Issue, sentence: str, *, color: bool) -> str:
    severity = _colored(issue.severity.value, issue, color=color)
    return f"{spot_of(path, issue)}: {severity}: {sentence} ({issue.code})\n"


def _excerpt(issue: Issue, width: int, *, color: bool) -> Iterator[str]:
    """The line that holds the place, and carets under it; of a long line what fits around the place."""
    excerpt, begin, place = issue.at.excerpt, issue.at.excerpt_column, issue.at.place
    start = place.column - begin
    end = place.end_column - begin if place.end_line == place.line else len(excerpt)
    number = str(place.line)
    room = max(_NARROWEST, width - len(number) - 5)
    # Seen as a whole first: a command may be cut in two by the pieces.
    marked = _fitting(excerpt[start:end], room * 2 // 3)
    room -= cells(marked)
    least = _fitting(excerpt[end:], room // 3)
    before = _fitting(excerpt[:start], room - cells(least), at_end=True)
    after = _fitting(excerpt[end:], room - cells(before))
    carets = _colored("^" * max(1, cells(marked)), issue, color=color)
    yield f"  {number} | {escape_controls(before + marked + after)}\n"
    yield f"  {' ' * len(number)} | {' ' * cells(before)}{carets}\n"


def _colored(text: str, issue: Issue, *, color: bool) -> str:
    return f"\x1b[{31 if issue.severity is Severity.ERROR else 33}m{text}\x1b[0m" if color else text


def _fitting(text: str, room: int, *, at_end: bool = False) -> str:
    """As much of `text` as `room` cells hold, from its beginning or its end, with a sign where it is cut."""
    shown = escape_controls(text[-room - 1 :] if at_end else text[: room + 1])
    if len(text) <= room and cells(shown) <= room:
        return shown
    while cells(shown) > room - 1:
        shown = shown[1:] if at_end else shown[:-1]
    return f"…{shown}" if at_end else f"{shown}…"
