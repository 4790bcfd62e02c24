"""Rules between the budget and the ledger: each a pure function to its issues.

An issue stands at the amount of the row with which a sum goes too far for good, in the order of the days.
"""

from collections.abc import Callable, Iterator

from yport_cli.core.checks.grant_spending import (
    grant_over_spending,
    grant_returned_excess,
    grant_without_rate,
    received_over_decided,
    settled_over_limit,
)
from yport_cli.core.checks.ledger_limits import first_beyond
from yport_cli.core.figures.budget_year import budget_year
from yport_cli.core.figures.grant_due import GRANT_ITEMS, execution, execution_items
from yport_cli.core.figures.ledger import Ledger
from yport_cli.core.issues.issue import Issue, Rule, Severity
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.number import Quantity, grouped, minus, total
from yport_cli.core.plan.item_titles import ITEM_TITLES
from yport_cli.core.plan.plan import Plan

OVERSPENT_YEAR = Rule("overspent-year")
CARRY_OVER_EXCESS = Rule("carry-over-excess")
OVERSPENT_TOTAL = Rule("overspent-total")
INELIGIBLE_EXCESS = Rule("ineligible-excess")
NEGATIVE_SUM = Rule("negative-sum")
CARRIED_TWICE = Rule("carried-twice", Severity.WARNING)


def overspent_year(plan: Plan, ledger: Ledger) -> Iterator[Issue]:
    """No year spends more than its plan, its supplements and what was carried into it."""
    for year, spent, before in _stated_years(plan, ledger):
        if spent is not None and spent > before:
            label, unit = plan.label(year), plan.budget.unit
            yield OVERSPENT_YEAR.issue(
                first_beyond(ledger, execution_items(plan), before, year),
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
                first_beyond(ledger, ("carried_out",), left, year),
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
    if spent is None or plan.budget.total is None:
        return
    limit = plan.budget.total + (total(ledger.actual("supplement").values()) or 0)
    if spent > limit:
        unit = plan.budget.unit
        yield OVERSPENT_TOTAL.issue(
            first_beyond(ledger, execution_items(plan), limit),
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


def carried_twice(plan: Plan, ledger: Ledger) -> Iterator[Issue]:
    """What a year carries out is its own money: what it was carried in is carried over once (事故繰越 apart)."""
    for year, spent, before in _stated_years(plan, ledger):
        carried_in, carried = (ledger.actual("carried_out").get(of) for of in (year - 1, year))
        if not carried_in or carried is None or carried > minus(before, spent or 0):
            continue
        own = minus(before, carried_in)
        left = minus(own, max(minus(spent or 0, carried_in), 0))
        if carried > left:
            label, unit = plan.label(year), plan.budget.unit
            yield CARRIED_TWICE.issue(
                first_beyond(ledger, ("carried_out",), left, year),
                Sentence(
                    f"{label}年度から繰り越した {grouped(carried)}{unit} には、前年度から繰り越された {grouped(minus(carried, left))}{unit} が含まれます",
                    f"{label} carries out {grouped(carried)} {unit}, of which "
                    f"{grouped(minus(carried, left))} {unit} had been carried into it",
                ),
                Sentence(
                    "繰越は一度だけです。事故繰越なら計画の acknowledged に理由を書いてください",
                    "money is carried over once; if it was 事故繰越, say so under acknowledged in the plan",
                ),
            )


def ineligible_excess(plan: Plan, ledger: Ledger) -> Iterator[Issue]:
    """What is not eligible is part of what was spent."""
    for year in plan.years:
        spent, ineligible = execution(plan, ledger, year), ledger.actual("ineligible").get(year)
        if ineligible is not None and spent is not None and ineligible > spent:
            label, unit = plan.label(year), plan.budget.unit
            yield INELIGIBLE_EXCESS.issue(
                first_beyond(ledger, ("ineligible",), spent, year),
                Sentence(
                    f"{label}年度の交付対象外経費 {grouped(ineligible)}{unit} が執行額 {grouped(spent)}{unit} を超えます",
                    f"{grouped(ineligible)} {unit} of {label} are not eligible, more than the "
                    f"{grouped(spent)} {unit} spent",
                ),
                Sentence(
                    "交付対象外経費は執行額の内数です。どちらかを直してください",
                    "what is not eligible is part of what was spent: correct one of the two",
                ),
            )


def negative_sum(plan: Plan, ledger: Ledger) -> Iterator[Issue]:
    """Corrections take back no more than was recorded: money of a year is 0 or more, supplements apart."""
    lines = {f"execution:{line.id}": line.name for line in plan.budget.lines}
    for item in (*execution_items(plan), "ineligible", "carried_out", *GRANT_ITEMS):
        title = ITEM_TITLES[item.partition(":")[0]][0]
        named = f"{title}「{lines[item]}」" if item in lines else title
        for year, amount in ledger.actual(item).items():
            if amount < 0:
                label, unit = plan.label(year), plan.budget.unit
                yield NEGATIVE_SUM.issue(
                    first_beyond(ledger, (item,), 0, year, is_below=True),
                    Sentence(
                        f"{label}年度の{named}の合計が {grouped(amount)}{unit} で、0を下回ります",
                        f"the rows of {item} add up to {grouped(amount)} {unit} for {label}, "
                        "which is below 0",
                    ),
                    Sentence(
                        "負の行は前の行の訂正です。年度と額を確かめてください",
                        "a negative row corrects one before it: check the year and the amount",
                    ),
                )


BUDGET_CHECKS: tuple[Callable[[Plan, Ledger], Iterator[Issue]], ...] = (
    overspent_year,
    carry_over_excess,
    carried_twice,
    overspent_total,
    ineligible_excess,
    negative_sum,
    received_over_decided,
    settled_over_limit,
    grant_without_rate,
    grant_over_spending,
    grant_returned_excess,
)


def check_budget(plan: Plan, ledger: Ledger) -> Iterator[Issue]:
    """The issues of every rule, without the warnings that the plan answers."""
    answered = {answer.code for answer in plan.acknowledged}
    for rule in BUDGET_CHECKS:
        for issue in rule(plan, ledger):
            if issue.severity is Severity.ERROR or issue.code not in answered:
                yield issue


def _stated_years(plan: Plan, ledger: Ledger) -> Iterator[tuple[int, Quantity | None, Quantity]]:
    """Each year whose plan is stated, what it spent, and what it had before anything was carried out."""
    for year in plan.years:
        of_year = budget_year(plan, ledger, year)
        if (before := of_year.appropriated) is not None:
            yield year, of_year.executed, before
