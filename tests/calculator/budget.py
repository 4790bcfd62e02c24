"""The money of the plan: what is planned, granted and spent, over the plan and year by year."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from calculator.as_of import Ledger
from calculator.exact import exact, rate, total, whole
from calculator.years import closing_day, fiscal_year, label

Answer = dict[str, Any]


def budget_answer(budget: Mapping[str, Any], told: Ledger) -> Answer:
    """The money over the whole plan, as `status` and `budget` tell it."""
    cost = exact(budget["total"])
    stated = sum((value for value in _planned(budget).values()), Fraction(0))
    grant_block = budget.get("grant") or {}
    share = exact(grant_block.get("rate"))
    grant, basis = _grant(grant_block, cost)
    supplement = total([*told.sums("supplement").values()])
    appropriated = None if cost is None else cost + (supplement or 0)
    executed = total([*told.sums("execution").values()])
    return {
        "unit": budget["unit"],
        "total": whole(cost),
        "stated": whole(stated),
        "not_stated": whole(None if cost is None else cost - stated),
        "eligible_cost": whole(exact(grant_block.get("eligible_cost"))),
        "grant_rate": None if share is None else str(share),
        "grant": whole(grant, down=basis == "upper_limit"),
        "grant_basis": basis,
        "own_funds": whole(None if grant is None or cost is None else cost - grant),
        "supplement": whole(supplement),
        "appropriated": whole(appropriated),
        "executed": whole(executed),
        "balance": whole(_difference(appropriated, executed)),
        "execution_rate": rate(_quotient(executed, appropriated)),
        "grant_received": whole(total([*told.sums("grant_received").values()])),
        "grant_returned": whole(total([*told.sums("grant_returned").values()])),
    }


def year_answer(budget: Mapping[str, Any], year: int, spellings: Sequence[int | str], told: Ledger) -> Answer:
    """The money of one year of the plan, as `budget` tells it.

    予算現額 is what is planned, with supplements and what the year before carries over; without what this year
    carries over itself it is available. The balance is what is available less what is spent. Of what is
    not planned nothing of this is known. The money of a year is closed from the 31 May after it on.
    """
    planned = _planned(budget).get(year)
    supplement, executed = told.sums("supplement").get(year), told.sums("execution").get(year)
    carried = told.sums("carried_out")
    carried_in, carried_out = carried.get(year - 1), carried.get(year)
    appropriated = None if planned is None else planned + (supplement or 0) + (carried_in or 0)
    available = _difference(appropriated, carried_out or Fraction(0))
    return {
        "fiscal_year": year,
        "label": label(year, spellings),
        "planned": whole(planned),
        "supplement": whole(supplement),
        "carried_in": whole(carried_in),
        "appropriated": whole(appropriated),
        "carried_out": whole(carried_out),
        "available": whole(available),
        "executed": whole(executed),
        "balance": whole(_difference(available, executed)),
        "execution_rate": rate(_quotient(executed, appropriated)),
        "closed": told.money_as_of is not None and told.money_as_of >= closing_day(year),
    }


def _planned(budget: Mapping[str, Any]) -> dict[int, Fraction]:
    """Only what the plan states for its years."""
    years = ((fiscal_year(year), exact(value)) for year, value in (budget.get("years") or {}).items())
    return {year: value for year, value in years if value is not None}


def _grant(block: Mapping[str, Any], cost: Fraction | None) -> tuple[Fraction | None, str | None]:
    """The amount that was decided; else rate × eligible cost; else rate × total, which is an upper limit."""
    share, eligible = exact(block.get("rate")), exact(block.get("eligible_cost"))
    if (amount := exact(block.get("amount"))) is not None:
        return amount, "decided"
    if share is not None and eligible is not None:
        return share * eligible, "eligible"
    if share is not None and cost is not None:
        return share * cost, "upper_limit"
    return None, None


def _difference(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one - other


def _quotient(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    """A share of nothing, or of less than nothing, is unknown."""
    return None if one is None or other is None or other <= 0 else one / other
