"""`yport budget`: does the money balance."""

from enum import StrEnum
from typing import Annotated

import typer

from yport_cli.cli import plan_file
from yport_cli.cli.answer import FormatOption, chosen_format, give
from yport_cli.cli.exit_status import ExitStatus
from yport_cli.cli.inputs import checked_ledger, sound_plan
from yport_cli.cli.language import help_text, spoken
from yport_cli.cli.options import AsOfOption, LangOption, LedgerOption, OutputOption, PlanArgument
from yport_cli.core.figures.budget import budget_outcome, in_unit
from yport_cli.core.figures.rounding import Rounding
from yport_cli.source.disk.names import ledger_beside

HELP = help_text(
    "予算の収支を年度ごとに示します: 当初計画、補正、繰越、執行額、残額、交付金。",
    "The budget by fiscal year: planned, supplement, carry-overs, executed, balance, grant.",
)


class Unit(StrEnum):
    """The units of money."""

    YEN = "円"
    THOUSAND = "千円"
    MILLION = "百万円"


class RoundingMode(StrEnum):
    """How a grant may be rounded."""

    HALF_UP = "half-up"
    FLOOR = "floor"


def budget(
    plan: PlanArgument = None,
    *,
    ledger: LedgerOption = None,
    as_of: AsOfOption = None,
    unit: Annotated[
        Unit | None,
        typer.Option(
            "--unit",
            help=help_text("表示の単位（正確に換算します）", "Unit to show (converted exactly)"),
            show_default=False,
        ),
    ] = None,
    rounding: Annotated[
        RoundingMode | None,
        typer.Option(
            "--rounding",
            help=help_text("交付金の端数処理（既定: しない）", "Rounding of the grant (default: none)"),
            show_default=False,
        ),
    ] = None,
    rounding_unit: Annotated[
        Unit | None,
        typer.Option(
            "--rounding-unit",
            help=help_text("端数処理の単位（既定: 円）", "Unit of the rounding (default: 円)"),
            show_default=False,
        ),
    ] = None,
    format_: FormatOption = None,
    out: OutputOption = None,
    lang: LangOption = None,
) -> None:
    """Answer the finance officer."""
    from yport_cli.render.data import json_v1
    from yport_cli.render.pages import budget as budget_layout

    language = spoken(lang)
    chosen = chosen_format(format_, out, plan, ledger)
    path = plan or plan_file.default_plan()
    subject = sound_plan(path, language)
    actuals, issues = checked_ledger(subject, ledger or ledger_beside(path), as_of, language)
    mode = None
    if rounding is not None or rounding_unit is not None:
        mode = Rounding(
            "floor" if rounding is RoundingMode.FLOOR else "half-up", (rounding_unit or Unit.YEN).value
        )
    result = budget_outcome(subject, actuals, mode)
    if unit is not None:
        result = in_unit(result, unit.value)
    give(
        chosen,
        out,
        page=lambda: budget_layout.budget_page(subject, result, actuals, language),
        json_object=lambda: json_v1.budget_object(subject, result, issues, language),
        records=lambda: budget_layout.budget_records(subject, result),
    )
    if issues:
        raise typer.Exit(ExitStatus.FOUND)
