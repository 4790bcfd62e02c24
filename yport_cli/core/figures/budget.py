"""The project's money: what the plan states, what was spent, what follows from both.

Each fiscal year stands alone (会計年度独立): what is left of one year is in the next only where a carry-over was
authorised and recorded.
"""

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, TypeVar

from yport_cli.core.figures.ledger import EMPTY, Ledger
from yport_cli.core.figures.rounding import Rounding
from yport_cli.core.numbers.money import YEN_PER_UNIT, MoneyUnit
from yport_cli.core.numbers.number import Number, Quantity, minus, ratio, simplified, total
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
    carried_out: Quantity | None
    """翌年度への繰越"""
    available: Quantity | None
    """計: planned + supplement + carried in − carried out; `None` while planned is unknown"""
    executed: Quantity | None
    """執行額"""
    balance: Quantity | None
    """残額: available − executed; negative when too much was spent"""
    execution_rate: Fraction | None
    has_ended: bool
    """The year had ended by the ledger's as-of date, so that its balance is unused (不用額)."""


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

    unit: str
    total: Quantity
    stated: Quantity
    """What the plan states per fiscal year."""
    not_stated: Quantity
    eligible_cost: Quantity | None
    grant_rate: Fraction | None
    grant: Quantity | None
    """What was decided, or else rate × eligible cost; without that cost rate × total, the upper limit."""
    grant_is_upper_limit: bool
    own_funds: Quantity | None
    """total − grant: a lower limit while the grant is an upper one."""
    executed: Quantity | None
    balance: Quantity | None
    """total − executed"""
    execution_rate: Fraction | None
    grant_received: Quantity | None
    grant_returned: Quantity | None
    grant_to_receive: Quantity | None
    """grant − received + returned; `None` while nothing was received"""
    years: tuple[BudgetYear, ...]
    lines: tuple[BudgetLineOutcome, ...]
    yearly_grants: tuple[YearlyGrant, ...]
    """rate × what the plan states of each year; with `grant_remainder` they add up to the grant."""
    grant_remainder: Quantity | None
    """The grant of years that are not stated, and what rounding down leaves."""
    rounding: Rounding | None = None


def budget_outcome(plan: Plan, ledger: Ledger = EMPTY, rounding: Rounding | None = None) -> BudgetOutcome:
    """The budget as the plan states it and as far as `ledger` records it, in the plan's unit.

    `rounding` applies to the grant alone; without one nothing is rounded, for the rounding clause of the
    grant is not known.
    """
    budget = plan.budget
    stated = total(budget.years.values()) or 0
    grant, is_upper_limit = _grant(plan)
    if rounding is not None and grant is not None:
        grant = rounding.applied(grant, budget.unit)
    executed = total(execution(plan, ledger, year) for year in plan.years)
    received, returned = (
        total(ledger.actual(item).values()) for item in ("grant_received", "grant_returned")
    )
    yearly = tuple(_yearly_grant(plan, year, rounding) for year in plan.years)
    return BudgetOutcome(
        unit=budget.unit,
        total=budget.total,
        stated=stated,
        not_stated=budget.total - stated,
        eligible_cost=budget.grant.eligible_cost if budget.grant else None,
        grant_rate=budget.grant.rate if budget.grant else None,
        grant=grant,
        grant_is_upper_limit=is_upper_limit,
        own_funds=None if grant is None else minus(budget.total, grant),
        executed=executed,
        balance=None if executed is None else minus(budget.total, executed),
        execution_rate=ratio(executed, budget.total),
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
    available = None
    if planned is not None:
        available = planned + (supplement or 0) + (carried_in or 0) - (carried_out or 0)
    return BudgetYear(
        fiscal_year=year,
        label=plan.label(year),
        planned=planned,
        supplement=supplement,
        carried_in=carried_in,
        carried_out=carried_out,
        available=available,
        executed=executed,
        balance=None if available is None or executed is None else available - executed,
        execution_rate=ratio(executed, available),
        has_ended=ledger.has_ended(year),
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
        "executed",
        "balance",
        "grant_received",
        "grant_returned",
        "grant_to_receive",
        "grant_remainder",
    ),
    BudgetYear: ("planned", "supplement", "carried_in", "carried_out", "available", "executed", "balance"),
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


def _yearly_grant(plan: Plan, year: int, rounding: Rounding | None) -> YearlyGrant:
    grant, planned = plan.budget.grant, plan.budget.years.get(year)
    part: Quantity | None = None
    if grant is not None and grant.rate is not None and planned is not None:
        part = simplified(grant.rate * Fraction(planned))
        if rounding is not None:
            part = rounding.down().applied(part, plan.budget.unit)
    return YearlyGrant(year, plan.label(year), part)


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
