"""The real plan against the document it was written from: nothing in it is invented.

White space and line breaks count for nothing, for the document breaks its names over lines; digits are
compared as numbers, for it mixes half and full width.
"""

import re
import tomllib
from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest

from example import ROOT, YPORT
from yport_cli.cli.plan_file import packaged_plan
from yport_cli.core.issues.issue import Route
from yport_cli.core.numbers.number import grouped
from yport_cli.core.reading.fiscal_year import parse_date
from yport_cli.core.reading.number_text import parse_number
from yport_cli.source.yaml.document import read_document

DOCUMENT = (ROOT / "tests" / "data" / "000_1ac11865570b43ef.txt").read_text(encoding="utf-8")
RAW: dict[str, Any] = read_document(YPORT.read_text(encoding="utf-8")).value

# The three things that the document does not say.
NOT_IN_THE_DOCUMENT = {"area_code": "14100", "licence": "CC-BY-4.0", "budget.grant.rate": "1/2"}

# Words of the plan file itself: they name, they state nothing.
VOCABULARY = {
    "schema": {"yport/plan/v1"},
    "id": {"yokohama-yport"},
    "kpis[].id": {"orders", "surveys", "briefings"},
    "kpis[].kind": {"increment"},
    "kpis[].direction": {"increase"},
    "project.contents[].id": {"office", "experts"},
    "publication.every": {"year"},  # 毎年度, in `how` beside it
}

# What stands in the document in other words, or only means something beside its neighbours.
SAID = {
    "period.end": "６計画期間地域再生計画認定の日から平成32年３月31日",
    "fiscal_years[]": "{year}増加分",
    "budget.unit": "総事業費120,000{value}",
    "budget.total": "総事業費{value}千円",
    "budget.years.H31": "本事業予算{value}千円と均衡する",
    "budget.grant.measure": "地方創生推進交付金（内閣府）：【{value}】",
    "self_sufficiency.unit": "を40,000{value}と見込んで",
    "self_sufficiency.revenue.H31": "事業収支（総売り上げから外注費等の経費を差し引いた額）を{value}千円と見込んで",
    "self_sufficiency.cost.H31": "本事業予算{value}千円と均衡する",
}


def squeezed(text: str) -> str:
    """`text` without white space, its digits in half width."""
    return "".join(text.split()).translate(str.maketrans("０１２３４５６７８９", "0123456789"))


WHOLE = squeezed(DOCUMENT)
LINES = {squeezed(line) for line in DOCUMENT.splitlines()}


def leaves(value: Any, route: Route = ()) -> Iterator[tuple[Route, Any]]:
    """Every value of the plan file that holds no others."""
    if isinstance(value, dict):
        for key, member in value.items():
            yield from leaves(member, (*route, key))
    elif isinstance(value, list):
        for index, member in enumerate(value):
            yield from leaves(member, (*route, index))
    else:
        yield route, value


def pattern(route: Route) -> str:
    """`kpis[].id` for the id of any KPI."""
    return "".join("[]" if isinstance(step, int) else f".{step}" for step in route).removeprefix(".")


def is_held(route: Route, value: Any, raw: dict[str, Any]) -> bool:
    """Whether the document says what the plan says at `route`."""
    place = pattern(route)
    if value is None:
        return True  # nothing is said
    if place in NOT_IN_THE_DOCUMENT:
        return bool(value == NOT_IN_THE_DOCUMENT[place])
    if place in VOCABULARY:
        return value in VOCABULARY[place]
    if place == "period.end":
        return parse_date(str(value)) == parse_date("平成32年３月31日") and squeezed(SAID[place]) in WHOLE
    if place == "self_sufficiency.break_even_year":
        return bool(raw["fiscal_years"][3 - 1] == value) and "事業3年目には" in WHOLE
    if place.startswith("source.sections."):
        return squeezed(str(value)) in LINES
    if route[0] == "kpis" and not isinstance(value, str):
        return tuple(row(raw["kpis"][route[1]])) in PRINTED[0]
    if place in SAID:
        shown = str(value) if isinstance(value, str) else grouped(value)
        year = f"平成{shown.removeprefix('H')}年度"
        return squeezed(SAID[place].format(value=shown, year=year)) in WHOLE
    return isinstance(value, str) and squeezed(value) in WHOLE


def row(kpi: dict[str, Any]) -> Iterator[Any]:
    """A KPI as the table prints it: name with unit, baseline, each year's increment, the cumulative."""
    yield squeezed(f"{kpi['name']}（{kpi['unit']}）")
    yield kpi.get("baseline")
    assert list(kpi["increments"]) == ["H29", "H30", "H31"]
    yield from kpi["increments"].values()
    yield kpi.get("stated_cumulative")


def unheld(raw: dict[str, Any]) -> list[str]:
    """Where the plan says what the document does not."""
    return [pattern(route) for route, value in leaves(raw) if not is_held(route, value, raw)]


def printed_table(section: str) -> list[tuple[Any, ...]]:
    """The KPI table that begins `section`: its rows of increments, joined with its rows of cumulatives."""
    increments: dict[str, list[Any]] = {}
    cumulative: dict[str, Any] = {}
    name = ""
    for line in section.splitlines():
        text = squeezed(line)
        name += text
        if text in ("(3年目)", "（3年目）") or name.endswith("KPI増加分の累計"):
            name = ""
        elif re.fullmatch(r"[0-9,]+", text) and re.search(r"（[千円件]+）", name):
            figures = [parse_number(figure) for figure in line.split()]
            title = name.removesuffix(text)
            if len(figures) == 1:
                cumulative[title] = figures[0]
            else:
                increments[title] = figures
            name = ""
        if len(cumulative) == 3:
            break
    return [(title, *figures, cumulative[title]) for title, figures in increments.items()]


PRINTED = [printed_table(section) for section in DOCUMENT.split("【数値目標】")[1:]]


def test_every_figure_and_name_of_the_plan_stands_in_the_document() -> None:
    assert unheld(RAW) == []


def test_the_three_printed_copies_of_the_kpi_table_agree() -> None:
    first, second, third = PRINTED
    assert first == second == third
    assert [printed[1:] for printed in first] == [
        (500_000, 1_000_000, 3_000_000, 10_000_000, 14_000_000),
        (6, 8, 10, 12, 30),
        (42, 50, 55, 60, 165),
    ]


def test_the_plan_carries_all_three_kpis_as_they_are_printed() -> None:
    assert [tuple(row(kpi)) for kpi in RAW["kpis"]] == PRINTED[0]


@pytest.mark.parametrize("place", sorted(NOT_IN_THE_DOCUMENT))
def test_what_the_document_does_not_say_is_marked_so_rightly(place: str) -> None:
    assert place in {pattern(route) for route, _ in leaves(RAW)}
    assert squeezed(NOT_IN_THE_DOCUMENT[place]) not in WHOLE


def test_every_list_of_exceptions_is_used() -> None:
    used = {pattern(route) for route, _ in leaves(RAW)}
    assert used >= set(VOCABULARY) | set(SAID)


def test_every_block_cites_its_section() -> None:
    cited = set(RAW["source"]["sections"])
    said = {
        "name",
        "authors",
        "area",
        "period",
        "fiscal_years",
        "project",
        "kpis",
        "budget",
        "self_sufficiency",
    }
    assert cited == said | {"grant", "evaluation", "publication"}


@pytest.mark.parametrize(
    ("route", "value"),
    [
        (("budget", "total"), 120_001),
        (("budget", "years", "H30"), 40_000),  # the document states H31 alone
        (("budget", "years", "H31"), 80_000),
        (("budget", "grant", "amount"), 60_000),
        (("budget", "grant", "eligible_cost"), 120_000),
        (("budget", "grant", "rate"), "2/3"),
        (("budget", "grant", "kind"), "先駆"),
        (("budget", "grant", "measure"), "A2007"),
        (("budget", "unit"), "百万円"),
        (("kpis", 0, "baseline"), 500_001),
        (("kpis", 0, "increments", "H30"), 3_000_001),
        (("kpis", 1, "baseline"), 42),  # it stands in the document, but for another KPI
        (("kpis", 1, "stated_cumulative"), 165),
        (("kpis", 2, "unit"), "社"),
        (("kpis", 2, "name"), "企業への情報提供"),
        (("kpis", 2, "direction"), "decrease"),
        (("kpis", 2, "increments", "H31"), Decimal("60.5")),
        (("name",), "公民連携による計画"),
        (("authors", 0), "川崎市"),
        (("area_code",), "14101"),
        (("period", "end"), "2020-03-30"),
        (("period", "start"), "2017-08-29"),
        (("fiscal_years", 0), "H28"),
        (("self_sufficiency", "revenue", "H31"), 50_000),
        (("self_sufficiency", "revenue", "R2"), 40_000),
        (("self_sufficiency", "break_even_year"), "H30"),
        (("evaluation", "body"), "横浜市会"),
        (("publication", "every"), "month"),
        (("source", "sections", "kpis"), "数値目標の表"),
        (("licence",), "CC0"),
        (("invented",), 14_000_000),
    ],
)
def test_anything_invented_would_be_found(route: Route, value: Any) -> None:
    raw = deepcopy(RAW)
    block: Any = raw
    for step in route[:-1]:
        block = block[step]
    block[route[-1]] = value
    assert unheld(raw)


def test_the_package_carries_this_plan() -> None:
    assert packaged_plan().read_bytes() == YPORT.read_bytes()
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]
    assert build["targets"]["wheel"]["force-include"] == {"plans": "yport_cli/plans"}
