"""`yport forecast`: where the KPIs will land."""

from typing import Annotated

from yport_cli.cli.answer import FormatOption, chosen_format, write_answer
from yport_cli.cli.completion import kpi_ids
from yport_cli.cli.formats import Answer
from yport_cli.cli.inputs import cutoff_of, plan_and_ledger
from yport_cli.cli.language import help_text, language_for
from yport_cli.cli.options import AsOfOption, LangOption, LedgerOption, OutputOption, PlanArgument, option
from yport_cli.cli.plan_file import default_plan
from yport_cli.core.figures.outcome import outcome, outcome_of_kpi

HELP = help_text(
    "計画の終わりの見込みを、計画・実績と分けて、方法ごとに示します。",
    "Where the KPIs will land: projections by several methods, apart from plan and actual.",
)


def forecast(
    plan: PlanArgument = None,
    *,
    ledger: LedgerOption = None,
    as_of: AsOfOption = None,
    kpi: Annotated[
        str | None,
        option("--kpi", "一つのKPIだけを示します", "One KPI alone", metavar="ID", autocompletion=kpi_ids),
    ] = None,
    format_: FormatOption = None,
    out: OutputOption = None,
    lang: LangOption = None,
) -> None:
    """Show the pace that each target needs, and what the recorded figures make likely."""
    from yport_cli.core.figures.forecast import forecast_of
    from yport_cli.render.data.json_v1 import forecast_object
    from yport_cli.render.data.outcome_records import forecast_records
    from yport_cli.render.pages.forecast import forecast_page

    language = language_for(lang)
    path = plan or default_plan()
    chosen = chosen_format(format_, out, path, ledger)
    whole = outcome(*plan_and_ledger(path, ledger, cutoff_of(as_of)))
    found = forecast_of(whole if kpi is None else outcome_of_kpi(whole, kpi))
    answer = Answer(
        page=lambda: forecast_page(found, language),
        json_object=lambda: forecast_object(found, language),
        records=lambda: forecast_records(found, language),
    )
    write_answer(chosen, out, answer)
