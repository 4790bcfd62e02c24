"""`yport budget`: does the money balance."""

from typing import Annotated

import typer

from yport_cli.cli import plan_file
from yport_cli.cli.answer import FormatOption, chosen_format, write_answer
from yport_cli.cli.errors import ExitStatus
from yport_cli.cli.formats import Answer
from yport_cli.cli.inputs import checked_ledger, cutoff_of, sound_plan
from yport_cli.cli.language import help_text, language_for
from yport_cli.cli.options import (
    AsOfOption,
    LangOption,
    LedgerOption,
    OutputOption,
    PlanArgument,
    YearOption,
    option,
)
from yport_cli.core.figures.budget import budget_outcome
from yport_cli.core.figures.budget_units import in_unit
from yport_cli.core.figures.rounding import Mode, Rounding
from yport_cli.core.numbers.money import MoneyUnit
from yport_cli.source.disk.names import ledger_beside

HELP = help_text(
    "予算の収支を年度ごとに示します: 当初予算額、補正予算額、繰越額、執行額、残額、交付金。",
    "The budget by fiscal year: planned, supplement, carry-overs, executed, balance, grant.",
)


def budget(
    plan: PlanArgument = None,
    *,
    ledger: LedgerOption = None,
    as_of: AsOfOption = None,
    year: YearOption = None,
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
    format_: FormatOption = None,
    out: OutputOption = None,
    lang: LangOption = None,
) -> None:
    """Show the budget by fiscal year. Exits with FOUND where more is spent than the budget allows."""
    from yport_cli.render.data.json_v1 import budget_object
    from yport_cli.render.data.outcome_records import budget_records
    from yport_cli.render.diagnostics.validate_json import issue_object
    from yport_cli.render.pages.budget import budget_page

    language = language_for(lang)
    path = plan or plan_file.default_plan()
    chosen = chosen_format(format_, out, path, ledger)
    subject = sound_plan(path)
    actuals, issues = checked_ledger(subject, ledger or ledger_beside(path), cutoff_of(as_of, year))
    mode = None
    if rounding is not None or rounding_unit is not None:
        mode = Rounding(rounding or "half-up", rounding_unit or "円")
    result = budget_outcome(subject, actuals, mode)
    if unit is not None:
        result = in_unit(result, unit)
    answer = Answer(
        page=lambda: budget_page(subject, result, actuals, language),
        json_object=lambda: budget_object(
            subject, result, actuals, [issue_object(issue, language) for issue in issues]
        ),
        records=lambda: budget_records(subject, result),
    )
    write_answer(chosen, out, answer)
    if issues:
        raise typer.Exit(ExitStatus.FOUND)
