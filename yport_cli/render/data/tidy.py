"""Plan and outcome as tidy data: a row per item, series and fiscal year, under plain field names."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from yport_cli.core.figures.budget import BudgetYear
from yport_cli.core.figures.kpi import KpiYear
from yport_cli.core.figures.outcome import Outcome
from yport_cli.core.figures.self_sufficiency import SufficiencyYear
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.number import Quantity, rounded, simplified, without_trailing_zeros
from yport_cli.core.reading.fiscal_year import era_year
from yport_cli.render.shapes.records import Field, Records, Value

PLACES = 6
"""Decimals of a value without a finite spelling; of percentages four, so that the rate behind them has six."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataColumn(Field):
    """A column with what it means, in both languages."""

    title: Sentence
    description: Sentence
    required: bool = True
    values: tuple[str, ...] = ()
    """All that may stand in it, where that is fixed."""


ITEM_TYPES = ("kpi", "budget", "budget_line", "self_sufficiency")

_OF_KPI = ("target", "actual", "cumulative_target", "cumulative_actual", "achievement_rate", "shortfall")
_OF_BUDGET = ("total", "eligible_cost", "grant", "own_funds", "grant_received", "grant_returned")
_OF_BUDGET_YEAR = (
    *("planned", "supplement", "carried_in", "carried_out", "available"),
    *("executed", "balance", "execution_rate"),
)
_OF_REVENUE = ("revenue", "cost", "margin", "coverage")
_PERCENTAGES = ("achievement_rate", "execution_rate", "coverage")
SERIES = ("baseline", *_OF_KPI, *_OF_BUDGET, *_OF_BUDGET_YEAR, *_OF_REVENUE)

COLUMNS = (
    DataColumn(
        "plan_id",
        "string",
        title=Sentence("計画ID", "Plan"),
        description=Sentence("計画ファイルの id", "The id of the plan file"),
    ),
    DataColumn(
        "plan_name",
        "string",
        title=Sentence("計画名", "Name of the plan"),
        description=Sentence("計画の名称", "The plan's name"),
    ),
    DataColumn(
        "area_code",
        "string",
        title=Sentence("標準地域コード", "Area code"),
        description=Sentence("全国地方公共団体コードの5桁", "The standard area code, 5 digits"),
        required=False,
    ),
    DataColumn(
        "item_type",
        "string",
        title=Sentence("項目の種類", "Kind of item"),
        description=Sentence(
            "kpi: 指標、budget: 予算、budget_line: 費目、self_sufficiency: 自立性",
            "kpi: indicator, budget: the project's money, budget_line: a line of it, self_sufficiency: own net revenue",
        ),
        values=ITEM_TYPES,
    ),
    DataColumn(
        "item_id",
        "string",
        title=Sentence("項目ID", "Item"),
        description=Sentence(
            "KPIか費目の id。ほかは種類の名", "The id of the KPI or line; else the kind's name"
        ),
    ),
    DataColumn(
        "item_name",
        "string",
        title=Sentence("項目名", "Name of the item"),
        description=Sentence("指標・費目の名称", "Its name"),
    ),
    DataColumn(
        "series",
        "string",
        title=Sentence("系列", "Series"),
        description=Sentence(
            "target: 目標、actual: 実績、planned: 当初予算額、executed: 執行額 など",
            "target, actual, planned, executed and so on, as in the program's JSON",
        ),
        values=SERIES,
    ),
    DataColumn(
        "fiscal_year",
        "integer",
        title=Sentence("年度（西暦）", "Fiscal year"),
        description=Sentence(
            "4月が属する年。計画全体の値では空", "The year of its April; empty for a figure of the whole plan"
        ),
        required=False,
    ),
    DataColumn(
        "fiscal_year_era",
        "string",
        title=Sentence("年度（和暦）", "Fiscal year, Japanese era"),
        description=Sentence("計画の数え方による和暦", "In the Japanese calendar, as the plan counts"),
        required=False,
    ),
    DataColumn(
        "value",
        "number",
        title=Sentence("値", "Value"),
        description=Sentence(
            "正確な値。有限小数で書けないものは小数第6位（%は第4位）に四捨五入。不明なら空で、0ではない",
            "Exact; what has no finite decimal spelling is rounded to 6 decimals (percentages to 4), halves away from "
            "zero. Empty where unknown, which is not 0",
        ),
        required=False,
    ),
    DataColumn(
        "unit",
        "string",
        title=Sentence("単位", "Unit"),
        description=Sentence("値の単位", "The unit of the value"),
    ),
    DataColumn(
        "as_of",
        "date",
        title=Sentence("基準日", "As of"),
        description=Sentence("実績を数えた最後の日", "The day up to which actuals are counted"),
        required=False,
    ),
)


def tidy_records(outcomes: Iterable[Outcome]) -> Records:
    """Every figure of the outcomes, unknown ones as empty values."""
    return Records("data", COLUMNS, tuple(row for outcome in outcomes for row in _rows(outcome)))


_Figure = tuple[str, int | None, Value, str]
"""A series, a fiscal year, a value, its unit."""


def _rows(outcome: Outcome) -> Iterator[tuple[Value, ...]]:
    plan = outcome.plan
    for item, figures in _items(outcome):
        for series, year, value, unit in figures:
            era = None if year is None else era_year(year, plan.label(year))
            of_series = (series, year, era, value, unit)
            yield (plan.id, plan.name, plan.area_code, *item, *of_series, outcome.ledger.as_of)


def _items(outcome: Outcome) -> Iterator[tuple[tuple[str, str, str], Iterable[_Figure]]]:
    """The type, the id and the name of each item, and its figures."""
    plan, budget, even = outcome.plan, outcome.budget, outcome.break_even
    for result in outcome.kpis:
        kpi = result.kpi
        names = [name for name in _OF_KPI if kpi.kind == "increment" or not name.startswith("cumulative")]
        baseline: _Figure = ("baseline", None, kpi.baseline, kpi.unit)
        yield ("kpi", kpi.id, kpi.name), (baseline, *_by_year(result.years, names, kpi.unit))
    whole = ((name, None, _spelled(getattr(budget, name)), budget.unit) for name in _OF_BUDGET)
    years = _by_year(budget.years, _OF_BUDGET_YEAR, budget.unit)
    yield ("budget", "budget", plan.project_name), (*whole, *years)
    for line in plan.budget.lines:
        spent = outcome.ledger.actual(f"execution:{line.id}")
        yield (
            ("budget_line", line.id, line.name),
            [
                (series, year, amounts.get(year), plan.budget.unit)
                for series, amounts in (("planned", line.years), ("executed", spent))
                for year in plan.years
            ],
        )
    if even is not None:
        figures = _by_year(even.years, _OF_REVENUE, even.unit)
        yield ("self_sufficiency", "self_sufficiency", plan.project_name), figures


def _by_year(
    years: Iterable[KpiYear | BudgetYear | SufficiencyYear], names: Iterable[str], unit: str
) -> Iterator[_Figure]:
    """Each field that is named, of every year in turn."""
    for name in names:
        for year in years:
            value = getattr(year, name)
            if name in _PERCENTAGES:
                yield name, year.fiscal_year, _percent(value), "%"
            else:
                yield name, year.fiscal_year, _spelled(value), unit


def _percent(rate: Fraction | None) -> int | Decimal | None:
    return None if rate is None else without_trailing_zeros(rounded(rate * 100, PLACES - 2))


def _spelled(value: Quantity | None) -> int | Decimal | None:
    if isinstance(value, Fraction):
        finite = simplified(value)
        return without_trailing_zeros(rounded(finite, PLACES)) if isinstance(finite, Fraction) else finite
    return value
