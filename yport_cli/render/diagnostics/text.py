"""Issues as lines of text: `path:line:column: severity: sentence (code)`."""

from collections.abc import Iterable, Iterator

from yport_cli.core.issues.file_report import FileReport
from yport_cli.core.issues.issue import Issue
from yport_cli.core.issues.sentence import Language
from yport_cli.render.diagnostics.issue_wording import message_of, note_of, sentence_of, spot_of
from yport_cli.render.wording.safe_text import escape_controls
from yport_cli.render.wording.width import cells

_NARROWEST = 30


def diagnostics_text(
    reports: Iterable[FileReport], language: Language, *, width: int | None = None, color: bool = False
) -> str:
    """All lines of `text_lines` at once."""
    return "".join(text_lines(reports, language, width=width, color=color))


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
    severity: str = issue.severity.value
    if color:
        severity = _colored(severity, issue)
    return f"{spot_of(path, issue)}: {severity}: {sentence} ({issue.code})\n"


def _excerpt(issue: Issue, width: int, *, color: bool) -> Iterator[str]:
    """The line that holds the place, and carets under it; of a long line what fits around the place."""
    begin = issue.at.excerpt_column
    start = issue.at.place.column - begin
    end = (
        issue.at.place.end_column - begin
        if issue.at.place.end_line == issue.at.place.line
        else len(issue.at.excerpt)
    )
    number = str(issue.at.place.line)
    room = max(_NARROWEST, width - len(number) - 5)
    # Seen as a whole first: a command may be cut in two by the pieces.
    marked = _fitting(issue.at.excerpt[start:end], room * 2 // 3)
    room -= cells(marked)
    least = _fitting(issue.at.excerpt[end:], room // 3)
    before = _fitting(issue.at.excerpt[:start], room - cells(least), at_end=True)
    after = _fitting(issue.at.excerpt[end:], room - cells(before))
    carets = "^" * max(1, cells(marked))
    if color:
        carets = _colored(carets, issue)
    yield f"  {number} | {escape_controls(before + marked + after)}\n"
    yield f"  {' ' * len(number)} | {' ' * cells(before)}{carets}\n"


def _colored(text: str, issue: Issue) -> str:
    return f"\x1b[{31 if issue.severity.value == 'error' else 33}m{text}\x1b[0m"


def _fitting(text: str, room: int, *, at_end: bool = False) -> str:
    """As much of `text` as `room` cells hold, from its beginning or from its end, with a sign where it is cut."""
    shown = escape_controls(text[-room - 1 :] if at_end else text[: room + 1])
    if len(text) <= room and cells(shown) <= room:
        return shown
    while cells(shown) > room - 1:
        shown = shown[1:] if at_end else shown[:-1]
    return f"…{shown}" if at_end else f"{shown}…"
