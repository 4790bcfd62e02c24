"""What of the grant is due for a fiscal year (確定額, or what it will be), from what the ledger records.

The grant of money that is carried over follows it: it is settled with the year into which it goes.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from yport_cli.core.figures.grant import decided_of_year, rate_of_year
from yport_cli.core.figures.ledger import Ledger
from yport_cli.core.numbers.number import Number, Quantity, minus, simplified, total
from yport_cli.core.plan.plan import Plan

DueBasis = Literal["settled", "executed", "upper_limit"]
"""What is settled; else decided and spent; a limit where the decision or what is not eligible is unknown."""

GRANT_ITEMS = ("grant_decided", "grant_received", "grant_settled", "grant_returned")


@dataclass(frozen=True, slots=True)
class GrantOfYear:
    """What became of a fiscal year's grant; unknown figures are `None`."""

    eligible_executed: Quantity | None
    """うち対象経費: executed − ineligible"""
    decided: Number | None
    """What limits the grant: the decisions recorded, else the one that the plan states for the year."""
    limit: Quantity | None
    """Rate × eligible executed, or × executed while it is not known what of it is not eligible."""
    due: Quantity | None
    """E: what is settled, else the lesser of `decided` and `limit`."""
    basis: DueBasis | None
    to_receive: Quantity | None
    """未収額: due − received, never negative; what was returned is not receivable again."""
    to_return: Quantity | None
    """返還見込額: received − returned − due, never negative"""


def execution(plan: Plan, ledger: Ledger, year: int) -> Number | None:
    """What was spent in a fiscal year, on budget lines and otherwise; `None` where nothing is recorded."""
    return total(ledger.actual(item).get(year) for item in execution_items(plan))


def execution_items(plan: Plan) -> tuple[str, ...]:
    """The ledger items that record spending."""
    return ("execution", *(f"execution:{line.id}" for line in plan.budget.lines))


def grant_recorded(plan: Plan, ledger: Ledger, year: int) -> GrantOfYear:
    """What became of the grant of `year` as far as `ledger` records it."""
    decided, received, settled, returned = (ledger.actual(item).get(year) for item in GRANT_ITEMS)
    executed, ineligible = execution(plan, ledger, year), ledger.actual("ineligible").get(year)
    eligible = None if executed is None or ineligible is None else executed - ineligible
    bound = decided_of_year(plan, year) if decided is None else decided
    limit = _limit(plan, ledger, year, executed if eligible is None else eligible)
    due, basis = _due(plan, year, settled, limit, bound, is_known=eligible is not None)
    to_receive = to_return = None
    # A ledger without a row about the grant does not say that nothing was received: it says nothing of it.
    if due is not None and any(ledger.actual(item) for item in GRANT_ITEMS):
        to_receive = max(minus(due, received or 0), 0)
        to_return = max(minus((received or 0) - (returned or 0), due), 0)
    return GrantOfYear(
        eligible_executed=eligible,
        decided=bound,
        limit=limit,
        due=due,
        basis=basis,
        to_receive=to_receive,
        to_return=to_return,
    )


def _due(
    plan: Plan,
    year: int,
    settled: Number | None,
    limit: Quantity | None,
    decided: Number | None,
    *,
    is_known: bool,
) -> tuple[Quantity | None, DueBasis | None]:
    """E, and what it rests on; `is_known` says whether all that the limit is a share of is eligible."""
    if settled is not None:
        return settled, "settled"
    if limit is None:
        return None, None
    if rate_of_year(plan, year) == 0:
        return 0, "executed"
    if decided is None:
        return limit, "upper_limit"
    return min(limit, decided), "executed" if is_known else "upper_limit"


def _limit(plan: Plan, ledger: Ledger, year: int, spent: Number | None) -> Quantity | None:
    """Rate × what was spent; `None` for a year that carried money out, whose grant goes with it.

    Unknown too where money came in from a year of another rate: what of it was spent on what, nobody says.
    """
    carried = ledger.actual("carried_out")
    rate = rate_of_year(plan, year)
    if rate is None or carried.get(year):
        return None
    if carried.get(year - 1) and rate_of_year(plan, year - 1) != rate:
        return None
    if rate == 0:
        return 0
    return None if spent is None else max(simplified(rate * Fraction(spent)), 0)
