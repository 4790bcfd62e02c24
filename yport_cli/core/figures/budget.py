"""The project's money over the plan: what the plan states, what was spent, what follows from both."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce

from yport_cli.core.figures.budget_year import BudgetYear, budget_year
from yport_cli.core.figures.grant import (
    GrantBasis,
    eligible_of_plan,
    grant_of_plan,
    is_sum_of_years,
    rate_of_plan,
)
from yport_cli.core.figures.grant_due import GRANT_ITEMS, DueBasis, execution
from yport_cli.core.figures.ledger import EMPTY, Ledger
from yport_cli.core.figures.rounding import Rounding
from yport_cli.core.numbers.money import MoneyUnit
from yport_cli.core.numbers.number import Quantity, minus, plus, share, total
from yport_cli.core.plan.plan import Plan


@dataclass(frozen=True, slots=True)
class BudgetLineOutcome:
    """One line of the budget over the plan."""

    id: str
    name: str
    planned: Quantity | None
    executed: Quantity | None
    balance: Quantity | None


@dataclass(frozen=True, slots=True)
class FundingYear:
    """What a source gives in one fiscal year."""

    fiscal_year: int
    label: str
    amount: Quantity | None


@dataclass(frozen=True, slots=True)
class FundingOutcome:
    """A source of money beside the grant (財源), over the plan and by year."""

    id: str
    name: str
    total: Quantity | None
    years: tuple[FundingYear, ...]


@dataclass(frozen=True, slots=True)
class BudgetOutcome:
    """The budget over the plan, in `unit`; unknown figures are `None`."""

    unit: MoneyUnit
    total: Quantity | None
    stated: Quantity
    """What the plan states per fiscal year."""
    not_stated: Quantity | None
    eligible_cost: Quantity | None
    grant_rate: Fraction | None
    """`None` too where it varies by year."""
    grant: Quantity | None
    """What was decided, or else rate × eligible cost; without that cost rate × total, the upper limit."""
    grant_basis: GrantBasis | None
    grant_by_year: bool
    """Whether the grant is the sum of the years: the plan has no figure for the whole."""
    own_funds: Quantity | None
    """total − grant − other sources: a lower limit while the grant is an upper one."""
    funding: tuple[FundingOutcome, ...]
    supplement: Quantity | None
    appropriated: Quantity | None
    """total + supplements"""
    executed: Quantity | None
    balance: Quantity | None
    """appropriated − executed"""
    execution_rate: Fraction | None
    """executed ÷ appropriated"""
    grant_decided: Quantity | None
    grant_received: Quantity | None
    grant_settled: Quantity | None
    grant_returned: Quantity | None
    grant_to_receive: Quantity | None
    """未収額 of the years of which spending or a grant is recorded; `None` while one of them is unknown."""
    grant_to_return: Quantity | None
    """返還見込額, in the same way."""
    years: tuple[BudgetYear, ...]
    lines: tuple[BudgetLineOutcome, ...]
    grant_remainder: Quantity | None
    """The grant of years that are not known, and what rounding down leaves."""
    rounding: Rounding | None = None

    @property
    def grant_is_upper_limit(self) -> bool:
        """Whether the grant is only the most that it can be."""
        return self.grant_basis == "upper_limit"

    @property
    def begun(self) -> tuple[BudgetYear, ...]:
        """The years of which spending or a grant is recorded: 未収額 and 返還見込額 are sums over these."""
        return tuple(year for year in self.years if year.has_begun)

    @property
    def grant_due_basis(self) -> DueBasis | None:
        """A limit where what is due of one of these years is; `None` where it is not."""
        return "upper_limit" if any(year.grant_due_basis == "upper_limit" for year in self.begun) else None


def budget_outcome(plan: Plan, ledger: Ledger = EMPTY, rounding: Rounding | None = None) -> BudgetOutcome:
    """The budget as the plan states it and as far as `ledger` records it, in the plan's unit.

    `rounding` applies to the grant alone; without one nothing is rounded, for the rounding clause of the
    grant is not known.
    """
    budget, whole = plan.budget, plan.budget.total
    stated = total(budget.years.values()) or 0
    grant, basis = grant_of_plan(plan, rounding)
    supplement = total(ledger.actual("supplement").values())
    appropriated = None if whole is None else whole + (supplement or 0)
    executed = total(execution(plan, ledger, year) for year in plan.years)
    decided, received, settled, returned = (total(ledger.actual(item).values()) for item in GRANT_ITEMS)
    years = tuple(budget_year(plan, ledger, year, rounding) for year in plan.years)
    of_years = (Fraction(year.grant) for year in years if year.grant is not None)
    return BudgetOutcome(
        unit=budget.unit,
        total=whole,
        stated=stated,
        not_stated=None if whole is None else whole - stated,
        eligible_cost=eligible_of_plan(plan),
        grant_rate=rate_of_plan(plan),
        grant=grant,
        grant_basis=basis,
        grant_by_year=is_sum_of_years(plan),
        own_funds=_own_funds(plan, grant),
        funding=tuple(_funding(plan, index) for index in range(len(budget.funding))),
        supplement=supplement,
        appropriated=appropriated,
        executed=executed,
        balance=None if executed is None or appropriated is None else minus(appropriated, executed),
        execution_rate=share(executed, appropriated),
        grant_decided=decided,
        grant_received=received,
        grant_settled=settled,
        grant_returned=returned,
        grant_to_receive=_open_sum(years, lambda year: year.grant_to_receive),
        grant_to_return=_open_sum(years, lambda year: year.grant_to_return),
        years=years,
        lines=tuple(_line(plan, ledger, index) for index in range(len(budget.lines))),
        grant_remainder=None if grant is None else minus(grant, sum(of_years, Fraction(0))),
        rounding=rounding,
    )


def _open_sum(
    years: Iterable[BudgetYear], figure: Callable[[BudgetYear], Quantity | None]
) -> Quantity | None:
    """The sum over the years that have begun, by what is recorded; `None` while one of them is unknown."""
    whole: Quantity | None = None
    for year in years:
        if year.has_begun:
            amount = figure(year)
            if amount is None:
                return None
            whole = amount if whole is None else plus(whole, amount)
    return whole


def _own_funds(plan: Plan, grant: Quantity | None) -> Quantity | None:
    """The total less the grant and what every other source gives."""
    if grant is None or plan.budget.total is None:
        return None
    others = total(amount for source in plan.budget.funding for amount in source.years.values())
    return minus(minus(plan.budget.total, grant), others or 0)


def _funding(plan: Plan, index: int) -> FundingOutcome:
    source = plan.budget.funding[index]
    years = tuple(FundingYear(year, plan.label(year), source.years.get(year)) for year in plan.years)
    return FundingOutcome(source.id, source.name, total(source.years.values()), years)


def _line(plan: Plan, ledger: Ledger, index: int) -> BudgetLineOutcome:
    line = plan.budget.lines[index]
    planned = total(line.years.values())
    executed = total(ledger.actual(f"execution:{line.id}").values())
    balance = None if planned is None or executed is None else planned - executed
    return BudgetLineOutcome(line.id, line.name, planned, executed, balance)


def funding_total(budget: BudgetOutcome) -> Quantity | None:
    """What all sources beside the grant give over the plan; `None` where no amount is stated."""
    known = [source.total for source in budget.funding if source.total is not None]
    return reduce(plus, known) if known else None
