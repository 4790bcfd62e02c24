"""Where an answer goes, and what becomes of the file that was there."""

import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from example import SMALL, YPORT
from program import command
from yport_cli.cli import streams
from yport_cli.cli.files import write_together
from yport_cli.core.issues.issue import Refusal


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
    assert (run.status, run.out, run.err) == (0, "", f"書き出しました: {name}\n")
    assert (tmp_path / name).read_bytes().startswith(start)
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (("status", YPORT, "-o", "a.json"), ["a.json"]),
        (("budget", YPORT, "-o", "a.csv"), ["a.csv"]),
        (("breakeven", YPORT, "-o", "a.md"), ["a.md"]),
        (("forecast", YPORT, "-o", "a.txt"), ["a.txt"]),
        (("diff", YPORT, YPORT, "-o", "a.json"), ["a.json"]),
        (("validate", YPORT, "-o", "a.sarif"), ["a.sarif"]),
        (("validate", YPORT, "--diff", "-o", "a.patch"), ["a.patch"]),
        (("explain", "period-end", "-o", "a.md"), ["a.md"]),
        (("explain", "--list", "-o", "a.json"), ["a.json"]),
        (("schema", "-o", "a.json"), ["a.json"]),
        (("report", YPORT, "-o", "a.html"), ["a.html"]),
        (("report", YPORT, "-o", "a"), ["a/index.html", "a/yokohama-yport.html"]),
        (("report", YPORT, "--form", "kensho", "-o", "a.html"), ["a.html"]),
        (("export", YPORT, "-o", "a.ndjson"), ["a.ndjson", "datapackage.json"]),
        (("export", YPORT, "-o", "a.journal"), ["a.journal"]),
        (("init", "a.yaml"), ["a.yaml", "yport-plan-v1.schema.json"]),
    ],
    ids=lambda value: " ".join(map(str, value)),
)
def test_what_was_written_is_said_in_one_line(arguments: tuple[object, ...], names: list[str]) -> None:
    japanese = command(*arguments, status=0)
    assert [line for line in japanese.err.splitlines() if "書き出しました" in line] == [
        f"書き出しました: {'、'.join(names)}"
    ]
    assert {path.as_posix() for path in Path().rglob("*.*")} == set(names)
    for name in names:
        Path(name).unlink()
    english = command(*arguments, lang="en", status=0)
    assert [line for line in english.err.splitlines() if "wrote" in line] == [f"wrote {' and '.join(names)}"]
    assert japanese.out == english.out == ""


def test_of_several_files_their_number_and_their_folder_are_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "plans").mkdir()
    for name in ("a", "b"):
        text = SMALL.replace("id: small", f"id: {name}")
        (tmp_path / "plans" / f"{name}.yaml").write_text(text, encoding="utf-8")
    asked = ("report", "plans", "-o", "site/of", "--format", "markdown")
    assert command(*asked, status=0).err == "3件のファイルを書き出しました: site/of\n"
    assert command(*asked, lang="en", status=0).err == "wrote 3 files in site/of\n"
    streams.say_written([Path("site", f"{number}.html") for number in range(1201)])
    assert capsys.readouterr().err == "1,201件のファイルを書き出しました: site\n"


def test_nothing_is_said_to_be_written_that_could_not_be() -> None:
    run = command("status", YPORT, "-o", "missing/out.json", status=3)
    assert run.err == "yport: missing/out.json に書き込めません（その場所がありません）\n"


def test_a_name_that_would_steer_a_terminal_is_escaped() -> None:
    assert command("schema", "-o", "a\x1b[2J.json", status=0).err == "書き出しました: a\\x1b[2J.json\n"


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


def test_files_written_together_stand_all_or_not_at_all(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    first.write_bytes(b"old")

    def failing() -> Iterator[tuple[Path, bytes]]:
        yield first, b"new"
        yield second, b"new"
        raise LookupError

    with pytest.raises(LookupError):
        write_together(failing())
    with pytest.raises(Refusal):
        write_together([(first, b"new"), (tmp_path / "absent" / "c", b"new")])
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"old"}
    assert write_together([(first, b"new"), (second, b"new")]) == [first, second]
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"new", "b": b"new"}
