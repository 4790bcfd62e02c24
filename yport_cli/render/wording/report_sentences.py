"""The figures of a report in plain sentences."""

from collections.abc import Iterable, Iterator
from datetime import date

from yport_cli.core.figures.budget import BudgetOutcome, funding_total
from yport_cli.core.figures.kpi import KpiOutcome, KpiYear
from yport_cli.core.figures.outcome import Outcome
from yport_cli.core.figures.rates import BASES
from yport_cli.core.figures.self_sufficiency import BreakEven
from yport_cli.core.issues.sentence import Language, Sentence, counted
from yport_cli.core.numbers.number import Number
from yport_cli.core.plan.plan import Plan
from yport_cli.render.shapes.cell import PACE
from yport_cli.render.wording.figures import drawn, percentage
from yport_cli.render.wording.labels import label
from yport_cli.render.wording.safe_text import escape_controls
from yport_cli.render.wording.years import amount, date_text, difference, plan_year, plan_years, year_words


def paragraph(sentences: Iterable[Sentence], language: Language) -> str:
    """Sentences one after the other."""
    return ("" if language == "ja" else " ").join(sentence.text_in(language) for sentence in sentences)


def period_text(plan: Plan, language: Language) -> str:
    """The period and its fiscal years."""
    start = date_text(plan.period.start, language) if plan.period.start else label("approval_day", language)
    end = date_text(plan.period.end, language)
    years = plan_years(plan, language)
    return Sentence(f"{start}から{end}まで（{years}）", f"from {start} to {end} ({years})").text_in(language)


def as_of_sentence(outcome: Outcome, language: Language) -> str:
    """The day up to which actuals are known."""
    if outcome.ledger.as_of is None:
        none = Sentence("実績台帳なし（実績は未記録）", "no ledger: actuals are not recorded")
        return none.text_in(language)
    return date_text(outcome.ledger.as_of, language)


def kpi_sentences(outcome: Outcome, result: KpiOutcome) -> Iterator[Sentence]:
    """Target, actual, shortfall and the pace that is needed."""
    unit, day = escape_controls(result.kpi.unit_text), outcome.ledger.as_of
    if result.target is None:
        yield Sentence("計画に目標の値がありません。", "The plan gives no target.")
    else:
        goal, last = amount(result.target, unit), plan_year(outcome.plan, outcome.plan.years[-1])
        if result.kpi.adds_up:
            yield Sentence(
                f"計画の目標は、{last.ja}までの累計で{goal.ja}です。",
                f"The plan's target is {goal.en} in all by the end of {last.en}.",
            )
        else:
            yield Sentence(f"計画の最終目標は{goal.ja}です。", f"The plan's final target is {goal.en}.")
    if result.actual is None or day is None:
        yield Sentence("実績は記録されていません。", "No actual figure is recorded.")
        return
    yield _recorded(result, day, amount(result.actual, unit))
    if result.standing_year is not None and result.to_date is not None:
        yield _by_year_end(result, result.to_date)
    if result.shortfall is not None:
        yield _shortfall(outcome, result, result.shortfall, unit)
    elif result.rate_reason is not None:
        yield Sentence(
            f"計画の終わりに対しては示しません（{result.rate_reason.ja}）。",
            f"Nothing is said against the plan's end: {result.rate_reason.en}.",
        )
    if missing := result.gaps:
        names = [year_words(year.fiscal_year, year.label) for year in missing]
        count = "One year is" if len(names) == 1 else f"{len(names)} years are"
        yield Sentence(
            f"{'・'.join(name.ja for name in names)}の実績は記録がなく、累計にはその分が入っていません。",
            f"{count} not recorded ({', '.join(name.en for name in names)}), and the cumulative figure lacks "
            f"{'it' if len(names) == 1 else 'them'}.",
        )


def _recorded(result: KpiOutcome, day: date, actual: Sentence) -> Sentence:
    day = result.recorded_until or day
    ja = f"{date_text(day, 'ja')}までの{'累計実績' if result.kpi.adds_up else '実績'}は{actual.ja}"
    what = "the cumulative actual" if result.kpi.adds_up else "the actual figure"
    en = f"Up to {date_text(day, 'en')} {what} is {actual.en}"
    if result.achievement_rate is None:
        return Sentence(f"{ja}です。", f"{en}.")
    rate = drawn(result, "achievement_rate", "ja").text
    basis = BASES[result.rate_basis]
    return Sentence(
        f"{ja}で、計画全体に対する達成率は{rate}（{basis.ja}）です。",
        f"{en}, {rate} of the whole plan ({basis.en}).",
    )


def _by_year_end(result: KpiOutcome, year: KpiYear) -> Sentence:
    """How it stood against the target of the last year that has ended."""
    word = year_words(year.fiscal_year, year.label)
    if year.achieved:
        return Sentence(
            f"{word.ja}末の時点では目標に達しています（順調）。",
            f"The target of the end of {word.en} is reached: on pace.",
        )
    short = _missing(result, year.shortfall or 0)
    return Sentence(
        f"{word.ja}末の時点では{short.ja}（遅れ）です。",
        f"At the end of {word.en} it was {short.en}: behind.",
    )


def _missing(result: KpiOutcome, shortfall: Number) -> Sentence:
    """How far it is on the wrong side: short of what is to grow, above what is to fall."""
    far = difference(shortfall, result.kpi.unit_text)
    if result.kpi.direction == "decrease":
        return Sentence(f"目標を{far.ja}超過", f"{far.en} above the target")
    return Sentence(f"目標まで{far.ja}不足", f"{far.en} short of the target")


def _shortfall(outcome: Outcome, result: KpiOutcome, shortfall: Number, unit: str) -> Sentence:
    """How much is missing to the plan's end, and what is needed in each month left."""
    if not shortfall:
        return Sentence("計画の目標に達しています。", "The plan's target is reached.")
    short = _missing(result, shortfall)
    last = plan_year(outcome.plan, outcome.plan.years[-1])
    if result.required_pace is None or not result.months_left:
        return Sentence(
            f"計画の終わり（{last.ja}末）に対して{short.ja}しており、残る月はありません。",
            f"Against the plan's end it is {short.en}, and no month of the plan is left.",
        )
    pace, left = difference(result.required_pace, unit, PACE), result.months_left
    return Sentence(
        f"計画の終わり（{last.ja}末）に対して{short.ja}しており、残る{left}か月に1か月あたり{pace.ja}の改善が必要です。",
        f"Against the plan's end it is {short.en}: an improvement of {pace.en} is needed in each of the "
        f"{counted(left, 'month')} left.",
    )


def budget_sentences(plan: Plan, budget: BudgetOutcome) -> Iterator[Sentence]:
    """What the project costs, who pays, what is spent."""
    unit = budget.unit
    yield _cost(plan, budget)
    if budget.grant is not None:
        grant = amount(budget.grant, unit)
        called = escape_controls((plan.budget.grant and plan.budget.grant.name) or "")
        name = Sentence(called or "交付金", f"The grant ({called})" if called else "The grant")
        rest = Sentence("", "")
        if budget.own_funds is not None:
            own, least = amount(budget.own_funds, unit), Sentence("", "")
            if budget.grant_is_upper_limit:
                least = Sentence("少なくとも", "at least ")
            others, left = Sentence("", ""), Sentence("自己財源", "own funds")
            if (given := funding_total(budget)) is not None:
                sources = amount(given, unit)
                others = Sentence(f"、そのほかの財源は{sources.ja}", f", other sources give {sources.en}")
                left = Sentence("一般財源", "general funds")
            rest = Sentence(
                f"{others.ja}、{left.ja}は{least.ja}{own.ja}",
                f"{others.en}, and {left.en} are {least.en}{own.en}",
            )
        most = Sentence("最大で", "at most ") if budget.grant_is_upper_limit else Sentence("", "")
        yield Sentence(
            f"{name.ja}は{most.ja}{grant.ja}{rest.ja}です。", f"{name.en} is {most.en}{grant.en}{rest.en}."
        )
    if budget.executed is None:
        yield Sentence("執行額は記録されていません。", "Spending is not recorded.")
        return
    spent = amount(budget.executed, unit)
    if budget.balance is None:
        yield Sentence(f"これまでの執行額は{spent.ja}です。", f"{spent.en} has been spent.")
        return
    left = amount(max(budget.balance, -budget.balance), unit)
    rate = percentage(budget.execution_rate).text
    of = Sentence("総事業費", "the total cost")
    if budget.supplement is not None:
        of = Sentence("補正後の総事業費", "the total cost with its supplements")
    if budget.balance < 0:
        yield Sentence(
            f"これまでの執行額は{spent.ja}（執行率{rate}）で、{of.ja}を{left.ja}上回っています。",
            f"{spent.en} has been spent ({rate}), {left.en} more than {of.en}.",
        )
    else:
        yield Sentence(
            f"これまでの執行額は{spent.ja}（執行率{rate}）、{of.ja}に対する残額は{left.ja}です。",
            f"{spent.en} has been spent ({rate}); {left.en} of {of.en} is left.",
        )
    yield from _overspent(plan, budget)


def _overspent(plan: Plan, budget: BudgetOutcome) -> Iterator[Sentence]:
    """The years that spent more than they had, though the plan may have money left."""
    for year in budget.years:
        if year.balance is not None and year.balance < 0:
            over, called = amount(-year.balance, budget.unit), plan_year(plan, year.fiscal_year)
            yield Sentence(
                f"{called.ja}の執行額は、その年度に使える額を{over.ja}上回っています。",
                f"In {called.en} {over.en} more was spent than was available.",
            )


def _cost(plan: Plan, budget: BudgetOutcome) -> Sentence:
    unit = budget.unit
    stated = [plan_year(plan, year.fiscal_year) for year in budget.years if year.planned is not None]
    part, together = amount(budget.stated, unit), Sentence("", "")
    if len(stated) > 1:
        together = Sentence("合わせて", " together")
    if budget.total is None or budget.not_stated is None:
        if not stated:
            return Sentence("総事業費は計画に記載がありません。", "The plan states no total cost.")
        return Sentence(
            f"総事業費は計画に記載がありません。計画は{'・'.join(year.ja for year in stated)}に{together.ja}{part.ja}を記載しています。",
            "The plan states no total cost; it states "
            f"{part.en} for {_and([year.en for year in stated])}{together.en}.",
        )
    whole = amount(budget.total, unit)
    if not stated:
        return Sentence(
            f"総事業費は{whole.ja}で、年度別の額は計画に記載がありません。",
            f"The project's total cost is {whole.en}; the plan states no amounts per year.",
        )
    if budget.not_stated != 0:
        rest = amount(budget.not_stated, unit)
        return Sentence(
            f"総事業費は{whole.ja}です。計画は{'・'.join(year.ja for year in stated)}に{together.ja}{part.ja}を記載し、"
            f"残る{rest.ja}には年度別の記載がありません。",
            f"The project's total cost is {whole.en}. The plan states {part.en} for "
            f"{_and([year.en for year in stated])}{together.en}; {rest.en} are without a year.",
        )
    return Sentence(f"総事業費は{whole.ja}です。", f"The project's total cost is {whole.en}.")


def break_even_sentences(plan: Plan, result: BreakEven) -> Iterator[Sentence]:
    """When own revenue covers the cost, beside the plan's claim."""
    unit, year = result.unit, result.break_even_year
    shown = next((row for row in result.years if row.fiscal_year == result.year), None)
    claim = result.stated_break_even_year
    if year is None:
        found = _no_break_even(plan, result)
    else:
        name = plan_year(plan, year)
        amounts = Sentence("", "")
        if shown is not None and shown.revenue is not None and shown.cost is not None:
            earned, spent = amount(shown.revenue, unit), amount(shown.cost, unit)
            amounts = Sentence(
                f"（事業収支{earned.ja}、経費{spent.ja}）", f" (net revenue {earned.en}, cost {spent.en})"
            )
        found = Sentence(
            f"事業収支が経費以上になるのは{name.ja}からです{amounts.ja}。",
            f"Net revenue covers the cost from {name.en} on{amounts.en}.",
        )
    yield found
    if claim is not None and claim == year:
        yield Sentence("計画の記載と一致します。", "This is the year that the plan claims.")
    elif claim is not None:
        claimed = plan_year(plan, claim)
        yield Sentence(f"計画の記載は{claimed.ja}です。", f"The plan claims {claimed.en}.")


def break_even_finding(plan: Plan, result: BreakEven) -> Sentence:
    """What the two lines show."""
    if result.break_even_year is None:
        said = _no_break_even(plan, result)
        return Sentence(said.ja.removesuffix("。"), said.en.removesuffix("."))
    word, equal = plan_year(plan, result.break_even_year), result.margin == 0
    if equal:
        return Sentence(
            f"{word.ja}に、事業収支が経費と同額になります", f"Net revenue equals the cost in {word.en}"
        )
    return Sentence(
        f"{word.ja}から、事業収支が経費以上になります", f"Net revenue covers the cost from {word.en} on"
    )


def _no_break_even(plan: Plan, result: BreakEven) -> Sentence:
    """Why there is no break-even year, and no more than the figures say."""
    both = [year for year in result.years if year.margin is not None and year.cost]
    covered = [
        plan_year(plan, year.fiscal_year) for year in both if year.margin is not None and year.margin >= 0
    ]
    if not both:
        return Sentence(
            "事業収支と経費の両方が示された年度はありません。", "No year has both net revenue and cost."
        )
    if covered:
        return Sentence(
            f"{'・'.join(year.ja for year in covered)}の事業収支は経費以上ですが、その後の年度に経費を下回ります。",
            f"Net revenue covers the cost in {_and([year.en for year in covered])}, but falls below it in a "
            "later year.",
        )
    return Sentence(
        "事業収支が経費以上になる年度は、示された値の中にはありません。",
        "No year's net revenue covers its cost in the figures given.",
    )


def _and(names: list[str]) -> str:
    """Names in an English sentence."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
