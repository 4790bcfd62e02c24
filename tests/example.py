"""Small plans that tests build on."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from yport_cli.core.issue import FileReport
from yport_cli.core.kpi import KpiOutcome, KpiYear
from yport_cli.core.ledger import Ledger
from yport_cli.core.number import Number
from yport_cli.core.outcome import outcome
from yport_cli.core.plan import Plan
from yport_cli.source.loader import parse_plan

ROOT = Path(__file__).parent.parent
YPORT = ROOT / "plans" / "yokohama-yport.yaml"

# A whole plan with nothing optional in it, a block a line or so: tests replace what they are about.
SMALL = """\
schema: yport/plan/v1
id: small
name: 小さな計画
authors: [横浜市]
area: 横浜市の全域
period: {start: 2017-04-01, end: 2019-03-31}
fiscal_years: [H29, H30]
kpis:
  - id: visits
    name: 来訪者数
    unit: 人
    kind: increment
    direction: increase
    increments: {H29: 10, H30: 20}
budget:
  unit: 千円
  total: 100
"""


def changed(*pairs: tuple[str, str], text: str = SMALL) -> str:
    """`text` with each first member, which must stand in it once, replaced by the second."""
    for old, new in pairs:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the plan"
        text = text.replace(old, new)
    return text


def report(text: str | bytes) -> FileReport:
    """What is found in a plan file with this content."""
    return parse_plan(text if isinstance(text, bytes) else text.encode(), "plan.yaml").report


def codes(text: str | bytes) -> list[str]:
    """The codes of what is found, in the order of their places."""
    return [issue.code for issue in report(text).issues]


def places(text: str | bytes) -> list[str]:
    """`line:column code` of what is found."""
    return [f"{issue.place.line}:{issue.place.column} {issue.code}" for issue in report(text).issues]


def loaded(text: str | bytes) -> Plan:
    """The plan in a file that has no errors."""
    found = parse_plan(text if isinstance(text, bytes) else text.encode(), "plan.yaml")
    assert found.plan is not None, [issue.message.en for issue in found.report.issues]
    return found.plan


def yport() -> Plan:
    """The plan that the package carries."""
    return loaded(YPORT.read_bytes())


def kpi(**fields: Any) -> dict[str, Any]:
    """A KPI as its file spells it, over H29 to H31 unless `fields` say otherwise."""
    whole: dict[str, Any] = {
        "id": "visits",
        "name": "来訪者数",
        "unit": "人",
        "kind": "increment",
        "direction": "increase",
        **fields,
    }
    table = "increments" if whole["kind"] == "increment" else "targets"
    whole.setdefault(table, {"H29": 10, "H30": 20, "H31": 30})
    return whole


def plan(**blocks: Any) -> Plan:
    """A plan for H29 to H31 with one KPI and a budget of 120 thousand yen, apart from `blocks`."""
    return Plan.model_validate(
        {
            "schema": "yport/plan/v1",
            "id": "small",
            "name": "小さな計画",
            "authors": ["横浜市"],
            "area": "横浜市の全域",
            "period": {"end": "2020-03-31"},
            "fiscal_years": ["H29", "H30", "H31"],
            "kpis": [kpi()],
            "budget": {"unit": "千円", "total": 120},
            **blocks,
        }
    )


def measured(
    actuals: Mapping[int, Number], as_of: date | None = None, /, **fields: Any
) -> tuple[KpiOutcome, dict[int, KpiYear]]:
    """What the `actuals` of one KPI make of it, and of each of its years."""
    result = outcome(plan(kpis=[kpi(**fields)]), Ledger({"visits": actuals}, as_of)).kpis[0]
    return result, {year.fiscal_year: year for year in result.years}
