"""`yport breakeven`: when does the project stand on its own."""

from fractions import Fraction
from typing import Annotated

from yport_cli.cli import plan_file
from yport_cli.cli.answer import FormatOption, chosen_format, write_answer
from yport_cli.cli.formats import Answer
from yport_cli.cli.inputs import cutoff_of, plan_and_ledger
from yport_cli.cli.language import help_text, language_for
from yport_cli.cli.options import AsOfOption, LangOption, LedgerOption, OutputOption, PlanArgument, option
from yport_cli.core.figures.self_sufficiency import Assumptions, break_even, outsourcing_rate
from yport_cli.core.issues.issue import Refusal
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.number import Quantity
from yport_cli.core.reading.fiscal_year import parse_fiscal_year
from yport_cli.core.reading.number_text import parse_number, parse_percent
from yport_cli.core.refusals.command_lines import NOT_STATED, USAGE

HELP = help_text(
    "事業が自立する（事業収支が経費以上になる）年度と、その余裕を示します。仮定も試せます。",
    "The year in which own revenue covers cost, and how thin that is; what-ifs included.",
)
_Figures = list[str] | None


def breakeven(
    plan: PlanArgument = None,
    *,
    ledger: LedgerOption = None,
    as_of: AsOfOption = None,
    revenue: Annotated[
        _Figures,
        option(
            "--revenue", "事業収支を仮定（H31=36000）", "Suppose a revenue (H31=36000)", metavar="FY=AMOUNT"
        ),
    ] = None,
    cost: Annotated[
        _Figures,
        option("--cost", "経費を仮定（H32=45000）", "Suppose a cost (H32=45000)", metavar="FY=AMOUNT"),
    ] = None,
    revenue_change: Annotated[
        str | None,
        option(
            "--revenue-change", "事業収支を変える（-10%）", "Change the revenue (-10%)", metavar="PERCENT"
        ),
    ] = None,
    cost_change: Annotated[
        str | None, option("--cost-change", "経費を変える（5%）", "Change the cost (5%)", metavar="PERCENT")
    ] = None,
    growth: Annotated[
        str | None,
        option(
            "--growth",
            "計画後の事業収支の年成長率（--to と共に）",
            "Yearly growth of revenue after the plan (with --to)",
            metavar="PERCENT",
        ),
    ] = None,
    to: Annotated[
        str | None,
        option("--to", "どの年度まで見るか（H36）", "The last year to look at (H36)", metavar="FY"),
    ] = None,
    outsourcing: Annotated[
        str | None,
        option(
            "--outsourcing-rate",
            "外注費等が総売上に占める割合（60%）",
            "Share of gross sales that outsourcing takes (60%)",
            metavar="PERCENT",
        ),
    ] = None,
    format_: FormatOption = None,
    out: OutputOption = None,
    lang: LangOption = None,
) -> None:
    """Show the break-even year and its margin, with what is supposed beside the plan."""
    from yport_cli.render.data.json_v1 import break_even_object
    from yport_cli.render.data.outcome_records import break_even_records
    from yport_cli.render.pages.break_even import assumption_sentences, break_even_page

    language = language_for(lang)
    path = plan or plan_file.default_plan()
    chosen = chosen_format(format_, out, path, ledger)
    if growth is not None and to is None:
        raise USAGE.refusal(
            Sentence("--growth には --to が要ります", "--growth needs --to"),
            Sentence("--to H36 のように最後の年度を指定してください", "name the last year, such as --to H36"),
        )
    taken = _percent(outsourcing, "--outsourcing-rate")
    assumptions = Assumptions(
        revenue=_figures(revenue, "--revenue"),
        cost=_figures(cost, "--cost"),
        revenue_change=_percent(revenue_change, "--revenue-change"),
        cost_change=_percent(cost_change, "--cost-change"),
        growth=_percent(growth, "--growth"),
        to=None if to is None else parse_fiscal_year(to),
        outsourcing_rate=None if taken is None else outsourcing_rate(taken),
    )
    subject, actuals = plan_and_ledger(path, ledger, cutoff_of(as_of))
    result = break_even(subject, actuals, assumptions)
    if result is None:
        raise NOT_STATED.refusal(
            Sentence(
                "計画に自立性（self_sufficiency）の記載がありません",
                "the plan says nothing of self-sufficiency",
            ),
            Sentence("--revenue と --cost で値を仮定できます", "suppose figures with --revenue and --cost"),
        )
    answer = Answer(
        page=lambda: break_even_page(subject, result, assumptions, language),
        json_object=lambda: break_even_object(
            subject,
            result,
            actuals,
            [said.text_in(language) for said in assumption_sentences(subject, result, assumptions)],
        ),
        records=lambda: break_even_records(subject, result),
    )
    write_answer(chosen, out, answer)


def _figures(settings: list[str] | None, option: str) -> dict[int, Quantity]:
    """`H31=36000` as a figure of 2019. Raises `Refusal`."""
    figures: dict[int, Quantity] = {}
    for setting in settings or ():
        year, equals, amount = setting.partition("=")
        if not equals:
            raise USAGE.refusal(
                Sentence(f"{option} {setting} に = がありません", f"{option} {setting} has no ="),
                Sentence(f"{option} H31=36000 のように書いてください", f"write it as {option} H31=36000"),
            )
        figures[parse_fiscal_year(year)] = parse_number(amount)
    return figures


def _percent(text: str | None, option: str) -> Fraction | None:
    """The change that `option` names, if it does. Raises `Refusal` with the code `usage`."""
    if text is None:
        return None
    try:
        return parse_percent(text)
    except Refusal as refusal:
        message = refusal.message
        raise USAGE.refusal(
            Sentence(f"{option}: {message.ja}", f"{option}: {message.en}"),
            Sentence(f"{option} -10% のように書いてください", f"write it as {option} -10%"),
        ) from None
