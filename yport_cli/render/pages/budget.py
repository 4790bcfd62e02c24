"""The budget as tables: over the plan, by fiscal year, line by line."""

from collections.abc import Iterator

from yport_cli.core.figures.budget import BudgetOutcome, funding_total
from yport_cli.core.figures.ledger import Ledger
from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.core.plan.plan import Plan
from yport_cli.render.pages.grant_tables import funding_table, settlement_table
from yport_cli.render.shapes.cell import Cell
from yport_cli.render.shapes.table import Page, Table
from yport_cli.render.wording.budget_notes import budget_notes, own_funds_label
from yport_cli.render.wording.cells import Columns, facts, figures, table, text, year_cell
from yport_cli.render.wording.figures import drawn, rounding_note, stated
from yport_cli.render.wording.ledger_lines import ledger_lines
from yport_cli.render.wording.safe_text import escape_controls

_OF_A_YEAR = ("planned", "supplement", "carried_in", "appropriated", "carried_out", "available", "executed")


def budget_page(plan: Plan, budget: BudgetOutcome, ledger: Ledger, language: Language) -> Page:
    """The answer of `yport budget`: tables `budget`, `by_year`.

    Where there are any, `lines`, `grant_by_year` and `funding` too.
    """
    unit = budget.unit
    by_year: Columns = {"fiscal_year": year_cell, **figures(_of_a_year(budget), language)}
    amounts = figures(("planned", "executed", "balance"), language)
    by_line: Columns = {"line": lambda line: text(line.name), **amounts}
    tables = [
        budget_facts(plan, budget, language, is_whole=True),
        table("by_year", budget.years, by_year, language, unit=unit, notes=_year_notes(budget)),
    ]
    if budget.lines:
        tables.append(table("lines", budget.lines, by_line, language, unit=unit))
    if plan.budget.grant is not None or any(year.is_grant_recorded for year in budget.years):
        tables.append(settlement_table(budget, language))
    grants = (budget.grant, *(year.grant for year in budget.years))
    if budget.funding or any(grant is not None for grant in grants):
        tables.append(funding_table(budget, language))
    return Page(escape_controls(plan.name), tuple(ledger_lines(plan, ledger, language)), tuple(tables))


def _of_a_year(budget: BudgetOutcome) -> Iterator[str]:
    """The columns of a year's money; those that say something only where there is something to say."""
    yield from _OF_A_YEAR
    if any(year.carried_in_executed is not None for year in budget.years):
        yield "carried_in_executed"
    if any(year.eligible_executed is not None or year.is_grant_recorded for year in budget.years):
        yield "eligible_executed"
    yield "balance"
    if any(year.unused is not None for year in budget.years):
        yield "unused"
    yield "execution_rate"


def _year_notes(budget: BudgetOutcome) -> Iterator[Sentence]:
    left = [year for year in budget.years if year.balance is not None and year.balance > 0]
    if closed := [year.label for year in left if year.closed]:
        yield Sentence(
            f"{'・'.join(closed)}の残額は、出納閉鎖（5月31日）を過ぎたので不用額です。",
            f"What is left of {', '.join(closed)} is unused (不用額): the accounts were closed on 31 May.",
        )
    if settling := [year.label for year in left if year.has_ended and not year.closed]:
        yield Sentence(
            f"{'・'.join(settling)}は出納整理期間中（5月31日まで）で、残額はまだ不用額ではありません。",
            f"{', '.join(settling)}: payments may follow until 31 May, so the balance is not yet unused.",
        )
    if any(year.planned is None for year in budget.years):
        yield Sentence(
            "当初予算額の記載がない年度は、計と残額を計算できません。",
            "Where the plan states no amount for a year, its sum and balance are not known.",
        )
    if any(year.execution_rate is not None for year in budget.years):
        yield rounding_note("execution_rate")


def budget_facts(plan: Plan, budget: BudgetOutcome, language: Language, *, is_whole: bool = False) -> Table:
    """What the plan says of its money, an item a row; the whole of it with what became of the grant."""
    names = ["total", "stated", "not_stated_part", "grant"]
    names += ["other_funding"] if budget.funding else []
    names.append(own_funds_label(budget))
    names += ["supplement", "appropriated"] if budget.supplement is not None else []
    names += ["executed", "balance"]
    if is_whole:
        names += ["execution_rate", "eligible_cost", "grant_decided", "grant_received", "grant_settled"]
        names += ["grant_returned", "grant_to_receive", "grant_to_return"]
    notes = budget_notes(plan, budget)
    rows = [(name, _fact(budget, name, language), notes.get(name)) for name in names]
    return facts("budget", rows, language, unit=budget.unit)


def _fact(budget: BudgetOutcome, name: str, language: Language) -> Cell:
    if name == "other_funding":
        return stated(funding_total(budget), language)
    if name == "stated" and all(year.planned is None for year in budget.years):
        return stated(None, language)
    return drawn(budget, name, language)
