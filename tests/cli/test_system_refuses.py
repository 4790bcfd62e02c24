"""What the system refuses, or takes in an odd way, is said in a sentence: it is no fault of the program."""

import os
import subprocess
from pathlib import Path

import pytest

from example import FULL
from program import PROGRAM, command


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("plan.yaml").write_text(FULL, encoding="utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        ("status", ""),
        ("status", "plan.yaml", "--ledger", ""),
        ("status", "plan.yaml", "--ledger="),
        ("report", "plan.yaml", "-o", ""),
        ("export", "plan.yaml", "--output="),
        ("validate", ""),
        ("init", ""),
        ("diff", "plan.yaml", ""),
    ],
    ids=" ".join,
)
def test_an_empty_name_is_wrong_usage(arguments: tuple[str, ...]) -> None:
    """To Python it is the folder where we stand: a site was written there."""
    found = command(*arguments, status=2)
    assert "空の引数があります" in found.err
    assert sorted(path.name for path in Path().iterdir()) == ["plan.yaml"]


@pytest.mark.parametrize("name", ["x" * 250 + ".html", "あ" * 83 + ".html"])
def test_a_file_may_have_the_longest_name_there_is(name: str) -> None:
    assert len(os.fsencode(name)) <= 255
    command("report", "plan.yaml", "-o", name, status=0)
    assert sorted(path.name for path in Path().iterdir()) == sorted(["plan.yaml", name])


@pytest.mark.parametrize(
    "arguments",
    [
        ("report", "plan.yaml", "-o", "x" * 256 + ".html"),
        ("report", "plan.yaml", "--form", "kensho", "-o", "x" * 256 + ".xlsx"),
        ("export", "plan.yaml", "-o", "x" * 256 + ".csv"),
        ("status", "x" * 256 + ".yaml"),
        ("status", "plan.yaml", "--ledger", "x" * 256 + ".csv"),
        ("status", "plan.yaml", "--format", "csv", "-o", "x" * 256 + ".csv"),
        ("validate", "x" * 256),
        ("init", "x" * 256 + ".yaml"),
        ("record", "visits", "1", "--date", "2018-04-10", "--plan", "x" * 256 + ".yaml"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_longer_name_is_refused(arguments: tuple[str, ...]) -> None:
    found = command(*arguments, status=3)
    assert "名前が長すぎます" in found.err + found.out


def test_a_name_that_is_no_text_is_a_name() -> None:
    name = os.fsdecode(b"b\xff")
    Path(f"{name}.yaml").write_text(FULL, encoding="utf-8")
    command("export", f"{name}.yaml", "-o", f"{name}.csv", status=0)
    assert f"{name}.csv" in [path.name for path in Path().iterdir()]


needs_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")


@needs_full
@pytest.mark.parametrize(
    "arguments", [("--help",), ("--version",), ("status", "--help"), ("status", "plan.yaml")], ids=" ".join
)
def test_standard_output_that_takes_nothing(arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w") as full:
        found = subprocess.run([*PROGRAM, *arguments], stdout=full, stderr=subprocess.PIPE, check=False)
    assert found.returncode == 3
    assert "空き容量がありません" in found.stderr.decode()
    assert "Traceback" not in found.stderr.decode()
    assert "Exception" not in found.stderr.decode()


@needs_full
@pytest.mark.parametrize(
    ("arguments", "status"),
    [(("status", "none.yaml"), 3), (("validate", "plan.yaml"), 0), (("status", "--nope"), 2)],
)
def test_standard_error_that_takes_nothing_leaves_the_exit_status(
    arguments: tuple[str, ...], status: int
) -> None:
    with Path("/dev/full").open("w") as full:
        found = subprocess.run([*PROGRAM, *arguments], stdout=subprocess.PIPE, stderr=full, check=False)
    assert found.returncode == status


@pytest.mark.skipif(os.name == "nt", reason="there no folder goes while somebody stands in it")
@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("status",), 0),
        (("--help",), 0),
        (("status", "plan.yaml"), 3),
        (("report", "-o", "r.html"), 3),
        (("export", "-o", "x.csv"), 3),
        (("init", "new.yaml"), 3),
        (("validate",), 2),
    ],
    ids=str,
)
def test_a_folder_that_is_gone(
    arguments: tuple[str, ...], status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    command(*arguments, status=status)
    monkeypatch.chdir(tmp_path)
