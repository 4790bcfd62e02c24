"""Issues as SARIF 2.1.0, with the manual of each rule as its help."""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from yport_cli import __version__
from yport_cli.core.catalogue.manual import manual_of
from yport_cli.core.catalogue.rules import RULES
from yport_cli.core.issues.file_report import FileReport
from yport_cli.core.issues.issue import Issue, Place, Rule
from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.render.diagnostics.issue_wording import sentence_of
from yport_cli.render.formats.json import OnePerLine, json_pieces
from yport_cli.render.pages.rule_manual import manual_markdown, manual_text
from yport_cli.render.wording.safe_text import escape_controls

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_ABOUT = Sentence("地域再生計画の検査", "Checks of Japanese regional revitalization plans")
_INDEX = {rule.code: index for index, rule in enumerate(RULES)}
_BRACES = str.maketrans({"{": "{{", "}": "}}", "[": "\\[", "]": "\\]", "\\": "\\\\"})


def sarif_pieces(
    reports: Iterable[FileReport], language: Language, name_of: Callable[[str], str] = str
) -> Iterator[str]:
    """A log with one run. `name_of` turns a path into one that starts at the top of the repository."""
    driver = {
        "name": "yport",
        "version": __version__,
        "semanticVersion": __version__,
        "shortDescription": {"text": _ABOUT.text_in(language)},
        "rules": [_rule(rule, language) for rule in RULES],
    }
    results = (
        _result(_artifact(name_of(report.path)), issue, language)
        for report in reports
        for issue in report.issues
    )
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": OnePerLine(results)}
    return json_pieces({"$schema": SCHEMA, "version": "2.1.0", "runs": iter([run])})


def _rule(rule: Rule, language: Language) -> dict[str, Any]:
    manual = manual_of(rule)
    return {
        "id": rule.code,
        "shortDescription": {"text": manual.title.text_in(language)},
        "fullDescription": {"text": manual.why.text_in(language).replace("\n\n", "\n")},
        "help": {
            "text": manual_text(rule, manual, language),
            "markdown": manual_markdown(rule, manual, language),
        },
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {"fixable": rule.fixable, "problem.severity": rule.severity.value},
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
    if issue.at.cell is None:
        location["physicalLocation"]["region"] = _region(issue.at.place)
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
