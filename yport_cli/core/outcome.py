"""Everything that follows from a plan and its ledger, by arithmetic alone."""

from dataclasses import dataclass

from yport_cli.core.budget import BudgetOutcome, budget_outcome
from yport_cli.core.kpi import KpiOutcome, kpi_outcome
from yport_cli.core.ledger import EMPTY, Ledger
from yport_cli.core.plan import Plan
from yport_cli.core.self_sufficiency import BreakEven, break_even


@dataclass(frozen=True, slots=True)
class Outcome:
    """A plan with what its ledger makes of it."""

    plan: Plan
    ledger: Ledger
    kpis: tuple[KpiOutcome, ...]
    budget: BudgetOutcome
    break_even: BreakEven | None


def outcome(plan: Plan, ledger: Ledger = EMPTY) -> Outcome:
    """The outcome of `plan` as far as `ledger` records it."""
    return Outcome(
        plan=plan,
        ledger=ledger,
        kpis=tuple(kpi_outcome(plan, kpi, ledger) for kpi in plan.kpis),
        budget=budget_outcome(plan),
        break_even=break_even(plan),
    )
