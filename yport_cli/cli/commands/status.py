"""`yport status`: where plans stand."""

from fractions import Fraction
from typing import Annotated, Any

import typer

from yport_cli.cli import plan_file, streams
from yport_cli.cli.answer import Format, FormatOption, chosen_format, give
from yport_cli.cli.exit_status import ExitStatus
from yport_cli.cli.inputs import outcomes_of
from yport_cli.cli.language import help_text, spoken
from yport_cli.cli.options import AsOfOption, LangOption, LedgerOption, OutputOption, PlansArgument
from yport_cli.core.figures.kpi import KpiOutcome
from yport_cli.core.figures.outcome import Outcome, below, outcome_of_kpi
from yport_cli.core.issues.sentence import Language, Sentence, said
from yport_cli.core.reading.number_text import parse_number
from yport_cli.core.refusals.command_lines import USAGE
from yport_cli.render.pages.status import several_page, status_page, status_records
from yport_cli.render.shapes.table import Page
from yport_cli.render.wording.figures import percentage
from yport_cli.render.wording.safe_text import visible

HELP = help_text(
    "計画の現状を一画面で示します: KPI、予算、均衡年度。計画が二つ以上なら一覧にします。",
    "Where a plan stands, on one screen: KPIs, budget, break-even year; several plans as a list.",
)


def status(
    plans: PlansArgument = None,
    *,
    ledger: LedgerOption = None,
    as_of: AsOfOption = None,
    kpi: Annotated[
        str | None,
        typer.Option(
            "--kpi",
            metavar="ID",
            help=help_text(
                "一つのKPIを、計算の過程とともに示します", "One KPI, with how each figure was reached"
            ),
            show_default=False,
        ),
    ] = None,
    fail_under: Annotated[
        str | None,
        typer.Option(
            "--fail-under",
            metavar="PERCENT",
            help=help_text(
                "計画全体に対する達成率がこの値（%）に届かないKPI、未記録のKPIがあれば終了コード1",
                "Exit 1 when the rate of a KPI against the whole plan is below this percentage, or not recorded",
            ),
            show_default=False,
        ),
    ] = None,
    format_: FormatOption = None,
    out: OutputOption = None,
    lang: LangOption = None,
) -> None:
    """Answer the analyst: KPIs, budget and break-even year."""
    language = spoken(lang)
    chosen = chosen_format(format_, out, *(plans or ()), ledger)
    threshold = _threshold(fail_under)
    paths = plan_file.wanted(plans)
    if len(paths) > 1 and (ledger is not None or kpi is not None):
        raise USAGE.refusal(
            Sentence(
                "--ledger と --kpi は計画が一つのときだけ使えます", "--ledger and --kpi go with one plan only"
            ),
        )
    has_rows = chosen in (Format.TABLE, Format.MARKDOWN)
    outcomes, status = outcomes_of(paths, ledger, as_of, language, item=kpi if has_rows else None)
    if kpi is not None:
        outcomes = [outcome_of_kpi(whole, kpi) for whole in outcomes]
    if outcomes:
        are_several = len(paths) > 1

        def page() -> Page:
            if kpi is not None:
                return _page_of_kpi(outcomes[0], language)
            return several_page(outcomes, language) if are_several else status_page(outcomes[0], language)

        give(
            chosen,
            out,
            page=page,
            json_object=lambda: _object(outcomes, are_several=are_several),
            records=lambda: status_records(outcomes),
        )
        if threshold is not None:
            missed = below(outcomes, threshold)
            for whole, result in missed:
                streams.comment(_missed(whole, result, threshold, language, are_several=are_several))
            status = max(status, ExitStatus.FOUND if missed else ExitStatus.FINE)
    if status:
        raise typer.Exit(status)


def _page_of_kpi(outcome: Outcome, language: Language) -> Page:
    from yport_cli.render.pages.one_kpi import kpi_page

    return kpi_page(outcome, outcome.ledger.rows_of_item, language)


def _object(outcomes: list[Outcome], *, are_several: bool) -> dict[str, Any]:
    from yport_cli.render.data.json_v1 import several_object, status_object

    return several_object(outcomes) if are_several else status_object(outcomes[0])


def _threshold(percent: str | None) -> Fraction | None:
    return None if percent is None else Fraction(parse_number(percent.rstrip("%％"))) / 100


def _missed(
    whole: Outcome, result: KpiOutcome, threshold: Fraction, language: Language, *, are_several: bool
) -> str:
    name = f"{whole.plan.id}: {result.kpi.title}" if are_several else result.kpi.title
    wanted = percentage(threshold).text
    if result.achieved is None:
        sentence = Sentence(
            f"{name}: 未記録のため、{wanted} に届いたか分かりません",
            f"{name}: not recorded, so not known to reach {wanted}",
        )
    elif result.achievement_rate is None:
        sentence = Sentence(
            f"{name}: 達成率が定まらず、目標にも届いていません",
            f"{name}: no rate can be given, and the target is not reached",
        )
    else:
        found = percentage(result.achievement_rate).text
        sentence = Sentence(
            f"{name}: 達成率 {found} は {wanted} に届きません", f"{name}: a rate of {found} is below {wanted}"
        )
    return visible(said(sentence, language)) + "\n"
