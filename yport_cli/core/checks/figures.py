"""Rules about figures that must agree: sums, limits, claims."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from yport_cli.core.figures.sufficiency_years import break_even_year
from yport_cli.core.issues.issue import Issue, Related, Route, Rule, Severity
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.money import YEN_PER_UNIT
from yport_cli.core.numbers.number import Number, Quantity, grouped, simplified, total
from yport_cli.core.plan.plan import Plan
from yport_cli.core.refusals.words import short

CUMULATIVE_MISMATCH = Rule("cumulative-mismatch")
BUDGET_OVER_TOTAL = Rule("budget-over-total")
BUDGET_SUM_MISMATCH = Rule("budget-sum-mismatch")
GRANT_CAP = Rule("grant-cap", Severity.WARNING)
ELIGIBLE_OVER_TOTAL = Rule("eligible-over-total")
GRANT_OVER_LIMIT = Rule("grant-over-limit")
BREAK_EVEN_CLAIM = Rule("break-even-claim")
LINES_OVER_BUDGET = Rule("lines-over-budget")
AGAINST_DIRECTION = Rule("against-direction", Severity.WARNING)

# The state's share per fiscal year in 千円, for prefectures and municipalities, from 内閣府「地方創生推進交付金
# （平成29年度）の運用方針（案）について」（資料4-2）1 (2) 交付上限額; the caps of later years were not found.
GRANT_CAPS: Mapping[tuple[int, str], tuple[int, int]] = {
    (2016, "先駆"): (200_000, 100_000),
    (2016, "横展開"): (50_000, 25_000),
    (2017, "先駆"): (300_000, 200_000),
    (2017, "横展開"): (75_000, 50_000),
}


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


def budget_over_total(plan: Plan) -> Iterator[Issue]:
    """The amounts stated for the years do not exceed the project's total cost."""
    budget = plan.budget
    stated = total(budget.years.values())
    if stated is not None and stated > budget.total:
        excess = stated - budget.total
        yield BUDGET_OVER_TOTAL.issue(
            ("budget", "total"),
            Sentence(
                f"年度別の合計 {grouped(stated)}{budget.unit} が総事業費 {grouped(budget.total)}{budget.unit} を "
                f"{grouped(excess)}{budget.unit} 上回ります",
                f"the years add up to {_amount(stated, budget.unit)}, "
                f"{_amount(excess, budget.unit)} more than the total of {_amount(budget.total, budget.unit)}",
            ),
            Sentence(
                "原本と照らし、年度別の額か総事業費を直してください",
                "compare with the document; correct the years or the total",
            ),
            related=_stated_years(plan),
        )


def lines_over_budget(plan: Plan) -> Iterator[Issue]:
    """The lines of the budget add up to no more than the total, nor in a year to more than its amount."""
    budget, unit = plan.budget, plan.budget.unit
    limits: list[tuple[Route, Sentence, Number | None, list[Number | None]]] = [
        (
            ("budget", "total"),
            Sentence("総事業費", "the total"),
            budget.total,
            [amount for line in budget.lines for amount in line.years.values()],
        )
    ]
    for year in plan.years:
        named = Sentence(f"{plan.label(year)}の額", f"the amount of {plan.label(year)}")
        of_year = [line.years.get(year) for line in budget.lines]
        limits.append((("budget", "years", year), named, budget.years.get(year), of_year))
    for route, named, limit, amounts in limits:
        stated = total(amounts)
        if limit is not None and stated is not None and stated > limit:
            yield LINES_OVER_BUDGET.issue(
                route,
                Sentence(
                    f"費目の合計 {grouped(stated)}{unit} が{named.ja} {grouped(limit)}{unit} を {grouped(stated - limit)}{unit} 上回ります",
                    f"the lines add up to {_amount(stated, unit)}, {_amount(stated - limit, unit)} more than "
                    f"{named.en}, {_amount(limit, unit)}",
                ),
                Sentence(
                    "原本と照らし、費目の額か合計を直してください",
                    "compare with the document; correct the lines or the sum",
                ),
                related=(Related(("budget", "lines"), Sentence("費目", "the lines")),),
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


def budget_sum_mismatch(plan: Plan) -> Iterator[Issue]:
    """With every fiscal year stated, the years add up to the total."""
    budget = plan.budget
    if any(budget.years.get(year) is None for year in plan.years):
        return
    stated = total(budget.years.values())
    if stated is not None and stated < budget.total:
        rest = budget.total - stated
        yield BUDGET_SUM_MISMATCH.issue(
            ("budget", "total"),
            Sentence(
                f"全年度の合計 {grouped(stated)}{budget.unit} が総事業費 {grouped(budget.total)}{budget.unit} に "
                f"{grouped(rest)}{budget.unit} 足りません",
                f"all years add up to {_amount(stated, budget.unit)}, {_amount(rest, budget.unit)} less than "
                f"the total of {_amount(budget.total, budget.unit)}",
            ),
            Sentence(
                "原本と照らして直してください。記載のない年度は書かずにおきます",
                "compare with the document; leave out a year that it does not state",
            ),
            related=_stated_years(plan),
        )


def grant_cap(plan: Plan) -> Iterator[Issue]:
    """The state's share of a year stays within the cap of its kind of grant."""
    grant, unit = plan.budget.grant, plan.budget.unit
    body = plan.project.body if plan.project and plan.project.body else plan.authors[0]
    is_prefecture, is_municipality = (
        body.endswith(("都", "道", "府", "県")),
        body.endswith(("市", "区", "町", "村")),
    )
    if grant is None or grant.rate is None or grant.kind is None or not (is_prefecture or is_municipality):
        return
    if unit not in YEN_PER_UNIT:
        return  # one that could not be read: what it was meant to be, nobody knows
    for year, amount in plan.budget.years.items():
        caps = GRANT_CAPS.get((year, grant.kind))
        if caps is None or amount is None:
            continue
        cap = caps[0] if is_prefecture else caps[1]
        share = grant.rate * Fraction(amount)
        if share * YEN_PER_UNIT[unit] > cap * YEN_PER_UNIT["千円"]:
            label = plan.label(year)
            body_class = (
                Sentence("都道府県", "prefectures")
                if is_prefecture
                else Sentence("市区町村", "municipalities")
            )
            yield GRANT_CAP.issue(
                ("budget", "years", year),
                Sentence(
                    f"{label}年度の交付金 {grouped(simplified(share))}{unit} が{grant.kind}タイプ・{body_class.ja}の上限 {cap:,}千円 を超えます",
                    f"the grant of {label}, {_amount(simplified(share), unit)}, passes the cap of {cap:,} 千円 for {grant.kind} and {body_class.en}",
                ),
                Sentence(
                    "効果が高い事業として認められたなら acknowledged に理由を書いてください",
                    "if it was allowed for its high effect, say so under acknowledged",
                ),
                related=(
                    Related(("budget", "grant", "kind"), Sentence("交付金の種類", "the kind of the grant")),
                ),
            )


def eligible_over_total(plan: Plan) -> Iterator[Issue]:
    """The eligible cost is part of the project's total cost."""
    grant = plan.budget.grant
    if grant is not None and grant.eligible_cost is not None and grant.eligible_cost > plan.budget.total:
        unit = plan.budget.unit
        yield ELIGIBLE_OVER_TOTAL.issue(
            ("budget", "grant", "eligible_cost"),
            Sentence(
                f"交付対象経費 {grouped(grant.eligible_cost)}{unit} が総事業費 {grouped(plan.budget.total)}{unit} を超えます",
                f"the eligible cost of {_amount(grant.eligible_cost, unit)} exceeds "
                f"the total of {_amount(plan.budget.total, unit)}",
            ),
            Sentence("交付対象経費は総事業費の内数です", "the eligible cost is part of the total cost"),
            related=(Related(("budget", "total"), Sentence("総事業費", "the total cost")),),
        )


def grant_over_limit(plan: Plan) -> Iterator[Issue]:
    """The grant that was decided is at most rate × eligible cost; without that cost, rate × total."""
    grant = plan.budget.grant
    if grant is None or grant.amount is None or grant.rate is None:
        return
    base = grant.eligible_cost if grant.eligible_cost is not None else plan.budget.total
    limit = simplified(grant.rate * Fraction(base))
    if Fraction(grant.amount) > Fraction(limit):
        unit = plan.budget.unit
        cost = (
            ("budget", "grant", "eligible_cost") if grant.eligible_cost is not None else ("budget", "total")
        )
        rate = f"{grant.rate.numerator}/{grant.rate.denominator}"
        yield GRANT_OVER_LIMIT.issue(
            ("budget", "grant", "amount"),
            Sentence(
                f"交付金 {grouped(grant.amount)}{unit} が交付率 {rate} × {grouped(base)}{unit} = {grouped(limit)}{unit} を超えます",
                f"the grant of {_amount(grant.amount, unit)} exceeds "
                f"{rate} × {_amount(base, unit)} = {_amount(limit, unit)}",
            ),
            Sentence("交付決定通知と照らして直してください", "compare with the notice of the grant decision"),
            related=(
                Related(("budget", "grant", "rate"), Sentence("交付率", "the rate")),
                Related(cost, Sentence("掛けた経費", "the cost it applies to")),
            ),
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


def _amount(amount: Quantity, unit: str) -> str:
    """An amount in an English sentence; the unit is empty while that of the plan cannot be read."""
    return f"{grouped(amount)} {unit}".rstrip()


def _stated_years(plan: Plan) -> tuple[Related, ...]:
    """The lines that were added; the last is the one that breaks the sum."""
    return tuple(
        Related(
            ("budget", "years", year),
            Sentence(f"{plan.label(year)} の額", f"the amount of {plan.label(year)}"),
        )
        for year, amount in plan.budget.years.items()
        if amount is not None
    )
