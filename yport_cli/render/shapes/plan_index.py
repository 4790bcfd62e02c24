"""The neutral index of several plans that HTML and Markdown write."""

from dataclasses import dataclass
from datetime import date

from yport_cli.core.figures.kpi import Standing
from yport_cli.core.issues.sentence import Language
from yport_cli.render.shapes.cell import Cell
from yport_cli.render.shapes.report import Tally


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One plan in an index."""

    href: str
    title: str
    authors: str
    period: str
    standings: tuple[Standing, ...]
    """Of each KPI, what needs attention first."""
    tally: tuple[Tally, ...]
    total: Cell
    grant: Cell
    grant_note: str
    """That it is an upper limit, where it is one."""
    executed: Cell
    execution_rate: Cell
    unit: str


@dataclass(frozen=True, slots=True)
class IndexGroup:
    """The plans that stand under one heading, on a page of their own where there are many."""

    heading: str
    href: str
    entries: tuple[IndexEntry, ...]
    tally: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class PlanIndex:
    """All plans, or a group of them."""

    language: Language
    title: str
    headline: str
    lead: tuple[str, ...]
    order: str
    """In what order the plans stand."""
    as_of: date | None
    tally: tuple[Tally, ...]
    groups: tuple[IndexGroup, ...]
    is_split: bool = False
    """Whether the groups have pages of their own, and this one leads to them."""
    back: str = ""
    """Where the page of all groups stands."""
