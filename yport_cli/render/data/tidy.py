"""Plan and outcome as tidy data: a row per item, series and fiscal year, under plain field names."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from yport_cli.core.figures.outcome import Outcome
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.number import Quantity, rounded, simplified, tidied
from yport_cli.core.plan.plan import Plan
from yport_cli.core.reading.fiscal_year import era_year
from yport_cli.render.shapes.table import Cell, CellValue, Column, Table

PLACES = 6
"""Decimals of a value without a finite spelling; of percentages four, so that the rate behind them has six."""


@dataclass(frozen=True, slots=True)
class Field:
    """One column of the data, as its definition describes it."""

    name: str
    type: Literal["string", "integer", "number", "date"]
    title: Sentence
    description: Sentence
    required: bool = True
    values: tuple[str, ...] = ()


ITEM_TYPES = ("kpi", "budget", "budget_line", "self_sufficiency")

SERIES = (
    *(
        "baseline",
        "target",
        "actual",
        "cumulative_target",
        "cumulative_actual",
        "achievement_rate",
        "shortfall",
    ),
    *("total", "eligible_cost", "grant", "own_funds", "grant_received", "grant_returned"),
    *(
        "planned",
        "supplement",
        "carried_in",
        "carried_out",
        "available",
        "executed",
        "balance",
        "execution_rate",
    ),
    *("revenue", "cost", "margin", "coverage"),
)

FIELDS = (
    Field(
        "plan_id",
        "string",
        Sentence("計画ID", "Plan"),
        Sentence("計画ファイルの id", "The id of the plan file"),
    ),
    Field(
        "plan_name",
        "string",
        Sentence("計画名", "Name of the plan"),
        Sentence("計画の名称", "The plan's name"),
    ),
    Field(
        "area_code",
        "string",
        Sentence("標準地域コード", "Area code"),
        Sentence("全国地方公共団体コードの5桁", "The standard area code, 5 digits"),
        required=False,
    ),
    Field(
        "item_type",
        "string",
        Sentence("項目の種類", "Kind of item"),
        Sentence(
            "kpi: 指標、budget: 予算、budget_line: 費目、self_sufficiency: 自立性",
            "kpi: indicator, budget: the project's money, budget_line: a line of it, self_sufficiency: own revenue",
        ),
        values=ITEM_TYPES,
    ),
    Field(
        "item_id",
        "string",
        Sentence("項目ID", "Item"),
        Sentence("KPIか費目の id。ほかは種類の名", "The id of the KPI or line; else the kind's name"),
    ),
    Field(
        "item_name",
        "string",
        Sentence("項目名", "Name of the item"),
        Sentence("指標・費目の名称", "Its name"),
    ),
    Field(
        "series",
        "string",
        Sentence("系列", "Series"),
        Sentence(
            "target: 目標、actual: 実績、planned: 当初計画、executed: 執行額 など",
            "target, actual, planned, executed and so on, as in the program's JSON",
        ),
        values=SERIES,
    ),
    Field(
        "fiscal_year",
        "integer",
        Sentence("年度（西暦）", "Fiscal year"),
        Sentence(
            "4月が属する年。計画全体の値では空", "The year of its April; empty for a figure of the whole plan"
        ),
        required=False,
    ),
    Field(
        "fiscal_year_era",
        "string",
        Sentence("年度（和暦）", "Fiscal year, Japanese era"),
        Sentence("計画の数え方による和暦", "In the Japanese calendar, as the plan counts"),
        required=False,
    ),
    Field(
        "value",
        "number",
        Sentence("値", "Value"),
        Sentence(
            "正確な値。有限小数で書けないものは小数第6位（%は第4位）に四捨五入。不明なら空で、0ではない",
            "Exact; what has no finite decimal spelling is rounded to 6 decimals (percentages to 4), halves away from "
            "zero. Empty where unknown, which is not 0",
        ),
        required=False,
    ),
    Field("unit", "string", Sentence("単位", "Unit"), Sentence("値の単位", "The unit of the value")),
    Field(
        "as_of",
        "date",
        Sentence("基準日", "As of"),
        Sentence("実績を数えた最後の日", "The day up to which actuals are counted"),
        required=False,
    ),
)


def tidy_records(outcomes: Iterable[Outcome]) -> Table:
    """Every figure of the outcomes, unknown ones as empty values."""
    columns = tuple(Column(field.name, field.name, numeric=field.type == "number") for field in FIELDS)
    return Table("data", columns, tuple(row for outcome in outcomes for row in _rows(outcome)))


@dataclass(frozen=True, slots=True)
class _Item:
    type: str
    id: str
    name: str


_Figure = tuple[str, int | None, CellValue, str]
"""A series, a fiscal year, a value, its unit."""


def _rows(outcome: Outcome) -> Iterator[tuple[Cell, ...]]:
    plan = outcome.plan
    for item, figures in _items(outcome):
        for series, year, value, unit in figures:
            values = (
                *(plan.id, plan.name, plan.area_code, item.type, item.id, item.name, series, year),
                *(_era(plan, year), value, unit, outcome.ledger.as_of),
            )
            yield tuple(Cell(value, "") for value in values)


def _items(outcome: Outcome) -> Iterator[tuple[_Item, list[_Figure]]]:
    plan = outcome.plan
    for position in range(len(outcome.kpis)):
        kpi = outcome.kpis[position].kpi
        yield _Item("kpi", kpi.id, kpi.name), list(_of_kpi(outcome, position))
    yield _Item("budget", "budget", plan.project_name), list(_of_budget(outcome))
    for line in plan.budget.lines:
        figures = [("planned", year, line.years.get(year), plan.budget.unit) for year in plan.years]
        spent = outcome.ledger.actual(f"execution:{line.id}")
        figures += [("executed", year, spent.get(year), plan.budget.unit) for year in plan.years]
        yield _Item("budget_line", line.id, line.name), [*figures]
    if outcome.break_even is not None:
        yield _Item("self_sufficiency", "self_sufficiency", plan.project_name), list(_of_revenue(outcome))


def _of_kpi(outcome: Outcome, position: int) -> Iterator[_Figure]:
    result = outcome.kpis[position]
    kpi = result.kpi
    yield "baseline", None, kpi.baseline, kpi.unit
    names = ["target", "actual"]
    if kpi.kind == "increment":
        names += ["cumulative_target", "cumulative_actual"]
    for name in names:
        for year in result.years:
            yield name, year.fiscal_year, getattr(year, name), kpi.unit
    for year in result.years:
        yield "achievement_rate", year.fiscal_year, _percent(year.achievement_rate), "%"
    for year in result.years:
        yield "shortfall", year.fiscal_year, year.shortfall, kpi.unit


def _of_budget(outcome: Outcome) -> Iterator[_Figure]:
    budget = outcome.budget
    for name in ("total", "eligible_cost", "grant", "own_funds", "grant_received", "grant_returned"):
        yield name, None, _spelled(getattr(budget, name)), budget.unit
    for name in ("planned", "supplement", "carried_in", "carried_out", "available", "executed", "balance"):
        for year in budget.years:
            yield name, year.fiscal_year, _spelled(getattr(year, name)), budget.unit
    for year in budget.years:
        yield "execution_rate", year.fiscal_year, _percent(year.execution_rate), "%"


def _of_revenue(outcome: Outcome) -> Iterator[_Figure]:
    result = outcome.break_even
    if result is None:
        return
    for name in ("revenue", "cost", "margin"):
        for year in result.years:
            yield name, year.fiscal_year, _spelled(getattr(year, name)), result.unit
    for year in result.years:
        yield "coverage", year.fiscal_year, _percent(year.coverage), "%"


def _era(plan: Plan, year: int | None) -> str | None:
    return None if year is None else era_year(year, plan.label(year))


def _percent(rate: Fraction | None) -> int | Decimal | None:
    return None if rate is None else _rounded(rate * 100, PLACES - 2)


def _spelled(value: Quantity | None) -> int | Decimal | None:
    if isinstance(value, Fraction):
        finite = simplified(value)
        return _rounded(finite, PLACES) if isinstance(finite, Fraction) else finite
    return value


def _rounded(value: Fraction, places: int) -> int | Decimal:
    return tidied(rounded(value, places))
