"""Rules about the fiscal years of a plan, which figures carry and which the period covers."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from yport_cli.core.issues.issue import KEY, Issue, Related, Route, Severity
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.plan.plan import Kpi, Plan
from yport_cli.core.reading.fiscal_year import fiscal_year_of, heisei_label, last_day
from yport_cli.core.refusals.words import short


def fiscal_year_order(plan: Plan) -> Iterator[Issue]:
    """The fiscal years follow one another without a gap.

    ja: 年度は一年ずつ順に並びます。

    Cumulative figures are added up in the order of the years. A year that is left out or stands in the wrong
    place is nearly always a slip of the pen; a year without a target is written as null in the KPI.

    ja: 累計は年度の順に足します。抜けた年度や順の違う年度は、ほとんどが書き誤りです。目標のない年度は、KPIの側に null と
    書きます。

    Form: ５－２ ⑧ 事業実施期間

    Fails::

        fiscal_years: [H29, H31]

    Passes::

        fiscal_years: [H29, H30, H31]
        kpis:
          - {id: visits, name: 来訪者数, unit: 人, kind: increment, direction: increase,
             increments: {H29: 8, H30: null, H31: 12}}
        period: {start: null, end: 2020-03-31}
    """
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
        yield Issue(
            "fiscal-year-order",
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
    if len(first) == len(plan.fiscal_years):
        return
    for position, named in enumerate(plan.fiscal_years):
        if first[named.year] != position:
            from yport_cli.core.refusals.values import duplicate_year

            refusal = duplicate_year(named.label, plan.label(named.year))
            related = Related(
                ("fiscal_years", first[named.year]), Sentence("最初はここにあります", "it stands here first")
            )
            route = ("fiscal_years", position)
            yield Issue(refusal.code, route, refusal.message, refusal.hint, related=(related,))


def missing_year(plan: Plan) -> Iterator[Issue]:
    """Each KPI has a figure, or null, for each fiscal year of the plan.

    ja: どのKPIにも、計画の各年度の値（なければ null）があります。

    A year that is not written could be forgotten or could have no target; the two mean different things, and
    the cumulative of the years after it depends on which. So the plan says it.

    ja: 書かれていない年度は、書き忘れなのか目標がないのか分かりません。その後の累計はどちらであるかで変わるので、計画に
    はっきり書きます。

    Form: ５－２ ⑤ 重要業績評価指標（KPI）及び目標年月

    Fails::

        kpis:
          - {id: visits, name: 来訪者数, unit: 人, kind: increment, direction: increase,
             increments: {H29: 8}}

    Passes::

        kpis:
          - {id: visits, name: 来訪者数, unit: 人, kind: increment, direction: increase,
             increments: {H29: 8, H30: null}}
    """
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
                        f"「{short(kpi.title)}」に {label} の値がありません",
                        f"{short(kpi.title)!r} has no figure for {label}",
                    ),
                    Sentence(
                        f"{label}: 値 を加えてください。その年度に目標がなければ {label}: null です",
                        f"add {label}: and its figure, or {label}: null when that year has no target",
                    ),
                )


def foreign_year(plan: Plan) -> Iterator[Issue]:
    """Every year that carries a figure is a fiscal year of the plan; self-sufficiency may look beyond its end.

    ja: 値のある年度は、計画の年度のどれかです（自立性だけは、計画の後の年度も書けます）。

    A figure for a year that the plan does not have would be left out of every table, or would be added to a
    sum that nobody can check. The year is written wrong, or it is missing from `fiscal_years`.

    ja: 計画にない年度の値は、どの表にも現れないか、確かめようのない合計に入ってしまいます。年度の書き誤りか、
    `fiscal_years` の書き漏らしです。

    Form: ５－２ ⑤・⑦

    Fails::

        budget: {unit: 千円, total: 100, years: {H31: 40}}

    Passes::

        budget: {unit: 千円, total: 100, years: {H30: 40}}
    """
    tables: list[tuple[Route, Mapping[int, Any]]] = [
        (("kpis", index, _series(kpi)), kpi.planned) for index, kpi in enumerate(plan.kpis)
    ]
    tables.append((("budget", "years"), plan.budget.years))
    tables.extend(
        (("budget", "lines", index, "years"), line.years) for index, line in enumerate(plan.budget.lines)
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
    """The period ends with the last fiscal year.

    ja: 計画期間は最終年度の末日（3月31日）に終わります。

    A period that ends on another day is usually a year miscounted across the change of era. Plans that do end
    on another day exist, so this is a warning; `acknowledged` answers it.

    ja: 末日の違いは、元号をまたぐ年の数え違いであることがほとんどです。別の日に終わる計画も実在するので警告にとどめます。
    承知のうえなら `acknowledged` に理由を書いてください。

    Form: ６ 計画期間

    Fails::

        fiscal_years: [H29, H30]
        period: {start: null, end: 2020-03-31}

    Passes::

        fiscal_years: [H29, H30]
        period: {start: null, end: 2019-03-31}
    """
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
    """The period does not start after it ends.

    ja: 計画期間の始まりは、終わりより後になりません。

    With the dates turned round, no day belongs to the plan.

    ja: 日付が逆では、計画に属する日がなくなります。

    Form: ６ 計画期間

    Fails::

        period: {start: 2019-04-01, end: 2019-03-31}

    Passes::

        period: {start: 2017-06-01, end: 2019-03-31}
    """
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


def _first_positions(plan: Plan) -> dict[int, int]:
    """Where each fiscal year of the plan is first named, in the plan's order."""
    first: dict[int, int] = {}
    for position, named in enumerate(plan.fiscal_years):
        first.setdefault(named.year, position)
    return first


def _series(kpi: Kpi) -> str:
    return "increments" if kpi.kind == "increment" else "targets"


def _foreign(plan: Plan, route: Route, year: int) -> Issue:
    label = plan.label(year)
    if label.startswith("R") and plan.fiscal_years[0].label.startswith("H"):
        label = f"{heisei_label(year)} ({label})"  # the file may say either
    span = f"{plan.label(min(plan.years))}〜{plan.label(max(plan.years))}"
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
