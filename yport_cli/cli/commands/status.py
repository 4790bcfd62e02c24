"""`yport status`: where plans stand."""

from typing import Annotated, Any

import typer

from yport_cli.cli import plan_file, streams
from yport_cli.cli.answer import FormatOption, chosen_format, write_answer
from yport_cli.cli.completion import kpi_ids
from yport_cli.cli.errors import ExitStatus, refuse_if
from yport_cli.cli.formats import Answer
from yport_cli.cli.inputs import cutoff_of, outcomes_of
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
from yport_cli.core.figures.outcome import Outcome, missing_threshold, outcome_of_kpi
from yport_cli.core.issues.sentence import Language
from yport_cli.core.reading.number_text import parse_percent
from yport_cli.render.pages.status import several_page, status_page
from yport_cli.render.shapes.records import Records
from yport_cli.render.shapes.table import Page
from yport_cli.render.wording.thresholds import missed_sentence

HELP = help_text(
    "計画の現状を一画面で示します: KPI、予算、収支均衡年度。計画が二つ以上なら一覧にします。",
    "Where a plan stands, on one screen: KPIs, budget, break-even year; several plans as a list.",
)


def status(
    plans: PlansArgument = None,
    *,
    ledger: LedgerOption = None,
    as_of: AsOfOption = None,
    year: YearOption = None,
    kpi: Annotated[
        str | None,
        option(
            "--kpi",
            "一つのKPIを、計算の過程とともに示します",
            "One KPI, with how each figure was reached",
            metavar="ID",
            autocompletion=kpi_ids,
        ),
    ] = None,
    fail_under: Annotated[
        str | None,
        option(
            "--fail-under",
            "計画全体に対する達成率がこの値（%）に届かないKPIがあれば終了コード1（率のないものは達成で判定）",
            "Exit 1 when the rate of a KPI against the whole plan is below this; without a rate, when not "
            "achieved",
            metavar="PERCENT",
        ),
    ] = None,
    format_: FormatOption = None,
    out: OutputOption = None,
    lang: LangOption = None,
) -> None:
    """Show KPIs, budget and break-even year. Exits with FOUND where a KPI misses `--fail-under`."""
    language = language_for(lang)
    paths = plan_file.wanted(plans)
    are_several = len(paths) > 1
    chosen = chosen_format(format_, out, *paths, ledger)
    threshold = None if fail_under is None else parse_percent(fail_under)
    refuse_if(
        are_several and (ledger is not None or kpi is not None),
        "--ledger と --kpi は計画が一つのときだけ使えます",
        "--ledger and --kpi go with one plan only",
    )
    has_rows = chosen in ("table", "markdown")
    cutoff = cutoff_of(as_of, year)
    outcomes, status = outcomes_of(
        paths, ledger, cutoff, kpi if has_rows else None, against_budget=True, adds_up=True
    )
    if kpi is not None:
        outcomes = [outcome_of_kpi(whole, kpi) for whole in outcomes]
    if outcomes:

        def page() -> Page:
            if kpi is not None:
                return _page_of_kpi(outcomes[0], language)
            return several_page(outcomes, language) if are_several else status_page(outcomes[0], language)

        answer = Answer(
            page=page,
            json_object=lambda: _object(outcomes, language, are_several=are_several),
            records=lambda: _records(outcomes, language),
        )
        write_answer(chosen, out, answer)
        if threshold is not None:
            missed = missing_threshold(outcomes, threshold)
            for whole, result in missed:
                streams.say(*missed_sentence(whole, result, threshold, names_plan=are_several))
            status = max(status, ExitStatus.FOUND if missed else ExitStatus.FINE)
    if status:
        raise typer.Exit(status)


def _page_of_kpi(outcome: Outcome, language: Language) -> Page:
    from yport_cli.render.pages.one_kpi import kpi_page

    return kpi_page(outcome, outcome.ledger.rows_of_item, language)


def _object(outcomes: list[Outcome], language: Language, *, are_several: bool) -> dict[str, Any]:
    from yport_cli.render.data.json_v1 import several_object, status_object

    return several_object(outcomes, language) if are_several else status_object(outcomes[0], language)


def _records(outcomes: list[Outcome], language: Language) -> Records:
    from yport_cli.render.data.outcome_records import status_records

    return status_records(outcomes, language)
