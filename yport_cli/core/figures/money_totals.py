"""The money of several plans together."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import reduce

from yport_cli.core.figures.budget import BudgetOutcome
from yport_cli.core.numbers.money import YEN_PER_UNIT, MoneyUnit, in_other_unit
from yport_cli.core.numbers.number import Quantity, plus


@dataclass(frozen=True, slots=True)
class MoneyTotals:
    """The money of several plans in one unit; each sum is over the plans that state the figure."""

    unit: MoneyUnit
    total: Quantity | None
    grant: Quantity | None
    executed: Quantity | None
    plans: Mapping[str, int]
    """Over how many plans each sum is."""


def money_totals(budgets: Collection[BudgetOutcome]) -> MoneyTotals:
    """Their money in the largest unit of any."""
    unit = max((budget.unit for budget in budgets), key=YEN_PER_UNIT.__getitem__)
    known = {
        name: [
            in_other_unit(amount, budget.unit, unit)
            for budget in budgets
            if (amount := getattr(budget, name)) is not None
        ]
        for name in ("total", "grant", "executed")
    }
    sums = {name: reduce(plus, amounts) if amounts else None for name, amounts in known.items()}
    over = {name: len(amounts) for name, amounts in known.items()}
    return MoneyTotals(unit, **sums, plans=over)
