"""Exit statuses, and what becomes of faults."""

import pytest

from example import YPORT
from program import command


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
        ["status", "--as-of", "gestern"],
        ["status", "--kpi", "nonsense"],
    ],
)
def test_wrong_usage_is_status_2(arguments: list[str]) -> None:
    run = command(*arguments)
    assert (run.status, run.out) == (2, "")
    assert run.err.splitlines()[-1].startswith("yport: ")
    assert arguments[-1] in run.err


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
