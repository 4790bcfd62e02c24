"""`yport form`: workbooks to fill in, made from a plan."""

from pathlib import Path
from typing import Annotated, Literal

from yport_cli import __version__
from yport_cli.cli import streams
from yport_cli.cli.errors import refuse_if
from yport_cli.cli.files import write_new
from yport_cli.cli.inputs import sound_plan
from yport_cli.cli.language import help_text, language_for
from yport_cli.cli.options import LangOption, PlanArgument, argument, option
from yport_cli.cli.overwriting import refuse_to_overwrite_input
from yport_cli.cli.plan_file import default_plan
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.plan.plan import Plan
from yport_cli.core.plan.plan_tree import tree_of
from yport_cli.core.reading.fiscal_year import era_label, heisei_label, parse_fiscal_year, read_fiscal_year
from yport_cli.core.refusals.command_lines import BAD_ENDING, USAGE
from yport_cli.core.refusals.fiscal_years import bad_fiscal_year
from yport_cli.core.refusals.ledger_rows import row_outside_plan

HELP = help_text(
    "記入する様式（Excel）を作ります: actuals は実績の報告、plan は計画そのもの。",
    "Make a workbook to fill in: `actuals`, a report of actuals; `plan`, the plan itself.",
)
_MOST_YEARS = 20
_FORCE = Sentence("置き換えるなら --force を付けてください", "use --force to replace it")


def form(
    kind: Annotated[
        Literal["actuals", "plan"],
        argument("KIND", "actuals: 実績の報告、plan: 計画", "actuals: a report of actuals; plan: a plan"),
    ],
    plan: PlanArgument = None,
    *,
    out: Annotated[
        Path | None, option("--output", "書き出すブック（.xlsx）", "Workbook to write (.xlsx)", short="-o")
    ] = None,
    year: Annotated[
        str | None,
        option("--year", "この年度だけの様式にします（R6）", "Of this fiscal year alone (R6)", metavar="FY"),
    ] = None,
    for_: Annotated[
        str | None, option("--for", "宛て先（部署名）", "Whom it is for: a department", metavar="NAME")
    ] = None,
    years: Annotated[
        str | None,
        option("--years", "plan の様式の年度（R7-R11）", "Fiscal years of a plan's form (R7-R11)"),
    ] = None,
    kpis: Annotated[
        int,
        option(
            "--kpis", "plan の様式のKPIの数", "How many KPIs a plan's form has room for", show_default=True
        ),
    ] = 4,
    force: Annotated[
        bool, option("--force", "既にあるファイルを置き換えます", "Replace a file that exists already")
    ] = False,
    lang: LangOption = None,
) -> None:
    """Write the form; a file that is there may be filled in, so it is replaced only when asked."""
    language = language_for(lang)
    refuse_if(
        out is None,
        "-o に書き出すブックを指定してください",
        "name the workbook to write with -o",
        Sentence(
            "例: yport form actuals -o 実績報告.xlsx", "for example: yport form actuals -o actuals.xlsx"
        ),
    )
    if out is None:
        return
    if out.suffix.lower() != ".xlsx":
        raise BAD_ENDING.refusal(
            Sentence(f"{out} の末尾が .xlsx ではありません", f"{out} does not end with .xlsx"),
            Sentence("末尾を .xlsx にしてください", "let it end with .xlsx"),
        )
    path = plan if kind == "plan" else plan or default_plan()
    refuse_to_overwrite_input([out], path)
    subject = None if path is None else sound_plan(path)
    if kind == "actuals" and subject is not None:
        from yport_cli.render.formats.xlsx.actuals_form import actuals_form

        data = actuals_form(subject, language, version=__version__, year=_year(subject, year), made_for=for_)
    else:
        from yport_cli.render.formats.xlsx.plan_form_sheets import plan_form

        tree = {} if subject is None else tree_of(subject)
        labels = [named.label for named in subject.fiscal_years] if subject else _years(years)
        data = plan_form(tree, labels, language, version=__version__, kpis=kpis)
    if force:
        streams.write(data, out)
    else:
        write_new(out, data, _FORCE)
        streams.say_written([out])


def _years(text: str | None) -> list[str]:
    """The fiscal years from one to another: `R7-R11`. Raises `Refusal`."""
    first, _, last = (text or "").partition("-")
    if not last:
        raise USAGE.refusal(
            Sentence("計画の年度を指定してください", "say which fiscal years the plan is of"),
            Sentence("--years R7-R11 のように書いてください", "write it as --years R7-R11"),
        )
    begin, end = read_fiscal_year(first), read_fiscal_year(last)
    if not begin.year <= end.year < begin.year + _MOST_YEARS:
        raise bad_fiscal_year(text or "")
    mark = begin.label[:1]
    if begin.label.isdigit():
        return [str(year) for year in range(begin.year, end.year + 1)]
    return [
        heisei_label(year) if mark == "H" else era_label(year) for year in range(begin.year, end.year + 1)
    ]


def _year(plan: Plan, text: str | None) -> int | None:
    """The fiscal year that was asked for. Raises `Refusal` for one that the plan does not have."""
    if text is None:
        return None
    year = parse_fiscal_year(text)
    if year not in plan.years:
        years = plan.fiscal_years
        raise row_outside_plan(plan.label(year), years[0].label, years[-1].label)
    return year
