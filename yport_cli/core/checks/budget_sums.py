"""Rules about the sums of a plan's money: its years, its lines, its sources."""

from collections.abc import Iterator

from yport_cli.core.checks.amounts import amount, stated_years
from yport_cli.core.figures.grant import grant_of_plan, grant_of_year
from yport_cli.core.issues.issue import Issue, Related, Route, Rule, Severity
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.number import Number, Quantity, grouped, minus, plus, total
from yport_cli.core.plan.plan import Plan

BUDGET_OVER_TOTAL = Rule("budget-over-total")
BUDGET_SUM_MISMATCH = Rule("budget-sum-mismatch")
LINES_OVER_BUDGET = Rule("lines-over-budget")
LINES_UNDER_BUDGET = Rule("lines-under-budget", Severity.WARNING)
FUNDING_OVER_BUDGET = Rule("funding-over-budget")


def budget_over_total(plan: Plan) -> Iterator[Issue]:
    """The amounts stated for the years do not exceed the project's total cost."""
    budget = plan.budget
    stated = total(budget.years.values())
    if stated is not None and budget.total is not None and stated > budget.total:
        excess = stated - budget.total
        yield BUDGET_OVER_TOTAL.issue(
            ("budget", "total"),
            Sentence(
                f"年度別の合計 {grouped(stated)}{budget.unit} が総事業費 {grouped(budget.total)}{budget.unit} を "
                f"{grouped(excess)}{budget.unit} 上回ります",
                f"the years add up to {amount(stated, budget.unit)}, "
                f"{amount(excess, budget.unit)} more than the total of {amount(budget.total, budget.unit)}",
            ),
            Sentence(
                "原本と照らし、年度別の額か総事業費を直してください",
                "compare with the document; correct the years or the total",
            ),
            related=stated_years(plan),
        )


def lines_over_budget(plan: Plan) -> Iterator[Issue]:
    """The lines of the budget add up to no more than the total, nor in a year to more than its amount."""
    budget, unit = plan.budget, plan.budget.unit
    limits: list[tuple[Route, Sentence, Number | None, list[Number | None]]] = [
        (
            ("budget", "total"),
            Sentence("総事業費", "the total"),
            budget.total,
            [figure for line in budget.lines for figure in line.years.values()],
        )
    ]
    for year in plan.years:
        named = Sentence(f"{plan.label(year)}の額", f"the amount of {plan.label(year)}")
        of_year = [line.years.get(year) for line in budget.lines]
        limits.append((("budget", "years", year), named, budget.years.get(year), of_year))
    for route, named, limit, amounts in limits:
        stated = total(amounts)
        if limit is not None and stated is not None and stated > limit:
            yield LINES_OVER_BUDGET.issue(
                route,
                Sentence(
                    f"費目の合計 {grouped(stated)}{unit} が{named.ja} {grouped(limit)}{unit} を {grouped(stated - limit)}{unit} 上回ります",
                    f"the lines add up to {amount(stated, unit)}, {amount(stated - limit, unit)} more than "
                    f"{named.en}, {amount(limit, unit)}",
                ),
                Sentence(
                    "原本と照らし、費目の額か合計を直してください",
                    "compare with the document; correct the lines or the sum",
                ),
                related=(Related(("budget", "lines"), Sentence("費目", "the lines")),),
            )


def budget_sum_mismatch(plan: Plan) -> Iterator[Issue]:
    """With every fiscal year stated, the years add up to the total."""
    budget = plan.budget
    if any(budget.years.get(year) is None for year in plan.years):
        return
    stated = total(budget.years.values())
    if stated is not None and budget.total is not None and stated < budget.total:
        rest = budget.total - stated
        yield BUDGET_SUM_MISMATCH.issue(
            ("budget", "total"),
            Sentence(
                f"全年度の合計 {grouped(stated)}{budget.unit} が総事業費 {grouped(budget.total)}{budget.unit} に "
                f"{grouped(rest)}{budget.unit} 足りません",
                f"all years add up to {amount(stated, budget.unit)}, {amount(rest, budget.unit)} less than "
                f"the total of {amount(budget.total, budget.unit)}",
            ),
            Sentence(
                "原本と照らして直してください。記載のない年度は書かずにおきます",
                "compare with the document; leave out a year that it does not state",
            ),
            related=stated_years(plan),
        )


def lines_under_budget(plan: Plan) -> Iterator[Issue]:
    """Where lines give a year's amounts, they add up to the year's own amount."""
    budget, unit = plan.budget, plan.budget.unit
    for year in plan.years:
        planned, stated = budget.years.get(year), total(line.years.get(year) for line in budget.lines)
        if planned is None or stated is None or stated >= planned:
            continue
        label = plan.label(year)
        yield LINES_UNDER_BUDGET.issue(
            ("budget", "years", year),
            Sentence(
                f"{label}の費目の合計 {grouped(stated)}{unit} が年度の額 {grouped(planned)}{unit} に {grouped(planned - stated)}{unit} 足りません",
                f"the lines of {label} add up to {amount(stated, unit)}, {amount(planned - stated, unit)} "
                f"less than its {amount(planned, unit)}",
            ),
            Sentence(
                "原本と照らして直してください。費目の記載が一部だけなら、acknowledged に理由を書いてください",
                "compare with the document; if it gives some lines only, say so under acknowledged",
            ),
            related=(Related(("budget", "lines"), Sentence("費目", "the lines")),),
        )


def funding_over_budget(plan: Plan) -> Iterator[Issue]:
    """The grant and the other sources of money pay for no more than a year, or the whole, costs."""
    budget, unit = plan.budget, plan.budget.unit
    whole = total(figure for source in budget.funding for figure in source.years.values())
    limits: list[tuple[Route, Sentence, Number | None, Quantity | None]] = [
        (
            ("budget", "total"),
            Sentence("総事業費", "the total"),
            budget.total,
            None if whole is None else plus(whole, _certain(*grant_of_plan(plan))),
        )
    ]
    for year in plan.years:
        named = Sentence(f"{plan.label(year)}の額", f"the amount of {plan.label(year)}")
        of_year = total(source.years.get(year) for source in budget.funding)
        paid = None if of_year is None else plus(of_year, _certain(*grant_of_year(plan, year)))
        limits.append((("budget", "years", year), named, budget.years.get(year), paid))
    for route, named, limit, paid in limits:
        if limit is not None and paid is not None and paid > limit:
            yield FUNDING_OVER_BUDGET.issue(
                route,
                Sentence(
                    f"交付金とほかの財源の合計 {grouped(paid)}{unit} が{named.ja} {grouped(limit)}{unit} を {grouped(minus(paid, limit))}{unit} 上回ります",
                    f"the grant and the other sources add up to {amount(paid, unit)}, "
                    f"{amount(minus(paid, limit), unit)} more than {named.en}, {amount(limit, unit)}",
                ),
                Sentence(
                    "原本と照らし、財源の額を直してください", "compare with the document; correct the sources"
                ),
                related=(Related(("budget", "funding"), Sentence("財源", "the sources")),),
            )


def _certain(grant: Quantity | None, basis: str | None) -> Quantity:
    """The grant; nothing where it is unknown, or only the most that it can be."""
    return 0 if grant is None or basis == "upper_limit" else grant
