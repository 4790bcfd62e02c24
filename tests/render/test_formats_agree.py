"""Terminal, Markdown, CSV and JSON show the same figures."""

import csv
import io
import json
import re
from collections import Counter
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from example import FULL, kpi, loaded, plan, yport
from yport_cli.core.figures.ledger import Ledger
from yport_cli.core.figures.outcome import Outcome, outcome
from yport_cli.core.issues.sentence import Language
from yport_cli.core.numbers.number import Quantity, grouped, rounded
from yport_cli.render.data.json_v1 import status_object
from yport_cli.render.data.outcome_records import status_records
from yport_cli.render.formats.csv import csv_text
from yport_cli.render.formats.json import json_text
from yport_cli.render.formats.markdown import markdown_text
from yport_cli.render.formats.terminal import terminal_text
from yport_cli.render.pages.status import status_page
from yport_cli.render.wording.labels import LABELS

OUTCOMES: dict[str, Outcome] = {
    "the real plan": outcome(yport()),
    "with a ledger": outcome(
        yport(), Ledger({"orders": {2017: 800_000, 2018: 2_500_000}, "surveys": {2017: 8}}, date(2019, 2, 1))
    ),
    "every block": outcome(loaded(FULL), Ledger({"waste": {2017: Decimal("843.25")}}, date(2018, 3, 31))),
    "thirds and decimals": outcome(
        plan(
            kpis=[
                kpi(baseline=Decimal("0.10"), increments={"H29": Decimal("0.05"), "H30": None, "H31": 10**19})
            ],
            budget={"unit": "円", "total": 100, "grant": {"rate": "1/3"}},
            self_sufficiency={"unit": "円", "revenue": {"H31": 2}, "cost": {"H31": 3}},
        ),
        Ledger({"visits": {2017: 1}}, date(2016, 4, 1)),
    ),
}
_FIGURE = re.compile(r"[-~]*[0-9][0-9,]*(?:\.[0-9]+)?%?")


def _json(result: Outcome) -> Any:
    return json.loads(json_text(status_object(result, "ja")), parse_float=Decimal)


@pytest.mark.parametrize("name", OUTCOMES)
def test_csv_and_json_agree(name: str) -> None:
    records = list(csv.DictReader(io.StringIO(csv_text(status_records([OUTCOMES[name]], "ja")), newline="")))
    found = _json(OUTCOMES[name])
    rows = [(one, year) for one in found["kpis"] for year in one["years"]]
    assert len(records) == len(rows)
    for record, (one, year) in zip(records, rows, strict=True):
        assert record["plan_id"] == found["plan"]["id"]
        assert (record["kpi_id"], record["kpi_name"]) == (one["id"], one["name"])
        for field in ("unit", "kind", "direction", "baseline"):
            assert record[field] == _field(one[field])
        for field in year:
            assert record[field] == _field(year[field])


def _field(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return format(value, "f") if isinstance(value, Decimal) else str(value)


@pytest.mark.parametrize("name", OUTCOMES)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_markdown_holds_every_cell_of_the_page(name: str, language: Language) -> None:
    page = status_page(OUTCOMES[name], language)
    lines = [line for line in markdown_text(page).splitlines() if line.startswith("| ")]
    written = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]
    expected = []
    for table in page.tables:
        expected.append([column.heading for column in table.columns])
        expected += [[cell.text for cell in row] for row in table.rows]
    assert [[re.sub(r"\\(.)", r"\1", cell) for cell in row] for row in written] == expected


@pytest.mark.parametrize("name", OUTCOMES)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_terminal_shows_the_figures_of_markdown(name: str, language: Language) -> None:
    page = status_page(OUTCOMES[name], language)
    markdown = Counter(
        _FIGURE.findall(re.sub(r"\\(.)|^\|[:|-]*$", r"\1", markdown_text(page), flags=re.MULTILINE))
    )
    for width in (80, 200):
        terminal = Counter(_FIGURE.findall(terminal_text(page, width, color=False)))
        assert set(terminal) == set(markdown)


@pytest.mark.parametrize("name", OUTCOMES)
def test_the_table_of_kpis_shows_the_figures_of_json(name: str) -> None:
    result = OUTCOMES[name]
    table = status_page(result, "ja").tables[0]
    names = [column.name for column in table.columns]
    for row, one in zip(table.rows, _json(result)["kpis"], strict=True):
        is_increment = one["kind"] == "increment"
        shown = dict(zip(names, (cell.text for cell in row), strict=True))
        target = one["cumulative_target"] if is_increment else one["target_level"]
        actual = one["cumulative_actual"] if is_increment else one["actual_level"]
        expected = {
            "baseline": _drawn(one["baseline"], "記載なし"),
            **{f"target_{year['fiscal_year']}": _drawn(year["target"]) for year in one["years"]},
            next(name for name in names if name in ("cumulative_target", "target_to_end")): _drawn(target),
            next(name for name in names if name in ("cumulative_actual", "actual_to_date")): _drawn(
                actual, "未記録"
            ),
            "achievement_rate_to_end": _percent(one["achievement_rate"]),
            "shortfall": _drawn(one["shortfall"]),
        }
        assert {name: shown[name] for name in expected} == expected
        standing = LABELS[f"standing_{one['standing']}"].ja
        assert shown["kpi_standing"].lstrip("*").startswith(standing)
        assert shown["kpi_standing"].startswith("*") == one["incomplete"]


@pytest.mark.parametrize("name", OUTCOMES)
def test_the_budget_and_the_break_even_year_show_the_figures_of_json(name: str) -> None:
    result = OUTCOMES[name]
    found = _json(result)
    tables = {
        str(row[0].value): row[1].text for table in status_page(result, "ja").tables for row in table.rows
    }
    budget = found["budget"]
    assert tables["total"] == _drawn(budget["total"])
    years = [year.planned for year in result.budget.years if year.planned is not None]
    assert tables["stated"] == _drawn(budget["stated"] if years else None, "記載なし")
    assert tables["grant"].lstrip("~") == _drawn(budget["grant"], "記載なし")
    left = "general_funds" if budget["funding"] else "own_funds"
    assert tables[left].lstrip("~") == _drawn(budget["own_funds"], "記載なし")
    assert tables["executed"] == _drawn(budget["executed"], "未記録")
    assert tables["balance"] == _drawn(budget["balance"])
    even = found["break_even"]
    assert tables["margin"] == _drawn(even["margin"])
    assert tables["coverage"] == _percent(even["coverage"])
    assert tables["break_even_year"] == ("なし" if even["break_even_year"] is None else "H31")


def _drawn(value: Quantity | None, missing: str = "―") -> str:
    return missing if value is None else grouped(value)


def _percent(rate: Quantity | None) -> str:
    return "―" if rate is None else f"{grouped(rounded(Fraction(rate) * 100, 1))}%"
