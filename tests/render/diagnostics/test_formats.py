"""The formats for machines: valid, complete, and deaf to what a plan or a file's name tries to say."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import cmarkgfm
import jsonschema
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given
from hypothesis import strategies as st

from example import FULL, ROOT, changed
from yport_cli.core.catalogue.rules import RULES
from yport_cli.core.issues.file_report import FileReport
from yport_cli.core.issues.issue import Location, Place, Related
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.issues.tally import Tally
from yport_cli.core.refusals.files import CANNOT_READ
from yport_cli.core.refusals.values import BAD_NUMBER
from yport_cli.render.diagnostics.github import github_lines
from yport_cli.render.diagnostics.junit import junit_pieces
from yport_cli.render.diagnostics.markdown_rows import Rows
from yport_cli.render.diagnostics.sarif import sarif_pieces
from yport_cli.render.diagnostics.text import concise_lines, text_lines
from yport_cli.render.diagnostics.validate_json import validate_pieces
from yport_cli.source.plan.plan_loader import parse_plan

SARIF = jsonschema.Draft7Validator(
    json.loads((ROOT / "tests" / "data" / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
)

MISTAKES = changed(
    ("stated_cumulative: 60", "stated_cumulative: 61"),
    ("total: 120000", "total: １２００００"),
    ("kind: level", "kind: lvl"),
    text=FULL,
)


def _report(text: str = MISTAKES, name: str = "plans/計画.yaml") -> FileReport:
    return parse_plan(text.encode(), name).report


def _github(*reports: FileReport) -> list[str]:
    return "".join(github_lines(reports, "en")).split("\n")


def _sarif(*reports: FileReport) -> Any:
    tally = Tally()
    return json.loads("".join(sarif_pieces(tally.counted(reports), tally, "en")))


def _junit(*reports: FileReport, strict: bool = False) -> ET.Element:
    return ET.fromstring("".join(junit_pieces(reports, "en", strict=strict)).encode())


# GitHub


def test_an_annotation_names_the_place_twice() -> None:
    error = next(line for line in _github(_report()) if "cumulative" in line)
    assert error == (
        "::error file=plans/計画.yaml,line=24,endLine=24,col=24,endColumn=26,title=cumulative-mismatch::"
        "plans/計画.yaml:24:24: the stated cumulative of '来訪者数', 61, is not the sum of its increments, 60 "
        "(difference 1); 10 + 20 + 30 = 60; compare with the document and correct the increments or the "
        "cumulative (the baseline is not part of it) (cumulative-mismatch)"
        "%0Aplans/計画.yaml:23:17: note: the increments that were added"
    )


def test_an_annotation_over_several_lines_has_no_columns() -> None:
    report = _report(
        changed(
            ("    office\n", ""),
            ("area: 横浜市及び川崎市の全域", "area:\n  - a\n  - b"),
            text=f"{FULL}    office\n",
        )
    )
    (line,) = (line for line in _github(report) if "wrong-type" in line)
    assert "col=" not in line or "line=6,endLine=6" in line


def test_an_annotation_escapes_as_githubs_toolkit_does() -> None:
    place = Place(1, 2, 1, 3)
    sentence = Sentence("100%、a:b,c", "100%, a:b,c")
    issue = replace(BAD_NUMBER.issue((), sentence), at=Location(place))
    (line, _) = _github(FileReport("a,b:c%d.yaml", (issue,)))
    assert line == (
        "::error file=a%2Cb%3Ac%25d.yaml,line=1,endLine=1,col=2,endColumn=3,title=bad-number::"
        "a,b:c%25d.yaml:1:2: 100%25, a:b,c (bad-number)"
    )


# SARIF


def test_a_log_validates_against_the_published_schema() -> None:
    log = _sarif(_report(), _report("a: [", "b.yaml"), FileReport("fine.yaml", ()))
    SARIF.validate(log)
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == [rule.code for rule in RULES]
    assert all(rule["help"]["markdown"] and rule["help"]["text"] for rule in run["tool"]["driver"]["rules"])
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_a_log_of_nothing_validates_too() -> None:
    log = _sarif(FileReport("fine.yaml", ()))
    SARIF.validate(log)
    assert log["runs"][0]["results"] == []


def test_a_result_has_its_region_its_related_places_and_its_fix() -> None:
    results = {result["ruleId"]: result for result in _sarif(_report())["runs"][0]["results"]}
    found = results["cumulative-mismatch"]
    physical = found["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"] == {
        "uri": "plans/%E8%A8%88%E7%94%BB.yaml",
        "uriBaseId": "%SRCROOT%",
    }
    assert physical["region"] == {"startLine": 24, "startColumn": 24, "endLine": 24, "endColumn": 26}
    assert found["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "kpis[0].stated_cumulative"}]
    (related,) = found["relatedLocations"]
    assert related["physicalLocation"]["region"]["startLine"] == 23
    assert found["message"]["text"].endswith(f" [{related['message']['text']}]({related['id']})")
    (replacement,) = results["number-spelling"]["fixes"][0]["artifactChanges"][0]["replacements"]
    assert replacement["insertedContent"] == {"text": "120000"}
    assert replacement["deletedRegion"]["startLine"] == 34


def test_a_message_holds_no_link_and_no_placeholder() -> None:
    report = _report(changed(("kind: level", "kind: '[a](https://b) {0} \\'"), text=FULL))
    (text,) = (
        result["message"]["text"]
        for result in _sarif(report)["runs"][0]["results"]
        if result["ruleId"] == "bad-choice"
    )
    assert "\\[a\\](https://b) {{0}} " in text


def test_a_log_says_its_language_where_the_program_is_described_and_how_it_went() -> None:
    (run,) = _sarif(_report(), FileReport("gone.yaml", (CANNOT_READ.issue((), Sentence("x", "x")),)))["runs"]
    assert run["language"] == "en"
    assert run["invocations"] == [{"executionSuccessful": False}]
    assert _sarif(_report())["runs"][0]["invocations"] == [{"executionSuccessful": True}]
    driver = run["tool"]["driver"]
    assert driver["informationUri"].startswith("https://")
    assert all(rule["helpUri"].endswith(f"#{rule['id']}") for rule in driver["rules"])


def test_a_fingerprint_survives_lines_that_move_and_tells_what_is_alike_apart() -> None:
    def known(text: str) -> list[str]:
        results = _sarif(_report(text))["runs"][0]["results"]
        return [result["partialFingerprints"]["yportIssue/v1"] for result in results]

    twice = changed(("{H29: 10, H30: 20, H31: 30}", "{H29: x, H30: x, H31: 30}"), text=FULL)
    first = known(twice)
    assert len(set(first)) == len(first) == 2
    assert known("# 注\n\n" + twice) == first
    assert known(changed(("id: full", "id: other"), text=twice)) == first
    assert not set(known(changed(("H31: 30", "H31: 33"), text=twice))) & set(first)


def test_the_cell_of_a_workbook_is_a_region_too() -> None:
    place = Location(Place(7, 3, 7, 4), "rows[7].amount", sheet="実績", cell="C7")
    issue = replace(BAD_NUMBER.issue((), Sentence("x", "x")), at=place)
    log = _sarif(FileReport("a.ledger.xlsx", (issue,)))
    SARIF.validate(log)
    (location,) = log["runs"][0]["results"][0]["locations"]
    assert location["physicalLocation"]["region"]["startLine"] == 7
    assert location["logicalLocations"] == [{"fullyQualifiedName": "実績!C7"}]


# Markdown


def _markdown(*reports: FileReport, limit: int | None = None) -> str:
    tally, rows = Tally(), Rows("en", limit)
    assert list(rows.passing(tally.counted(reports))) == list(reports)
    return rows.text(tally)


def test_a_table_holds_all_issues_errors_first() -> None:
    odd = _report(changed(("total: 120000", "total: １２００００"), text=FULL), "a.yaml")
    lines = _markdown(odd, _report()).splitlines()
    assert lines[:3] == [
        "## yport validate",
        "",
        "checked 2 files: 2 errors, 2 warnings; 2 can be fixed with --fix",
    ]
    assert [line.split(" | ")[1:2] for line in lines[6:]] == [
        ["plans/計画.yaml:24:24"],
        ["plans/計画.yaml:28:11"],
        ["a.yaml:34:10"],
        ["plans/計画.yaml:34:10"],
    ]
    assert "<br>plans/計画.yaml:23:17: note: the increments that were added" in lines[6]
    assert lines[6].endswith(" | `cumulative-mismatch` |")


def test_a_table_without_issues_is_none() -> None:
    assert _markdown(FileReport("a.yaml", ())) == "## yport validate\n\nchecked 1 file: no errors\n"


def test_what_a_summary_has_no_room_for_is_counted_and_errors_are_kept() -> None:
    many = [_report(name=f"{number:03}.yaml") for number in range(50)]
    written = _markdown(*many, limit=3000)
    assert len(written.encode()) < 7000
    rows = [line for line in written.splitlines() if line.startswith(("| ❌", "| ⚠️"))]
    assert rows[0].split(" | ")[1] == "000.yaml:24:24"
    assert f"There are {150 - len(rows)} more issues." in written


def test_nothing_in_a_table_is_a_link_or_a_call() -> None:
    sentence = Sentence("@octocat #1 https://evil.example | <b>", "@octocat #1 https://evil.example | <b>")
    issue = BAD_NUMBER.issue((), sentence)
    page = cmarkgfm.github_flavored_markdown_to_html(
        _markdown(FileReport("@a_b_c.yaml", (issue,))), Options.CMARK_OPT_UNSAFE
    )
    assert page.count("<td>") == 4
    for call in ("@octocat", "@a", "#1", "https://", "<b>", "<a ", "<em>"):
        assert call not in page


# JUnit


def test_a_suite_per_file_and_a_failure_per_error() -> None:
    root = _junit(_report(), FileReport("fine.yaml", ()))
    first, second = root.findall("testsuite")
    assert (first.get("name"), first.get("tests"), first.get("failures")) == ("plans/計画.yaml", "3", "2")
    assert [case.get("line") for case in first.findall("testcase")] == ["24", "28", "34"]
    assert [failure.get("type") for failure in first.iter("failure")] == ["cumulative-mismatch", "bad-choice"]
    assert "note: the increments that were added" in (next(first.iter("failure")).text or "")
    assert (next(first.iter("system-out")).text or "").endswith("(number-spelling)")
    assert (second.get("tests"), second.get("failures")) == ("1", "0")


def test_strict_makes_a_warning_fail() -> None:
    (suite,) = _junit(_report(), strict=True)
    assert suite.get("failures") == "3"


# Hostile plans and names

ATTACKS = (
    "\n::error::x",
    "::set-output name=a::b",
    "  ::stop-commands::x",
    "##[add-mask]x",
    "##vso[task.setvariable]x",
    "%0A::error::x",
    "\r::error::x",
    "\x1b[31mred\x1b]8;;http://x\x07",
    "\x9b31m",
    "\u202egnp.exe",
    "\u2028::error::",
    "]]><script>&'\"",
    "[link](http://x)",
    "\ud800",
    "\ufffe\uffff",
    "{0}",
)
names = st.one_of(st.sampled_from(ATTACKS), st.text(max_size=6)).flatmap(
    lambda text: st.builds(
        lambda before, after: before + text + after, st.text(max_size=3), st.text(max_size=3)
    )
)


def _hostile(name: str, text: str) -> FileReport:
    sentence = Sentence(text, text)
    related = Related((), sentence, Location(Place(1, 1, 1, 2), text))
    issue = BAD_NUMBER.issue((), sentence, sentence, related=(related,), fix=text)
    issue = replace(issue, at=Location(Place(1, 1, 1, 3), text, text))
    return FileReport(name, (issue, issue))


def _pieces(report: FileReport) -> Iterator[tuple[str, str]]:
    tally = Tally()
    yield "text", "".join(text_lines([report], "en", width=80))
    yield "concise", "".join(concise_lines([report], "en"))
    yield "github", "".join(github_lines([report], "en"))
    yield "sarif", "".join(sarif_pieces([report], Tally(), "en"))
    yield "junit", "".join(junit_pieces([report], "en", strict=False))
    yield "markdown", _markdown(report)
    yield "json", "".join(validate_pieces(tally.counted([report]), tally, "en"))


_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


@pytest.mark.slow
@given(names, names)
def test_nothing_in_a_plan_or_a_name_becomes_a_command(name: str, text: str) -> None:
    for kind, written in _pieces(_hostile(name, text)):
        if kind in ("text", "concise", "github", "junit", "markdown"):
            assert _CONTROL.search(written.replace("\x1b[31m", "")) is None, kind
        lines = written.split("\n")
        # A runner takes a line for a command when it begins with `::`, or holds `##[` anywhere.
        commands = [
            line for line in lines if line.lstrip().startswith("::") or "##[" in line or "##vso[" in line
        ]
        if kind == "github":
            assert len(commands) == 2
            for line in commands:
                assert re.match(
                    r"::error file=[^,:\r\n]*,line=1,endLine=1,col=1,endColumn=3,title=bad-number::", line
                )
        elif kind in ("text", "concise", "junit", "markdown"):
            assert commands == [], kind


@pytest.mark.slow
@given(names, names)
def test_every_format_stays_well_formed(name: str, text: str) -> None:
    report = _hostile(name, text)
    written = dict(_pieces(report))
    json.loads(written["sarif"].encode("utf-8", "replace"))
    json.loads(written["json"].encode("utf-8", "replace"))
    suite = ET.fromstring(written["junit"].encode("utf-8", "strict"))[0]
    assert len(suite) == 2
    assert all(child.tag in ("failure", "system-out") for case in suite for child in case)
    assert written["concise"].count("\n") == 2
    assert written["github"].count("\n") == 2


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_real_file_of_a_hostile_name_with_a_hostile_plan(attack: str) -> None:
    quoted = json.dumps(attack.encode("utf-8", "replace").decode())
    report = _report(changed(("name: すべての欄がある計画", f"nam: {quoted}"), text=FULL), attack)
    for kind, written in _pieces(report):
        if kind == "sarif":
            SARIF.validate(json.loads(written.encode("utf-8", "replace")))
        if kind == "github":
            assert all(line.startswith("::error ") for line in written.rstrip("\n").split("\n"))
        if kind == "text":
            assert not any(line.lstrip().startswith("::") for line in written.split("\n"))
            assert "\x1b" not in written
