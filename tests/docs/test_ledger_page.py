"""`docs/ledger.md` and its English page describe what the program reads."""

import csv
import io
import re

import pytest

from example import ROOT, yport
from yport_cli.core.figures.ledger import ledger_item
from yport_cli.core.numbers.money import YEN_PER_LEDGER_UNIT
from yport_cli.core.plan.plan import LEDGER_ITEMS
from yport_cli.source.disk.names import LEDGER_ENDINGS
from yport_cli.source.ledger.heading import HEADINGS

JA, EN = ((ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("ledger.md", "ledger.en.md"))


def _rows(page: str, section: str) -> list[list[str]]:
    """The cells of the table in a section, without its headings."""
    text = page.split(f"\n## {section}")[1].split("\n## ", maxsplit=1)[0]
    rows = [line.strip("|").split(" | ") for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


def _code(text: str) -> list[str]:
    return re.findall("`([^`]+)`", text)


@pytest.mark.parametrize(("page", "section"), [(JA, "列"), (EN, "Columns")], ids=["ja", "en"])
def test_the_page_lists_every_heading_and_no_other(page: str, section: str) -> None:
    assert [tuple(_code(row[0])) for row in _rows(page, section)] == list(HEADINGS.values())


@pytest.mark.parametrize(("page", "section"), [(JA, "項目"), (EN, "Items")], ids=["ja", "en"])
def test_the_page_lists_every_item_with_its_unit(page: str, section: str) -> None:
    kpi, *rows = _rows(page, section)
    assert _code(kpi[0]) == ["id"]
    items = {_code(row[0])[0]: _code(row[1])[0] for row in rows}
    assert [item for item in items if ":" not in item] == list(LEDGER_ITEMS)
    assert items.pop("execution:ID") == "budget.unit"
    plan = yport().model_copy(update={"budget": yport().budget.model_copy(update={"unit": "百万円"})})
    units = {"budget.unit": "百万円", "self_sufficiency.unit": "千円"}
    assert {item: ledger_item(plan, item).unit for item in items} == {
        item: units[unit] for item, unit in items.items()
    }


def test_the_page_names_the_units_and_the_files() -> None:
    units = sorted(YEN_PER_LEDGER_UNIT, key=YEN_PER_LEDGER_UNIT.__getitem__)
    assert f"{'・'.join(units)}は互いに換算します" in JA
    assert f"{', '.join(units[:-1])} and {units[-1]} convert to one another" in EN
    for ending in LEDGER_ENDINGS:
        assert f"`計画名{ending}`" in JA
        assert f"`NAME{ending}`" in EN


@pytest.mark.parametrize("page", [JA, EN], ids=["ja", "en"])
def test_the_rows_on_the_page_stand_in_the_demo_ledger(page: str) -> None:
    shown = re.search("```csv\n(.*?)```", page, re.DOTALL)
    assert shown is not None
    heading, *rows = csv.reader(io.StringIO(shown[1]))
    demo = (ROOT / "plans" / "yokohama-yport.demo.ledger.csv").read_text(encoding="utf-8-sig")
    first, *others = csv.reader(io.StringIO(demo))
    assert heading == first
    notes = {row[5] for row in others}
    assert {row[5] for row in rows} <= notes
