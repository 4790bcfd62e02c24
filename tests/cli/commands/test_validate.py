"""`yport validate` as a whole command."""

import json
import os
import re
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest

from example import BROKEN, FULL, SMALL, YPORT, changed
from program import Run, command, process

SOUND = "エラーはありません"

pytestmark = pytest.mark.usefixtures("fine_broken_odd")


def _plan(folder: Path, content: str | bytes, name: str = "plan.yaml") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def _places(run: Run) -> list[str]:
    """`line:column code` of each finding."""
    return [
        ":".join(line.split(": ")[0].rsplit(":", 2)[1:]) + " " + line.rpartition(" (")[2].rstrip(")")
        for line in run.out.splitlines()
        if not line.startswith(" ")  # a related place
    ]


def test_the_real_plan_is_valid() -> None:
    run = command("validate", YPORT)
    assert run == (0, "", "2ファイルを検査: エラーはありません\n")


def test_without_a_name_every_plan_of_the_folder_plans_is_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("YPORT_PLAN", raising=False)
    none = command("validate")
    assert (none.status, none.out) == (2, "")
    assert "検査する計画がありません" in none.err
    (tmp_path / "plans").mkdir()
    assert command("validate").status == 2  # the packaged plan is nobody's work
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / "plans" / name).write_bytes(YPORT.read_bytes())
    assert command("validate") == (0, "", "2ファイルを検査: エラーはありません\n")


def test_every_error_is_found_in_one_run_and_sorted(tmp_path: Path) -> None:
    text = changed(
        ("id: full", "id: a b"),
        ("stated_cumulative: 60", "stated_cumulative: 61"),
        ("kind: level", "kind: lvl"),
        ("total: 120000", "total: 110000"),
        ("break_even_year: H31", "break_even_year: H30"),
        ("licence: CC", "license: CC"),
        text=FULL,
    )
    run = command("validate", _plan(tmp_path, text))
    assert run.status == 1
    assert _places(run) == [
        "2:5 bad-id",
        "24:24 cumulative-mismatch",
        "28:11 bad-choice",
        "34:10 budget-over-total",
        "43:20 break-even-claim",
        "53:1 unknown-key",
    ]
    assert run.err == "1ファイルを検査: エラー 6件、警告 0件\n"


def test_a_finding_names_its_file_its_place_and_its_code(tmp_path: Path) -> None:
    _plan(tmp_path, changed(("total: 100", "total: 12万")))
    assert command("validate", "plan.yaml").out == (
        "plan.yaml:17:10: error: 「12万」は数として読めません。「万」を使わず、その欄の単位に合わせて"
        "半角数字だけで書いてください (bad-number)\n"
    )
    assert command("validate", "plan.yaml", "--lang", "en").out == (
        "plan.yaml:17:10: error: '12万' is not a number; write plain digits in the unit of the block, "
        "without 万 (bad-number)\n"
    )


def test_warnings_alone_are_fine(tmp_path: Path) -> None:
    run = command("validate", _plan(tmp_path, changed(("2019-03-31", "2019-03-30"))))
    assert run.status == 0
    assert "warning" in run.out
    assert "period-end" in run.out


def test_json_is_given_for_machines(tmp_path: Path) -> None:
    _plan(tmp_path, changed(("total: 100", "total: x"), ("2019-03-31", "2019-03-30")))
    run = command("validate", "plan.yaml", YPORT, "--no-ledger", "--format", "json")
    assert run.status == 1
    assert run.err == "2ファイルを検査: エラー 1件、警告 1件\n"
    found = run.json
    assert found["summary"] == {"files": 2, "errors": 1, "warnings": 1}
    assert [(file["path"], file["valid"]) for file in found["files"]] == [
        ("plan.yaml", False),
        (str(YPORT), True),
    ]
    assert [(issue["code"], issue["line"]) for issue in found["files"][0]["issues"]] == [
        ("period-end", 6),
        ("bad-number", 17),
    ]


def test_the_highest_status_of_several_files_applies(tmp_path: Path) -> None:
    good, bad = _plan(tmp_path, SMALL, "good.yaml"), _plan(tmp_path, "a: @", "bad.yaml")
    assert command("validate", good, good).status == 0
    assert command("validate", bad, good).status == 1
    assert command("validate", good, bad, "missing.yaml").status == 3
    assert command("validate", "missing.yaml", bad, good).status == 3
    run = command("validate", "missing.yaml", bad, good)
    assert [line.split(":")[0] for line in run.out.splitlines()] == ["missing.yaml", str(bad)]


def test_a_file_that_cannot_be_read_is_a_finding_of_json_too() -> None:
    run = command("validate", "missing.yaml", "--format", "json")
    assert run.status == 3
    (issue,) = run.json["files"][0]["issues"]
    assert (issue["code"], issue["line"], issue["column"]) == ("cannot-read", 1, 1)


def test_standard_input_is_validated() -> None:
    assert command("validate", "-", stdin=SMALL.encode()).status == 0
    run = command("validate", "-", stdin=b"schema: x\n")
    assert run.status == 1
    assert run.out.startswith("-:1:1: error: ")


def test_carets_are_for_people_at_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _plan(tmp_path, changed(("unit: 人", "unit: 5")))
    assert "^" not in command("validate", path).out
    monkeypatch.setattr("yport_cli.cli.streams.is_terminal", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    colored = command("validate", path).out
    assert "  11 |     unit: 5\n     |           \x1b[31m^\x1b[0m\n" in colored
    assert "\x1b[31merror\x1b[0m" in colored
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in command("validate", path).out
    monkeypatch.setenv("NO_COLOR", "")
    monkeypatch.setenv("TERM", "dumb")
    assert "\x1b" not in command("validate", path).out


# The unlucky input of people, item by item.


@pytest.mark.parametrize(
    ("name", "content", "status", "places"),
    [
        ("full-width digits", changed(("total: 100", "total: １００")), 0, ["17:10 number-spelling"]),
        ("1,000,000", changed(("total: 100", "total: 1,000,000")), 0, ["17:10 number-spelling"]),
        ("12,00", changed(("total: 100", "total: 12,00")), 1, ["17:10 bad-number"]),
        (
            "1,000 in braces",
            changed(("{H29: 10, H30: 20}", "{H29: 1,000, H30: 20}")),
            1,
            ["14:25 bad-fiscal-year"],
        ),
        ("▲5 of a KPI", changed(("{H29: 10", "{H29: ▲5")), 0, ["14:23 number-spelling"]),
        ("▲5 of money", changed(("total: 100", "total: ▲5")), 1, ["17:10 negative-amount"]),
        (
            "H29 beside 平成29年度",
            changed(("{H29: 10,", "{H29: 10, 平成29年度: 10,")),
            1,
            ["14:27 duplicate-year"],
        ),
        (
            "H29 beside 平成29年度 in fiscal_years",
            changed(("[H29, H30]", "[H29, 平成29年度, H30]")),
            1,
            ["7:21 duplicate-year"],
        ),
        ("a tab", changed(("    unit: 人", "\tunit: 人")), 1, ["11:1 yaml-syntax"]),
        ("a full-width colon", changed(("name: 小さな", "name：小さな")), 1, ["3:5 yaml-syntax"]),
        ("a full-width colon in a list", changed(("    unit: 人", "    unit：人")), 1, ["11:9 yaml-syntax"]),
        ("CP932", SMALL.encode("cp932"), 1, ["1:1 encoding"]),
        ("UTF-16", SMALL.encode("utf-16"), 1, ["1:1 encoding"]),
        ("a byte order mark", SMALL.encode("utf-8-sig"), 0, []),
        ("CRLF", SMALL.replace("\n", "\r\n"), 0, []),
        (
            "CRLF and a mistake",
            changed(("total: 100", "total: x")).replace("\n", "\r\n"),
            1,
            ["17:10 bad-number"],
        ),
        ("a markup name", changed(("name: 来訪者数", "name: '[red]来訪者数[/red]'")), 0, []),
        ("an escape in a name", changed(("name: 来訪者数", 'name: "\\e[31m来訪者数"')), 0, []),
        (
            "a raw escape",
            changed(("name: 来訪者数", "name: \x1b[31m来訪者数")),
            1,
            ["10:11 control-character"],
        ),
        ("nothing", b"", 1, ["1:1 empty-document"]),
        ("a time", changed(("total: 100", "total: 12:30")), 1, ["17:10 bad-number"]),
        ("a truth value", changed(("unit: 人", "unit: true")), 1, ["11:11 wrong-type"]),
        ("a Norwegian", changed(("area: 横浜市の全域", "area: no")), 0, []),
        ("a number with its unit", changed(("total: 100", "total: 100千円")), 1, ["17:10 bad-number"]),
        ("a picture", bytes(range(256)), 1, ["1:1 encoding"]),
    ],
)
def test_unlucky_input_is_told_what_to_write(
    tmp_path: Path, name: str, content: str | bytes, status: int, places: list[str]
) -> None:
    path = _plan(tmp_path, content)
    run = command("validate", path)
    assert (run.status, _places(run)) == (status, places), name
    assert "\x1b" not in run.out
    for line in command("validate", path, "--lang", "en").out.splitlines():
        assert "; " in line or line.startswith(" ")  # what is wrong; what to write instead
    if status == 0:
        assert command("status", path).status == 0


def test_a_folder_of_plans_or_a_missing_one(tmp_path: Path) -> None:
    run = command("validate", tmp_path / "missing")
    assert run.status == 3
    assert "ファイルがありません" in run.out


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_does_not_keep_it_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    assert command("validate", tmp_path / "pipe.yaml").status == 3


# Exit status.


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["fine.yaml"], 0),
        (["odd.yaml"], 0),
        (["odd.yaml", "--strict"], 1),
        (["broken.yaml"], 1),
        (["broken.yaml", "--exit-zero"], 0),
        (["odd.yaml", "--strict", "--exit-zero"], 0),
        (["broken.yaml", "--ignore", "bad-number"], 0),
        (["nothing.yaml"], 3),
        (["nothing.yaml", "--exit-zero"], 3),
        (["broken.yaml", "nothing.yaml"], 3),
        (["broken.yaml", "--select", "bad-numbers"], 2),
        (["fine.yaml", "--format", "xml"], 2),
        (["fine.yaml", "-o", "report.pdf"], 2),
        (["fine.yaml", "-o", "no/folder/report.json"], 3),
        (["-", "--fix"], 2),
    ],
)
def test_the_exit_status_says_what_was_found(arguments: list[str], status: int) -> None:
    command("validate", *arguments, status=status)


def test_an_unknown_code_is_told_the_nearest_one() -> None:
    said = command("validate", "fine.yaml", "--ignore", "bad-number,bad_dat", status=2, lang="en").err
    assert "there is no rule 'bad_dat'; did you mean 'bad-date'?" in said
    said = command("explain", "cumulative_mismatch", status=2).err
    assert "「cumulative-mismatch」の間違いではありませんか" in said


def test_select_and_ignore_take_lists_and_may_be_repeated() -> None:
    Path("both.yaml").write_text(
        changed(("total: 100", "total: x"), ("人", "5"), ("end: 2019-03-31", "end: x"))
    )
    found = command(
        "validate",
        "both.yaml",
        "--select",
        "bad-number, bad-date",
        "--select",
        "wrong-type",
        "--format",
        "json",
        status=1,
    ).json
    assert [issue["code"] for issue in found["files"][0]["issues"]] == [
        "bad-date",
        "wrong-type",
        "bad-number",
    ]
    found = command(
        "validate", "both.yaml", "--ignore", "bad-number,bad-date", "--format", "json", status=1
    ).json
    assert [issue["code"] for issue in found["files"][0]["issues"]] == ["wrong-type"]
    assert found["summary"] == {"files": 1, "errors": 1, "warnings": 0}


# Formats.


def test_text_names_the_place_and_what_to_write() -> None:
    _, written, said = command("validate", "broken.yaml", status=1, lang="en")
    assert (
        written
        == "broken.yaml:17:10: error: 'x' is not a number; write plain digits such as 1000000 (bad-number)\n"
    )
    assert said == "checked 1 file: 1 error, 0 warnings\n"


def test_related_places_follow_on_lines_of_their_own() -> None:
    Path("sum.yaml").write_text(changed(("H30: 20}", "H30: 20}\n    stated_cumulative: 31")))
    written = command("validate", "sum.yaml", status=1, lang="en").out
    assert written.splitlines()[1] == "  sum.yaml:14:17: note: the increments that were added"
    written = command("validate", "sum.yaml", "--format", "concise", status=1, lang="en").out
    assert written.count("\n") == 1


def test_under_github_actions_the_format_is_githubs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path.parent))
    written = command("validate", "broken.yaml", status=1).out
    assert written.startswith(f"::error file={tmp_path.name}/broken.yaml,line=17,")
    assert command("validate", "broken.yaml", "--format", "text", status=1).out.startswith(
        "broken.yaml:17:10: "
    )
    command("validate", "broken.yaml", "-o", "report.txt", status=1)
    assert Path("report.txt").read_text(encoding="utf-8").startswith("broken.yaml:17:10: ")


def test_under_github_actions_the_summary_of_the_step_holds_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    command("validate", "broken.yaml", status=1)
    assert not Path("summary.md").exists()  # it is for GitHub alone
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    Path("summary.md").write_text("before\n", encoding="utf-8")
    command(
        "validate", "odd.yaml", "broken.yaml", "--format", "sarif", "-o", "out.sarif", status=1, lang="en"
    )
    summary = Path("summary.md").read_text(encoding="utf-8").splitlines()
    assert summary[:2] == ["before", "## yport validate"]
    assert [line.split(" | ")[:2] for line in summary if line.startswith(("| ❌", "| ⚠️"))] == [
        ["| ❌ error", "broken.yaml:17:10"],
        ["| ⚠️ warning", "odd.yaml:17:10"],
    ]
    shown = command("validate", "broken.yaml", "odd.yaml", "--format", "markdown", status=1, lang="en").out
    assert shown == "\n".join(summary[1:]) + "\n"


@pytest.mark.parametrize("name", ["report.json", "report.sarif", "report.xml", "report.md"])
def test_a_path_begins_at_the_top_of_the_repository(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sub = tmp_path / "repo" / "計画 1" / "sub"
    sub.mkdir(parents=True)
    _plan(sub.parent, BROKEN, "町.yaml")
    monkeypatch.chdir(sub)

    def path_in_report(plan: object = "../町.yaml", *arguments: object, workspace: object = "") -> str:
        command(
            "validate", plan, "-o", name, *arguments, status=1, lang="ja", GITHUB_WORKSPACE=str(workspace)
        )
        text = Path(name).read_text(encoding="utf-8")
        if name == "report.json":
            return str(json.loads(text)["files"][0]["path"])
        if name == "report.sarif":
            (result,) = json.loads(text)["runs"][0]["results"]
            return unquote(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])
        if name == "report.xml":
            return str(ET.fromstring(text)[0][0].get("file"))
        return text.split("❌ エラー | ")[1].split(":17")[0].replace("\\", "")

    outside = sub.parent / "町.yaml"  # no repository
    assert path_in_report() == (unquote(outside.as_uri()) if name == "report.sarif" else outside.as_posix())
    (tmp_path / "repo" / ".git").mkdir()
    assert path_in_report() == "計画 1/町.yaml"
    assert path_in_report(sub.parent / "町.yaml") == "計画 1/町.yaml"
    assert path_in_report(workspace=sub.parent) == "町.yaml"
    assert path_in_report(workspace="/elsewhere") == "計画 1/町.yaml"
    assert path_in_report("../町.yaml", "--root", "../..", workspace=sub.parent) == "計画 1/町.yaml"


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows does not remove a folder where somebody stands")
def test_a_folder_that_is_gone_keeps_no_file_from_being_checked(tmp_path: Path) -> None:
    line = f'mkdir "{tmp_path}/gone" && cd "{tmp_path}/gone" && rmdir "{tmp_path}/gone" && "$@"'
    assert process("validate", tmp_path / "fine.yaml", line=line, status=0).err.endswith(f"{SOUND}\n")
    found = process("validate", tmp_path / "fine.yaml", "--format", "json", line=line, status=0).json
    assert [file["path"] for file in found["files"]] == [(tmp_path / "fine.yaml").as_posix()]


@pytest.mark.parametrize("name", ["report.json", "report.sarif", "report.xml", "report.txt", "report.md"])
def test_the_ending_of_the_output_picks_the_format(name: str) -> None:
    written = command("validate", "broken.yaml", "fine.yaml", "-o", name, status=1).out
    assert written == ""
    text = Path(name).read_text(encoding="utf-8")
    if name == "report.json":
        assert json.loads(text)["summary"] == {"files": 2, "errors": 1, "warnings": 0}
    elif name == "report.sarif":
        assert json.loads(text)["version"] == "2.1.0"
    elif name == "report.md":
        assert text.count("❌") == 1
    elif name == "report.xml":
        assert [suite.get("failures") for suite in ET.fromstring(text)] == ["1", "0"]
    else:
        assert text.count("\n") == 1


def test_statistics_count_the_rules() -> None:
    Path("twice.yaml").write_text(
        changed(("{H29: 10, H30: 20}", "{H29: x, H30: y}"), ("total: 100", "total: １"))
    )
    written = command("validate", ".", "--statistics", status=1).out
    assert written == "3  error    bad-number\n2  warning  number-spelling\n"
    found = command("validate", ".", "--statistics", "--format", "json", status=1).json
    assert found["statistics"] == [
        {"code": "bad-number", "severity": "error", "count": 3},
        {"code": "number-spelling", "severity": "warning", "count": 2},
    ]


def test_nothing_in_a_file_name_becomes_a_command(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path("plans")
    folder.mkdir()
    for name in ("::error::x.yaml", "##[add-mask]x.yaml", "a\n::error::b.yaml", "\x1b[31m.yaml"):
        (folder / name).write_text(BROKEN, encoding="utf-8")
    monkeypatch.chdir(folder)
    for kind in ("text", "concise", "github", "junit"):
        _, written, said = command("validate", ".", "--format", kind, status=1)
        lines = (written + said).split("\n")
        assert "\x1b" not in written
        assert not [line for line in lines if "##[" in line]
        commands = [line for line in lines if line.lstrip().startswith("::")]
        assert len(commands) == (4 if kind == "github" else 0)
        assert all(re.match("::error file=[^,:]*,line=17,", line) for line in commands)


# Folders.


def test_a_folder_is_walked_and_what_is_no_plan_is_counted() -> None:
    Path("other.yaml").write_text("a: 1\n")
    _, found, said = command("validate", ".", "--format", "json", status=1, lang="en")
    assert [file["path"] for file in json.loads(found)["files"]] == ["broken.yaml", "fine.yaml", "odd.yaml"]
    assert said == (
        "checked 3 files: 1 error, 1 warning; 1 can be fixed with --fix; passed over 1 file without a plan\n"
    )


def test_a_folder_without_a_plan_is_said_to_be_one() -> None:
    Path("empty").mkdir()
    _, written, said = command("validate", "empty", lang="en", status=0)
    assert (written, said) == ("", "there is no plan to check\n")


def test_standard_input_is_a_plan_too() -> None:
    written = command("validate", "-", stdin=BROKEN, status=1).out
    assert written.startswith("-:17:10: error: ")


def test_the_second_run_takes_clean_plans_from_the_cache(tmp_path: Path) -> None:
    first = command("validate", ".", status=1)
    cache = tmp_path / "cache" / "yport" / "clean-plans"
    assert cache.is_file()
    assert command("validate", ".", status=1) == first
    cache.write_bytes(b"damaged")
    assert command("validate", ".", status=1) == first
    cache.unlink()
    assert command("validate", ".", "--no-cache", status=1) == first
    assert not cache.exists()


def test_a_cache_that_cannot_be_written_is_not_mentioned(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert command("validate", "fine.yaml", status=0) == (0, "", "1ファイルを検査: エラーはありません\n")


# What was asked for.


def test_nothing_that_was_asked_for_is_passed_over() -> None:
    for arguments, sentence in (
        (("",), "an argument is empty"),
        (("odd.yaml", "--select", ","), "no rule is named"),
        (("odd.yaml", "--select", "bad-id", "--ignore", "bad-id"), "leaves nothing"),
        (("odd.yaml", "--ignore", "encoding"), "cannot be ignored"),
        (("odd.yaml", "--statistics", "--format", "sarif"), "text or json"),
    ):
        said = command("validate", *arguments, status=2, lang="en").err
        assert sentence in said


def test_a_selection_never_calls_a_file_sound_that_was_not_checked() -> None:
    Path("cp932.yaml").write_bytes(SMALL.encode("cp932"))
    Path("tab.yaml").write_text("a:\n\tb: 1\n", encoding="utf-8")
    for name, status, code in (
        ("nowhere.yaml", 3, "cannot-read"),
        ("cp932.yaml", 1, "encoding"),
        ("tab.yaml", 1, "yaml-syntax"),
    ):
        found = command("validate", name, "--select", "bad-number", status=status).out
        assert f"({code})" in found
