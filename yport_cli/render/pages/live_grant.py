"""How the figures of the grant and of the sources of money follow from one another, for live formulas."""

from collections.abc import Iterator
from fractions import Fraction

from yport_cli.core.figures.budget import BudgetOutcome
from yport_cli.core.figures.budget_year import BudgetYear
from yport_cli.core.numbers.number import Quantity
from yport_cli.render.shapes.cell import Formula, Key

_Part = tuple[Key, Quantity]
"""A figure of the workbook, and its value."""


def grant_formulas(budget: BudgetOutcome) -> dict[Key, Formula]:
    """What is to be received and returned for a year, what is left for the body's own funds.

    A figure that is reached in another way has no formula, and stays a number.
    """
    return {
        key: formula
        for number, year in enumerate(budget.years)
        for key, formula, value, figure in (*_settled(number, year), *_paid(number, year, budget))
        if figure is not None and value == figure
    }


def _settled(number: int, year: BudgetYear) -> Iterator[tuple[Key, Formula, Fraction, Quantity | None]]:
    """未収額 and 返還見込額: what is due beside what was received, and returned; neither below 0."""

    def own(name: str) -> list[_Part]:
        amount = getattr(year, name)
        return [] if amount is None else [(("grant_by_year", number, name), amount)]

    due = _due(number, year)
    if due is None:
        return
    spelled, of, value = due
    received, returned = own("grant_received"), own("grant_returned")
    for name, parts, sign in (
        ("grant_to_receive", received, 1),
        ("grant_to_return", received + returned, -1),
    ):
        operands = [*of, *(key for key, _ in parts)]
        places = [f"{{{place}}}" for place in range(len(of), len(operands))]
        kept = sum((Fraction(amount) for _, amount in received), Fraction(0))
        if sign == 1:
            less = "".join(f"-{place}" for place in places)
            text, result = f"MAX(0,{spelled}{less})", value - kept
        else:
            kept -= sum((Fraction(amount) for _, amount in returned), Fraction(0))
            more = "-".join(places) if received else f"0{''.join(f'-{place}' for place in places)}"
            text, result = f"MAX(0,{more}-{spelled})", kept - value
        key = ("grant_by_year", number, name)
        yield key, Formula(text, tuple(operands)), max(result, Fraction(0)), getattr(year, name)


def _due(number: int, year: BudgetYear) -> tuple[str, list[Key], Fraction] | None:
    """What is settled, else the lesser of what was decided and rate × what was spent."""
    if year.grant_settled is not None:
        return "{0}", [("grant_by_year", number, "grant_settled")], Fraction(year.grant_settled)
    name = "executed" if year.eligible_executed is None else "eligible_executed"
    spent, rate = getattr(year, name), year.grant_rate
    if spent is None or rate is None:
        return None
    limit, times = rate * Fraction(spent), f"{{0}}*{rate.numerator}/{rate.denominator}"
    of: list[Key] = [("years", year.fiscal_year, name)]
    decided, key = year.grant_decided, ("grant_by_year", number, "grant_decided")
    if decided is None and year.grant_basis == "decided":
        decided, key = year.grant, ("funding", number, "grant")
    if decided is None:
        return times, of, limit
    return f"MIN({{1}},{times})", [*of, key], min(Fraction(decided), limit)


def _paid(
    number: int, year: BudgetYear, budget: BudgetOutcome
) -> Iterator[tuple[Key, Formula, Fraction, Quantity | None]]:
    """The limit of a year's grant, and what the sources leave of the cost."""

    def own(name: str) -> Key:
        return "funding", number, name

    if year.planned is None or year.grant is None:
        return
    if year.grant_is_upper_limit and (rate := year.grant_rate) is not None:
        times = Formula(f"{{0}}*{rate.numerator}/{rate.denominator}", (own("cost_of_year"),))
        yield own("grant"), times, rate * Fraction(year.planned), year.grant
    others = [
        (own(f"funding_{source.id}"), amount)
        for source in budget.funding
        if (amount := source.years[number].amount) is not None
    ]
    keys = (own("cost_of_year"), own("grant"), *(key for key, _ in others))
    spelled = "-".join(f"{{{place}}}" for place in range(len(keys)))
    left = Fraction(year.planned) - Fraction(year.grant)
    left -= sum((Fraction(amount) for _, amount in others), Fraction(0))
    yield own("own_funds"), Formula(spelled, keys), left, year.own_funds
