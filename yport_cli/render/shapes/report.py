"""The neutral report that HTML, Markdown and Excel write: sections, sentences, charts with their tables."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from yport_cli.core.issues.sentence import Language
from yport_cli.core.numbers.number import Quantity
from yport_cli.render.shapes.cell import Cell
from yport_cli.render.shapes.table import Table

Mark = Literal["solid", "hatched", "dotted", "crossed", "striped", "blank"]
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


@dataclass(frozen=True, slots=True)
class BarGroup:
    """The bars of one fiscal year."""

    heading: str
    fiscal_year: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars side by side, by fiscal year."""

    id: str
    title: str
    groups: tuple[BarGroup, ...]
    item: str
    """Whose figures it draws, by the id in the tidy data."""


@dataclass(frozen=True, slots=True)
class StackedBar:
    """A whole and its parts, one bar under a heading."""

    heading: str
    whole: Quantity
    parts: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class StackChart:
    """Several ways to divide one whole."""

    id: str
    title: str
    bars: tuple[StackedBar, ...]


Chart = BarChart | StackChart


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
class Gauge:
    """How much of a KPI's target is reached, for the head of the page."""

    name: str
    label: str
    """What the rate is of, and what it compares."""
    rate: Cell
    standing: str
    to_date: str = ""
    """The rate by the end of the last year that has ended, in words."""
    is_full: bool = False
    """Whether the target is achieved: nothing else fills the bar."""


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
class Report:
    """A report over one plan."""

    language: Language
    kind: str
    """What kind of document this is."""
    title: str
    facts: tuple[Fact, ...]
    gauges: tuple[Gauge, ...]
    sections: tuple[Section, ...]
    as_of: date | None


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One plan in an index."""

    href: str
    title: str
    authors: str
    period: str
    as_of: str


@dataclass(frozen=True, slots=True)
class UserTemplate:
    """A template of the user's own, run in a sandbox."""

    name: str
    text: str
