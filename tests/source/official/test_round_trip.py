"""Plan → text in the official form → draft: what the form prints comes back as it was."""

import re
from typing import Any

import pytest
from generate_plans import Town

from document_example import DOCUMENT, as_file, drafted
from document_generator import document
from example import SMALL, YPORT
from yport_cli.core.plan.plan import Plan
from yport_cli.render.draft_plan import draft_text
from yport_cli.render.official_form import official_text
from yport_cli.source.plan.plan_loader import parse_plan

FORM = """\
schema: yport/plan/v1
id: small
name: Tourism and 第2期 観光計画
authors: [岩手県, 盛岡市, 紫波町]
area: 盛岡市及び紫波町の区域の一部
period: {start: 2017-04-01, end: 2020-03-31}
fiscal_years: [H29, H30, R1]
project: {name: 「観光」事業, body: 盛岡市, contents: [{id: content1, name: 案内所の設置}, {id: content2, name: 体験の提供}]}
kpis:
  - {id: kpi1, name: 65歳以上の来訪者数（延べ）, unit: 万人, kind: increment, direction: increase, baseline: 2899.4,
     increments: {H29: -9.5, H30: null, R1: 1.9}, stated_cumulative: -7.6, stated_level: 2891.8}
  - {id: kpi2, name: 合計特殊出生率, unit: null, kind: level, direction: increase, baseline: null,
     targets: {H29: 1.92, H30: null, R1: 2.07}}
budget:
  unit: 円
  total: 120000000
  years: {H29: 40000000, R1: 0}
  grant: {measure: A3007, name: 地方創生推進交付金}
self_sufficiency:
  unit: 円
  revenue: {H29: -500, R1: 700}
  cost: {H30: 900, R1: 700}
  break_even_year: R1
evaluation: {method: 外部有識者が毎年度検証する。, experts: 大学の教員}
publication: {how: 公表する。}
"""


def _plan(text: str) -> Plan:
    plan = parse_plan(text.encode(), "plan").plan
    assert plan is not None
    return plan


def _there_and_back(text: str) -> Any:
    return as_file(drafted(official_text(_plan(text))))


def test_every_key_that_the_form_prints_comes_back() -> None:
    before, after = _plan(FORM), _plan(draft_text(drafted(official_text(_plan(FORM))), "ja"))
    printed = set(Plan.model_fields) - {"id", "source", "kpis"}
    for key in printed:
        assert getattr(after, key) == getattr(before, key), key
    for mine, theirs in zip(after.kpis, before.kpis, strict=True):
        assert mine == theirs


@pytest.mark.parametrize("text", [SMALL, YPORT.read_text(encoding="utf-8")], ids=["small", "yport"])
def test_the_figures_of_a_plan_come_back(text: str) -> None:
    before, after = _plan(text), _there_and_back(text)
    for mine, theirs in zip(after["kpis"], before.kpis, strict=True):
        assert (mine["name"], mine["unit"]) == (theirs.name, theirs.unit)
        assert mine.get("baseline") == theirs.baseline
        assert list(mine["increments"].values()) == list(theirs.planned.values())
    assert after["budget"]["total"] == before.budget.total
    assert after["name"] == before.name


def _same_again(text: bytes | str) -> None:
    """What was drafted of a document is drafted of the form that is made of it."""
    first = drafted(text)
    plan = parse_plan(draft_text(first, "ja").encode(), "draft").plan
    if plan is None:
        return
    one, other = as_file(first), as_file(drafted(official_text(plan)))
    for found in (one, other):
        found.pop("source")
        if found["project"].get("contents") == []:  # the contents of a document in words are left to a person
            del found["project"]["contents"]
    assert other == one


def _comes_back(number: int) -> None:
    """All that the form prints of an invented town's plan."""
    before = _plan(Town(number).text())
    after = _plan(draft_text(drafted(official_text(before)), "ja"))
    for key in ("name", "area", "period", "fiscal_years", "self_sufficiency"):
        assert getattr(after, key) == getattr(before, key), (number, key)
    for mine, theirs in zip(after.kpis, before.kpis, strict=True):
        assert (mine.name, mine.unit, mine.kind) == (theirs.name, theirs.unit, theirs.kind)
        assert (mine.baseline, mine.planned) == (theirs.baseline, theirs.planned)
        assert mine.stated_cumulative == theirs.stated_cumulative
    assert after.budget.total == before.budget.total
    if before.budget.total is not None or before.budget.years:
        assert after.budget.unit == before.budget.unit
    assert dict(after.budget.years) == dict(before.budget.years)


def test_the_plans_of_invented_towns_come_back() -> None:
    for number in range(10):
        _comes_back(number)


def test_a_total_that_is_not_stated_comes_back_as_none() -> None:
    for number in range(10):
        text, count = re.subn(r"(?m)^  total: .*$", "  total: null", Town(number).text())
        assert count == 1
        before = _plan(text)
        official = official_text(before)
        assert "総事業費" not in official
        after = _plan(draft_text(drafted(official), "ja"))
        assert after.budget.total is None
        assert dict(after.budget.years) == dict(before.budget.years)


@pytest.mark.slow
def test_so_do_many() -> None:
    for number in range(10, 200):
        _comes_back(number)


def test_what_is_drafted_of_a_document_comes_back() -> None:
    _same_again(DOCUMENT.read_bytes())
    for seed in range(25):
        _same_again(document(seed).text)


@pytest.mark.slow
def test_the_same_holds_of_many_documents() -> None:
    for seed in range(25, 300):
        _same_again(document(seed).text)
