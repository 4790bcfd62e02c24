"""The budget as tables: over the plan, by fiscal year, line by line."""

from collections.abc import Iterator, Mapping

from yport_cli.core.figures.budget import BudgetOutcome, funding_total
from yport_cli.core.figures.grant import states_by_year
from yport_cli.core.figures.ledger import Ledger
from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.core.numbers.number import grouped
from yport_cli.core.plan.plan import Plan
from yport_cli.render.pages.grant_tables import funding_table, settlement_table
from yport_cli.render.shapes.cell import Cell
from yport_cli.render.shapes.table import Page, Table
from yport_cli.render.wording.cells import Columns, facts, figures, table, text, year_cell
from yport_cli.render.wording.figures import drawn, rate_text, rounding_note, stated
from yport_cli.render.wording.ledger_lines import ledger_lines
from yport_cli.render.wording.safe_text import escape_controls

_OF_A_YEAR = ("planned", "supplement", "carried_in", "appropriated", "carried_out", "available", "executed")
_SUM_OF_YEARS = Sentence("年度ごとの額の合計", "the sum of the years")
_BY_YEAR = {
    "decided": Sentence("年度別の決定額の合計", "the sum of what was decided by year"),
    "eligible": Sentence(
        "年度別の合計（決定額、または交付率 × 交付対象経費）",
        "the sum of the years: as decided, else rate × eligible cost",
    ),
    "upper_limit": Sentence(
        "上限（年度別の合計。交付対象経費の記載がない年度は交付率 × 当初予算額）",
        "at most (the sum of the years; rate × planned where no eligible cost is stated)",
    ),
}


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
    if budget.grant is not None or budget.funding:
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
    names += ["other_funding", "own_funds"] if budget.funding else ["own_funds"]
    names += ["supplement", "appropriated"] if budget.supplement is not None else []
    names += ["executed", "balance"]
    if is_whole:
        names += ["execution_rate", "eligible_cost", "grant_decided", "grant_received", "grant_settled"]
        names += ["grant_returned", "grant_to_receive", "grant_to_return"]
    years = [plan.label(year) for year, amount in plan.budget.years.items() if amount is not None]
    notes = {
        "stated": Sentence("・".join(years), ", ".join(years)),
        "grant": _grant_note(plan, budget),
        "other_funding": Sentence(
            "・".join(escape_controls(source.name) for source in budget.funding),
            ", ".join(escape_controls(source.name) for source in budget.funding),
        ),
        "own_funds": _own_funds_note(budget),
        "grant_to_receive": _SUM_OF_YEARS,
        "grant_to_return": _SUM_OF_YEARS,
    }
    rows = [(name, _fact(budget, name, language), notes.get(name)) for name in names]
    return facts("budget", rows, language, unit=budget.unit)


def _fact(budget: BudgetOutcome, name: str, language: Language) -> Cell:
    if name == "other_funding":
        return stated(funding_total(budget), language)
    return drawn(budget, name, language)


def _grant_note(plan: Plan, budget: BudgetOutcome) -> Sentence | None:
    grant = plan.budget.grant
    if grant is None or budget.grant is None:
        return None
    if states_by_year(plan) and (grant.amount is None or isinstance(grant.amount, Mapping)):
        return _BY_YEAR[budget.grant_basis or "decided"]
    if budget.grant_rate is None:
        return Sentence("決定額", "as decided")
    rate = rate_text(budget.grant_rate)
    if budget.grant_is_upper_limit:
        return Sentence(
            f"上限（総事業費 × {rate}。交付対象経費は記載なし）",
            f"at most ({rate} of the total cost; the eligible cost is not stated)",
        )
    cost = budget.eligible_cost
    if budget.grant_basis == "eligible" and cost is not None:
        return Sentence(
            f"交付率 {rate}、交付対象経費 {grouped(cost)}", f"rate {rate}, eligible cost {grouped(cost)}"
        )
    return Sentence(f"決定額（交付率 {rate}）", f"as decided (rate {rate})")


def _own_funds_note(budget: BudgetOutcome) -> Sentence | None:
    if budget.own_funds is None:
        return None
    if budget.grant_is_upper_limit:
        return Sentence(
            "下限（総事業費 − 交付金の上限）", "at least (total cost less the most the grant can be)"
        )
    if budget.funding:
        return Sentence(
            "総事業費 − 交付金 − そのほかの財源", "total cost less the grant and the other sources"
        )
    return Sentence("総事業費 − 交付金", "total cost less the grant")
