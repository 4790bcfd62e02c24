"""`yport record`: what happened, added to the ledger."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from yport_cli.cli import output
from yport_cli.cli.exit_status import ExitStatus
from yport_cli.cli.language import help_text, spoken
from yport_cli.cli.options import LangOption, LedgerOption
from yport_cli.cli.plan_file import named_plan
from yport_cli.cli.reading import sound_plan
from yport_cli.core.fiscal_year import parse_date, parse_fiscal_year
from yport_cli.core.issue import BadValue, FileReport, Sentence, Severity
from yport_cli.core.ledger import Entry, ledger_item
from yport_cli.core.number import grouped, plain
from yport_cli.core.plan import Plan
from yport_cli.render.diagnostics.text import diagnostics_text
from yport_cli.render.labels import Language, said
from yport_cli.render.plain_text import visible
from yport_cli.source.file import read_whole
from yport_cli.source.ledger_addition import Fields, added, not_yet_there
from yport_cli.source.ledger_file import load_rows
from yport_cli.source.ledger_row import BadRow, read_row

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
    note: Annotated[str, typer.Option("--note", help=help_text("備考", "Note"), show_default=False)] = "",
    evidence: Annotated[
        str, typer.Option("--evidence", help=help_text("根拠", "Evidence"), show_default=False)
    ] = "",
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
    target = ledger or plan_path.with_name(plan_path.stem + ".ledger.csv")
    if target.suffix.lower() == ".xlsx":
        raise BadValue(
            "bad-ending",
            Sentence("record が書けるのはCSVの台帳だけです", "record writes CSV ledgers only"),
            Sentence("--ledger に .csv のファイルを指定してください", "name a .csv file with --ledger"),
        )
    if sheet is None:
        row = _row(subject, item, amount, date, fiscal_year)
        rows: list[Fields] = [{**row[0], "note": note, "evidence": evidence}]
        entries = [row[1]]
    elif item is not None or amount is not None:
        raise BadValue(
            "usage",
            Sentence(
                "--from と項目・金額は同時に指定できません", "--from goes without an item and an amount"
            ),
        )
    else:
        entries = []
    with _locked(target, dry_run=dry_run):
        data = read_whole(target) if target.exists() else None
        if sheet is not None:
            rows, entries = _rows_of_sheet(subject, sheet, data, language)
        if not rows:
            output.comment(said(Sentence("新しい行はありません\n", "nothing new to add\n"), language))
            return
        changed, written = added(subject, data, rows)
        if not dry_run:
            output.write_file(target, changed)
    for line, text in written:
        output.write(f"{visible(str(target))}:{line}: {visible(text)}\n", for_people=True)
    for entry in entries:
        output.comment(_said(subject, entry, language))
    if dry_run:
        output.comment(
            said(
                Sentence("（--dry-run: 書き込んでいません）\n", "(--dry-run: nothing was written)\n"),
                language,
            )
        )


def _row(
    plan: Plan, item: str | None, amount: str | None, date: str | None, fiscal_year: str | None
) -> tuple[dict[str, str], Entry]:
    """The new row as it is to be written. Raises `BadValue`."""
    if item is None or amount is None:
        raise BadValue(
            "usage",
            Sentence("項目と金額・数量を指定してください", "an item and an amount are needed"),
            Sentence(
                "例: yport record orders 2500000 --date 2018-04-10",
                "for example: yport record orders 2500000 --date 2018-04-10",
            ),
        )
    try:
        entry = read_row(plan, {"item": item, "amount": amount, "date": date, "fiscal_year": fiscal_year})
    except BadRow as refusal:
        raise refusal.problems[0][1] from None
    if entry is None:
        raise BadValue("usage", Sentence("金額・数量が空です", "the amount is blank"))
    row = {
        "item": entry.item,
        "amount": plain(entry.amount),
        "date": parse_date(date).isoformat() if date else "",
        "fiscal_year": plan.label(parse_fiscal_year(fiscal_year)) if fiscal_year else "",
    }
    return row, entry


def _rows_of_sheet(
    plan: Plan, sheet: Path, data: bytes | None, language: Language
) -> tuple[list[Fields], list[Entry]]:
    """The rows of the sheet that the ledger lacks; a sheet with an error is not taken at all."""
    rows = list(load_rows(plan, sheet))
    issues = [issue for row in rows for issue in row.issues]
    report = FileReport(str(sheet), tuple(sorted(issues, key=lambda issue: issue.place)))
    output.comment(diagnostics_text([report], language, excerpts=False))
    if any(issue.severity is Severity.ERROR for issue in issues):
        raise typer.Exit(ExitStatus.FOUND)
    new = not_yet_there(plan, data, rows)
    skipped = sum(row.entry is not None for row in rows) - len(new)
    output.comment(
        said(
            Sentence(
                f"{len(new)}行を加えます（すでにある{skipped}行は加えません）\n",
                f"{len(new)} rows to add ({skipped} are there already)\n",
            ),
            language,
        )
    )
    return new, []


def _said(plan: Plan, entry: Entry, language: Language) -> str:
    """What the row was taken to mean."""
    item = ledger_item(plan, entry.item)
    figure = f"{grouped(entry.amount)}{'' if language == 'ja' else ' '}{item.unit}"
    year = plan.label(entry.fiscal_year)
    return said(
        Sentence(
            f"{entry.item}: {figure} を {year}年度の実績として記録\n",
            f"{entry.item}: {figure} recorded for {year}\n",
        ),
        language,
    )


@contextmanager
def _locked(target: Path, *, dry_run: bool) -> Iterator[None]:
    """Nobody else records in the file meanwhile; the lock is a hidden file beside it."""
    if dry_run:
        yield
        return
    from filelock import FileLock, Timeout

    real = target.resolve()
    try:
        with FileLock(real.with_name(f".{real.name}.lock"), timeout=_PATIENCE):
            yield
    except Timeout:
        raise BadValue(
            "cannot-write",
            Sentence(
                f"{target} はほかのプログラムが書き込み中です",
                f"{target} is being written by another program",
            ),
            Sentence("しばらくして試してください", "try again in a while"),
        ) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise BadValue(
            "cannot-write",
            Sentence(f"{target} に書き込めません（{reason}）", f"{target} cannot be written ({reason})"),
        ) from None
