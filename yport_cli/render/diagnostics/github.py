"""Issues as workflow commands of GitHub Actions: annotations beside the lines of a pull request."""

from collections.abc import Iterable, Iterator

from yport_cli.core.issues.file_report import FileReport
from yport_cli.core.issues.issue import Issue
from yport_cli.core.issues.sentence import Language
from yport_cli.render.diagnostics.issue_wording import lines_of
from yport_cli.render.wording.safe_text import escape_controls


def github_lines(reports: Iterable[FileReport], language: Language) -> Iterator[str]:
    """One command per issue.

    The message repeats the place, because the log shows nothing but the message.
    """
    for report in reports:
        for issue in report.issues:
            message = _data(lines_of(report.path, issue, language))
            yield f"::{issue.severity.value} {_properties(report.path, issue)}::{message}\n"


def _properties(name: str, issue: Issue) -> str:
    place = issue.at.place
    properties: dict[str, str | int] = {"file": escape_controls(name)}
    if issue.at.cell is None:
        properties["line"] = place.line
        properties["endLine"] = place.end_line
        if place.line == place.end_line:  # columns are of one line only
            properties["col"] = place.column
            properties["endColumn"] = place.end_column
    properties["title"] = issue.code
    return ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())


def _data(text: str) -> str:
    """As GitHub's toolkit escapes; an older command, `##[`, would be seen anywhere in it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A").replace("##[", "#%23[")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
