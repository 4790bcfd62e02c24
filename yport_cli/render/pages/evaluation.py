"""The 効果検証 sheet of one fiscal year: what plan, ledger and evaluations fill in, and what stays empty for people."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from yport_cli.core.figures.evaluation import BANDS, Bands, Suggestion, suggestion
from yport_cli.core.figures.kpi import KpiOutcome
from yport_cli.core.figures.outcome import Outcome, last_as_of
from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.core.numbers.money import YEN_PER_UNIT
from yport_cli.core.numbers.number import grouped, simplified
from yport_cli.core.plan.plan import Plan
from yport_cli.core.plan.review import Evaluation
from yport_cli.core.reading.fiscal_year import era_year, last_day
from yport_cli.render.shapes.cell import EMPTY, ORDINAL, Cell, Figure, Text
from yport_cli.render.shapes.evaluation_sheet import EvaluatedProject, EvaluationSheet
from yport_cli.render.shapes.records import Records, Value, records_of
from yport_cli.render.shapes.table import Column, Table
from yport_cli.render.wording.cells import Columns, prose, table, text
from yport_cli.render.wording.figures import drawn, figure
from yport_cli.render.wording.labels import label
from yport_cli.render.wording.safe_text import escape_controls
from yport_cli.render.wording.years import month_text

_OF_PROJECT = ("number", "project_name", "grant_kind", "spent_yen")
_OF_KPI = ("indicator", "indicator_value", "unit", "due", "actual")
_OF_PEOPLE = ("grade", "verdict", "opinion", "next_policy", "next_reason", "section_in_charge")
_CHOICES = {
    "grade": ("grade", ("very_effective", "quite_effective", "effective", "not_effective")),
    "verdict": ("verdict", ("useful", "not_useful")),
    "next_policy": ("policy", ("further", "review", "continue", "stop", "end")),
}
_NUMERIC = ("number", "spent_yen", "indicator_value", "actual")


def evaluation_sheet_of(
    outcomes: Sequence[Outcome], year: int, language: Language, bands: Bands = BANDS
) -> EvaluationSheet:
    """The sheet of the fiscal year `year`, which every plan of `outcomes` has."""
    found = tuple(suggestion(outcome, year, bands) for outcome in outcomes)
    numbered = enumerate(outcomes, start=1)
    projects = tuple(_project(position, outcome, year, language) for position, outcome in numbered)
    era = era_year(year, outcomes[0].plan.label(year))
    bodies = {outcome.plan.authors for outcome in outcomes}
    names = [escape_controls(name) for name in (bodies.pop() if len(bodies) == 1 else ())]
    title = Sentence(
        " ".join(filter(None, ("・".join(names), f"{era} 交付対象事業の効果検証シート"))),
        ": ".join(
            filter(None, (", ".join(names), f"Evaluation sheet of grant projects, fiscal year {year}"))
        ),
    )
    return EvaluationSheet(
        language=language,
        title=title.text_in(language),
        bodies=("、" if language == "ja" else ", ").join(
            dict.fromkeys(escape_controls(name) for outcome in outcomes for name in outcome.plan.authors)
        ),
        as_of=last_as_of(outcomes),
        project_columns=tuple(_column(name, language) for name in _OF_PROJECT),
        kpi_columns=tuple(_column(name, language) for name in _OF_KPI),
        people_columns=tuple(_column(name, language) for name in _OF_PEOPLE),
        projects=projects,
        choices={
            name: tuple(label(f"{of}_{one}", language) for one in ones)
            for name, (of, ones) in _CHOICES.items()
        },
        suggestions=(_grades(outcomes, found, bands, language), _basis(found, language)),
        notes=tuple(note.text_in(language) for note in _NOTES),
        records=_records(outcomes, year, projects, found),
    )


_NOTES = (
    Sentence(
        "指標値と実績値はこの年度末のものです（増加分のKPIは計画の初年度からの累計）。"
        "空欄は、計画・台帳・評価に記載のないものです。",
        "Indicator and actual values are of the end of this fiscal year (of increments, the cumulative from "
        "the plan's first year on). Empty fields are not given by plan, ledger or evaluations.",
    ),
    Sentence(
        "事業効果以下の欄には、人が記入した評価だけを載せています。",
        "From the effect of the project on, the sheet holds only what people have entered.",
    ),
)
_SUGGESTION_NOTE = Sentence(
    "区分は例示にもとづく参考です。例示が定めない場合は「定めなし」とし、事業効果の欄には記入しません。",
    "A suggestion after the published examples; where they do not decide it is undefined. It is never "
    "entered as the effect of the project.",
)


def people_say(evaluation: Evaluation | None) -> dict[str, str | None]:
    """What people have written of a fiscal year; no plan file names the section in charge."""
    expert = evaluation.expert if evaluation else None
    following = evaluation.next if evaluation else None
    return {
        "grade": evaluation.grade if evaluation else None,
        "verdict": expert.verdict if expert else None,
        "opinion": expert.opinion if expert else None,
        "next_policy": following.policy if following else None,
        "next_reason": following.reason if following else None,
        "section_in_charge": None,
    }


def _column(name: str, language: Language) -> Column:
    return Column(name, label(name, language, within="kensho"), numeric=name in _NUMERIC)


def _project(position: int, outcome: Outcome, year: int, language: Language) -> EvaluatedProject:
    plan = outcome.plan
    given = next((given for given in plan.evaluations if given.fiscal_year.year == year), None)
    spent = figure(_spent_yen(outcome, year), "")
    return EvaluatedProject(
        project=(_ordinal(position), text(plan.project_name), _optional(_grant_kind(plan)), spent),
        kpis=tuple(_kpi(plan, result, year, language) for result in outcome.kpis),
        people=tuple(map(_optional, people_say(given).values())),
    )


def _kpi(plan: Plan, result: KpiOutcome, year: int, language: Language) -> tuple[Cell, ...]:
    of_year = next(row for row in result.years if row.fiscal_year == year)
    day = plan.period.end if year == plan.years[-1] else last_day(year)
    due = Text(day.isoformat()[:7], month_text(day, language))
    target, actual = (figure(value, "") for value in result.of_year(of_year))
    return (text(result.kpi.name), target, text(result.kpi.unit_text), due, actual)


def _grant_kind(plan: Plan) -> str | None:
    """The grant's name with its kind, as far as the plan gives them."""
    grant = plan.budget.grant
    if grant is not None and grant.name is not None and grant.kind is not None:
        return f"{grant.name}（{grant.kind}）"
    return None if grant is None else grant.name or grant.kind


def _spent_yen(outcome: Outcome, year: int) -> int | Decimal | Fraction | None:
    spent = next(row.executed for row in outcome.budget.years if row.fiscal_year == year)
    return None if spent is None else simplified(Fraction(spent) * YEN_PER_UNIT[outcome.budget.unit])


def _optional(words: str | None) -> Cell:
    return EMPTY if words is None else Text(words, prose(words))


def _ordinal(position: int) -> Cell:
    return Figure(position, ORDINAL)


def _grades(
    outcomes: Sequence[Outcome], suggestions: tuple[Suggestion, ...], bands: Bands, language: Language
) -> Table:
    columns: Columns = {
        _column("number", language): lambda row: _ordinal(row[0]),
        _column("project_name", language): lambda row: text(row[1].plan.project_name),
        "suggested_grade": lambda row: Text(
            row[2].grade, label(f"grade_{row[2].grade or 'undefined'}", language)
        ),
        "suggestion_reason": lambda row: text(row[2].reason.text_in(language)),
    }
    rows = zip(range(1, len(outcomes) + 1), outcomes, suggestions, strict=True)
    low, high = (grouped(simplified(band * 100)) for band in bands)
    bands_note = Sentence(
        f"「相当程度」は目標の{low}〜{high}%としました（--bands で変えられます）。",
        f"'Quite effective' is taken to be {low} to {high}% of the target (--bands sets it).",
    )
    return table("suggestion", rows, columns, language, notes=(_SUGGESTION_NOTE, bands_note))


def _basis(suggestions: tuple[Suggestion, ...], language: Language) -> Table:
    """The figures that the suggestions compare: of increments cumulative, from the plan's first year on."""
    columns: Columns = {
        _column("number", language): lambda row: _ordinal(row[0]),
        _column("indicator", language): lambda row: text(row[1].result.kpi.name),
        "unit": lambda row: text(row[1].result.kpi.unit_text),
        "compared_target": lambda row: figure(row[1].target),
        "compared_actual": lambda row: figure(row[1].actual),
        "achievement_rate": lambda row: drawn(row[1].year, "achievement_rate", language),
        "standing": lambda row: Text(row[1].verdict, row[1].sentence.text_in(language)),
    }
    rows = [(position, kpi) for position, found in enumerate(suggestions, start=1) for kpi in found.kpis]
    note = Sentence(
        "増加分のKPIは、計画の初年度からこの年度までの累計で比べます。達成率は小数第2位を四捨五入しています。",
        "Of increments the cumulative figures up to this year are compared. Rates are rounded to one "
        "decimal, halves up.",
    )
    return table("suggestion_basis", rows, columns, language, notes=(note,))


_RECORDS = (
    *("number", "plan_id", "area_code", "fiscal_year", "fiscal_year_era", "project_name", "grant_kind"),
    *("spent_yen", "kpi_id", *_OF_KPI, *_OF_PEOPLE),
    *("suggested_grade", "standing", "compared_target", "compared_actual"),
)


def _records(
    outcomes: Sequence[Outcome], year: int, projects: Sequence[EvaluatedProject], found: Sequence[Suggestion]
) -> Records:
    rows = (
        {
            **_values(_OF_PROJECT, project.project),
            "plan_id": outcome.plan.id,
            "area_code": outcome.plan.area_code,
            "fiscal_year": year,
            "fiscal_year_era": era_year(year, outcome.plan.label(year)),
            "kpi_id": kpi.result.kpi.id,
            **_values(_OF_KPI, cells),
            **_values(_OF_PEOPLE, project.people),
            "suggested_grade": suggested.grade.value if suggested.grade else None,
            "standing": kpi.verdict,
            "compared_target": kpi.target,
            "compared_actual": kpi.actual,
        }
        for outcome, project, suggested in zip(outcomes, projects, found, strict=True)
        for kpi, cells in zip(suggested.kpis, project.kpis, strict=True)
    )
    return records_of("kensho", _RECORDS, rows)


def _values(names: tuple[str, ...], cells: tuple[Cell, ...]) -> dict[str, Value]:
    return {name: cell.value for name, cell in zip(names, cells, strict=True)}
