"""A regional revitalization plan (地域再生計画), frozen once it has been read.

The names are the keys of the plan file; the form behind them is the official plan document.
"""

from typing import Annotated, Literal

from pydantic import Field

from yport_cli.core.plan.fields import AreaCode, Block, Day, Identifier, Many, NotEmpty, Text, Year
from yport_cli.core.plan.finances import Budget, SelfSufficiency
from yport_cli.core.plan.indicators import AnyKpi
from yport_cli.core.plan.key import Key
from yport_cli.core.plan.review import Acknowledgement, Evaluation, EvaluationMethod, Publication
from yport_cli.core.reading.fiscal_year import era_label

SCHEMA = "yport/plan/v1"

LEDGER_ITEMS = (
    "execution",
    "ineligible",
    "supplement",
    "carried_out",
    "grant_decided",
    "grant_received",
    "grant_settled",
    "grant_returned",
    "revenue",
    "cost",
)
"""What a ledger row can be about besides a KPI: no KPI may take one of these as its id."""


class Period(Block):
    """計画期間. A start of `None` is the day of approval (認定の日), which the document does not print."""

    start: Annotated[
        Day | None,
        Key(
            ("始まり", "Start"),
            ("始まり。null は認定の日", "Start; null is the day of approval"),
            also="開始 開始日",
        ),
    ] = None
    end: Annotated[
        Day,
        Key(
            ("終わり", "End"),
            ("終わり（2020-03-31 など）", "Last day, such as 2020-03-31"),
            also="終了 終了日",
        ),
    ]


class Content(Block):
    """One function or measure of the project (事業の内容)."""

    id: Annotated[Identifier, Key(("id", "Id"), ("識別子", "Identifier"))]
    name: Annotated[Text, Key(("名称", "Name"), ("名称", "Name"))]


class Project(Block):
    """The project that the grant pays for (交付対象事業)."""

    name: Annotated[
        Text, Key(("名称", "Name"), ("５－２ ② 事業の名称", "Name of the project"), also="事業名 事業の名称")
    ]
    body: Annotated[
        Text | None,
        Key(
            ("主体", "Body"), ("５－２ ① 事業主体", "The body that carries it out"), also="事業主体 実施主体"
        ),
    ] = None
    contents: Annotated[
        Many[Content],
        Key(
            ("内容", "Content"),
            ("５－２ ③ 事業の内容", "The functions and measures of the project"),
            also="事業の内容 事業内容",
        ),
    ] = ()


class Source(Block):
    """The document from which the plan file was written, and the section of each block."""

    title: Annotated[
        Text, Key(("表題", "Title"), ("計画書の名称", "Title of the plan document"), also="題名")
    ]
    sections: Annotated[
        dict[str, Text],
        Key(
            ("項", "Section"),
            ("各項目の出典の節", "The section from which each block was taken"),
            also="節 章",
        ),
    ] = Field(default_factory=dict)


class Plan(Block):
    """A plan as its file states it."""

    schema_: Annotated[
        Literal["yport/plan/v1"],
        Field(alias="schema"),
        Key(
            ("書式の版", "Schema"), ("書式の名前と版", "Name and version of the format"), also="様式 スキーマ"
        ),
    ]
    id: Annotated[
        Identifier, Key(("id", "Id"), ("計画の識別子（半角が便利）", "Identifier of the plan"), also="識別子")
    ]
    name: Annotated[
        Text,
        Key(("名称", "Name"), ("１ 地域再生計画の名称", "Name of the plan"), also="名前 計画名 計画の名称"),
    ]
    authors: Annotated[
        Many[Text],
        NotEmpty,
        Key(
            ("作成主体", "Author"),
            ("２ 作成主体の名称", "The public bodies that made the plan"),
            also="策定主体 作成主体の名称 作成者 団体名",
        ),
    ]
    area: Annotated[
        Text,
        Key(
            ("区域", "Area"),
            ("３ 地域再生計画の区域", "The area that the plan covers"),
            also="対象区域 計画の区域",
        ),
    ]
    area_code: Annotated[
        AreaCode | None,
        Key(
            ("標準地域コード", "Area code"),
            ("標準地域コード（引用符で囲む）", "Area code (標準地域コード) of 5 digits, in quotes"),
            also="地域コード 団体コード",
        ),
    ] = None
    period: Annotated[Period, Key(("計画期間", "Period"), ("６ 計画期間", "Period of the plan"), also="期間")]
    fiscal_years: Annotated[
        Many[Year],
        NotEmpty,
        Key(
            ("計画の年度", "Fiscal year"),
            (
                "計画の年度（H29・平成29年度・2017 など）を順に",
                "The fiscal years of the plan in order: H29, 平成29年度 or 2017",
            ),
            also="年度 実施年度 事業年度",
        ),
    ]
    project: Annotated[
        Project | None,
        Key(
            ("事業", "Project"),
            ("５－２ 交付対象事業", "The project that the grant pays for"),
            also="交付対象事業",
        ),
    ] = None
    kpis: Annotated[
        Many[AnyKpi],
        NotEmpty,
        Key(
            ("指標", "KPI"),
            ("５－２ ⑤ 重要業績評価指標（KPI）", "The key performance indicators"),
            also="kpi 重要業績評価指標",
        ),
    ]
    budget: Annotated[
        Budget,
        Key(
            ("予算", "Budget"),
            ("５－２ ⑦ 経費と交付金", "The cost of the project, and the grant"),
            also="経費",
        ),
    ]
    self_sufficiency: Annotated[
        SelfSufficiency | None,
        Key(("自立性", "Self-sufficiency"), ("５－２ ④ 自立性", "Own revenue beside the project's cost")),
    ] = None
    evaluation: Annotated[
        EvaluationMethod | None,
        Key(
            ("評価", "Evaluation"),
            ("５－２ ⑥ 評価の方法、時期及び体制", "How the plan is evaluated"),
            also="評価の方法",
        ),
    ] = None
    publication: Annotated[
        Publication | None,
        Key(("公表", "Publication"), ("７－３ 評価の公表の手法", "How the evaluation is published")),
    ] = None
    evaluations: Annotated[
        Many[Evaluation],
        Key(
            ("効果検証", "Evaluation of"),
            ("各年度の評価の結果（人が書き入れる）", "The evaluations, as people gave them"),
            also="評価",
        ),
    ] = ()
    acknowledged: Annotated[
        Many[Acknowledgement],
        Key(
            ("回答済みの警告", "Acknowledged"),
            ("承知している警告", "Warnings that the authors have answered"),
        ),
    ] = ()
    licence: Annotated[
        Text | None,
        Key(("利用条件", "Licence"), ("このファイルの利用条件", "Licence of this file"), also="ライセンス"),
    ] = None
    source: Annotated[
        Source | None,
        Key(
            ("出典", "Source"),
            ("転記もとの計画書", "The document from which this file was written"),
            also="原本",
        ),
    ] = None

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
