"""The document of the Y-PORT plan gives the figures and names of the plan file that people wrote from it."""

from typing import Any

import pytest
import yaml

from document_example import DOCUMENT, as_file, drafted
from example import YPORT
from yport_cli.core.draft.draft import Origin
from yport_cli.render.draft_plan import draft_text
from yport_cli.source.plan.plan_loader import parse_plan

DRAFT = drafted(DOCUMENT.read_bytes(), "yokohama-yport")
FILE = as_file(DRAFT)
PLAN: Any = yaml.safe_load(YPORT.read_text(encoding="utf-8"))


def test_the_figures_of_the_three_kpis_are_those_of_the_document() -> None:
    assert [kpi["baseline"] for kpi in FILE["kpis"]] == [500000, 6, 42]
    assert [list(kpi["increments"].values()) for kpi in FILE["kpis"]] == [
        [1000000, 3000000, 10000000],
        [8, 10, 12],
        [50, 55, 60],
    ]
    assert [kpi["stated_cumulative"] for kpi in FILE["kpis"]] == [14000000, 30, 165]
    assert [kpi["unit"] for kpi in FILE["kpis"]] == ["千円", "件", "件"]


def test_the_money_of_the_document_is_taken() -> None:
    assert FILE["budget"]["unit"] == "千円"
    assert FILE["budget"]["total"] == 120000
    assert FILE["budget"]["years"] == {"H31": 40000}
    assert FILE["self_sufficiency"] == {
        "unit": "千円",
        "revenue": {"H31": 40000},
        "cost": {"H31": 40000},
        "break_even_year": "H31",
    }
    assert FILE["budget"]["grant"] == {"measure": "A3007", "name": "地方創生推進交付金"}


@pytest.mark.parametrize("key", ["name", "authors", "area", "period", "fiscal_years", "self_sufficiency"])
def test_what_people_wrote_is_what_is_drafted(key: str) -> None:
    assert FILE[key] == PLAN[key]


def test_the_names_of_the_kpis_have_no_stray_spaces() -> None:
    assert [kpi["name"] for kpi in FILE["kpis"]] == [kpi["name"] for kpi in PLAN["kpis"]]
    for mine, theirs in zip(FILE["kpis"], PLAN["kpis"], strict=True):
        for key in ("unit", "kind", "direction", "baseline", "increments", "stated_cumulative"):
            assert mine[key] == theirs[key]


def test_the_evaluation_and_its_publication_are_taken() -> None:
    assert FILE["evaluation"] == PLAN["evaluation"]
    assert FILE["publication"] == PLAN["publication"]
    assert FILE["project"]["name"] == PLAN["project"]["name"]
    assert FILE["project"]["body"] == "横浜市"
    assert FILE["source"] == PLAN["source"]


def test_what_stands_in_no_document_is_left_out() -> None:
    assert "area_code" not in FILE
    assert "licence" not in FILE
    assert "rate" not in FILE["budget"]["grant"]


def test_the_draft_is_valid_and_says_what_a_person_has_to_choose() -> None:
    for language in ("ja", "en"):
        text = draft_text(DRAFT, language)
        assert parse_plan(text.encode(), "draft").report.issues == ()
        lines = text.splitlines()
        assert sum("TODO" in line for line in lines if "  - id: kpi" in line) == 3
        assert sum("TODO" in line for line in lines if "direction: increase" in line) == 3


def test_each_figure_says_the_line_it_came_from() -> None:
    places = {str(route): figure.at for route, figure in DRAFT.figures()}
    assert places["('kpis', 0, 'baseline')"] == Origin(0, 181)
    assert places["('budget', 'total')"] == Origin(0, 515)
    lines = DOCUMENT.read_text(encoding="utf-8").split("\n")
    for _, figure in DRAFT.figures():
        assert figure.at is not None
        assert figure.printed in lines[figure.at.line - 1]
    assert "    baseline: 500000  # 181行「500,000」\n" in draft_text(DRAFT, "ja")
    assert "    baseline: 500000  # line 181: 500,000\n" in draft_text(DRAFT, "en")


def test_the_three_printings_of_the_table_agree_and_one_that_does_not_is_reported() -> None:
    assert DRAFT.remarks == ()
    text = DOCUMENT.read_text(encoding="utf-8")
    at = text.rindex("42 50 55 60")
    draft = drafted(text[:at] + "42 50 55 66" + text[at + 11 :])
    assert as_file(draft)["kpis"][2]["increments"]["H31"] == 60  # two of three say so
    (remark,) = draft.remarks
    assert "60（201行）" in remark.message.ja
    assert "66（620行）" in remark.message.ja
