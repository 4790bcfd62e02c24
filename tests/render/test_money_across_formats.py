"""A figure of a year's money is one figure, in every format that has it."""

import csv
import io
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from money_example import MONEY, R5, SETTLED
from program import command
from workbook_example import sheets_of
from yport_cli.core.numbers.number import grouped

LATER = """\
2024-04-01,R6,grant_decided,13500
2025-03-10,R6,grant_received,13500
2025-03-28,R6,execution,26801
2025-10-15,R6,grant_returned,99
"""
YEARS = {"R5": 2023, "R6": 2024, "R7": 2025}
MONEY_OF_A_YEAR = (
    *("planned", "supplement", "carried_in", "appropriated", "carried_out", "available", "executed"),
    *("carried_in_executed", "eligible_executed", "balance", "unused"),
)
GRANT_OF_A_YEAR = (
    *("grant_decided", "grant_received", "grant_settled", "grant_returned"),
    *("grant_to_receive", "grant_to_return"),
)
AS_OF = [
    ("--as-of", "2024-03-31"),
    ("--as-of", "2024-05-31"),
    ("--as-of", "2025-05-31"),
    ("--as-of", "2025-12-31"),
    ("--year", "R6"),
]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "money.yaml"
    sources = "  funding: [{id: donation, name: 寄附, years: {R5: 3000, R6: 1000.5}}]\n"
    path.write_text(MONEY + sources, encoding="utf-8")
    path.with_suffix(".ledger.csv").write_text(R5 + SETTLED + LATER, encoding="utf-8")
    return path


def _json(plan: Path, *asked: str) -> Any:
    run = command("budget", plan, "--format", "json", *asked)
    return json.loads(run.out, parse_float=Decimal)


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def _spelled(value: Any) -> str:
    return "" if value is None else str(value)


@pytest.mark.parametrize("asked", AS_OF, ids=" ".join)
def test_json_csv_and_tidy_data_tell_the_same(plan: Path, asked: tuple[str, ...]) -> None:
    found = _json(plan, *asked)
    records = {
        row["fiscal_year"]: row for row in _rows(command("budget", plan, "--format", "csv", *asked).out)
    }
    tidy = {
        (row["series"], row["fiscal_year"]): row["value"]
        for row in _rows(command("export", plan, *asked).out)
        if row["item_type"] == "budget"
    }
    for year in found["years"]:
        for name in (*MONEY_OF_A_YEAR, *GRANT_OF_A_YEAR, "grant", "own_funds", "grant_due"):
            value, of = _spelled(year[name]), str(year["fiscal_year"])
            assert (records[of][name], tidy[name, of]) == (value, value), name
    for name in ("total", "grant", "own_funds", *GRANT_OF_A_YEAR):
        assert tidy[name, ""] == _spelled(found[name]), name


@pytest.mark.parametrize("asked", AS_OF, ids=" ".join)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_tables_and_markdown_show_the_figures_of_json(
    plan: Path, asked: tuple[str, ...], language: str
) -> None:
    found = _json(plan, *asked)
    for form, width in (("table", 400), ("markdown", 80)):
        text = command("budget", plan, "--format", form, *asked, lang=language, width=width).out
        lines = [re.split(r"\s*\|\s*|\s{2,}", line.strip(" |")) for line in text.splitlines()]
        for year in found["years"]:
            money, grant, paid = (line[1:] for line in lines if line[0] == year["label"])
            figures = [cell for cell in money if not cell.endswith("%") and cell[0].isdigit()]
            expected = [year[name] for name in MONEY_OF_A_YEAR if year[name] is not None]
            assert figures == [grouped(value) for value in expected]
            figures = [cell for cell in grant[1:] if cell[0].isdigit()]
            expected = [year[name] for name in GRANT_OF_A_YEAR if year[name] is not None]
            assert figures == [grouped(value) for value in expected]
            others = [one["years"][YEARS[year["label"]] - 2023]["amount"] for one in found["funding"]]
            expected = [year["grant"], *others, year["own_funds"], year["planned"]]
            assert [cell for cell in paid if cell[0].isdigit()] == [
                grouped(value) for value in expected if value is not None
            ]


@pytest.mark.parametrize("year", YEARS)
def test_the_settlement_sheet_has_the_figures_of_the_year(plan: Path, year: str) -> None:
    of_year = next(one for one in _json(plan, "--year", year)["years"] if one["label"] == year)
    lines = {line["name"]: line["value"] for line in _json(plan, "--year", year, "--sheet")["lines"]}
    named = (*MONEY_OF_A_YEAR, *GRANT_OF_A_YEAR, "grant_due", "execution_rate", "grant_rate")
    for name in named:
        # The sheet takes the plan's decision where the ledger has none.
        if name in lines and not (name == "grant_decided" and of_year[name] is None):
            assert lines[name] == of_year[name], name
    book = plan.with_suffix(".xlsx")
    assert command("budget", plan, "--year", year, "--sheet", "-o", book, lang="ja").status in {0, 1}
    (rows,) = sheets_of(book.read_bytes()).values()
    labels = {line["label"]: line for line in _json(plan, "--year", year, "--sheet", "--lang", "ja")["lines"]}
    shown = {row[0]: row[1] for row in rows if row[0] in labels}
    assert shown.keys() == labels.keys()
    for label, line in labels.items():
        if line["value"] is not None and line["name"] != "grant_rate":
            assert shown[label] == pytest.approx(float(line["value"]), abs=1e-6), label
