"""`yport record`: what happened, added to the ledger."""

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Annotated, BinaryIO

from yport_cli.cli import streams
from yport_cli.cli.errors import refuse_if
from yport_cli.cli.files import extend_file, writing
from yport_cli.cli.inputs import end_of, say_issues, sound_plan
from yport_cli.cli.language import help_text
from yport_cli.cli.options import LangOption, LedgerOption, argument, option
from yport_cli.cli.plan_file import named_plan
from yport_cli.core.figures.ledger import Entry, ledger_item
from yport_cli.core.issues.file_report import FileReport
from yport_cli.core.issues.issue import Ends, Refusal
from yport_cli.core.issues.sentence import Sentence, counted
from yport_cli.core.numbers.number import grouped, plain
from yport_cli.core.plan.plan import Plan
from yport_cli.core.refusals.command_lines import BAD_ENDING, CANNOT_WRITE, USAGE
from yport_cli.core.refusals.files import CANNOT_READ
from yport_cli.render.wording.safe_text import escape_controls
from yport_cli.source.ledger.appending import NewRow, addition, opened_ledger
from yport_cli.source.ledger.row_key import read_entry
from yport_cli.source.ledger.sheet_rows import not_yet_there, rows_of_sheet
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
        str | None, argument("ITEM", "項目: KPIのid、execution など", "Item: the id of a KPI, execution, …")
    ] = None,
    amount: Annotated[
        str | None, argument("AMOUNT", "金額・数量（項目の単位で）", "Amount, in the item's unit")
    ] = None,
    *,
    plan: Annotated[Path | None, option("--plan", "計画ファイル", "Plan file")] = None,
    ledger: LedgerOption = None,
    date: Annotated[
        str | None, option("--date", "日付（2018-04-10、H30.4.10）", "Date (2018-04-10, H30.4.10)")
    ] = None,
    fiscal_year: Annotated[
        str | None,
        option(
            "--fiscal-year", "年度（H29）。日付より優先します", "Fiscal year (H29); it wins over the date"
        ),
    ] = None,
    note: Annotated[str | None, option("--note", "備考", "Note")] = None,
    evidence: Annotated[str | None, option("--evidence", "根拠", "Evidence")] = None,
    sheet: Annotated[
        Path | None, option("--from", "加えるシート（CSV、.xlsx）", "Sheet to add (CSV, .xlsx)")
    ] = None,
    dry_run: Annotated[
        bool, option("--dry-run", "書かずに、書く内容を示します", "Show what would be written")
    ] = False,
    lang: LangOption = None,
) -> None:
    """Append rows to the ledger of a plan: all of them or none."""
    del lang
    plan_path = named_plan(plan, ledger)
    subject = sound_plan(plan_path)
    target = ledger or plan_path.with_name(f"{plan_path.stem}.ledger.csv")
    if target.suffix.lower() in (".xlsx", ".xls", ".xlsm", ".ods"):
        raise BAD_ENDING.refusal(
            Sentence("record が書けるのはCSVの台帳だけです", "record writes CSV ledgers only"),
            Sentence("--ledger に .csv のファイルを指定してください", "name a .csv file with --ledger"),
        )
    given = {"item": item, "amount": amount, "date": date, "fiscal_year": fiscal_year}
    given |= {"note": note, "evidence": evidence}
    if sheet is None:
        rows = [_row(subject, given)]
    else:
        refuse_if(
            any(value is not None for value in given.values()),
            "--from は項目・金額などと同時に指定できません",
            "--from goes without an item, an amount and what belongs to them",
        )
        rows = _rows_of_sheet(subject, sheet)
    with _named(target), nullcontext() if dry_run else _locked(target):
        with opened_ledger(target) as file:
            if sheet is not None:
                rows = _new_rows(subject, file, rows)
            found = addition(subject, file, rows)
        if rows and not dry_run:
            extend_file(target, found.tail)
    streams.write_pieces(
        (f"{escape_controls(str(target))}:{line}: {escape_controls(text)}\n" for line, text in found.rows),
        for_people=True,
    )
    if sheet is None:
        streams.say(*_meaning(subject, rows[0].entry))
    if dry_run:
        streams.say("（--dry-run: 書き込んでいません）", "(--dry-run: nothing was written)")


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


def _rows_of_sheet(plan: Plan, sheet: Path) -> list[NewRow]:
    """The rows of the sheet. Raises `typer.Exit` where one has an error: then none is taken."""
    with _named(sheet):
        rows, issues = rows_of_sheet(plan, sheet)
    report = FileReport(str(sheet), tuple(issues))
    say_issues(report)
    if not report.valid:
        raise end_of(report)
    return rows


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Say what is wrong with the file at `path` under its name; then raise `typer.Exit`."""
    try:
        yield
    except BadSheet as refusal:
        report = FileReport(str(path), tuple(refusal.issues))
    except Refusal as refusal:
        found = located(WHOLE_FILE, 0, refusal)
        if found.rule.ends is not Ends.FOUND and found.rule != CANNOT_READ:
            raise
        report = FileReport(str(path), (found,))
    else:
        return
    say_issues(report)
    raise end_of(report)


def _new_rows(plan: Plan, ledger: BinaryIO | None, rows: list[NewRow]) -> list[NewRow]:
    """Those of the sheet's rows that the ledger lacks."""
    new = not_yet_there(plan, ledger, rows)
    there = len(rows) - len(new)
    streams.say(
        f"{len(new):,}行を加えます（すでにある{there:,}行は加えません）",
        f"{counted(len(new), 'row', ',')} to add ({there:,} {'is' if there == 1 else 'are'} there already)",
    )
    return new


def _meaning(plan: Plan, entry: Entry) -> Sentence:
    """What the row was taken to mean."""
    amount, unit = grouped(entry.amount), ledger_item(plan, entry.item).unit
    year = plan.label(entry.fiscal_year)
    return Sentence(
        f"{entry.item}: {amount}{unit} を {year}年度の実績として記録",
        f"{entry.item}: {amount} {unit} recorded for {year}",
    )


@contextmanager
def _locked(target: Path) -> Iterator[None]:
    """Let nobody else record in the file meanwhile; the lock is a hidden file beside it.

    Raises `Refusal` with the code `cannot-write`, after a minute's wait where somebody else has the lock.
    """
    from filelock import FileLock, Timeout

    real = Path(os.path.realpath(target))
    with writing(target):
        if not real.parent.is_dir():  # the lock would make the folder
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
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
