"""`yport report`: what a body publishes of its plan every fiscal year."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from yport_cli.cli import plan_file, streams
from yport_cli.cli.files import make_folder, write_new
from yport_cli.cli.inputs import outcomes_of
from yport_cli.cli.language import help_text, language_for
from yport_cli.cli.options import (
    AsOfOption,
    ForceOption,
    LangOption,
    LedgerOption,
    PlansArgument,
    file_or_stream,
)
from yport_cli.cli.overwriting import refuse_to_overwrite_input
from yport_cli.cli.suffix import format_from_suffix
from yport_cli.core.figures.evaluation import common_year
from yport_cli.core.figures.outcome import Outcome
from yport_cli.core.issues.issue import Refusal
from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.core.reading.fiscal_year import parse_fiscal_year
from yport_cli.core.refusals.command_lines import USAGE
from yport_cli.core.refusals.files import CANNOT_READ
from yport_cli.render.shapes.report import OwnTemplate
from yport_cli.source.disk.file import read_file
from yport_cli.source.plan.encoding import decode_plan

HELP = help_text(
    "公表用の報告を書きます: HTML（1ファイルで完結）、Excel、Markdown。計画が二つ以上ならフォルダーに一覧と各ページを書きます。",
    "Write the report to publish: HTML in one file, Excel, Markdown; of several plans an index and a page each.",
)


class ReportFormat(StrEnum):
    """The formats of a report."""

    HTML = "html"
    XLSX = "xlsx"
    MARKDOWN = "markdown"


class Form(StrEnum):
    """The forms that a report can take."""

    KENSHO = "kensho"


_SUFFIXES = {
    ".html": ReportFormat.HTML,
    ".htm": ReportFormat.HTML,
    ".xlsx": ReportFormat.XLSX,
    ".md": ReportFormat.MARKDOWN,
}


_FORCE = Sentence(
    "別の名前にするか、置き換えてよければ --force を付けてください",
    "choose another name, or add --force to replace it",
)


@dataclass(frozen=True, slots=True)
class _Order:
    """What was asked for."""

    format: ReportFormat
    form: Form | None
    fiscal_year: int | None
    own: OwnTemplate | None
    language: Language


def report(
    plans: PlansArgument = None,
    *,
    ledger: LedgerOption = None,
    as_of: AsOfOption = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            callback=file_or_stream,
            help=help_text(
                "書き出すファイル（.html、.xlsx、.md）かフォルダー。省くとMarkdownを標準出力に書きます",
                "File (.html, .xlsx, .md) or folder to write; without it Markdown goes to standard output",
            ),
            show_default=False,
        ),
    ] = None,
    format_: Annotated[
        ReportFormat | None,
        typer.Option(
            "--format",
            help=help_text("書式（既定: ファイルの末尾による）", "Format (default: by the file's ending)"),
            show_default=False,
        ),
    ] = None,
    form: Annotated[
        Form | None,
        typer.Option(
            "--form",
            help=help_text("様式（kensho: 効果検証シート）", "Form (kensho: the 効果検証 sheet)"),
            show_default=False,
        ),
    ] = None,
    fiscal_year: Annotated[
        str | None,
        typer.Option(
            "--fiscal-year",
            help=help_text(
                "効果検証の年度（既定: 基準日までに終わった最後の年度）",
                "Fiscal year of the form (default: the last that had ended by the as-of date)",
            ),
            show_default=False,
        ),
    ] = None,
    template: Annotated[
        Path | None,
        typer.Option(
            "--template",
            help=help_text("自作のJinja2テンプレート（HTML）", "Your own Jinja2 template (HTML)"),
            show_default=False,
        ),
    ] = None,
    force: ForceOption = False,
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
    order = _Order(
        format=_format(format_, out, is_folder=is_folder),
        form=form,
        fiscal_year=None if fiscal_year is None else parse_fiscal_year(fiscal_year),
        own=None if template is None else _own(template),
        language=language_for(lang),
    )
    _check(order, ledger, len(paths), is_folder=is_folder)
    outcomes, status = outcomes_of(paths, ledger, as_of, order.language)
    if status:
        raise typer.Exit(status)  # what is published is whole, or is not written
    if out is None:
        streams.write(_file(outcomes, order))
        return
    if is_folder:
        files = {out / name: text.encode() for name, text in _site(outcomes, order)}
    else:
        files = {out: _file(outcomes, order)}
    refuse_to_overwrite_input(files, *paths, ledger, template)
    if is_folder:
        make_folder(out)
    if form is None or force:
        streams.write_files(files)
    else:
        write_new(out, files[out], _FORCE)
        streams.say_written([out])


def _format(asked: ReportFormat | None, out: Path | None, *, is_folder: bool) -> ReportFormat:
    if asked is not None:
        return asked
    if out is None:
        return ReportFormat.MARKDOWN
    if is_folder:
        return ReportFormat.HTML
    return format_from_suffix(out, _SUFFIXES)


def _check(order: _Order, ledger: Path | None, plans: int, *, is_folder: bool) -> None:
    """Refuse options that do not go together."""
    problem = None
    if ledger is not None and plans > 1:
        problem = Sentence("--ledger は計画が一つのときだけ使えます", "--ledger goes with one plan only")
    elif order.fiscal_year is not None and order.form is None:
        problem = Sentence("--fiscal-year は --form と使います", "--fiscal-year goes with --form")
    elif order.own is not None and order.format is not ReportFormat.HTML:
        problem = Sentence("--template はHTMLのときだけ使えます", "--template goes with HTML only")
    elif is_folder and order.format is ReportFormat.XLSX:
        problem = Sentence("フォルダーに書けるのは HTML と Markdown です", "a folder takes HTML or Markdown")
    elif plans > 1 and order.form is None and not is_folder:
        problem = Sentence(
            "計画が二つ以上のときは -o にフォルダーを指定してください",
            "of several plans: name a folder with -o",
        )
    if problem is not None:
        raise USAGE.refusal(problem)


def _own(path: Path) -> OwnTemplate:
    """The user's template. Raises `Refusal` where it cannot be read."""
    try:
        return OwnTemplate(str(path), decode_plan(read_file(path)))
    except Refusal as refusal:
        issue = refusal.issue()
        message = Sentence(f"{path}: {issue.message.ja}", f"{path}: {issue.message.en}")
        raise CANNOT_READ.refusal(message, issue.hint) from None


def _site(outcomes: list[Outcome], order: _Order) -> list[tuple[str, str]]:
    from yport_cli.render.site import html_site, markdown_site

    if order.format is ReportFormat.HTML:
        return html_site(outcomes, order.language, order.own)
    return markdown_site(outcomes, order.language)


def _file(outcomes: list[Outcome], order: _Order) -> bytes:
    """The one file that was asked for."""
    if order.form is not None:
        return _kensho(outcomes, order)
    if order.format is ReportFormat.HTML:
        from yport_cli.render.site import html_page

        return html_page(outcomes[0], order.language, order.own).encode()
    from yport_cli.render.pages.report_page import report_of

    report_ = report_of(outcomes[0], order.language)
    if order.format is ReportFormat.MARKDOWN:
        from yport_cli.render.formats.markdown import report_markdown

        return report_markdown(report_).encode()
    from yport_cli.render.data.tidy import tidy_records
    from yport_cli.render.formats.xlsx.report_sheets import report_workbook

    return report_workbook(report_, tidy_records(outcomes))


def _kensho(outcomes: list[Outcome], order: _Order) -> bytes:
    from yport_cli.render.pages.evaluation import evaluation_sheet_of

    sheet = evaluation_sheet_of(outcomes, common_year(outcomes, order.fiscal_year), order.language)
    if order.format is ReportFormat.HTML:
        from yport_cli.render.formats.html import evaluation_html

        return evaluation_html(sheet, order.own).encode()
    if order.format is ReportFormat.MARKDOWN:
        from yport_cli.render.formats.markdown import evaluation_markdown

        return evaluation_markdown(sheet).encode()
    from yport_cli.render.formats.xlsx.evaluation_form import evaluation_workbook

    return evaluation_workbook(sheet)
