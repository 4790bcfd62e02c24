"""Rules across the fields of a plan: each a pure function from a plan to its issues."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any

from yport_cli.core.fiscal_year import fiscal_year_of, last_day
from yport_cli.core.issue import KEY, Issue, Related, Route, Sentence, Severity
from yport_cli.core.number import grouped, simplified, total
from yport_cli.core.plan import LEDGER_ITEMS, YEN_PER_UNIT, Kpi, Plan
from yport_cli.core.self_sufficiency import break_even_year

Check = Callable[[Plan], Iterator[Issue]]


def fiscal_year_order(plan: Plan) -> Iterator[Issue]:
    """The fiscal years follow one another without a gap."""
    position = _first_positions(plan)
    for before, year in pairwise(position):
        if year != before + 1:
            expected = plan.label(before + 1)
            yield Issue(
                "fiscal-year-order",
                ("fiscal_years", position[year]),
                Sentence(
                    f"{plan.label(before)} の次に {plan.label(year)} があります",
                    f"{plan.label(year)} follows {plan.label(before)}",
                ),
                Sentence(
                    f"年度は一年ずつ順に書いてください（次は {expected}）",
                    f"write the years in order, one by one: next is {expected}",
                ),
                related=(
                    Related(("fiscal_years", position[before]), Sentence("前の年度", "the year before")),
                ),
            )


def duplicate_year(plan: Plan) -> Iterator[Issue]:
    """Each fiscal year of the plan is named once."""
    first = _first_positions(plan)
    for position, year in enumerate(plan.years):
        if first[year] != position:
            label = plan.label(year)
            yield Issue(
                "duplicate-year",
                ("fiscal_years", position),
                Sentence(f"{label} が二度書かれています", f"{label} is written twice"),
                Sentence("年度は一度だけ書いてください", "write each fiscal year once"),
                related=(
                    Related(
                        ("fiscal_years", first[year]),
                        Sentence("最初はここにあります", "it stands here first"),
                    ),
                ),
            )


def missing_year(plan: Plan) -> Iterator[Issue]:
    """Each KPI has a figure, or null, for each fiscal year of the plan."""
    years = _first_positions(plan)
    for index, kpi in enumerate(plan.kpis):
        planned = kpi.planned
        for year in years:
            if year not in planned:
                label = plan.label(year)
                yield Issue(
                    "missing-year",
                    ("kpis", index, _series(kpi), label),
                    Sentence(
                        f"「{kpi.title}」に {label} の値がありません",
                        f"{kpi.title!r} has no figure for {label}",
                    ),
                    Sentence(
                        f"{label}: 値 を加えてください。その年度に目標がなければ {label}: null です",
                        f"add {label}: and its figure, or {label}: null when that year has no target",
                    ),
                )


def foreign_year(plan: Plan) -> Iterator[Issue]:
    """Every year that carries a figure is a fiscal year of the plan; self-sufficiency may look beyond its end."""
    tables: list[tuple[Route, Mapping[int, Any]]] = [
        (("kpis", index, _series(kpi)), kpi.planned) for index, kpi in enumerate(plan.kpis)
    ]
    tables.append((("budget", "years"), plan.budget.years))
    tables.extend(
        (("budget", "lines", index, "years"), line.years) for index, line in enumerate(plan.budget.lines)
    )
    own = set(plan.years)
    for route, table in tables:
        for year in table:
            if year not in own:
                yield _foreign(plan, (*route, year, KEY), year)
    first = plan.years[0]
    if plan.self_sufficiency is not None:
        for name in ("revenue", "cost"):
            for year in getattr(plan.self_sufficiency, name):
                if year < first:
                    yield _foreign(plan, ("self_sufficiency", name, year, KEY), year)
    for index, evaluation in enumerate(plan.evaluations):
        if evaluation.fiscal_year.year not in own:
            yield _foreign(plan, ("evaluations", index, "fiscal_year"), evaluation.fiscal_year.year)


def cumulative_mismatch(plan: Plan) -> Iterator[Issue]:
    """The cumulative figure that the document prints is the sum of the increments; the baseline is not in it."""
    for index, kpi in enumerate(plan.kpis):
        if kpi.kind != "increment" or kpi.stated_cumulative is None:
            continue
        computed = total(kpi.planned.values())
        if computed is not None and computed != kpi.stated_cumulative:
            difference = kpi.stated_cumulative - computed
            terms = " + ".join(grouped(figure) for figure in kpi.planned.values() if figure is not None)
            yield Issue(
                "cumulative-mismatch",
                ("kpis", index, "stated_cumulative"),
                Sentence(
                    f"「{kpi.title}」の累計 {grouped(kpi.stated_cumulative)} は増加分の合計 {grouped(computed)} と"
                    f"一致しません（差 {grouped(difference)}）",
                    f"the stated cumulative of {kpi.title!r}, {grouped(kpi.stated_cumulative)}, is not the sum of its "
                    f"increments, {grouped(computed)} (difference {grouped(difference)})",
                ),
                Sentence(
                    f"{terms} = {grouped(computed)} です。原本と照らし、増加分か累計を直してください（基準値は累計に含めません）",
                    f"{terms} = {grouped(computed)}; compare with the document and correct the increments or the cumulative "
                    "(the baseline is not part of it)",
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
        yield Issue(
            "budget-over-total",
            ("budget", "total"),
            Sentence(
                f"年度別の合計 {grouped(stated)}{budget.unit} が総事業費 {grouped(budget.total)}{budget.unit} を "
                f"{grouped(excess)}{budget.unit} 上回ります",
                f"the years add up to {grouped(stated)} {budget.unit}, {grouped(excess)} {budget.unit} more than the total "
                f"of {grouped(budget.total)} {budget.unit}",
            ),
            Sentence(
                "原本と照らし、年度別の額か総事業費を直してください",
                "compare with the document; correct the years or the total",
            ),
            related=_stated_years(plan),
        )


def budget_sum_mismatch(plan: Plan) -> Iterator[Issue]:
    """With every fiscal year stated, the years add up to the total."""
    budget = plan.budget
    if any(budget.years.get(year) is None for year in plan.years):
        return
    stated = total(budget.years.values())
    if stated is not None and stated < budget.total:
        rest = budget.total - stated
        yield Issue(
            "budget-sum-mismatch",
            ("budget", "total"),
            Sentence(
                f"全年度の合計 {grouped(stated)}{budget.unit} が総事業費 {grouped(budget.total)}{budget.unit} に "
                f"{grouped(rest)}{budget.unit} 足りません",
                f"all years add up to {grouped(stated)} {budget.unit}, {grouped(rest)} {budget.unit} less than the total of "
                f"{grouped(budget.total)} {budget.unit}",
            ),
            Sentence(
                "原本と照らして直してください。記載のない年度は書かずにおきます",
                "compare with the document; leave out a year that it does not state",
            ),
            related=_stated_years(plan),
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
        yield Issue(
            "grant-over-limit",
            ("budget", "grant", "amount"),
            Sentence(
                f"交付金 {grouped(grant.amount)}{unit} が交付率 {rate} × {grouped(base)}{unit} = {grouped(limit)}{unit} を超えます",
                f"the grant of {grouped(grant.amount)} {unit} exceeds {rate} × {grouped(base)} {unit} = {grouped(limit)} {unit}",
            ),
            Sentence("交付決定通知と照らして直してください", "compare with the notice of the grant decision"),
            related=(
                Related(("budget", "grant", "rate"), Sentence("交付率", "the rate")),
                Related(cost, Sentence("掛けた経費", "the cost it applies to")),
            ),
        )


# The state's share per fiscal year in 千円, for prefectures and municipalities; later years' caps were not found.
GRANT_CAPS: Mapping[tuple[int, str], tuple[int, int]] = {
    (2016, "先駆"): (200_000, 100_000),
    (2016, "横展開"): (50_000, 25_000),
    (2017, "先駆"): (300_000, 200_000),
    (2017, "横展開"): (75_000, 50_000),
}


def grant_cap(plan: Plan) -> Iterator[Issue]:
    """The grant of a year stays within the cap of its kind: a warning, for a project of high effect may pass it."""
    grant, unit = plan.budget.grant, plan.budget.unit
    body = plan.project.body if plan.project and plan.project.body else plan.authors[0]
    is_prefecture, is_municipality = (
        body.endswith(("都", "道", "府", "県")),
        body.endswith(("市", "区", "町", "村")),
    )
    if grant is None or grant.rate is None or grant.kind is None or not (is_prefecture or is_municipality):
        return
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
            yield Issue(
                "grant-cap",
                ("budget", "years", year),
                Sentence(
                    f"{label}年度の交付金 {grouped(simplified(share))}{unit} が{grant.kind}タイプ・{body_class.ja}の上限 {cap:,}千円 を超えます",
                    f"the grant of {label}, {grouped(simplified(share))} {unit}, passes the cap of {cap:,} 千円 for {grant.kind} and {body_class.en}",
                ),
                Sentence(
                    "効果が高い事業として認められたなら acknowledged に理由を書いてください",
                    "if it was allowed for its high effect, say so under acknowledged",
                ),
                Severity.WARNING,
                related=(
                    Related(("budget", "grant", "kind"), Sentence("交付金の種類", "the kind of the grant")),
                ),
            )


def eligible_over_total(plan: Plan) -> Iterator[Issue]:
    """The eligible cost is part of the project's total cost."""
    grant = plan.budget.grant
    if grant is not None and grant.eligible_cost is not None and grant.eligible_cost > plan.budget.total:
        unit = plan.budget.unit
        yield Issue(
            "eligible-over-total",
            ("budget", "grant", "eligible_cost"),
            Sentence(
                f"交付対象経費 {grouped(grant.eligible_cost)}{unit} が総事業費 {grouped(plan.budget.total)}{unit} を超えます",
                f"the eligible cost of {grouped(grant.eligible_cost)} {unit} exceeds the total of {grouped(plan.budget.total)} {unit}",
            ),
            Sentence("交付対象経費は総事業費の内数です", "the eligible cost is part of the total cost"),
            related=(Related(("budget", "total"), Sentence("総事業費", "the total cost")),),
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
        yield Issue(
            "break-even-claim",
            ("self_sufficiency", "break_even_year"),
            Sentence(
                f"均衡年度は {label} とありますが、収支から計算すると{found.ja}",
                f"the plan claims {label} as break-even year, but {found.en}",
            ),
            Sentence(
                "均衡年度は、収入が経費以上になり、その後の年度も下回らない最初の年度です",
                "it is the first year whose revenue covers its cost with no later stated year falling back",
            ),
            # Any year of either may decide: while one cannot be read, nothing is said of the claim.
            related=(
                Related(("self_sufficiency", "revenue"), Sentence("年度ごとの事業収支", "the revenue")),
                Related(("self_sufficiency", "cost"), Sentence("年度ごとの経費", "the cost")),
            ),
        )


def period_end(plan: Plan) -> Iterator[Issue]:
    """The period ends with the last fiscal year: a warning, for plans that end on another day do exist."""
    last = max(plan.years)
    expected = last_day(last)
    if plan.period.end != expected:
        yield Issue(
            "period-end",
            ("period", "end"),
            Sentence(
                f"計画期間の終わり {plan.period.end} が最終年度 {plan.label(last)} の末日 {expected} と異なります",
                f"the period ends on {plan.period.end}, not with the last fiscal year {plan.label(last)} on {expected}",
            ),
            Sentence(
                f"{expected} と書くか、fiscal_years を確かめてください（{plan.period.end} は{plan.label(fiscal_year_of(plan.period.end))}年度です）",
                f"write {expected}, or check fiscal_years ({plan.period.end} is in {plan.label(fiscal_year_of(plan.period.end))})",
            ),
            Severity.WARNING,
            related=(
                Related(
                    ("fiscal_years", plan.years.index(last)), Sentence("最終年度", "the last fiscal year")
                ),
            ),
        )


def period_order(plan: Plan) -> Iterator[Issue]:
    """The period starts before it ends."""
    if plan.period.start is not None and plan.period.start > plan.period.end:
        yield Issue(
            "period-order",
            ("period", "start"),
            Sentence(
                f"計画期間の始まり {plan.period.start} が終わり {plan.period.end} より後です",
                f"the period starts on {plan.period.start}, after its end on {plan.period.end}",
            ),
            Sentence("始まりか終わりの日付を直してください", "correct one of the two dates"),
            related=(Related(("period", "end"), Sentence("終わり", "the end")),),
        )


def duplicate_id(plan: Plan) -> Iterator[Issue]:
    """Each KPI, content and budget line has an id of its own."""
    lists: list[tuple[Route, Iterable[str]]] = [
        (("kpis",), (kpi.id for kpi in plan.kpis)),
        (("budget", "lines"), (line.id for line in plan.budget.lines)),
    ]
    if plan.project is not None:
        lists.append((("project", "contents"), (content.id for content in plan.project.contents)))
    for route, identifiers in lists:
        seen: dict[str, int] = {}
        for index, identifier in enumerate(identifiers):
            first = seen.setdefault(identifier, index)
            if first != index:
                yield Issue(
                    "duplicate-id",
                    (*route, index, "id"),
                    Sentence(
                        f"id「{identifier}」はすでに使われています", f"the id {identifier!r} is already taken"
                    ),
                    Sentence("別の id にしてください", "choose another id"),
                    related=(Related((*route, first, "id"), Sentence("最初の id", "the first one")),),
                )


def reserved_id(plan: Plan) -> Iterator[Issue]:
    """No KPI takes the name of a ledger item."""
    for index, kpi in enumerate(plan.kpis):
        if kpi.id in LEDGER_ITEMS:
            yield Issue(
                "reserved-id",
                ("kpis", index, "id"),
                Sentence(
                    f"id「{kpi.id}」は実績台帳の項目名です", f"the id {kpi.id!r} is the name of a ledger item"
                ),
                Sentence("別の id にしてください", "choose another id"),
            )


CHECKS: tuple[Check, ...] = (
    fiscal_year_order,
    duplicate_year,
    missing_year,
    foreign_year,
    cumulative_mismatch,
    budget_over_total,
    budget_sum_mismatch,
    eligible_over_total,
    grant_over_limit,
    grant_cap,
    break_even_claim,
    period_end,
    period_order,
    duplicate_id,
    reserved_id,
)


def check(plan: Plan) -> Iterator[Issue]:
    """The issues of every rule."""
    for rule in CHECKS:
        yield from rule(plan)


def _first_positions(plan: Plan) -> dict[int, int]:
    """Where each fiscal year of the plan is first named, in the plan's order."""
    first: dict[int, int] = {}
    for position, year in enumerate(plan.years):
        first.setdefault(year, position)
    return first


def _series(kpi: Kpi) -> str:
    return "increments" if kpi.kind == "increment" else "targets"


def _foreign(plan: Plan, route: Route, year: int) -> Issue:
    label = plan.label(year)
    span = f"{plan.fiscal_years[0].label}〜{plan.fiscal_years[-1].label}"
    return Issue(
        "foreign-year",
        route,
        Sentence(
            f"{label} は計画の年度（{span}）にありません",
            f"{label} is not a fiscal year of the plan ({span.replace('〜', '–')})",
        ),
        Sentence(
            "年度を直すか、fiscal_years に加えてください", "correct the year, or add it to fiscal_years"
        ),
        related=(Related(("fiscal_years",), Sentence("計画の年度", "the plan's years")),),
    )


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
