"""`yport record`: what happened, added to the ledger."""

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from yport_cli.cli import streams
from yport_cli.cli.exit_status import ExitStatus
from yport_cli.cli.files import cannot_write, extend_file
from yport_cli.cli.inputs import sound_plan
from yport_cli.cli.language import help_text, spoken
from yport_cli.cli.options import LangOption, LedgerOption
from yport_cli.cli.plan_file import named_plan
from yport_cli.core.figures.ledger import Entry, ledger_item
from yport_cli.core.issues.file_report import FileReport
from yport_cli.core.issues.issue import Ends, Refusal
from yport_cli.core.issues.sentence import Language, Sentence, said
from yport_cli.core.numbers.number import grouped, plain
from yport_cli.core.plan.plan import Plan
from yport_cli.core.refusals.command_lines import BAD_ENDING, CANNOT_WRITE, USAGE
from yport_cli.core.refusals.files import CANNOT_READ
from yport_cli.render.diagnostics.text import diagnostics_text
from yport_cli.render.wording.safe_text import visible
from yport_cli.source.ledger.appending import NewRow, addition, not_yet_there, rows_of_sheet
from yport_cli.source.ledger.row_key import read_entry
from yport_cli.source.places.row import WHOLE_FILE, BadSheet, located

HELP = help_text(
    "実績台帳（CSV）に1行を加えます。--from FILE ではシート全体を、二重にならないように加えます。",
    "Add a row to the ledger (CSV); with --from FILE a whole sheet, nothing of it twice.",
)
# A negative amount is an argument, not an option.
CONTEXT_SETTINGS = {"ignore_unknown_options": True}
_PATIENCE = 60


def record(
    item: Annotated[
        str | None,
        typer.Argument(
            metavar="ITEM",
            help=help_text("項目: KPIのid、execution など", "Item: the id of a KPI, execution, …"),
            show_default=False,
        ),
    ] = None,
    amount: Annotated[
        str | None,
        typer.Argument(
            metavar="AMOUNT",
            help=help_text("金額・数量（項目の単位で）", "Amount, in the item's unit"),
            show_default=False,
        ),
    ] = None,
    *,
    plan: Annotated[
        Path | None, typer.Option("--plan", help=help_text("計画ファイル", "Plan file"), show_default=False)
    ] = None,
    ledger: LedgerOption = None,
    date: Annotated[
        str | None,
        typer.Option(
            "--date",
            help=help_text("日付（2018-04-10、H30.4.10）", "Date (2018-04-10, H30.4.10)"),
            show_default=False,
        ),
    ] = None,
    fiscal_year: Annotated[
        str | None,
        typer.Option(
            "--fiscal-year",
            help=help_text("年度（H29）。日付より優先します", "Fiscal year (H29); it wins over the date"),
            show_default=False,
        ),
    ] = None,
    note: Annotated[
        str | None, typer.Option("--note", help=help_text("備考", "Note"), show_default=False)
    ] = None,
    evidence: Annotated[
        str | None, typer.Option("--evidence", help=help_text("根拠", "Evidence"), show_default=False)
    ] = None,
    sheet: Annotated[
        Path | None,
        typer.Option(
            "--from",
            help=help_text("加えるシート（CSV、.xlsx）", "Sheet to add (CSV, .xlsx)"),
            show_default=False,
        ),
    ] = None,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run", help=help_text("書かずに、書く内容を示します", "Show what would be written")
        ),
    ] = False,
    lang: LangOption = None,
) -> None:
    """Append to the ledger of a plan, whole rows or nothing."""
    language = spoken(lang)
    plan_path = named_plan(plan, ledger)
    subject = sound_plan(plan_path, language)
    target = ledger or plan_path.with_name(f"{plan_path.stem}.ledger.csv")
    _refuse_workbook(target)
    given = {
        "item": item,
        "amount": amount,
        "date": date,
        "fiscal_year": fiscal_year,
        "note": note,
        "evidence": evidence,
    }
    if sheet is None:
        rows = [_row(subject, given)]
    elif any(value is not None for value in given.values()):
        raise USAGE.refusal(
            Sentence(
                "--from は項目・金額などと同時に指定できません",
                "--from goes without an item, an amount and what belongs to them",
            ),
        )
    else:
        rows = _rows_of_sheet(subject, sheet, language)
    with _named(target, language), _locked(target, dry_run=dry_run):
        if sheet is not None:
            rows = _new_rows(subject, target, rows, language)
        found = addition(subject, target, rows)
        if rows and not dry_run:
            extend_file(target, found.tail)
    streams.write_pieces(
        (f"{visible(str(target))}:{line}: {visible(text)}\n" for line, text in found.rows), for_people=True
    )
    if sheet is None:
        streams.comment(_meaning(subject, rows[0].entry, language))
    if dry_run:
        sentence = Sentence("（--dry-run: 書き込んでいません）\n", "(--dry-run: nothing was written)\n")
        streams.comment(said(sentence, language))


def _refuse_workbook(target: Path) -> None:
    if target.suffix.lower() in (".xlsx", ".xls", ".xlsm", ".ods"):
        raise BAD_ENDING.refusal(
            Sentence("record が書けるのはCSVの台帳だけです", "record writes CSV ledgers only"),
            Sentence("--ledger に .csv のファイルを指定してください", "name a .csv file with --ledger"),
        )


def _row(plan: Plan, given: Mapping[str, str | None]) -> NewRow:
    """The new row that the arguments make. Raises `Refusal`."""
    if given["item"] is None or given["amount"] is None:
        raise USAGE.refusal(
            Sentence("項目と金額・数量を指定してください", "an item and an amount are needed"),
            Sentence(
                "例: yport record orders 2500000 --date 2018-04-10",
                "for example: yport record orders 2500000 --date 2018-04-10",
            ),
        )
    entry = read_entry(plan, given)
    if entry is None:
        raise USAGE.refusal(Sentence("金額・数量が空です", "the amount is blank"))
    fields = {
        "date": entry.day.isoformat() if given["date"] else "",
        "fiscal_year": plan.label(entry.fiscal_year) if given["fiscal_year"] else "",
        "item": entry.item,
        "amount": plain(entry.amount),
        "note": given["note"] or "",
        "evidence": given["evidence"] or "",
    }
    return NewRow(entry, fields)


def _rows_of_sheet(plan: Plan, sheet: Path, language: Language) -> list[NewRow]:
    """The rows of the sheet; one with an error is not taken at all, and the command ends here."""
    with _named(sheet, language):
        rows, issues = rows_of_sheet(plan, sheet)
    report = FileReport(str(sheet), tuple(issues))
    streams.comment(diagnostics_text([report], language))
    if not report.valid:
        raise typer.Exit(ExitStatus.FOUND)
    return rows


@contextmanager
def _named(path: Path, language: Language) -> Iterator[None]:
    """What is wrong with the file at `path` is said with its name; the command ends with it."""
    try:
        yield
    except BadSheet as refusal:
        report = FileReport(str(path), tuple(refusal.issues))
    except Refusal as problem:
        found = located(WHOLE_FILE, 0, problem)
        if found.rule.ends is not Ends.FOUND and found.rule != CANNOT_READ:
            raise
        report = FileReport(str(path), (found,))
    else:
        return
    streams.comment(diagnostics_text([report], language))
    raise typer.Exit(ExitStatus.FILE if report.unreadable else ExitStatus.FOUND)


def _new_rows(plan: Plan, target: Path, rows: list[NewRow], language: Language) -> list[NewRow]:
    """Those of the sheet's rows that the ledger lacks."""
    new = not_yet_there(plan, target, rows)
    there = len(rows) - len(new)
    sentence = Sentence(
        f"{len(new)}行を加えます（すでにある{there}行は加えません）\n",
        f"{len(new)} rows to add ({there} are there already)\n",
    )
    streams.comment(said(sentence, language))
    return new


def _meaning(plan: Plan, entry: Entry, language: Language) -> str:
    """What the row was taken to mean."""
    item = ledger_item(plan, entry.item)
    figure = f"{grouped(entry.amount)}{'' if language == 'ja' else ' '}{visible(item.unit)}"
    year = plan.label(entry.fiscal_year)
    sentence = Sentence(
        f"{visible(entry.item)}: {figure} を {year}年度の実績として記録\n",
        f"{visible(entry.item)}: {figure} recorded for {year}\n",
    )
    return said(sentence, language)


@contextmanager
def _locked(target: Path, *, dry_run: bool) -> Iterator[None]:
    """Nobody else records in the file meanwhile; the lock is a hidden file beside it."""
    if dry_run:
        yield
        return
    from filelock import FileLock, Timeout

    real = Path(os.path.realpath(target))
    if not real.parent.is_dir():  # the lock would make the folder
        raise cannot_write(target, FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)))
    try:
        with FileLock(real.with_name(f".{real.name}.lock"), timeout=_PATIENCE):
            yield
    except Timeout:
        raise CANNOT_WRITE.refusal(
            Sentence(
                f"{target} はほかのプログラムが書き込み中です",
                f"{target} is being written by another program",
            ),
            Sentence("しばらくして試してください", "try again in a while"),
        ) from None
    except OSError as error:
        raise cannot_write(target, error) from None
