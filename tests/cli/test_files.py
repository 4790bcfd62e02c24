"""Where an answer goes, and what becomes of the file that was there."""

import json
import os
import threading
from pathlib import Path

import pytest

from example import YPORT
from program import command


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
