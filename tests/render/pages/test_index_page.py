"""The index of several plans: its order, its groups, and pages of its own where there are many."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from example import full, kpi, plan, recorded
from yport_cli.core.figures.ledger import Ledger
from yport_cli.core.figures.outcome import Outcome, outcome
from yport_cli.core.plan.site import Site
from yport_cli.render.formats.markdown import index_markdown
from yport_cli.render.pages import index_page
from yport_cli.render.pages.index_page import Group, Sort, indexes_of
from yport_cli.render.shapes.plan_index import PlanIndex
from yport_cli.render.site import html_site, markdown_site


def _plan(name: str, actual: int | None, total: int, spent: int, **fields: object) -> Outcome:
    """A plan with one KPI whose target of March 2018 is 10."""
    rows: dict[str, dict[int, int]] = {"execution": {2017: spent}}
    if actual is not None:
        rows["visits"] = {2017: actual}
    subject = plan(id=f"p{total}", name=name, budget={"unit": "千円", "total": total}, kpis=[kpi()], **fields)
    return outcome(subject, Ledger(rows, date(2018, 3, 31)))


def _named(*outcomes: Outcome) -> list[tuple[str, Outcome]]:
    return [(f"{one.plan.id}.html", one) for one in outcomes]


PLANS = _named(
    _plan("乙", 10, 300, 30, authors=["い市"], area_code="14100"),  # on pace, 10 %
    _plan("甲", 9, 100, 90, authors=["ろ市"], area_code="01100"),  # behind, 90 %
    _plan("丙", None, 200, 100, authors=["い市"]),  # not recorded, 50 %
)


def _only(found: list[tuple[str, PlanIndex]]) -> PlanIndex:
    ((name, index),) = found
    assert name == "index.html"
    return index


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("attention", ["甲", "丙", "乙"]),
        ("name", ["丙", "乙", "甲"]),  # by the code of their signs: U+4E19, U+4E59, U+7532
        ("body", ["甲", "乙", "丙"]),  # by area code, those without one last
        ("total", ["乙", "丙", "甲"]),
        ("rate", ["甲", "丙", "乙"]),
    ],
)
def test_plans_stand_in_the_order_asked_for(sort: Sort, names: list[str]) -> None:
    (group,) = _only(indexes_of(PLANS, "ja", "index.html", sort)).groups
    assert [entry.title for entry in group.entries] == names


@pytest.mark.parametrize(
    ("group", "headings"),
    [
        ("none", [""]),
        ("body", ["い市", "ろ市"]),
        ("area", ["北海道", "神奈川県", "標準地域コードなし"]),
        ("initial", ["丙", "乙", "甲"]),
    ],
)
def test_plans_are_grouped(group: Group, headings: list[str]) -> None:
    index = _only(indexes_of(PLANS, "ja", "index.html", "name", group))
    assert [one.heading for one in index.groups] == headings
    assert not index.is_split


def test_an_index_counts_plans_and_standings_and_adds_no_rates() -> None:
    index = _only(indexes_of(PLANS, "ja", "index.html"))
    assert index.headline == "3計画のうち1計画に、未達か遅れの指標があります"
    assert [(one.word, one.count) for one in index.tally] == [("遅れ", 1), ("未記録", 1), ("順調", 1)]
    assert index.lead[0].startswith("2団体の3計画、3指標。")
    good = _only(indexes_of(PLANS[:1], "en", "index.html"))
    assert good.headline == "Every KPI of 1 plan is on pace or has reached its target"
    late = PLANS[1:2]
    assert _only(indexes_of(late * 2, "ja", "index.html")).headline == (
        "2計画のすべてに、未達か遅れの指標があります"
    )
    assert _only(indexes_of(late * 3, "en", "index.html")).headline == (
        "All 3 plans have a KPI that is missed or behind"
    )
    unknown = _only(indexes_of(PLANS[2:], "en", "index.html"))
    assert unknown.headline == "No KPI of 1 plan is known to be missed or behind"


def test_many_plans_have_a_page_for_each_group(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_page, "MOST_ON_A_PAGE", 2)
    found = indexes_of(PLANS, "ja", "index.html")
    # Two of three have an area code.
    assert [name for name, _ in found] == ["index.html", "index-1.html", "index-2.html", "index-3.html"]
    home = found[0][1]
    assert home.is_split
    assert [(one.heading, one.href) for one in home.groups] == [
        ("北海道", "index-1.html"),
        ("神奈川県", "index-2.html"),
        ("標準地域コードなし", "index-3.html"),
    ]
    assert [entry.title for _, index in found[1:] for one in index.groups for entry in one.entries] == [
        *("甲", "乙", "丙")
    ]
    assert {index.back for _, index in found[1:]} == {"index.html"}
    without = [
        (name, replace(one, plan=one.plan.model_copy(update={"area_code": None}))) for name, one in PLANS
    ]
    assert [one.heading for one in indexes_of(without, "ja", "index.html")[0][1].groups] == ["丙", "乙", "甲"]


def test_an_index_names_plans_never_ids() -> None:
    index = _only(indexes_of(_named(recorded(), full()), "ja", "index.html"))
    entries = [entry for group in index.groups for entry in group.entries]
    assert [entry.title for entry in entries] == [
        "すべての欄がある計画",
        "公民連携によるＹ－ＰＯＲＴセンター機能強化計画",
    ]
    assert [entry.standings for entry in entries] == [("behind", "on_pace"), ("behind", "on_pace", "on_pace")]


def test_markdown_says_the_unit_and_that_a_grant_is_a_limit() -> None:
    subject = plan(name="甲", budget={"unit": "千円", "total": 101, "grant": {"rate": "1/2"}})
    text = index_markdown(_only(indexes_of(_named(outcome(subject)), "ja", "index.html")))
    row = next(line for line in text.splitlines() if line.startswith("| [甲]"))
    # 1/2 of the total, for no eligible cost is stated; nothing is recorded.
    assert [cell.strip() for cell in row.split("|")][4:8] == ["101 千円", "50.5 千円 以下", "未記録", "―"]


@pytest.mark.parametrize("made", [html_site, markdown_site])
def test_a_site_has_the_same_bytes_whenever_it_is_written(made: Any) -> None:
    plans = [recorded(), full(), _plan("甲", 9, 100, 90)]
    settings = (Site(),) if made is html_site else ()
    first, second = ([(name, text()) for name, text in made(plans, "ja", *settings)] for _ in range(2))
    assert first == second
