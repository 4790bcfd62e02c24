import re

import pytest
from wcwidth import wcswidth

from example import FULL, changed, report
from yport_cli.core.issues.file_report import FileReport
from yport_cli.core.issues.tally import Tally
from yport_cli.render.diagnostics.summary import summary_text
from yport_cli.render.diagnostics.text import text_lines
from yport_cli.source.plan.plan_loader import parse_plan


def _drawn(text: str, *, excerpts: bool = True, color: bool = False, name: str = "plan.yaml") -> str:
    found = parse_plan(text.encode(), name).report
    return "".join(text_lines([found], "ja", width=80 if excerpts else None, color=color))


def _tally(reports: list[FileReport]) -> Tally:
    tally = Tally()
    assert list(tally.counted(reports)) == reports
    return tally


def _line_and_carets(drawn: str, number: int = 0) -> tuple[str, str]:
    lines = [line.split(" | ", 1)[1] for line in drawn.splitlines() if " | " in line]
    return lines[2 * number], lines[2 * number + 1]


def test_a_finding_is_one_line_that_editors_understand() -> None:
    drawn = _drawn(changed(("total: 120000", "total: x"), text=FULL), excerpts=False)
    assert drawn == (
        "plan.yaml:34:10: error: 「x」は数として読めません。1000000 のように半角数字で書いてください (bad-number)\n"
    )
    english = "".join(text_lines([report(changed(("total: 120000", "total: x"), text=FULL))], "en"))
    assert (
        english
        == "plan.yaml:34:10: error: 'x' is not a number; write plain digits such as 1000000 (bad-number)\n"
    )


def test_nothing_is_written_of_a_plan_without_findings() -> None:
    assert _drawn(FULL) == ""


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("total: 120000", "total: x", "x"),
        ("body: 推進会議", "body: [推進会議]", "[推進会議]"),
        ("H29: 10, H30: 20", "H29: 10, H30: 二十", "二十"),
        ("name: 来訪者数の増加", "name: 来訪者数の増加\n    '😀 が': 1", "'😀 が'"),
        (
            "method: 外部有識者による検証, body",
            "method: 外部有識者による検証, 'k\u3099': 1, body",
            "'k\u3099'",
        ),
    ],
)
def test_carets_stand_under_what_is_meant_in_wide_and_narrow_letters(old: str, new: str, marked: str) -> None:
    line, carets = _line_and_carets(_drawn(changed((old, new), text=FULL)))
    before, _, _ = line.partition(marked)
    assert marked in line
    assert carets == " " * wcswidth(before) + "^" * wcswidth(marked)


def test_a_value_over_several_lines_is_marked_to_the_end_of_its_first() -> None:
    text = changed(("body: 推進会議", "body: [推進,\n  会議]"), text=FULL)
    line, carets = _line_and_carets(_drawn(text))
    assert line.endswith("body: [推進,")
    assert carets.strip() == "^" * wcswidth("[推進,")


def test_of_a_very_long_line_only_the_part_around_the_place_is_shown() -> None:
    text = changed(("{method: 外部有識者による検証,", "{method: " + "長" * 5000 + ", unknown: 1,"), text=FULL)
    line, carets = _line_and_carets(_drawn(text))
    assert "unknown" in line
    assert len(line) < 400
    assert line[: len(line)].count("長") > 10
    before, _, _ = line.partition("unknown")
    assert carets == " " * wcswidth(before) + "^" * len("unknown")


def test_a_very_long_value_is_marked_in_part() -> None:
    line, carets = _line_and_carets(
        _drawn(changed(("area: 横浜市及び川崎市の全域", "area: [" + "長, " * 5000 + "]"), text=FULL))
    )
    assert len(line) < 400
    assert 1 < carets.count("^") < 400


def test_control_characters_and_escapes_of_a_plan_are_shown_as_text() -> None:
    text = changed(("    unit: 人\n", '    unit: 人\n    "[red]\\x1b[31m赤\\u202e": 1\n'), text=FULL)
    drawn = _drawn(text)
    assert "\x1b" not in drawn
    assert "\u202e" not in drawn
    assert "[red]\\x1b[31m赤\\u202e" in drawn


def test_a_raw_escape_in_a_file_does_not_reach_the_terminal() -> None:
    drawn = _drawn("name: \x1b[31m赤\n")
    assert "\x1b" not in drawn
    assert "U+001B" in drawn
    line, carets = _line_and_carets(drawn)
    assert line == "name: \\x1b[31m赤"
    assert carets == "      ^^^^"


def test_a_tab_is_shown_as_one() -> None:
    line, carets = _line_and_carets(_drawn("a: 1\n\tb: 2\n"))
    assert line == "\\tb: 2"
    assert carets == "^^"


def test_a_files_name_is_shown_as_text() -> None:
    drawn = _drawn("", excerpts=False, name="\x1b]0;\x07plan\n.yaml")
    assert drawn.startswith("\\x1b]0;\\x07plan\\n.yaml:1:1: error: ")
    assert drawn.count("\n") == 1


def test_colour_marks_the_severity_alone() -> None:
    text = changed(("total: 120000", "total: x"), ("baseline: 500", "baseline: ５００"), text=FULL)
    drawn = _drawn(text, color=True)
    assert "\x1b[31merror\x1b[0m" in drawn
    assert "\x1b[33mwarning\x1b[0m" in drawn
    assert re.sub(r"\x1b\[[0-9]*m", "", drawn) == _drawn(text)


@pytest.mark.parametrize(
    ("edits", "ja", "en"),
    [
        ([], "1ファイルを検査: エラーはありません\n", "checked 1 file: no errors\n"),
        (
            [("total: 120000", "total: x")],
            "1ファイルを検査: エラー 1件、警告 0件\n",
            "checked 1 file: 1 error, 0 warnings\n",
        ),
        (
            [("total: 120000", "total: １２００００")],
            "1ファイルを検査: エラー 0件、警告 1件。うち1件は --fix で直せます\n",
            "checked 1 file: 0 errors, 1 warning; 1 can be fixed with --fix\n",
        ),
    ],
)
def test_the_summary_counts(edits: list[tuple[str, str]], ja: str, en: str) -> None:
    reports = [report(changed(*edits, text=FULL))]
    assert summary_text(_tally(reports), "ja") == ja
    assert summary_text(_tally(reports), "en") == en


def test_the_summary_of_several_files_counts_them_all() -> None:
    reports = [FileReport("a", ()), report("a: ["), report("b: [")]
    assert summary_text(_tally(reports), "en") == "checked 3 files: 2 errors, 0 warnings\n"
