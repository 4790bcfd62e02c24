"""Check each `acknowledged` entry of a plan against the catalogue of rules."""

from collections.abc import Iterator

from yport_cli.core.catalogue.rules import nearest_code, rule_of
from yport_cli.core.checks.acknowledged import acknowledged_error, acknowledged_unknown
from yport_cli.core.issues.issue import Issue, Severity
from yport_cli.core.plan.plan import Plan


def misplaced_answers(plan: Plan) -> Iterator[Issue]:
    """An issue for each entry of `acknowledged` that answers no warning."""
    for index, answer in enumerate(plan.acknowledged):
        rule = rule_of(answer.code)
        if rule is None:
            yield acknowledged_unknown(index, answer.code, nearest_code(answer.code))
        elif rule.severity is Severity.ERROR:
            yield acknowledged_error(index, answer.code)
