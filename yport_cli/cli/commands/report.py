"""`yport report`: what a body publishes of its plan every fiscal year."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from yport_cli.cli import plan_file, streams
from yport_cli.cli.errors import LEDGER_OF_ONE_PLAN, refuse_if
from yport_cli.cli.files import make_folder, write_new, write_together
from yport_cli.cli.formats import REPORTS, SITES, Publication, ReportFormat
from yport_cli.cli.inputs import cutoff_of, outcomes_of
from yport_cli.cli.language import help_text, language_for
from yport_cli.cli.options import (
    BY_SUFFIX,
    AsOfOption,
    LangOption,
    LedgerOption,
    PlansArgument,
    YearOption,
    option,
    output,
)
from yport_cli.cli.overwriting import refuse_to_overwrite_input
from yport_cli.cli.site_pages import pages_of
from yport_cli.cli.suffix import format_for
from yport_cli.core.figures.evaluation import BANDS, Bands, common_year
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.plan.site import Site
from yport_cli.core.reading.fiscal_year import parse_fiscal_year
from yport_cli.core.reading.number_text import parse_percent
from yport_cli.core.refusals.command_lines import USAGE
from yport_cli.render.pages.evaluation import evaluation_sheet_of
from yport_cli.render.pages.index_page import Group, Sort
from yport_cli.source.plan.site_loader import load_site

HELP = help_text(
    "公表用の報告を書きます: HTML（1ファイルで完結）、Excel、Markdown。計画が二つ以上ならフォルダーに一覧と各ページを書きます。",
    "Write the report to publish: HTML in one file, Excel, Markdown; of several plans an index and a page "
    "each.",
)


_FORCE = Sentence(
    "別の名前にするか、置き換えてよければ --force を付けてください",
    "choose another name, or add --force to replace it",
)


def report(
    plans: PlansArgument = None,
    *,
    ledger: LedgerOption = None,
    as_of: AsOfOption = None,
    year: YearOption = None,
    out: Annotated[
        Path | None,
        output(
            "書き出すファイル（.html、.xlsx、.md）かフォルダー。省くとMarkdownを標準出力に書きます",
            "File (.html, .xlsx, .md) or folder to write; without it Markdown goes to standard output",
        ),
    ] = None,
    format_: Annotated[ReportFormat | None, BY_SUFFIX] = None,
    form: Annotated[
        Literal["kensho"] | None,
        option("--form", "様式（kensho: 効果検証シート）", "Form (kensho: the 効果検証 sheet)"),
    ] = None,
    fiscal_year: Annotated[
        str | None,
        option(
            "--fiscal-year",
            "効果検証の年度（既定: 基準日までに終わった最後の年度）",
            "Fiscal year of the form (default: the last that had ended by the as-of date)",
        ),
    ] = None,
    bands: Annotated[
        str | None,
        option(
            "--bands",
            "効果検証で「相当程度」とする達成率の範囲（既定: 70,80）",
            "Rates that the form suggests as quite effective (default: 70,80)",
            metavar="LOW,HIGH",
        ),
    ] = None,
    site: Annotated[
        Path | None,
        option(
            "--site",
            "公表する団体の設定（団体名、ロゴ、色、問合せ先、リンク）",
            "Settings of the body that publishes: name, logo, colour, contact, links",
            metavar="YAML",
        ),
    ] = None,
    sort: Annotated[
        Sort,
        option("--sort", "一覧の並べ方（既定: attention）", "How the index is sorted (default: attention)"),
    ] = "attention",
    group: Annotated[
        Group,
        option("--group", "一覧の分け方（既定: none）", "How the index is grouped (default: none)"),
    ] = "none",
    open_: Annotated[
        bool,
        option("--open", "書き出したものを開きます", "Open what was written"),
    ] = False,
    force: Annotated[
        bool,
        option(
            "--force",
            "--form のとき、すでにあるファイルも置き換えます",
            "With --form, replace a file that exists already",
        ),
    ] = False,
    lang: LangOption = None,
) -> None:
    """Write the report, each file whole or not at all."""
    paths = plan_file.wanted(plans)
    is_several = len(paths) > 1
    is_folder = (
        out is not None
        and form is None
        and (out.is_dir() or not (out.suffix or (format_ and not is_several)))
    )
    chosen = format_ or "html" if is_folder else format_for(format_, out, REPORTS, "markdown")
    refuse_if(is_several and ledger is not None, *LEDGER_OF_ONE_PLAN)
    refuse_if(
        fiscal_year is not None and form is None,
        "--fiscal-year は --form と使います",
        "--fiscal-year goes with --form",
    )
    refuse_if(
        open_ and out is None,
        "--open は -o と使います",
        "--open goes with -o",
    )
    refuse_if(
        is_folder and chosen not in SITES,
        "フォルダーに書けるのは HTML と Markdown です",
        "a folder takes HTML or Markdown",
    )
    refuse_if(
        is_several and form is None and not is_folder,
        "計画が二つ以上のときは -o にフォルダーを指定してください",
        "of several plans: name a folder with -o",
    )
    evaluated = fiscal_year or year
    of_form = None if evaluated is None else parse_fiscal_year(evaluated)
    settings = Site() if site is None else load_site(site)
    language = language_for(lang)
    graded = BANDS if bands is None else _bands(bands)
    outcomes, status = outcomes_of(paths, ledger, cutoff_of(as_of, year), against_budget=True)
    if len(outcomes) < len(paths):
        raise typer.Exit(status)  # what is published is whole, or is not written
    sheet = (
        None
        if form is None
        else evaluation_sheet_of(outcomes, common_year(outcomes, of_form), language, graded)
    )
    asked = Publication(outcomes, language, settings, sheet, sort, group)
    if out is None:
        streams.write(REPORTS[chosen].write(asked))
        raise typer.Exit(status)
    if is_folder:
        files = SITES[chosen](asked)
        pages = [out / name for name, _ in files]
        shown = pages[0]
        refuse_to_overwrite_input(pages, *paths, ledger, site)
        make_folder(out)
        streams.say_written(write_together(zip(pages, pages_of(files), strict=True)))
    else:
        shown = out
        data = REPORTS[chosen].write(asked)
        refuse_to_overwrite_input([out], *paths, ledger, site)
        if form is None or force:
            streams.write_files({out: data})
        else:
            write_new(out, data, _FORCE)
            streams.say_written([out])
    if open_:
        typer.launch(str(shown))
    raise typer.Exit(status)


def _bands(text: str) -> Bands:
    """`70,80` as rates. Raises `Refusal`."""
    low, comma, high = text.partition(",")
    if comma and 0 < (lowest := parse_percent(low)) < (highest := parse_percent(high)) < 1:
        return lowest, highest
    raise USAGE.refusal(
        Sentence(f"--bands {text} は範囲ではありません", f"--bands {text} is no range of rates"),
        Sentence("--bands 70,80 のように書いてください", "write it as --bands 70,80"),
    )
