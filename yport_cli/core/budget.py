"""The project's money: what the plan states, and what follows from it."""

from dataclasses import dataclass
from fractions import Fraction

from yport_cli.core.number import Number, Quantity, simplified, total
from yport_cli.core.plan import Plan


@dataclass(frozen=True, slots=True)
class BudgetOutcome:
    """The budget over the plan, in its unit; unknown figures are `None`."""

    unit: str
    total: Number
    stated: Number
    """What the plan states per fiscal year."""
    not_stated: Number
    eligible_cost: Number | None
    grant_rate: Fraction | None
    grant: Quantity | None
    """What was decided, or else rate × eligible cost; without that cost rate × total, the upper limit."""
    grant_is_upper_limit: bool
    own_funds: Quantity | None
    """total − grant: a lower limit while the grant is an upper one."""
    executed: Number | None
    balance: Number | None
    execution_rate: Fraction | None
    grant_received: Number | None
    grant_returned: Number | None


def budget_outcome(plan: Plan) -> BudgetOutcome:
    """The budget as the plan states it."""
    budget = plan.budget
    stated = total(budget.years.values()) or 0
    grant, is_upper_limit = _grant(plan)
    return BudgetOutcome(
        unit=budget.unit,
        total=budget.total,
        stated=stated,
        not_stated=budget.total - stated,
        eligible_cost=budget.grant.eligible_cost if budget.grant else None,
        grant_rate=budget.grant.rate if budget.grant else None,
        grant=grant,
        grant_is_upper_limit=is_upper_limit,
        own_funds=None if grant is None else simplified(Fraction(budget.total) - Fraction(grant)),
        executed=None,
        balance=None,
        execution_rate=None,
        grant_received=None,
        grant_returned=None,
    )


def _grant(plan: Plan) -> tuple[Quantity | None, bool]:
    """The grant, and whether it is only an upper limit."""
    grant = plan.budget.grant
    if grant is None:
        return None, False
    if grant.amount is not None:
        return grant.amount, False
    if grant.rate is None:
        return None, False
    if grant.eligible_cost is not None:
        return simplified(grant.rate * Fraction(grant.eligible_cost)), False
    return simplified(grant.rate * Fraction(plan.budget.total)), True
