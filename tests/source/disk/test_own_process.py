"""Work in a process of its own: its answer, its refusal, its end."""

import faulthandler
import os
import signal
from pathlib import Path

import pytest

from example import YPORT
from ledger_example import csv_bytes, workbook_bytes
from program import command
from yport_cli.source.disk.own_process import ProcessDied, in_own_process
from yport_cli.source.sheet import workbook


def test_the_answer_comes_back() -> None:
    assert in_own_process(divmod, 17, 5) == (3, 2)
    assert in_own_process(os.getpid) != os.getpid()


def test_what_is_raised_is_raised_with_its_trace() -> None:
    with pytest.raises(ZeroDivisionError) as found:
        in_own_process(divmod, 17, 0)
    assert "Traceback" in found.value.__notes__[0]


def _say_and_die(number: int) -> None:
    faulthandler.disable()  # it would speak of an end that is meant
    os.write(2, b"thread panicked\n")
    os.kill(os.getpid(), number)


@pytest.mark.parametrize("number", [signal.SIGABRT, signal.SIGKILL, signal.SIGSEGV])
def test_its_end_is_an_answer_too(number: int, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ProcessDied):
        in_own_process(_say_and_die, number)
    assert capfd.readouterr().err == ""


def test_a_workbook_whose_reader_dies_costs_no_other_file_its_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table: list[list[object]] = [["date", "item", "amount"], ["2018-04-10", "orders", "1"]]
    for name in "abc":
        (tmp_path / f"{name}.yaml").write_bytes(YPORT.read_bytes())
    (tmp_path / "a.ledger.csv").write_bytes(csv_bytes(table))
    for name in "bc":
        (tmp_path / f"{name}.ledger.xlsx").write_bytes(workbook_bytes(table, name))
    chosen = workbook._chosen  # noqa: SLF001

    def _deadly(*arguments: object) -> object:
        if "b" in arguments[2]:  # type: ignore[operator]
            os.kill(os.getpid(), signal.SIGKILL)
        return chosen(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(workbook, "_chosen", _deadly)
    files = {
        Path(file["path"]).name: file
        for file in command("validate", tmp_path, "--format", "json").json["files"]
    }
    assert {name for name, file in files.items() if not file["valid"]} == {"b.ledger.xlsx"}
    assert [issue["code"] for issue in files["b.ledger.xlsx"]["issues"]] == ["bad-workbook"]
    done = command("status", tmp_path, "--format", "json", status=1)
    assert len(done.json["plans"]) == 2
    assert "b.ledger.xlsx" in done.err
