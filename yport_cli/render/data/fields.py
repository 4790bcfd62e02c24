"""What programs are told of an outcome: the fields of its parts, under their own names."""

from collections.abc import Collection, Mapping
from dataclasses import fields
from fractions import Fraction
from typing import Any

from yport_cli.core.figures.budget import BudgetOutcome
from yport_cli.core.figures.budget_year import BudgetYear
from yport_cli.core.figures.kpi import KpiOutcome
from yport_cli.core.figures.projections import Projection
from yport_cli.core.figures.self_sufficiency import BreakEven
from yport_cli.core.figures.sufficiency_years import SufficiencyYear
from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.core.numbers.number import Quantity, floored, rounded, without_trailing_zeros
from yport_cli.render.wording.figures import OF_DUE, rate_number, rate_text

OF_KPI = ("id", "name", "unit", "kind", "direction", "baseline")
"""What is told of a KPI as the plan states it."""

_UNTOLD: Mapping[type, Collection[str]] = {
    KpiOutcome: ("kpi", "is_easing", "to_date"),
    BudgetOutcome: ("years", "lines", "grant_by_year", "grant_remainder", "rounding"),
    BudgetYear: ("has_ended",),
    BreakEven: (
        *("year", "years", "sensitivity", "bearable_fall", "needed_rise"),
        *("held_cost_from", "grown_revenue_from"),
    ),
    SufficiencyYear: ("gap", "gap_after_grant", "gross_sales"),
}
"""The fields that are not told, or not with the others."""

_RATES = ("achievement_rate", "execution_rate", "coverage", "chance")
_PROJECTED = ("value", "low", "high")


def told(part: Any, *names: str, language: Language = "en") -> dict[str, Any]:
    """The fields of `part`, or those that are named: rates to 6 decimals, the rate of a grant as `1/2`.

    A sentence is told in `language`.
    """
    found = {name: _spelled(name, getattr(part, name), language) for name in names or told_names(type(part))}
    if isinstance(found.get("grant"), Fraction) and getattr(part, "grant_is_upper_limit", False):
        found["grant"] = floored(found["grant"], 6)
    if isinstance(part, Projection):
        found |= {name: pace_number(found[name]) for name in _PROJECTED if name in found}
    if getattr(part, "grant_due_basis", None) == "upper_limit":
        for name in OF_DUE:  # what is at most this, or at least, stays so when it is cut
            if isinstance(found.get(name), Fraction):
                found[name] = floored(found[name], 6)
    return found


def told_figure(name: str, value: Quantity | None) -> Any:
    """A figure that goes by `name`, as it is told among others."""
    return _spelled(name, value, "en")


def pace_number(value: Quantity | None) -> Quantity | None:
    """A pace or a projection as it is told: to 6 decimals, halves away from zero."""
    return None if value is None else without_trailing_zeros(rounded(value, 6))


def told_names(kind: Any) -> tuple[str, ...]:
    """The names of the fields that are told of a dataclass."""
    return tuple(field.name for field in fields(kind) if field.name not in _UNTOLD.get(kind, ()))


def _spelled(name: str, value: Any, language: Language) -> Any:
    if isinstance(value, Sentence):
        return value.text_in(language)
    if isinstance(value, tuple):
        return [told(member, language=language) for member in value]
    if name == "required_pace":
        return pace_number(value)
    if isinstance(value, Fraction):
        if name in _RATES:
            return rate_number(value)
        if name == "grant_rate":
            return rate_text(value)
    return value
