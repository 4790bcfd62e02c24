"""The money of a plan: its budget, the grant, and self-sufficiency."""

from typing import Annotated

from pydantic import Field

from yport_cli.core.numbers.money import MoneyUnit
from yport_cli.core.plan.fields import (
    Amount,
    AmountOrByYear,
    AmountsByYear,
    Block,
    Identifier,
    Many,
    NumbersByYear,
    RateOrByYear,
    Text,
    Year,
)
from yport_cli.core.plan.key import Key


class BudgetLine(Block):
    """One line of the budget (費目), by fiscal year in the budget's unit."""

    id: Annotated[Identifier, Key(("id", "Id"), ("費目の識別子", "Identifier of the line"))]
    name: Annotated[Text, Key(("名称", "Name"), ("費目", "Name of the line"))]
    years: Annotated[
        AmountsByYear, Key(("年度別", "By year"), ("年度別の額", "Amounts by fiscal year"), also="各年度")
    ]


class Grant(Block):
    """The grant (交付金): `rate` × eligible cost, or the `amount` that was decided.

    Each of the three is one figure for the plan, or a table by fiscal year; a year missing from a table is
    unknown.
    """

    measure: Annotated[
        Text | None,
        Key(
            ("措置の番号", "Measure"), ("支援措置の番号（A3007 など）", "Number of the measure"), also="措置"
        ),
    ] = None
    name: Annotated[Text | None, Key(("名称", "Name"), ("交付金の名称", "Name of the grant"))] = None
    kind: Annotated[
        Text | None, Key(("種別", "Kind"), ("種類（先駆・ソフト事業 など）", "Kind of grant, such as 先駆"))
    ] = None
    rate: Annotated[
        RateOrByYear | None,
        Key(
            ("交付率", "Rate"),
            (
                "交付率（1/2 など）。年度別なら {H29: 1/2, H31: 0}",
                "Share of the eligible cost, such as 1/2; by year {H29: 1/2, H31: 0}",
            ),
            also="補助率",
        ),
    ] = None
    eligible_cost: Annotated[
        AmountOrByYear | None,
        Key(
            ("交付対象経費", "Eligible cost"),
            ("交付対象経費。計画全体か年度別", "Eligible cost, of the plan or by year"),
            also="対象経費",
        ),
    ] = None
    amount: Annotated[
        AmountOrByYear | None,
        Key(
            ("決定額", "Amount decided"),
            ("交付決定額。計画全体か年度別", "The amount that was decided, for the plan or by year"),
            also="金額 交付額 交付決定額",
        ),
    ] = None


class FundingSource(Block):
    """One source of money beside the grant (財源), by fiscal year in the budget's unit."""

    id: Annotated[Identifier, Key(("id", "Id"), ("財源の識別子", "Identifier of the source"))]
    name: Annotated[Text, Key(("名称", "Name"), ("財源（企業版ふるさと納税 など）", "Name of the source"))]
    years: Annotated[
        AmountsByYear, Key(("年度別", "By year"), ("年度別の額", "Amounts by fiscal year"), also="各年度")
    ]


class Budget(Block):
    """総事業費 and what the plan states of it per fiscal year, in `unit`."""

    unit: Annotated[MoneyUnit, Key(("単位", "Unit"), ("金額の単位", "Unit of all amounts of the budget"))]
    total: Annotated[
        Amount | None,
        Key(
            ("総事業費", "Total cost"),
            (
                "総事業費。交付金の額ではない。記載のない計画では null",
                "Total cost of the project, not the grant; null where the plan states none",
            ),
            also="総額",
        ),
    ]
    years: Annotated[
        AmountsByYear,
        Key(
            ("年度別", "By year"),
            ("年度別の経費。計画に記載のある年度だけ", "Cost by year; only what the plan states"),
        ),
    ] = Field(default_factory=dict)
    lines: Annotated[
        Many[BudgetLine], Key(("費目", "Line"), ("費目別の経費", "Cost by budget line"), also="内訳")
    ] = ()
    grant: Annotated[Grant | None, Key(("交付金", "Grant"), ("交付金", "The grant"))] = None
    funding: Annotated[
        Many[FundingSource],
        Key(
            ("財源", "Source of money"),
            ("交付金のほかの財源（財源内訳）", "Sources of money beside the grant"),
            also="財源内訳",
        ),
    ] = ()


class SelfSufficiency(Block):
    """自立性: own revenue (事業収支, net of outsourcing and other costs) beside the project's cost, in `unit`."""

    unit: Annotated[MoneyUnit, Key(("単位", "Unit"), ("金額の単位", "Unit of the amounts"))]
    revenue: Annotated[
        NumbersByYear,
        Key(
            ("事業収支", "Net revenue"),
            ("年度別の事業収支（外注費等を引いた額）", "Net revenue by year"),
            also="収入 収益",
        ),
    ] = Field(default_factory=dict)
    cost: Annotated[
        AmountsByYear, Key(("経費", "Cost"), ("年度別の事業予算", "The project's cost by year"), also="費用")
    ] = Field(default_factory=dict)
    break_even_year: Annotated[
        Year | None,
        Key(
            ("収支均衡年度", "Break-even year"),
            ("計画のいう収支均衡年度", "The year in which the plan claims to break even"),
        ),
    ] = None
