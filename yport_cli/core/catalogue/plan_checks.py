"""Every rule across the fields of a plan, in a plain list: each a pure function from a plan to its issues."""

from collections.abc import Callable, Iterator

from yport_cli.core.catalogue.acknowledgements import misplaced_answers
from yport_cli.core.checks.figures import (
    break_even_claim,
    budget_over_total,
    budget_sum_mismatch,
    cumulative_mismatch,
    eligible_over_total,
    grant_cap,
    grant_over_limit,
)
from yport_cli.core.checks.identifiers import duplicate_id, reserved_id
from yport_cli.core.checks.years import (
    fiscal_year_order,
    foreign_year,
    missing_year,
    period_end,
    period_order,
    repeated_year,
)
from yport_cli.core.issues.issue import Issue
from yport_cli.core.plan.plan import Plan

Check = Callable[[Plan], Iterator[Issue]]

CHECKS: tuple[Check, ...] = (
    fiscal_year_order,
    repeated_year,
    missing_year,
    foreign_year,
    cumulative_mismatch,
    budget_over_total,
    budget_sum_mismatch,
    eligible_over_total,
    grant_over_limit,
    grant_cap,
    break_even_claim,
    period_end,
    period_order,
    duplicate_id,
    reserved_id,
    misplaced_answers,
)


def check(plan: Plan) -> Iterator[Issue]:
    """The issues of every rule."""
    for rule in CHECKS:
        yield from rule(plan)
