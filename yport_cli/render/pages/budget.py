"""The budget as tables: over the plan, by fiscal year, line by line."""

from collections.abc import Iterator
from fractions import Fraction

from yport_cli.core.figures.budget import BudgetOutcome
from yport_cli.core.figures.ledger import Ledger
from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.core.numbers.number import grouped
from yport_cli.core.plan.plan import Plan
from yport_cli.render.shapes.cell import Cell, Text, Year
from yport_cli.render.shapes.table import Page, Table
from yport_cli.render.wording.cells import facts, figures, in_brackets, text, words
from yport_cli.render.wording.figures import figure, percentage, rate_text, recorded, stated
from yport_cli.render.wording.labels import label
from yport_cli.render.wording.ledger_lines import ledger_lines
from yport_cli.render.wording.safe_text import escape_controls

_MODES = {
    "half-up": Sentence("四捨五入", "half up"),
    "floor": Sentence("切捨て", "down"),
}


def budget_page(plan: Plan, budget: BudgetOutcome, ledger: Ledger, language: Language) -> Page:
    """The answer of `yport budget`."""
    tables = [_over_the_plan(plan, budget, language), _by_year(budget, language)]
    if budget.lines:
        tables.append(_lines(budget, language))
    if budget.grant is not None:
        tables.append(_grants(budget, language))
    return Page(escape_controls(plan.name), tuple(ledger_lines(plan, ledger, language)), tuple(tables))


def _over_the_plan(plan: Plan, budget: BudgetOutcome, language: Language) -> Table:
    """As `budget_facts`, with what was received and returned of the grant."""
    table = budget_facts(plan, budget, language)
    eligible = stated(budget.eligible_cost, language)
    more = facts(
        table.caption,
        [
            ("execution_rate", percentage(budget.execution_rate), None),
            ("eligible_cost", eligible, None),
            ("grant_received", recorded(budget.grant_received, language), None),
            ("grant_returned", recorded(budget.grant_returned, language), None),
            (
                "grant_to_receive",
                figure(budget.grant_to_receive),
                Sentence("交付金 − 受入額 + 返還額", "grant − received + returned"),
            ),
        ],
        language,
    )
    return Table(table.caption, table.columns, (*table.rows, *more.rows), has_headings=False)


def _by_year(budget: BudgetOutcome, language: Language) -> Table:
    """A row per fiscal year; of a year that has ended, what is left is unused."""
    names = (
        "planned",
        "supplement",
        "carried_in",
        "carried_out",
        "available",
        "executed",
        "balance",
        "execution_rate",
    )
    columns = (words("fiscal_year", language), *(figures(name, language) for name in names))
    rows = tuple(
        (
            Year(year.fiscal_year, year.label),
            stated(year.planned, language),
            figure(year.supplement),
            figure(year.carried_in),
            figure(year.carried_out),
            figure(year.available),
            recorded(year.executed, language),
            figure(year.balance),
            percentage(year.execution_rate),
        )
        for year in budget.years
    )
    caption = f"{label('by_year', language)}{in_brackets(budget.unit, language)}"
    return Table(caption, columns, rows, tuple(_year_notes(budget, language)))


def _year_notes(budget: BudgetOutcome, language: Language) -> Iterator[str]:
    ended = [
        year.label
        for year in budget.years
        if year.has_ended and year.balance is not None and year.balance >= 0
    ]
    if ended:
        yield Sentence(
            f"{'・'.join(ended)}の残額は、年度が終わっているので不用額です。",
            f"What is left of {', '.join(ended)} is unused (不用額): the year has ended.",
        ).text_in(language)
    if any(year.planned is None for year in budget.years):
        yield Sentence(
            "当初計画の記載がない年度は、計と残額を計算できません。",
            "Where the plan states no amount for a year, its sum and balance are not known.",
        ).text_in(language)
    if any(year.execution_rate is not None for year in budget.years):
        yield Sentence(
            "執行率は小数第2位を四捨五入しています。", "Rates are rounded to one decimal, halves up."
        ).text_in(language)


def _lines(budget: BudgetOutcome, language: Language) -> Table:
    """A row per budget line, over the plan."""
    columns = (
        words("line", language),
        figures("planned", language),
        figures("executed", language),
        figures("balance", language),
    )
    rows = tuple(
        (
            text(line.name),
            stated(line.planned, language),
            recorded(line.executed, language),
            figure(line.balance),
        )
        for line in budget.lines
    )
    return Table(f"{label('lines', language)}{in_brackets(budget.unit, language)}", columns, rows)


def _grants(budget: BudgetOutcome, language: Language) -> Table:
    """The grant by fiscal year, with a row for the rest, so that the rows add up to the grant."""
    columns = (words("fiscal_year", language), figures("grant", language))
    rows: list[tuple[Cell, ...]] = [
        (Year(part.fiscal_year, part.label), stated(part.grant, language)) for part in budget.yearly_grants
    ]
    rows.append((Text("rest", label("grant_rest", language)), figure(budget.grant_remainder)))
    rows.append((Text("total", label("sum", language)), figure(budget.grant)))
    notes = []
    if budget.grant_is_upper_limit:
        notes.append(
            Sentence(
                "交付対象経費の記載がないため、いずれも上限です。",
                "All are upper limits: the eligible cost is not stated.",
            ).text_in(language)
        )
    if budget.grant_remainder is not None and budget.grant_remainder < 0:
        notes.append(
            Sentence(
                "年度別の額に交付率を掛けた合計が交付金を上回るため、その差を引いています。",
                "The rate times the years' amounts exceeds the grant: the difference is taken off.",
            ).text_in(language)
        )
    if budget.rounding is not None:
        mode = _MODES[budget.rounding.mode].text_in(language)
        unit = budget.rounding.unit
        notes.append(
            Sentence(
                f"交付金は{unit}単位で{mode}、各年度は{unit}未満を切捨てました。",
                f"The grant is rounded {mode} to whole {unit}; each year is rounded down.",
            ).text_in(language)
        )
    return Table(
        f"{label('grant_by_year', language)}{in_brackets(budget.unit, language)}",
        columns,
        tuple(rows),
        tuple(notes),
    )


def budget_facts(plan: Plan, budget: BudgetOutcome, language: Language) -> Table:
    """What the plan says of its money, an item a row."""
    years = [plan.label(year) for year, amount in plan.budget.years.items() if amount is not None]
    rows = [
        ("total", stated(budget.total, language), None),
        ("stated", figure(budget.stated), Sentence("・".join(years), ", ".join(years)) if years else None),
        ("not_stated_part", figure(budget.not_stated), None),
        ("grant", stated(budget.grant, language), _grant_note(budget)),
        ("own_funds", stated(budget.own_funds, language), _own_funds_note(budget)),
        ("executed", recorded(budget.executed, language), None),
        ("balance", figure(budget.balance), None),
    ]
    return facts(f"{label('budget', language)}{in_brackets(budget.unit, language)}", rows, language)


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
    if cost is not None and Fraction(budget.grant) == budget.grant_rate * Fraction(cost):
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
