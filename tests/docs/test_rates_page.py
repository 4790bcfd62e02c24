"""The worked examples of `docs/rates.md`, and of its English page, are what the program computes."""

from datetime import date
from typing import Any

import pytest

from example import ROOT, measured
from yport_cli.core.numbers.number import plain
from yport_cli.render.wording.figures import drawn

PAGES = ("rates.md", "rates.en.md")


def _rows(page: str) -> list[list[str]]:
    return [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in (ROOT / "docs" / page).read_text(encoding="utf-8").splitlines()
        if line.startswith(("| level", "| increment"))
    ]


ROWS = _rows(PAGES[0])


def test_the_pages_have_the_same_examples() -> None:
    assert len(ROWS) == 10
    assert [row[:-1] for row in _rows(PAGES[1])] == [row[:-1] for row in ROWS]


@pytest.mark.parametrize("row", ROWS, ids=" ".join)
def test_an_example_of_the_page(row: list[str]) -> None:
    kind, direction, rate, baseline, target, actual, expected, shortfall, _ = row
    series = "increments" if kind == "increment" else "targets"
    fields: dict[str, Any] = {
        "kind": kind,
        "direction": direction,
        "rate": None if rate == "―" else rate,
        "baseline": None if baseline == "―" else baseline,
        series: {"H29": None, "H30": None, "H31": target},
    }
    found, _ = measured({2019: _number(actual)}, date(2020, 3, 31), **fields)
    assert drawn(found, "achievement_rate", "ja").text == expected
    assert found.shortfall is not None
    assert plain(found.shortfall) == shortfall


def _number(text: str) -> Any:
    from yport_cli.core.reading.number_text import parse_number

    return parse_number(text)
