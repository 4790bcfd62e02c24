"""The program as a process of its own: pipes, encodings, closed streams, signals."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from example import SMALL, YPORT
from program import PROGRAM, process, surroundings

pytestmark = pytest.mark.slow
needs_shell = pytest.mark.skipif(os.name == "nt", reason="this system has no sh")


def test_the_program_runs_from_another_folder_on_the_plan_it_carries() -> None:
    done = process("status", "--format", "json", status=0)
    assert done.json["plan"]["id"] == "yokohama-yport"
    assert done.err == "計画の指定がないので、同梱の Y-PORT 計画（横浜市）を使います\n"


def test_statuses_reach_the_shell(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text(SMALL.replace("total: 100", "total: x"), encoding="utf-8")
    process("validate", YPORT, status=0)
    process("validate", broken, status=1)
    process("validate", "--nonsense", status=2)
    process("validate", tmp_path / "missing.yaml", status=3)


@needs_shell
@pytest.mark.parametrize(
    "arguments", [("status", YPORT), ("status", YPORT, "--format", "json"), ("validate", "-")]
)
def test_whoever_has_read_enough_may_close_the_pipe(arguments: tuple[object, ...]) -> None:
    done = process(*arguments, line='echo "a: [" | "$@" | head -c 1 | wc -c')
    assert done.out.strip() == "1"
    assert "Error" not in done.err


def test_a_pipe_that_is_closed_from_the_start_is_no_fault() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as out:
        done = subprocess.run(
            [*PROGRAM, "status", YPORT], stdout=out, stderr=subprocess.PIPE, env=surroundings(), check=False
        )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("encoding", ["cp932", "ascii", "latin-1", "utf-16"])
def test_a_terminal_of_another_encoding_gets_what_it_can_show(encoding: str) -> None:
    text = process("status", YPORT, status=0, PYTHONIOENCODING=encoding).out
    assert "14,000,000" in text
    if encoding in ("cp932", "utf-16"):
        assert "重要業績評価指標" in text
    if encoding == "cp932":
        assert "?" not in text


@needs_shell
def test_data_is_utf_8_whatever_the_terminal_is() -> None:
    process("status", YPORT, "--format", "json", line='"$@" > found.json', status=0, PYTHONIOENCODING="cp932")
    found = json.loads(Path("found.json").read_text(encoding="utf-8"))
    assert found["plan"]["authors"] == ["横浜市"]


def test_findings_in_another_encoding_are_no_fault() -> None:
    assert "cannot-read" in process("validate", "missing-✓.yaml", status=3, PYTHONIOENCODING="ascii").out


@needs_shell
@pytest.mark.parametrize(
    ("arguments", "redirection", "status"),
    [
        (("status", YPORT), ">&-", 3),
        (("status", YPORT, "--format", "json"), ">&-", 3),
        (("validate", YPORT), "2>&-", 0),
        (("status", YPORT), "2>&-", 0),
        (("validate", "-"), "<&-", 3),
        (("status", "-"), "<&-", 3),
    ],
)
def test_a_closed_stream_is_said_and_no_fault(
    arguments: tuple[object, ...], redirection: str, status: int
) -> None:
    done = process(*arguments, line=f'"$@" {redirection}', status=status)
    if redirection == ">&-":
        assert "標準出力 に書き込めません" in done.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize(
    "arguments", [("status",), ("status", "--format", "json"), ("validate", "--format", "json")]
)
def test_a_full_disk_is_said_and_no_fault(arguments: tuple[str, ...]) -> None:
    done = process(*arguments, YPORT, line='"$@" > /dev/full', status=3)
    assert done.err.count("\n") == 1


@needs_shell
def test_an_interrupt_ends_it_with_130_and_without_a_word() -> None:
    reading, writing = os.pipe()
    with subprocess.Popen(
        [sys.executable, "-c", _INTERRUPTED, *map(str, ("validate", "-"))],
        stdin=reading,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=surroundings(),
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()  # it is about to read what will never come
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    os.close(reading)
    os.close(writing)
    assert process.returncode == 130
    assert b"Traceback" not in err


# The program, which says on a line of its own when it begins to read standard input.
_INTERRUPTED = """
import signal
import sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests may have put it off
from yport_cli.cli.main import main
from yport_cli.source.disk import file
read = file._read_standard_input
def reading(most):
    print(flush=True)
    return read(most)
file._read_standard_input = reading
main()
"""


@needs_shell
def test_a_command_that_is_ended_leaves_no_half_written_file(tmp_path: Path) -> None:
    for ended, status in ((signal.SIGTERM, 143), (signal.SIGHUP, 129)):
        reading, writing = os.pipe()
        with subprocess.Popen(
            [sys.executable, "-c", _ENDED, "validate", "-", "-o", str(tmp_path / "out.json")],
            stdin=reading,
            env=surroundings(),
        ) as process:
            _wait_until(lambda: any(tmp_path.iterdir()))  # the file has been begun
            process.send_signal(ended)
            assert process.wait(timeout=60) == status
        os.close(reading)
        os.close(writing)
        assert list(tmp_path.iterdir()) == []


@needs_shell
def test_a_command_that_is_to_outlive_its_terminal_does(tmp_path: Path) -> None:
    with subprocess.Popen(
        ["nohup", *PROGRAM, "validate", "-", "-o", str(tmp_path / "out.json")],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=surroundings(),
    ) as process:
        _wait_until(lambda: any(tmp_path.iterdir()))
        process.send_signal(signal.SIGHUP)
        process.communicate(SMALL.encode(), timeout=60)
    assert process.returncode == 0


# The program, which nobody keeps from being ended.
_ENDED = """
import signal
from yport_cli.cli.main import main
signal.signal(signal.SIGTERM, signal.SIG_DFL)
signal.signal(signal.SIGHUP, signal.SIG_DFL)
main()
"""


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="this system has no /proc")
def test_workers_end_with_whoever_started_them(tmp_path: Path) -> None:
    for number in range(60):
        (tmp_path / f"{number:02}.yaml").write_text(SMALL, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-c", _MANY, "validate", "--no-cache", str(tmp_path)],
        stdout=subprocess.DEVNULL,
        env=surroundings(),
    ) as process:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        _wait_until(lambda: len(children.read_text().split()) == 2)
        workers = [Path("/proc", child) for child in children.read_text().split()]
        process.kill()
    _wait_until(lambda: not any(worker.exists() for worker in workers))


def _wait_until(holds: Callable[[], bool]) -> None:
    for _ in range(600):
        if holds():
            return
        time.sleep(0.05)
    pytest.fail("a minute has passed")


# The program with two workers, each of which is never done.
_MANY = """
import time
from yport_cli.cli.main import main
from yport_cli.source.inspection import run as inspection
inspection.ENOUGH, inspection.CHUNK = 20, 8
inspection.Crew.__init__.__defaults__ = (2,)
inspection._result_of = lambda found: time.sleep(600)
main()
"""


def test_help_speaks_both_languages() -> None:
    for language, word in (("ja", "計画の現状"), ("en", "Where a plan stands")):
        assert word in process("--help", status=0, lang=language).out
        assert word in process("status", "--help", "--lang", language, status=0).out


def test_the_version_is_said() -> None:
    assert process("--version", status=0).out.startswith("yport 0.")
