"""`yport validate`: every error of plan files, each at its place."""

from enum import StrEnum
from typing import Annotated

import typer

from yport_cli.cli import output, plan_file
from yport_cli.cli.exit_status import ExitStatus
from yport_cli.cli.language import help_text, spoken
from yport_cli.cli.options import LangOption, PlansArgument
from yport_cli.source.loader import load_plan

HELP = help_text(
    "計画ファイルを検査し、誤りと警告をすべて、その場所とともに示します。",
    "Check plan files: every error and warning in one run, each at its place.",
)


class ValidateFormat(StrEnum):
    """The formats of `yport validate`."""

    TEXT = "text"
    JSON = "json"


def validate(
    plans: PlansArgument = None,
    *,
    format_: Annotated[
        ValidateFormat, typer.Option("--format", help=help_text("書式", "Format"))
    ] = ValidateFormat.TEXT,
    lang: LangOption = None,
) -> None:
    """List every error and warning of the plans, sorted, each at its place."""
    language = spoken(lang)
    paths = plans or [plan_file.default_plan()]
    reports = [load_plan(path).report for path in paths]
    if format_ is ValidateFormat.JSON:
        from yport_cli.render.json_v1 import json_text, validate_object

        output.write(json_text(validate_object(reports, language)))
    else:
        from yport_cli.render.diagnostics import diagnostics_text, summary_text

        is_terminal = output.is_terminal()
        output.write(
            diagnostics_text(reports, language, excerpts=is_terminal, color=output.has_color()),
            for_people=True,
        )
        output.comment(summary_text(reports, language))
    if any(report.unreadable for report in reports):
        raise typer.Exit(ExitStatus.FILE)
    if not all(report.valid for report in reports):
        raise typer.Exit(ExitStatus.FOUND)
