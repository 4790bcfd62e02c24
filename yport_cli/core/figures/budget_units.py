"""A budget in another unit: conversions are exact, so every total stays what it is."""

from dataclasses import replace
from fractions import Fraction
from typing import Any, TypeVar

from yport_cli.core.figures.budget import BudgetLineOutcome, BudgetOutcome, FundingOutcome, FundingYear
from yport_cli.core.figures.budget_year import BudgetYear
from yport_cli.core.numbers.money import YEN_PER_UNIT, MoneyUnit
from yport_cli.core.numbers.number import simplified

_GRANT = (
    *("eligible_cost", "grant", "own_funds", "supplement", "appropriated", "executed", "balance"),
    *("grant_decided", "grant_received", "grant_settled", "grant_returned"),
    *("grant_to_receive", "grant_to_return"),
)
_AMOUNTS = {
    BudgetOutcome: (*_GRANT, "total", "stated", "not_stated", "grant_remainder"),
    BudgetYear: (
        *_GRANT,
        *("planned", "carried_in", "carried_out", "available", "carried_in_executed", "unused"),
        *("eligible_executed", "grant_due"),
    ),
    BudgetLineOutcome: ("planned", "executed", "balance"),
    FundingOutcome: ("total",),
    FundingYear: ("amount",),
}
_Part = TypeVar("_Part", BudgetOutcome, BudgetYear, BudgetLineOutcome, FundingOutcome, FundingYear)


def in_unit(outcome: BudgetOutcome, unit: MoneyUnit) -> BudgetOutcome:
    """The same budget in another unit."""
    factor = Fraction(YEN_PER_UNIT[outcome.unit], YEN_PER_UNIT[unit])
    return replace(
        _scaled(outcome, factor),
        unit=unit,
        years=tuple(_scaled(year, factor) for year in outcome.years),
        lines=tuple(_scaled(line, factor) for line in outcome.lines),
        funding=tuple(
            replace(_scaled(source, factor), years=tuple(_scaled(year, factor) for year in source.years))
            for source in outcome.funding
        ),
    )


def _scaled(part: _Part, factor: Fraction) -> _Part:
    """`part` with every amount times `factor`."""
    changes: dict[str, Any] = {}
    for name in _AMOUNTS[type(part)]:
        amount = getattr(part, name)
        changes[name] = None if amount is None else simplified(Fraction(amount) * factor)
    return replace(part, **changes)
