"""The machine contract, `schema_version` 1: numbers are spelled exactly, unknown is null."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from yport_cli.core.figures.budget import BudgetOutcome
from yport_cli.core.figures.kpi import KpiOutcome
from yport_cli.core.figures.outcome import Outcome, unit_totals
from yport_cli.core.figures.self_sufficiency import BreakEven
from yport_cli.core.issues.file_report import FileReport
from yport_cli.core.issues.issue import Issue, Related
from yport_cli.core.issues.sentence import Language, said
from yport_cli.core.issues.tally import Tally, ranked
from yport_cli.core.numbers.number import Quantity
from yport_cli.core.plan.plan import Plan
from yport_cli.core.reading.fiscal_year import NamedYear
from yport_cli.render.formats.json import json_part
from yport_cli.render.wording.figures import rate_number, rate_text

if TYPE_CHECKING:
    from yport_cli.core.figures.amendment import Amendment, Change, Standing
    from yport_cli.core.figures.forecast import Forecast, KpiForecast

SCHEMA_VERSION = 1


def status_object(outcome: Outcome) -> dict[str, Any]:
    """The object of `yport status`."""
    return {
        "schema_version": SCHEMA_VERSION,
        "command": "status",
        "plan": _plan(outcome.plan),
        "as_of": outcome.ledger.as_of.isoformat() if outcome.ledger.as_of else None,
        "kpis": [_kpi(result) for result in outcome.kpis],
        "budget": _budget(outcome.budget),
        "break_even": _break_even(outcome.break_even),
    }


def several_object(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """The object of `yport status` for several plans."""
    return {
        "schema_version": SCHEMA_VERSION,
        "command": "status",
        "plans": [status_object(outcome) for outcome in outcomes],
        "totals": [
            {
                "unit": unit.unit,
                "cumulative_target": unit.cumulative_target,
                "cumulative_actual": unit.cumulative_actual,
            }
            for unit in unit_totals(outcomes)
        ],
    }


def budget_object(
    plan: Plan, budget: BudgetOutcome, issues: Sequence[Issue], language: Language
) -> dict[str, Any]:
    """The object of `yport budget`."""
    years = [
        {
            "fiscal_year": year.fiscal_year,
            "label": year.label,
            "planned": year.planned,
            "supplement": year.supplement,
            "carried_in": year.carried_in,
            "carried_out": year.carried_out,
            "available": year.available,
            "executed": year.executed,
            "balance": year.balance,
            "execution_rate": _rate(year.execution_rate),
        }
        for year in budget.years
    ]
    return {
        "schema_version": SCHEMA_VERSION,
        "command": "budget",
        "plan": _plan(plan),
        **_budget(budget),
        "years": years,
        "issues": [issue_object(issue, language) for issue in issues],
    }


def break_even_object(plan: Plan, result: BreakEven, assumptions: Sequence[str]) -> dict[str, Any]:
    """The object of `yport breakeven`."""
    return {
        "schema_version": SCHEMA_VERSION,
        "command": "breakeven",
        "plan": _plan(plan),
        "unit": result.unit,
        "break_even_year": result.break_even_year,
        "stated_break_even_year": result.stated_break_even_year,
        "margin": result.margin,
        "coverage": _rate(result.coverage),
        "years": [
            {
                "fiscal_year": year.fiscal_year,
                "label": year.label,
                "revenue": year.revenue,
                "cost": year.cost,
                "margin": year.margin,
                "coverage": _rate(year.coverage),
                "basis": year.basis,
            }
            for year in result.years
        ],
        "assumptions": list(assumptions),
    }


def forecast_object(forecast: "Forecast", language: Language) -> dict[str, Any]:
    """The object of `yport forecast`; the required pace is in the KPI's unit per month."""
    outcome = forecast.outcome
    return {
        "schema_version": SCHEMA_VERSION,
        "command": "forecast",
        "plan": _plan(outcome.plan),
        "as_of": outcome.ledger.as_of.isoformat() if outcome.ledger.as_of else None,
        "kpis": [_kpi_forecast(found, language) for found in forecast.kpis],
    }


def diff_object(amendment: "Amendment") -> dict[str, Any]:
    """The object of `yport diff`; `standing` is null unless a ledger was named."""
    standing = amendment.standing
    return {
        "schema_version": SCHEMA_VERSION,
        "command": "diff",
        "old": _plan(amendment.old),
        "new": _plan(amendment.new),
        "changed": bool(amendment.changes),
        "changes": [_change(amendment, change) for change in amendment.changes],
        "consequences": [_change(amendment, change) for change in amendment.consequences],
        "standing": None if standing is None else _standing(standing),
    }


def validate_pieces(reports: Iterable[FileReport], tally: Tally, language: Language) -> Iterator[str]:
    """The object of `yport validate`, file by file; `tally` counts the reports while they pass."""
    head = {"schema_version": SCHEMA_VERSION, "command": "validate"}
    yield json_part(head).removesuffix("\n}") + ',\n  "files": ['
    separator = "\n    "
    for report in reports:
        yield separator + json_part(_file(report, language), "\n    ")
        separator = ",\n    "
    yield "]" if separator.startswith("\n") else "\n  ]"
    yield ',\n  "summary": ' + json_part(_summary(tally), "\n  ") + "\n}\n"


def statistics_object(tally: Tally) -> dict[str, Any]:
    """The object of `yport validate --statistics`: how often each rule was broken, the most frequent first."""
    return {
        "schema_version": SCHEMA_VERSION,
        "command": "validate",
        "statistics": [
            {"code": code, "severity": severity.value, "count": count}
            for (severity, code), count in ranked(tally)
        ],
        "summary": _summary(tally),
    }


def _summary(tally: Tally) -> dict[str, int]:
    return {"files": tally.files, "errors": tally.errors, "warnings": tally.warnings}


def _file(report: FileReport, language: Language) -> dict[str, Any]:
    return {
        "path": report.path,
        "valid": report.valid,
        "issues": [issue_object(issue, language) for issue in report.issues],
    }


def issue_object(issue: Issue, language: Language) -> dict[str, Any]:
    """One issue with its place; `path` is the route within the file."""
    return {
        "code": issue.code,
        "severity": issue.severity.value,
        "message": said(issue.message, language),
        "hint": said(issue.hint, language) if issue.hint else None,
        "path": issue.at.path,
        "line": issue.at.place.line,
        "column": issue.at.place.column,
        "end_line": issue.at.place.end_line,
        "end_column": issue.at.place.end_column,
        "sheet": issue.at.sheet,
        "cell": issue.at.cell,
        "fixable": issue.fix is not None,
        "related": [_related(related, language) for related in issue.related],
    }


def _related(related: Related, language: Language) -> dict[str, Any]:
    return {
        "message": said(related.message, language),
        "path": related.at.path,
        "line": related.at.place.line,
        "column": related.at.place.column,
    }


def _plan(plan: Plan) -> dict[str, Any]:
    return {
        "id": plan.id,
        "name": plan.name,
        "authors": list(plan.authors),
        "fiscal_years": list(plan.years),
    }


def _kpi(result: KpiOutcome) -> dict[str, Any]:
    kpi = result.kpi
    return {
        "id": kpi.id,
        "name": kpi.name,
        "unit": kpi.unit,
        "kind": kpi.kind,
        "direction": kpi.direction,
        "baseline": kpi.baseline,
        "cumulative_target": result.cumulative_target,
        "cumulative_actual": result.cumulative_actual,
        "target_level": result.target_level,
        "actual_level": result.actual_level,
        "achievement_rate": _rate(result.achievement_rate),
        "shortfall": result.shortfall,
        "required_pace": result.required_pace,
        "achieved": result.achieved,
        "years": [
            {
                "fiscal_year": year.fiscal_year,
                "label": year.label,
                "target": year.target,
                "actual": year.actual,
                "cumulative_target": year.cumulative_target,
                "cumulative_actual": year.cumulative_actual,
                "achievement_rate": _rate(year.achievement_rate),
                "shortfall": year.shortfall,
                "in_progress": year.in_progress,
            }
            for year in result.years
        ],
    }


def _kpi_forecast(found: "KpiForecast", language: Language) -> dict[str, Any]:
    return {
        "id": found.result.kpi.id,
        "unit": found.result.kpi.unit,
        "target": found.target,
        "actual": found.actual,
        "events": found.events,
        "projections": [
            {
                "method": projection.method,
                "value": projection.value,
                "low": projection.low,
                "high": projection.high,
                "chance": _rate(projection.chance),
                "explanation": said(projection.explanation, language),
                "reason": said(projection.reason, language) if projection.reason else None,
            }
            for projection in found.projections
        ],
        "reason": said(found.reason, language) if found.reason else None,
        "event_months": found.event_months,
        "complete_months": found.complete_months,
        "months_left": found.months_left,
        "years": [
            {
                "fiscal_year": year.fiscal_year,
                "label": year.label,
                "target": year.target,
                "actual": year.actual,
                "cumulative_target": year.cumulative_target,
                "cumulative_actual": year.cumulative_actual,
                "in_progress": year.in_progress,
                "projections": {
                    projection.method: projection.years[year.fiscal_year]
                    for projection in found.projections
                    if year.fiscal_year in projection.years
                },
            }
            for year in found.result.years
        ],
    }


def _change(amendment: "Amendment", change: "Change") -> dict[str, Any]:
    return {
        "path": amendment.path_text(change.path),
        "kind": change.kind,
        "old": _plain_value(change.old, is_rate=change.is_rate),
        "new": _plain_value(change.new, is_rate=change.is_rate),
        "difference": _plain_value(change.difference, is_rate=change.is_rate),
        "unit": change.unit,
    }


def _plain_value(value: Any, *, is_rate: bool) -> Any:
    """A value of a plan as JSON holds it: a year by its number, a day and a rate as text."""
    if isinstance(value, NamedYear):
        return value.year
    if isinstance(value, date):
        return value.isoformat()
    if is_rate and value is not None:
        return rate_text(Fraction(value))
    return value


def _standing(standing: "Standing") -> dict[str, Any]:
    as_of = standing.old.ledger.as_of
    kpis = []
    for old, new in standing.pairs:
        either = new or old
        if either is not None:
            kpis.append({"id": either.kpi.id, "old": _under(old), "new": _under(new)})
    return {
        "as_of": as_of.isoformat() if as_of else None,
        "left_out": [{"item": item, "rows": rows} for item, rows in standing.left_out.items()],
        "kpis": kpis,
    }


def _under(result: KpiOutcome | None) -> dict[str, Any] | None:
    """A KPI against the end of one of the plans; null where that plan does not have it."""
    if result is None:
        return None
    return {
        "unit": result.kpi.unit,
        "cumulative_target": result.cumulative_target,
        "cumulative_actual": result.cumulative_actual,
        "target_level": result.target_level,
        "actual_level": result.actual_level,
        "achievement_rate": _rate(result.achievement_rate),
        "shortfall": result.shortfall,
    }


def _budget(budget: BudgetOutcome) -> dict[str, Any]:
    return {
        "unit": budget.unit,
        "total": budget.total,
        "stated": budget.stated,
        "not_stated": budget.not_stated,
        "eligible_cost": budget.eligible_cost,
        "grant_rate": None if budget.grant_rate is None else rate_text(budget.grant_rate),
        "grant": budget.grant,
        "grant_is_upper_limit": budget.grant_is_upper_limit,
        "own_funds": budget.own_funds,
        "executed": budget.executed,
        "balance": budget.balance,
        "execution_rate": _rate(budget.execution_rate),
        "grant_received": budget.grant_received,
        "grant_returned": budget.grant_returned,
    }


def _break_even(result: BreakEven | None) -> dict[str, Any]:
    return {
        "break_even_year": result.break_even_year if result else None,
        "margin": result.margin if result else None,
        "coverage": _rate(result.coverage) if result else None,
    }


def _rate(rate: Fraction | None) -> Quantity | None:
    return None if rate is None else rate_number(rate)
