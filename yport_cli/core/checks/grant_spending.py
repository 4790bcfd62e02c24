"""Rules between what is recorded of a year's grant and what it is a share of.

An issue stands at the amount of the row with which a sum goes too far for good, in the order of the days.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from yport_cli.core.checks.amounts import rate_words
from yport_cli.core.checks.ledger_limits import first_beyond
from yport_cli.core.figures.budget_year import BudgetYear, budget_year
from yport_cli.core.figures.grant import rate_of_year
from yport_cli.core.figures.grant_due import grant_recorded
from yport_cli.core.figures.ledger import Ledger
from yport_cli.core.issues.issue import Issue, Rule, Severity
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.number import Quantity, grouped, minus, plus, total
from yport_cli.core.plan.plan import Plan

GRANT_OVER_DECISION = Rule("grant-over-decision")
SETTLED_OVER_LIMIT = Rule("settled-over-limit")
GRANT_WITHOUT_RATE = Rule("grant-without-rate")
GRANT_OVER_SPENDING = Rule("grant-over-spending", Severity.WARNING)
GRANT_RETURNED_EXCESS = Rule("grant-returned-excess")

_RECORDED = {
    "grant_decided": Sentence("交付決定額", "decided"),
    "grant_received": Sentence("受入額", "received"),
    "grant_settled": Sentence("確定額", "settled"),
}


def received_over_decided(plan: Plan, ledger: Ledger) -> Iterator[Issue]:
    """No more of the grant is received and kept than was decided, for the year or for the whole plan."""
    for year in plan.years:
        of_year = budget_year(plan, ledger, year)
        decided = grant_recorded(plan, ledger, year).decided
        if decided is None or decided < 0:  # a sum below 0 is said to be one
            continue
        if (excess := _kept(of_year) - Fraction(decided)) > 0:
            yield _over_decision(plan, ledger, Fraction(decided), excess, year)
    grant = plan.budget.grant
    amount = None if grant is None else grant.amount
    if amount is None or isinstance(amount, Mapping) or ledger.actual("grant_decided"):
        return
    kept = sum((_kept(budget_year(plan, ledger, year)) for year in plan.years), Fraction(0))
    if kept > (limit := Fraction(amount)):
        yield _over_decision(plan, ledger, limit, kept - limit, None)


def _over_decision(plan: Plan, ledger: Ledger, limit: Fraction, excess: Fraction, year: int | None) -> Issue:
    unit = plan.budget.unit
    when = Sentence("", "in all")
    if year is not None:
        when = Sentence(f"{plan.label(year)}年度の", f"for {plan.label(year)}")
    returned = ledger.actual("grant_returned")
    back = total(returned.values()) if year is None else returned.get(year)
    return GRANT_OVER_DECISION.issue(
        first_beyond(ledger, ("grant_received",), plus(limit, back or 0), year),
        Sentence(
            f"{when.ja}受入額（返還後）{grouped(plus(limit, excess))}{unit} が交付決定額 {grouped(limit)}{unit} を {grouped(excess)}{unit} 超えます",
            f"{grouped(plus(limit, excess))} {unit} are received {when.en} (after returns), "
            f"{grouped(excess)} {unit} more than the {grouped(limit)} {unit} that were decided",
        ),
        Sentence(
            "受入額と年度を確かめてください。決定が変わったなら、その差を grant_decided に記録します",
            "check the amount and its year; a change of the decision is a row of grant_decided with the "
            "difference",
        ),
    )


def settled_over_limit(plan: Plan, ledger: Ledger) -> Iterator[Issue]:
    """What is settled is at most what was decided, and at most rate × eligible executed."""
    for year in plan.years:
        settled = ledger.actual("grant_settled").get(year)
        recorded = grant_recorded(plan, ledger, year)
        limits: list[tuple[Quantity | None, Sentence]] = [
            (recorded.decided, Sentence("交付決定額", "that were decided")),
            (recorded.limit, _share(plan, year, recorded.eligible_executed)),
        ]
        known = [(limit, named) for limit, named in limits if limit is not None]
        if settled is None or not known:
            continue
        limit, named = min(known, key=lambda pair: pair[0])
        if settled > limit and rate_of_year(plan, year) != 0:
            label, unit = plan.label(year), plan.budget.unit
            yield SETTLED_OVER_LIMIT.issue(
                first_beyond(ledger, ("grant_settled",), limit, year),
                Sentence(
                    f"{label}年度の確定額 {grouped(settled)}{unit} が{named.ja} {grouped(limit)}{unit} を超えます",
                    f"{grouped(settled)} {unit} are settled for {label}, more than the {grouped(limit)} "
                    f"{unit} {named.en}",
                ),
                Sentence(
                    "額の確定通知と照らし、確定額か、もとになった額を直してください",
                    "compare with the notice of the settlement; correct it, or the figures behind it",
                ),
            )


def _share(plan: Plan, year: int, eligible: Quantity | None) -> Sentence:
    rate = rate_of_year(plan, year)
    times = "" if rate is None else f"{rate_words(rate)} × "
    if eligible is None:
        return Sentence(f"{times}執行額 =", f"that are {times}what was spent")
    return Sentence(f"{times}対象経費 =", f"that are {times}what was spent and is eligible")


def grant_without_rate(plan: Plan, ledger: Ledger) -> Iterator[Issue]:
    """A year whose rate is 0 has no grant; money carried into it may bring that of its own year."""
    for year in plan.years:
        if rate_of_year(plan, year) != 0:
            continue
        if ledger.actual("carried_out").get(year - 1) and rate_of_year(plan, year - 1) != 0:
            continue
        for item, named in _RECORDED.items():
            amount = ledger.actual(item).get(year)
            if amount is not None and amount > 0:
                label, unit = plan.label(year), plan.budget.unit
                yield GRANT_WITHOUT_RATE.issue(
                    first_beyond(ledger, (item,), 0, year),
                    Sentence(
                        f"{label}年度の交付率は0ですが、交付金の{named.ja} {grouped(amount)}{unit} があります",
                        f"the rate of {label} is 0, yet {grouped(amount)} {unit} of the grant are {named.en}",
                    ),
                    Sentence(
                        "年度を確かめてください。前の年度の交付金なら、その年度を fiscal_year に書きます",
                        "check the year: the grant of a year before states that year as fiscal_year",
                    ),
                )


def grant_over_spending(plan: Plan, ledger: Ledger) -> Iterator[Issue]:
    """Once a year is closed, no more of its grant is kept than is due (補助金適正化法 18条2項)."""
    for year in plan.years:
        of_year, decided = budget_year(plan, ledger, year), grant_recorded(plan, ledger, year).decided
        due = of_year.grant_due
        if (
            due is None
            or due < 0
            or not of_year.closed
            or _kept(of_year) <= due
            or rate_of_year(plan, year) == 0
        ):
            continue
        if decided is not None and _kept(of_year) > decided:
            continue  # an error says so
        label, unit = plan.label(year), plan.budget.unit
        excess = grouped(minus(_kept(of_year), due))
        at_least = Sentence("", "")
        if of_year.grant_due_basis == "upper_limit":
            at_least = Sentence("少なくとも ", "at least ")
        yield GRANT_OVER_SPENDING.issue(
            first_beyond(ledger, ("grant_received",), plus(due, of_year.grant_returned or 0), year),
            Sentence(
                f"{label}年度の受入額（返還後）が交付されるべき額 {grouped(due)}{unit} を超えます。{at_least.ja}{excess}{unit} の返還が見込まれます",
                f"the grant of {label}, after returns, exceeds the {grouped(due)} {unit} that are due: "
                f"{at_least.en}{excess} {unit} are to be returned",
            ),
            Sentence(
                "執行額か受入額を確かめ、返還したら grant_returned に記録してください（年度は交付の年度）",
                "check both amounts, and record what was returned as grant_returned, with the grant's own "
                "fiscal year",
            ),
        )


def grant_returned_excess(plan: Plan, ledger: Ledger) -> Iterator[Issue]:
    """No more of the grant is returned than was received."""
    received = total(ledger.actual("grant_received").values()) or 0
    returned = total(ledger.actual("grant_returned").values())
    if returned is not None and returned > received:
        unit = plan.budget.unit
        yield GRANT_RETURNED_EXCESS.issue(
            first_beyond(ledger, ("grant_returned",), received),
            Sentence(
                f"返還額 {grouped(returned)}{unit} が受入額 {grouped(received)}{unit} を超えます",
                f"{grouped(returned)} {unit} are returned, more than the {grouped(received)} {unit} received",
            ),
            Sentence("受入額か返還額を直してください", "correct one of the two"),
        )


def _kept(year: BudgetYear) -> Fraction:
    """What was received of the year's grant and not returned."""
    return Fraction(year.grant_received or 0) - Fraction(year.grant_returned or 0)
