"""Workbooks that no program writes, read as ledgers for as long as one likes; run by hand:

    python tests/fuzz_workbooks.py SEED COUNT [ledger|sheet|form|xls|ods]

Each is read by a process that may die of it: a library in another language ends the whole process where it
believes a number that the file states. Prints what became of those that broke the law, and keeps them in the
folder for temporary files, to become examples of `tests/source/sheet/test_workbook.py`. The law: rows, or
issues with places; of a form of a plan, its text or issues. What is fuzzed is a ledger, a sheet as people
keep them, a plan in its form, or such a sheet as an old .xls or .ods.
"""

import io
import re
import sys
import zipfile
from collections.abc import Iterator
from datetime import date
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from tempfile import gettempdir

import xlsxwriter

from example import ROOT
from ledger_example import SMALL
from yport_cli.core.issues.issue import Refusal
from yport_cli.core.plan.plan_tree import tree_of
from yport_cli.render.formats.xlsx.plan_form_sheets import plan_form
from yport_cli.source.intake import plan_form as plan_form_reader
from yport_cli.source.intake import taking
from yport_cli.source.ledger import ledger_loader
from yport_cli.source.sheet import workbook_process

DATA = ROOT / "tests" / "data"
FOREIGN = ("xls", "ods")
NUMBERS = (
    *(b"-1", b"0", b"1", b"65536", b"1048577", b"2147483647", b"2147483648", b"4294967295", b"4294967296"),
    *(
        b"9223372036854775807",
        b"18446744073709551615",
        b"99999999999999999999999",
        b"1e308",
        b"-1e308",
        b"NaN",
    ),
    *(
        b"inf",
        b"",
        b"x",
        b"A1:XFD1048576",
        b"ZZZZZZ99999999",
        b"2958466",
        b"1e9",
        b"-2958466.5",
        b"0.999999999",
    ),
)
"""What may stand where a workbook states a number, a reference or a name."""

_STATED = re.compile(rb"(?<=[=][\"'])[^\"'<>]*(?=[\"'])|(?<=>)[0-9][^<]*(?=<)")


def workbook() -> bytes:
    """A ledger: cells of every type, styles of numbers, dates and times, merged cells, a second sheet."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("台帳")
        sheet.write_row(0, 0, ["日付", "項目", "金額", "年度", "備考"])
        day, time, elapsed, thousands, percent = (
            book.add_format({"num_format": code})
            for code in ("yyyy-mm-dd", "hh:mm", "[h]:mm", "#,##0,", "0.0%")
        )
        sheet.write_datetime(1, 0, date(2018, 4, 1), day)
        sheet.write_row(1, 1, ["受注額", 1200, "H30", "海外 & 国内"])
        sheet.write(2, 0, "2018-05-01")
        sheet.write_row(2, 1, ["調査の件数", 3.5])
        sheet.write_boolean(2, 4, 1)
        sheet.write_formula(3, 2, "=1+2", None, 3)
        sheet.write_formula(3, 3, "=1/0", None, "#DIV/0!")
        for column, style in enumerate((time, elapsed, thousands, percent)):
            sheet.write_number(4, column, 12.5, style)
        sheet.merge_range(6, 0, 6, 2, "計")
        book.add_worksheet("メモ").write(0, 0, date(2018, 4, 2), day)
    return out.getvalue()


def mutant(random: Random, parts: dict[str, bytes]) -> bytes:
    """The workbook with some of what its parts state replaced, or bytes of it changed."""
    changed = dict(parts)
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        name = random.choice(
            [name for name in changed if name.startswith(("xl/", "content")) and "theme" not in name]
        )
        content = changed[name]
        stated = list(_STATED.finditer(content))
        if stated and random.random() < 0.9:
            found = random.choice(stated)
            changed[name] = content[: found.start()] + random.choice(NUMBERS) + content[found.end() :]
        elif content:
            start = random.randrange(len(content))
            end = min(len(content), start + random.choice((0, 1, 8, 200)))
            changed[name] = content[:start] + random.randbytes(random.choice((0, 1, 3))) + content[end:]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in changed.items():
            archive.writestr(name, content)
    data = bytearray(out.getvalue())
    if random.random() < 0.05:
        for _ in range(random.randint(1, 4)):
            data[random.randrange(len(data))] = random.randrange(256)
    return bytes(data)


def sheet() -> bytes:
    """A sheet as people keep them: titles, merged cells, months across, sums, notes, a form's mark."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        table = book.add_worksheet("令和元年度")
        table.merge_range(0, 0, 0, 4, "受注の状況")
        table.write(1, 4, "（単位：千円）")
        table.write_row(2, 0, ["項　目", "令和元年5月", "6月", "計", "備考"])
        table.write_row(3, 0, ["受注額", "１２", 8, 20, "速報"])
        table.write_row(4, 0, ["調査の件数", 3, 4.5, 7])
        table.write(5, 0, "※速報値")
        table.write_datetime(6, 1, date(2019, 4, 1), book.add_format({"num_format": "yyyy年m月"}))
        table.write_number(7, 1, 0.5, book.add_format({"num_format": "0%"}))
        hidden = book.add_worksheet("yport")
        hidden.write_row(0, 0, ["form", "yport/form-actuals/v1"])
        hidden.hide()
    return out.getvalue()


def form() -> bytes:
    """A plan in its form."""
    years = [named.label for named in SMALL.fiscal_years]
    return plan_form(tree_of(SMALL), years, "ja", version="1", kpis=3)


def bytes_changed(random: Random, whole: bytes) -> bytes:
    """The file with some of its bytes changed, or its end gone; of a packed one, also of what is packed."""
    data = bytearray(whole)
    for _ in range(random.choice((1, 3, 30))):
        start = random.randrange(len(data))
        size = random.choice((1, 2, 4))
        data[start : start + size] = random.choice((random.randbytes(size), b"\xff" * size, bytes(size)))
    if random.random() < 0.1:
        del data[random.randrange(len(data)) :]
    return bytes(data)


def mutants(seed: int, kind: str = "ledger") -> Iterator[bytes]:
    """Without end, and the same for the same seed."""
    random = Random(seed)  # noqa: S311
    if kind == "xls":
        whole = (DATA / "移住の状況.xls").read_bytes()
        while True:
            yield bytes_changed(random, whole)
    made = {"ledger": workbook, "sheet": sheet, "form": form, "ods": (DATA / "移住の状況.ods").read_bytes}
    with zipfile.ZipFile(io.BytesIO(made[kind]())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    while True:
        yield mutant(random, parts)


def _fault_in(path: Path, kind: str) -> str:
    """What is wrong with the answer to a file; "" where the law holds."""
    try:
        if kind == "ledger":
            loaded = ledger_loader.load_ledger(SMALL, path)
            is_right = bool(loaded.report.issues or loaded.ledger is not None)
        elif kind == "form":
            found = plan_form_reader.plan_of_form(path.read_bytes(), path.name)
            is_right = found.text is not None or bool(found.report.issues)
        else:
            taken = taking.intake_of(SMALL, path, {})
            is_right = bool(taken.report.issues or taken.lines)
    except Refusal as refusal:  # of what is no form any more
        return "" if kind == "form" else refusal.code
    return "" if is_right else "neither rows nor issues"


def _read_all(pipe: Connection, kind: str) -> None:
    """Read each file whose path comes through the pipe, and answer "" or what was wrong with it."""
    # The program would survive its reader: here it is the reader that must survive.
    # Not so of other forms than .xlsx: nothing but that process stands between them and the library.
    if kind not in FOREIGN:
        setattr(workbook_process, "in_own_process", lambda work, *given: work(*given))  # noqa: B010
    for path in iter(pipe.recv, None):
        try:
            pipe.send(_fault_in(path, kind))
        except BaseException as fault:  # noqa: BLE001
            pipe.send(f"{type(fault).__name__}: {fault}"[:200])


def broken(seed: int, count: int, kind: str = "ledger") -> Iterator[str]:
    """Read so many workbooks; those that broke the law, each with the path it is kept at."""
    processes = get_context("spawn")
    ending = f".{kind}" if kind in FOREIGN else ".xlsx"
    reader = None
    for number, data in zip(range(count), mutants(seed, kind), strict=False):
        path = Path(gettempdir(), f"yport-fuzz-{kind}-{seed}-{number}{ending}")
        path.write_bytes(data)
        if reader is None or not reader.is_alive():
            pipe, theirs = processes.Pipe()
            reader = processes.Process(target=_read_all, args=(theirs, kind), daemon=kind not in FOREIGN)
            reader.start()
            theirs.close()
        pipe.send(path)
        try:
            answer = pipe.recv() if pipe.poll(30 if number else 180) else "no answer in half a minute"
        except EOFError:
            reader.join()
            answer = f"the process died: {reader.exitcode}"
        if answer:
            yield f"{path}: {answer}"
            if answer.startswith("no answer"):
                reader.kill()
                reader.join()
        else:
            path.unlink()
    if reader is not None and reader.is_alive():
        pipe.send(None)
        reader.join(10)


if __name__ == "__main__":
    found = 0
    for line in broken(int(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:4]):
        sys.stdout.write(f"{line}\n")
        found += 1
    sys.stdout.write(f"{sys.argv[2]} workbooks, {found} broke the law\n")
    sys.exit(found > 0)
