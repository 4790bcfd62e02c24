"""`yport diff` as a whole command."""

import csv
import io
import re
from pathlib import Path

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options

from example import BROKEN, SMALL, YPORT, amended_text, changed
from program import command

LEDGER = """\
date,item,amount
2017-06-01,orders,800000
2018-04-10,orders,2500000
2018-05-01,briefings,60
2018-06-01,briefings,6
"""


@pytest.fixture
def amended(tmp_path: Path) -> Path:
    path = tmp_path / "amended.yaml"
    path.write_text(amended_text(), encoding="utf-8")
    return path


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "actuals.csv"
    path.write_text(LEDGER, encoding="utf-8")
    return path


def test_the_machine_contract(amended: Path, ledger: Path) -> None:
    found = command("diff", YPORT, amended, "--ledger", ledger, "--format", "json", status=0).json
    assert (found["schema_version"], found["command"], found["changed"]) == (1, "diff", True)
    assert (found["old"]["fiscal_years"], found["new"]["fiscal_years"]) == (
        [2017, 2018, 2019],
        [2017, 2018, 2019, 2020],
    )
    by_path = {change["path"]: change for change in found["changes"]}
    assert by_path["kpis[orders].increments.H31"] == {
        "path": "kpis[orders].increments.H31",
        "kind": "changed",
        "old": 10_000_000,
        "new": 7_000_000,
        "difference": -3_000_000,
        "unit": "千円",
    }
    assert by_path["fiscal_years[H32]"]["new"] == 2020
    assert by_path["period.end"]["old"] == "2020-03-31"
    rate = by_path["budget.grant.rate"]
    assert (rate["old"], rate["new"], rate["difference"]) == ("1/2", "1/3", "-1/6")
    assert by_path["kpis[briefings]"]["kind"] == "removed"
    led_to = {change["path"]: (change["old"], change["new"]) for change in found["consequences"]}
    assert led_to == {
        "kpis[orders].cumulative_target": (14_000_000, 16_000_000),
        "kpis[briefings].cumulative_target": (165, None),
        "budget.grant": (60_000, 50_000),  # 1/3 of 150,000
        "budget.own_funds": (60_000, 100_000),
    }
    standing = found["standing"]
    assert (standing["as_of"], standing["left_out"]) == ("2018-06-01", [{"item": "briefings", "rows": 2}])
    orders, _, briefings = standing["kpis"]
    assert (orders["old"]["shortfall"], orders["new"]["shortfall"]) == (10_700_000, 12_700_000)
    assert str(orders["new"]["achievement_rate"]) == "0.20625"  # 3,300,000 ÷ 16,000,000
    assert (briefings["old"]["cumulative_actual"], briefings["new"]) == (66, None)


def test_equal_plans_have_no_changes(tmp_path: Path) -> None:
    respelled = tmp_path / "respelled.yaml"
    text = YPORT.read_text(encoding="utf-8")
    respelled.write_text(
        changed(
            ("[H29, H30, H31]", "[平成29年度, 平成30年度, 令和元年度]"),
            ("{H29: 1000000, H30: 3000000", '{H29: "1,000,000", H30: ３００００００'),
            text=text,
        ),
        encoding="utf-8",
    )
    screen = command("diff", YPORT, respelled, "--exit-code", lang="en", status=0).out
    assert screen.splitlines()[1:] == ["The plans say the same."]
    found = command("diff", YPORT, respelled, "--format", "json", status=0).json
    assert (found["changed"], found["changes"], found["consequences"]) == (False, [], [])
    assert found["standing"] is None


def test_the_exit_status_tells_of_changes_only_when_asked(amended: Path) -> None:
    command("diff", YPORT, amended, status=0)
    command("diff", YPORT, amended, "--exit-code", status=1)
    command("diff", amended, amended, "--exit-code", status=0)


def test_the_screen_names_the_ledger_and_what_is_left_out_of_the_new_plan(
    amended: Path, ledger: Path
) -> None:
    _, screen, said = command("diff", YPORT, amended, "--ledger", ledger, lang="en", status=0)
    assert "Ledger: actuals.csv, as of 2018-06-01" in screen
    assert "briefings 2" in screen
    assert said == ""


def test_every_format_gives_the_same_changes(amended: Path) -> None:
    found = command("diff", YPORT, amended, "--format", "json", status=0).json["changes"]
    text = command("diff", YPORT, amended, "--format", "csv", status=0).out
    rows = {row["path"]: row for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))}
    assert list(rows) == [change["path"] for change in found]
    screens = [
        command("diff", YPORT, amended, *rest, status=0).out for rest in ((), ("--format", "markdown"))
    ]
    for change in found:
        row = rows[change["path"]]
        assert row["change"] == change["kind"]
        if change["difference"] is not None and isinstance(change["difference"], int):
            assert (int(row["old"]), int(row["new"])) == (change["old"], change["new"])
            assert int(row["difference"]) == change["difference"]
            for screen in screens:
                line = next(line for line in screen.splitlines() if row["item"] in line)
                assert f"{change['difference']:+,}" in line


def test_that_plans_cannot_be_compared_is_told_from_a_change(tmp_path: Path, amended: Path) -> None:
    (tmp_path / "broken.yaml").write_text(BROKEN, encoding="utf-8")
    for names in (("broken.yaml", YPORT), (YPORT, "broken.yaml"), ("broken.yaml", "missing.yaml")):
        run = command("diff", *names, "--exit-code", status=3)
        assert run.out == ""
        assert "broken.yaml:17:10: error: " in run.err
    command("diff", YPORT, amended, "--ledger", "missing.csv", "--exit-code", status=3)
    found = command("diff", YPORT, "broken.yaml", "--exit-code", "--format", "json", status=3).json
    assert (found["old"], found["new"], found["changed"], found["changes"]) == (None, None, None, [])
    assert [(file["path"], [issue["code"] for issue in file["issues"]]) for file in found["files"]] == [
        (str(YPORT), []),
        ("broken.yaml", ["bad-number"]),
    ]
    compared = command("diff", YPORT, amended, "--format", "json", status=0).json
    assert list(found) == list(compared)
    assert [file["valid"] for file in compared["files"]] == [True, True]


@pytest.mark.parametrize("nothing", ["-", "/dev/null", "empty.yaml"])
def test_a_plan_that_is_new_or_gone_is_compared_with_nothing(nothing: str) -> None:
    Path("empty.yaml").touch()
    Path("plan.yaml").write_text(SMALL, encoding="utf-8")
    new = command("diff", nothing, "plan.yaml", "--exit-code", status=1, lang="en")
    assert new.out.splitlines()[:3] == [
        "小さな計画",
        "This plan is new.",
        "16 changes: 13 in words, 3 in figures",
    ]
    assert ("is empty" in new.err) == (nothing != "/dev/null")
    gone = command("diff", "plan.yaml", nothing, "--exit-code", "--format", "json", status=1).json
    assert (gone["old"]["id"], gone["new"], gone["changed"]) == ("small", None, True)
    assert {change["kind"] for change in gone["changes"]} == {"removed"}
    assert (
        "なくなった計画です。" in command("diff", "plan.yaml", nothing, "--format", "markdown", status=0).out
    )
    csv_rows = command("diff", nothing, "plan.yaml", "--format", "csv", status=0).out.splitlines()
    assert len(csv_rows) == 17
    said = command("diff", nothing, "plan.yaml", "--ledger", "x.csv", status=0, lang="en").err
    assert "--ledger is not used" in said


def test_two_files_without_a_plan_are_nothing_to_compare() -> None:
    assert "どちらも空" in command("diff", "-", "/dev/null", status=2).err


def test_in_a_comment_nobody_is_called_and_nothing_is_a_link(tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_text(SMALL, encoding="utf-8")
    words = "@octocat #12 GH-7 a/b#3 https://evil.example www.evil.example <img src=x> **x** | $x$"
    (tmp_path / "new.yaml").write_text(changed(("小さな計画", f"'{words}'")), encoding="utf-8")
    text = command("diff", "old.yaml", "new.yaml", "--format", "markdown", status=0).out
    page = cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE)
    seen = re.sub("<!-- -->", "", page)
    assert (
        "@octocat #12 GH-7 a/b#3 https://evil.example www.evil.example &lt;img src=x&gt; **x** | $x$" in seen
    )
    for call in ("@octocat", "#12", "GH-7", "#3", "https://", "www.", "<a ", "<img", "<strong>"):
        assert call not in page, call


def test_one_of_the_plans_may_come_from_standard_input() -> None:
    old = YPORT.read_text(encoding="utf-8")
    screen = command(
        "diff", "-", YPORT, stdin=old.replace("total: 120000", "total: 130000"), lang="en", status=0
    ).out
    assert "1 change: 0 in words, 1 in figures" in screen


def test_a_file_is_written_in_the_format_of_its_ending(amended: Path, tmp_path: Path) -> None:
    out = tmp_path / "changes.md"
    assert command("diff", YPORT, amended, "-o", out, status=0) == (0, "", f"書き出しました: {out}\n")
    assert out.read_text(encoding="utf-8").startswith("# 公民連携による")


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        ((), 2, "two plan files are needed"),
        ((YPORT,), 2, "for example: yport diff old.yaml new.yaml"),
        (("-", "-"), 2, "only one of the two"),
        ((YPORT, YPORT, "--as-of", "2018-01-01"), 2, "--as-of needs --ledger"),
        ((YPORT, YPORT, "--ledger", "nowhere.csv"), 3, "no such file"),
        ((YPORT, YPORT, "-o", "changes.xyz"), 2, "use one of"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    arguments: tuple[str | Path, ...], status: int, said: str
) -> None:
    _, screen, complaint = command("diff", *arguments, status=status, lang="en")
    assert screen == ""
    assert said in complaint


def test_the_errors_of_both_plans_are_said(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text(changed(("total: 100", "total: many"), text=SMALL), encoding="utf-8")
    said = command("diff", broken, tmp_path / "missing.yaml", status=3, lang="en").err
    assert "'many' is not a number" in said
    assert "missing.yaml:1:1" in said
    command("diff", broken, YPORT, status=1)
    command("diff", YPORT, broken, status=1)
