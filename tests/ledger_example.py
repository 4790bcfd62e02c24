"""Ledgers that tests build on: the bytes of a file, and what becomes of them."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from example import kpi, plan
from yport_cli.core.figures.ledger import Cutoff, Entry, Ledger, roll_up
from yport_cli.core.figures.limited_rows import DayRows, is_limited
from yport_cli.core.plan.plan import Plan
from yport_cli.source.ledger.ledger_loader import LoadedLedger, load_ledger

ROWS = Iterable[Iterable[object]]

YPORT_CSV = """\
date,item,amount,fiscal_year
2017-06-01,orders,400000,
2017-11-20,orders,350000,
2018-04-10,orders,2500000,
2018-04-20,orders,50000,H29
2018-03-31,surveys,8,
2019-02-01,surveys,7,
"""
"""The ledger of the real plan whose figures were worked by hand.

The fourth row was paid in April for the year before.
"""


def _entries(text: str) -> Iterator[Entry]:
    for row in csv.DictReader(io.StringIO(text)):
        day = date.fromisoformat(row["date"])
        of_day = day.year if day.month >= 4 else day.year - 1
        year = {"": of_day, "H29": 2017}[row["fiscal_year"]]
        yield Entry(row["item"], year, day, int(row["amount"]))


YPORT_ENTRIES = tuple(_entries(YPORT_CSV))
"""Its rows."""


def small_plan(**blocks: Any) -> Plan:
    """A plan for H29 to H31 with money, counts, two levels and a line of the budget."""
    return plan(
        **{
            "kpis": [
                kpi(id="orders", name="海外案件の受注額", short_name="受注額", unit="千円"),
                kpi(id="surveys", name="調査の件数", unit="件"),
                kpi(id="rating", name="満足度", unit="点", kind="level", baseline="8.2"),
                kpi(
                    id="waiting", name="待ち日数", unit="日", kind="level", direction="decrease", baseline=50
                ),
            ],
            "budget": {
                "unit": "千円",
                "total": 120,
                "lines": [{"id": "office", "name": "拠点", "years": {}}],
            },
            "self_sufficiency": {"unit": "百万円"},
            **blocks,
        }
    )


SMALL = small_plan()


def ledger_of(subject: Plan, *rows: tuple[str, int, int], as_of: date = date(2020, 3, 31)) -> Ledger:
    """What rows of an item, a fiscal year and an amount add up to, each of them dated in May of its year.

    They are numbered from 1.
    """
    entries = [Entry(item, year, date(year, 5, 1), amount) for item, year, amount in rows]
    days = {entry[:3]: DayRows(*entry[:3]) for entry in entries if is_limited(entry.item)}
    for number, entry in enumerate(entries, start=1):
        if entry[:3] in days:
            days[entry[:3]].add(number, entry.amount)
    return replace(roll_up(subject, entries, Cutoff(as_of)), limited_rows=tuple(days.values()))


def loaded(
    content: str | bytes, subject: Plan = SMALL, *, suffix: str = ".csv", as_of: date | None = None
) -> LoadedLedger:
    """What a ledger file with this content holds for `subject`."""
    with TemporaryDirectory() as folder:
        path = Path(folder, f"ledger{suffix}")
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return load_ledger(subject, path, Cutoff(as_of))


def sound(content: str | bytes, subject: Plan = SMALL, **settings: Any) -> Ledger:
    """The ledger in a file without a single issue."""
    found = loaded(content, subject, **settings)
    assert found.ledger is not None, [issue.message.en for issue in found.report.issues]
    assert found.report.issues == (), [issue.message.en for issue in found.report.issues]
    return found.ledger


def places(content: str | bytes, subject: Plan = SMALL, **settings: Any) -> list[str]:
    """`line:column code` of what is found; `sheet!cell code` in a workbook."""
    issues = loaded(content, subject, **settings).report.issues
    return [
        f"{issue.at.sheet}!{issue.at.cell} {issue.code}"
        if issue.at.sheet
        else f"{issue.at.place.line}:{issue.at.place.column} {issue.code}"
        for issue in issues
    ]


def csv_bytes(
    rows: ROWS,
    encoding: str = "utf-8",
    delimiter: str = ",",
    line_end: str = "\n",
    quoting: Any = csv.QUOTE_MINIMAL,
) -> bytes:
    """The rows as a CSV file."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=line_end, quoting=quoting)
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def workbook_bytes(rows: ROWS, sheet: str = "台帳") -> bytes:
    """The rows as an .xlsx file; text stays text, numbers are numbers and dates are dates."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        page = book.add_worksheet(sheet)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    page.write_datetime(row, column, cell, day)
                elif isinstance(cell, str):
                    page.write_string(row, column, cell)
                elif cell is not None:
                    page.write(row, column, cell)
    return out.getvalue()
