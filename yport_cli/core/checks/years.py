"""Rules about the fiscal years of a plan, which figures carry and which the period covers."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from yport_cli.core.issues.issue import KEY, Context, Issue, Related, Route, Rule, Severity
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.plan.indicators import Kpi
from yport_cli.core.plan.plan import Plan
from yport_cli.core.reading.fiscal_year import fiscal_year_of, heisei_label, last_day
from yport_cli.core.refusals.fiscal_years import duplicate_year
from yport_cli.core.refusals.words import short

FISCAL_YEAR_ORDER = Rule("fiscal-year-order")
MISSING_YEAR = Rule("missing-year")
FOREIGN_YEAR = Rule("foreign-year")
PERIOD_END = Rule("period-end", Severity.WARNING)
PERIOD_ORDER = Rule("period-order")


def fiscal_year_order(plan: Plan) -> Iterator[Issue]:
    """The fiscal years follow one another without a gap."""
    position = _first_positions(plan)
    for before, year in pairwise(position):
        if year == before + 1:
            continue
        hint = Sentence(
            f"年度は一年ずつ順に書いてください（次は {plan.label(before + 1)}）",
            f"write the years in order, one by one: next is {plan.label(before + 1)}",
        )
        is_turned = list(position) != sorted(position)
        if is_turned:
            ordered = f"[{', '.join(plan.label(other) for other in sorted(position))}]"
            hint = Sentence(f"年度の順に {ordered} と書いてください", f"write the years in order: {ordered}")
        yield FISCAL_YEAR_ORDER.issue(
            ("fiscal_years", position[year]),
            Sentence(
                f"{plan.label(before)} の次に {plan.label(year)} があります",
                f"{plan.label(year)} follows {plan.label(before)}",
            ),
            hint,
            related=(Related(("fiscal_years", position[before]), Sentence("前の年度", "the year before")),),
        )
        if is_turned:
            return  # one list in disorder is one slip


def repeated_year(plan: Plan) -> Iterator[Issue]:
    """Each fiscal year of the plan is named once: a case of `duplicate-year`."""
    first = _first_positions(plan)
    for position, named in enumerate(plan.fiscal_years):
        if first[named.year] != position:
            refusal = duplicate_year(named.label, plan.label(named.year), (first[named.year],))
            yield refusal.issue(Context(("fiscal_years", position)))


def missing_year(plan: Plan) -> Iterator[Issue]:
    """Increments have a figure, or null, for each fiscal year; a level has none in a year not written."""
    years = _first_positions(plan)
    for index, kpi in enumerate(plan.kpis):
        for year in years:
            if kpi.adds_up and year not in kpi.planned:
                label = plan.label(year)
                yield MISSING_YEAR.issue(
                    ("kpis", index, _series(kpi), label),
                    Sentence(
                        f"「{short(kpi.title)}」に {label} の値がありません",
                        f"{short(kpi.title)!r} has no figure for {label}",
                    ),
                    Sentence(
                        f"{label}: 値 を加えてください。その年度に目標がなければ {label}: null です",
                        f"add {label}: and its figure, or {label}: null when that year has no target",
                    ),
                )


def foreign_year(plan: Plan) -> Iterator[Issue]:
    """A year with a figure is a fiscal year of the plan; self-sufficiency may look beyond its end."""
    tables: list[tuple[Route, Mapping[int, Any]]] = [
        (("kpis", index, _series(kpi)), kpi.planned) for index, kpi in enumerate(plan.kpis)
    ]
    tables.append((("budget", "years"), plan.budget.years))
    tables.extend(
        (("budget", "lines", index, "years"), line.years) for index, line in enumerate(plan.budget.lines)
    )
    tables.extend(
        (("budget", "funding", index, "years"), source.years)
        for index, source in enumerate(plan.budget.funding)
    )
    if plan.budget.grant is not None:
        by_year = {name: getattr(plan.budget.grant, name) for name in ("rate", "eligible_cost", "amount")}
        tables.extend(
            (("budget", "grant", name), table)
            for name, table in by_year.items()
            if isinstance(table, Mapping)
        )
    own = set(plan.years)
    for route, table in tables:
        if not own.issuperset(table):
            yield from (_foreign(plan, (*route, year, KEY), year) for year in table if year not in own)
    first = min(own)
    if plan.self_sufficiency is not None:
        for name in ("revenue", "cost"):
            for year in getattr(plan.self_sufficiency, name):
                if year < first:
                    yield _foreign(plan, ("self_sufficiency", name, year, KEY), year)
    for index, evaluation in enumerate(plan.evaluations):
        if evaluation.fiscal_year.year not in own:
            yield _foreign(plan, ("evaluations", index, "fiscal_year"), evaluation.fiscal_year.year)


def period_end(plan: Plan) -> Iterator[Issue]:
    """The period ends with the last fiscal year."""
    last = max(plan.years)
    expected = last_day(last)
    if plan.period.end != expected:
        yield PERIOD_END.issue(
            ("period", "end"),
            Sentence(
                f"計画期間の終わり {plan.period.end} が最終年度 {plan.label(last)} の末日 {expected} と異なります",
                f"the period ends on {plan.period.end}, "
                f"not with the last fiscal year {plan.label(last)} on {expected}",
            ),
            Sentence(
                f"{expected} と書くか、fiscal_years を確かめてください（{plan.period.end} は{plan.label(fiscal_year_of(plan.period.end))}年度です）",
                f"write {expected}, or check fiscal_years "
                f"({plan.period.end} is in {plan.label(fiscal_year_of(plan.period.end))})",
            ),
            related=(
                Related(
                    ("fiscal_years", plan.years.index(last)), Sentence("最終年度", "the last fiscal year")
                ),
            ),
        )


def period_order(plan: Plan) -> Iterator[Issue]:
    """The period does not start after it ends."""
    if plan.period.start is not None and plan.period.start > plan.period.end:
        yield PERIOD_ORDER.issue(
            ("period", "start"),
            Sentence(
                f"計画期間の始まり {plan.period.start} が終わり {plan.period.end} より後です",
                f"the period starts on {plan.period.start}, after its end on {plan.period.end}",
            ),
            Sentence("始まりか終わりの日付を直してください", "correct one of the two dates"),
            related=(Related(("period", "end"), Sentence("終わり", "the end")),),
        )


def _first_positions(plan: Plan) -> dict[int, int]:
    """Where each fiscal year of the plan is first named, in the plan's order."""
    first: dict[int, int] = {}
    for position, named in enumerate(plan.fiscal_years):
        first.setdefault(named.year, position)
    return first


def _series(kpi: Kpi) -> str:
    return "increments" if kpi.adds_up else "targets"


def _foreign(plan: Plan, route: Route, year: int) -> Issue:
    label = plan.label(year)
    if label.startswith("R") and plan.fiscal_years[0].label.startswith("H"):
        label = f"{heisei_label(year)} ({label})"  # the file may say either
    span = f"{plan.label(min(plan.years))}〜{plan.label(max(plan.years))}"
    return FOREIGN_YEAR.issue(
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
