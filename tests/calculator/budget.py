"""The money of the plan: what is planned, granted and spent, over the plan and year by year."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from calculator.as_of import Ledger
from calculator.exact import exact, rate, total, whole
from calculator.grant import YearOfGrant, grant_of_plan, grant_of_year, rate_of, year_of_grant
from calculator.years import closing_day, fiscal_year, label

Answer = dict[str, Any]
_RECORDED = ("grant_decided", "grant_received", "grant_settled", "grant_returned")


def budget_answer(budget: Mapping[str, Any], years: Sequence[int | str], told: Ledger) -> Answer:
    """The money over the whole plan, as `status` and `budget` tell it."""
    own = [fiscal_year(year) for year in years]
    cost = exact(budget["total"])
    stated = sum((value for value in _table(budget.get("years")).values()), Fraction(0))
    block = budget.get("grant") or {}
    shares = {rate_of(block, year) for year in own}
    (share,) = shares if len(shares) == 1 else (None,)
    grant, basis = grant_of_plan(budget, own)
    supplement = total([*told.sums("supplement").values()])
    appropriated = None if cost is None else cost + (supplement or 0)
    executed = total([*told.sums("execution").values()])
    others = [amount for source in budget.get("funding") or [] for amount in _table(source["years"]).values()]
    settled = [year_of_grant(budget, year, told) for year in own]
    is_limit = any(year.has_begun and year.basis == "upper_limit" for year in settled)
    return {
        "unit": budget["unit"],
        "total": whole(cost),
        "stated": whole(stated),
        "not_stated": whole(None if cost is None else cost - stated),
        "eligible_cost": whole(_eligible(block, own)),
        "grant_rate": None if share is None else str(share),
        "grant": whole(grant, down=basis == "upper_limit"),
        "grant_basis": basis,
        "own_funds": whole(
            None if grant is None or cost is None else cost - grant - sum(others, Fraction(0))
        ),
        "funding": [_source(source, own, years) for source in budget.get("funding") or []],
        "supplement": whole(supplement),
        "appropriated": whole(appropriated),
        "executed": whole(executed),
        "balance": whole(_difference(appropriated, executed)),
        "execution_rate": rate(_quotient(executed, appropriated)),
        **{item: whole(total([*told.sums(item).values()])) for item in _RECORDED},
        "grant_to_receive": whole(_over_the_years(settled, "to_receive"), down=is_limit),
        "grant_to_return": whole(_over_the_years(settled, "to_return"), down=is_limit),
    }


def year_answer(budget: Mapping[str, Any], year: int, spellings: Sequence[int | str], told: Ledger) -> Answer:
    """The money of one year of the plan, as `budget` tells it.

    予算現額 is what is planned, with supplements and what the year before carries over; without what this year
    carries over itself it is available. The balance is what is available less what is spent; it is unused
    once the money of the year is closed, from the 31 May after it on. Of what is not planned nothing of this
    is known.
    """
    planned = _table(budget.get("years")).get(year)
    supplement, executed = told.sums("supplement").get(year), told.sums("execution").get(year)
    carried = told.sums("carried_out")
    carried_in, carried_out = carried.get(year - 1), carried.get(year)
    appropriated = None if planned is None else planned + (supplement or 0) + (carried_in or 0)
    available = _difference(appropriated, carried_out or Fraction(0))
    balance = _difference(available, executed)
    closed = told.money_as_of is not None and told.money_as_of >= closing_day(year)
    block = budget.get("grant") or {}
    grant, basis = grant_of_year(budget, year)
    others = [_table(source["years"]).get(year) for source in budget.get("funding") or []]
    own = _difference(planned, grant)
    settled = year_of_grant(budget, year, told)
    is_limit = settled.basis == "upper_limit"
    share = rate_of(block, year)
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
        "carried_in_executed": None
        if carried_in is None or executed is None
        else whole(min(carried_in, max(executed, Fraction(0)))),
        "balance": whole(balance),
        "unused": whole(balance) if closed else None,
        "execution_rate": rate(_quotient(executed, appropriated)),
        "closed": closed,
        "grant_rate": None if share is None else str(share),
        "eligible_cost": whole(_of_year(block.get("eligible_cost"), year)),
        "grant": whole(grant, down=basis == "upper_limit"),
        "grant_basis": basis,
        "own_funds": whole(None if own is None else own - sum(filter(None, others), Fraction(0))),
        "eligible_executed": whole(settled.eligible),
        **{item: whole(told.sums(item).get(year)) for item in _RECORDED},
        "grant_due": whole(settled.due, down=is_limit),
        "grant_due_basis": settled.basis,
        "grant_to_receive": whole(settled.to_receive, down=is_limit),
        "grant_to_return": whole(settled.to_return, down=is_limit),
    }


def _source(source: Mapping[str, Any], own: Sequence[int], spellings: Sequence[int | str]) -> Answer:
    amounts = _table(source["years"])
    return {
        "id": source["id"],
        "name": source["name"],
        "total": whole(total([*amounts.values()])),
        "years": [
            {"fiscal_year": year, "label": label(year, spellings), "amount": whole(amounts.get(year))}
            for year in own
        ],
    }


def _over_the_years(years: Sequence[YearOfGrant], name: str) -> Fraction | None:
    """Of the years of which spending or a grant is recorded; unknown while one of them is."""
    amounts: list[Fraction | None] = [getattr(year, name) for year in years if year.has_begun]
    known = [amount for amount in amounts if amount is not None]
    return None if len(known) < len(amounts) else total(known)


def _eligible(block: Mapping[str, Any], own: Sequence[int]) -> Fraction | None:
    cost = block.get("eligible_cost")
    if not isinstance(cost, Mapping):
        return exact(cost)
    of_years = [_table(cost).get(year) for year in own]
    return None if None in of_years else total([amount for amount in of_years if amount is not None])


def _table(stated: Mapping[Any, Any] | None) -> dict[int, Fraction]:
    """Only what is stated for a year."""
    years = ((fiscal_year(year), exact(value)) for year, value in (stated or {}).items())
    return {year: value for year, value in years if value is not None}


def _of_year(figure: Any, year: int) -> Fraction | None:
    """One figure for the plan is of no year."""
    return _table(figure).get(year) if isinstance(figure, Mapping) else None


def _difference(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one - other


def _quotient(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    """A share of nothing, or of less than nothing, is unknown."""
    return None if one is None or other is None or other <= 0 else one / other
