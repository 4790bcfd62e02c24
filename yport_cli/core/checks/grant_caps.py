"""Rules about what the known programmes of the grant allow: a warning each, which a plan can answer."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from yport_cli.core.checks.amounts import amount, rate_words
from yport_cli.core.checks.programmes import (
    CAPS,
    PROGRAMMES,
    BodyClass,
    Cap,
    Part,
    parts_called,
    programmes_called,
)
from yport_cli.core.figures.grant import (
    PlannedGrant,
    decided_of_year,
    eligible_of_year,
    grant_of_plan,
    grant_of_year,
    rate_of_year,
)
from yport_cli.core.issues.issue import Issue, Related, Route, Rule, Severity
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.money import YEN_PER_UNIT
from yport_cli.core.numbers.number import grouped
from yport_cli.core.plan.plan import Plan

GRANT_CAP = Rule("grant-cap", Severity.WARNING)
GRANT_DURATION = Rule("grant-duration", Severity.WARNING)
GRANT_RATE = Rule("grant-rate", Severity.WARNING)

_CLASSES: dict[BodyClass, Sentence] = {
    "prefecture": Sentence("都道府県", "prefectures"),
    "core_city": Sentence("中枢中核都市", "core cities (中枢中核都市)"),
    "municipality": Sentence("市区町村", "municipalities"),
}
_KIND = (Related(("budget", "grant", "kind"), Sentence("交付金の種類", "the kind of the grant")),)


def grant_cap(plan: Plan) -> Iterator[Issue]:
    """The state's share stays within the cap of its kind of grant, of the year and of the class of body."""
    part = part_of(plan)
    if part is None or plan.budget.unit not in YEN_PER_UNIT:
        return  # a unit that could not be read: what it was meant to be, nobody knows
    own = _classes(plan)
    caps = [
        cap for cap in CAPS if (cap.programme, cap.kind) == (part.programme, part.kind) and cap.body in own
    ]
    for year in plan.years:
        if of_year := [cap for cap in caps if cap.per == "year" and cap.fiscal_year in (None, year)]:
            label = Sentence(f"{plan.label(year)}年度の", f"of {plan.label(year)}, ")
            yield from _beyond(plan, grant_of_year(plan, year), of_year, _place(plan, year), label)
    if of_plan := [cap for cap in caps if cap.per == "plan"]:
        label = Sentence("計画全体の", "of the whole plan, ")
        yield from _beyond(plan, grant_of_plan(plan), of_plan, ("budget", "grant"), label)


def grant_duration(plan: Plan) -> Iterator[Issue]:
    """A project lasts no longer than its kind of grant is given for."""
    part = part_of(plan)
    if part is not None and len(set(plan.years)) > part.longest:
        count = len(set(plan.years))
        yield GRANT_DURATION.issue(
            ("fiscal_years", part.longest),
            Sentence(
                f"計画は{count}年度ありますが、{part.programme}の{part.kind}は長くて{part.longest}年度です",
                f"the plan has {count} fiscal years; {part.kind} of {part.programme} lasts "
                f"{part.longest} at most",
            ),
            Sentence(
                "年度か種類を確かめてください。認められているなら acknowledged に理由を書いてください",
                "check the years and the kind; if it was allowed, say so under acknowledged",
            ),
            related=_KIND,
        )


def grant_rate(plan: Plan) -> Iterator[Issue]:
    """The rate is at most the one of its kind of grant."""
    part, grant = part_of(plan), plan.budget.grant
    if part is None or part.rate is None or grant is None:
        return
    most = Fraction(part.rate)
    for year in plan.years:
        rate = rate_of_year(plan, year)
        if rate is None or rate <= most:
            continue
        is_one = isinstance(grant.rate, Fraction)
        yield GRANT_RATE.issue(
            ("budget", "grant", "rate") if is_one else ("budget", "grant", "rate", year),
            Sentence(
                f"交付率 {rate_words(rate)} が{part.programme}の {part.rate} を超えます",
                f"the rate of {rate_words(rate)} is above the {part.rate} of {part.programme}",
            ),
            Sentence(
                "交付率を直すか、認められているなら acknowledged に理由を書いてください",
                "correct the rate, or if it was allowed, say so under acknowledged",
            ),
            related=_KIND,
        )
        if is_one:
            return


def part_of(plan: Plan) -> Part | None:
    """The part of a known programme that the plan's grant is; `None` where it does not name one alone."""
    grant = plan.budget.grant
    if grant is None or grant.kind is None:
        return None
    found = parts_called(grant.kind, _programmes(grant.name, grant.measure))
    return found[0] if len(found) == 1 else None


def _programmes(name: str | None, measure: str | None) -> set[str]:
    """The programmes that it may be: by its name, else by its measure; any, where it has neither."""
    if name is not None:
        return programmes_called(name)
    return {known.name for known in PROGRAMMES if measure in (None, known.measure)}


def _classes(plan: Plan) -> tuple[BodyClass, ...]:
    """The classes that the body may be of, by the ending of its name; none where that does not tell."""
    body = plan.project.body if plan.project and plan.project.body else plan.authors[0]
    if body.endswith(("都", "道", "府", "県")):
        return ("prefecture",)
    if body.endswith("市"):
        return ("municipality", "core_city")
    return ("municipality",) if body.endswith(("区", "町", "村")) else ()


def _place(plan: Plan, year: int) -> Route:
    """Where the figure stands from which the year's grant follows."""
    if decided_of_year(plan, year) is not None:
        return ("budget", "grant", "amount", year)
    if eligible_of_year(plan, year) is not None:
        return ("budget", "grant", "eligible_cost", year)
    return ("budget", "years", year)


def _beyond(
    plan: Plan, planned: PlannedGrant, caps: Iterable[Cap], place: Route, label: Sentence
) -> Iterator[Issue]:
    """Of the classes that the body may be of, the highest cap counts: no other is certain."""
    if planned.grant is None:
        return
    unit, found = plan.budget.unit, max(caps, key=lambda cap: cap.amount)
    if Fraction(planned.grant) * YEN_PER_UNIT[unit] <= found.amount * YEN_PER_UNIT["千円"]:
        return
    body = _CLASSES[found.body]
    cap = Sentence("目安", "guide") if found.is_guide else Sentence("上限", "cap")
    most = Sentence("", "")
    if planned.basis == "upper_limit":
        most = Sentence(
            "（対象経費の記載がないため最大の額）", " at most, as the eligible cost is not stated"
        )
    yield GRANT_CAP.issue(
        place,
        Sentence(
            f"{label.ja}交付金 {grouped(planned.grant)}{unit}{most.ja} が{found.kind}・{body.ja}の{cap.ja} {found.amount:,}千円 を超えます",
            f"the grant {label.en}{amount(planned.grant, unit)}{most.en}, passes the {cap.en} of "
            f"{found.amount:,} 千円 for {found.kind} and {body.en}",
        ),
        Sentence(
            "効果が高い事業として認められたなら acknowledged に理由を書いてください",
            "if it was allowed for its high effect, say so under acknowledged",
        ),
        related=_KIND,
    )
