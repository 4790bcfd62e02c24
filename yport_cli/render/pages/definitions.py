"""What the words and signs of a report mean."""

from yport_cli.core.figures.kpi import Standing
from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.render.shapes.report import Definition, Fact
from yport_cli.render.wording.headlines import URGENCY
from yport_cli.render.wording.labels import label

_STANDINGS: dict[Standing, Sentence] = {
    "missed": Sentence(
        "最後の年度が終わり、計画の目標に届いていない。", "The last year has ended short of the target."
    ),
    "behind": Sentence(
        "終わった直近の年度までの目標に届いていない。", "Short of the target of the last year that has ended."
    ),
    "not_recorded": Sentence("実績の記録がない（0とは異なる）。", "Nothing is recorded, which is not 0."),
    "no_target": Sentence("計画に目標値がない。", "The plan gives no target."),
    "running": Sentence("目標のある年度がまだ一つも終わっていない。", "No year with a target has ended yet."),
    "on_pace": Sentence(
        "終わった直近の年度までの目標に届いている。", "The target of the last year that has ended is reached."
    ),
    "reached": Sentence("計画の最後の目標に届いた。", "The plan's last target is reached."),
}
_TERMS = (
    (
        Sentence("目標・累計", "Target, cumulative"),
        Sentence(
            "増加分の指標では各年度の増加分と初年度からの合計。基準値は含みません。水準の指標ではその年度に達する値。",
            "Of increments each year's, and their sum from the first year, without the baseline; of levels "
            "the value to reach in the year.",
        ),
    ),
    (
        Sentence("達成率", "Rate"),
        Sentence(
            "変化の割合は実績の変化 ÷ 計画の変化、実績÷目標は水準どうし。100%以上と目標の達成が一致する式がないときは示しません。",
            "Change: actual change ÷ planned change; actual/target: of levels. None is given where no "
            "formula makes 100 % and reaching the target the same.",
        ),
    ),
    (
        Sentence("不足・超過", "Shortfall"),
        Sentence(
            "目標に届かない側にどれだけ離れているか。0より小さくはなりません。",
            "How far it is on the wrong side of the target; never below 0.",
        ),
    ),
    (
        Sentence("執行率・残額", "Execution rate, balance"),
        Sentence(
            "執行額 ÷ 総事業費（補正があれば補正後）と、その差。",
            "Spent ÷ total cost, with its supplements, and what is left of it.",
        ),
    ),
    (
        Sentence("事業収支・経費", "Net revenue, cost"),
        Sentence(
            "総売上から外注費等を差し引いた額（交付金を除く）と、本事業の経費。自立性に公式の判定基準はありません。",
            "Sales less outsourcing, without the grant, and the project's cost. There is no official test of "
            "self-sufficiency.",
        ),
    ),
    (
        Sentence("― 記載なし 未記録", "―, not stated, not recorded"),
        Sentence(
            "計算できない、計画にない、実績の記録がない。いずれも0とは異なります。",
            "It cannot be computed, the plan does not say, nothing is recorded. None of them is 0.",
        ),
    ),
)


def standings_explained(language: Language) -> tuple[Definition, ...]:
    """Each standing, what needs attention first."""
    return tuple(
        Definition(one, label(f"standing_{one}", language), _STANDINGS[one].text_in(language))
        for one in URGENCY
    )


def terms_explained(language: Language) -> tuple[Fact, ...]:
    """The other words of the page."""
    return tuple(Fact(term.text_in(language), meaning.text_in(language)) for term, meaning in _TERMS)
