"""Rules about the grant of a plan: what it is a share of, and how much of that it may be."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from yport_cli.core.checks.amounts import amount, rate_words
from yport_cli.core.figures.grant import decided_of_year, eligible_of_plan, eligible_of_year, rate_of_year
from yport_cli.core.issues.issue import Issue, Related, Route, Rule
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.number import Quantity, grouped, simplified, total
from yport_cli.core.plan.plan import Plan

ELIGIBLE_OVER_TOTAL = Rule("eligible-over-total")
GRANT_OVER_LIMIT = Rule("grant-over-limit")

_GRANT = ("budget", "grant")
_TOTAL = (("budget", "total"), Sentence("総事業費", "the total cost"))


def eligible_over_total(plan: Plan) -> Iterator[Issue]:
    """The eligible cost is part of the project's total cost, and of a year's of what the year costs."""
    grant, budget = plan.budget.grant, plan.budget
    if grant is None or grant.eligible_cost is None:
        return
    route, is_said = (*_GRANT, "eligible_cost"), False
    if isinstance(grant.eligible_cost, Mapping):
        for year in plan.years:
            of_year = Sentence(f"{plan.label(year)}の額", f"the amount of {plan.label(year)}")
            limit = (("budget", "years", year), of_year)
            eligible = grant.eligible_cost.get(year)
            found = [*_eligible_over(plan, (*route, year), eligible, budget.years.get(year), limit)]
            yield from found
            is_said = is_said or bool(found)
        whole = total(grant.eligible_cost.values())
    else:
        whole = grant.eligible_cost
    if not is_said:
        yield from _eligible_over(plan, route, whole, budget.total, _TOTAL)


def _eligible_over(
    plan: Plan,
    route: Route,
    eligible: Quantity | None,
    whole: Quantity | None,
    limit: tuple[Route, Sentence],
) -> Iterator[Issue]:
    if eligible is None or whole is None or eligible <= whole:
        return
    unit, (place, named) = plan.budget.unit, limit
    yield ELIGIBLE_OVER_TOTAL.issue(
        route,
        Sentence(
            f"交付対象経費 {grouped(eligible)}{unit} が{named.ja} {grouped(whole)}{unit} を超えます",
            f"the eligible cost of {amount(eligible, unit)} exceeds {named.en} of {amount(whole, unit)}",
        ),
        Sentence("交付対象経費は事業費の内数です", "the eligible cost is part of the cost"),
        related=(Related(place, named),),
    )


def grant_over_limit(plan: Plan) -> Iterator[Issue]:
    """The grant that was decided is at most rate × eligible cost; without that cost, rate × all it costs."""
    grant, budget = plan.budget.grant, plan.budget
    if grant is None or grant.amount is None or grant.rate is None:
        return
    route, is_said = (*_GRANT, "amount"), False
    if isinstance(grant.amount, Mapping):
        for year in plan.years:
            eligible = eligible_of_year(plan, year)
            base = budget.years.get(year) if eligible is None else eligible
            place = ("budget", "years", year) if eligible is None else (*_GRANT, "eligible_cost", year)
            decided, rate = decided_of_year(plan, year), rate_of_year(plan, year)
            found = [*_over_limit(plan, (*route, year), decided, rate, (base, place))]
            yield from found
            is_said = is_said or bool(found)
        decided = total(grant.amount.values())
    else:
        decided = grant.amount
    if is_said:
        return
    eligible = eligible_of_plan(plan)
    whole: Route = _TOTAL[0] if eligible is None else (*_GRANT, "eligible_cost")
    rate = grant.rate if isinstance(grant.rate, Fraction) else None
    cost = budget.total if eligible is None else eligible
    yield from _over_limit(plan, route, decided, rate, (cost, whole))


def _over_limit(
    plan: Plan,
    route: Route,
    decided: Quantity | None,
    rate: Fraction | None,
    cost: tuple[Quantity | None, Route],
) -> Iterator[Issue]:
    base, place = cost
    if decided is None or rate is None or (base is None and rate != 0):
        return
    limit = simplified(rate * Fraction(base or 0))
    if Fraction(decided) <= Fraction(limit):
        return
    unit, share, most = plan.budget.unit, rate_words(rate), amount(limit, plan.budget.unit)
    if base is None:
        product = Sentence(f"交付率 {share} の {grouped(limit)}{unit}", f"{most} at a rate of {share}")
    else:
        product = Sentence(
            f"交付率 {share} × {grouped(base)}{unit} = {grouped(limit)}{unit}",
            f"{share} × {amount(base, unit)} = {most}",
        )
    yield GRANT_OVER_LIMIT.issue(
        route,
        Sentence(
            f"交付金 {grouped(decided)}{unit} が{product.ja} を超えます",
            f"the grant of {amount(decided, unit)} exceeds {product.en}",
        ),
        Sentence("交付決定通知と照らして直してください", "compare with the notice of the grant decision"),
        related=(
            Related((*_GRANT, "rate"), Sentence("交付率", "the rate")),
            Related(place, Sentence("掛けた経費", "the cost it applies to")),
        ),
    )
