"""The machine contract of `yport validate`, key by key and in its order."""

import json
from typing import Any

from example import FULL, changed, report
from yport_cli.core.issues.file_report import FileReport
from yport_cli.core.issues.sentence import Language
from yport_cli.core.issues.tally import Tally
from yport_cli.render.diagnostics.validate_json import validate_pieces
from yport_cli.source.plan.plan_loader import parse_plan

VALIDATE = ["schema_version", "command", "files", "summary"]
FILE = ["path", "valid", "issues"]
ISSUE = [
    "code",
    "severity",
    "message",
    "hint",
    "path",
    "line",
    "column",
    "end_line",
    "end_column",
    "sheet",
    "cell",
    "fixable",
    "related",
]
RELATED = ["message", "path", "line", "column"]
SUMMARY = ["files", "errors", "warnings"]


def _validated(reports: list[FileReport], language: Language) -> Any:
    tally = Tally()
    return json.loads("".join(validate_pieces(tally.counted(reports), tally, language)))


def test_the_object_of_validate_has_its_keys_and_no_others() -> None:
    broken = changed(("total: 120000", "total: 1"), ("kind: level", "kind: lvl"), text=FULL)
    reports = [report(broken), parse_plan(FULL.encode(), "full.yaml").report]
    found = _validated(reports, "en")
    assert list(found) == VALIDATE
    assert (found["schema_version"], found["command"]) == (1, "validate")
    assert [list(file) for file in found["files"]] == [FILE] * 2
    issues = found["files"][0]["issues"]
    assert [list(issue) for issue in issues] == [ISSUE] * len(issues)
    assert any(issue["related"] for issue in issues)
    assert all(list(related) == RELATED for issue in issues for related in issue["related"])
    assert list(found["summary"]) == SUMMARY
    assert found["summary"] == {"files": 2, "errors": len(issues), "warnings": 0}
    assert found["files"][1] == {"path": "full.yaml", "valid": True, "issues": []}


def test_an_issue_says_where_it_stands_and_what_to_write() -> None:
    found = _validated([report(changed(("stated_cumulative: 60", "stated_cumulative: 61"), text=FULL))], "en")
    (issue,) = found["files"][0]["issues"]
    assert issue == {
        "code": "cumulative-mismatch",
        "severity": "error",
        "message": "the stated cumulative of '来訪者数', 61, is not the sum of its increments, 60 (difference 1)",
        "hint": "10 + 20 + 30 = 60; compare with the document and correct the increments or the cumulative "
        "(the baseline is not part of it)",
        "path": "kpis[0].stated_cumulative",
        "line": 24,
        "column": 24,
        "end_line": 24,
        "end_column": 26,
        "sheet": None,
        "cell": None,
        "fixable": False,
        "related": [
            {
                "message": "the increments that were added",
                "path": "kpis[0].increments",
                "line": 23,
                "column": 17,
            }
        ],
    }


def test_the_sentences_follow_the_language() -> None:
    reports = [report(changed(("total: 120000", "total: １２００００"), text=FULL))]
    (ja,) = _validated(reports, "ja")["files"][0]["issues"]
    (en,) = _validated(reports, "en")["files"][0]["issues"]
    assert ja["message"].startswith("数「１２００００」は 120000 と")
    assert en["message"].startswith("the number '１２００００' was read as 120000")
    assert ja["fixable"] is en["fixable"] is True
    assert ja["severity"] == en["severity"] == "warning"
    same = set(ISSUE) - {"message", "hint"}
    assert {key: ja[key] for key in same} == {key: en[key] for key in same}
