"""The rows of each command's CSV, and what a forecast says: plain field names, exact values."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from yport_cli.core.figures.budget import BudgetOutcome
from yport_cli.core.figures.budget_year import BudgetYear
from yport_cli.core.figures.kpi import KpiYear
from yport_cli.core.figures.outcome import Outcome
from yport_cli.core.figures.self_sufficiency import BreakEven
from yport_cli.core.issues.sentence import Language
from yport_cli.core.plan.plan import Plan
from yport_cli.render.data.fields import OF_KPI, told, told_names
from yport_cli.render.shapes.records import Records, Value, records_of

if TYPE_CHECKING:
    from yport_cli.core.figures.forecast import Forecast, KpiForecast


_OF_OUTCOME = ("rate_basis", "standing", "standing_year", "recorded_until")


def status_records(outcomes: Sequence[Outcome], language: Language) -> Records:
    """One row per KPI and fiscal year."""
    names = ("plan_id", "kpi_id", "kpi_name", *OF_KPI[2:], *_OF_OUTCOME, *told_names(KpiYear))
    rows = (
        {
            "plan_id": outcome.plan.id,
            "kpi_id": result.kpi.id,
            "kpi_name": result.kpi.name,
            **told(result.kpi, *OF_KPI[2:]),
            **told(result, *_OF_OUTCOME),
            **told(year, language=language),
        }
        for outcome in outcomes
        for result in outcome.kpis
        for year in result.years
    )
    return records_of("status", names, rows)


def budgets_records(budgets: Iterable[tuple[Plan, BudgetOutcome]]) -> Records:
    """Of each plan one row per fiscal year, and one for the whole plan (`fiscal_year` empty)."""
    year_and_label, amounts = told_names(BudgetYear)[:2], told_names(BudgetYear)[2:]
    names = ("plan_id", *year_and_label, "unit", "total", *amounts)
    rows: list[dict[str, Value]] = []
    for plan, budget in budgets:
        of_all: dict[str, Value] = {"plan_id": plan.id, "unit": budget.unit}
        rows += [{**of_all, **told(part)} for part in (*budget.years, budget)]
    return records_of("budget", names, rows)


def break_even_records(plan: Plan, result: BreakEven) -> Records:
    """One row per fiscal year."""
    amounts = (
        *("revenue", "revenue_basis", "cost", "cost_basis", "margin", "coverage"),
        *("gap", "gap_after_grant", "gross_sales"),
    )
    names = ("plan_id", "fiscal_year", "label", "unit", *amounts, "is_break_even_year")
    rows = (
        {
            "plan_id": plan.id,
            "unit": result.unit,
            **told(year, "fiscal_year", "label", *amounts),
            "is_break_even_year": year.fiscal_year == result.break_even_year,
        }
        for year in result.years
    )
    return records_of("breakeven", names, rows)


def forecast_records(forecast: "Forecast", language: Language) -> Records:
    """Each series in rows of its own.

    `series` is plan, actual, projection or required_pace; the first three are cumulative figures at the end
    of a fiscal year.
    """
    names = (
        *("plan_id", "kpi_id", "kpi_name", "series", "method", "fiscal_year", "label", "value", "unit"),
        *("low", "high", "chance", "events", "complete_months", "open_months", "months_left", "reason"),
    )
    rows = (row for found in forecast.kpis for row in _of_forecast(forecast, found, language))
    return records_of("forecast", names, rows)


def _of_forecast(
    forecast: "Forecast", found: "KpiForecast", language: Language
) -> Iterator[dict[str, Value]]:
    plan, kpi = forecast.outcome.plan, found.result.kpi
    basis: dict[str, Value] = {
        "plan_id": plan.id,
        "kpi_id": kpi.id,
        "kpi_name": kpi.name,
        "unit": kpi.unit,
        **told(found, "events", "complete_months", "open_months", "months_left"),
    }
    for year in found.result.years:
        of_year = {**basis, **told(year, "fiscal_year", "label")}
        target, actual = found.result.of_year(year)
        yield {**of_year, "series": "plan", "value": target}
        yield {**of_year, "series": "actual", "value": actual}
    if found.reason is not None:
        yield {**basis, "series": "projection", "reason": found.reason.text_in(language)}
    for projection in found.projections:
        series = "required_pace" if projection.method == "required_pace" else "projection"
        of_method = {**basis, "series": series, "method": projection.method}
        if projection.reason is not None:
            yield {**of_method, "reason": projection.reason.text_in(language)}
        elif not projection.years:
            yield {**of_method, "value": projection.value, "unit": f"{kpi.unit_text}/月"}
        last = max(projection.years, default=None)
        for number, value in projection.years.items():
            # The range and the chance are of the plan's end.
            at_end = told(projection, "low", "high", "chance") if number == last else {}
            of_year = {"fiscal_year": number, "label": plan.label(number)}
            yield {**of_method, **of_year, "value": value, **at_end}
