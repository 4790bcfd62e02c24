"""`yport forecast`: where the KPIs will land."""

from yport_cli.cli.answer import FormatOption, chosen_format, write_answer
from yport_cli.cli.formats import Answer
from yport_cli.cli.inputs import outcome_of
from yport_cli.cli.language import help_text, language_for
from yport_cli.cli.options import AsOfOption, LangOption, LedgerOption, OutputOption, PlanArgument
from yport_cli.cli.plan_file import default_plan

HELP = help_text(
    "計画の終わりの見込みを、計画・実績と分けて、方法ごとに示します。",
    "Where the KPIs will land: projections by several methods, apart from plan and actual.",
)


def forecast(
    plan: PlanArgument = None,
    *,
    ledger: LedgerOption = None,
    as_of: AsOfOption = None,
    format_: FormatOption = None,
    out: OutputOption = None,
    lang: LangOption = None,
) -> None:
    """Show the pace that each target needs, and what the recorded figures make likely."""
    from yport_cli.core.figures.forecast import forecast as forecast_of
    from yport_cli.render.data.json_v1 import forecast_object
    from yport_cli.render.data.outcome_records import forecast_records
    from yport_cli.render.pages.forecast import forecast_page

    language = language_for(lang)
    path = plan or default_plan()
    chosen = chosen_format(format_, out, path, ledger)
    found = forecast_of(outcome_of(path, ledger, as_of))
    answer = Answer(
        page=lambda: forecast_page(found, language),
        json_object=lambda: forecast_object(found, language),
        records=lambda: forecast_records(found, language),
    )
    write_answer(chosen, out, answer)
