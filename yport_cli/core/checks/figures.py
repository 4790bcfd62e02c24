"""Rules about figures that must agree: sums and claims. Those about money are in `budget_sums`."""

from collections.abc import Iterator

from yport_cli.core.figures.sufficiency_years import break_even_year
from yport_cli.core.issues.issue import Issue, Related, Rule, Severity
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.number import grouped, total
from yport_cli.core.plan.plan import Plan
from yport_cli.core.refusals.words import short

CUMULATIVE_MISMATCH = Rule("cumulative-mismatch")
BREAK_EVEN_CLAIM = Rule("break-even-claim")
AGAINST_DIRECTION = Rule("against-direction", Severity.WARNING)


def cumulative_mismatch(plan: Plan) -> Iterator[Issue]:
    """The stated cumulative is the sum of the increments; the baseline is not in it."""
    for index, kpi in enumerate(plan.kpis):
        if kpi.stated_cumulative is None:
            continue
        computed = total(kpi.planned.values())
        if computed is not None and computed != kpi.stated_cumulative:
            difference = kpi.stated_cumulative - computed
            terms = " + ".join(grouped(figure) for figure in kpi.planned.values() if figure is not None)
            yield CUMULATIVE_MISMATCH.issue(
                ("kpis", index, "stated_cumulative"),
                Sentence(
                    f"「{short(kpi.title)}」の累計 {grouped(kpi.stated_cumulative)} は増加分の合計 {grouped(computed)} と"
                    f"一致しません（差 {grouped(difference)}）",
                    f"the stated cumulative of {short(kpi.title)!r}, {grouped(kpi.stated_cumulative)}, "
                    f"is not the sum of its increments, {grouped(computed)} (difference "
                    f"{grouped(difference)})",
                ),
                Sentence(
                    f"{terms} = {grouped(computed)} です。原本と照らし、増加分か累計を直してください（基準値は累計に含めません）",
                    f"{terms} = {grouped(computed)}; compare with the document and correct the increments or "
                    "the cumulative (the baseline is not part of it)",
                ),
                related=(
                    Related(
                        ("kpis", index, "increments"),
                        Sentence("足し合わせた増加分", "the increments that were added"),
                    ),
                ),
            )


def against_direction(plan: Plan) -> Iterator[Issue]:
    """The last target of a KPI is better than its baseline; the sum of increments runs in its direction."""
    for index, kpi in enumerate(plan.kpis):
        known = [kpi.planned[year] for year in plan.years if kpi.planned.get(year) is not None]
        target = total(known) if kpi.adds_up else known[-1] if known else None
        if target is None or kpi.start is None or not kpi.is_worse(target, kpi.start):
            continue
        series = "increments" if kpi.adds_up else "targets"
        way = Sentence("増やす", "more") if kpi.direction == "increase" else Sentence("減らす", "less")
        start = Sentence("増加分の合計", "the increments add up to")
        if not kpi.adds_up:
            baseline = grouped(kpi.start)
            start = Sentence(f"基準値 {baseline} に対する最後の目標値", f"from {baseline} the last target is")
        yield AGAINST_DIRECTION.issue(
            ("kpis", index, "direction"),
            Sentence(
                f"「{short(kpi.title)}」は{way.ja}のがよい指標ですが、{start.ja}は {grouped(target)} です",
                f"{way.en} of {short(kpi.title)!r} is better, yet {start.en} {grouped(target)}",
            ),
            Sentence(
                "direction か値を直してください。悪化を抑える目標なら、acknowledged に理由を書いてください",
                "correct direction or the figures; a decline that is slowed is answered under acknowledged",
            ),
            related=(Related(("kpis", index, series), Sentence("目標", "the targets")),),
        )


def break_even_claim(plan: Plan) -> Iterator[Issue]:
    """The break-even year that the plan claims is the one that its figures give."""
    block = plan.self_sufficiency
    if block is None or block.break_even_year is None:
        return
    if not any(block.revenue.get(year) is not None and cost is not None for year, cost in block.cost.items()):
        return  # with no year to compare, nothing is known either way
    claimed = block.break_even_year.year
    computed = break_even_year(block.revenue, block.cost)
    if computed != claimed:
        label = plan.label(claimed)
        found = Sentence("均衡する年度はありません", "no year breaks even")
        if computed is not None:
            found = Sentence(
                f"均衡するのは {plan.label(computed)} です",
                f"the figures break even in {plan.label(computed)}",
            )
        yield BREAK_EVEN_CLAIM.issue(
            ("self_sufficiency", "break_even_year"),
            Sentence(
                f"収支均衡年度は {label} とありますが、収支から計算すると{found.ja}",
                f"the plan claims {label} as break-even year, but {found.en}",
            ),
            Sentence(
                "収支均衡年度は、事業収支が経費以上になり、その後の年度も下回らない最初の年度です（経費が0の年度は数えません）",
                "it is the first year with a cost that its revenue covers and no later stated year falls "
                "back",
            ),
            # Any year of either may decide: while one cannot be read, nothing is said of the claim.
            related=(
                Related(("self_sufficiency", "revenue"), Sentence("年度ごとの事業収支", "the revenue")),
                Related(("self_sufficiency", "cost"), Sentence("年度ごとの経費", "the cost")),
            ),
        )
