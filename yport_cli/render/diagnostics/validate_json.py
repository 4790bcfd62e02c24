"""The object of `yport validate`, and an issue as every object holds it."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from yport_cli.core.issues.file_report import FileReport
from yport_cli.core.issues.issue import Issue
from yport_cli.core.issues.sentence import Language
from yport_cli.core.issues.tally import Tally, ranked
from yport_cli.render.data.fields import told
from yport_cli.render.data.json_v1 import answer_object
from yport_cli.render.formats.json import json_pieces

_COUNTS = ("files", "errors", "warnings")


def validate_pieces(reports: Iterable[FileReport], tally: Tally, language: Language) -> Iterator[str]:
    """The object of `yport validate`, file by file; `tally` counts the reports while they pass."""
    files = (file_object(report, language) for report in reports)
    summary = partial(told, tally, *_COUNTS)
    return json_pieces({**answer_object("validate"), "files": files, "summary": summary})


def statistics_object(tally: Tally) -> dict[str, Any]:
    """The object of `yport validate --statistics`: how often each rule was broken, most frequent first."""
    return {
        **answer_object("validate"),
        "statistics": [
            {"code": code, "severity": severity.value, "count": count}
            for (severity, code), count in ranked(tally)
        ],
        "summary": told(tally, *_COUNTS),
    }


def file_object(report: FileReport, language: Language) -> dict[str, Any]:
    """One file with its issues."""
    issues = [issue_object(issue, language) for issue in report.issues]
    return {**told(report, "path", "valid"), "issues": issues}


def issue_object(issue: Issue, language: Language) -> dict[str, Any]:
    """One issue with its place; `path` is the route within the file."""
    return {
        **told(issue, "code", "severity", "message", "hint", language=language),
        **told(issue.at, "path"),
        **told(issue.at.place),
        **told(issue.at, "sheet", "cell"),
        "fixable": issue.fix is not None,
        "related": [
            {
                **told(related, "message", language=language),
                **told(related.at, "path"),
                **told(related.at.place, "line", "column"),
            }
            for related in issue.related
        ],
    }
