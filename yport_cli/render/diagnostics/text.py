"""Issues as lines of text: `path:line:column: severity: sentence (code)`."""

from collections.abc import Iterable, Iterator

from yport_cli.core.issue import FileReport, LocatedIssue
from yport_cli.render.diagnostics.wording import message_of, note_of, sentence_of, spot_of
from yport_cli.render.labels import Language
from yport_cli.render.plain_text import visible

_LONGEST_EXCERPT = 160


def diagnostics_text(
    reports: Iterable[FileReport], language: Language, *, excerpts: bool, color: bool = False
) -> str:
    """All lines of `text_lines` at once."""
    return "".join(text_lines(reports, language, excerpts=excerpts, color=color))


def text_lines(
    reports: Iterable[FileReport], language: Language, *, excerpts: bool, color: bool = False
) -> Iterator[str]:
    """A line per issue, and an indented one for each place that belongs to it.

    With `excerpts` also the line of the file and a caret under the place.
    """
    for report in reports:
        for issue in report.issues:
            yield _line(report.path, issue, sentence_of(issue, language), color=color)
            if excerpts and issue.excerpt:
                yield from _excerpt(issue)
            for related in issue.related:
                yield f"  {note_of(report.path, related, language)}\n"


def concise_lines(reports: Iterable[FileReport], language: Language, *, color: bool = False) -> Iterator[str]:
    """One line per issue: what is wrong, without a word on what to do about it."""
    for report in reports:
        for issue in report.issues:
            yield _line(report.path, issue, message_of(issue, language), color=color)


def _line(path: str, issue: LocatedIssue, sentence: str, *, color: bool) -> str:
    severity = issue.severity.value
    if color:
        severity = f"\x1b[{31 if severity == 'error' else 33}m{severity}\x1b[0m"
    return f"{spot_of(path, issue)}: {severity}: {sentence} ({issue.code})\n"


def _excerpt(issue: LocatedIssue) -> Iterator[str]:
    """The line that holds the place, and carets under it."""
    from wcwidth import wcswidth

    start = issue.place.column - 1
    end = issue.place.end_column - 1 if issue.place.end_line == issue.place.line else len(issue.excerpt)
    first = max(0, start - _LONGEST_EXCERPT // 2)
    before = visible(issue.excerpt[first:start])
    marked = visible(issue.excerpt[start : min(end, first + _LONGEST_EXCERPT)])
    after = visible(issue.excerpt[start + len(issue.excerpt[start:end]) : first + _LONGEST_EXCERPT])
    number = str(issue.place.line)
    gutter = " " * len(number)
    # Once more as a whole: a command may have been cut in two by the pieces.
    yield f"  {number} | {visible(before + marked + after)}\n"
    yield f"  {gutter} | {' ' * max(0, wcswidth(before))}{'^' * max(1, wcswidth(marked))}\n"
