"""Rules between the budget and the ledger: each a pure function to its issues.

An issue stands at the amount of the row with which a sum goes too far for good, in the order of the days.
"""

from collections.abc import Callable, Collection, Iterator
from fractions import Fraction

from yport_cli.core.figures.budget import budget_year, execution, execution_items
from yport_cli.core.figures.ledger import Ledger
from yport_cli.core.figures.limited_rows import row_beyond
from yport_cli.core.issues.issue import Issue, Route, Rule
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.number import Quantity, grouped, minus, plus, simplified, total
from yport_cli.core.plan.plan import Plan

OVERSPENT_YEAR = Rule("overspent-year")
CARRY_OVER_EXCESS = Rule("carry-over-excess")
OVERSPENT_TOTAL = Rule("overspent-total")
GRANT_OVER_SPENDING = Rule("grant-over-spending")
GRANT_RETURNED_EXCESS = Rule("grant-returned-excess")


def overspent_year(plan: Plan, ledger: Ledger) -> Iterator[Issue]:
    """No year spends more than its plan, its supplements and what was carried into it."""
    for year, spent, before in _stated_years(plan, ledger):
        if spent is not None and spent > before:
            label, unit = plan.label(year), plan.budget.unit
            yield OVERSPENT_YEAR.issue(
                _first_beyond(ledger, execution_items(plan), before, year),
                Sentence(
                    f"{label}年度の執行額 {grouped(spent)}{unit} が使える額 {grouped(before)}{unit} を {grouped(minus(spent, before))}{unit} 超えます",
                    f"{label} spends {grouped(spent)} {unit}, "
                    f"{grouped(minus(spent, before))} {unit} more than the {grouped(before)} {unit} it has",
                ),
                Sentence(
                    "執行額か年度を確かめ、補正や繰越があれば記録してください",
                    "check the amount and its year; record a supplement or a carry-over if there was one",
                ),
            )


def carry_over_excess(plan: Plan, ledger: Ledger) -> Iterator[Issue]:
    """No year carries out more than is left of it (繰越明許費・事故繰越)."""
    for year, spent, before in _stated_years(plan, ledger):
        carried = ledger.actual("carried_out").get(year)
        if carried is None or (spent is not None and spent > before):
            continue
        left = minus(before, spent or 0)
        if carried > left:
            label, unit = plan.label(year), plan.budget.unit
            yield CARRY_OVER_EXCESS.issue(
                _first_beyond(ledger, ("carried_out",), left, year),
                Sentence(
                    f"{label}年度から繰り越した {grouped(carried)}{unit} が残額 {grouped(left)}{unit} を超えます",
                    f"{label} carries out {grouped(carried)} {unit}, "
                    f"more than the {grouped(left)} {unit} that are left",
                ),
                Sentence("繰越額か執行額を直してください", "correct the carry-over or the spending"),
            )


def overspent_total(plan: Plan, ledger: Ledger) -> Iterator[Issue]:
    """The years together spend no more than the total cost and its supplements."""
    spent = total(execution(plan, ledger, year) for year in plan.years)
    limit = plan.budget.total + (total(ledger.actual("supplement").values()) or 0)
    if spent is not None and spent > limit:
        unit = plan.budget.unit
        yield OVERSPENT_TOTAL.issue(
            _first_beyond(ledger, execution_items(plan), limit),
            Sentence(
                f"執行額の合計 {grouped(spent)}{unit} が総事業費 {grouped(limit)}{unit} を {grouped(minus(spent, limit))}{unit} 超えます",
                f"{grouped(spent)} {unit} are spent in all, "
                f"{grouped(minus(spent, limit))} {unit} more than the total of {grouped(limit)} {unit}",
            ),
            Sentence(
                "執行額を確かめ、補正があれば記録してください",
                "check the amounts; record a supplement if there was one",
            ),
        )


def grant_over_spending(plan: Plan, ledger: Ledger) -> Iterator[Issue]:
    """The grant received is at most rate × eligible spending (補助金適正化法 18条2項)."""
    grant = plan.budget.grant
    received = total(ledger.actual("grant_received").values())
    spent = total(execution(plan, ledger, year) for year in plan.years)
    if grant is None or grant.rate is None or received is None or spent is None:
        return
    eligible = spent if grant.eligible_cost is None else min(spent, grant.eligible_cost)
    limit = simplified(grant.rate * Fraction(eligible))
    returned = total(ledger.actual("grant_returned").values()) or 0
    kept = minus(received, returned)
    if kept > limit:
        unit = plan.budget.unit
        rate = f"{grant.rate.numerator}/{grant.rate.denominator}"
        yield GRANT_OVER_SPENDING.issue(
            _first_beyond(ledger, ("grant_received",), plus(limit, returned)),
            Sentence(
                f"受け入れた交付金 {grouped(kept)}{unit}（返還後）が {rate} × 執行額 {grouped(eligible)}{unit} = {grouped(limit)}{unit} を超えます",
                f"the grant received, {grouped(kept)} {unit} after returns, exceeds "
                f"{rate} × {grouped(eligible)} {unit} spent = {grouped(limit)} {unit}",
            ),
            Sentence(
                "超える額は返還します。執行額か受入額を確かめ、返還したら grant_returned に記録してください",
                "the excess goes back: check both amounts, and record what was returned as grant_returned",
            ),
        )


def grant_returned_excess(plan: Plan, ledger: Ledger) -> Iterator[Issue]:
    """No more of the grant is returned than was received."""
    received = total(ledger.actual("grant_received").values()) or 0
    returned = total(ledger.actual("grant_returned").values())
    if returned is not None and returned > received:
        unit = plan.budget.unit
        yield GRANT_RETURNED_EXCESS.issue(
            _first_beyond(ledger, ("grant_returned",), received),
            Sentence(
                f"返還額 {grouped(returned)}{unit} が受入額 {grouped(received)}{unit} を超えます",
                f"{grouped(returned)} {unit} are returned, more than the {grouped(received)} {unit} received",
            ),
            Sentence("受入額か返還額を直してください", "correct one of the two"),
        )


BUDGET_CHECKS: tuple[Callable[[Plan, Ledger], Iterator[Issue]], ...] = (
    overspent_year,
    carry_over_excess,
    overspent_total,
    grant_over_spending,
    grant_returned_excess,
)


def check_budget(plan: Plan, ledger: Ledger) -> Iterator[Issue]:
    """The issues of every rule."""
    for rule in BUDGET_CHECKS:
        yield from rule(plan, ledger)


def _first_beyond(ledger: Ledger, items: Collection[str], limit: Quantity, year: int | None = None) -> Route:
    """The amount with which the sum of `items`, of one year or of all, goes beyond `limit`."""
    counted = (
        rows for rows in ledger.limited_rows if rows.item in items and year in (None, rows.fiscal_year)
    )
    number = row_beyond(counted, limit)
    return () if number is None else ("rows", number, "amount")


def _stated_years(plan: Plan, ledger: Ledger) -> Iterator[tuple[int, Quantity | None, Quantity]]:
    """Each year whose plan is stated, what it spent, and what it had before anything was carried out."""
    for year in plan.years:
        of_year = budget_year(plan, ledger, year)
        if (before := of_year.appropriated) is not None:
            yield year, of_year.executed, before
