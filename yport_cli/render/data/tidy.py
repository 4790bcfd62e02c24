"""Plan and outcome as tidy data: a row per item, series and fiscal year, under plain field names."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, get_args

from yport_cli.core.figures.budget_year import BudgetYear
from yport_cli.core.figures.kpi import KpiYear, Standing
from yport_cli.core.figures.outcome import Outcome
from yport_cli.core.figures.sufficiency_years import SufficiencyYear
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.number import Quantity, rounded, rounded_apart, simplified, without_trailing_zeros
from yport_cli.core.reading.fiscal_year import era_year
from yport_cli.render.data.fields import told
from yport_cli.render.shapes.records import Field, FieldType, Records, Value
from yport_cli.render.wording.figures import OF_DUE

PLACES = 6
"""Decimals of a value without a finite spelling; of percentages four, so that their rate has six."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataColumn(Field):
    """A column with what it means, in both languages."""

    title: Sentence
    description: Sentence
    type: FieldType = "string"
    required: bool = True
    values: tuple[str, ...] = ()
    """All that may stand in it, where that is fixed."""


STANDINGS = get_args(Standing)
ITEM_TYPES = ("kpi", "budget", "budget_line", "funding", "self_sufficiency")

_OF_KPI = ("target", "actual", "cumulative_target", "cumulative_actual", "achievement_rate", "shortfall")
_GRANT_RECORDED = (
    *("grant_decided", "grant_received", "grant_settled", "grant_returned"),
    *("grant_to_receive", "grant_to_return"),
)
_OF_BUDGET = ("total", "eligible_cost", "grant", "own_funds", *_GRANT_RECORDED)
_OF_BUDGET_YEAR = (
    *("planned", "supplement", "carried_in", "appropriated", "carried_out", "available"),
    *("executed", "carried_in_executed", "eligible_executed", "balance", "unused", "execution_rate"),
    *("grant_rate", "eligible_cost", "grant", "own_funds", "grant_due", *_GRANT_RECORDED),
)
_OF_REVENUE = ("revenue", "cost", "margin", "coverage")
_PERCENTAGES = ("achievement_rate", "execution_rate", "grant_rate", "coverage")
_BASES = {
    "grant": "grant_basis",
    **dict.fromkeys(("grant_due", "grant_to_receive", "grant_to_return"), "grant_due_basis"),
}
"""What a year's figure rests on, by the field that says so."""
SERIES = tuple(dict.fromkeys(("baseline", *_OF_KPI, *_OF_BUDGET, *_OF_BUDGET_YEAR, *_OF_REVENUE)))


def _column(name: str, title: tuple[str, str], description: tuple[str, str], **fixed: Any) -> DataColumn:
    return DataColumn(name=name, title=Sentence(*title), description=Sentence(*description), **fixed)


COLUMNS = (
    _column("plan_id", ("計画ID", "Plan"), ("計画ファイルの id", "The id of the plan file")),
    _column("plan_name", ("計画名", "Name of the plan"), ("計画の名称", "The plan's name")),
    _column(
        "area_code",
        ("標準地域コード", "Area code"),
        ("全国地方公共団体コードの5桁", "The standard area code, 5 digits"),
        required=False,
    ),
    _column(
        "item_type",
        ("項目の種類", "Kind of item"),
        (
            "kpi: 指標、budget: 予算、budget_line: 費目、funding: 財源、self_sufficiency: 自立性",
            (
                "kpi: indicator, budget: the project's money, budget_line: a line of it, "
                "funding: a source of money beside the grant, self_sufficiency: own net revenue"
            ),
        ),
        values=ITEM_TYPES,
    ),
    _column(
        "item_id",
        ("項目ID", "Item"),
        ("KPI・費目・財源の id。ほかは種類の名", "The id of the KPI, line or source; else the kind's name"),
    ),
    _column("item_name", ("項目名", "Name of the item"), ("指標・費目・財源の名称", "Its name")),
    _column(
        "series",
        ("系列", "Series"),
        (
            "target: 目標、actual: 実績、planned: 当初予算額、executed: 執行額 など",
            "target, actual, planned, executed and so on, as in the program's JSON",
        ),
        values=SERIES,
    ),
    _column(
        "fiscal_year",
        ("年度（西暦）", "Fiscal year"),
        ("4月が属する年。計画全体の値では空", "The year of its April; empty for a figure of the whole plan"),
        type="integer",
        required=False,
    ),
    _column(
        "fiscal_year_era",
        ("年度（和暦）", "Fiscal year, Japanese era"),
        ("計画の数え方による和暦", "In the Japanese calendar, as the plan counts"),
        required=False,
    ),
    _column(
        "value",
        ("値", "Value"),
        (
            "正確な値。有限小数で書けないものは小数第6位（%は第4位）に四捨五入。不明なら空で、0ではない",
            (
                "Exact; what has no finite decimal spelling is rounded to 6 decimals (percentages to 4), "
                "halves away from zero. Empty where unknown, which is not 0"
            ),
        ),
        type="number",
        required=False,
    ),
    _column(
        "unit",
        ("単位", "Unit"),
        ("値の単位。単位のない数は空", "The unit of the value; empty for a figure without one"),
        required=False,
    ),
    _column(
        "qualifier",
        ("値の性質", "Qualifier"),
        (
            (
                "incomplete: 前の年度の分が欠けた累計。達成率は change（変化の割合）か ratio（実績÷目標）、"
                "交付金は decided（決定額）・eligible（交付率×交付対象経費）・upper_limit（上限）、"
                "精算の額は settled（確定額）・executed（執行額から）・upper_limit（執行額からの上限）による"
            ),
            (
                "incomplete: a cumulative that lacks an earlier year; of a rate change or ratio; of a grant "
                "decided, eligible or upper_limit; of what is due of it settled, executed or upper_limit"
            ),
        ),
        required=False,
    ),
    _column(
        "standing",
        ("状況", "Standing"),
        ("KPIの状況", "How the KPI stands"),
        required=False,
        values=STANDINGS,
    ),
    _column(
        "as_of",
        ("基準日", "As of"),
        ("実績を数えた最後の日", "The day up to which actuals are counted"),
        type="date",
        required=False,
    ),
)


def tidy_records(outcomes: Iterable[Outcome]) -> Records:
    """Every figure of the outcomes, unknown ones as empty values."""
    return Records("data", COLUMNS, tuple(row for outcome in outcomes for row in _rows(outcome)))


_Figure = tuple[str, int | None, Value, str | None, Value]
"""A series, a fiscal year, a value, its unit, what is to be known of it."""


def _rows(outcome: Outcome) -> Iterator[tuple[Value, ...]]:
    plan = outcome.plan
    standings = {result.kpi.id: result.standing for result in outcome.kpis}
    for item, figures in _items(outcome):
        for series, year, value, unit, qualifier in figures:
            era = None if year is None else era_year(year, plan.label(year))
            standing = standings[item[1]] if item[0] == "kpi" else None
            of_series = (series, year, era, value, unit, qualifier, standing)
            yield (plan.id, plan.name, plan.area_code, *item, *of_series, outcome.ledger.as_of)


def _items(outcome: Outcome) -> Iterator[tuple[tuple[str, str, str], Iterable[_Figure]]]:
    """The type, the id and the name of each item, and its figures."""
    plan, budget, even = outcome.plan, outcome.budget, outcome.break_even
    for result in outcome.kpis:
        kpi = result.kpi
        names = [name for name in _OF_KPI if kpi.adds_up or not name.startswith("cumulative")]
        baseline: _Figure = ("baseline", None, kpi.baseline, kpi.unit, None)
        years_of_kpi = _by_year(result.years, names, kpi.unit, result.rate_basis)
        yield ("kpi", kpi.id, kpi.name), (baseline, *years_of_kpi)
    known = told(budget, *_OF_BUDGET)
    whole = (
        (name, None, _spelled(known[name]), budget.unit, budget.grant_basis if name == "grant" else None)
        for name in _OF_BUDGET
    )
    years = _by_year(budget.years, _OF_BUDGET_YEAR, budget.unit)
    yield ("budget", "budget", plan.project_name), (*whole, *years)
    for line in plan.budget.lines:
        series = {"planned": line.years, "executed": outcome.ledger.actual(f"execution:{line.id}")}
        figures = [
            (name, year, amounts.get(year), plan.budget.unit, None)
            for name, amounts in series.items()
            for year in plan.years
        ]
        yield ("budget_line", line.id, line.name), figures
    for source in budget.funding:
        amounts_of_source = [
            ("planned", year.fiscal_year, _spelled(year.amount), budget.unit, None) for year in source.years
        ]
        yield ("funding", source.id, source.name), amounts_of_source
    if even is not None:
        covered = _by_year(even.years, _OF_REVENUE, even.unit)
        yield ("self_sufficiency", "self_sufficiency", plan.project_name), covered


def _by_year(
    years: Iterable[KpiYear | BudgetYear | SufficiencyYear],
    names: Iterable[str],
    unit: str | None,
    basis: str | None = None,
) -> Iterator[_Figure]:
    """Each field that is named, of every year in turn."""
    for name in names:
        for year in years:
            # An upper limit is cut off, not rounded up.
            is_cut = isinstance(year, BudgetYear) and (name == "grant" or name in OF_DUE)
            value = told(year, name)[name] if is_cut else getattr(year, name)
            if name in _PERCENTAGES:
                of_rate = basis if name == "achievement_rate" and value is not None else None
                yield name, year.fiscal_year, _percent(value), "%", of_rate
            else:
                is_gap = name.endswith("actual") and isinstance(year, KpiYear) and year.incomplete
                rests_on = getattr(year, _BASES[name], None) if name in _BASES and value is not None else None
                yield name, year.fiscal_year, _spelled(value), unit, "incomplete" if is_gap else rests_on


def _percent(rate: Fraction | None) -> int | Decimal | None:
    return None if rate is None else without_trailing_zeros(rounded_apart(rate * 100, PLACES - 2, 100))


def _spelled(value: Quantity | None) -> int | Decimal | None:
    if isinstance(value, Fraction):
        finite = simplified(value)
        return without_trailing_zeros(rounded(finite, PLACES)) if isinstance(finite, Fraction) else finite
    return value
