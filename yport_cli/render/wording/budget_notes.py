"""What is to be known of each figure of a budget: what it follows from, and whether it is a limit."""

from collections.abc import Mapping

from yport_cli.core.figures.budget import BudgetOutcome
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.number import grouped
from yport_cli.core.plan.plan import Plan
from yport_cli.render.wording.figures import rate_text
from yport_cli.render.wording.safe_text import escape_controls

_BY_YEAR = {
    "decided": Sentence("年度別の決定額の合計", "the sum of what was decided by year"),
    "eligible": Sentence(
        "年度別の合計（決定額、または交付率 × 交付対象経費）",
        "the sum of the years: as decided, else rate × eligible cost",
    ),
    "upper_limit": Sentence(
        "上限（年度別の合計。交付対象経費の記載がない年度は交付率 × 当初予算額）",
        "at most (the sum of the years; rate × planned where no eligible cost is stated)",
    ),
}


def budget_notes(plan: Plan, budget: BudgetOutcome) -> Mapping[str, Sentence | None]:
    """The remark on each figure over the plan, by its name."""
    sources = [escape_controls(source.name) for source in budget.funding]
    return {
        "stated": _listed([year.label for year in budget.years if year.planned is not None]),
        "grant": _grant_note(plan, budget),
        "other_funding": _listed(sources),
        own_funds_label(budget): _own_funds_note(budget),
        "eligible_cost": _eligible_note(budget),
        "grant_to_receive": _sum_note(budget, "grant_to_receive"),
        "grant_to_return": _sum_note(budget, "grant_to_return"),
    }


def own_funds_label(budget: BudgetOutcome) -> str:
    """What is left to the body itself: 一般財源 where the plan lists its other sources, 自己財源 where not."""
    return "general_funds" if budget.funding else "own_funds"


def _listed(names: list[str]) -> Sentence:
    return Sentence("・".join(names), ", ".join(names))


def _sum_note(budget: BudgetOutcome, name: str) -> Sentence:
    """Of which years it is the sum, or which of them keep it from being known."""
    unknown = _listed([year.label for year in budget.begun if getattr(year, name) is None])
    if unknown.ja:
        return Sentence(f"{unknown.ja}が分からないため不明", f"not known for {unknown.en}, so not in all")
    counted = _listed([year.label for year in budget.begun])
    if not counted.ja:
        return Sentence("交付金と執行の記録なし", "neither a grant nor spending is recorded")
    all_years = Sentence("年度ごとの額の合計", "the sum of the years")
    is_part = len(budget.begun) < len(budget.years)
    of = Sentence(f"記録のある{counted.ja}の額", f"of {counted.en}, the years with records")
    said = of if is_part else all_years
    if budget.grant_due_basis is None:
        return said
    most = Sentence("上限", "at most") if name == "grant_to_receive" else Sentence("下限", "at least")
    return Sentence(f"{most.ja}（{said.ja}）", f"{most.en} ({said.en})")


def _eligible_note(budget: BudgetOutcome) -> Sentence | None:
    """The years that state none, where others do."""
    missing = [year.label for year in budget.years if year.eligible_cost is None]
    if budget.eligible_cost is not None or len(missing) == len(budget.years):
        return None
    return Sentence(
        f"{'・'.join(missing)}の記載がないため合計できません",
        f"no sum: none is stated for {', '.join(missing)}",
    )


def _why_unknown(budget: BudgetOutcome) -> Sentence | None:
    """Why a plan that has a grant does not say how much it is."""
    if not budget.grant_by_year:
        return None
    unknown = _listed([year.label for year in budget.years if year.grant is None])
    return Sentence(f"{unknown.ja}が分からないため合計できません", f"no sum: not known for {unknown.en}")


def _grant_note(plan: Plan, budget: BudgetOutcome) -> Sentence | None:
    grant = plan.budget.grant
    if grant is None:
        return None
    if budget.grant is None:
        return _why_unknown(budget)
    if budget.grant_by_year:
        return _BY_YEAR[budget.grant_basis or "decided"]
    if budget.grant_rate is None:
        return Sentence("決定額", "as decided")
    rate = rate_text(budget.grant_rate)
    if budget.grant_is_upper_limit:
        return Sentence(
            f"上限（総事業費 × {rate}。交付対象経費は記載なし）",
            f"at most ({rate} of the total cost; the eligible cost is not stated)",
        )
    cost = budget.eligible_cost
    if budget.grant_basis == "eligible" and cost is not None:
        return Sentence(
            f"交付率 {rate}、交付対象経費 {grouped(cost)}", f"rate {rate}, eligible cost {grouped(cost)}"
        )
    return Sentence(f"決定額（交付率 {rate}）", f"as decided (rate {rate})")


def _own_funds_note(budget: BudgetOutcome) -> Sentence | None:
    if budget.own_funds is None:
        return None
    if budget.grant_is_upper_limit:
        return Sentence(
            "下限（総事業費 − 交付金の上限）", "at least (total cost less the most the grant can be)"
        )
    if budget.funding:
        return Sentence(
            "総事業費 − 交付金 − そのほかの財源", "total cost less the grant and the other sources"
        )
    return Sentence("総事業費 − 交付金", "total cost less the grant")
