"""`yport record`: nothing else changes, nothing is lost, nothing is taken twice."""

import csv
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from example import SMALL, YPORT
from ledger_example import csv_bytes
from program import Run, command, surroundings

NEW_FILE = "\ufeffdate,fiscal_year,item,amount,unit,note,evidence\r\n"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan file in a folder of its own."""
    path = tmp_path / "city.yaml"
    path.write_bytes(YPORT.read_bytes())
    return path


@pytest.fixture
def ledger(plan: Path) -> Path:
    """Where the ledger of the plan belongs; there is none yet."""
    return plan.with_name("city.ledger.csv")


def _record(plan: Path, *arguments: str | Path, lang: str = "ja") -> Run:
    return command("record", "--plan", plan, *arguments, lang=lang)


def test_the_first_row_makes_a_file_that_excel_opens(plan: Path, ledger: Path) -> None:
    done = _record(
        plan, "orders", "2500000", "--date", "2018-04-10", "--note", "架空、見本", "--evidence", "契約書"
    )
    assert done.status == 0
    assert ledger.read_bytes().decode() == NEW_FILE + "2018-04-10,,orders,2500000,千円,架空、見本,契約書\r\n"
    assert done.out == f"{ledger}:2: 2018-04-10,,orders,2500000,千円,架空、見本,契約書\n"
    assert done.err == "orders: 2,500,000千円 を H30年度の実績として記録\n"


def test_what_is_recorded_is_what_status_reads(plan: Path) -> None:
    _record(plan, "orders", "400000", "--date", "2017-06-01")
    _record(plan, "orders", "50000", "--date", "2018-04-20", "--fiscal-year", "H29")
    _record(plan, "surveys", "8", "--fiscal-year", "平成29年度")
    found = command("status", plan, "--format", "json").json["kpis"]
    assert [kpi["cumulative_actual"] for kpi in found] == [450_000, 8, None]
    assert "単位の記載がない" not in command("status", plan).out


@pytest.mark.parametrize(
    ("arguments", "row"),
    [
        (["orders", "-50000", "--date", "2018-04-10"], "2018-04-10,,orders,-50000,千円,,"),
        (["orders", "▲50,000", "--date", "H30.4.10"], "2018-04-10,,orders,-50000,千円,,"),
        (["orders", "−５", "--date", "平成30年4月10日"], "2018-04-10,,orders,-5,千円,,"),
        (["--date", "2018/4/10", "orders", "--", "-8.50"], "2018-04-10,,orders,-8.50,千円,,"),
        (["orders", "5", "--fiscal-year", "2018"], ",H30,orders,5,千円,,"),
        (
            ["execution", "5", "--fiscal-year", "R1", "--date", "2020-04-20"],
            "2020-04-20,H31,execution,5,千円,,",
        ),
        (["revenue", "5", "--date", "2021-03-31"], "2021-03-31,,revenue,5,千円,,"),
        (["surveys", "5", "--date", "2018-04-10", "--note", 'a,"b"'], '2018-04-10,,surveys,5,件,"a,""b""",'),
        (["surveys", "5", "--date", "2018-04-10", "--note", "=1+1"], "2018-04-10,,surveys,5,件,'=1+1,"),
        (["surveys", "5", "--date", "2018-04-10", "--note", "\t=1"], "2018-04-10,,surveys,5,件,'\t=1,"),
        (["surveys", "5", "--date", "2018-04-10", "--evidence", "@x"], "2018-04-10,,surveys,5,件,,'@x"),
    ],
)
def test_a_row_is_written_plainly(plan: Path, ledger: Path, arguments: list[str], row: str) -> None:
    assert _record(plan, *arguments).status == 0
    assert ledger.read_bytes().decode() == f"{NEW_FILE}{row}\r\n"


def test_a_note_of_several_lines_is_one_cell(plan: Path, ledger: Path) -> None:
    _record(plan, "surveys", "5", "--date", "2018-04-10", "--note", "a\nb\r\nc")
    assert ledger.read_bytes().decode() == f'{NEW_FILE}2018-04-10,,surveys,5,件,"a\r\nb\r\nc",\r\n'
    done = _record(plan, "surveys", "6", "--date", "2018-04-10")
    assert done.out.startswith(f"{ledger}:5: ")


# What was there stays byte for byte.

HEADINGS = ["備考", "項目", "年度", "金額", "日付", "担当課"]
ROW = ["①㈱髙田", "orders", "H29", "１，０００", "", "国際局"]


@pytest.mark.slow
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL], ids=["bare", "quoted"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", "\t"], ids=["comma", "tab"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp932"])
@pytest.mark.parametrize("is_ended", [True, False], ids=["ended", "open"])
def test_encoding_line_ends_and_columns_are_those_of_the_file(
    plan: Path,
    ledger: Path,
    encoding: str,
    delimiter: str,
    line_end: str,
    quoting: int,
    is_ended: bool,  # noqa: FBT001
) -> None:
    whole = csv_bytes([HEADINGS, ROW], encoding, delimiter, line_end, quoting)
    end = line_end.encode({"utf-8-sig": "utf-8", "utf-16": "utf-16-le"}.get(encoding, encoding))
    before = whole if is_ended else whole.removesuffix(end)
    ledger.write_bytes(before)
    done = _record(
        plan, "surveys", "5", "--date", "2018-04-10", "--note", "架空、見本", "--fiscal-year", "H30"
    )
    assert done.status == 0, done.err
    row = ["架空、見本", "surveys", "H30", "5", "2018-04-10", ""]
    added = csv_bytes([row], encoding, delimiter, line_end)
    if encoding in ("utf-8-sig", "utf-16"):
        added = csv_bytes([row], {"utf-8-sig": "utf-8", "utf-16": "utf-16-le"}[encoding], delimiter, line_end)
    assert ledger.read_bytes() == whole + added
    assert done.out == f"{ledger}:3: {delimiter.join(row)}\n".replace("\t", "\\t")


def test_a_ledger_with_a_unit_column_gets_the_unit(plan: Path, ledger: Path) -> None:
    ledger.write_text("date,item,amount,unit\n2018-04-10,orders,5000,円\n", encoding="utf-8")
    _record(plan, "orders", "7", "--date", "2018-04-11")
    assert ledger.read_text(encoding="utf-8").endswith("\n2018-04-11,orders,7,千円\n")


def test_an_empty_file_becomes_a_ledger(plan: Path, ledger: Path) -> None:
    ledger.touch()
    assert _record(plan, "orders", "7", "--date", "2018-04-11").status == 0
    assert ledger.read_bytes().decode() == NEW_FILE + "2018-04-11,,orders,7,千円,,\r\n"


@pytest.mark.parametrize("blank", [b"\xef\xbb\xbf", b"\xef\xbb\xbf\r\n", b"\n\n"])
def test_a_file_with_nothing_in_it_but_a_mark_or_blank_lines_is_said_to_be_empty(
    plan: Path, ledger: Path, blank: bytes
) -> None:
    ledger.write_bytes(blank)
    done = _record(plan, "orders", "7", "--date", "2018-04-11", lang="en")
    assert done.status == 1
    assert "(empty-ledger)" in done.err
    assert ledger.read_bytes() == blank


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_permissions_and_links_stay(plan: Path, ledger: Path, tmp_path: Path) -> None:
    real = tmp_path / "real.csv"
    real.write_text("date,item,amount\n", encoding="utf-8")
    real.chmod(0o640)
    ledger.symlink_to(real)
    assert _record(plan, "orders", "7", "--date", "2018-04-11").status == 0
    assert ledger.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert real.read_text(encoding="utf-8") == "date,item,amount\n2018-04-11,orders,7\n"


def test_the_folder_holds_nothing_but_the_ledger_and_its_lock(plan: Path, ledger: Path) -> None:
    for amount in ("1", "2", "3"):
        _record(plan, "orders", amount, "--date", "2018-04-11")
    assert {path.name for path in plan.parent.iterdir()} <= {plan.name, ledger.name, f".{ledger.name}.lock"}


def test_a_row_is_in_the_unit_of_the_heading(plan: Path, ledger: Path) -> None:
    """2,500 in 千円 is 2,500,000 where the column is of 円: it was written as 2,500."""
    ledger.write_text("日付,項目,金額（円）\n2018-04-01,orders,5000\n", encoding="utf-8")
    done = _record(plan, "orders", "2500.5", "--date", "2018-04-10")
    assert done.out.endswith("2018-04-10,orders,2500500\n")
    found = command("status", plan, "--format", "json").json["kpis"]
    assert found[0]["cumulative_actual"] == Decimal("2505.5")
    done = _record(plan, "surveys", "2", "--date", "2018-04-10")
    assert done.status == 3
    assert "「単位」の列がない" in done.err


@pytest.mark.parametrize("note", ["a\0b", "x" * (1 << 20) + "y"], ids=["NUL", "long"])
def test_no_row_is_written_that_nobody_could_read(plan: Path, ledger: Path, note: str) -> None:
    ledger.write_text("date,item,amount,note\n", encoding="utf-8")
    done = _record(plan, "orders", "1", "--date", "2018-04-10", "--note", note)
    assert done.status != 0
    assert ledger.read_text(encoding="utf-8") == "date,item,amount,note\n"


@pytest.mark.parametrize("encoding", ["utf-8", "cp932", "utf-16"])
def test_nothing_is_written_behind_zeros(plan: Path, ledger: Path, encoding: str) -> None:
    """A disk that failed leaves them: what follows is never read."""
    ledger.write_bytes("date,item,amount\n2018-04-01,orders,1\n\0\0\0\n".encode(encoding))
    before = ledger.read_bytes()
    done = _record(plan, "orders", "1", "--date", "2018-04-10")
    assert done.status == 1
    assert f"{ledger.name}:3:1" in done.err
    assert "NUL" in done.err
    assert ledger.read_bytes() == before


@pytest.mark.parametrize("name", ["city2.yaml", "p2.txt", "ledger", "x.ledger"])
def test_a_new_ledger_is_called_one(plan: Path, name: str) -> None:
    done = _record(plan, "orders", "1", "--date", "2018-04-10", "--ledger", plan.with_name(name))
    assert done.status == 2
    assert ".ledger.csv" in done.err
    assert not plan.with_name(name).exists()


# What is refused is refused before the file is touched.


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["order", "5", "--date", "2018-04-10"], 2, "did you mean 'orders'?"),
        (["受注学", "5", "--date", "2018-04-10"], 2, "did you mean '受注額' (orders)?"),
        (["orders", "5千円", "--date", "2018-04-10"], 2, "write 5"),
        (["orders", "", "--date", "2018-04-10"], 2, "the amount is blank"),
        (["orders", "5"], 2, "neither a date nor a fiscal year"),
        (["orders", "5", "--date", "2018-02-30"], 2, "not a date of the calendar"),
        (["orders", "5", "--date", "2016-04-10"], 2, "not a fiscal year of the plan"),
        (["orders", "5", "--fiscal-year", "H40"], 2, "not a fiscal year of the plan"),
        (["orders"], 2, "an item and an amount are needed"),
        ([], 2, "an item and an amount are needed"),
        (["orders", "5", "--from", "x.csv"], 2, "--from goes without"),
        (["--from", "x.csv", "--note", "n"], 2, "--from goes without"),
        (["orders", "5", "--date", "2018-04-10", "--dry-rum"], 2, "--dry-rum"),
        (["orders", "5", "--date", "2018-04-10", "--ledger", "city.ledger.xlsx"], 2, "CSV ledgers only"),
        (["--from", "nothing.csv"], 3, "there is no such file"),
    ],
)
def test_a_slip_is_refused_with_a_sentence(
    plan: Path, ledger: Path, arguments: list[str], status: int, said: str
) -> None:
    done = _record(plan, *arguments, lang="en")
    assert (done.status, done.out) == (status, "")
    assert said in done.err
    assert not ledger.exists()
    assert {path.name for path in plan.parent.iterdir()} == {plan.name}


def test_nobody_adds_to_the_plan_that_the_package_carries() -> None:
    done = command("record", "orders", "5", "--date", "2018-04-10", lang="en")
    assert (done.status, done.out) == (2, "")
    assert "--plan" in done.err


@pytest.mark.parametrize(
    ("content", "status", "said"),
    [
        (b"title\n", 1, ":1:1: error"),
        ("日付,項目\n".encode("cp932"), 1, "missing-column"),
        (b'date,item,amount\n2018-04-10,orders,5,"x\n', 1, "unclosed-quote"),
        (b'date,item,amount\n2018-04-10,orders,"5\n', 1, ":2:19: error"),
        (b"date,item,amount\n\xff\xfe\xff\n", 1, "ledger-encoding"),
        (b"date,item,amount,note\n", 0, ""),
        (b"item,amount,fiscal_year,note\n", 3, "no column 'date'"),
        (b"date,item,amount\n", 3, "no column 'note'"),
    ],
)
def test_a_file_that_cannot_take_the_row_is_left_as_it_is(
    plan: Path, ledger: Path, content: bytes, status: int, said: str
) -> None:
    ledger.write_bytes(content)
    done = _record(plan, "orders", "5", "--date", "2018-04-10", "--note", "n", lang="en")
    assert done.status == status
    assert said in done.err
    if status:
        assert done.out == ""
        assert ledger.read_bytes() == content


def test_a_fiscal_year_that_the_date_has_anyway_needs_no_column(plan: Path, ledger: Path) -> None:
    ledger.write_text("date,item,amount\n", encoding="utf-8")
    assert _record(plan, "orders", "5", "--date", "2018-04-10", "--fiscal-year", "H30").status == 0
    assert _record(plan, "orders", "5", "--date", "2018-04-10", "--fiscal-year", "H29").status == 3


def test_a_character_that_the_encoding_lacks_is_named_with_its_cell(plan: Path, ledger: Path) -> None:
    content = "日付,項目,金額,備考\r\n".encode("cp932")
    ledger.write_bytes(content)
    done = _record(plan, "orders", "5", "--date", "2018-04-10", "--note", "𠮷田商店")
    assert (done.status, done.out) == (3, "")
    assert "「𠮷田商店」の「𠮷」（U+20BB7）" in done.err
    assert "cp932" in done.err
    assert ledger.read_bytes() == content


def test_a_second_figure_of_a_level_for_one_day_is_refused(plan: Path, ledger: Path) -> None:
    text = plan.read_text(encoding="utf-8")
    level = "    kind: level\n    direction: increase\n    baseline: 42\n"
    level += "    targets: {H29: 50, H30: 55, H31: 60}\n"
    start = text.index("    kind: increment", text.index("id: briefings"))
    plan.write_text(text[:start] + level + text[text.index("\nbudget:") :], encoding="utf-8")
    assert _record(plan, "briefings", "48", "--date", "2018-03-31").status == 0
    assert _record(plan, "briefings", "48", "--date", "2018-03-31", "--again").status == 0
    before = ledger.read_bytes()
    done = _record(plan, "briefings", "49", "--date", "2018-03-31")
    assert (done.status, done.out) == (1, "")
    assert "48 と 49" in done.err
    assert ledger.read_bytes() == before
    assert _record(plan, "briefings", "49", "--date", "2018-04-20", "--fiscal-year", "H29").status == 0


def test_a_dry_run_shows_the_row_and_writes_nothing(plan: Path, ledger: Path) -> None:
    done = _record(plan, "orders", "5", "--date", "2018-04-10", "--dry-run")
    assert (done.status, done.out) == (0, f"{ledger}:2: 2018-04-10,,orders,5,千円,,\n")
    assert "--dry-run" in done.err
    assert {path.name for path in plan.parent.iterdir()} == {plan.name}


@pytest.mark.parametrize("last_line_end", ["", "\n"], ids=["without line end", "with line end"])
def test_a_row_after_one_of_two_lines_has_the_line_where_it_will_stand(
    plan: Path, ledger: Path, last_line_end: str
) -> None:
    ledger.write_text(
        f'date,item,amount,note\n2018-04-09,orders,1,"a\nb"{last_line_end}', "utf-8", newline=""
    )
    done = _record(plan, "orders", "5", "--date", "2018-04-10", "--dry-run")
    assert done.out == f"{ledger}:4: 2018-04-10,orders,5,\n"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
@pytest.mark.parametrize(("name", "mode"), [("city.ledger.csv", 0o444), ("", 0o555)], ids=["file", "folder"])
def test_without_permission_nothing_is_written_and_the_status_is_3(name: str, mode: int) -> None:
    with _as_nobody(), TemporaryDirectory() as folder:
        plan = Path(folder, "city.yaml")
        plan.write_bytes(YPORT.read_bytes())
        ledger = Path(folder, "city.ledger.csv")
        ledger.write_text("date,item,amount\n", encoding="utf-8")
        Path(folder, name).chmod(mode)
        done = _record(plan, "orders", "5", "--date", "2018-04-10", lang="en")
        Path(folder, name).chmod(0o755)
        assert (done.status, done.out) == (3, "")
        assert "cannot be written" in done.err
        assert ledger.read_text(encoding="utf-8") == "date,item,amount\n"


@contextmanager
def _as_nobody() -> Iterator[None]:
    """Without the powers of root, to whom no file is closed."""
    is_root = os.geteuid() == 0
    umask = os.umask(0)
    if is_root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)
        os.umask(umask)


def test_a_folder_in_the_place_of_the_ledger_is_refused(plan: Path, ledger: Path) -> None:
    ledger.mkdir()
    done = _record(plan, "orders", "5", "--date", "2018-04-10")
    assert (done.status, done.out) == (3, "")


def test_a_missing_folder_is_refused(plan: Path, tmp_path: Path) -> None:
    done = _record(plan, "orders", "5", "--date", "2018-04-10", "--ledger", tmp_path / "no" / "ledger.csv")
    assert (done.status, done.out) == (3, "")


# The same twice.


def test_the_same_twice_by_hand_is_refused_where_it_stands(plan: Path, ledger: Path) -> None:
    ledger.write_text("日付,項目,金額,単位\nH30.4.10,受注額,5000,円\n", encoding="utf-8")
    before = ledger.read_bytes()
    for item in ("orders", "受注額"):
        done = _record(plan, item, "5", "--date", "2018-04-10", "--note", "別件")
        assert (done.status, done.out) == (1, "")
        assert f"{ledger}:2:" in done.err
        assert "--again" in done.err
    assert ledger.read_bytes() == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["orders", "5", "--date", "2018-04-10", "--again"],
        ["orders", "6", "--date", "2018-04-10"],
        ["orders", "5", "--date", "2018-04-11"],
        ["orders", "5", "--fiscal-year", "H30"],
        ["surveys", "5", "--date", "2018-04-10"],
    ],
)
def test_what_differs_or_is_meant_is_recorded(plan: Path, ledger: Path, arguments: list[str]) -> None:
    ledger.write_text("日付,年度,項目,金額\nH30.4.10,,受注額,5\n", encoding="utf-8")
    assert _record(plan, *arguments).status == 0
    assert len(ledger.read_text(encoding="utf-8").splitlines()) == 3


# Many at once, any of them killed at any moment.

_WORKER = """
import sys
from yport_cli.cli.commands import record as command
from yport_cli.cli.main import main

plan, name, count = sys.argv[1:]
for number in range(int(count)):
    sys.argv = ["yport", "record", "orders", "1", "--date", "2018-04-10", "--plan", plan]
    sys.argv += ["--again", "--note", f"{name}-{number}, " + "𠮷" * 3000]
    try:
        main()
    except SystemExit as end:
        if end.code:
            raise
    print(f"done {name}-{number}", flush=True)
"""


def _acknowledged(output: bytes) -> set[str]:
    lines = output.decode(errors="replace").splitlines()
    return {line.removeprefix("done ") for line in lines if line.startswith("done ")}


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_what_is_acknowledged_is_there_although_processes_are_killed(plan: Path, ledger: Path) -> None:
    before = "date,item,amount,note\n2017-06-01,orders,400000,最初の行\n" + "2017-07-01,surveys,1,x\n" * 2000
    ledger.write_text(before, encoding="utf-8")
    dice = random.Random(20180410)  # noqa: S311
    acknowledged: set[str] = set()
    killed = 0
    running: list[tuple[subprocess.Popen[bytes], Path]] = []
    started = 0
    while running or started < 24:
        while len(running) < 6 and started < 24:
            output = plan.with_name(f"out{started}")
            with output.open("wb") as stream:
                process = subprocess.Popen(
                    [sys.executable, "-c", _WORKER, str(plan), f"w{started}", "6"],
                    stdout=stream,
                    stderr=subprocess.DEVNULL,
                    env=surroundings(),
                )
            running.append((process, output))
            started += 1
        still = []
        for process, output in running:
            # However slow the machine is: some are killed before their first row, most after it.
            if process.poll() is None and not dice.random() < (
                0.02 if _acknowledged(output.read_bytes()) else 0.001
            ):
                still.append((process, output))
                continue
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
                killed += 1
            process.wait()
            acknowledged |= _acknowledged(output.read_bytes())
        running = still
        time.sleep(0.005)
    assert killed >= 3
    assert len(acknowledged) >= 10
    text = ledger.read_text(encoding="utf-8")
    assert text.startswith(before)
    rows = list(csv.reader(text[len(before) :].splitlines(), strict=True))
    assert text.endswith("\n")
    assert all(row[:3] == ["2018-04-10", "orders", "1"] and len(row) == 4 for row in rows)
    names = [row[3].partition(",")[0] for row in rows]
    assert all(row[3] == f"{name}, " + "𠮷" * 3000 for name, row in zip(names, rows, strict=True))
    assert len(names) == len(set(names))
    assert acknowledged <= set(names)


def _wait(processes: Sequence[subprocess.Popen[bytes]]) -> list[int]:
    return [process.wait() for process in processes]


@pytest.mark.slow
def test_eight_at_once_lose_no_row_and_make_one_heading(plan: Path, ledger: Path) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", _WORKER, str(plan), f"w{number}", "3"],
            stdout=subprocess.DEVNULL,
            env=surroundings(),
        )
        for number in range(8)
    ]
    assert _wait(processes) == [0] * 8
    first, *rows = csv.reader(ledger.read_text(encoding="utf-8-sig").splitlines())
    assert first == ["date", "fiscal_year", "item", "amount", "unit", "note", "evidence"]
    assert {row[5].partition(",")[0] for row in rows} == {f"w{w}-{n}" for w in range(8) for n in range(3)}
    assert len(rows) == 24


def test_a_total_of_the_year_beside_dated_rows_is_doubted_when_it_is_recorded() -> None:
    Path("city.yaml").write_text(SMALL, encoding="utf-8")
    at = ("--plan", "city.yaml", "--lang", "en")
    assert "year-row" not in command("record", "visits", "4", "--date", "2017-05-01", *at, status=0).err
    assert "year-row" not in command("record", "visits", "6", "--date", "2017-06-01", *at, status=0).err
    said = command("record", "visits", "10", "--fiscal-year", "H29", *at, status=0).err
    assert "a row for the whole of H29 (10) beside dated rows (10 together): counted as 20" in said
    assert "recorded for H29" in said
