"""`yport record`: what happened, added to the ledger."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Annotated, BinaryIO

from yport_cli.cli import streams
from yport_cli.cli.completion import items
from yport_cli.cli.errors import refuse_if
from yport_cli.cli.inputs import end_of, say_issues, sound_plan
from yport_cli.cli.language import help_text
from yport_cli.cli.ledger_file import FileChanged, grow, locked, state_at
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
from yport_cli.source.ledger.appending import Addition, NewRow, addition, opened_ledger
from yport_cli.source.ledger.row_key import read_entry
from yport_cli.source.ledger.sheet_rows import not_yet_there, rows_of_sheet
from yport_cli.source.places.row import WHOLE_FILE, BadSheet, located

HELP = help_text(
    "実績台帳（CSV）に1行を加えます。--from FILE ではシート全体を、二重にならないように加えます。",
    "Add a row to the ledger (CSV); with --from FILE a whole sheet, nothing of it twice.",
)
# A negative amount is an argument, not an option.
CONTEXT_SETTINGS = {"ignore_unknown_options": True}
_TRIES = 10


def record(
    item: Annotated[
        str | None,
        argument(
            "ITEM",
            "項目: KPIのid、execution など",
            "Item: the id of a KPI, execution, …",
            autocompletion=items,
        ),
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
    _refuse_other_endings(target)
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
    with _named(target), nullcontext() if dry_run else locked(target):
        found, doubt = _grown(subject, target, rows, is_sheet=sheet is not None, is_tried=dry_run)
    try:
        streams.write_pieces(
            (
                f"{escape_controls(str(target))}:{line}: {escape_controls(text)}\n"
                for line, text in found.rows
            ),
            for_people=True,
        )
    except BaseException:
        if found.rows and not dry_run:  # whoever asks again would count it twice
            streams.say(
                f"行は {target} に記録してあります。もう一度記録しないでください",
                f"the rows are recorded in {target}: do not record them again",
            )
        raise
    if sheet is None:
        streams.say(*_meaning(subject, rows[0].entry))
    if dry_run:
        streams.say("（--dry-run: 書き込んでいません）", "(--dry-run: nothing was written)")
    elif doubt is not None:
        streams.say(
            f"記録しましたが、停電のときに残るかは確かでありません（{doubt.ja}）",
            f"it is recorded, but may not survive a power cut ({doubt.en})",
        )


def _grown(
    plan: Plan, target: Path, rows: list[NewRow], *, is_sheet: bool, is_tried: bool
) -> tuple[Addition, Sentence | None]:
    """What is written to the ledger, of a sheet only what is new, and why it might not survive a power cut.

    Where another program writes to it meanwhile, it is read again: nothing of either is lost.
    """
    for _ in range(_TRIES):
        seen = state_at(target)
        with opened_ledger(target) as file:
            new = _new_rows(plan, file, rows) if is_sheet else rows
            found = addition(plan, file, new)
        if is_tried or not new:
            return found, None
        with suppress(FileChanged):
            return found, grow(target, found.tail, seen)
    raise CANNOT_WRITE.refusal(
        Sentence(
            f"{target} にほかのプログラムが書き続けています", f"another program keeps writing to {target}"
        ),
        Sentence("しばらくして試してください", "try again in a while"),
    )


def _refuse_other_endings(target: Path) -> None:
    """Raise `Refusal` for a ledger that is no CSV, and for a new one that is not called one.

    A slip in the name of a file would else become a ledger.
    """
    if target.suffix.lower() in (".xlsx", ".xls", ".xlsm", ".ods"):
        raise BAD_ENDING.refusal(
            Sentence("record が書けるのはCSVの台帳だけです", "record writes CSV ledgers only"),
            Sentence("--ledger に .csv のファイルを指定してください", "name a .csv file with --ledger"),
        )
    if target.suffix.lower() != ".csv" and not target.exists():
        raise BAD_ENDING.refusal(
            Sentence(
                f"{target} はまだなく、台帳の名前でもありません",
                f"there is no {target}, and no ledger is called so",
            ),
            Sentence(
                f"新しい台帳は {target.stem}.ledger.csv のように名づけてください",
                f"call a new ledger {target.stem}.ledger.csv, for example",
            ),
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
