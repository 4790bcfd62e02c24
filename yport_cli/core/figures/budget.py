"""The project's money: what the plan states, what was spent, what follows from both.

Each fiscal year stands alone (会計年度独立): what is left of one year is in the next only where a carry-over was
authorised and recorded.
"""

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Literal, TypeVar

from yport_cli.core.figures.ledger import EMPTY, Ledger
from yport_cli.core.figures.rounding import Rounding
from yport_cli.core.numbers.money import YEN_PER_UNIT, MoneyUnit
from yport_cli.core.numbers.number import Number, Quantity, minus, share, simplified, total
from yport_cli.core.plan.plan import Plan

GrantBasis = Literal["decided", "eligible", "upper_limit"]
"""What a grant rests on: the decision, rate × eligible cost, or rate × total, which it cannot pass."""


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
    balance: Quantity | None
    """残額: available − executed; negative when too much was spent"""
    execution_rate: Fraction | None
    """executed ÷ appropriated"""
    has_ended: bool
    closed: bool
    """The accounts of the year were closed by the as-of date, so that its balance is unused (不用額)."""


@dataclass(frozen=True, slots=True)
class BudgetLineOutcome:
    """One line of the budget over the plan."""

    id: str
    name: str
    planned: Quantity | None
    executed: Quantity | None
    balance: Quantity | None


@dataclass(frozen=True, slots=True)
class YearlyGrant:
    """One year's part of the grant, rounded down where a rounding was asked for."""

    fiscal_year: int
    label: str
    grant: Quantity | None


@dataclass(frozen=True, slots=True)
class BudgetOutcome:
    """The budget over the plan, in `unit`; unknown figures are `None`."""

    unit: MoneyUnit
    total: Quantity
    stated: Quantity
    """What the plan states per fiscal year."""
    not_stated: Quantity
    eligible_cost: Quantity | None
    grant_rate: Fraction | None
    grant: Quantity | None
    """What was decided, or else rate × eligible cost; without that cost rate × total, the upper limit."""
    grant_basis: GrantBasis | None
    own_funds: Quantity | None
    """total − grant: a lower limit while the grant is an upper one."""
    supplement: Quantity | None
    appropriated: Quantity
    """total + supplements"""
    executed: Quantity | None
    balance: Quantity | None
    """appropriated − executed"""
    execution_rate: Fraction | None
    """executed ÷ appropriated"""
    grant_received: Quantity | None
    grant_returned: Quantity | None
    grant_to_receive: Quantity | None
    """grant − received + returned; `None` while nothing was received"""
    years: tuple[BudgetYear, ...]
    lines: tuple[BudgetLineOutcome, ...]
    yearly_grants: tuple[YearlyGrant, ...]
    """Rate × what the plan states of each year; with `grant_remainder` they add up to the grant."""
    grant_remainder: Quantity | None
    """The grant of years that are not stated, and what rounding down leaves."""
    rounding: Rounding | None = None

    @property
    def grant_is_upper_limit(self) -> bool:
        """Whether the grant is only the most that it can be."""
        return self.grant_basis == "upper_limit"


def budget_outcome(plan: Plan, ledger: Ledger = EMPTY, rounding: Rounding | None = None) -> BudgetOutcome:
    """The budget as the plan states it and as far as `ledger` records it, in the plan's unit.

    `rounding` applies to the grant alone; without one nothing is rounded, for the rounding clause of the
    grant is not known.
    """
    budget = plan.budget
    stated = total(budget.years.values()) or 0
    grant, basis = _grant(plan)
    if rounding is not None and grant is not None and basis != "decided":
        grant = (rounding.down() if basis == "upper_limit" else rounding).applied(grant, budget.unit)
    supplement = total(ledger.actual("supplement").values())
    appropriated = budget.total + (supplement or 0)
    executed = total(execution(plan, ledger, year) for year in plan.years)
    received, returned = (
        total(ledger.actual(item).values()) for item in ("grant_received", "grant_returned")
    )
    yearly = tuple(
        YearlyGrant(year, plan.label(year), yearly_grant(plan, year, rounding)) for year in plan.years
    )
    return BudgetOutcome(
        unit=budget.unit,
        total=budget.total,
        stated=stated,
        not_stated=budget.total - stated,
        eligible_cost=budget.grant.eligible_cost if budget.grant else None,
        grant_rate=budget.grant.rate if budget.grant else None,
        grant=grant,
        grant_basis=basis,
        own_funds=None if grant is None else minus(budget.total, grant),
        supplement=supplement,
        appropriated=appropriated,
        executed=executed,
        balance=None if executed is None else minus(appropriated, executed),
        execution_rate=share(executed, appropriated),
        grant_received=received,
        grant_returned=returned,
        grant_to_receive=None
        if grant is None or received is None
        else minus(grant, minus(received, returned or 0)),
        years=tuple(budget_year(plan, ledger, year) for year in plan.years),
        lines=tuple(_line(plan, ledger, index) for index in range(len(budget.lines))),
        yearly_grants=yearly,
        grant_remainder=None
        if grant is None
        else minus(grant, sum((Fraction(part.grant or 0) for part in yearly), Fraction(0))),
        rounding=rounding,
    )


def budget_year(plan: Plan, ledger: Ledger, year: int) -> BudgetYear:
    """One fiscal year: planned + supplement + carried in − carried out, less what was executed."""
    planned = plan.budget.years.get(year)
    supplement = ledger.actual("supplement").get(year)
    carried_in = ledger.actual("carried_out").get(year - 1)
    carried_out = ledger.actual("carried_out").get(year)
    executed = execution(plan, ledger, year)
    appropriated = None if planned is None else planned + (supplement or 0) + (carried_in or 0)
    available = None if appropriated is None else appropriated - (carried_out or 0)
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
        balance=None if available is None or executed is None else available - executed,
        execution_rate=share(executed, appropriated),
        has_ended=ledger.has_ended(year),
        closed=ledger.is_closed(year),
    )


def execution(plan: Plan, ledger: Ledger, year: int) -> Number | None:
    """What was spent in a fiscal year, on budget lines and otherwise; `None` where nothing is recorded."""
    return total(ledger.actual(item).get(year) for item in execution_items(plan))


def execution_items(plan: Plan) -> tuple[str, ...]:
    """The ledger items that record spending."""
    return ("execution", *(f"execution:{line.id}" for line in plan.budget.lines))


_AMOUNTS = {
    BudgetOutcome: (
        "total",
        "stated",
        "not_stated",
        "eligible_cost",
        "grant",
        "own_funds",
        "supplement",
        "appropriated",
        "executed",
        "balance",
        "grant_received",
        "grant_returned",
        "grant_to_receive",
        "grant_remainder",
    ),
    BudgetYear: (
        "planned",
        "supplement",
        "carried_in",
        "appropriated",
        "carried_out",
        "available",
        "executed",
        "balance",
    ),
    BudgetLineOutcome: ("planned", "executed", "balance"),
    YearlyGrant: ("grant",),
}


def in_unit(outcome: BudgetOutcome, unit: MoneyUnit) -> BudgetOutcome:
    """The same budget in another unit; conversions are exact, so every total stays what it is."""
    factor = Fraction(YEN_PER_UNIT[outcome.unit], YEN_PER_UNIT[unit])
    return replace(
        _scaled(outcome, factor),
        unit=unit,
        years=tuple(_scaled(year, factor) for year in outcome.years),
        lines=tuple(_scaled(line, factor) for line in outcome.lines),
        yearly_grants=tuple(_scaled(part, factor) for part in outcome.yearly_grants),
    )


_Part = TypeVar("_Part", BudgetOutcome, BudgetYear, BudgetLineOutcome, YearlyGrant)


def _scaled(part: _Part, factor: Fraction) -> _Part:
    """`part` with every amount times `factor`."""
    changes: dict[str, Any] = {}
    for name in _AMOUNTS[type(part)]:
        amount = getattr(part, name)
        changes[name] = None if amount is None else simplified(Fraction(amount) * factor)
    return replace(part, **changes)


def _line(plan: Plan, ledger: Ledger, index: int) -> BudgetLineOutcome:
    line = plan.budget.lines[index]
    planned = total(line.years.values())
    executed = total(ledger.actual(f"execution:{line.id}").values())
    balance = None if planned is None or executed is None else planned - executed
    return BudgetLineOutcome(line.id, line.name, planned, executed, balance)


def yearly_grant(plan: Plan, year: int, rounding: Rounding | None = None) -> Quantity | None:
    """Rate × what the plan states of a fiscal year, rounded down where a `rounding` is asked for."""
    grant, planned = plan.budget.grant, plan.budget.years.get(year)
    if grant is None or grant.rate is None or planned is None:
        return None
    part = simplified(grant.rate * Fraction(planned))
    return part if rounding is None else rounding.down().applied(part, plan.budget.unit)


def _grant(plan: Plan) -> tuple[Quantity | None, GrantBasis | None]:
    """The grant, and what it rests on."""
    grant = plan.budget.grant
    if grant is not None and grant.amount is not None:
        return grant.amount, "decided"
    if grant is None or grant.rate is None:
        return None, None
    if grant.eligible_cost is not None:
        return simplified(grant.rate * Fraction(grant.eligible_cost)), "eligible"
    return simplified(grant.rate * Fraction(plan.budget.total)), "upper_limit"
