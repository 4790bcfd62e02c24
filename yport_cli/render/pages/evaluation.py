"""The 効果検証 sheet of one fiscal year: what plan, ledger and evaluations fill in, and what stays empty for people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from yport_cli.core.figures.evaluation import KpiStanding, Suggestion, suggestion
from yport_cli.core.figures.outcome import Outcome, last_as_of
from yport_cli.core.issues.sentence import Language, Sentence, said
from yport_cli.core.numbers.money import YEN_PER_UNIT
from yport_cli.core.numbers.number import simplified
from yport_cli.core.plan.plan import Plan
from yport_cli.core.reading.fiscal_year import era_year, last_day
from yport_cli.render.shapes.table import Cell, CellValue, Column, Table
from yport_cli.render.wording.cells import figures, prose, text, words
from yport_cli.render.wording.figures import figure, percentage
from yport_cli.render.wording.labels import label
from yport_cli.render.wording.report_sentences import month_text

EMPTY = Cell(None, "")
"""A field that nobody has filled in."""

PROJECT_COLUMNS = ("number", "project_name", "grant_kind", "spent_yen")
KPI_COLUMNS = ("indicator", "indicator_value", "unit", "due", "actual")
PEOPLE_COLUMNS = ("grade", "verdict", "opinion", "next_policy", "next_reason", "section_in_charge")
NUMERIC = ("number", "spent_yen", "indicator_value", "actual")


@dataclass(frozen=True, slots=True)
class KenshoProject:
    """One project: cells of its own, a row of cells per KPI, and what people say of it."""

    project: tuple[Cell, ...]
    kpis: tuple[tuple[Cell, ...], ...]
    people: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Kensho:
    """The sheet."""

    language: Language
    title: str
    as_of: date | None
    projects: tuple[KenshoProject, ...]
    suggestions: tuple[Table, ...]
    """What the figures suggest, apart from what people fill in."""
    notes: tuple[str, ...]
    records: Table
    """A row per KPI under plain field names, for machines."""


def kensho_of(outcomes: Sequence[Outcome], year: int, language: Language) -> Kensho:
    """The sheet of the fiscal year `year`, which every plan of `outcomes` has."""
    suggestions = tuple(suggestion(outcome, year) for outcome in outcomes)
    projects = tuple(
        _project(position, outcome, year, language) for position, outcome in enumerate(outcomes, start=1)
    )
    era = era_year(year, outcomes[0].plan.label(year))
    title = Sentence(
        f"{era} 交付対象事業の効果検証シート", f"Evaluation sheet of grant projects, fiscal year {year}"
    )
    return Kensho(
        language=language,
        title=said(title, language),
        as_of=last_as_of(outcomes),
        projects=projects,
        suggestions=(
            _grades(outcomes, suggestions, language),
            _basis(suggestions, language),
        ),
        notes=tuple(said(note, language) for note in _NOTES),
        records=_records(outcomes, year, projects, suggestions),
    )


_NOTES = (
    Sentence(
        "指標値と実績値はこの年度のものです（増加分のKPIは年度の増加分）。空欄は、計画・台帳・評価に記載のないものです。",
        "Indicator and actual values are of this fiscal year (of increments, the year's own). Empty fields are not "
        "given by plan, ledger or evaluations.",
    ),
    Sentence(
        "事業効果以下の欄には、人が記入した評価だけを載せています。",
        "From the effect of the project on, the sheet holds only what people have entered.",
    ),
)
SUGGESTION_NOTE = Sentence(
    "区分は例示にもとづく参考です。例示が定めない場合は「定めなし」とし、事業効果の欄には記入しません。",
    "A suggestion after the published examples; where they do not decide it is undefined. It is never entered as the "
    "effect of the project.",
)


def flat_table(sheet: Kensho) -> Table:
    """The sheet as one table, a row per KPI; what is said of a project stands in each of its rows."""
    language = sheet.language
    columns = tuple(column(name, language) for name in (*PROJECT_COLUMNS, *KPI_COLUMNS, *PEOPLE_COLUMNS))
    rows = tuple(
        (*project.project, *kpi, *project.people) for project in sheet.projects for kpi in project.kpis
    )
    return Table(sheet.title, columns, rows, sheet.notes)


def column(name: str, language: Language) -> Column:
    """A column of the sheet under its heading."""
    return Column(name, label(f"kensho_{name}", language), numeric=name in NUMERIC)


def _project(position: int, outcome: Outcome, year: int, language: Language) -> KenshoProject:
    plan = outcome.plan
    given = next((given for given in plan.evaluations if given.fiscal_year.year == year), None)
    expert, following = (given.expert, given.next) if given else (None, None)
    said_by_people = (
        given.grade if given else None,
        expert.verdict if expert else None,
        expert.opinion if expert else None,
        following.policy if following else None,
        following.reason if following else None,
        None,  # the section in charge: no plan file names it
    )
    due = plan.period.end if year == plan.years[-1] else last_day(year)
    kpis = []
    for result in outcome.kpis:
        of_year = next(row for row in result.years if row.fiscal_year == year)
        kpis.append(
            (
                text(result.kpi.name),
                figure(of_year.target, ""),
                text(result.kpi.unit),
                Cell(due.isoformat()[:7], month_text(due, language)),
                figure(of_year.actual, ""),
            )
        )
    return KenshoProject(
        project=(
            Cell(position, str(position)),
            text(plan.project_name),
            _optional(_grant_kind(plan)),
            figure(_spent_yen(outcome, year), ""),
        ),
        kpis=tuple(kpis),
        people=tuple(_optional(words_) for words_ in said_by_people),
    )


def _grant_kind(plan: Plan) -> str | None:
    """The grant's name with its kind, as far as the plan gives them."""
    grant = plan.budget.grant
    if grant is None or (grant.name is None and grant.kind is None):
        return None
    if grant.name is None or grant.kind is None:
        return grant.name or grant.kind
    return f"{grant.name}（{grant.kind}）"


def _spent_yen(outcome: Outcome, year: int) -> int | Decimal | Fraction | None:
    """What was executed in the year, in yen, exactly."""
    spent = next(row.executed for row in outcome.budget.years if row.fiscal_year == year)
    return None if spent is None else simplified(Fraction(spent) * YEN_PER_UNIT[outcome.budget.unit])


def _optional(words_: str | None) -> Cell:
    return EMPTY if words_ is None else Cell(words_, prose(words_))


def _grades(outcomes: Sequence[Outcome], suggestions: tuple[Suggestion, ...], language: Language) -> Table:
    columns = (
        column("number", language),
        column("project_name", language),
        words("suggested_grade", language),
        words("suggestion_reason", language),
    )
    rows = []
    for position, (outcome, found) in enumerate(zip(outcomes, suggestions, strict=True), start=1):
        plan = outcome.plan
        grade = label("grade_undefined" if found.grade is None else f"grade_{found.grade}", language)
        rows.append(
            (
                Cell(position, str(position)),
                text(plan.project_name),
                Cell(grade, grade),
                text(said(found.reason, language)),
            )
        )
    return Table(label("suggestion", language), columns, tuple(rows), (said(SUGGESTION_NOTE, language),))


def _basis(suggestions: tuple[Suggestion, ...], language: Language) -> Table:
    """The figures that the suggestions compare: of increments cumulative, from the plan's first year on."""
    columns = (
        column("number", language),
        column("indicator", language),
        words("unit", language),
        figures("compared_target", language),
        figures("compared_actual", language),
        figures("achievement_rate", language),
        words("standing", language),
    )
    rows = tuple(
        (
            Cell(position, str(position)),
            text(kpi.result.kpi.name),
            text(kpi.result.kpi.unit),
            figure(kpi.target),
            figure(kpi.actual),
            percentage(kpi.year.achievement_rate),
            Cell(kpi.standing, said(kpi.said, language)),
        )
        for position, found in enumerate(suggestions, start=1)
        for kpi in found.kpis
    )
    note = Sentence(
        "増加分のKPIは、計画の初年度からこの年度までの累計で比べます。達成率は小数第2位を四捨五入しています。",
        "Of increments the cumulative figures up to this year are compared. Rates are rounded to one decimal, halves up.",
    )
    return Table(label("suggestion_basis", language), columns, rows, (said(note, language),))


_RECORDS = (
    *("number", "plan_id", "area_code", "fiscal_year", "fiscal_year_era", "project_name", "grant_kind"),
    *("spent_yen", "kpi_id", "indicator", "indicator_value", "unit", "due", "actual"),
    *("grade", "verdict", "opinion", "next_policy", "next_reason", "section_in_charge"),
    *("suggested_grade", "standing", "compared_target", "compared_actual"),
)


def _records(
    outcomes: Sequence[Outcome],
    year: int,
    projects: tuple[KenshoProject, ...],
    suggestions: tuple[Suggestion, ...],
) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for outcome, project, found in zip(outcomes, projects, suggestions, strict=True):
        number, name, kind, spent = (cell.value for cell in project.project)
        for kpi, cells in zip(found.kpis, project.kpis, strict=True):
            indicator, target, unit, due, actual = (cell.value for cell in cells)
            values: tuple[CellValue, ...] = (
                *(number, outcome.plan.id, outcome.plan.area_code, year),
                era_year(year, outcome.plan.label(year)),
                *(name, kind, spent, kpi.result.kpi.id, indicator, target, unit, due, actual),
                *(cell.value for cell in project.people),
                *_suggested(found, kpi),
            )
            rows.append(tuple(Cell(value, "") for value in values))
    return Table("kensho", tuple(Column(name, name) for name in _RECORDS), tuple(rows))


def _suggested(found: Suggestion, kpi: KpiStanding) -> tuple[CellValue, ...]:
    return (found.grade.value if found.grade else None, kpi.standing, kpi.target, kpi.actual)
