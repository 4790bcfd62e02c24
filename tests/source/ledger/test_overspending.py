"""The row with which a sum goes too far for good, whatever the order of rows and the corrections between."""

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from example import kpi, plan
from ledger_example import csv_bytes, workbook_bytes
from yport_cli.core.checks.spending import check_budget
from yport_cli.core.figures.ledger import Cutoff, Ledger
from yport_cli.core.issues.issue import Issue, Place
from yport_cli.core.plan.plan import Plan
from yport_cli.source.ledger import ledger_loader
from yport_cli.source.ledger.ledger_loader import load_ledger

LIMIT = 10
HEADINGS = "date,item,amount,note"
PLAN = plan(
    kpis=[kpi(id="orders", name="受注額", unit="千円")],
    budget={"unit": "千円", "total": LIMIT, "years": {"H30": LIMIT}},
)

rows = st.lists(
    st.tuples(st.sampled_from(["2018-04-01", "2018-04-02", "2018-04-03"]), st.integers(-12, 12)), max_size=9
)


def _line_by_hand(table: list[tuple[str, int]]) -> int | None:
    """The line from which on the sum stays above the limit or below 0, in the order of the days."""
    is_negative = sum(amount for _, amount in table) < 0
    ordered = sorted(enumerate(table, start=2), key=lambda pair: pair[1][0])
    beyond = None
    for position, (line, _) in enumerate(ordered):
        so_far = sum(amount for _, (_, amount) in ordered[: position + 1])
        if so_far >= 0 if is_negative else so_far <= LIMIT:
            beyond = None
        elif beyond is None:
            beyond = line
    return beyond


@pytest.mark.slow
@given(rows)
def test_a_finding_stands_at_the_row_from_which_on_the_limit_is_passed(table: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "ledger.csv")
        lines = [f"{day},execution,{amount},{number}" for number, (day, amount) in enumerate(table)]
        path.write_text("\n".join([HEADINGS, *lines]), encoding="utf-8")
        loaded = load_ledger(PLAN, path, against_budget=True)
        assert loaded.ledger is not None
        issues = list(check_budget(PLAN, loaded.ledger))
        workbook = Path(folder, "ledger.xlsx")
        workbook.write_bytes(workbook_bytes(line.split(",") for line in [HEADINGS, *lines]))
        of_workbook = load_ledger(PLAN, workbook, against_budget=True).spending
    found = loaded.spending
    expected = _line_by_hand(table)
    assert {issue.at.place.line for issue in found} == ({expected} if expected is not None else set())
    assert [(issue.code, issue.route, issue.message) for issue in found] == [
        (issue.code, issue.route, issue.message) for issue in sorted(issues, key=lambda issue: issue.route)
    ]
    assert bool(found) == (not 0 <= sum(amount for _, amount in table) <= LIMIT)
    assert {issue.at.cell for issue in of_workbook} == ({f"C{expected}"} if expected is not None else set())
    for issue in found:
        cells = lines[issue.at.place.line - 2].split(",")
        assert issue.at.excerpt == ",".join(cells)
        column = len(cells[0]) + len(cells[1]) + 3
        assert (issue.at.place.column, issue.at.place.end_column) == (column, column + len(cells[2]))
        assert issue.at.path == f"rows[{expected}].amount"


# Amounts in other units, of many digits, in rows of several lines.


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp932"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_the_row_is_found_however_the_file_is_written(tmp_path: Path, encoding: str, line_end: str) -> None:
    rows = [
        ["備考", "金額", "項目", "年月日", "単位"],
        [f"一行{line_end}二行", "4500.5", "execution", "2018-04-01", "円"],
        ["", "", "", "", ""],
        ["", "5000", "execution", "平成30年4月1日", "円"],
        [f"三行{line_end}{line_end}", "1,000", "execution", "2018/4/1", "円"],
        ["", "99999999999999999999", "execution", "2018-05-01", "千円"],
    ]
    path = tmp_path / "ledger.csv"
    path.write_bytes(csv_bytes(rows, encoding, line_end=line_end))
    found = load_ledger(PLAN, path, against_budget=True).spending
    assert [(issue.code, issue.at.place) for issue in found] == [
        ("overspent-year", Place(8, 3, 8, 10)),  # 4,500.5 + 5,000 + 1,000 yen of 10,000
        ("overspent-total", Place(8, 3, 8, 10)),
    ]
    assert found[0].at.excerpt == '","1,000",execution,2018/4/1,円'


def test_rows_after_the_day_asked_for_exceed_nothing(tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    path.write_text(f"{HEADINGS}\n2018-04-01,execution,9,\n2018-04-03,execution,2,\n", encoding="utf-8")
    early = load_ledger(PLAN, path, Cutoff(date(2018, 4, 2)), against_budget=True)
    assert early.spending == ()
    assert [issue.at.place.line for issue in load_ledger(PLAN, path, against_budget=True).spending] == [3, 3]


# The file changes after it has been read.


def _cut(path: Path) -> None:
    os.truncate(path, 0)


def _overwritten(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"\xff\x00" * 100)


@pytest.mark.parametrize("change", [Path.unlink, _cut, _overwritten], ids=["removed", "cut", "overwritten"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_file_that_changes_meanwhile_is_no_fault(
    tmp_path: Path, kind: str, change: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [line.split(",") for line in (HEADINGS, "2018-04-01,execution,9,", "2018-04-02,execution,2,")]
    path = tmp_path / f"ledger.{kind}"
    path.write_bytes(csv_bytes(rows) if kind == "csv" else workbook_bytes(rows))

    def checked(subject: Plan, ledger: Ledger) -> Iterator[Issue]:
        issues = list(check_budget(subject, ledger))
        if ledger.limited_rows and path.exists():
            change(path)
        return iter(issues)

    monkeypatch.setattr(ledger_loader, "check_budget", checked)
    found = load_ledger(PLAN, path, against_budget=True)
    assert found.ledger is not None
    assert found.ledger.actuals == {"execution": {2018: 11}}
    assert [(issue.code, issue.at.place.line, issue.at.path) for issue in found.spending] == [
        ("overspent-year", 3, "rows[3].amount"),
        ("overspent-total", 3, "rows[3].amount"),
    ]
