"""An outcome as a report: what a body publishes of its plan, section by section."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import cycle

from yport_cli.core.figures.kpi import KpiOutcome
from yport_cli.core.figures.outcome import Outcome
from yport_cli.core.figures.self_sufficiency import Assumptions, BreakEven
from yport_cli.core.issues.sentence import Language, Sentence, said
from yport_cli.core.plan.plan import Plan
from yport_cli.core.plan.review import Evaluation
from yport_cli.render.pages.break_even import break_even_page
from yport_cli.render.pages.budget import budget_page
from yport_cli.render.pages.status import kpi_notes, kpi_year_table
from yport_cli.render.shapes.report import (
    Bar,
    BarChart,
    BarGroup,
    Fact,
    Figure,
    Gauge,
    Mark,
    Report,
    Section,
    StackChart,
    StackedBar,
)
from yport_cli.render.shapes.table import Cell, Column, Table
from yport_cli.render.wording.cells import figures, in_brackets, prose, text, words
from yport_cli.render.wording.figures import figure, percentage, recorded, stated
from yport_cli.render.wording.labels import LABELS, label
from yport_cli.render.wording.report_sentences import (
    as_of_sentence,
    break_even_sentences,
    budget_sentences,
    kpi_sentences,
    kpi_standing,
    paragraph,
    period_text,
)
from yport_cli.render.wording.safe_text import visible


def report_of(outcome: Outcome, language: Language) -> Report:
    """The report over one plan."""
    sections = [_kpis(outcome, language), _budget(outcome, language)]
    if outcome.break_even is not None:
        sections.append(_self_sufficiency(outcome.plan, outcome.break_even, language))
    sections.append(_evaluation(outcome.plan, language))
    sections.append(_sources(outcome, language))
    return Report(
        language=language,
        kind=label("report", language),
        title=visible(outcome.plan.name),
        facts=tuple(_facts(outcome, language)),
        gauges=tuple(
            Gauge(
                visible(result.kpi.title), percentage(result.achievement_rate), kpi_standing(result, language)
            )
            for result in outcome.kpis
        ),
        sections=tuple(sections),
        as_of=outcome.ledger.as_of,
    )


def _facts(outcome: Outcome, language: Language) -> Iterator[Fact]:
    """What the plan is."""
    plan = outcome.plan
    comma = "、" if language == "ja" else ", "
    yield Fact(label("authors", language), comma.join(visible(author) for author in plan.authors))
    code = (
        ""
        if plan.area_code is None
        else in_brackets(f"{label('area_code', language)} {plan.area_code}", language)
    )
    yield Fact(label("area", language), f"{visible(plan.area)}{code}")
    yield Fact(label("period", language), period_text(plan, language))
    if plan.project is not None:
        yield Fact(label("project", language), visible(plan.project.name))
        if plan.project.body is not None:
            yield Fact(label("project_body", language), visible(plan.project.body))
        if plan.project.contents:
            names = comma.join(visible(content.name) for content in plan.project.contents)
            yield Fact(label("contents", language), names)
    yield Fact(label("as_of", language), as_of_sentence(outcome, language))


def _kpis(outcome: Outcome, language: Language) -> Section:
    parts = tuple(
        Section(
            id=f"kpi-{position}",
            heading=f"{visible(result.kpi.name)}{in_brackets(result.kpi.unit, language)}",
            paragraphs=(paragraph(kpi_sentences(outcome, result), language),),
            figures=_kpi_figures(f"kpi-{position}", result, language),
        )
        for position, result in enumerate(outcome.kpis, start=1)
    )
    return Section("kpis", label("kpis", language), tables=(_overview(outcome, language),), parts=parts)


def _overview(outcome: Outcome, language: Language) -> Table:
    """A row per KPI against the end of the plan."""
    only_increments = all(result.kpi.kind == "increment" for result in outcome.kpis)
    has_pace = any(result.required_pace is not None for result in outcome.kpis)
    columns = [
        words("kpi", language),
        words("unit", language),
        figures("baseline", language),
        figures("cumulative_target" if only_increments else "target_to_end", language),
        figures("cumulative_actual" if only_increments else "actual_to_date", language),
        figures("achievement_rate", language),
        figures("shortfall", language),
    ]
    if has_pace:
        columns.append(figures("required_pace", language))
    rows = []
    for result in outcome.kpis:
        cells = [
            text(result.kpi.title),
            text(result.kpi.unit),
            stated(result.kpi.baseline, language),
            figure(result.target),
            recorded(result.actual, language),
            percentage(result.achievement_rate),
            figure(result.shortfall),
        ]
        if has_pace:
            cells.append(figure(result.required_pace))
        rows.append(tuple(cells))
    return Table(
        label("overview", language), tuple(columns), tuple(rows), tuple(kpi_notes(outcome, language))
    )


def _kpi_figures(name: str, result: KpiOutcome, language: Language) -> tuple[Figure, ...]:
    """Each year's figures, and of increments the cumulative ones; below each chart the columns it draws."""
    whole = kpi_year_table(result, language)
    unit = in_brackets(result.kpi.unit, language)
    title = f"{label('target_and_actual', language)}{unit}"
    marks: _Marks = (("target", "target", "hatched"), ("actual", "actual", "solid"))
    if result.kpi.kind == "level":
        return (_figure(f"{name}-years", result.kpi.id, replace(whole, caption=title), marks, language),)
    by_year = replace(_columns(whole, ("fiscal_year", "target", "actual")), caption=title, notes=())
    cumulative = replace(
        _columns(
            whole, ("fiscal_year", "cumulative_target", "cumulative_actual", "achievement_rate", "shortfall")
        ),
        caption=f"{label('cumulative_target_and_actual', language)}{unit}",
    )
    return (
        _figure(f"{name}-years", result.kpi.id, by_year, marks, language),
        _figure(
            f"{name}-cumulative",
            result.kpi.id,
            cumulative,
            (("cumulative_target", "target", "hatched"), ("cumulative_actual", "actual", "solid")),
            language,
        ),
    )


_Marks = tuple[tuple[str, str, Mark], ...]
"""Of each bar: the column it draws, its name, its filling."""


def _figure(name: str, item: str, table: Table, marks: _Marks, language: Language) -> Figure:
    """A chart of some columns of `table`, a group of bars a row; so the two cannot differ."""
    places = {column.name: index for index, column in enumerate(table.columns)}
    groups = []
    for row in table.rows:
        bars = []
        for column, key, mark in marks:
            cell = row[places[column]]
            value = cell.value if isinstance(cell.value, int | Decimal | Fraction) else None
            bars.append(Bar(label(key, language), value, cell.text, mark, column))
        groups.append(BarGroup(row[0].text, _year(row[0]), tuple(bars)))
    return Figure(BarChart(name, table.caption, tuple(groups), item), table)


def _year(cell: Cell) -> int:
    if not isinstance(cell.value, int):
        raise TypeError(cell)
    return cell.value


def _budget(outcome: Outcome, language: Language) -> Section:
    plan, budget = outcome.plan, outcome.budget
    unit = in_brackets(budget.unit, language)
    over_the_plan, by_year, *others = budget_page(plan, budget, outcome.ledger, language).tables
    return Section(
        "budget",
        label("budget", language),
        paragraphs=(paragraph(budget_sentences(plan, budget), language),),
        figures=(
            Figure(_budget_bar(outcome, language), over_the_plan),
            _figure(
                "budget-years",
                "budget",
                replace(by_year, caption=f"{label('available_and_executed', language)}{unit}"),
                (("available", "available", "hatched"), ("executed", "executed", "solid")),
                language,
            ),
        ),
        tables=tuple(others),
    )


_MARKS: tuple[Mark, ...] = ("solid", "dotted", "hatched", "crossed", "striped")


def _budget_bar(outcome: Outcome, language: Language) -> StackChart:
    """The total cost divided three ways: by source, by fiscal year, by what is spent."""
    budget = outcome.budget
    bars = []
    if budget.grant is not None and budget.own_funds is not None:
        most, least = (
            (f" {label('at_most', language)}", f" {label('at_least', language)}")
            if budget.grant_is_upper_limit
            else ("", "")
        )
        parts = (
            Bar(label("grant", language), budget.grant, figure(budget.grant).text + most, "solid"),
            Bar(
                label("own_funds", language), budget.own_funds, figure(budget.own_funds).text + least, "blank"
            ),
        )
        bars.append(StackedBar(label("by_source", language), budget.total, parts))
    stated_years = [
        Bar(year.label, year.planned, figure(year.planned).text, mark)
        for year, mark in zip(
            (year for year in budget.years if year.planned is not None), cycle(_MARKS), strict=False
        )
    ]
    if stated_years:
        if budget.not_stated != 0:
            rest = Bar(
                label("not_stated_part", language), budget.not_stated, figure(budget.not_stated).text, "blank"
            )
            stated_years.append(rest)
        bars.append(StackedBar(label("by_year", language), budget.total, tuple(stated_years)))
    spent = [
        Bar(label("executed", language), budget.executed, recorded(budget.executed, language).text, "solid")
    ]
    if budget.balance is not None:
        spent.append(Bar(label("balance", language), budget.balance, figure(budget.balance).text, "blank"))
    bars.append(StackedBar(label("spending", language), budget.total, tuple(spent)))
    whole = figure(budget.total).text
    title = Sentence(
        f"総事業費 {whole}{budget.unit}の内訳", f"The total cost of {whole} {budget.unit}, divided"
    )
    return StackChart("budget-bar", said(title, language), tuple(bars))


def _self_sufficiency(plan: Plan, result: BreakEven, language: Language) -> Section:
    page = break_even_page(plan, result, Assumptions(), language)
    answer, by_year, *others = page.tables
    caption = f"{label('revenue_and_cost', language)}{in_brackets(result.unit, language)}"
    chart = _figure(
        "revenue-cost",
        "self_sufficiency",
        replace(by_year, caption=caption),
        (("revenue", "revenue", "solid"), ("cost", "cost", "hatched")),
        language,
    )
    return Section(
        "self-sufficiency",
        label("self_sufficiency", language),
        paragraphs=(paragraph(break_even_sentences(plan, result), language), *page.lead),
        figures=(chart,),
        tables=(answer, *others),
    )


def _evaluation(plan: Plan, language: Language) -> Section:
    facts = []
    if plan.evaluation is not None:
        facts += [
            ("evaluation_method", plan.evaluation.method),
            ("evaluation_body", plan.evaluation.body),
            ("evaluation_experts", plan.evaluation.experts),
        ]
    if plan.publication is not None:
        facts += [("publication", plan.publication.how), ("publication_every", _every(plan, language))]
    parts = tuple(
        _evaluation_of_year(plan, position, evaluation, language)
        for position, evaluation in enumerate(
            sorted(plan.evaluations, key=lambda evaluation: evaluation.fiscal_year.year), start=1
        )
    )
    return Section(
        "evaluation",
        label("evaluation", language),
        paragraphs=() if parts else (label("no_evaluation", language),),
        facts=tuple(Fact(label(name, language), prose(told)) for name, told in facts if told is not None),
        parts=parts,
    )


def _every(plan: Plan, language: Language) -> str | None:
    every = plan.publication.every if plan.publication else None
    return label("every_year", language) if every == "year" else every


def _evaluation_of_year(plan: Plan, position: int, evaluation: Evaluation, language: Language) -> Section:
    expert, following = evaluation.expert, evaluation.next
    told = (
        ("grade", evaluation.grade),
        ("expert_verdict", expert.verdict if expert else None),
        ("expert_opinion", expert.opinion if expert else None),
        ("next_policy", following.policy if following else None),
        ("next_reason", following.reason if following else None),
    )
    return Section(
        f"evaluation-{position}",
        plan.label(evaluation.fiscal_year.year),
        facts=tuple(
            Fact(label(name, language), prose(words_)) for name, words_ in told if words_ is not None
        ),
    )


def _sources(outcome: Outcome, language: Language) -> Section:
    plan = outcome.plan
    tables = []
    facts = []
    if plan.source is not None:
        facts.append(Fact(label("source_title", language), visible(plan.source.title)))
        rows = tuple(
            (Cell(block, label(block, language) if block in LABELS else visible(block)), text(section))
            for block, section in plan.source.sections.items()
        )
        if rows:
            columns = (
                Column("block", label("block", language)),
                Column("section", label("section", language)),
            )
            tables.append(Table(label("source_sections", language), columns, rows))
    if plan.licence is not None:
        facts.append(Fact(label("licence", language), visible(plan.licence)))
    facts.append(Fact(label("computation", language), label("computation_is_exact", language)))
    return Section("sources", label("sources", language), facts=tuple(facts), tables=tuple(tables))


def _columns(table: Table, names: tuple[str, ...]) -> Table:
    """`table` with some of its columns."""
    places = [index for index, column in enumerate(table.columns) if column.name in names]
    return Table(
        table.caption,
        tuple(table.columns[place] for place in places),
        tuple(tuple(row[place] for place in places) for row in table.rows),
        table.notes,
    )
