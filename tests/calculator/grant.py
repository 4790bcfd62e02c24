"""The grant: what the plan says of it, and what is due of it for a year that is being settled."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from calculator.as_of import Ledger
from calculator.exact import exact
from calculator.years import fiscal_year

Found = tuple[Fraction | None, str | None]
"""An amount and what it rests on."""

_WORDS = ("grant_decided", "grant_received", "grant_settled", "grant_returned")


class YearOfGrant(NamedTuple):
    """What became of a year's grant."""

    eligible: Fraction | None
    due: Fraction | None
    basis: str | None
    to_receive: Fraction | None
    to_return: Fraction | None
    has_begun: bool
    """Something was spent, or said of the grant."""


def rate_of(block: Mapping[str, Any], year: int) -> Fraction | None:
    """One rate for the plan is that of each year."""
    stated = block.get("rate")
    return _of_year(stated, year) if isinstance(stated, Mapping) else exact(stated)


def grant_of_plan(budget: Mapping[str, Any], years: Sequence[int]) -> Found:
    """One amount for the plan; else, where something is stated by year, the sum of the years.

    Else the rate × one eligible cost, or × the total, which is a limit.
    """
    block = budget.get("grant") or {}
    amount, share, eligible = (block.get(key) for key in ("amount", "rate", "eligible_cost"))
    if amount is not None and not isinstance(amount, Mapping):
        return exact(amount), "decided"
    if any(isinstance(stated, Mapping) for stated in (amount, share, eligible)):
        parts = [grant_of_year(budget, year) for year in years]
        if any(part is None for part, _ in parts):
            return None, None
        bases = {basis for _, basis in parts}
        weakest = next(basis for basis in ("upper_limit", "eligible", "decided") if basis in bases)
        return sum((part or Fraction(0) for part, _ in parts), Fraction(0)), weakest
    if share is None:
        return None, None
    cost = exact(budget["total"] if eligible is None else eligible)
    rate = exact(share)
    if cost is None or rate is None:
        return None, None
    return rate * cost, "upper_limit" if eligible is None else "eligible"


def grant_of_year(budget: Mapping[str, Any], year: int) -> Found:
    """The amount of the year, else rate × its eligible cost or what is planned; of rate 0 nothing."""
    block = budget.get("grant") or {}
    if (amount := _of_year(block.get("amount"), year)) is not None:
        return amount, "decided"
    share = rate_of(block, year)
    eligible = _of_year(block.get("eligible_cost"), year)
    planned = _of_year(budget.get("years") or {}, year)
    if share is None:
        return None, None
    if share == 0:
        return Fraction(0), "eligible"
    if eligible is not None:
        return share * eligible, "eligible"
    return (None, None) if planned is None else (share * planned, "upper_limit")


def year_of_grant(budget: Mapping[str, Any], year: int, told: Ledger) -> YearOfGrant:
    """E is what is settled, else the lesser of what was decided and rate × what is eligible of the spending.

    Without a row about what is not eligible, or a decision, it is a limit. Money that was carried over takes
    its grant along, so that its year has no limit before it is settled; nor has one into which money came
    from a year of another rate.
    """
    block = budget.get("grant") or {}
    executed, ineligible = told.sums("execution").get(year), told.sums("ineligible").get(year)
    decided, received, settled, returned = (told.sums(word).get(year) for word in _WORDS)
    eligible = None if executed is None or ineligible is None else executed - ineligible
    limit = _limit(block, year, executed if eligible is None else eligible, told.sums("carried_out"))
    bound = _of_year(block.get("amount"), year) if decided is None else decided
    due, basis = limit, None
    if settled is not None:
        due, basis = settled, "settled"
    elif limit is not None:
        if rate_of(block, year) == 0:
            basis = "executed"
        elif bound is None:
            basis = "upper_limit"
        else:
            due, basis = min(limit, bound), "upper_limit" if eligible is None else "executed"
    to_receive = to_return = None
    if due is not None and any(told.sums(word) for word in _WORDS):
        to_receive = max(Fraction(0), due - (received or 0))
        to_return = max(Fraction(0), (received or 0) - (returned or 0) - due)
    begun = any(amount is not None for amount in (executed, decided, received, settled, returned))
    return YearOfGrant(eligible, due, basis, to_receive, to_return, begun)


def _limit(
    block: Mapping[str, Any], year: int, spent: Fraction | None, carried: Mapping[int, Fraction]
) -> Fraction | None:
    share = rate_of(block, year)
    if share is None or carried.get(year) or (carried.get(year - 1) and rate_of(block, year - 1) != share):
        return None
    if share == 0:
        return Fraction(0)
    return None if spent is None else max(Fraction(0), share * spent)


def _of_year(stated: Any, year: int) -> Fraction | None:
    """A figure of a table; one for the whole plan is of no year."""
    if not isinstance(stated, Mapping):
        return None
    return {fiscal_year(name): exact(figure) for name, figure in stated.items()}.get(year)
