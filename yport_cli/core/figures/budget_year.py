"""One fiscal year's money: what it had, what it spent, what became of its grant.

Each fiscal year stands alone (会計年度独立): what is left of one year is in the next only where a carry-over was
authorised and recorded.
"""

from dataclasses import dataclass
from fractions import Fraction

from yport_cli.core.figures.grant import (
    GrantBasis,
    eligible_of_year,
    grant_of_year,
    rate_of_year,
)
from yport_cli.core.figures.grant_due import DueBasis, execution, grant_recorded
from yport_cli.core.figures.ledger import Ledger
from yport_cli.core.figures.rounding import Rounding
from yport_cli.core.numbers.number import Quantity, minus, share, total
from yport_cli.core.plan.plan import Plan


@dataclass(frozen=True, slots=True)
class BudgetYear:
    """One fiscal year's budget; unknown figures are `None`."""

    fiscal_year: int
    label: str
    planned: Quantity | None
    """当初計画"""
    supplement: Quantity | None
    """補正"""
    carried_in: Quantity | None
    """前年度からの繰越"""
    appropriated: Quantity | None
    """予算現額: planned + supplement + carried in; `None` while planned is unknown"""
    carried_out: Quantity | None
    """翌年度への繰越"""
    available: Quantity | None
    """計（翌年度繰越を除く）: appropriated − carried out"""
    executed: Quantity | None
    """執行額"""
    carried_in_executed: Quantity | None
    """The lesser of carried in and executed: money carried over is spent first, and keeps its year."""
    balance: Quantity | None
    """残額: available − executed; negative when too much was spent"""
    unused: Quantity | None
    """不用額: the balance once the accounts of the year are closed"""
    execution_rate: Fraction | None
    """executed ÷ appropriated"""
    has_ended: bool
    closed: bool
    """The accounts of the year were closed by the as-of date, so that its balance is unused (不用額)."""
    grant_rate: Fraction | None
    eligible_cost: Quantity | None
    """交付対象経費 that the plan states for the year"""
    grant: Quantity | None
    """交付金 as the plan has it"""
    grant_basis: GrantBasis | None
    own_funds: Quantity | None
    """一般財源: planned − grant − other sources; at least this while the grant is an upper limit"""
    eligible_executed: Quantity | None
    """うち対象経費: executed − ineligible; `None` while what is not eligible is unknown"""
    grant_decided: Quantity | None
    grant_received: Quantity | None
    grant_settled: Quantity | None
    grant_returned: Quantity | None
    grant_due: Quantity | None
    """What is settled, else the lesser of what was decided and rate × eligible executed."""
    grant_due_basis: DueBasis | None
    grant_to_receive: Quantity | None
    """未収額: due − received, never negative"""
    grant_to_return: Quantity | None
    """返還見込額: received − returned − due, never negative"""

    @property
    def grant_is_upper_limit(self) -> bool:
        """Whether the year's grant in the plan is only the most that it can be."""
        return self.grant_basis == "upper_limit"

    @property
    def is_grant_recorded(self) -> bool:
        """Whether the ledger says anything of the year's grant."""
        recorded = (self.grant_decided, self.grant_received, self.grant_settled, self.grant_returned)
        return any(amount is not None for amount in recorded)

    @property
    def has_begun(self) -> bool:
        """Whether the ledger says anything of what was spent, or of the grant."""
        return self.executed is not None or self.is_grant_recorded


def budget_year(plan: Plan, ledger: Ledger, year: int, rounding: Rounding | None = None) -> BudgetYear:
    """One fiscal year: planned + supplement + carried in − carried out, less what was executed."""
    planned = plan.budget.years.get(year)
    supplement = ledger.actual("supplement").get(year)
    carried_in = ledger.actual("carried_out").get(year - 1)
    carried_out = ledger.actual("carried_out").get(year)
    executed = execution(plan, ledger, year)
    appropriated = None if planned is None else planned + (supplement or 0) + (carried_in or 0)
    available = None if appropriated is None else appropriated - (carried_out or 0)
    balance = None if available is None or executed is None else available - executed
    closed = ledger.is_closed(year)
    grant, basis = grant_of_year(plan, year, rounding)
    others = total(source.years.get(year) for source in plan.budget.funding)
    recorded = grant_recorded(plan, ledger, year)
    return BudgetYear(
        fiscal_year=year,
        label=plan.label(year),
        planned=planned,
        supplement=supplement,
        carried_in=carried_in,
        appropriated=appropriated,
        carried_out=carried_out,
        available=available,
        executed=executed,
        carried_in_executed=None
        if carried_in is None or executed is None
        else min(carried_in, max(executed, 0)),
        balance=balance,
        unused=balance if closed else None,
        execution_rate=share(executed, appropriated),
        has_ended=ledger.has_ended(year),
        closed=closed,
        grant_rate=rate_of_year(plan, year),
        eligible_cost=eligible_of_year(plan, year),
        grant=grant,
        grant_basis=basis,
        own_funds=None if planned is None or grant is None else minus(minus(planned, grant), others or 0),
        eligible_executed=recorded.eligible_executed,
        grant_decided=ledger.actual("grant_decided").get(year),
        grant_received=ledger.actual("grant_received").get(year),
        grant_settled=ledger.actual("grant_settled").get(year),
        grant_returned=ledger.actual("grant_returned").get(year),
        grant_due=recorded.due,
        grant_due_basis=recorded.basis,
        grant_to_receive=recorded.to_receive,
        grant_to_return=recorded.to_return,
    )
