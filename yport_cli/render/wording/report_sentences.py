"""The figures of a report in plain sentences."""

from collections.abc import Iterable, Iterator
from datetime import date

from yport_cli.core.figures.budget import BudgetOutcome
from yport_cli.core.figures.kpi import KpiOutcome
from yport_cli.core.figures.outcome import Outcome
from yport_cli.core.figures.self_sufficiency import BreakEven
from yport_cli.core.issues.sentence import MONTHS, Language, Sentence
from yport_cli.core.numbers.number import Quantity
from yport_cli.core.plan.plan import Plan
from yport_cli.core.reading.fiscal_year import fiscal_year_of
from yport_cli.render.wording.figures import figure, percentage
from yport_cli.render.wording.labels import label
from yport_cli.render.wording.safe_text import escape_controls


def paragraph(sentences: Iterable[Sentence], language: Language) -> str:
    """Sentences one after the other."""
    return ("" if language == "ja" else " ").join(sentence.text_in(language) for sentence in sentences)


def date_text(day: date, language: Language) -> str:
    """A date as people write it."""
    if language == "ja":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def month_text(day: date, language: Language) -> str:
    """The month of a date as people write it."""
    return f"{day.year}年{day.month}月" if language == "ja" else f"{MONTHS[day.month - 1]} {day.year}"


def period_text(plan: Plan, language: Language) -> str:
    """The period and its fiscal years."""
    start = date_text(plan.period.start, language) if plan.period.start else label("approval_day", language)
    end = date_text(plan.period.end, language)
    years = [year.label for year in plan.fiscal_years]
    return Sentence(
        f"{start}から{end}まで（{'・'.join(years)}）", f"from {start} to {end} ({', '.join(years)})"
    ).text_in(language)


def as_of_sentence(outcome: Outcome, language: Language) -> str:
    """The day up to which actuals are known."""
    if outcome.ledger.as_of is None:
        none = Sentence("実績台帳なし（実績は未記録）", "no ledger: actuals are not recorded")
        return none.text_in(language)
    return date_text(outcome.ledger.as_of, language)


def kpi_standing(result: KpiOutcome, language: Language) -> str:
    """In a few words, where a KPI stands against the end of the plan."""
    if result.shortfall is None:
        return label("not_recorded", language)
    if result.shortfall == 0:
        return Sentence("計画の目標に到達", "the plan's target is reached").text_in(language)
    short = _amount(result.shortfall, escape_controls(result.kpi.unit))
    return Sentence(f"目標まで {short.ja}", f"{short.en} short of the target").text_in(language)


def kpi_sentences(outcome: Outcome, result: KpiOutcome) -> Iterator[Sentence]:
    """Target, actual, shortfall and the pace that is needed."""
    unit, day = escape_controls(result.kpi.unit), outcome.ledger.as_of
    if result.target is None:
        yield Sentence("計画に目標の値がありません。", "The plan gives no target.")
    else:
        goal, last = _amount(result.target, unit), outcome.plan.fiscal_years[-1].label
        if result.kpi.kind == "increment":
            yield Sentence(
                f"計画の目標は、{last}までの累計で{goal.ja}です。",
                f"The plan's target is {goal.en} in all by the end of {last}.",
            )
        else:
            yield Sentence(f"計画の最終目標は{goal.ja}です。", f"The plan's final target is {goal.en}.")
    if result.actual is None or day is None:
        yield Sentence("実績は記録されていません。", "No actual figure is recorded.")
        return
    yield _standing(result, day, _amount(result.actual, unit))
    if result.shortfall is not None:
        yield _shortfall(result, day, _amount(result.shortfall, unit), unit)
    if any(year.incomplete for year in result.years):
        yield Sentence(
            "実績の記録がない年度があり、累計にはその分が入っていません。",
            "A year is not recorded, and the cumulative figure lacks it.",
        )


def _standing(result: KpiOutcome, day: date, actual: Sentence) -> Sentence:
    is_increment = result.kpi.kind == "increment"
    ja = f"{date_text(day, 'ja')}現在の{'累計実績' if is_increment else '実績'}は{actual.ja}"
    what = "the cumulative actual" if is_increment else "the actual figure"
    en = f"On {date_text(day, 'en')} {what} was {actual.en}"
    if result.achievement_rate is None:
        return Sentence(f"{ja}です。", f"{en}.")
    rate = percentage(result.achievement_rate).text
    return Sentence(f"{ja}で、達成率は{rate}です。", f"{en}, a rate of {rate}.")


def _shortfall(result: KpiOutcome, day: date, short: Sentence, unit: str) -> Sentence:
    """How much is missing, and what is needed in each of the years left."""
    if result.shortfall == 0:
        return Sentence("計画の目標に達しています。", "The plan's target is reached.")
    left = [year.label for year in result.years if year.fiscal_year > fiscal_year_of(day)]
    if result.required_pace is None or not left:
        return Sentence(
            f"目標に{short.ja}足りず、基準日より後に残る計画年度はありません。",
            f"It is {short.en} short of the target, and no fiscal year of the plan is left.",
        )
    pace = _amount(result.required_pace, unit)
    count = "the one year left" if len(left) == 1 else f"the {len(left)} years left"
    ja = f"残る{len(left)}年度（{'・'.join(left)}）に平均して1年度あたり{pace.ja}"
    en = f"needed in {count} ({', '.join(left)})"
    if result.kpi.kind == "level":
        return Sentence(
            f"目標まで{short.ja}で、{ja}の改善が必要です。",
            f"It is {short.en} short of the target; an improvement of {pace.en} a year is {en}.",
        )
    return Sentence(
        f"目標まで{short.ja}不足しており、{ja}が必要です。",
        f"It is {short.en} short of the target; {pace.en} a year is {en}.",
    )


def budget_sentences(plan: Plan, budget: BudgetOutcome) -> Iterator[Sentence]:
    """What the project costs, who pays, what is spent."""
    unit = budget.unit
    whole = _amount(budget.total, unit)
    stated = [year.label for year in budget.years if year.planned is not None]
    if not stated:
        yield Sentence(
            f"総事業費は{whole.ja}で、年度別の額は計画に記載がありません。",
            f"The project's total cost is {whole.en}; the plan states no amounts per year.",
        )
    elif budget.not_stated != 0:
        part, rest = _amount(budget.stated, unit), _amount(budget.not_stated, unit)
        yield Sentence(
            f"総事業費は{whole.ja}です。このうち年度別の記載があるのは{'・'.join(stated)}の{part.ja}で、"
            f"{rest.ja}には年度別の記載がありません。",
            f"The project's total cost is {whole.en}; of this the plan states {part.en} per year "
            f"({', '.join(stated)}), and {rest.en} without a year.",
        )
    else:
        yield Sentence(f"総事業費は{whole.ja}です。", f"The project's total cost is {whole.en}.")
    if budget.grant is not None and budget.own_funds is not None:
        grant, own = _amount(budget.grant, unit), _amount(budget.own_funds, unit)
        called = escape_controls((plan.budget.grant and plan.budget.grant.name) or "")
        name = Sentence(called or "交付金", f"The grant ({called})" if called else "The grant")
        if budget.grant_is_upper_limit:
            yield Sentence(
                f"{name.ja}は最大で{grant.ja}、自己財源は少なくとも{own.ja}です。",
                f"{name.en} is at most {grant.en}, and own funds are at least {own.en}.",
            )
        else:
            yield Sentence(
                f"{name.ja}は{grant.ja}、自己財源は{own.ja}です。",
                f"{name.en} is {grant.en}, and own funds are {own.en}.",
            )
    if budget.executed is None or budget.balance is None:
        yield Sentence("執行額は記録されていません。", "Spending is not recorded.")
        return
    spent, left = _amount(budget.executed, unit), _amount(max(budget.balance, -budget.balance), unit)
    rate = percentage(budget.execution_rate).text
    if budget.balance < 0:
        yield Sentence(
            f"これまでの執行額は{spent.ja}（執行率{rate}）で、総事業費を{left.ja}上回っています。",
            f"{spent.en} has been spent ({rate}), {left.en} more than the total cost.",
        )
    else:
        yield Sentence(
            f"これまでの執行額は{spent.ja}（執行率{rate}）、総事業費に対する残額は{left.ja}です。",
            f"{spent.en} has been spent ({rate}); {left.en} of the total cost is left.",
        )


def break_even_sentences(plan: Plan, result: BreakEven) -> Iterator[Sentence]:
    """When own revenue covers the cost, beside the plan's claim."""
    unit, year = result.unit, result.break_even_year
    shown = next((row for row in result.years if row.fiscal_year == result.year), None)
    claim = result.stated_break_even_year
    if year is None:
        found = Sentence(
            "事業収支が経費以上になる年度は、示された値の中にはありません。",
            "No year's net revenue covers its cost in the figures given.",
        )
    else:
        name = plan.label(year)
        amounts = Sentence("", "")
        if shown is not None and shown.revenue is not None and shown.cost is not None:
            earned, spent = _amount(shown.revenue, unit), _amount(shown.cost, unit)
            amounts = Sentence(
                f"（事業収支{earned.ja}、経費{spent.ja}）", f" (net revenue {earned.en}, cost {spent.en})"
            )
        found = Sentence(
            f"事業収支が経費以上になるのは{name}からです{amounts.ja}。",
            f"Net revenue covers the cost from {name} on{amounts.en}.",
        )
    yield found
    if claim is not None and claim == year:
        yield Sentence("計画の記載と一致します。", "This is the year that the plan claims.")
    elif claim is not None:
        yield Sentence(f"計画の記載は{plan.label(claim)}です。", f"The plan claims {plan.label(claim)}.")


def _amount(value: Quantity, unit: str) -> Sentence:
    """A figure with its unit, as tables draw it."""
    drawn = figure(value).text
    return Sentence(f"{drawn}{unit}", f"{drawn} {unit}" if unit[:1] not in "%％" else f"{drawn}{unit}")
