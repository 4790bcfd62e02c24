"""精算: one fiscal year's money line by line, each with the formula that gives it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal, NamedTuple

from yport_cli.core.figures.budget_year import BudgetYear, budget_year
from yport_cli.core.figures.grant_due import GrantOfYear, grant_recorded
from yport_cli.core.figures.ledger import Ledger
from yport_cli.core.numbers.money import MoneyUnit, in_other_unit
from yport_cli.core.numbers.number import Quantity, minus, plus, ratio, simplified
from yport_cli.core.plan.plan import Plan

Operation = Literal["sum", "difference", "product", "quotient", "least", "excess", "same"]
"""`difference` takes all others from the first; `excess` does so too, and is never below 0."""

_RATES = ("grant_rate", "execution_rate")


class LineFormula(NamedTuple):
    """How a line follows from others, by their names."""

    operation: Operation
    operands: tuple[str, ...]

    def value(self, figures: Mapping[str, Quantity | None]) -> Quantity | None:
        """What it gives for `figures`; one that is not recorded counts 0."""
        first, *others = [figures[name] or 0 for name in self.operands]
        match self.operation:
            case "sum":
                for other in others:
                    first = plus(first, other)
            case "difference" | "excess":
                for other in others:
                    first = minus(first, other)
            case "product":
                first = simplified(Fraction(first) * Fraction(others[0]))
            case "quotient":
                return ratio(first, others[0])
            case "least":
                first = min(first, *others)
            case "same":
                pass
        return max(first, 0) if self.operation == "excess" else first


@dataclass(frozen=True, slots=True)
class SettlementLine:
    """A line of the sheet; unknown figures are `None`."""

    name: str
    value: Quantity | None
    formula: LineFormula | None = None
    """`None` for what the plan states, or the ledger records."""

    @property
    def is_amount(self) -> bool:
        """Whether it is in the sheet's unit of money."""
        return self.name not in _RATES


@dataclass(frozen=True, slots=True)
class Settlement:
    """The sheet of one fiscal year."""

    fiscal_year: int
    label: str
    unit: MoneyUnit
    lines: tuple[SettlementLine, ...]
    year: BudgetYear
    decided_by_plan: bool
    """Whether the decision is the plan's, for the ledger has none."""

    def in_unit(self, unit: MoneyUnit) -> "Settlement":
        """The same sheet in another unit."""
        return replace(
            self,
            unit=unit,
            lines=tuple(
                replace(line, value=in_other_unit(line.value, self.unit, unit))
                if line.is_amount and line.value is not None
                else line
                for line in self.lines
            ),
        )


def settlement(plan: Plan, ledger: Ledger, year: int) -> Settlement:
    """The sheet of `year`, in the budget's unit, as far as `ledger` records it."""
    of_year, recorded = budget_year(plan, ledger, year), grant_recorded(plan, ledger, year)
    ineligible = ledger.actual("ineligible").get(year)
    lines = [
        SettlementLine("planned", of_year.planned),
        SettlementLine("supplement", of_year.supplement),
        SettlementLine("carried_in", of_year.carried_in),
        _computed("appropriated", of_year.appropriated, "sum", "planned", "supplement", "carried_in"),
        SettlementLine("carried_out", of_year.carried_out),
        _computed("available", of_year.available, "difference", "appropriated", "carried_out"),
        SettlementLine("executed", of_year.executed),
        _computed("carried_in_executed", of_year.carried_in_executed, "least", "carried_in", "executed"),
        _computed("balance", of_year.balance, "difference", "available", "executed"),
        *([_computed("unused", of_year.unused, "same", "balance")] if of_year.closed else []),
        _computed("execution_rate", of_year.execution_rate, "quotient", "executed", "appropriated"),
        SettlementLine("ineligible", ineligible),
        _computed("eligible_executed", of_year.eligible_executed, "difference", "executed", "ineligible"),
        SettlementLine("grant_rate", of_year.grant_rate),
        _computed("grant_limit", recorded.limit, "product", "grant_rate", _spent(recorded)),
        SettlementLine("grant_decided", recorded.decided),
        SettlementLine("grant_settled", of_year.grant_settled),
        SettlementLine("grant_due", recorded.due, _due(of_year, recorded)),
        SettlementLine("grant_received", of_year.grant_received),
        SettlementLine("grant_returned", of_year.grant_returned),
        _computed("grant_to_receive", recorded.to_receive, "excess", "grant_due", "grant_received"),
        _computed(
            *("grant_to_return", recorded.to_return, "excess"),
            *("grant_received", "grant_returned", "grant_due"),
        ),
    ]
    figures = {line.name: line.value for line in lines}
    lines = [_followed(line, figures) for line in lines]
    of_plan = of_year.grant_decided is None and recorded.decided is not None
    return Settlement(year, plan.label(year), plan.budget.unit, tuple(lines), of_year, of_plan)


def _computed(name: str, value: Quantity | None, operation: Operation, *operands: str) -> SettlementLine:
    return SettlementLine(name, value, LineFormula(operation, operands))


def _followed(line: SettlementLine, figures: Mapping[str, Quantity | None]) -> SettlementLine:
    """The line, without its formula where that gives another figure: of negative spending nothing is due."""
    if line.formula is None or line.value is None or line.formula.value(figures) == line.value:
        return line
    return replace(line, formula=None)


def _spent(recorded: GrantOfYear) -> str:
    """What the rate applies to: all that was spent, while it is unknown what of it is not eligible."""
    return "executed" if recorded.eligible_executed is None else "eligible_executed"


def _due(year: BudgetYear, recorded: GrantOfYear) -> LineFormula:
    if year.grant_settled is not None:
        return LineFormula("same", ("grant_settled",))
    if recorded.decided is None or (recorded.due == recorded.limit == 0):
        return LineFormula("same", ("grant_limit",))
    return LineFormula("least", ("grant_decided", "grant_limit"))
