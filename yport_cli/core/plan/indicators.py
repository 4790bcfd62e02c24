"""The key performance indicators (重要業績評価指標) of a plan."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Discriminator

from yport_cli.core.numbers.number import Number
from yport_cli.core.plan.fields import (
    AnyNumber,
    BlankIsNone,
    Block,
    Identifier,
    Many,
    NumbersByYear,
    Text,
    Unit,
)
from yport_cli.core.plan.key import Choice, Key

RateBasis = Literal["change", "ratio"]
"""What a rate of achievement compares: changes from the start, or levels."""


class Kpi(Block):
    """A key performance indicator, in `unit`, with the keys of all kinds."""

    id: Annotated[
        Identifier,
        Key(("id", "Id"), ("識別子。実績台帳の項目になる", "Identifier; the ledger names the KPI by it")),
    ]
    name: Annotated[Text, Key(("名称", "Name"), ("指標の名称", "Name of the KPI"))]
    short_name: Annotated[
        Text | None,
        Key(("略称", "Short name"), ("表で使う短い名称", "A short name for tables"), also="短い名称"),
    ] = None
    aliases: Annotated[
        Many[Text],
        Key(
            ("別名", "Alias"),
            ("台帳やシートで使われるほかの呼び名", "Other names that ledgers and sheets use for it"),
            also="別称 呼び名",
        ),
    ] = ()
    unit: Annotated[
        Unit | None,
        BlankIsNone,
        Key(("単位", "Unit"), ("単位。単位のない数は null", "Unit; null for a figure without one")),
    ]
    kind: Annotated[
        Literal["increment", "level"],
        Key(
            ("種別", "Kind"),
            (
                "increment は各年度の増加分、level は各年度に達する値",
                "increment: planned change of each year; level: value to reach in each year",
            ),
            also="種類",
            choices=(
                Choice("increment", ("増加分", "increment"), also="増分 増加"),
                Choice("level", ("水準", "level"), also="目標値"),
            ),
        ),
    ]
    direction: Annotated[
        Literal["increase", "decrease"],
        Key(
            ("目指す向き", "Direction"),
            ("増えるのがよい指標か、減るのがよい指標か", "Whether more or less of it is better"),
            also="方向 向き",
            choices=(
                Choice("increase", ("増加", "increase"), also="増 上昇 向上"),
                Choice("decrease", ("減少", "decrease"), also="減 低下 削減"),
            ),
        ),
    ]
    rate: Annotated[
        RateBasis | None,
        Key(
            ("達成率の出し方", "Basis of the rate"),
            (
                "達成率を変化の割合（change）で出すか、実績÷目標（ratio）で出すか。null は指標に応じた既定",
                "Whether rates compare changes or levels; null is the default of the KPI",
            ),
            also="達成率",
            choices=(
                Choice("change", ("変化の割合", "change"), also="変化"),
                Choice("ratio", ("実績÷目標", "ratio"), also="比率"),
            ),
        ),
    ] = None
    baseline: Annotated[
        AnyNumber | None,
        Key(
            ("基準値", "Baseline"),
            ("事業開始前の値", "Value before the first year; not in the cumulative"),
            also="現状値 現時点 事業開始前",
        ),
    ] = None
    increments: Annotated[
        NumbersByYear | None,
        Key(
            ("増加分", "Increment"),
            ("各年度の増加分（kind: increment）", "Planned change of each year"),
            also="増分",
        ),
    ] = None
    targets: Annotated[
        NumbersByYear | None,
        Key(
            ("目標値", "Target"),
            ("各年度の目標値（kind: level）", "Value to reach in each year"),
            also="目標",
        ),
    ] = None
    stated_cumulative: Annotated[
        AnyNumber | None,
        Key(
            ("累計の記載", "Stated cumulative"),
            (
                "計画書にある累計。増加分の合計と照合する",
                "The cumulative that the document prints; checked against the sum",
            ),
            also="累計 増加分の累計",
        ),
    ] = None

    stated_level: Annotated[
        AnyNumber | None,
        Key(
            ("最終値の記載", "Stated final level"),
            (
                "計画書にある最終の値。基準値と累計の和と照合する",
                "The final level that the document prints; checked against baseline + cumulative",
            ),
            also="最終目標値 最終値",
        ),
    ] = None

    adds_up: ClassVar[bool]
    """Whether the figures of the years add up to a cumulative, which the baseline is not in."""

    @property
    def planned(self) -> Mapping[int, Number | None]:
        """The plan's figure for each year."""
        raise NotImplementedError

    @property
    def start(self) -> Number | None:
        """Where a change starts: 0 for a sum of increments, the baseline of a level."""
        return 0 if self.adds_up else self.baseline

    def is_worse(self, one: Number, other: Number) -> bool:
        """Whether one value is worse than another in the KPI's direction."""
        return one < other if self.direction == "increase" else one > other

    @property
    def unit_text(self) -> str:
        """The unit as it is drawn: nothing for a figure without one."""
        return self.unit or ""

    @property
    def title(self) -> str:
        """The name to use in a table."""
        return self.short_name or self.name


class IncrementKpi(Kpi):
    """A KPI with a planned change for each year; `None` is a year without one."""

    adds_up = True
    kind: Literal["increment"]
    increments: NumbersByYear
    targets: None = None

    @property
    def planned(self) -> Mapping[int, Number | None]:
        """The planned change of each year."""
        return self.increments


class LevelKpi(Kpi):
    """A KPI with a value to reach in each year; `None` is a year without one."""

    adds_up = False
    kind: Literal["level"]
    increments: None = None
    targets: NumbersByYear
    stated_cumulative: None = None
    stated_level: None = None

    @property
    def planned(self) -> Mapping[int, Number | None]:
        """The value to reach in each year."""
        return self.targets


AnyKpi = Annotated[IncrementKpi | LevelKpi, Discriminator("kind")]
