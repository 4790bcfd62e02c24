"""An outcome as a report: what a body publishes of its plan, section by section."""

from collections.abc import Iterator
from dataclasses import replace

from yport_cli.core.figures.outcome import Outcome
from yport_cli.core.figures.self_sufficiency import Assumptions, BreakEven
from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.core.plan.plan import Plan
from yport_cli.core.plan.review import Evaluation
from yport_cli.core.plan.site import Site
from yport_cli.core.reading.fiscal_year import first_day, fiscal_year_of, last_day
from yport_cli.render.pages.break_even import break_even_page
from yport_cli.render.pages.budget import budget_page
from yport_cli.render.pages.definitions import standings_explained, terms_explained
from yport_cli.render.pages.evaluation import people_say
from yport_cli.render.pages.first_screen import answer_of
from yport_cli.render.pages.kpi_tables import kpi_table, kpi_year_table
from yport_cli.render.pages.live_figures import (
    live_answer,
    live_budget,
    live_kpi_years,
    live_overview,
    live_sufficiency,
)
from yport_cli.render.pages.report_charts import DrawnLines, break_even_chart, budget_bar, kpi_chart
from yport_cli.render.shapes.cell import Text
from yport_cli.render.shapes.report import ChartAndTable, Fact, Publisher, Report, Section
from yport_cli.render.wording.cells import Columns, captioned, in_brackets, prose, table, text
from yport_cli.render.wording.labels import LABELS, label
from yport_cli.render.wording.report_sentences import (
    as_of_sentence,
    break_even_finding,
    break_even_sentences,
    budget_sentences,
    kpi_sentences,
    paragraph,
    period_text,
)
from yport_cli.render.wording.safe_text import escape_controls
from yport_cli.render.wording.years import plan_year


def report_of(outcome: Outcome, language: Language, site: Site | None = None) -> Report:
    """The report over one plan, as `site` publishes it."""
    sections = [_kpis(outcome, language), _budget(outcome, language)]
    if outcome.break_even is not None:
        sections.append(_self_sufficiency(outcome.plan, outcome.break_even, language))
    publisher = publisher_of(outcome.plan, site, language)
    sections.append(_evaluation(outcome.plan, publisher, language))
    sections.append(_sources(outcome, language))
    return Report(
        language=language,
        kind=label("report", language),
        title=escape_controls(outcome.plan.name),
        facts=tuple(_facts(outcome, language)),
        answer=answer_of(outcome, language),
        sections=tuple(sections),
        as_of=outcome.ledger.as_of,
        publisher=publisher,
        until=_until(outcome).text_in(language),
        standings=standings_explained(language),
        terms=terms_explained(language),
        temporal=f"{first_day(outcome.plan.years[0])}/{last_day(outcome.plan.years[-1])}",
    )


def publisher_of(plan: Plan, site: Site | None, language: Language) -> Publisher:
    """Whose page it is: as the settings say, else as the plan does."""
    published = plan.publication
    comma = "、" if language == "ja" else ", "
    given = site or Site()
    return Publisher(
        name=escape_controls(given.name or comma.join(plan.authors)),
        contact=prose(given.contact or (published and published.contact) or ""),
        url=escape_controls((published and published.url) or given.url or ""),
        area_code=escape_controls(plan.area_code or ""),
        licence=escape_controls(plan.licence or ""),
    )


def _until(outcome: Outcome) -> Sentence:
    """Up to which fiscal year the results are."""
    day = outcome.ledger.as_of
    if day is None:
        return Sentence("実績の記録はまだありません", "Nothing is recorded yet")
    year = min(max(fiscal_year_of(day), outcome.plan.years[0]), outcome.plan.years[-1])
    word = plan_year(outcome.plan, year)
    if outcome.ledger.has_ended(year):
        return Sentence(f"{word.ja}までの実績", f"Results up to {word.en}")
    return Sentence(f"{word.ja}の途中までの実績", f"Results so far in {word.en}")


def _facts(outcome: Outcome, language: Language) -> Iterator[Fact]:
    plan, project = outcome.plan, outcome.plan.project
    comma = "、" if language == "ja" else ", "
    code = plan.area_code and in_brackets(f"{label('area_code', language)} {plan.area_code}", language)
    facts = {
        "period": period_text(plan, language),
        "area": f"{escape_controls(plan.area)}{code or ''}",
        "authors": comma.join(map(escape_controls, plan.authors)),
        "project": project and escape_controls(project.name),
        "project_body": project and project.body and escape_controls(project.body),
        "contents": project and comma.join(escape_controls(content.name) for content in project.contents),
        "as_of": as_of_sentence(outcome, language),
    }
    return (Fact(label(name, language), told) for name, told in facts.items() if told)


def _kpis(outcome: Outcome, language: Language) -> Section:
    parts = []
    for position, result in enumerate(outcome.kpis, start=1):
        by_year = live_kpi_years(kpi_year_table(result, language), result)
        chart = kpi_chart(f"kpi-{position}-chart", result, outcome.ledger.as_of, by_year, language)
        told = (paragraph(kpi_sentences(outcome, result), language),)
        parts.append(Section(f"kpi-{position}", chart.chart.title, paragraphs=told, figures=(chart,)))
    overview = live_overview(kpi_table(outcome, language, "overview", with_years=False), outcome.kpis)
    return Section("kpis", label("figures_by_year", language), tables=(overview,), parts=tuple(parts))


def _budget(outcome: Outcome, language: Language) -> Section:
    plan, budget = outcome.plan, outcome.budget
    page = budget_page(plan, budget, outcome.ledger, language)
    page = replace(page, tables=live_budget(page.tables, budget))
    bar = budget_bar(budget, language)
    return Section(
        "budget",
        label("budget", language),
        paragraphs=(paragraph(budget_sentences(plan, budget), language),),
        figures=() if bar is None else (ChartAndTable(bar, page.table("budget")),),
        tables=page.tables if bar is None else page.without("budget"),
    )


def _self_sufficiency(plan: Plan, result: BreakEven, language: Language) -> Section:
    page = break_even_page(plan, result, Assumptions(), language)
    by_year = live_sufficiency(page.table("by_year"), result)
    by_year = replace(by_year, caption=captioned("revenue_and_cost", result.unit, language))
    lines: DrawnLines = (("cost", "cost", "cost"), ("revenue", "revenue", "actual"))
    finding = break_even_finding(plan, result).text_in(language)
    chart = break_even_chart(result, finding, by_year, lines, language)
    return Section(
        "self-sufficiency",
        label("self_sufficiency", language),
        paragraphs=(paragraph(break_even_sentences(plan, result), language), *page.lead),
        figures=(chart,),
        tables=live_answer(page.without("by_year"), result),
    )


def _evaluation(plan: Plan, publisher: Publisher, language: Language) -> Section:
    facts: list[tuple[str, str | None]] = []
    if plan.evaluation is not None:
        names = ("method", "body", "experts")
        facts += [(f"evaluation_{name}", getattr(plan.evaluation, name)) for name in names]
    if plan.publication is not None:
        every = plan.publication.every
        often = label("every_year", language) if every == "year" else every
        facts += [("publication", plan.publication.how), ("publication_every", often)]
    facts += [("contact", publisher.contact or None), ("url", publisher.url or None)]
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
    heading = plan_year(plan, evaluation.fiscal_year.year).text_in(language)
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
