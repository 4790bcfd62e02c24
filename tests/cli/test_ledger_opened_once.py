"""A ledger that is replaced, cut or removed while a command runs.

It is opened once, and nothing of it goes wrong.
"""

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest

from example import YPORT
from ledger_example import csv_bytes, workbook_bytes
from program import command
from yport_cli.source.disk.file import open_file
from yport_cli.source.ledger import appending, ledger_loader

TABLE: list[list[object]] = [
    ["date", "item", "amount", "note", "evidence"],
    ["2018-04-10", "orders", "400000", "a"],
    ["2019-05-01", "execution", "30000", "b"],
    ["2019-09-01", "execution", "15000", "c"],  # 30,000 + 5,000 + 15,000 = 50,000 of 40,000
    ["2019-08-01", "execution", "5000", "d"],
]


def _replaced(path: Path) -> None:
    path.unlink()
    path.write_bytes(b"PK\x03\x04")


CHANGES: dict[str, Callable[[Path], None]] = {"removed": Path.unlink, "replaced": _replaced}
FILES = {
    "csv": csv_bytes(TABLE),
    "quoted": csv_bytes(TABLE, "cp932", quoting=1),
    "xlsx": workbook_bytes(TABLE),
}


@pytest.fixture(params=FILES)
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A ledger that spends more than its year has, beside its plan."""
    (tmp_path / "city.yaml").write_bytes(YPORT.read_bytes())
    path = tmp_path / f"city.ledger.{'xlsx' if request.param == 'xlsx' else 'csv'}"
    path.write_bytes(FILES[request.param])
    return path


def _changing_once_opened(monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], None]) -> None:
    def opened(path: Path) -> BinaryIO:
        file = open_file(path)
        change(path)
        return file

    monkeypatch.setattr(ledger_loader, "open_file", opened)
    monkeypatch.setattr(appending, "open_file", opened)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize(
    "arguments",
    [
        ("status",),
        ("status", "--kpi", "orders"),
        ("status", "--kpi", "orders", "--format", "json"),
        ("budget",),
        ("budget", "--format", "json"),
        ("breakeven",),
        ("forecast",),
        ("report",),
        ("export", "--format", "csv"),
        ("validate", "--format", "json"),
    ],
    ids=" ".join,
)
def test_every_command_opens_a_ledger_once(
    ledger: Path, arguments: tuple[str, ...], change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, *options = arguments
    subject = ledger if name == "validate" else ledger.with_name("city.yaml")
    given: list[object] = [] if name == "validate" else ["--ledger", ledger]
    before = command(name, subject, *given, *options)
    assert before.status == (1 if name in ("budget", "validate", "status", "report") else 0)
    _changing_once_opened(monkeypatch, CHANGES[change])
    assert command(name, subject, *given, *options) == before


def test_overspending_stands_at_its_row_in_a_ledger_that_is_gone(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _changing_once_opened(monkeypatch, Path.unlink)
    done = command("budget", ledger.with_name("city.yaml"), "--ledger", ledger, "--format", "json")
    (issue,) = done.json["issues"]
    assert (issue["code"], issue["path"]) == ("overspent-year", "rows[4].amount")
    assert (issue["line"], issue["cell"]) == (4, "C4" if ledger.suffix == ".xlsx" else None)


@pytest.mark.parametrize("ledger", ["csv", "quoted"], indirect=True)
@pytest.mark.parametrize("change", CHANGES)
def test_record_reads_a_ledger_once(ledger: Path, change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = ledger.with_name("more.csv")
    sheet.write_text(
        "date,item,amount,note\n2018-04-10,orders,400000,a\n2018-04-11,orders,1,b\n", encoding="utf-8"
    )
    arguments = ("record", "--plan", ledger.with_name("city.yaml"), "--from", sheet, "--dry-run")
    before = command(*arguments, status=0)
    assert "1行を加えます（すでにある1行は加えません）" in before.err
    _changing_once_opened(monkeypatch, CHANGES[change])
    assert command(*arguments) == before
