"""An outcome as a report: what a body publishes of its plan, section by section."""

from collections.abc import Iterator
from dataclasses import replace

from yport_cli.core.figures.kpi import KpiOutcome
from yport_cli.core.figures.outcome import Outcome
from yport_cli.core.figures.rates import BASES
from yport_cli.core.figures.self_sufficiency import Assumptions, BreakEven
from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.core.plan.plan import Plan
from yport_cli.core.plan.review import Evaluation
from yport_cli.render.pages.break_even import break_even_page
from yport_cli.render.pages.budget import budget_page
from yport_cli.render.pages.evaluation import people_say
from yport_cli.render.pages.kpi_tables import kpi_table, kpi_year_table
from yport_cli.render.pages.report_charts import DrawnBars, budget_bar, chart_of
from yport_cli.render.shapes.cell import Text
from yport_cli.render.shapes.report import ChartAndTable, Fact, Gauge, Report, Section
from yport_cli.render.wording.cells import Columns, captioned, in_brackets, prose, table, text
from yport_cli.render.wording.figures import drawn
from yport_cli.render.wording.labels import LABELS, label
from yport_cli.render.wording.report_sentences import (
    as_of_sentence,
    break_even_sentences,
    budget_sentences,
    kpi_sentences,
    kpi_standing,
    paragraph,
    period_text,
)
from yport_cli.render.wording.safe_text import escape_controls


def report_of(outcome: Outcome, language: Language) -> Report:
    """The report over one plan."""
    sections = [_kpis(outcome, language), _budget(outcome, language)]
    if outcome.break_even is not None:
        sections.append(_self_sufficiency(outcome.plan, outcome.break_even, language))
    sections.append(_evaluation(outcome.plan, language))
    sections.append(_sources(outcome, language))
    return Report(
        language=language,
        kind=label("report", language),
        title=escape_controls(outcome.plan.name),
        facts=tuple(_facts(outcome, language)),
        gauges=tuple(_gauge(result, language) for result in outcome.kpis),
        sections=tuple(sections),
        as_of=outcome.ledger.as_of,
    )


def _gauge(result: KpiOutcome, language: Language) -> Gauge:
    rate = drawn(result, "achievement_rate", language)
    year, to_date = result.to_date, ""
    if year is not None and year.achievement_rate is not None:
        by_then = drawn(year, "achievement_rate", language).text
        to_date = Sentence(
            f"{year.label}末の達成率 {by_then}", f"{by_then} at the end of {year.label}"
        ).text_in(language)
    standing = kpi_standing(result, language)
    basis = in_brackets(BASES[result.rate_basis].text_in(language), language)
    return Gauge(
        name=escape_controls(result.kpi.title),
        label=f"{label('achievement_rate_to_end', language)}{basis}",
        rate=rate,
        standing=standing,
        to_date=to_date,
        is_full=bool(result.achieved),
    )


def _facts(outcome: Outcome, language: Language) -> Iterator[Fact]:
    plan, project = outcome.plan, outcome.plan.project
    comma = "、" if language == "ja" else ", "
    code = plan.area_code and in_brackets(f"{label('area_code', language)} {plan.area_code}", language)
    facts = {
        "authors": comma.join(map(escape_controls, plan.authors)),
        "area": f"{escape_controls(plan.area)}{code or ''}",
        "period": period_text(plan, language),
        "project": project and escape_controls(project.name),
        "project_body": project and project.body and escape_controls(project.body),
        "contents": project and comma.join(escape_controls(content.name) for content in project.contents),
        "as_of": as_of_sentence(outcome, language),
    }
    return (Fact(label(name, language), told) for name, told in facts.items() if told)


def _kpis(outcome: Outcome, language: Language) -> Section:
    parts = tuple(
        Section(
            id=f"kpi-{position}",
            heading=f"{escape_controls(result.kpi.name)}{in_brackets(result.kpi.unit, language)}",
            paragraphs=(paragraph(kpi_sentences(outcome, result), language),),
            figures=_kpi_charts(f"kpi-{position}", result, language),
        )
        for position, result in enumerate(outcome.kpis, start=1)
    )
    overview = kpi_table(outcome, language, "overview", with_years=False)
    return Section("kpis", label("kpis", language), tables=(overview,), parts=parts)


def _kpi_charts(name: str, result: KpiOutcome, language: Language) -> tuple[ChartAndTable, ...]:
    """Each year's figures, and of increments the cumulative ones; below each chart the columns it draws."""
    whole, unit, item = kpi_year_table(result, language), result.kpi.unit, result.kpi.id
    by_year = replace(whole, caption=captioned("target_and_actual", unit, language))
    if result.kpi.adds_up:
        by_year = replace(by_year.with_columns("fiscal_year", "target", "actual"), notes=())
    bars: DrawnBars = (("target", "target", "hatched"), ("actual", "actual", "solid"))
    years = chart_of(f"{name}-years", item, by_year, bars, language)
    if not result.kpi.adds_up:
        return (years,)
    columns = ("cumulative_target", "cumulative_actual", "achievement_rate", "shortfall")
    caption = captioned("cumulative_target_and_actual", unit, language)
    cumulative = replace(whole.with_columns("fiscal_year", *columns), caption=caption)
    bars = (("cumulative_target", "target", "hatched"), ("cumulative_actual", "actual", "solid"))
    return (years, chart_of(f"{name}-cumulative", item, cumulative, bars, language))


def _budget(outcome: Outcome, language: Language) -> Section:
    plan, budget = outcome.plan, outcome.budget
    page = budget_page(plan, budget, outcome.ledger, language)
    caption = captioned("available_and_executed", budget.unit, language)
    by_year = replace(page.table("by_year"), caption=caption)
    bars: DrawnBars = (("available", "available", "hatched"), ("executed", "executed", "solid"))
    bar = budget_bar(budget, language)
    divided = () if bar is None else (ChartAndTable(bar, page.table("budget")),)
    return Section(
        "budget",
        label("budget", language),
        paragraphs=(paragraph(budget_sentences(plan, budget), language),),
        figures=(*divided, chart_of("budget-years", "budget", by_year, bars, language)),
        tables=(*([] if divided else [page.table("budget")]), *page.without("budget", "by_year")),
    )


def _self_sufficiency(plan: Plan, result: BreakEven, language: Language) -> Section:
    page = break_even_page(plan, result, Assumptions(), language)
    by_year = replace(page.table("by_year"), caption=captioned("revenue_and_cost", result.unit, language))
    bars: DrawnBars = (("revenue", "revenue", "solid"), ("cost", "cost", "hatched"))
    return Section(
        "self-sufficiency",
        label("self_sufficiency", language),
        paragraphs=(paragraph(break_even_sentences(plan, result), language), *page.lead),
        figures=(chart_of("revenue-cost", "self_sufficiency", by_year, bars, language),),
        tables=page.without("by_year"),
    )


def _evaluation(plan: Plan, language: Language) -> Section:
    facts: list[tuple[str, str | None]] = []
    if plan.evaluation is not None:
        names = ("method", "body", "experts")
        facts += [(f"evaluation_{name}", getattr(plan.evaluation, name)) for name in names]
    if plan.publication is not None:
        every = plan.publication.every
        often = label("every_year", language) if every == "year" else every
        facts += [("publication", plan.publication.how), ("publication_every", often)]
    by_year = sorted(plan.evaluations, key=lambda evaluation: evaluation.fiscal_year.year)
    parts = tuple(
        _evaluation_of_year(plan, position, evaluation, language)
        for position, evaluation in enumerate(by_year, start=1)
    )
    return Section(
        "evaluation",
        label("evaluation", language),
        paragraphs=() if parts else (label("no_evaluation", language),),
        facts=_told(facts, language),
        parts=parts,
    )


def _evaluation_of_year(plan: Plan, position: int, evaluation: Evaluation, language: Language) -> Section:
    labels = {"verdict": "expert_verdict", "opinion": "expert_opinion"}
    told = [(labels.get(name, name), words) for name, words in people_say(evaluation).items()]
    heading = plan.label(evaluation.fiscal_year.year)
    return Section(f"evaluation-{position}", heading, facts=_told(told, language))


def _told(facts: list[tuple[str, str | None]], language: Language) -> tuple[Fact, ...]:
    """What people have written under each label; what they have not is left out."""
    return tuple(Fact(label(name, language), prose(words)) for name, words in facts if words is not None)


def _sources(outcome: Outcome, language: Language) -> Section:
    plan = outcome.plan
    facts: list[tuple[str, str | None]] = [
        ("source_title", plan.source.title if plan.source else None),
        ("licence", plan.licence),
        ("computation", label("computation_is_exact", language)),
    ]

    def block(pair: tuple[str, str]) -> Text:
        return Text(pair[0], label(pair[0], language)) if pair[0] in LABELS else text(pair[0])

    columns: Columns = {"block": block, "section": lambda pair: text(pair[1])}
    sections = plan.source.sections.items() if plan.source else ()
    tables = (table("source_sections", sections, columns, language),) if sections else ()
    return Section("sources", label("sources", language), facts=_told(facts, language), tables=tables)
