"""`yport status`: where a plan stands."""

from typing import Any

import typer

from yport_cli.cli import output, plan_file
from yport_cli.cli.answer import FormatOption, chosen_format, give
from yport_cli.cli.exit_status import ExitStatus
from yport_cli.cli.language import help_text, spoken
from yport_cli.cli.options import LangOption, OutputOption, PlanArgument
from yport_cli.core.outcome import outcome
from yport_cli.render.layout import status_page, status_records
from yport_cli.source.loader import load_plan

HELP = help_text(
    "計画の現状を一画面で示します: KPI、予算、均衡年度。",
    "Where a plan stands, on one screen: KPIs, budget, break-even year.",
)


def status(
    plan: PlanArgument = None,
    *,
    format_: FormatOption = None,
    out: OutputOption = None,
    lang: LangOption = None,
) -> None:
    """Answer the analyst: KPIs, budget and break-even year of one plan."""
    language = spoken(lang)
    chosen = chosen_format(format_, out)
    loaded = load_plan(plan or plan_file.default_plan())
    if loaded.report.issues:
        from yport_cli.render.diagnostics import diagnostics_text

        output.comment(diagnostics_text([loaded.report], language, excerpts=False))
    if loaded.plan is None:
        raise typer.Exit(ExitStatus.FILE if loaded.report.unreadable else ExitStatus.FOUND)
    result = outcome(loaded.plan)

    def json_object() -> dict[str, Any]:
        from yport_cli.render.json_v1 import status_object

        return status_object(result)

    give(
        chosen,
        out,
        page=lambda: status_page(result, language),
        json_object=json_object,
        records=lambda: status_records(result),
    )
