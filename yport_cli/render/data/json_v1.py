"""The machine contract, `schema_version` 1: numbers are spelled exactly, unknown is null."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from yport_cli.core.figures.budget import BudgetOutcome
from yport_cli.core.figures.kpi import KpiOutcome
from yport_cli.core.figures.ledger import Ledger
from yport_cli.core.figures.money_totals import MoneyTotals
from yport_cli.core.figures.outcome import Outcome, totals
from yport_cli.core.figures.self_sufficiency import BreakEven
from yport_cli.core.figures.settlement import Settlement
from yport_cli.core.issues.sentence import Language
from yport_cli.core.plan.plan import Plan
from yport_cli.core.reading.fiscal_year import NamedYear
from yport_cli.render.data.fields import OF_KPI, pace_number, told
from yport_cli.render.data.settlement_records import settlement_line
from yport_cli.render.wording.figures import rate_text

if TYPE_CHECKING:
    from yport_cli.core.figures.amendment import Amendment, UnderBothPlans
    from yport_cli.core.figures.changes import Change
    from yport_cli.core.figures.forecast import Forecast, KpiForecast

SCHEMA_VERSION = 1


def answer_object(command: str) -> dict[str, Any]:
    """What the object of every command begins with."""
    return {"schema_version": SCHEMA_VERSION, "command": command}


def status_object(outcome: Outcome, language: Language) -> dict[str, Any]:
    """The object of `yport status`."""
    year_of_balance = ("break_even_year", "margin", "coverage")
    even = outcome.break_even
    return {
        **_head("status", outcome.plan, outcome.ledger.as_of, outcome.ledger),
        "kpis": [{**told(result.kpi, *OF_KPI), **told(result, language=language)} for result in outcome.kpis],
        "budget": told(outcome.budget),
        "break_even": dict.fromkeys(year_of_balance) if even is None else told(even, *year_of_balance),
    }


def several_object(outcomes: Sequence[Outcome], language: Language) -> dict[str, Any]:
    """The object of `yport status` for several plans."""
    found = totals(outcomes)
    return {
        **answer_object("status"),
        "plans": [status_object(outcome, language) for outcome in outcomes],
        "totals": {**told(found, "plans", "kpis"), "money": told(found.money)},
    }


def budget_object(
    plan: Plan, budget: BudgetOutcome, ledger: Ledger, issues: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    """The object of `yport budget`; its `issues` are those of `yport validate`."""
    return {
        **_head("budget", plan, ledger.money_as_of, ledger),
        **told(budget),
        **told(budget, "years"),
        "issues": list(issues),
    }


def budgets_object(plans: Sequence[dict[str, Any]], found: MoneyTotals) -> dict[str, Any]:
    """The object of `yport budget` for several plans, from the object of each."""
    return {**answer_object("budget"), "plans": list(plans), "totals": {"money": told(found)}}


def settlement_object(
    plan: Plan, found: Settlement, ledger: Ledger, issues: Sequence[dict[str, Any]], language: Language
) -> dict[str, Any]:
    """The object of `yport budget --sheet`: each line with its figure, and the lines it follows from."""
    return {
        **_head("budget", plan, ledger.money_as_of, ledger),
        **told(found, "fiscal_year", "label", "unit"),
        **told(found.year, "closed", "grant_due_basis"),
        "lines": [settlement_line(line, language) for line in found.lines],
        "issues": list(issues),
    }


def break_even_object(
    plan: Plan, result: BreakEven, ledger: Ledger, assumptions: Sequence[str]
) -> dict[str, Any]:
    """The object of `yport breakeven`."""
    return {
        **_head("breakeven", plan, ledger.as_of, ledger),
        **told(result),
        **told(result, "years"),
        "assumptions": list(assumptions),
    }


def forecast_object(forecast: "Forecast", language: Language) -> dict[str, Any]:
    """The object of `yport forecast`; the required pace is in the KPI's unit per month."""
    outcome = forecast.outcome
    return {
        **_head("forecast", outcome.plan, outcome.ledger.as_of, outcome.ledger),
        "kpis": [_kpi_forecast(found, language) for found in forecast.kpis],
    }


def diff_object(amendment: "Amendment | None", files: Sequence[dict[str, Any]] = ()) -> dict[str, Any]:
    """The object of `yport diff`; `None` where the plans are not compared, of which `files` say why.

    A plan that is new or gone is null, `standing` unless a ledger was named, `changed` where it is not known.
    """
    if amendment is None:
        unknown = dict.fromkeys(("old", "new", "changed"))
        nothing: dict[str, Any] = {"changes": [], "consequences": [], "standing": None}
        return {**answer_object("diff"), **unknown, **nothing, "files": list(files)}
    standing = amendment.standing
    return {
        **answer_object("diff"),
        "old": None if amendment.old is None else _plan(amendment.old),
        "new": None if amendment.new is None else _plan(amendment.new),
        "changed": bool(amendment.changes),
        "changes": [_change(amendment, change) for change in amendment.changes],
        "consequences": [_change(amendment, change) for change in amendment.consequences],
        "standing": None if standing is None else _standing(standing),
        "files": list(files),
    }


def _head(command: str, plan: Plan, as_of: date | None, ledger: Ledger) -> dict[str, Any]:
    basis = {"as_of": as_of, "as_of_basis": ledger.as_of_basis}
    return {**answer_object(command), "plan": _plan(plan), **basis}


def _plan(plan: Plan) -> dict[str, Any]:
    return {"id": plan.id, "name": plan.name, "authors": list(plan.authors), "fiscal_years": list(plan.years)}


def _kpi_forecast(found: "KpiForecast", language: Language) -> dict[str, Any]:
    of_method = ("method", "value", "low", "high", "chance", "explanation", "reason")
    of_year = ("target", "actual", "cumulative_target", "cumulative_actual", "in_progress")
    return {
        **told(found.result.kpi, "id", "unit"),
        **told(found, "target", "actual", "events"),
        "projections": [told(one, *of_method, language=language) for one in found.projections],
        **told(
            found,
            "reason",
            "event_months",
            "complete_months",
            "months_left",
            "open_months",
            language=language,
        ),
        "years": [
            {
                **told(year, "fiscal_year", "label", *of_year),
                "projections": {
                    projection.method: pace_number(projection.years[year.fiscal_year])
                    for projection in found.projections
                    if year.fiscal_year in projection.years
                },
            }
            for year in found.result.years
        ],
    }


def _change(amendment: "Amendment", change: "Change") -> dict[str, Any]:
    values = {
        name: _plain_value(getattr(change, name), is_rate=change.is_rate)
        for name in ("old", "new", "difference")
    }
    return {"path": amendment.path_text(change.path), "kind": change.kind, **values, "unit": change.unit}


def _plain_value(value: Any, *, is_rate: bool) -> Any:
    """A value of a plan as JSON holds it: a year by its number, a rate as text."""
    if isinstance(value, NamedYear):
        return value.year
    return rate_text(Fraction(value)) if is_rate and value is not None else value


def _standing(standing: "UnderBothPlans") -> dict[str, Any]:
    either = ((new or old, old, new) for old, new in standing.pairs)
    return {
        "as_of": standing.old.ledger.as_of,
        "left_out": [{"item": item, "rows": rows} for item, rows in standing.left_out.items()],
        "kpis": [
            {"id": one.kpi.id, "old": _under(old), "new": _under(new)} for one, old, new in either if one
        ],
    }


def _under(result: KpiOutcome | None) -> dict[str, Any] | None:
    """A KPI against the end of one of the plans; null where that plan does not have it."""
    if result is None:
        return None
    names = ("cumulative_target", "cumulative_actual", "target_level", "actual_level")
    return {"unit": result.kpi.unit, **told(result, *names, "achievement_rate", "shortfall")}
