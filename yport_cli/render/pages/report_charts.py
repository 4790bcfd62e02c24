"""The charts of a report, each with the table of its figures."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import cycle

from yport_cli.core.figures.budget import BudgetOutcome
from yport_cli.core.figures.kpi import KpiOutcome
from yport_cli.core.figures.self_sufficiency import BreakEven
from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.core.numbers.number import Quantity, minus
from yport_cli.core.numbers.spellings import PERCENT
from yport_cli.core.reading.fiscal_year import era_year, first_day, fiscal_year_of, last_day
from yport_cli.render.shapes.cell import Cell, Figure, Year
from yport_cli.render.shapes.report import (
    AsOfMark,
    AxisYear,
    Bar,
    ChartAndTable,
    Line,
    LineChart,
    LineStyle,
    Mark,
    Point,
    StackChart,
    StackedBar,
)
from yport_cli.render.shapes.table import Table
from yport_cli.render.wording.budget_notes import own_funds_label
from yport_cli.render.wording.cells import captioned, in_brackets
from yport_cli.render.wording.figures import drawn, figure, percentage
from yport_cli.render.wording.kpi_sentences import chart_finding, name_of
from yport_cli.render.wording.labels import label
from yport_cli.render.wording.safe_text import escape_controls
from yport_cli.render.wording.years import difference, year_words

DrawnLines = tuple[tuple[str, str, LineStyle], ...]
"""Of each line: the column it draws, the label it goes by, how it is drawn."""

_SOURCE_MARKS: tuple[Mark, ...] = ("hatched", "dotted", "crossed", "striped")
_YEAR_MARKS: tuple[Mark, ...] = (
    *("solid", "dotted", "hatched", "crossed", "striped", "dense", "barred", "grid", "back_hatched"),
)
"""More than the seven years that a plan takes at most as a rule: no two of them look alike."""


def kpi_chart(
    name: str, result: KpiOutcome, as_of: date | None, table: Table, language: Language
) -> ChartAndTable:
    """Cumulative actual against the planned line, or levels with their target."""
    adds_up = result.kpi.adds_up
    prefix = "cumulative_" if adds_up else ""
    lines: DrawnLines = ((f"{prefix}target", "planned_line", "plan"), (f"{prefix}actual", "actual", "actual"))
    if result.target is None:
        lines = lines[1:]
    gap = None
    if result.to_date is not None and result.to_date.shortfall:
        points = result.kpi.unit in PERCENT
        shortfall = result.to_date.shortfall
        far = difference(shortfall, "%").text_in(language) if points else figure(shortfall).text
        word = "excess" if result.kpi.direction == "decrease" else "shortfall"
        # Beside the plan's last target the gap of an earlier year would be read as the whole one.
        is_last = result.to_date is result.years[-1]
        gap = f"{label(word, language)} {far}" if is_last else ""
    running = {year.fiscal_year for year in result.years if year.in_progress}
    note = f"{name_of(result)}{in_brackets(result.kpi.unit_text, language)} "
    note += label("cumulative_since" if adds_up else "level_by_year", language)
    if result.kpi.direction == "decrease":
        note += label("less_is_better", language)
    baseline = figure(result.kpi.baseline).text
    if not adds_up and result.kpi.baseline is not None:
        note += Sentence(f"。開始前は基準値{baseline}", f"; the baseline is {baseline}").text_in(language)
    chart = LineChart(
        id=name,
        title=chart_finding(result).text_in(language),
        note=note,
        unit=escape_controls(result.kpi.unit_text),
        item=result.kpi.id,
        years=_axis(table, language),
        lines=_lines(table, lines, running, language),
        start=label("before_start", language) if adds_up or result.kpi.baseline is not None else None,
        start_at=Point(0, "0") if adds_up else Point(result.kpi.baseline, baseline),
        gap=gap,
        today=_today(result, as_of, language),
        from_zero=adds_up,
    )
    return ChartAndTable(chart, table)


def _today(result: KpiOutcome, as_of: date | None, language: Language) -> AsOfMark | None:
    """Where `as_of` stands among the plan's years, while they are under way."""
    first, last = result.years[0].fiscal_year, result.years[-1].fiscal_year
    if as_of is None or not first_day(first) <= as_of < last_day(last):
        return None
    year = fiscal_year_of(as_of)
    begin = first_day(year)
    gone = Fraction((as_of - begin).days + 1, (last_day(year) - begin).days + 1)
    return AsOfMark(label("as_of", language), year, gone)


def break_even_chart(
    result: BreakEven, finding: str, table: Table, lines: DrawnLines, language: Language
) -> ChartAndTable:
    """Net revenue and cost over the years, with an upright where they meet."""
    chart = LineChart(
        id="revenue-cost",
        title=finding,
        note=captioned("revenue_and_cost", result.unit, language),
        unit=result.unit,
        item="self_sufficiency",
        years=_axis(table, language),
        lines=_lines(table, lines, frozenset(), language),
        upright=result.break_even_year,
    )
    return ChartAndTable(chart, table)


def _lines(table: Table, lines: DrawnLines, running: Collection[int], language: Language) -> tuple[Line, ...]:
    """The figures of some columns of `table`, so that the two cannot differ."""
    rows = [(year, row) for row in table.rows if isinstance(year := row[0], Year)]
    return tuple(
        Line(
            label(key, language),
            style,
            tuple(
                Point(
                    _value(cell := row[table.place(column)]),
                    cell.text,
                    style == "actual" and year.value in running,
                )
                for year, row in rows
            ),
            column,
        )
        for column, key, style in lines
    )


def _axis(table: Table, language: Language) -> tuple[AxisYear, ...]:
    years: list[AxisYear] = []
    last = ""
    for row in table.rows:
        if isinstance(year := row[0], Year):
            era, count = "", str(year.value)
            if language == "ja" and not year.label.isdigit():
                whole = era_year(year.value, year.label).removesuffix("年度")
                era, count = whole[:2], whole[2:]
            years.append(AxisYear(year.value, "" if era == last else era, count))
            last = era
    return tuple(years)


def budget_bar(budget: BudgetOutcome, language: Language) -> StackChart | None:
    """The total cost in one bar: what is spent, carried and left; below it by source and by fiscal year.

    `None` where the plan states no total.
    """
    if budget.total is None:
        return None
    total = budget.total

    def bar(name: str, mark: Mark, limit: str = "") -> Bar:
        cell = drawn(budget, name, language)
        limit = f" {label(limit, language)}" if budget.grant_is_upper_limit and limit else ""
        return Bar(label(name, language), _value(cell), f"{cell.text}{limit}", mark, name)

    stacks = {"spending": _spending(budget, language)}
    if budget.grant is not None and budget.own_funds is not None:
        given = [source for source in budget.funding if source.total]
        others = [
            Bar(escape_controls(source.name), source.total, figure(source.total).text, mark)
            for source, mark in zip(given, cycle(_SOURCE_MARKS), strict=False)
        ]
        left = label(own_funds_label(budget), language)
        own = replace(bar("own_funds", "blank", "at_least"), name=left)
        stacks["by_source"] = [bar("grant", "solid", "at_most"), *others, own]
    planned = (year for year in budget.years if year.planned is not None)
    years = [
        Bar(
            year_words(year.fiscal_year, year.label).text_in(language),
            year.planned,
            figure(year.planned).text,
            mark,
        )
        for year, mark in zip(planned, cycle(_YEAR_MARKS), strict=False)
    ]
    if years:
        rest = [bar("not_stated_part", "blank")] if budget.not_stated else []
        stacks["by_year"] = [*years, *rest]
    whole = figure(total).text
    note = Sentence(
        f"総事業費 {whole}{budget.unit}の内訳", f"The total cost of {whole} {budget.unit}, divided"
    )
    # What is spent is spent of the total with its supplements: more than that alone runs past the frame.
    wholes = {"spending": total if budget.appropriated is None else budget.appropriated}
    bars = (
        StackedBar(label(name, language), wholes.get(name, total), tuple(parts))
        for name, parts in stacks.items()
    )
    finding = budget_finding(budget).text_in(language)
    return StackChart("budget-bar", finding, note.text_in(language), tuple(bars))


def _spending(budget: BudgetOutcome, language: Language) -> list[Bar]:
    """What is spent, what of the rest was carried to a year without spending so far, and what is left."""
    spent = drawn(budget, "executed", language)
    parts = [Bar(label("executed", language), _value(spent), spent.text, "solid", "executed")]
    if budget.balance is None:
        return parts
    left, carried = budget.balance, _carried(budget)
    if carried and 0 < carried <= left:
        words = figure(carried).text
        parts.append(Bar(label("carried_out", language), carried, words, "hatched", "carried_out"))
        left = minus(left, carried)
    return [*parts, Bar(label("balance", language), left, figure(left).text, "blank", "balance")]


def _carried(budget: BudgetOutcome) -> Quantity | None:
    """What the last year with spending carried on: the money of earlier ones has been used since."""
    spent = [year for year in budget.years if year.executed is not None]
    return spent[-1].carried_out if spent else None


def budget_finding(budget: BudgetOutcome) -> Sentence:
    """What the bar shows."""
    if budget.executed is None or budget.balance is None:
        return Sentence("執行額は記録されていません", "Spending is not recorded")
    of = Sentence("総事業費", "the total cost")
    if budget.supplement is not None:
        of = Sentence("補正後の総事業費", "the total cost with its supplements")
    rate, far = (
        percentage(budget.execution_rate).text,
        difference(max(budget.balance, -budget.balance), budget.unit),
    )
    if budget.balance < 0:
        return Sentence(f"執行額は{of.ja}を{far.ja}超過しています", f"Spending exceeds {of.en} by {far.en}")
    if budget.balance == 0:
        return Sentence(f"{of.ja}をすべて執行しました", f"All of {of.en} is spent")
    return Sentence(
        f"{of.ja}の{rate}を執行し、{far.ja}が残っています", f"{rate} of {of.en} is spent, {far.en} is left"
    )


def _value(cell: Cell) -> Quantity | None:
    return cell.value if isinstance(cell, Figure) else None
