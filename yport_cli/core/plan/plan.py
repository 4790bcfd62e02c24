"""A regional revitalization plan (地域再生計画), frozen once it has been read.

The names are the keys of the plan file; the form behind them is the official plan document.
"""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from yport_cli.core.issues.issue import KEY
from yport_cli.core.numbers.money import MoneyUnit
from yport_cli.core.numbers.number import Number
from yport_cli.core.plan.fields import (
    AREA_CODE_PATTERN,
    Amount,
    Amounts,
    Day,
    Figure,
    Figures,
    Identifier,
    NotEmpty,
    Rate,
    Text,
    Year,
    detail,
)
from yport_cli.core.reading.fiscal_year import era_label
from yport_cli.core.refusals.values import missing_series, superfluous_series

SCHEMA = "yport/plan/v1"

LEDGER_ITEMS = (
    "execution",
    "grant_received",
    "grant_returned",
    "carried_out",
    "supplement",
    "revenue",
    "cost",
)
"""What a ledger row can be about besides a KPI: no KPI may take one of these as its id."""


class Block(BaseModel):
    """A block of the plan file: its keys are fixed, its values are never changed."""

    # Only the whole plan is ever validated, so only the whole plan builds a validator.
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)


class Period(Block):
    """計画期間. A start of `None` is the day of approval (認定の日), which the document does not print."""

    start: Day | None = None
    end: Day


class Content(Block):
    """One function or measure of the project (事業の内容)."""

    id: Identifier
    name: Text


class Project(Block):
    """The project that the grant pays for (交付対象事業)."""

    name: Text
    body: Text | None = None
    contents: Annotated[tuple[Content, ...], Field(strict=False)] = ()


class Kpi(Block):
    """A key performance indicator (重要業績評価指標), in `unit`.

    Kind `increment` has a planned change for each year, kind `level` a value to reach in each year; `None` in
    either is a year without one.
    """

    id: Identifier
    name: Text
    short_name: Text | None = None
    unit: Text
    kind: Literal["increment", "level"]
    direction: Literal["increase", "decrease"]
    baseline: Figure | None = None
    increments: Figures | None = None
    targets: Figures | None = None
    stated_cumulative: Figure | None = None

    @model_validator(mode="after")
    def _holds_what_its_kind_needs(self) -> Self:
        wanted, other = ("increments", "targets") if self.kind == "increment" else ("targets", "increments")
        superfluous = [other] if self.kind == "increment" else [other, "stated_cumulative"]
        problems = [
            detail(superfluous_series(self.kind, key), (key, KEY), None)
            for key in superfluous
            if getattr(self, key) is not None
        ]
        if getattr(self, wanted) is None:
            problems.insert(0, detail(missing_series(self.kind, wanted), (wanted,), None))
        if problems:
            raise ValidationError.from_exception_data("kpi", problems)
        return self

    @property
    def planned(self) -> Mapping[int, Number | None]:
        """The plan's figure for each year: increments, or targets for kind `level`."""
        figures = self.increments if self.kind == "increment" else self.targets
        return figures or {}

    @property
    def title(self) -> str:
        """The name to use in a table."""
        return self.short_name or self.name


class BudgetLine(Block):
    """One line of the budget (費目), by fiscal year in the budget's unit."""

    id: Identifier
    name: Text
    years: Amounts


class Grant(Block):
    """The grant (交付金): `rate` × eligible cost, or the `amount` that was decided."""

    measure: Text | None = None
    name: Text | None = None
    kind: Literal["先駆", "横展開", "隘路打開"] | None = None
    rate: Rate | None = None
    eligible_cost: Amount | None = None
    amount: Amount | None = None


class Budget(Block):
    """総事業費 and what the plan states of it per fiscal year, in `unit`."""

    unit: MoneyUnit
    total: Amount
    years: Amounts = Field(default_factory=dict)
    lines: Annotated[tuple[BudgetLine, ...], Field(strict=False)] = ()
    grant: Grant | None = None


class SelfSufficiency(Block):
    """自立性: own revenue (事業収支, net of outsourcing and other costs) beside the project's cost, in `unit`."""

    unit: MoneyUnit
    revenue: Amounts = Field(default_factory=dict)
    cost: Amounts = Field(default_factory=dict)
    break_even_year: Year | None = None


class EvaluationMethod(Block):
    """評価の方法、時期及び体制."""

    method: Text | None = None
    body: Text | None = None
    experts: Text | None = None


class Publication(Block):
    """How, and how often, the result is published."""

    how: Text | None = None
    every: Text | None = None


class Expert(Block):
    """What the outside experts said (外部有識者からの評価)."""

    verdict: Text | None = None
    opinion: Text | None = None


class NextPolicy(Block):
    """今後の方針."""

    policy: Text | None = None
    reason: Text | None = None


class Evaluation(Block):
    """The evaluation of one fiscal year, as people gave it."""

    fiscal_year: Year
    grade: Text | None = None
    expert: Expert | None = None
    next: NextPolicy | None = None


class Acknowledgement(Block):
    """A warning that the plan's author has answered."""

    code: Text
    reason: Text


class Source(Block):
    """The document from which the plan file was written, and the section of each block."""

    title: Text
    sections: dict[str, Text] = Field(default_factory=dict)


class Plan(Block):
    """A plan as its file states it."""

    schema_: Annotated[Literal["yport/plan/v1"], Field(alias="schema")]
    id: Identifier
    name: Text
    authors: Annotated[tuple[Text, ...], Field(strict=False), NotEmpty]
    area: Text
    area_code: Annotated[str, StringConstraints(pattern=AREA_CODE_PATTERN)] | None = None
    period: Period
    fiscal_years: Annotated[tuple[Year, ...], Field(strict=False), NotEmpty]
    project: Project | None = None
    kpis: Annotated[tuple[Kpi, ...], Field(strict=False), NotEmpty]
    budget: Budget
    self_sufficiency: SelfSufficiency | None = None
    evaluation: EvaluationMethod | None = None
    publication: Publication | None = None
    evaluations: Annotated[tuple[Evaluation, ...], Field(strict=False)] = ()
    acknowledged: Annotated[tuple[Acknowledgement, ...], Field(strict=False)] = ()
    licence: Text | None = None
    source: Source | None = None

    @property
    def years(self) -> tuple[int, ...]:
        """The plan's fiscal years, each the year of its April."""
        return tuple(named.year for named in self.fiscal_years)

    def label(self, year: int) -> str:
        """The short name of a fiscal year, in the plan's own way of naming years."""
        for named in self.fiscal_years:
            if named.year == year:
                return named.label
        return str(year) if self.fiscal_years[0].label.isdigit() else era_label(year)

    @property
    def project_name(self) -> str:
        """The project's name; without one, the plan's."""
        return self.project.name if self.project else self.name
