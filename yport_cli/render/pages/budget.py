"""The budget as tables: over the plan, by fiscal year, line by line."""

from collections.abc import Iterator

from yport_cli.core.figures.budget import BudgetOutcome
from yport_cli.core.figures.ledger import Ledger
from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.core.numbers.number import grouped
from yport_cli.core.plan.plan import Plan
from yport_cli.render.shapes.cell import Cell, Text
from yport_cli.render.shapes.table import Page, Table
from yport_cli.render.wording.cells import Columns, facts, figures, table, text, year_cell
from yport_cli.render.wording.figures import drawn, figure, rate_text, rounding_note
from yport_cli.render.wording.labels import label
from yport_cli.render.wording.ledger_lines import ledger_lines
from yport_cli.render.wording.safe_text import escape_controls

_OF_A_YEAR = (
    *("planned", "supplement", "carried_in", "appropriated", "carried_out", "available"),
    *("executed", "balance", "execution_rate"),
)
_MODES = {"half-up": Sentence("四捨五入", "half up"), "floor": Sentence("切捨て", "down")}


def budget_page(plan: Plan, budget: BudgetOutcome, ledger: Ledger, language: Language) -> Page:
    """The answer of `yport budget`: tables `budget`, `by_year`, and, if any, `lines` and `grant_by_year`."""
    unit = budget.unit
    by_year: Columns = {"fiscal_year": year_cell, **figures(_OF_A_YEAR, language)}
    amounts = figures(("planned", "executed", "balance"), language)
    by_line: Columns = {"line": lambda line: text(line.name), **amounts}
    tables = [
        budget_facts(plan, budget, language, is_whole=True),
        table("by_year", budget.years, by_year, language, unit=unit, notes=_year_notes(budget)),
    ]
    if budget.lines:
        tables.append(table("lines", budget.lines, by_line, language, unit=unit))
    if budget.grant is not None:
        tables.append(_grants(budget, language))
    return Page(escape_controls(plan.name), tuple(ledger_lines(plan, ledger, language)), tuple(tables))


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


def _grants(budget: BudgetOutcome, language: Language) -> Table:
    """The grant by fiscal year, with a row for the rest, so that the rows add up to the grant."""
    rows: list[tuple[Cell, Cell]] = [
        *((year_cell(part), drawn(part, "grant", language)) for part in budget.yearly_grants),
        *_grant_rest(budget, language),
        (Text("total", label("sum", language)), drawn(budget, "grant", language)),
    ]
    columns: Columns = {"fiscal_year": lambda row: row[0], "grant": lambda row: row[1]}
    notes = _grant_by_year_notes(budget)
    return table("grant_by_year", rows, columns, language, unit=budget.unit, notes=notes)


def _grant_rest(budget: BudgetOutcome, language: Language) -> Iterator[tuple[Cell, Cell]]:
    """What the years' parts leave of the grant: of years that are not stated, or of what is not eligible."""
    if budget.grant_remainder:
        is_open = any(year.planned is None for year in budget.years)
        name = "grant_rest" if is_open else "grant_difference"
        yield Text("rest", label(name, language)), figure(budget.grant_remainder)


def _grant_by_year_notes(budget: BudgetOutcome) -> Iterator[Sentence]:
    if budget.grant_is_upper_limit:
        yield Sentence(
            "交付対象経費の記載がないため、いずれも上限です。",
            "All are upper limits: the eligible cost is not stated.",
        )
    if budget.grant_remainder is not None and budget.grant_remainder < 0:
        yield Sentence(
            "年度別の額に交付率を掛けた合計が交付金を上回るため、その差を引いています。",
            "The rate times the years' amounts exceeds the grant: the difference is taken off.",
        )
    if budget.rounding is not None:
        mode, unit = _MODES[budget.rounding.mode], budget.rounding.unit
        yield Sentence(
            f"交付金は{unit}単位で{mode.ja}、各年度は{unit}未満を切捨てました。",
            f"The grant is rounded {mode.en} to whole {unit}; each year is rounded down.",
        )


def budget_facts(plan: Plan, budget: BudgetOutcome, language: Language, *, is_whole: bool = False) -> Table:
    """What the plan says of its money, an item a row; the whole of it with what became of the grant."""
    names = ["total", "stated", "not_stated_part", "grant", "own_funds"]
    names += ["supplement", "appropriated"] if budget.supplement is not None else []
    names += ["executed", "balance"]
    if is_whole:
        names += ["execution_rate", "eligible_cost", "grant_received", "grant_returned", "grant_to_receive"]
    years = [plan.label(year) for year, amount in plan.budget.years.items() if amount is not None]
    notes = {
        "stated": Sentence("・".join(years), ", ".join(years)),
        "grant": _grant_note(budget),
        "own_funds": _own_funds_note(budget),
        "grant_to_receive": Sentence("交付金 − 受入額 + 返還額", "grant − received + returned"),
    }
    rows = [(name, drawn(budget, name, language), notes.get(name)) for name in names]
    return facts("budget", rows, language, unit=budget.unit)


def _grant_note(budget: BudgetOutcome) -> Sentence | None:
    if budget.grant is None:
        return None
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
    return Sentence("総事業費 − 交付金", "total cost less the grant")
