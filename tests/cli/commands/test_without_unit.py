"""A KPI without a unit, such as a fertility rate, in every command that draws it."""

import json
import re
from pathlib import Path

import pytest

from program import command

PLAN = """\
schema: yport/plan/v1
id: small
name: 小さな計画
authors: [横浜市]
area: 横浜市の全域
period: {start: null, end: 2019-03-31}
fiscal_years: [H29, H30]
kpis:
  - {id: tfr, name: 合計特殊出生率, unit: null, kind: level, direction: increase, baseline: 1.40,
     targets: {H29: 1.41, H30: 1.45}}
budget: {unit: 千円, total: 100}
"""


@pytest.fixture(autouse=True)
def _plan() -> None:
    Path("plan.yaml").write_text(PLAN, encoding="utf-8")
    command("record", "tfr", "1.42", "--plan", "plan.yaml", "--date", "2018-03-01", status=0)


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("status",),
        ("forecast",),
        ("report", "-o", "-", "--format", "html"),
        ("report", "-o", "-", "--format", "markdown"),
        ("export",),
        ("export", "--format", "hledger"),
        ("export", "--format", "official"),
    ],
    ids=" ".join,
)
def test_no_unit_is_drawn(arguments: tuple[str, ...], lang: str) -> None:
    name, *rest = arguments
    run = command(name, "plan.yaml", *rest, lang=lang, status=0)
    assert "1.42" in run.out or name == "forecast" or "official" in rest
    assert not re.search(r"(?<!\. )None", run.out)  # a sentence may begin with it
    assert "（）" not in run.out
    assert "単位の記載がない" not in run.out  # there is nothing to be assumed


def test_it_is_null_for_other_programs() -> None:
    (kpi,) = json.loads(command("status", "plan.yaml", "--format", "json", status=0).out)["kpis"]
    assert kpi["unit"] is None


def test_an_empty_unit_is_read_as_none_and_mended() -> None:
    Path("odd.yaml").write_text(PLAN.replace("unit: null", 'unit: ""'), encoding="utf-8")
    assert "unit-spelling" in command("validate", "odd.yaml", status=0).out
    command("validate", "odd.yaml", "--fix", status=0)
    assert Path("odd.yaml").read_text(encoding="utf-8") == PLAN
