"""How a plan is evaluated and published, what people found, and which warnings they answer."""

from typing import Annotated

from yport_cli.core.plan.fields import Block, Text, Year
from yport_cli.core.plan.key import Key


class EvaluationMethod(Block):
    """評価の方法、時期及び体制."""

    method: Annotated[Text | None, Key(("方法", "Method"), ("評価の手法", "How it is evaluated"))] = None
    body: Annotated[Text | None, Key(("主体", "Body"), ("評価の体制", "Who evaluates"))] = None
    experts: Annotated[
        Text | None, Key(("外部有識者", "Experts"), ("外部有識者", "The outside experts"), also="有識者")
    ] = None


class Publication(Block):
    """How, and how often, the result is published."""

    how: Annotated[
        Text | None, Key(("手法", "How"), ("公表の手法", "How the result is published"), also="方法")
    ] = None
    every: Annotated[Text | None, Key(("頻度", "Every"), ("公表の時期", "How often"))] = None
    contact: Annotated[
        Text | None,
        Key(
            ("問合せ先", "Contact"),
            ("公表するページに載せる問合せ先", "Whom to ask, as the page prints it"),
            also="連絡先 問い合わせ先",
        ),
    ] = None
    url: Annotated[
        Text | None,
        Key(
            ("公表ページ", "Url"), ("公表するページの場所（https://…）", "Where the page stands"), also="URL"
        ),
    ] = None


class Expert(Block):
    """What the outside experts said (外部有識者からの評価)."""

    verdict: Annotated[
        Text | None, Key(("判定", "Verdict"), ("外部有識者の評価", "The experts' verdict"))
    ] = None
    opinion: Annotated[
        Text | None, Key(("意見", "Opinion"), ("外部有識者の意見", "The experts' opinion"))
    ] = None


class NextPolicy(Block):
    """今後の方針."""

    policy: Annotated[
        Text | None, Key(("方針", "Policy"), ("今後の方針", "What happens next"), also="今後の方針")
    ] = None
    reason: Annotated[Text | None, Key(("理由", "Reason"), ("その理由", "Why"))] = None


class Evaluation(Block):
    """The evaluation of one fiscal year, as people gave it."""

    fiscal_year: Annotated[
        Year, Key(("年度", "Fiscal year"), ("評価した年度", "The fiscal year that was evaluated"))
    ]
    grade: Annotated[
        Text | None, Key(("事業の評価", "Grade"), ("事業効果", "The grade that people gave"), also="事業効果")
    ] = None
    expert: Annotated[
        Expert | None,
        Key(("外部有識者の評価", "Expert"), ("外部有識者からの評価", "What the outside experts said")),
    ] = None
    next: Annotated[
        NextPolicy | None,
        Key(("今後", "Next"), ("今後の方針", "What happens next, and why"), also="今後の方針"),
    ] = None


class Acknowledgement(Block):
    """A warning that the plan's author has answered."""

    code: Annotated[Text, Key(("コード", "Code"), ("警告の名前", "Code of the warning"))]
    reason: Annotated[Text, Key(("理由", "Reason"), ("承知している理由", "Why it is right as it is"))]
