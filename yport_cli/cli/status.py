"""`yport status`: where plans stand."""

from fractions import Fraction
from typing import Annotated, Any

import typer

from yport_cli.cli import output, plan_file
from yport_cli.cli.answer import FormatOption, chosen_format, give
from yport_cli.cli.exit_status import ExitStatus
from yport_cli.cli.language import help_text, spoken
from yport_cli.cli.options import AsOfOption, LangOption, LedgerOption, OutputOption, PlansArgument
from yport_cli.cli.reading import outcome_of
from yport_cli.core.issue import BadValue, Sentence
from yport_cli.core.number import parse_number
from yport_cli.core.outcome import Outcome, below, outcome_of_kpi
from yport_cli.render.figures import percentage
from yport_cli.render.labels import Language, said
from yport_cli.render.layout import several_page, status_page, status_records
from yport_cli.render.plain_text import visible
from yport_cli.render.table import Page

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
    chosen = chosen_format(format_, out)
    threshold = _threshold(fail_under)
    paths = plan_file.listed(plans) if plans else [plan_file.default_plan()]
    if len(paths) > 1 and (ledger is not None or kpi is not None):
        raise BadValue(
            "usage",
            Sentence(
                "--ledger と --kpi は計画が一つのときだけ使えます", "--ledger and --kpi go with one plan only"
            ),
        )
    outcomes = [outcome_of(path, ledger, as_of, language) for path in paths]
    if kpi is not None:
        outcomes = [outcome_of_kpi(outcomes[0], kpi)]
    give(
        chosen,
        out,
        page=lambda: _page(outcomes, kpi, language),
        json_object=lambda: _object(outcomes),
        records=lambda: status_records(outcomes),
    )
    if threshold is not None:
        missed = below(outcomes, threshold)
        for name, rate in missed:
            output.comment(_missed(name, rate, threshold, language))
        if missed:
            raise typer.Exit(ExitStatus.FOUND)


def _page(outcomes: list[Outcome], kpi: str | None, language: Language) -> Page:
    if kpi is not None:
        from yport_cli.render.kpi_layout import kpi_page

        return kpi_page(outcomes[0], language)
    if len(outcomes) > 1:
        return several_page(outcomes, language)
    return status_page(outcomes[0], language)


def _object(outcomes: list[Outcome]) -> dict[str, Any]:
    from yport_cli.render.json_v1 import several_object, status_object

    return status_object(outcomes[0]) if len(outcomes) == 1 else several_object(outcomes)


def _threshold(percent: str | None) -> Fraction | None:
    return None if percent is None else Fraction(parse_number(percent.rstrip("%％"))) / 100


def _missed(name: str, rate: Fraction | None, threshold: Fraction, language: Language) -> str:
    wanted = percentage(threshold).text
    if rate is None:
        sentence = Sentence(
            f"{name}: 未記録のため {wanted} に届いたと言えません",
            f"{name}: not recorded, so not known to reach {wanted}",
        )
    else:
        found = percentage(rate).text
        sentence = Sentence(
            f"{name}: 達成率 {found} は {wanted} に届きません", f"{name}: a rate of {found} is below {wanted}"
        )
    return visible(said(sentence, language)) + "\n"
