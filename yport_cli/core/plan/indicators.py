"""The key performance indicators (重要業績評価指標) of a plan."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import ValidationError, model_validator

from yport_cli.core.issues.issue import KEY
from yport_cli.core.numbers.number import Number
from yport_cli.core.plan.fields import AnyNumber, Block, Identifier, NumbersByYear, Text, detail
from yport_cli.core.plan.key import Choice, Key
from yport_cli.core.refusals.values import missing_series, superfluous_series


class Kpi(Block):
    """A key performance indicator, in `unit`.

    Kind `increment` has a planned change for each year, kind `level` a value to reach in each year; `None` in
    either is a year without one.
    """

    id: Annotated[
        Identifier,
        Key(("id", "Id"), ("識別子。実績台帳の項目になる", "Identifier; the ledger names the KPI by it")),
    ]
    name: Annotated[Text, Key(("名称", "Name"), ("指標の名称", "Name of the KPI"))]
    short_name: Annotated[
        Text | None,
        Key(("略称", "Short name"), ("表で使う短い名称", "A short name for tables"), also="短い名称"),
    ] = None
    unit: Annotated[Text, Key(("単位", "Unit"), ("単位", "Unit"))]
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
