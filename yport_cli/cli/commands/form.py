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
from yport_cli.core.reading.fiscal_year import parse_fiscal_year
from yport_cli.core.refusals.command_lines import BAD_ENDING
from yport_cli.core.refusals.ledger_rows import row_outside_plan

HELP = help_text(
    "記入してもらう様式（Excel）を、計画から作ります: actuals は実績の報告。",
    "Make a workbook to fill in from a plan: `actuals`, a report of actuals.",
)
_FORCE = Sentence("置き換えるなら --force を付けてください", "use --force to replace it")


def form(
    kind: Annotated[
        Literal["actuals"], argument("KIND", "actuals: 実績の報告", "actuals: a report of actuals")
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
    force: Annotated[
        bool, option("--force", "既にあるファイルを置き換えます", "Replace a file that exists already")
    ] = False,
    lang: LangOption = None,
) -> None:
    """Write the form; a file that is there may be filled in, so it is replaced only when asked."""
    del kind
    language = language_for(lang)
    path = plan or default_plan()
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
    refuse_to_overwrite_input([out], path)
    subject = sound_plan(path)
    from yport_cli.render.formats.xlsx.actuals_form import actuals_form

    data = actuals_form(subject, language, version=__version__, year=_year(subject, year), made_for=for_)
    if force:
        streams.write(data, out)
    else:
        write_new(out, data, _FORCE)
        streams.say_written([out])


def _year(plan: Plan, text: str | None) -> int | None:
    """The fiscal year that was asked for. Raises `Refusal` for one that the plan does not have."""
    if text is None:
        return None
    year = parse_fiscal_year(text)
    if year not in plan.years:
        years = plan.fiscal_years
        raise row_outside_plan(plan.label(year), years[0].label, years[-1].label)
    return year
