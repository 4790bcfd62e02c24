"""Every rule across the fields of a plan, in a plain list: each a pure function from a plan to its issues."""

from collections.abc import Callable, Iterator

from yport_cli.core.checks import (
    budget_sums,
    figures,
    grant_caps,
    grant_limits,
    identifiers,
    lookalikes,
    targets,
    years,
)
from yport_cli.core.checks.acknowledged import acknowledged_error, acknowledged_unknown
from yport_cli.core.checks.left_blank import left_blank
from yport_cli.core.checks.stated_levels import level_mismatch
from yport_cli.core.issues.issue import Issue, Severity
from yport_cli.core.plan.plan import Plan

Check = Callable[[Plan], Iterator[Issue]]


def misplaced_answers(plan: Plan) -> Iterator[Issue]:
    """An issue for each entry of `acknowledged` that answers no warning."""
    if not plan.acknowledged:
        return
    from yport_cli.core.catalogue.rules import nearest_code, rule_of  # every rule, for a few plans

    for index, answer in enumerate(plan.acknowledged):
        rule = rule_of(answer.code)
        if rule is None:
            yield acknowledged_unknown(index, answer.code, nearest_code(answer.code))
        elif rule.severity is Severity.ERROR:
            yield acknowledged_error(index, answer.code)


CHECKS: tuple[Check, ...] = (
    years.fiscal_year_order,
    years.repeated_year,
    years.missing_year,
    years.foreign_year,
    figures.cumulative_mismatch,
    level_mismatch,
    figures.against_direction,
    targets.no_target,
    budget_sums.budget_over_total,
    budget_sums.lines_over_budget,
    budget_sums.budget_sum_mismatch,
    budget_sums.lines_under_budget,
    budget_sums.funding_over_budget,
    grant_limits.eligible_over_total,
    grant_limits.grant_over_limit,
    grant_caps.grant_cap,
    grant_caps.grant_duration,
    grant_caps.grant_rate,
    figures.break_even_claim,
    years.period_end,
    years.period_order,
    identifiers.duplicate_id,
    identifiers.reserved_id,
    identifiers.shared_name,
    lookalikes.lookalike_name,
    left_blank,
    misplaced_answers,
)


def check(plan: Plan) -> Iterator[Issue]:
    """The issues of every rule."""
    for rule in CHECKS:
        yield from rule(plan)
