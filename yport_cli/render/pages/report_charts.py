"""The charts of a report, each with the table of its figures."""

from itertools import cycle

from yport_cli.core.figures.budget import BudgetOutcome
from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.core.numbers.number import Quantity
from yport_cli.render.shapes.cell import Cell, Figure, Year
from yport_cli.render.shapes.report import (
    Bar,
    BarChart,
    BarGroup,
    ChartAndTable,
    Mark,
    StackChart,
    StackedBar,
)
from yport_cli.render.shapes.table import Table
from yport_cli.render.wording.figures import drawn, figure
from yport_cli.render.wording.labels import label
from yport_cli.render.wording.safe_text import escape_controls

DrawnBars = tuple[tuple[str, str, Mark], ...]
"""Of each bar: the column it draws, the label it goes by, its filling."""

_YEAR_MARKS: tuple[Mark, ...] = ("solid", "dotted", "hatched", "crossed", "striped")


def chart_of(name: str, item: str, table: Table, bars: DrawnBars, language: Language) -> ChartAndTable:
    """A chart of some columns of `table`, a group of bars a fiscal year; so the two cannot differ."""
    drawn_columns = [(table.place(column), column, label(key, language), mark) for column, key, mark in bars]
    groups = []
    for row in table.rows:
        if isinstance(year := row[0], Year):
            group = (
                Bar(name, _value(row[place]), row[place].text, mark, column)
                for place, column, name, mark in drawn_columns
            )
            groups.append(BarGroup(year.text, year.value, tuple(group)))
    return ChartAndTable(BarChart(name, table.caption, tuple(groups), item), table)


def budget_bar(budget: BudgetOutcome, language: Language) -> StackChart | None:
    """The total cost divided three ways: by source, by fiscal year, by what is spent.

    `None` where the plan states no total.
    """
    if budget.total is None:
        return None
    total = budget.total

    def bar(name: str, mark: Mark, limit: str = "") -> Bar:
        cell = drawn(budget, name, language)
        limit = f" {label(limit, language)}" if budget.grant_is_upper_limit and limit else ""
        return Bar(label(name, language), _value(cell), f"{cell.text}{limit}", mark)

    stacks = {}
    if budget.grant is not None and budget.own_funds is not None:
        others = [
            Bar(escape_controls(source.name), source.total, figure(source.total).text, "hatched")
            for source in budget.funding
            if source.total is not None
        ]
        own = bar("own_funds", "blank", "at_least")
        stacks["by_source"] = [bar("grant", "solid", "at_most"), *others, own]
    planned = (year for year in budget.years if year.planned is not None)
    years = [
        Bar(year.label, year.planned, figure(year.planned).text, mark)
        for year, mark in zip(planned, cycle(_YEAR_MARKS), strict=False)
    ]
    if years:
        rest = [bar("not_stated_part", "blank")] if budget.not_stated else []
        stacks["by_year"] = [*years, *rest]
    left = [] if budget.balance is None else [bar("balance", "blank")]
    stacks["spending"] = [bar("executed", "solid"), *left]
    whole = figure(total).text
    title = Sentence(
        f"総事業費 {whole}{budget.unit}の内訳", f"The total cost of {whole} {budget.unit}, divided"
    )
    bars = (StackedBar(label(name, language), total, tuple(parts)) for name, parts in stacks.items())
    return StackChart("budget-bar", title.text_in(language), tuple(bars))


def _value(cell: Cell) -> Quantity | None:
    return cell.value if isinstance(cell, Figure) else None
