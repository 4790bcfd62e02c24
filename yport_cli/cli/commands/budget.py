"""`yport budget`: does the money balance."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from yport_cli.cli import plan_file, streams
from yport_cli.cli.errors import LEDGER_OF_ONE_PLAN, refuse_if, report_error
from yport_cli.cli.formats import SHEETS, Answer, SheetFormat
from yport_cli.cli.inputs import checked_ledger, cutoff_of, say_same_ids, sound_plan, status_of
from yport_cli.cli.language import help_text, language_for
from yport_cli.cli.options import (
    AsOfOption,
    LangOption,
    LedgerOption,
    OutputOption,
    PlansArgument,
    YearOption,
    option,
)
from yport_cli.cli.overwriting import refuse_to_overwrite_input
from yport_cli.cli.suffix import format_for
from yport_cli.core.figures.budget import BudgetOutcome, budget_outcome
from yport_cli.core.figures.budget_units import in_unit
from yport_cli.core.figures.ledger import Cutoff, Ledger
from yport_cli.core.figures.money_totals import money_totals
from yport_cli.core.figures.rounding import Mode, Rounding
from yport_cli.core.issues.issue import Issue, Refusal
from yport_cli.core.issues.sentence import Language
from yport_cli.core.numbers.money import MoneyUnit
from yport_cli.core.plan.plan import Plan
from yport_cli.source.disk.names import ledger_beside

HELP = help_text(
    "予算の収支を年度ごとに示します: 当初、補正、繰越、執行、残額、交付金の決定から返還まで。計画が二つ以上なら一覧にします。",
    "The budget by fiscal year: planned, carried over, executed, the grant from decision to return; several "
    "plans as a list.",
)


def budget(
    plans: PlansArgument = None,
    *,
    ledger: LedgerOption = None,
    as_of: AsOfOption = None,
    year: YearOption = None,
    sheet: Annotated[
        bool,
        option(
            "--sheet",
            "--year の年度の精算表を、計算の過程とともに示します（.xlsx では計算式）",
            "The settlement sheet of the --year, with each figure's formula (live in .xlsx)",
        ),
    ] = False,
    unit: Annotated[
        MoneyUnit | None,
        option("--unit", "表示の単位（正確に換算します）", "Unit to show (converted exactly)"),
    ] = None,
    rounding: Annotated[
        Mode | None,
        option("--rounding", "交付金の端数処理（既定: しない）", "Rounding of the grant (default: none)"),
    ] = None,
    rounding_unit: Annotated[
        MoneyUnit | None,
        option("--rounding-unit", "端数処理の単位（既定: 円）", "Unit of the rounding (default: 円)"),
    ] = None,
    format_: Annotated[
        SheetFormat | None, option("--format", "書式（既定: table）", "Format (default: table)")
    ] = None,
    out: OutputOption = None,
    lang: LangOption = None,
) -> None:
    """Show the budget by fiscal year. Exits with FOUND where more is spent than the budget allows."""
    language = language_for(lang)
    paths = plan_file.wanted(plans)
    chosen = format_for(format_, out, SHEETS, "table")
    refuse_to_overwrite_input([out], *paths, ledger)
    refuse_if(len(paths) > 1 and ledger is not None, *LEDGER_OF_ONE_PLAN)
    has_rounding = rounding is not None or rounding_unit is not None
    refuse_if(
        sheet and (year is None or len(paths) > 1 or has_rounding),
        "--sheet は一つの計画と --year とともに使い、端数処理はしません",
        "--sheet goes with one plan and --year, and without rounding",
    )
    refuse_if(
        chosen == "xlsx" and not sheet,
        "Excelで書き出せるのは精算表（--sheet）だけです。計画全体なら yport report を使ってください",
        "only the --sheet of a year is written as xlsx; yport report writes a workbook of the plan",
    )
    refuse_if(
        SHEETS[chosen].binary and streams.screen(out).is_terminal,
        f"{chosen} は画面に表示できません。-o でファイルを指定してください",
        f"{chosen} cannot be shown on a screen; name a file with -o",
    )
    mode = Rounding(rounding or "half-up", rounding_unit or "円") if has_rounding else None
    found, status = _budgets(paths, ledger, cutoff_of(as_of, year), mode, unit)
    if found:
        answer = (
            _sheet(found[0], unit, language)
            if sheet
            else _answer(found, language, are_several=len(paths) > 1)
        )
        written = SHEETS[chosen]
        streams.write(written.write(answer, streams.screen(out)), out, for_people=written.for_people)
    if status:
        raise typer.Exit(status)


class _Budget(NamedTuple):
    """A plan's money, and what its ledger has against it."""

    plan: Plan
    ledger: Ledger
    outcome: BudgetOutcome
    issues: Sequence[Issue]
    cutoff: Cutoff


def _budgets(
    paths: Sequence[Path],
    ledger: Path | None,
    cutoff: Cutoff,
    rounding: Rounding | None,
    unit: MoneyUnit | None,
) -> tuple[list[_Budget], int]:
    """The budgets of the plans without errors, and the highest exit status that any of them asks for."""
    found, named, status = [], [], 0
    for path in paths:
        try:
            plan = sound_plan(path)
            actuals, issues = checked_ledger(plan, ledger or ledger_beside(path), cutoff)
            outcome = budget_outcome(plan, actuals, rounding)
            shown = outcome if unit is None else in_unit(outcome, unit)
            found.append(_Budget(plan, actuals, shown, issues, cutoff))
            named.append((plan.id, path))
            status = max(status, status_of(issues))
        except typer.Exit as end:
            status = max(status, end.exit_code)
        except Refusal as refusal:
            status = max(status, report_error(refusal))
    say_same_ids(named)
    return found, status


def _answer(found: Sequence[_Budget], language: Language, *, are_several: bool) -> Answer:
    from yport_cli.render.data.json_v1 import budget_object, budgets_object
    from yport_cli.render.data.outcome_records import budgets_records
    from yport_cli.render.pages.budget import budget_page
    from yport_cli.render.pages.budgets import budgets_page

    def objects() -> list[dict[str, Any]]:
        return [budget_object(one.plan, one.outcome, one.ledger, _issues(one, language)) for one in found]

    pairs = [(one.plan, one.outcome) for one in found]
    if are_several:
        return Answer(
            page=lambda: budgets_page([one[:3] for one in found], language),
            json_object=lambda: budgets_object(objects(), money_totals([one.outcome for one in found])),
            records=lambda: budgets_records(pairs),
        )
    (one,) = found
    return Answer(
        page=lambda: budget_page(one.plan, one.outcome, one.ledger, language),
        json_object=lambda: objects()[0],
        records=lambda: budgets_records(pairs),
    )


def _issues(one: _Budget, language: Language) -> list[dict[str, Any]]:
    from yport_cli.render.diagnostics.validate_json import issue_object

    return [issue_object(issue, language) for issue in one.issues]


def _sheet(one: _Budget, unit: MoneyUnit | None, language: Language) -> Answer:
    from yport_cli.core.figures.settlement import settlement
    from yport_cli.render.data.json_v1 import settlement_object
    from yport_cli.render.data.settlement_records import settlement_records
    from yport_cli.render.formats.xlsx.settlement_book import settlement_workbook
    from yport_cli.render.pages.settlement_sheet import settlement_page

    plan, ledger, year = one.plan, one.ledger, one.cutoff.year
    refuse_if(
        year not in plan.years,
        f"{plan.label(year or 0)} は計画の年度にありません",
        f"{plan.label(year or 0)} is not a fiscal year of the plan",
    )
    found = settlement(plan, ledger, year or 0).in_unit(unit or plan.budget.unit)
    page = settlement_page(plan, found, ledger, language)
    return Answer(
        page=lambda: page,
        json_object=lambda: settlement_object(plan, found, ledger, _issues(one, language), language),
        records=lambda: settlement_records(plan, found, language),
        workbook=lambda: settlement_workbook(page, found, language, ledger.money_as_of),
    )
