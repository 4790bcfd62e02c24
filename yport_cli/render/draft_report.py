"""What was found in a document, and what a person has to look at: in sentences, and for other programs."""

from collections.abc import Iterable, Iterator
from typing import Any

from yport_cli.core.draft.draft import Doubt, Draft, Origin, Remark
from yport_cli.core.issues.file_report import FileReport
from yport_cli.core.issues.issue import Location, Refusal, route_text
from yport_cli.core.issues.sentence import Language, Sentence, counted
from yport_cli.core.numbers.number import Number
from yport_cli.core.plan.plan import Plan
from yport_cli.core.reading.number_text import parse_number
from yport_cli.render.data.json_v1 import answer_object
from yport_cli.render.diagnostics.validate_json import issue_object
from yport_cli.render.wording.safe_text import escape_controls

_KINDS = {
    Doubt.MISSING: Sentence("ありません", "missing"),
    Doubt.QUESTION: Sentence("確かめてください", "check"),
    Doubt.DISAGREEMENT: Sentence("一致しません", "disagrees"),
}


def found_sentence(draft: Draft) -> Sentence:
    """How much was taken from the document, and how much is left to a person."""
    figures = sum(1 for _ in draft.figures())
    count = {doubt: sum(remark.doubt is doubt for remark in draft.remarks) for doubt in Doubt}
    missing, asked, differ = (count[doubt] for doubt in Doubt)
    return Sentence(
        f"KPI {len(draft.kpis)}件・数値 {figures}個を写しました"
        f"（記載なし {missing}件、要確認 {asked}件、不一致 {differ}件）",
        f"took {len(draft.kpis)} KPIs and {figures} figures "
        f"({missing} missing, {asked} to check, {differ} in disagreement)",
    )


def report_lines(draft: Draft, name: str, language: Language) -> Iterator[str]:
    """The report of one document, a line for each thing."""
    yield f"{escape_controls(name)}: {found_sentence(draft).text_in(language)}"
    for remark in draft.remarks:
        place = "" if remark.at is None else f"{remark.at.name.text_in(language)}: "
        kind = _KINDS[remark.doubt].text_in(language)
        yield escape_controls(f"  {place}{remark.message.text_in(language)} [{kind}]")


def import_object(draft: Draft, name: str, language: Language, *, valid: bool) -> dict[str, Any]:
    """Every figure with its place, and every remark, for other programs."""
    return {
        **answer_object("import"),
        "file": name,
        "valid": valid,
        "plan": {
            "name": draft.name.value,
            "authors": [author.value for author in draft.authors],
            "area": draft.area.value,
            "end": draft.end.value,
            "fiscal_years": [year.value.label for year in draft.years if year.value is not None],
            "measure": draft.measure and draft.measure.value,
            "budget_unit": draft.budget.unit.value,
        },
        "kpis": [
            {
                "name": kpi.name.value,
                "unit": kpi.unit.value,
                "kind": "increment" if kpi.adds_up else "level",
                **_place(kpi.name.at),
            }
            for kpi in draft.kpis
        ],
        "figures": [
            {"path": route_text(route), "value": figure.value, "printed": figure.printed, **_place(figure.at)}
            for route, figure in draft.figures()
        ],
        "remarks": [_remark(remark, language) for remark in draft.remarks],
    }


def form_sentence(report: FileReport, figures: int) -> Sentence:
    """How much was taken from an Excel form, and how much of it is wrong."""
    return Sentence(
        f"計画の様式から数値 {figures}個を写しました（エラー {report.errors}件、警告 {report.warnings}件）",
        f"took {counted(figures, 'figure')} from the form of a plan "
        f"({counted(report.errors, 'error')}, {counted(report.warnings, 'warning')})",
    )


def form_object(
    report: FileReport, figures: Iterable[tuple[Location, str]], plan: Plan | None, language: Language
) -> dict[str, Any]:
    """Every figure of an Excel form with its cell, and every issue, for other programs.

    `plan` is `None` where the form is no plan yet: nothing is said then of what it holds but its figures.
    """
    return {
        **answer_object("import"),
        "file": report.path,
        "valid": report.valid,
        "plan": None if plan is None else _plan_object(plan),
        "kpis": [
            {"name": kpi.name, "unit": kpi.unit, "kind": kpi.kind}
            for kpi in (() if plan is None else plan.kpis)
        ],
        "figures": [
            {"path": at.path, "value": _number(text), "printed": text, "sheet": at.sheet, "cell": at.cell}
            for at, text in figures
        ],
        "remarks": [],
        "issues": [issue_object(issue, language) for issue in report.issues],
    }


def _plan_object(plan: Plan) -> dict[str, Any]:
    grant = plan.budget.grant
    return {
        "name": plan.name,
        "authors": list(plan.authors),
        "area": plan.area,
        "end": plan.period.end.isoformat(),
        "fiscal_years": [year.label for year in plan.fiscal_years],
        "measure": grant and grant.measure,
        "budget_unit": plan.budget.unit,
    }


def _number(text: str) -> Number | None:
    """The number that a cell holds; `None` where it holds none, which is an issue."""
    try:
        return parse_number(text)
    except Refusal:
        return None


def _remark(remark: Remark, language: Language) -> dict[str, Any]:
    return {
        "kind": remark.doubt.value,
        "message": remark.message.text_in(language),
        **_place(remark.at),
    }


def _place(at: Origin | None) -> dict[str, int | None]:
    """`page` is null where the document has no pages."""
    return {"page": (at and at.page) or None, "line": at and at.line}
