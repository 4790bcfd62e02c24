"""A plan file to fill in: every key with what it means, and `TODO` where only the plan document can tell."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from string import Template

from yport_cli.core.checks.programmes import GrantStart
from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.core.plan.kpi_start import KpiStart
from yport_cli.core.reading.fiscal_year import NamedYear, last_day
from yport_cli.core.reading.yaml_scalar import yaml_scalar

_EXAMPLE = (NamedYear(2026, "R8"), NamedYear(2027, "R9"), NamedYear(2028, "R10"))
_UNNAMED = Sentence("指標の名称", "name of the KPI")
_ID = Sentence(
    "実績台帳はこの id か名称で指標を指します", "the ledger names the KPI by this id, or by its name"
)
_SHORT_NAME = Sentence("表で使う短い名称", "a short name for tables")
_KIND = Sentence(
    "increment: 各年度の増加分（increments） / level: 各年度に達する値（targets）",
    "increment: planned change of each year / level: value to reach (then: targets)",
)
_DIRECTION = Sentence(
    "increase: 増えるのがよい / decrease: 減るのがよい", "increase: more is better / decrease: less is better"
)
_BASELINE = Sentence(
    "事業開始前の値。累計には入りません", "value before the first year; not part of the cumulative"
)
_CUMULATIVE = Sentence(
    "計画書にある累計。増加分の合計と照合します", "what the document prints; checked against the sum"
)
_YEARS = Sentence("計画書のとおりの期間と年度に", "the period and the years of the document")
_MEASURE = Sentence("支援措置の番号（A3007 など）", "number of the measure, such as A3007")
_GRANT = Sentence("交付金の名称", "name of the grant")
_GRANT_KIND = Sentence("種類（先駆・ソフト事業 など）", "kind, such as ソフト事業")
_ONE_KIND = Sentence("種類を一つ: ", "one of these kinds: ")
_RATE = Sentence("交付率（1/2 など）", "rate, such as 1/2")
_ELIGIBLE = Sentence(
    "交付対象経費。なければ、総事業費から上限を示します",
    "eligible cost; without it the grant is an upper limit",
)
_AMOUNT = Sentence("交付決定額", "the amount that was decided")


@dataclass(frozen=True, slots=True)
class Start:
    """What is known of a plan before its document is copied; nothing of it has to be."""

    id: str = "new-plan"
    years: Sequence[NamedYear] = ()
    kpis: Sequence[KpiStart] = ()
    grant: GrantStart | None = None


def with_schema(text: str, schema_file: str) -> str:
    """`text` with a first line by which editors find the schema, at a path from the plan's folder."""
    return f"# yaml-language-server: $schema={schema_file}\n{text}"


def blank_plan(language: Language, start: Start) -> str:
    """A plan that is valid as it stands, and states no more than `start`: `blank_plans/LANGUAGE.yaml`."""
    form = (files("yport_cli.render") / "blank_plans" / f"{language}.yaml").read_text(encoding="utf-8")
    years = start.years or _EXAMPLE
    guessed = "" if start.years else f"  # TODO: {_YEARS.text_in(language)}"
    kpis = start.kpis or [KpiStart(_UNNAMED.text_in(language), "件")]
    return Template(form).substitute(
        id=yaml_scalar(start.id),
        end=last_day(years[-1].year).isoformat(),
        fiscal_years=", ".join(year.label for year in years),
        guessed=guessed,
        by_year=_by_year(years),
        first=years[0].label,
        last=years[-1].label,
        kpis="".join(_kpi(number, kpi, years, language) for number, kpi in enumerate(kpis, 1)),
        grant=_grant(start.grant, language),
    )


def _kpi(number: int, kpi: KpiStart, years: Sequence[NamedYear], language: Language) -> str:
    adds_up = kpi.kind == "increment"
    figures = Sentence("各年度に達する値", "the value to reach in each year")
    if adds_up:
        figures = Sentence("各年度の増加分", "the planned change of each year")
    name = f"TODO: {_UNNAMED.text_in(language)}" if kpi.name in _UNNAMED else ""
    by_year = f"TODO: {kpi.name}: {figures.text_in(language)}"
    lines = [
        ("id", f"kpi{number}", _ID.text_in(language)),
        ("name", yaml_scalar(kpi.name), name),
        ("short_name", "null", _SHORT_NAME.text_in(language)),
        ("unit", yaml_scalar(kpi.unit), ""),
        ("kind", kpi.kind, _KIND.text_in(language)),
        ("direction", kpi.direction, _DIRECTION.text_in(language)),
        ("baseline", "null", _BASELINE.text_in(language)),
        ("increments" if adds_up else "targets", f"{{{_by_year(years)}}}", by_year),
    ]
    if adds_up:
        lines.append(("stated_cumulative", "null", _CUMULATIVE.text_in(language)))
    return _lines("    ", lines).replace("    ", "  - ", 1)


def _grant(grant: GrantStart | None, language: Language) -> str:
    """The keys of the grant: what is known of it, and what else it would be known by."""
    kind = rate = name = ""
    if grant is None:
        grant = GrantStart("", None, None, None, (), is_known=False)
        name = f"TODO: {_GRANT.text_in(language)}"
    if grant.kind is None:
        kind = _GRANT_KIND.text_in(language)
        if grant.kinds:
            kind = f"TODO: {_ONE_KIND.text_in(language)}{'・'.join(grant.kinds)}"
    if grant.rate is None:
        rate = f"TODO: {_RATE.text_in(language)}"
    return _lines(
        "    ",
        [
            ("measure", grant.measure or "null", _MEASURE.text_in(language)),
            ("name", yaml_scalar(grant.name) if grant.name else "null", name),
            ("kind", yaml_scalar(grant.kind) if grant.kind else "null", kind),
            ("rate", grant.rate or "null", rate),
            ("eligible_cost", "null", _ELIGIBLE.text_in(language)),
            ("amount", "null", _AMOUNT.text_in(language)),
        ],
    )


def _lines(indent: str, lines: Iterable[tuple[str, str, str]]) -> str:
    """A line for each key with its value and a comment."""
    return "".join(
        f"{indent}{key}: {value:<{23 - len(key)}} {'# ' if comment else ''}{comment}".rstrip() + "\n"
        for key, value, comment in lines
    )


def _by_year(years: Sequence[NamedYear]) -> str:
    return ", ".join(f"{year.label}: null" for year in years)
