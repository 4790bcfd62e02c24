"""How rules say amounts of money, and where the amounts of a plan's years stand."""

from fractions import Fraction

from yport_cli.core.issues.issue import Related
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.number import Quantity, grouped
from yport_cli.core.plan.plan import Plan


def amount(figure: Quantity, unit: str) -> str:
    """An amount in an English sentence; the unit is empty while that of the plan cannot be read."""
    return f"{grouped(figure)} {unit}".rstrip()


def rate_words(rate: Fraction) -> str:
    """A rate as plans write it: `1/2`."""
    return str(rate)


def stated_years(plan: Plan) -> tuple[Related, ...]:
    """The lines that were added; the last is the one that breaks the sum."""
    return tuple(
        Related(
            ("budget", "years", year),
            Sentence(f"{plan.label(year)} の額", f"the amount of {plan.label(year)}"),
        )
        for year, figure in plan.budget.years.items()
        if figure is not None
    )
