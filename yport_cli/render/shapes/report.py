"""The neutral report that HTML, Markdown and Excel write: sections, sentences, charts with their tables."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from yport_cli.core.figures.kpi import Standing
from yport_cli.core.issues.sentence import Language
from yport_cli.core.numbers.number import Quantity
from yport_cli.render.shapes.cell import Cell
from yport_cli.render.shapes.table import Table

Mark = Literal[
    "solid", "hatched", "dotted", "crossed", "striped", "barred", "back_hatched", "grid", "dense", "blank"
]
"""How a bar is filled: never by colour alone."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure of a chart; an unknown one has no bar, only words."""

    name: str
    value: Quantity | None
    text: str
    mark: Mark
    series: str = ""
    """What the figure is called in the tidy data."""


LineStyle = Literal["plan", "actual", "cost"]
"""How a line and its points are drawn: told apart by dash and shape, never by colour alone."""


@dataclass(frozen=True, slots=True)
class Point:
    """One figure of a line; an unknown one is not drawn."""

    value: Quantity | None
    text: str
    is_open: bool = False
    """Whether its year is still running."""


@dataclass(frozen=True, slots=True)
class Line:
    """The figures of one column of the table, a point for each year of the chart."""

    name: str
    style: LineStyle
    points: tuple[Point, ...]
    column: str
    """By which its table has them."""


@dataclass(frozen=True, slots=True)
class AxisYear:
    """A year of a chart, named in as few signs as it takes: the era once, then numerals."""

    fiscal_year: int
    era: str
    count: str


@dataclass(frozen=True, slots=True)
class AsOfMark:
    """A day of the chart: what it is called, its fiscal year, and how much of that year had gone by then."""

    name: str
    fiscal_year: int
    gone: Fraction


@dataclass(frozen=True, slots=True)
class LineChart:
    """Figures over the years; what it shows is its title."""

    id: str
    title: str
    note: str
    """What was measured, and in what unit."""
    unit: str
    item: str
    """Whose figures it draws, by the id in the tidy data."""
    years: tuple[AxisYear, ...]
    lines: tuple[Line, ...]
    start: str | None = None
    """What the point before the first year is called, where every line begins."""
    gap: str | None = None
    """How far the last actual figure is from the plan, in words; empty where the plan goes on after it."""
    upright: int | None = None
    """The fiscal year at which a line stands, such as that of break-even."""
    today: AsOfMark | None = None
    """Where the as-of date stands, while the plan is under way."""
    from_zero: bool = True
    start_at: Point = Point(0, "0")
    """The figure before the first year: 0 of what adds up, the baseline of a level."""


@dataclass(frozen=True, slots=True)
class StackedBar:
    """A whole and its parts, one bar under a heading."""

    heading: str
    whole: Quantity
    parts: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class StackChart:
    """Several ways to divide one whole; what it shows is its title."""

    id: str
    title: str
    note: str
    bars: tuple[StackedBar, ...]


Chart = LineChart | StackChart


@dataclass(frozen=True, slots=True)
class ChartAndTable:
    """A chart and the same data as a table."""

    chart: Chart
    table: Table


@dataclass(frozen=True, slots=True)
class Fact:
    """A term and what is to be said of it."""

    term: str
    text: str


@dataclass(frozen=True, slots=True)
class KpiRow:
    """One KPI on the first screen: how it stands, in a word, a shape, a sentence and two rates."""

    name: str
    full_name: str
    """Where `name` is a short one."""
    unit: str
    is_decrease: bool
    standing: Standing
    word: str
    sentence: str
    rate: Cell
    """By the end of the last year that has ended."""
    until: str
    whole: Cell
    """Against the whole plan."""
    note: str
    """What the rates compare, or why there is none."""
    filled: Fraction | None
    """How much of the bar is filled; no bar without a rate."""
    due: Fraction | None
    """Where on the bar the target of the ended years stands."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many KPIs stand alike, and which."""

    standing: Standing
    word: str
    count: int
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the first screen says, what needs attention first."""

    headline: str
    lead: tuple[str, ...]
    tally: tuple[Tally, ...]
    rows: tuple[KpiRow, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, sentences, facts, charts, tables, and sections below it."""

    id: str
    heading: str
    paragraphs: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    figures: tuple[ChartAndTable, ...] = ()
    tables: tuple[Table, ...] = ()
    parts: tuple["Section", ...] = ()


@dataclass(frozen=True, slots=True)
class Definition:
    """What a standing means."""

    standing: Standing
    word: str
    text: str


@dataclass(frozen=True, slots=True)
class Publisher:
    """Whose page it is, and where to ask."""

    name: str
    contact: str
    url: str
    area_code: str
    licence: str


@dataclass(frozen=True, slots=True)
class Report:
    """A report over one plan."""

    language: Language
    kind: str
    """What kind of document this is."""
    title: str
    facts: tuple[Fact, ...]
    answer: Answer
    sections: tuple[Section, ...]
    as_of: date | None
    publisher: Publisher
    until: str
    """Up to when the figures are, for the line above the title."""
    standings: tuple[Definition, ...]
    terms: tuple[Fact, ...]
    temporal: str
    """The period as ISO 8601 writes one, for programs."""
