"""Small plans that tests build on."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from yport_cli.core.figures.kpi import KpiOutcome, KpiYear
from yport_cli.core.figures.ledger import Entry, Ledger, roll_up
from yport_cli.core.figures.outcome import Outcome, outcome
from yport_cli.core.issues.file_report import FileReport
from yport_cli.core.numbers.number import Number
from yport_cli.core.plan.plan import Plan
from yport_cli.source.plan.plan_loader import parse_plan

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

# A plan with every block and every key in it.
FULL = """\
schema: yport/plan/v1
id: full
name: すべての欄がある計画
authors: [横浜市, 川崎市]
area: 横浜市及び川崎市の全域
area_code: "14100"
period: {start: 2017-08-29, end: 2020-03-31}
fiscal_years: [H29, H30, H31]
project:
  name: 交付対象事業
  body: 横浜市
  contents:
    - {id: office, name: 共同オフィス}
    - {id: experts, name: 外部人材}
kpis:
  - id: visits
    name: 来訪者数の増加
    short_name: 来訪者数
    unit: 人
    kind: increment
    direction: increase
    baseline: 500
    increments: {H29: 10, H30: 20, H31: 30}
    stated_cumulative: 60
  - id: waste
    name: 一人当たりごみ排出量
    unit: g/日
    kind: level
    direction: decrease
    baseline: 850.5
    targets: {H29: 840, H30: null, H31: 800.0}
budget:
  unit: 千円
  total: 120000
  years: {H29: 30000, H30: 50000, H31: 40000}
  lines:
    - {id: office, name: 共同オフィス, years: {H30: 50000, H31: null}}
  grant: {measure: A3007, name: 地方創生推進交付金, kind: 先駆, rate: 1/2, eligible_cost: 100000, amount: 50000}
  funding:
    - {id: donation, name: 企業版ふるさと納税, years: {H29: 3000, H31: 1000.5}}
self_sufficiency:
  unit: 千円
  revenue: {H30: 30000, H31: 40000, R2: 50000}
  cost: {H30: 40000, H31: 40000, R2: 45000}
  break_even_year: H31
evaluation: {method: 外部有識者による検証, body: 推進会議, experts: 産官学金労言}
publication: {how: ホームページに掲載する, every: year}
evaluations:
  - fiscal_year: H29
    grade: 相当程度効果があった
    expert: {verdict: 総合戦略のKPI達成に有効であった, opinion: 継続を望む}
    next: {policy: 事業の継続, reason: 目標に近い}
acknowledged:
  - {code: period-end, reason: 認定書のとおり}
licence: CC-BY-4.0
source: {title: 地域再生計画, sections: {kpis: ４－２, budget: ５－２}}
"""


def changed(*pairs: tuple[str, str], text: str = SMALL) -> str:
    """`text` with each first member, which must stand in it once, replaced by the second."""
    for old, new in pairs:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the plan"
        text = text.replace(old, new)
    return text


BROKEN = changed(("total: 100", "total: x"))
"""A plan with an error."""

ODD = changed(("total: 100", "total: １００"), ("area: 横浜市の全域", "area: 横浜市の全域 # 区域"))
"""A plan with a warning that can be mended, and a comment that must outlive it."""


def report(text: str | bytes) -> FileReport:
    """What is found in a plan file with this content."""
    return parse_plan(text if isinstance(text, bytes) else text.encode(), "plan.yaml").report


def codes(text: str | bytes) -> list[str]:
    """The codes of what is found, in the order of their places."""
    return [issue.code for issue in report(text).issues]


def places(text: str | bytes) -> list[str]:
    """`line:column code` of what is found."""
    return [f"{issue.at.place.line}:{issue.at.place.column} {issue.code}" for issue in report(text).issues]


def loaded(text: str | bytes) -> Plan:
    """The plan in a file that has no errors."""
    found = parse_plan(text if isinstance(text, bytes) else text.encode(), "plan.yaml")
    assert found.plan is not None, [issue.message.en for issue in found.report.issues]
    return found.plan


def yport() -> Plan:
    """The plan that the package carries."""
    return loaded(YPORT.read_bytes())


def amended_text() -> str:
    """The file of that plan, amended.

    A year longer, two figures of orders and the grant's rate changed, a KPI gone.
    """
    text = YPORT.read_text(encoding="utf-8")
    return changed(
        ("end: 2020-03-31", "end: 2021-03-31"),
        ("[H29, H30, H31]", "[H29, H30, H31, H32]"),
        ("H31: 10000000}", "H31: 7000000, H32: 5000000}"),
        ("stated_cumulative: 14000000", "stated_cumulative: 16000000"),
        ("H30: 10, H31: 12}", "H30: 10, H31: 12, H32: null}"),
        (text[text.index("  - id: briefings") : text.index("# ５－２ ⑦")], "\n"),
        ("total: 120000", "total: 150000"),
        ("rate: 1/2", "rate: 1/3"),
        ("毎年度、市ホームページ等に掲載する。", "毎年度、市広報に掲載する。"),
        text=text,
    )


def amended_yport() -> Plan:
    """The plan that the amended file states."""
    return loaded(amended_text())


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


def budget_plan(years: dict[str, Any], total: Any, unit: str = "千円", **grant: Any) -> Plan:
    """A plan for H29 to H31 with these figures in its budget."""
    block: dict[str, Any] = {"unit": unit, "total": total, "years": years}
    return plan(budget=block | ({"grant": grant} if grant else {}))


def measured(
    actuals: Mapping[int, Number], as_of: date | None = None, /, **fields: Any
) -> tuple[KpiOutcome, dict[int, KpiYear]]:
    """What the `actuals` of one KPI make of it, and of each of its years."""
    result = outcome(plan(kpis=[kpi(**fields)]), Ledger({"visits": actuals}, as_of)).kpis[0]
    return result, {year.fiscal_year: year for year in result.years}


def recorded() -> Outcome:
    """The real plan with a synthetic ledger (架空): two years of orders, payments that belong to the year before."""
    rows: list[tuple[str, int, date, Number]] = [
        ("orders", 2017, date(2017, 9, 30), 350_000),
        ("orders", 2017, date(2018, 4, 20), 450_000),
        ("orders", 2018, date(2018, 9, 30), 1_700_000),
        ("surveys", 2017, date(2018, 3, 20), 9),
        ("surveys", 2018, date(2018, 10, 30), 9),
        ("briefings", 2017, date(2018, 3, 20), 51),
        ("execution", 2017, date(2018, 3, 25), 38_500),
        ("execution", 2017, date(2018, 4, 20), 1_200),
        ("execution", 2018, date(2019, 3, 25), 39_100),
        ("grant_received", 2018, date(2018, 5, 10), 19_850),
        ("revenue", 2018, date(2019, 3, 31), 21_000),
    ]
    return outcome(yport(), roll_up(yport(), [Entry(*row) for row in rows]))


def full() -> Outcome:
    """The plan with every block, recorded up to a day within its second year."""
    rows: list[tuple[str, int, date, Number]] = [
        ("visits", 2017, date(2018, 3, 1), 12),
        ("visits", 2018, date(2018, 5, 31), 9),
        ("waste", 2017, date(2018, 3, 31), Decimal("845.25")),
        ("execution", 2017, date(2018, 3, 31), 20_000),
        ("execution:office", 2017, date(2018, 3, 31), 10_500),
        ("carried_out", 2017, date(2018, 3, 31), 0),
        ("supplement", 2018, date(2018, 5, 1), 1_000),
        ("ineligible", 2017, date(2018, 3, 31), 500),
        ("grant_decided", 2017, date(2017, 4, 1), 16_000),
        ("grant_received", 2017, date(2018, 4, 30), 16_000),
    ]
    return outcome(loaded(FULL), roll_up(loaded(FULL), [Entry(*row) for row in rows]))


HOSTILE = changed(
    ("name: すべての欄がある計画", "name: '<script>alert(1)</script> {{ 7 * 7 }} & \"計画\"'"),
    ("authors: [横浜市, 川崎市]", "authors: ['=cmd()', '<b>']"),
    ("name: 来訪者数の増加", 'name: "=1+1\\u202e<img src=x onerror=alert(1)>"'),
    ("short_name: 来訪者数", "short_name: '+81 |*x*|'"),
    ("name: 一人当たりごみ排出量", "name: '-2'"),
    ("unit: g/日", "unit: '@;\"%|'"),
    ("opinion: 継続を望む", 'opinion: "=HYPERLINK(1)\\n二行目\\u0007"'),
    ("body: 推進会議", "body: '</title><style>'"),
    text=FULL,
)
"""A plan whose texts try to become markup, formulas, templates and commands."""


def hostile() -> Outcome:
    """That plan, recorded as `full` is."""
    return outcome(loaded(HOSTILE), full().ledger)
