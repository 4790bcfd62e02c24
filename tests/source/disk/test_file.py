import io
import os
import sys
from pathlib import Path

import pytest

from yport_cli.core.issues.issue import Refusal
from yport_cli.core.refusals.files import MAX_BYTES
from yport_cli.source.disk.file import read_file
from yport_cli.source.plan.plan_loader import load_plan


def _refusal(path: Path | str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        read_file(Path(path))
    assert caught.value.hint is not None
    return caught.value


def test_the_bytes_of_a_file_are_read_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "計画 [1].yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\n\x1a\x00")
    assert read_file(path) == b"\xef\xbb\xbfa: 1\r\n\x1a\x00"


def test_the_largest_file_is_read_and_a_larger_one_is_not(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    with path.open("wb") as sparse:
        sparse.truncate(MAX_BYTES)
    assert len(read_file(path)) == MAX_BYTES
    with path.open("wb") as sparse:
        sparse.truncate(10**12)
    refusal = _refusal(path)
    assert refusal.code == "too-large"
    assert "1,000,000,000,000" in refusal.message.ja


def test_a_file_that_grows_while_it_is_read_is_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"#" * 200_000)
    before = os.fstat

    def small(descriptor: int) -> os.stat_result:
        found = before(descriptor)
        return os.stat_result((*found[:6], 10, *found[7:]))  # its size when it was opened

    with monkeypatch.context() as growing:
        growing.setattr(os, "fstat", small)
        assert len(read_file(path)) == 200_000
        path.write_bytes(b"#" * (MAX_BYTES + 1))
        refusal = _refusal(path)
    assert refusal.code == "too-large"


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    refusal = _refusal(tmp_path / "missing.yaml")
    assert refusal.code == "cannot-read"
    assert refusal.message.en == "there is no such file"
    assert _refusal(tmp_path / "missing" / "plan.yaml").code == "cannot-read"


def test_a_folder_is_said_to_be_one(tmp_path: Path) -> None:
    refusal = _refusal(tmp_path)
    assert (refusal.code, refusal.message.en) == (
        "cannot-read",
        "this is a folder, not a file",
    )


def test_a_file_below_a_file_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").touch()
    assert _refusal(tmp_path / "plan.yaml" / "plan.yaml").code == "cannot-read"


def test_a_name_with_a_null_or_without_end_cannot_be_read(tmp_path: Path) -> None:
    assert _refusal("plan\x00.yaml").code == "cannot-read"
    assert _refusal(tmp_path / ("x" * 5000)).code == "cannot-read"


def test_a_link_that_leads_nowhere_or_round_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "nowhere.yaml").symlink_to("missing.yaml")
    (tmp_path / "round.yaml").symlink_to("round.yaml")
    assert _refusal(tmp_path / "nowhere.yaml").message.en == "there is no such file"
    assert _refusal(tmp_path / "round.yaml").code == "cannot-read"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_is_refused_without_waiting_for_its_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    refusal = _refusal(tmp_path / "pipe.yaml")
    assert (refusal.code, refusal.message.en) == ("cannot-read", "this is not a regular file")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no endless device")
def test_an_endless_device_is_refused() -> None:
    assert _refusal("/dev/zero").code == "cannot-read"


def test_a_file_without_permission_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.yaml"
    path.touch()

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")  # root may read what others may not

    monkeypatch.setattr(os, "open", refuse)
    assert _refusal(path).message.en == "there is no permission to read the file"
    assert _refusal(tmp_path).message.en == "this is a folder, not a file"  # what Windows says of a folder


def test_a_disk_that_fails_is_no_fault_of_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"a: 1")

    def fail(_: int) -> os.stat_result:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as failing:
        failing.setattr(os, "fstat", fail)
        refusal = _refusal(path)
    assert refusal.code == "cannot-read"
    assert refusal.message.ja == "ファイルを読めません（読み書きの途中で装置が失敗しました）"
    assert "Input/output error" in refusal.message.en


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="this system does not list open files")
def test_no_file_stays_open(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"a: 1")
    before = len(list(Path("/proc/self/fd").iterdir()))
    for name in (path, tmp_path, tmp_path / "missing"):
        load_plan(name)
    assert len(list(Path("/proc/self/fd").iterdir())) == before


class _Input:
    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", _Input(b"a: 1"))
    assert read_file(Path("-")) == b"a: 1"


def test_too_much_on_standard_input_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", _Input(b"#" * (MAX_BYTES + 1)))
    assert _refusal("-").code == "too-large"


def test_closed_standard_input_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert _refusal("-").code == "cannot-read"


def test_a_file_that_cannot_be_read_is_a_finding_at_1_1(tmp_path: Path) -> None:
    found = load_plan(tmp_path / "missing.yaml", "名前.yaml")
    assert found.plan is None
    assert found.report.path == "名前.yaml"
    assert found.report.unreadable
    (issue,) = found.report.issues
    assert (issue.code, issue.at.place.line, issue.at.place.column) == ("cannot-read", 1, 1)


def test_a_file_that_is_too_large_is_a_finding_too(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    with path.open("wb") as sparse:
        sparse.truncate(MAX_BYTES + 1)
    found = load_plan(path)
    assert [issue.code for issue in found.report.issues] == ["too-large"]
    assert found.report.path == str(path)
