"""The index of several plans: sorted, grouped, and on pages of its own where there are many."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal

from yport_cli.core.figures.outcome import Outcome, last_as_of
from yport_cli.core.issues.sentence import Language, Sentence, counted
from yport_cli.render.pages.first_screen import standing_word, tally_of
from yport_cli.render.shapes.plan_index import IndexEntry, IndexGroup, PlanIndex
from yport_cli.render.shapes.report import Tally
from yport_cli.render.wording.figures import drawn
from yport_cli.render.wording.headlines import URGENCY, most_urgent_first, plans_headline
from yport_cli.render.wording.labels import label
from yport_cli.render.wording.prefectures import PREFECTURES
from yport_cli.render.wording.safe_text import escape_controls
from yport_cli.render.wording.years import plan_years

Sort = Literal["attention", "name", "body", "total", "rate"]
Group = Literal["none", "body", "area", "initial"]

MOST_ON_A_PAGE = 200
"""More plans are split: a page for each group."""

Named = tuple[str, Outcome]
"""The page of a plan, and the plan."""

_ORDERS = {
    "attention": Sentence("未達、遅れ、未記録の多い順", "most missed, behind and not recorded first"),
    "name": Sentence("計画の名称の順", "by the name of the plan"),
    "body": Sentence("団体の順", "by body"),
    "total": Sentence("総事業費の大きい順", "largest total cost first"),
    "rate": Sentence("執行率の高い順", "highest execution rate first"),
}


def indexes_of(
    named: Sequence[Named], language: Language, home: str, sort: Sort = "attention", group: Group = "none"
) -> list[tuple[str, PlanIndex]]:
    """The index at `home`, and a page for each group where there are too many plans for one."""
    by_key: dict[str, list[Named]] = {}
    is_split = len(named) > MOST_ON_A_PAGE
    grouping: Group = group
    if group == "none" and is_split:
        coded = sum(outcome.plan.area_code is not None for _, outcome in named)
        grouping = "area" if 2 * coded > len(named) else "initial"
    for one in sorted(named, key=lambda one: (_group_key(one[1], grouping), *_place(one[1], sort))):
        by_key.setdefault(_group_key(one[1], grouping), []).append(one)
    headings = {key: _heading(key, grouping).text_in(language) for key in by_key}
    stem, _, ending = home.rpartition(".")
    groups = tuple(
        _group(headings[key], f"{stem}-{position}.{ending}" if is_split else "", members, language)
        for position, (key, members) in enumerate(by_key.items(), start=1)
    )
    outcomes = [outcome for _, outcome in named]
    whole = _index(outcomes, groups, language, sort, is_split=is_split)
    if not is_split:
        return [(home, whole)]
    pages = [
        (one.href, _index([outcome for _, outcome in members], (one,), language, sort, back=home))
        for one, members in zip(groups, by_key.values(), strict=True)
    ]
    return [(home, whole), *pages]


def _index(
    outcomes: Sequence[Outcome],
    groups: tuple[IndexGroup, ...],
    language: Language,
    sort: Sort,
    *,
    is_split: bool = False,
    back: str = "",
) -> PlanIndex:
    results = [result for outcome in outcomes for result in outcome.kpis]
    late = sum(any(_is_late(result) for result in outcome.kpis) for outcome in outcomes)
    unjudged = sum(result.standing not in ("reached", "on_pace") for result in results)
    bodies = len({author for outcome in outcomes for author in outcome.plan.authors})
    counts = Sentence(
        f"{bodies:,}団体の{len(outcomes):,}計画、{len(results):,}指標。"
        "指標は計画ごとに意味が違うため、達成率は足し合わせません。",
        f"{counted(len(outcomes), 'plan', ',')} of {bodies:,} {'body' if bodies == 1 else 'bodies'}, "
        f"{counted(len(results), 'KPI', ',')}. KPIs differ in meaning, so their rates are not added up.",
    )
    return PlanIndex(
        language=language,
        title=groups[0].heading if back else label("reports", language),
        headline=plans_headline(len(outcomes), late, unjudged).text_in(language),
        lead=(counts.text_in(language),),
        order=_ORDERS[sort].text_in(language),
        as_of=last_as_of(outcomes),
        tally=_tally(outcomes, language),
        groups=groups,
        is_split=is_split,
        back=back,
    )


def _group(heading: str, href: str, members: Sequence[Named], language: Language) -> IndexGroup:
    entries = tuple(_entry(name, outcome, language) for name, outcome in members)
    tally = _tally([outcome for _, outcome in members], language)
    return IndexGroup(escape_controls(heading), href, entries, tally)


def _entry(href: str, outcome: Outcome, language: Language) -> IndexEntry:
    plan, budget = outcome.plan, outcome.budget
    comma = "、" if language == "ja" else ", "
    return IndexEntry(
        href=href,
        title=escape_controls(plan.name),
        authors=comma.join(map(escape_controls, plan.authors)),
        period=plan_years(plan, language),
        standings=tuple(result.standing for result in most_urgent_first(outcome.kpis)),
        tally=tally_of(outcome.kpis, language),
        total=drawn(budget, "total", language),
        grant=drawn(budget, "grant", language),
        grant_note=label("at_most", language) if budget.grant_is_upper_limit else "",
        executed=drawn(budget, "executed", language),
        execution_rate=drawn(budget, "execution_rate", language),
        unit=budget.unit,
    )


def _tally(outcomes: Iterable[Outcome], language: Language) -> tuple[Tally, ...]:
    """How many KPIs stand alike, over all plans."""
    standings = [result.standing for outcome in outcomes for result in outcome.kpis]
    return tuple(
        Tally(one, standing_word(one, language), count, "")
        for one in URGENCY
        if (count := standings.count(one))
    )


def _is_late(result: Any) -> bool:
    return result.standing in ("missed", "behind")


def _place(outcome: Outcome, sort: Sort) -> tuple[Any, ...]:
    """By what plans are sorted, the name last of all."""
    plan, budget = outcome.plan, outcome.budget
    keys: dict[Sort, Callable[[], tuple[Any, ...]]] = {
        "attention": lambda: tuple(
            -sum(result.standing == one for result in outcome.kpis)
            for one in ("missed", "behind", "not_recorded")
        ),
        "name": lambda: (),
        "body": lambda: (plan.area_code is None, plan.area_code or "", plan.authors),
        "total": lambda: (budget.total is None, -(budget.total or 0)),
        "rate": lambda: (budget.execution_rate is None, -(budget.execution_rate or 0)),
    }
    return *keys[sort](), plan.name, plan.id


def _heading(key: str, group: Group) -> Sentence:
    """What a group is called: of an area code the prefecture that its first two digits stand for."""
    if group == "area":
        return PREFECTURES.get(key, Sentence("標準地域コードなし", "without an area code"))
    return Sentence(key, key)


def _group_key(outcome: Outcome, group: Group) -> str:
    plan = outcome.plan
    if group == "body":
        return "・".join(plan.authors)
    if group == "area":
        return plan.area_code[:2] if plan.area_code else "~"
    if group == "initial":
        return plan.name[0].upper()
    return ""
