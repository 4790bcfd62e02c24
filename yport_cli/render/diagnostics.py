"""Issues as text: `path:line:column: severity: sentence (code)`."""

from collections.abc import Iterator, Sequence

from yport_cli.core.issue import FileReport, LocatedIssue, Sentence
from yport_cli.render.labels import Language, said
from yport_cli.render.plain_text import visible

_LONGEST_EXCERPT = 160


def diagnostics_text(
    reports: Sequence[FileReport], language: Language, *, excerpts: bool, color: bool = False
) -> str:
    """A line per issue; with `excerpts` also the line of the file and a caret under the place."""
    lines: list[str] = []
    for report in reports:
        for issue in report.issues:
            lines.append(_line(report.path, issue, language, color=color))
            if excerpts and issue.excerpt:
                lines.extend(_excerpt(issue))
    return "".join(line + "\n" for line in lines)


def summary_text(reports: Sequence[FileReport], language: Language) -> str:
    """How many files were checked, and what was found."""
    errors = sum(report.errors for report in reports)
    warnings = sum(report.warnings for report in reports)
    files = len(reports)
    if not errors and not warnings:
        found = Sentence("誤りはありません", "no errors")
    else:
        found = Sentence(
            f"誤り {errors}件、警告 {warnings}件",
            f"{_counted(errors, 'error')}, {_counted(warnings, 'warning')}",
        )
    return (
        said(
            Sentence(f"{files}ファイルを検査: {found.ja}", f"checked {_counted(files, 'file')}: {found.en}"),
            language,
        )
        + "\n"
    )


def sentence_of(issue: LocatedIssue, language: Language) -> str:
    """What is wrong and what to write instead, safe to show."""
    message = said(issue.message, language)
    if issue.hint is not None:
        hint = said(issue.hint, language)
        message = f"{message}。{hint}" if language == "ja" else f"{message}; {hint}"
    return visible(message)


def _line(path: str, issue: LocatedIssue, language: Language, *, color: bool) -> str:
    severity = issue.severity.value
    if color:
        severity = f"\x1b[{31 if severity == 'error' else 33}m{severity}\x1b[0m"
    place = issue.place
    return f"{visible(path)}:{place.line}:{place.column}: {severity}: {sentence_of(issue, language)} ({issue.code})"


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
    yield f"  {number} | {before}{marked}{after}"
    yield f"  {gutter} | {' ' * max(0, wcswidth(before))}{'^' * max(1, wcswidth(marked))}"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
