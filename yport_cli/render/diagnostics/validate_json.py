"""The object of `yport validate`, and an issue as every object holds it."""

from collections.abc import Iterable, Iterator
from typing import Any

from yport_cli.core.issues.file_report import FileReport
from yport_cli.core.issues.issue import Issue, Related
from yport_cli.core.issues.sentence import Language
from yport_cli.core.issues.tally import Tally, ranked
from yport_cli.render.data.fields import told
from yport_cli.render.data.json_v1 import answer_object
from yport_cli.render.formats.json import json_pieces


def validate_pieces(reports: Iterable[FileReport], tally: Tally, language: Language) -> Iterator[str]:
    """The object of `yport validate`, file by file; `tally` counts the reports while they pass."""
    files = (_file(report, language) for report in reports)
    return json_pieces({**answer_object("validate"), "files": files, "summary": lambda: _summary(tally)})


def statistics_object(tally: Tally) -> dict[str, Any]:
    """The object of `yport validate --statistics`: how often each rule was broken, the most frequent first."""
    return {
        **answer_object("validate"),
        "statistics": [
            {"code": code, "severity": severity.value, "count": count}
            for (severity, code), count in ranked(tally)
        ],
        "summary": _summary(tally),
    }


def _summary(tally: Tally) -> dict[str, int]:
    return told(tally, "files", "errors", "warnings")


def _file(report: FileReport, language: Language) -> dict[str, Any]:
    return {
        "path": report.path,
        "valid": report.valid,
        "issues": [issue_object(issue, language) for issue in report.issues],
    }


def issue_object(issue: Issue, language: Language) -> dict[str, Any]:
    """One issue with its place; `path` is the route within the file."""
    return {
        "code": issue.code,
        "severity": issue.severity.value,
        "message": issue.message.text_in(language),
        "hint": issue.hint.text_in(language) if issue.hint else None,
        "path": issue.at.path,
        **told(issue.at.place),
        **told(issue.at, "sheet", "cell"),
        "fixable": issue.fix is not None,
        "related": [_related(related, language) for related in issue.related],
    }


def _related(related: Related, language: Language) -> dict[str, Any]:
    return {
        "message": related.message.text_in(language),
        "path": related.at.path,
        **told(related.at.place, "line", "column"),
    }
