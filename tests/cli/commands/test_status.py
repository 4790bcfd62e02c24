"""`yport status` as a whole command."""

import csv
import io
import json
import os
import threading
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from example import FULL, SMALL, YPORT, changed
from program import Run, command

UNLUCKY = changed(
    ("short_name: 来訪者数", "short_name: '[red]来訪[/red]'"),
    ("name: 一人当たりごみ排出量", 'name: "ごみ\\x1b[31m\\u202e排出"'),
    text=FULL,
)


def _json(run: Run) -> Any:
    assert run.status == 0, run.err
    return json.loads(run.out, parse_float=Decimal)


def test_the_real_plan_answers_from_any_folder() -> None:
    run = command("status")
    assert run.status == 0
    assert run.err == ""
    assert run.out.startswith("公民連携によるＹ－ＰＯＲＴセンター機能強化計画\n横浜市\n")
    for figure in ("14,000,000", "30", "165", "120,000", "40,000", "80,000", "60,000", "100.0%"):
        assert figure in run.out.split()
    assert "未記録" in run.out


def test_what_must_be_read() -> None:
    found = _json(command("status", YPORT, "--format", "json"))
    assert [kpi["cumulative_target"] for kpi in found["kpis"]] == [14_000_000, 30, 165]
    assert [kpi["target_level"] for kpi in found["kpis"]] == [14_500_000, 36, 207]
    budget = found["budget"]
    assert (budget["total"], budget["stated"], budget["not_stated"], budget["grant"]) == (
        120_000,
        40_000,
        80_000,
        60_000,
    )
    assert budget["grant_is_upper_limit"] is True
    assert found["break_even"] == {"break_even_year": 2019, "margin": 0, "coverage": 1}
    for kpi in found["kpis"]:
        for measure in (kpi, *kpi["years"]):
            for key in ("actual", "cumulative_actual", "achievement_rate", "shortfall"):
                assert measure.get(key) is None


def test_while_the_grant_is_an_upper_limit_own_funds_are_a_lower_one() -> None:
    out = command("status", YPORT).out
    (grant,) = [line for line in out.splitlines() if "交付金  " in line]
    (own,) = [line for line in out.splitlines() if "自己財源" in line]
    assert "上限" in grant
    assert "下限" in own
    english = command("status", YPORT, "--lang", "en").out
    assert "at most" in english
    assert "at least" in english


def test_numbers_are_json_numbers_spelled_exactly(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    text = changed(
        ("{H29: 10, H30: 20}", "{H29: 0.10, H30: 12345678901234567890}\n    baseline: 8.20"),
        ("total: 100", "total: 615\n  grant: {rate: 1/2}"),
    )
    path.write_text(text, encoding="utf-8")
    out = command("status", path, "--format", "json").out
    for spelled in (
        '"baseline": 8.20,',
        '"target": 0.10,',
        '"cumulative_target": 12345678901234567890.10,',
        '"target_level": 12345678901234567898.30,',
        '"grant": 307.5,',
    ):
        assert spelled in out


@pytest.mark.parametrize(
    ("form", "start"),
    [
        ("table", "公民連携による"),
        ("json", '{\n  "schema_version": 1,\n  "command": "status",'),
        ("markdown", "# 公民連携による"),
        ("csv", "\ufeffplan_id,kpi_id,"),
    ],
)
def test_every_format_is_written(form: str, start: str) -> None:
    run = command("status", YPORT, "--format", form)
    assert run.status == 0
    assert run.out.startswith(start)
    assert run.out.endswith("\n")
    assert run.err == ""


def test_csv_is_read_by_spreadsheets() -> None:
    out = command("status", YPORT, "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"), newline="")))
    assert len(rows) == 9
    assert out.count("\r\n") == 10
    assert [row["target"] for row in rows if row["kpi_id"] == "orders"] == ["1000000", "3000000", "10000000"]
    assert {row["actual"] for row in rows} == {""}


# Where the answer goes


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("out.json", b"{"),
        ("out.md", b"# "),
        ("out.csv", b"\xef\xbb\xbfplan_id"),
        ("out.txt", "公民連携".encode()),
        ("OUT.JSON", b"{"),
    ],
)
def test_the_ending_of_a_file_picks_the_format(tmp_path: Path, name: str, start: bytes) -> None:
    run = command("status", YPORT, "-o", name)
    assert (run.status, run.out, run.err) == (0, "", "")
    assert (tmp_path / name).read_bytes().startswith(start)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_format_that_is_named_wins_over_the_ending(tmp_path: Path) -> None:
    command("status", YPORT, "-o", "out.txt", "--format", "json")
    assert json.loads((tmp_path / "out.txt").read_bytes())["command"] == "status"


@pytest.mark.parametrize("name", ["out.xyz", "out", "out.yaml"])
def test_an_unknown_ending_is_wrong_usage(tmp_path: Path, name: str) -> None:
    run = command("status", YPORT, "-o", name)
    assert run.status == 2
    assert ".txt, .json, .md, .csv" in run.err
    assert list(tmp_path.iterdir()) == []


def test_a_dash_is_standard_output() -> None:
    run = command("status", YPORT, "--format", "json", "-o", "-")
    assert run.status == 0
    assert run.out == command("status", YPORT, "--format", "json").out
    assert list(Path().iterdir()) == []


def test_a_file_is_replaced_whole_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    path.write_bytes(b"x" * 100_000)
    path.chmod(0o640)
    command("status", YPORT, "-o", path)
    assert json.loads(path.read_bytes())["command"] == "status"
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    command("status", YPORT, "-o", "out.json")
    (tmp_path / "other").touch()
    assert (tmp_path / "out.json").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_link_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "real.json").touch()
    (tmp_path / "link.json").symlink_to("real.json")
    command("status", YPORT, "-o", "link.json")
    assert (tmp_path / "link.json").is_symlink()
    assert json.loads((tmp_path / "real.json").read_bytes())["command"] == "status"


def test_a_file_that_cannot_be_written_is_left_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.json"
    path.write_bytes(b"before")

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as failing:
        failing.setattr(os, "fsync", fail)
        run = command("status", YPORT, "-o", path)
    assert run.status == 3
    assert run.err == f"yport: {path} に書き込めません（空き容量がありません）\n"
    assert path.read_bytes() == b"before"
    assert [entry.name for entry in tmp_path.iterdir()] == ["out.json"]


@pytest.mark.parametrize("name", ["missing/out.json", "folder.json"])
def test_a_place_that_takes_no_file_cannot_be_written(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.json").mkdir()
    run = command("status", YPORT, "-o", name)
    assert run.status == 3
    assert f"{name} に書き込めません" in run.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_written_to_and_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    assert command("status", YPORT, "-o", pipe).status == 0
    reader.join()
    assert json.loads(read[0])["command"] == "status"
    assert pipe.is_fifo()


# Which plan


def test_yport_plan_names_the_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine.yaml").write_text(SMALL, encoding="utf-8")
    monkeypatch.setenv("YPORT_PLAN", "mine.yaml")
    assert command("status").out.startswith("小さな計画\n")
    assert command("status", YPORT).out.startswith("公民連携")  # an argument wins
    monkeypatch.setenv("YPORT_PLAN", "")
    assert command("status").out.startswith("公民連携")


def test_a_plan_that_yport_plan_names_and_is_not_there_is_said_to_be_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("YPORT_PLAN", "gone.yaml")
    run = command("status")
    assert run.status == 3
    assert "gone.yaml" in run.err


@pytest.mark.parametrize("name", ["one.yaml", "one.yml"])
def test_the_only_plan_in_plans_is_the_plan(tmp_path: Path, name: str) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / name).write_text(SMALL, encoding="utf-8")
    (tmp_path / "plans" / "one.ledger.csv").touch()
    (tmp_path / "plans" / "folder.yaml").mkdir()
    (tmp_path / "plans" / "one.ledger.csv").unlink()
    assert command("status").out.startswith("小さな計画\n")


def test_of_several_plans_in_plans_none_is_taken_for_the_one(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    for name in ("b.yaml", "a.yaml"):
        (tmp_path / "plans" / name).write_text(SMALL, encoding="utf-8")
    run = command("status")
    assert run.status == 2
    assert run.out == ""
    assert "plans に計画が2件あります" in run.err
    assert run.err.index("a.yaml") < run.err.index("b.yaml")
    assert command("status", "plans/a.yaml").status == 0


def test_an_empty_folder_or_a_file_called_plans_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    assert command("status").out.startswith("公民連携")
    (tmp_path / "plans").rmdir()
    (tmp_path / "plans").touch()
    assert command("status").out.startswith("公民連携")


def test_a_dash_is_standard_input() -> None:
    run = command("status", "-", stdin=SMALL.encode())
    assert run.status == 0
    assert run.out.startswith("小さな計画\n")
    run = command("status", "-", stdin=b"")
    assert run.status == 1
    assert run.err.startswith("-:1:1: error: ")


# Exit statuses


def test_a_plan_with_errors_gives_them_and_no_figures(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(changed(("total: 100", "total: x"), ("area: 横浜市の全域", "area:")), encoding="utf-8")
    for form in ("table", "json", "csv", "markdown"):
        run = command("status", path, "--format", form)
        assert run.status == 1
        assert run.out == ""
        assert [line.split(" ")[0] for line in run.err.splitlines()] == [f"{path}:5:1:", f"{path}:17:10:"]


def test_a_plan_with_warnings_gives_its_figures_and_says_them(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(changed(("total: 100", "total: １００")), encoding="utf-8")
    run = command("status", path)
    assert run.status == 0
    assert "100" in run.out.split()
    assert "number-spelling" in run.err


def test_a_file_that_cannot_be_read_is_status_3() -> None:
    assert command("validate", "missing.yaml").status == 3


def test_a_folder_without_plans_is_said_to_have_none() -> None:
    run = command("validate", ".")
    assert (run.status, run.err) == (0, "検査する計画がありません\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ["status", "--nonsense"],
        ["status", "--format", "xml"],
        ["status", "--lang", "fr"],
        ["nonsense"],
        [],
        ["status", "--as-of", "gestern"],
        ["status", "--kpi", "nonsense"],
    ],
)
def test_wrong_usage_is_status_2(arguments: list[str]) -> None:
    run = command(*arguments)
    assert run.status == 2
    assert run.err or run.out


def test_help_and_version_are_fine() -> None:
    for arguments in (["--help"], ["-h"], ["status", "--help"], ["validate", "-h"]):
        run = command(*arguments)
        assert run.status == 0
        assert "--help" in run.out
    assert command("--version").out.startswith("yport ")


def test_a_fault_of_the_program_is_one_line_and_status_70(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("an injected fault")

    monkeypatch.setattr("yport_cli.source.plan.plan_loader.decode_plan", fail)
    run = command("status", YPORT, status=70)
    assert run.out == ""
    assert run.err.count("\n") == 1
    assert "ZeroDivisionError: an injected fault" in run.err
    assert "--debug" in run.err
    english = command("validate", YPORT, "--no-cache", "--lang", "en", status=70)
    assert "a fault of the program" in english.err
    with pytest.raises(ZeroDivisionError):
        command("--debug", "status", YPORT)


def test_an_interrupted_command_is_status_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("yport_cli.source.plan.plan_loader.decode_plan", interrupt)
    assert command("status", YPORT).status == 130


# Languages


@pytest.mark.parametrize(
    ("environment", "arguments", "word"),
    [
        ({}, [], "予算"),
        ({}, ["--lang", "en"], "Budget"),
        ({"YPORT_LANG": "en"}, [], "Budget"),
        ({"YPORT_LANG": "en"}, ["--lang", "ja"], "予算"),
        ({"YPORT_LANG": "ja", "LANG": "en_US.UTF-8"}, [], "予算"),
        ({"LANG": "en_US.UTF-8"}, [], "Budget"),
        ({"LANG": "fr_FR.UTF-8"}, [], "Budget"),
        ({"LANG": "ja_JP.UTF-8"}, [], "予算"),
        ({"LANG": "C"}, [], "予算"),
        ({"LANG": "POSIX"}, [], "予算"),
        ({"LC_ALL": "ja_JP.UTF-8", "LANG": "en_US.UTF-8"}, [], "予算"),
        ({"LC_MESSAGES": "en_GB.UTF-8", "LANG": "ja_JP.UTF-8"}, [], "Budget"),
        ({"LC_ALL": "", "LANG": "en_US"}, [], "Budget"),
    ],
)
def test_the_language_is_asked_for_or_of_the_locale(
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    arguments: list[str],
    word: str,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert word in command("status", YPORT, *arguments).out


def test_a_complaint_speaks_the_language_of_the_call(monkeypatch: pytest.MonkeyPatch) -> None:
    for arguments in (["--lang", "en"], ["--lang=en"]):
        assert "names no format" in command("status", YPORT, "-o", "out.xyz", *arguments).err
    assert (
        "書式が分かりません"
        in command("status", YPORT, "-o", "out.xyz", "--lang").err
        + command("status", YPORT, "-o", "out.xyz", "--lang", "ja").err
    )
    monkeypatch.setenv("YPORT_LANG", "en")
    assert "names no format" in command("status", YPORT, "-o", "out.xyz").err


# What people do


def test_markup_and_escapes_of_a_plan_are_shown_as_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    path = tmp_path / "plan.yaml"
    path.write_text(UNLUCKY, encoding="utf-8")
    for form in ("table", "markdown"):
        out = command("status", path, "--format", form).out
        assert "\x1b" not in out
        assert "\u202e" not in out
        plain = out.replace("\\\\", "\\") if form == "markdown" else out
        assert "red" in plain
        assert "\\x1b" in plain
    assert "[red]来訪[/red]" in command("status", path).out
    names = [kpi["name"] for kpi in _json(command("status", path, "--format", "json"))["kpis"]]
    assert names[1] == "ごみ\x1b[31m\u202e排出"


def test_full_width_digits_separators_and_triangles_are_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    text = changed(
        ("{H29: 10, H30: 20}", "\n      平成29年度: １，０００，０００\n      Ｈ３０: ▲５"),
        ("total: 100", "total: 1,000,000"),
    )
    path.write_text(text, encoding="utf-8")
    run = command("status", path, "--format", "json")
    found = _json(run)
    assert [year["target"] for year in found["kpis"][0]["years"]] == [1_000_000, -5]
    assert found["kpis"][0]["cumulative_target"] == 999_995
    assert found["budget"]["total"] == 1_000_000
    assert run.err.count("warning") == 5


@pytest.mark.parametrize("columns", ["40", "80", "200", "0", "-5", "wide", ""])
def test_columns_sets_the_width(monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    out = command("status", YPORT).out
    if columns in ("40", "200"):
        assert ("H29 目標" in out.splitlines()[6]) == (columns == "200")
    assert "14,000,000" in out
