"""Outcomes as tables."""

from collections.abc import Iterator, Sequence

from yport_cli.core.budget import BudgetOutcome
from yport_cli.core.issue import Sentence
from yport_cli.core.kpi import KpiOutcome
from yport_cli.core.outcome import Outcome, unit_totals
from yport_cli.core.plan import Plan
from yport_cli.core.self_sufficiency import BreakEven
from yport_cli.render.figures import figure, percentage, rate_number, rate_text, recorded, stated
from yport_cli.render.labels import Language, label, said
from yport_cli.render.plain_text import visible
from yport_cli.render.table import Cell, Column, Page, Table


def status_page(outcome: Outcome, language: Language) -> Page:
    """The answer of `yport status`: KPIs, budget, self-sufficiency."""
    tables = [_kpi_table(outcome, language)]
    if outcome.ledger.as_of is not None:
        tables.extend(
            kpi_year_table(result, language)
            for result in outcome.kpis
            if result.actual_level is not None or result.cumulative_actual is not None
        )
    tables.append(_budget_table(outcome.plan, outcome.budget, language))
    if outcome.break_even is not None:
        tables.append(_break_even_table(outcome.plan, outcome.break_even, language))
    return Page(visible(outcome.plan.name), tuple(_lead(outcome, language)), tuple(tables))


def several_page(outcomes: Sequence[Outcome], language: Language) -> Page:
    """Several plans: a row per KPI, and the totals of each unit."""
    columns = (
        Column("plan", label("plan", language)),
        Column("kpi", label("kpi", language)),
        Column("unit", label("unit", language)),
        _figures("target_to_end", language),
        _figures("actual_to_date", language),
        _figures("achievement_rate", language),
        _figures("shortfall", language),
    )
    rows = []
    for outcome in outcomes:
        for result in outcome.kpis:
            is_increment = result.kpi.kind == "increment"
            rows.append(
                (
                    _text(outcome.plan.name),
                    _text(result.kpi.title),
                    _text(result.kpi.unit),
                    figure(result.cumulative_target if is_increment else result.target_level),
                    recorded(result.cumulative_actual if is_increment else result.actual_level, language),
                    percentage(result.achievement_rate),
                    figure(result.shortfall),
                )
            )
    totals = Table(
        label("totals", language),
        (
            Column("unit", label("unit", language)),
            _figures("cumulative_target", language),
            _figures("cumulative_actual", language),
        ),
        tuple(
            (_text(unit.unit), figure(unit.cumulative_target), recorded(unit.cumulative_actual, language))
            for unit in unit_totals(outcomes)
        ),
        (
            said(
                Sentence(
                    "増加分のKPIの合計です。累計実績は記録のあるものだけを足しています。",
                    "Sums of the increment KPIs; the actuals are of those that are recorded.",
                ),
                language,
            ),
        ),
    )
    count = len(outcomes)
    title = said(Sentence(f"{count}件の計画", f"{count} plans"), language)
    return Page(title, (), (Table(label("kpis", language), columns, tuple(rows)), totals))


def kpi_year_table(result: KpiOutcome, language: Language) -> Table:
    """One KPI by fiscal year; a year still running is marked."""
    is_increment = result.kpi.kind == "increment"
    names = ["target", "actual"]
    if is_increment:
        names += ["cumulative_target", "cumulative_actual"]
    names += ["achievement_rate", "shortfall"]
    columns = (
        Column("fiscal_year", label("fiscal_year", language)),
        *(_figures(name, language) for name in names),
    )
    rows = []
    notes = []
    for year in result.years:
        mark = ""
        if year.in_progress:
            mark = f" {label('in_progress', language)}"
        cells = {
            "target": figure(year.target),
            "actual": recorded(year.actual, language),
            "cumulative_target": figure(year.cumulative_target),
            "cumulative_actual": figure(year.cumulative_actual),
            "achievement_rate": percentage(year.achievement_rate),
            "shortfall": figure(year.shortfall),
        }
        rows.append((Cell(year.fiscal_year, year.label + mark), *(cells[name] for name in names)))
        if year.incomplete:
            notes.append(
                said(
                    Sentence(
                        f"{year.label}の累計実績には、記録のない年度の分が入っていません。",
                        f"The cumulative actual of {year.label} lacks a year before that is not recorded.",
                    ),
                    language,
                )
            )
    return Table(
        f"{visible(result.kpi.title)}{_unit(visible(result.kpi.unit), language)}",
        columns,
        tuple(rows),
        tuple(notes),
    )


def status_records(outcomes: Sequence[Outcome]) -> Table:
    """One row per KPI and fiscal year, under plain field names, for machines."""
    names = (
        "plan_id",
        "kpi_id",
        "kpi_name",
        "unit",
        "kind",
        "direction",
        "baseline",
        "fiscal_year",
        "label",
        "target",
        "actual",
        "cumulative_target",
        "cumulative_actual",
        "achievement_rate",
        "shortfall",
        "in_progress",
    )
    rows = []
    for outcome, result in ((whole, result) for whole in outcomes for result in whole.kpis):
        kpi = result.kpi
        for year in result.years:
            rate = year.achievement_rate
            values = (
                outcome.plan.id,
                kpi.id,
                kpi.name,
                kpi.unit,
                kpi.kind,
                kpi.direction,
                kpi.baseline,
                year.fiscal_year,
                year.label,
                year.target,
                year.actual,
                year.cumulative_target,
                year.cumulative_actual,
                None if rate is None else rate_number(rate),
                year.shortfall,
                year.in_progress,
            )
            rows.append(tuple(Cell(value, "") for value in values))
    return Table("status", tuple(Column(name, name) for name in names), tuple(rows))


def _lead(outcome: Outcome, language: Language) -> Iterator[str]:
    plan = outcome.plan
    separator = "、" if language == "ja" else ", "
    start = plan.period.start.isoformat() if plan.period.start else label("approval_day", language)
    years = "・".join(year.label for year in plan.fiscal_years)
    if language == "en":
        years = ", ".join(year.label for year in plan.fiscal_years)
    yield separator.join(visible(author) for author in plan.authors)
    yield said(
        Sentence(
            f"計画期間 {start}から{plan.period.end}まで（{years}）",
            f"Period: from {start} to {plan.period.end} ({years})",
        ),
        language,
    )
    as_of = outcome.ledger.as_of
    if as_of is None:
        yield said(Sentence("実績台帳なし（実績は未記録）", "No ledger: actuals are not recorded"), language)
    else:
        yield said(Sentence(f"基準日 {as_of}", f"As of {as_of}"), language)


def _kpi_table(outcome: Outcome, language: Language) -> Table:
    """One row per KPI, with a column for each year's target."""
    only_increments = all(result.kpi.kind == "increment" for result in outcome.kpis)
    years = tuple(
        Column(f"target_{year.year}", f"{year.label} {label('target', language)}", numeric=True)
        for year in outcome.plan.fiscal_years
    )
    columns = (
        Column("kpi", label("kpi", language)),
        Column("unit", label("unit", language)),
        _figures("baseline", language),
        *years,
        _figures("cumulative_target" if only_increments else "target_to_end", language),
        _figures("cumulative_actual" if only_increments else "actual_to_date", language),
        _figures("achievement_rate", language),
        _figures("shortfall", language),
    )
    has_pace = any(result.required_pace is not None for result in outcome.kpis)
    if has_pace:
        columns = (*columns, _figures("required_pace", language))
    rows = tuple(_kpi_row(result, language, has_pace=has_pace) for result in outcome.kpis)
    return Table(label("kpis", language), columns, rows, tuple(_kpi_notes(outcome, language)))


def _kpi_row(result: KpiOutcome, language: Language, *, has_pace: bool) -> tuple[Cell, ...]:
    kpi = result.kpi
    is_increment = kpi.kind == "increment"
    return (
        _text(kpi.title),
        _text(kpi.unit),
        stated(kpi.baseline, language),
        *(figure(year.target) for year in result.years),
        figure(result.cumulative_target if is_increment else result.target_level),
        recorded(result.cumulative_actual if is_increment else result.actual_level, language),
        percentage(result.achievement_rate),
        figure(result.shortfall),
        *([figure(result.required_pace)] if has_pace else []),
    )


def _kpi_notes(outcome: Outcome, language: Language) -> Iterator[str]:
    """What a reader could otherwise take wrongly."""
    kinds = {result.kpi.kind for result in outcome.kpis}
    if "increment" in kinds:
        yield said(
            Sentence(
                "目標は各年度の増加分、累計目標はその合計です。基準値は累計に含みません。",
                "Targets are each year's increment; the cumulative target is their sum, without the baseline.",
            ),
            language,
        )
    if "level" in kinds:
        names = "・".join(visible(result.kpi.title) for result in outcome.kpis if result.kpi.kind == "level")
        if kinds == {"level"}:
            yield said(
                Sentence("目標は各年度に達する水準です。", "Targets are the level to reach in each year."),
                language,
            )
        else:
            yield said(
                Sentence(
                    f"{names}の目標は各年度に達する水準です。",
                    f"Of {names} the targets are the level to reach in each year.",
                ),
                language,
            )
    if outcome.ledger.units_assumed:
        yield said(
            Sentence(
                "実績台帳に単位の列がないため、実績は各指標の単位とみなしました。",
                "The ledger has no unit column: its amounts were taken to be in each item's unit.",
            ),
            language,
        )
    if any(result.required_pace is not None for result in outcome.kpis):
        yield said(
            Sentence(
                "必要ペースは、不足を基準日の後に残る計画年度の数で割った値です。",
                "The required pace is the shortfall divided by the plan's fiscal years left after the one of the as-of date.",
            ),
            language,
        )
    if any(result.achievement_rate is not None for result in outcome.kpis):
        yield said(
            Sentence(
                "達成率は小数第2位を四捨五入しています。", "Rates are rounded to one decimal, halves up."
            ),
            language,
        )


def _budget_table(plan: Plan, budget: BudgetOutcome, language: Language) -> Table:
    """What the plan says of its money, an item a row."""
    years = [plan.label(year) for year, amount in plan.budget.years.items() if amount is not None]
    rows = [
        ("total", stated(budget.total, language), None),
        ("stated", figure(budget.stated), Sentence("・".join(years), ", ".join(years)) if years else None),
        ("not_stated_part", figure(budget.not_stated), None),
        ("grant", stated(budget.grant, language), _grant_note(budget)),
        ("own_funds", stated(budget.own_funds, language), _own_funds_note(budget)),
        ("executed", recorded(budget.executed, language), None),
        ("balance", figure(budget.balance), None),
    ]
    return _facts(f"{label('budget', language)}{_unit(budget.unit, language)}", rows, language)


def _grant_note(budget: BudgetOutcome) -> Sentence | None:
    if budget.grant is None or budget.grant_rate is None:
        return None
    rate = rate_text(budget.grant_rate)
    if budget.grant_is_upper_limit:
        return Sentence(
            f"上限（交付率 {rate} × 総事業費。交付対象経費は記載なし）",
            f"at most ({rate} of the total cost; the eligible cost is not stated)",
        )
    if budget.eligible_cost is not None:
        return Sentence(
            f"交付率 {rate}、交付対象経費 {budget.eligible_cost:,}",
            f"rate {rate}, eligible cost {budget.eligible_cost:,}",
        )
    return Sentence(f"決定額（交付率 {rate}）", f"as decided (rate {rate})")


def _own_funds_note(budget: BudgetOutcome) -> Sentence | None:
    if budget.own_funds is None:
        return None
    if budget.grant_is_upper_limit:
        return Sentence(
            "下限（総事業費 − 交付金の上限）", "at least (total cost less the most the grant can be)"
        )
    return Sentence("総事業費 − 交付金", "total cost less the grant")


def _break_even_table(plan: Plan, result: BreakEven, language: Language) -> Table:
    """The break-even year beside the plan's claim, an item a row."""
    year = result.break_even_year
    shown = next((row for row in result.years if row.fiscal_year == year), None)
    if shown is None:
        shown = next((row for row in reversed(result.years) if row.margin is not None), None)
    of_year = Sentence(f"{shown.label} の値", f"of {shown.label}") if shown else None
    found = Cell(year, label("none", language) if year is None else plan.label(year))
    rows = [
        ("break_even_year", found, _claim(plan, result)),
        ("revenue", stated(shown.revenue if shown else None, language), of_year),
        ("cost", stated(shown.cost if shown else None, language), of_year),
        ("margin", figure(result.margin), None),
        ("coverage", percentage(result.coverage), None),
    ]
    return _facts(f"{label('self_sufficiency', language)}{_unit(result.unit, language)}", rows, language)


def _claim(plan: Plan, result: BreakEven) -> Sentence:
    claimed = result.stated_break_even_year
    if claimed is None:
        return Sentence("計画に記載なし", "the plan claims none")
    name = plan.label(claimed)
    if claimed == result.break_even_year:
        return Sentence(f"計画の記載 {name} と一致", f"as the plan claims: {name}")
    return Sentence(
        f"計画の記載は {name}（照合できる年度の値がありません）",
        f"the plan claims {name}; no year's figures can confirm it",
    )


def _facts(caption: str, rows: list[tuple[str, Cell, Sentence | None]], language: Language) -> Table:
    """An item, its figure and a remark in each row."""
    columns = (
        Column("item", label("item", language)),
        Column("figure", label("figure", language), numeric=True),
        Column("note", label("note", language)),
    )
    cells = tuple(
        (Cell(name, label(name, language)), found, _text("" if note is None else said(note, language)))
        for name, found, note in rows
    )
    return Table(caption, columns, cells, has_headings=False)


def _figures(name: str, language: Language) -> Column:
    return Column(name, label(name, language), numeric=True)


def _unit(unit: str, language: Language) -> str:
    return f"（{unit}）" if language == "ja" else f" ({unit})"


def _text(text: str) -> Cell:
    return Cell(text, visible(text))
