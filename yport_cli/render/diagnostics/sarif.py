"""Issues as SARIF 2.1.0, with the manual of each rule as its help."""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from yport_cli import __version__
from yport_cli.core.catalogue.manual import manual_of
from yport_cli.core.catalogue.rules import RULES
from yport_cli.core.issues.file_report import FileReport
from yport_cli.core.issues.issue import Issue, Place, Rule
from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.core.issues.tally import Tally
from yport_cli.render.diagnostics.issue_wording import sentence_of
from yport_cli.render.formats.json import OnePerLine, json_pieces
from yport_cli.render.pages.rule_manual import manual_markdown, manual_text
from yport_cli.render.wording.safe_text import escape_controls

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

HOME = "https://pypi.org/project/yport/"
"""Where the package is found by its name."""

_ABOUT = Sentence("地域再生計画の検査", "Checks of Japanese regional revitalization plans")
_INDEX = {rule.code: index for index, rule in enumerate(RULES)}
_BRACES = str.maketrans({"{": "{{", "}": "}}", "[": "\\[", "]": "\\]", "\\": "\\\\"})


def sarif_pieces(reports: Iterable[FileReport], tally: Tally, language: Language) -> Iterator[str]:
    """A log with one run; `tally` counts the reports while they pass."""
    driver = {
        "name": "yport",
        "version": __version__,
        "semanticVersion": __version__,
        "informationUri": HOME,
        "shortDescription": {"text": _ABOUT.text_in(language)},
        "rules": [_rule(rule, language) for rule in RULES],
    }
    results = (result for report in reports for result in _results(report, language))
    run = {
        "tool": {"driver": driver},
        "language": language,
        "columnKind": "unicodeCodePoints",
        "results": OnePerLine(results),
        "invocations": lambda: [{"executionSuccessful": not (tally.has_unreadable or tally.lacks_extra)}],
    }
    return json_pieces({"$schema": SCHEMA, "version": "2.1.0", "runs": iter([run])})


def _rule(rule: Rule, language: Language) -> dict[str, Any]:
    manual = manual_of(rule)
    return {
        "id": rule.code,
        "helpUri": f"{HOME}#{rule.code}",
        "shortDescription": {"text": manual.title.text_in(language)},
        "fullDescription": {"text": manual.why.text_in(language).replace("\n\n", "\n")},
        "help": {
            "text": manual_text(rule, manual, language),
            "markdown": manual_markdown(rule, manual, language),
        },
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {"fixable": rule.fixable, "problem.severity": rule.severity.value},
    }


def _results(report: FileReport, language: Language) -> Iterator[dict[str, Any]]:
    """The results of a file; each is known by what it is about, wherever that has moved to."""
    artifact = _artifact(report.path)
    seen: Counter[str] = Counter()
    for issue in report.issues:
        about = (
            issue.code,
            re.sub(r"\[[0-9]+\]", "[]", issue.at.path),
            issue.at.sheet or "",
            issue.at.excerpt.strip(),
        )
        known = sha256("\0".join(about).encode("utf-8", "surrogatepass")).hexdigest()[:16]
        seen[known] += 1
        yield _result(artifact, issue, language) | {
            "partialFingerprints": {"yportIssue/v1": f"{known}:{seen[known]}"}
        }


def _result(artifact: dict[str, str], issue: Issue, language: Language) -> dict[str, Any]:
    related, links = [], ""
    for number, one in enumerate(issue.related):
        text = _message(escape_controls(one.message.text_in(language)))
        place = {"artifactLocation": artifact, "region": _region(one.at.place)}
        related.append({"id": number, "message": {"text": text}, "physicalLocation": place})
        links += f" [{text}]({number})"  # viewers show no other related places (SARIF 2.1.0, 3.11.6)
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": artifact}}
    result: dict[str, Any] = {
        "ruleId": issue.code,
        "level": issue.severity.value,
        "message": {"text": _message(sentence_of(issue, language)) + links},
        "locations": [location],
    }
    if issue.code in _INDEX:
        result["ruleIndex"] = _INDEX[issue.code]
    location["physicalLocation"]["region"] = _region(issue.at.place)  # of a cell its row and column
    if issue.at.path or issue.at.cell:
        where = f"{issue.at.sheet}!{issue.at.cell}" if issue.at.cell else issue.at.path
        location["logicalLocations"] = [{"fullyQualifiedName": escape_controls(where)}]
    if related:
        result["relatedLocations"] = related
    if issue.fix is not None:
        replacement = {"deletedRegion": _region(issue.at.place), "insertedContent": {"text": issue.fix}}
        change = {"artifactLocation": artifact, "replacements": [replacement]}
        result["fixes"] = [{"artifactChanges": [change]}]
    return result


def _artifact(name: str) -> dict[str, str]:
    path = PurePath(name)
    try:
        octets = os.fsencode(path.as_posix())
    except UnicodeEncodeError:  # Windows has names that are no Unicode
        octets = path.as_posix().encode("utf-8", "surrogatepass")
    if path.is_absolute():
        return {"uri": "file:///" + quote(octets.lstrip(b"/"), safe="/:")}
    return {"uri": quote(octets), "uriBaseId": "%SRCROOT%"}


def _region(place: Place) -> dict[str, int]:
    names = ("startLine", "startColumn", "endLine", "endColumn")
    return dict(zip(names, (place.line, place.column, place.end_line, place.end_column), strict=True))


def _message(text: str) -> str:
    """Plain text in which nothing is a link or a placeholder (SARIF 2.1.0, 3.11.5 and 3.11.6)."""
    return text.translate(_BRACES)
