"""A draft plan: what a document states, each thing with its place, and what a person has to look at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

from yport_cli.core.issues.issue import Route
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.number import Number
from yport_cli.core.reading.fiscal_year import NamedYear

_Value = TypeVar("_Value")


class Origin(NamedTuple):
    """Where something stands in a document, each counted from 1."""

    page: int
    """0 where the document has no pages."""
    line: int

    @property
    def name(self) -> Sentence:
        """The place as people look for it."""
        if self.page:
            return Sentence(f"{self.page}ページ{self.line}行", f"page {self.page}, line {self.line}")
        return Sentence(f"{self.line}行", f"line {self.line}")


class Doubt(StrEnum):
    """Why a person has to look at something."""

    MISSING = "missing"
    """The document says nothing, or nothing that could be read."""
    QUESTION = "question"
    """The document says something that may be meant in several ways."""
    DISAGREEMENT = "disagreement"
    """The document says two things of one figure."""


class Remark(NamedTuple):
    """What a person has to look at."""

    doubt: Doubt
    message: Sentence
    at: Origin | None = None


@dataclass(frozen=True)  # no slots: Python 3.11 notes on each instance of a generic what it is of
class Taken(Generic[_Value]):
    """A value of the draft: taken from the document, or not known; `todo` is what to do about it."""

    value: _Value | None
    at: Origin | None = None
    printed: str = ""
    """As the document spells it."""
    todo: Sentence | None = None


Figure = Taken[Number]
Words = Taken[str]


@dataclass(frozen=True, slots=True)
class DraftKpi:
    """A KPI, its figures in `unit`."""

    name: Words
    unit: Words
    adds_up: bool
    """Whether the years' figures are increments; else they are levels."""
    kind_todo: Sentence | None
    baseline: Figure | None
    years: Mapping[NamedYear, Figure]
    stated_cumulative: Figure | None
    stated_level: Figure | None
    """Of increments a key of the plan; of levels, which have a target for each year, only to be looked at."""


@dataclass(frozen=True, slots=True)
class DraftMoney:
    """Amounts of money in one unit."""

    unit: Words
    total: Figure
    years: Mapping[NamedYear, Figure]


@dataclass(frozen=True, slots=True)
class DraftSufficiency:
    """自立性: own revenue beside the cost of one year."""

    unit: str
    revenue: Mapping[NamedYear, Figure]
    cost: Mapping[NamedYear, Figure]
    break_even_year: Taken[NamedYear] | None


@dataclass(frozen=True, slots=True)
class Draft:
    """What a document states of a plan."""

    id: str
    title: Words
    name: Words
    authors: tuple[Words, ...]
    area: Words
    start: Words | None
    """As an ISO date; `None` for the day of approval."""
    end: Words
    years: tuple[Taken[NamedYear], ...]
    project: Words | None
    body: Words | None
    contents: tuple[Words, ...]
    contents_at: Origin | None
    """Where they are described, if only in words."""
    kpis: tuple[DraftKpi, ...]
    budget: DraftMoney
    measure: Words | None
    grant: Words | None
    sufficiency: DraftSufficiency | None
    method: Words | None
    evaluators: Words | None
    experts: Words | None
    publication: Words | None
    every_year: bool
    loose: tuple[Words, ...] = ()
    """Rows of figures that belong to no KPI for certain."""
    remarks: tuple[Remark, ...] = ()
    sections: Mapping[str, Words] = field(default_factory=dict)

    @property
    def disagrees(self) -> bool:
        """Whether the document says two things of one figure."""
        return any(remark.doubt is Doubt.DISAGREEMENT for remark in self.remarks)

    def figures(self) -> Iterator[tuple[Route, Figure]]:
        """Every figure that was taken, by the key of the plan file that it goes to."""
        for index, kpi in enumerate(self.kpis):
            home: Route = ("kpis", index)
            series = "increments" if kpi.adds_up else "targets"
            yield from _known((*home, "baseline"), kpi.baseline)
            yield from _by_year((*home, series), kpi.years)
            yield from _known((*home, "stated_cumulative"), kpi.stated_cumulative)
            if kpi.adds_up:
                yield from _known((*home, "stated_level"), kpi.stated_level)
        yield from _known(("budget", "total"), self.budget.total)
        yield from _by_year(("budget", "years"), self.budget.years)
        if self.sufficiency is not None:
            yield from _by_year(("self_sufficiency", "revenue"), self.sufficiency.revenue)
            yield from _by_year(("self_sufficiency", "cost"), self.sufficiency.cost)


def _known(route: Route, figure: Figure | None) -> Iterator[tuple[Route, Figure]]:
    if figure is not None and figure.value is not None:
        yield route, figure


def _by_year(route: Route, years: Mapping[NamedYear, Figure]) -> Iterator[tuple[Route, Figure]]:
    for year, figure in years.items():
        yield from _known((*route, year.label), figure)
