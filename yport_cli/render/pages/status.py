"""The answer of `yport status`: where plans stand."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from yport_cli.core.figures.kpi import KpiOutcome
from yport_cli.core.figures.outcome import Outcome, Totals, totals
from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.core.plan.plan import Plan
from yport_cli.render.pages.break_even import break_even_facts
from yport_cli.render.pages.budget import budget_facts
from yport_cli.render.pages.budgets import money_table
from yport_cli.render.pages.kpi_tables import (
    SUM_OF_INCREMENTS,
    actual_cell,
    basis_notes,
    gap_notes,
    kpi_caption,
    kpi_table,
    kpi_year_table,
    reason_notes,
    standing_columns,
)
from yport_cli.render.shapes.cell import Cell, Text
from yport_cli.render.shapes.table import Page, Table
from yport_cli.render.wording.cells import Columns, listed, table, text
from yport_cli.render.wording.figures import drawn, figure
from yport_cli.render.wording.labels import label
from yport_cli.render.wording.ledger_lines import ledger_lines
from yport_cli.render.wording.safe_text import escape_controls


def status_page(outcome: Outcome, language: Language) -> Page:
    """One plan: KPIs, budget, self-sufficiency."""
    tables = [kpi_table(outcome, language, with_years=True)]
    if outcome.ledger.as_of is not None:
        tables += [
            kpi_year_table(result, language)
            for result in outcome.kpis
            if result.actual_level is not None or result.cumulative_actual is not None
        ]
    tables.append(budget_facts(outcome.plan, outcome.budget, language))
    if outcome.break_even is not None:
        tables.append(break_even_facts(outcome.plan, outcome.break_even, language))
    return Page(escape_controls(outcome.plan.name), tuple(_lead(outcome, language)), tuple(tables))


def several_page(outcomes: Sequence[Outcome], language: Language) -> Page:
    """Several plans: a row per KPI, and the totals of each unit."""
    results = [(outcome.plan, result) for outcome in outcomes for result in outcome.kpis]
    columns: Columns = {
        "plan": lambda pair: text(pair[0].id),
        "kpi": lambda pair: Text(pair[1].kpi.title, kpi_caption(pair[1], language)),
        "target_to_end": lambda pair: drawn(pair[1], "target_to_end", language),
        "actual_to_date": lambda pair: actual_cell(pair[1], language),
        **{
            name: partial(_of_result, cell)
            for name, cell in standing_columns([result for _, result in results], language).items()
        },
        "shortfall": lambda pair: drawn(pair[1], "shortfall", language),
    }
    kpis = [result for _, result in results]
    notes = (SUM_OF_INCREMENTS, *basis_notes(kpis), *reason_notes(kpis), *gap_notes(kpis))
    return Page(
        Sentence(f"{len(outcomes)}件の計画", f"{len(outcomes)} plans").text_in(language),
        tuple(line for outcome in outcomes for line in _plan_lines(outcome, language)),
        (
            table("kpis", results, columns, language, notes=notes),
            *_totals(totals(outcomes), language),
        ),
    )


def _of_result(cell: Callable[[KpiOutcome], Cell], pair: tuple[Plan, KpiOutcome]) -> Cell:
    return cell(pair[1])


def _totals(found: Totals, language: Language) -> Iterator[Table]:
    """How many KPIs stand how, and the money, each sum with the number of plans behind it."""
    counts: Columns = {
        "kpi_standing": lambda pair: Text(pair[0], label(f"standing_{pair[0]}", language)),
        "count": lambda pair: figure(pair[1]),
    }
    yield table("totals", [pair for pair in found.kpis.items() if pair[1]], counts, language)
    yield money_table(found.money, language)


def _plan_lines(outcome: Outcome, language: Language) -> Iterator[str]:
    """Which plan an id in the table stands for, and what was read for it."""
    yield f"{escape_controls(outcome.plan.id)}: {escape_controls(outcome.plan.name)}"
    for line in ledger_lines(outcome.plan, outcome.ledger, language):
        yield f"  {line}"


def _lead(outcome: Outcome, language: Language) -> Iterator[str]:
    plan = outcome.plan
    start = plan.period.start.isoformat() if plan.period.start else label("approval_day", language)
    years = listed((year.label for year in plan.fiscal_years), language)
    yield ("、" if language == "ja" else ", ").join(map(escape_controls, plan.authors))
    yield Sentence(
        f"計画期間 {start}から{plan.period.end}まで（{years}）",
        f"Period: from {start} to {plan.period.end} ({years})",
    ).text_in(language)
    yield from ledger_lines(plan, outcome.ledger, language)
