"""The machine contract, `schema_version` 1: numbers are spelled exactly, unknown is null."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from yport_cli.core.budget import BudgetOutcome
from yport_cli.core.issue import FileReport, LocatedIssue, LocatedRelated
from yport_cli.core.kpi import KpiOutcome
from yport_cli.core.number import Quantity, plain
from yport_cli.core.outcome import Outcome, unit_totals
from yport_cli.core.plan import Plan
from yport_cli.core.self_sufficiency import BreakEven
from yport_cli.core.tally import Tally
from yport_cli.render.figures import rate_number, rate_text
from yport_cli.render.labels import Language, said

SCHEMA_VERSION = 1


def json_text(value: Any) -> str:
    """`value` as JSON; `json` alone would turn a `Decimal` into a `float`."""
    return "".join(_written(value, "\n")) + "\n"


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
    plan: Plan, budget: BudgetOutcome, issues: Sequence[LocatedIssue], language: Language
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


def validate_pieces(reports: Iterable[FileReport], tally: Tally, language: Language) -> Iterator[str]:
    """The object of `yport validate`, file by file; `tally` counts the reports while they pass."""
    head = {"schema_version": SCHEMA_VERSION, "command": "validate"}
    yield "".join(_written(head, "\n")).removesuffix("\n}") + ',\n  "files": ['
    separator = "\n    "
    for report in reports:
        yield separator + "".join(_written(_file(report, language), "\n    "))
        separator = ",\n    "
    yield "]" if separator.startswith("\n") else "\n  ]"
    summary = {"files": tally.files, "errors": tally.errors, "warnings": tally.warnings}
    yield ',\n  "summary": ' + "".join(_written(summary, "\n  ")) + "\n}\n"


def _file(report: FileReport, language: Language) -> dict[str, Any]:
    return {
        "path": report.path,
        "valid": report.valid,
        "issues": [issue_object(issue, language) for issue in report.issues],
    }


def issue_object(issue: LocatedIssue, language: Language) -> dict[str, Any]:
    """One issue with its place; `path` is the route within the file."""
    return {
        "code": issue.code,
        "severity": issue.severity.value,
        "message": said(issue.message, language),
        "hint": said(issue.hint, language) if issue.hint else None,
        "path": issue.path,
        "line": issue.place.line,
        "column": issue.place.column,
        "end_line": issue.place.end_line,
        "end_column": issue.place.end_column,
        "sheet": issue.sheet,
        "cell": issue.cell,
        "fixable": issue.fix is not None,
        "related": [_related(related, language) for related in issue.related],
    }


def _related(related: LocatedRelated, language: Language) -> dict[str, Any]:
    return {
        "message": said(related.message, language),
        "path": related.path,
        "line": related.place.line,
        "column": related.place.column,
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


def _written(value: Any, line: str) -> Iterator[str]:
    """The pieces of `value`; `line` is the line end with the indentation of the place."""
    deeper = line + "  "
    if isinstance(value, Mapping) and value:
        separator = "{"
        for key, member in value.items():
            yield f"{separator}{deeper}{json.dumps(key, ensure_ascii=False)}: "
            yield from _written(member, deeper)
            separator = ","
        yield f"{line}}}"
    elif isinstance(value, list) and value:
        separator = "["
        for member in value:
            yield f"{separator}{deeper}"
            yield from _written(member, deeper)
            separator = ","
        yield f"{line}]"
    elif isinstance(value, Decimal | Fraction):
        yield plain(value)
    else:
        yield json.dumps(value, ensure_ascii=False)
