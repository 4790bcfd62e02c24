"""`yport validate` as a whole command."""

import json
import os
import re
import stat
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from example import SMALL, YPORT, changed
from program import command

BROKEN = changed(("total: 100", "total: x"))
ODD = changed(("total: 100", "total: １００"), ("area: 横浜市の全域", "area: 横浜市の全域 # 区域"))


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    Path("fine.yaml").write_text(SMALL, encoding="utf-8")
    Path("broken.yaml").write_text(BROKEN, encoding="utf-8")
    Path("odd.yaml").write_text(ODD, encoding="utf-8")


# Exit status


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


# Formats


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


@pytest.mark.parametrize("name", ["report.json", "report.sarif", "report.xml", "report.txt"])
def test_the_ending_of_the_output_picks_the_format(name: str) -> None:
    written = command("validate", "broken.yaml", "fine.yaml", "-o", name, status=1).out
    assert written == ""
    text = Path(name).read_text(encoding="utf-8")
    if name == "report.json":
        assert json.loads(text)["summary"] == {"files": 2, "errors": 1, "warnings": 0}
    elif name == "report.sarif":
        assert json.loads(text)["version"] == "2.1.0"
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


# Folders


def test_a_folder_is_walked_and_what_is_no_plan_is_counted() -> None:
    Path("other.yaml").write_text("a: 1\n")
    _, found, said = command("validate", ".", "--format", "json", status=1, lang="en")
    assert [file["path"] for file in json.loads(found)["files"]] == ["broken.yaml", "fine.yaml", "odd.yaml"]
    assert said == (
        "checked 3 files: 1 error, 1 warning; 1 can be fixed with --fix; passed over 1 YAML file without a plan\n"
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
    assert command("validate", "fine.yaml", status=0) == (0, "", "1ファイルを検査: 誤りはありません\n")


# Mending


def test_diff_shows_what_fix_would_change_and_writes_nothing() -> None:
    _, written, said = command("validate", "odd.yaml", "--diff", lang="en", status=0)
    assert written.splitlines()[:2] == ["--- a/odd.yaml", "+++ b/odd.yaml"]
    assert [line for line in written.splitlines()[2:] if line[0] in "+-"] == [
        "-  total: １００",
        "+  total: 100",
    ]
    assert said.startswith("--fix would mend 1 place in 1 file\nodd.yaml:17:10: warning: ")
    assert Path("odd.yaml").read_text(encoding="utf-8") == ODD


def test_the_diff_applies() -> None:
    written = command("validate", "odd.yaml", "--diff", status=0).out
    Path("change.patch").write_text(written, encoding="utf-8", newline="")
    applied = os.system("patch --version > /dev/null 2>&1")  # noqa: S605
    if applied:
        pytest.skip("this system has no patch")
    assert os.system("patch -p1 -s < change.patch") == 0  # noqa: S605
    assert Path("odd.yaml").read_text(encoding="utf-8") == SMALL.replace("全域", "全域 # 区域")


def test_git_takes_the_diff_of_any_name(tmp_path: Path) -> None:
    folder = tmp_path / "計画 2"
    folder.mkdir()
    Path("odd.yaml").rename(folder / "a b,c.yaml")
    command("validate", tmp_path / "計画 2", "--diff", "-o", "change.patch", status=0)
    subprocess.run(["git", "apply", "change.patch"], check=True, cwd=tmp_path)
    assert "total: 100\n" in (folder / "a b,c.yaml").read_text(encoding="utf-8")


def test_a_diff_cannot_command_a_build_server(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("odd.yaml").write_text(
        ODD.replace("total", "# ##[add-mask]y\n  # \x07\n  total").replace(
            "id:", "id: |\n  ::add-mask::y\n#"
        ),
        encoding="utf-8",
    )
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    written = command("validate", "odd.yaml", "--diff", status=1).out
    assert "##[" not in written
    assert not any(line.lstrip(" +-").startswith("::") for line in written.splitlines())


def test_a_diff_is_a_patch_and_nothing_else() -> None:
    for arguments in (("--format", "json"), ("--statistics",)):
        said = command("validate", "odd.yaml", "--diff", *arguments, status=2, lang="en").err
        assert "does not go with" in said


def test_nothing_that_was_asked_for_is_passed_over() -> None:
    for arguments, sentence in (
        (("",), "the name of a file is empty"),
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


def test_fix_writes_and_lists_what_is_left() -> None:
    Path("odd.yaml").write_text(ODD.replace("unit: 千円", "unit: 万円"), encoding="utf-8")
    _, written, said = command("validate", "odd.yaml", "--fix", status=1, lang="en")
    assert written.startswith("odd.yaml:16:9: error: '万円' is not one of the choices")
    assert said == "mended 1 place in 1 file\nchecked 1 file: 1 error, 0 warnings\n"
    assert "total: 100\n" in Path("odd.yaml").read_text(encoding="utf-8")
    again = command("validate", "odd.yaml", "--fix", status=1, lang="en").err
    assert again.startswith("there is nothing for --fix to mend\n")


def test_fix_keeps_the_mode_and_the_links(tmp_path: Path) -> None:
    odd = tmp_path / "odd.yaml"
    odd.chmod(0o640)
    link = tmp_path / "link.yaml"
    link.symlink_to("odd.yaml")
    command("validate", link, "--fix", status=0)
    assert link.is_symlink()
    assert stat.S_IMODE(odd.stat().st_mode) == 0o640
    assert "total: 100\n" in odd.read_text(encoding="utf-8")
    assert {path.name for path in tmp_path.iterdir()} == {
        "broken.yaml",
        "cache",
        "fine.yaml",
        "link.yaml",
        "odd.yaml",
    }, "nothing is left lying about"


def test_fix_leaves_a_file_alone_that_has_nothing_to_mend(tmp_path: Path) -> None:
    before = (tmp_path / "fine.yaml").stat()
    command("validate", "fine.yaml", "--fix", status=0)
    after = (tmp_path / "fine.yaml").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_fix_minds_what_is_selected() -> None:
    command("validate", "odd.yaml", "--fix", "--ignore", "number-spelling", status=0)
    assert Path("odd.yaml").read_text(encoding="utf-8") == ODD


# The other commands


def test_explain_tells_a_rule() -> None:
    written = command("explain", "cumulative-mismatch", lang="en", status=0).out
    assert written.startswith(
        "cumulative-mismatch (error; beyond a JSON Schema)\n\nThe stated cumulative is the sum"
    )
    assert "Section of the form: ５－２ ⑤" in written
    assert "\nFails:\n    kpis:\n" in written
    written = command("explain", "cumulative-mismatch", status=0).out
    assert "累計は増加分の合計です" in written
    assert "\n誤りの例:\n" in written


def test_explain_lists_every_rule_in_every_format() -> None:
    found = command("explain", "--list", "--format", "json", lang="en", status=0).json
    assert len(found["rules"]) > 60
    assert {rule["severity"] for rule in found["rules"]} == {"error", "warning"}
    for kind in ("table", "markdown", "csv"):
        written = command("explain", "--list", "--format", kind, status=0).out
        assert all(rule["code"] in written for rule in found["rules"])


def test_explain_without_a_code_says_how_to_use_it() -> None:
    said = command("explain", status=2, lang="en").err
    assert "yport explain --list" in said


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("start", ["blank", "yport"])
def test_a_new_plan_is_valid_without_a_warning(start: str, lang: str) -> None:
    Path("new").mkdir()
    command("init", "new/plan.yaml", "--from", start, lang=lang, status=0)
    text = Path("new/plan.yaml").read_text(encoding="utf-8")
    first = text.split("\n", 1)[0]
    assert first == "# yaml-language-server: $schema=./yport-plan-v1.schema.json"
    assert json.loads(Path("new/yport-plan-v1.schema.json").read_text(encoding="utf-8")) == json.loads(
        command("schema", status=0).out
    )
    assert command("validate", "new", "--strict", lang="en", status=0) == (
        0,
        "",
        "checked 1 file: no errors\n",
    )
    if start == "yport":
        assert text.split("\n", 1)[1] == YPORT.read_text(encoding="utf-8")
    else:
        assert len(re.findall("#.*[ぁ-ん]" if lang == "ja" else "# [^#]*[a-z]{3}", text)) > 20


def test_a_new_plan_never_takes_the_place_of_another() -> None:
    said = command("init", "fine.yaml", status=3, lang="en").err
    assert "fine.yaml cannot be written (it exists already)" in said
    assert Path("fine.yaml").read_text(encoding="utf-8") == SMALL
    command("init", "plan.json", status=2)
    command("init", "no/such/folder.yaml", status=3)


def test_the_schema_can_be_written_to_a_file() -> None:
    command("schema", "-o", "plan.schema.json", status=0)
    assert Path("plan.schema.json").read_text(encoding="utf-8") == command("schema", status=0).out
