"""`yport record`: what happened, added to the ledger."""

from collections.abc import Mapping
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import Annotated

from yport_cli.cli import streams
from yport_cli.cli.commands.record_from import Asked, mapping_of, record_from
from yport_cli.cli.completion import items
from yport_cli.cli.errors import refuse_if
from yport_cli.cli.inputs import said_of_file, sound_plan
from yport_cli.cli.language import help_text
from yport_cli.cli.ledger_file import FileChanged, grow, locked, state_at
from yport_cli.cli.options import LangOption, LedgerOption, argument, option
from yport_cli.cli.overwriting import refuse_to_overwrite_input
from yport_cli.cli.plan_file import named_plan
from yport_cli.cli.recording import TRIES, say_doubled, say_end, say_rows, still_changing
from yport_cli.core.figures.ledger import Entry, ledger_item
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.number import grouped, plain
from yport_cli.core.plan.plan import Plan
from yport_cli.core.refusals.command_lines import BAD_ENDING, USAGE
from yport_cli.source.ledger.appending import Addition, NewRow, addition, opened_ledger
from yport_cli.source.ledger.repetition import refuse_repetition
from yport_cli.source.ledger.row_key import read_entry

HELP = help_text(
    "実績台帳（CSV）に1行を加えます。--from FILE では、届いたシートを、二重にならないように取り込みます。",
    "Add a row to the ledger (CSV); with --from FILE sheets as people send them, nothing twice.",
)
# A negative amount is an argument, not an option.
CONTEXT_SETTINGS = {"ignore_unknown_options": True}


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
    from_: Annotated[
        list[Path] | None,
        option(
            "--from",
            "取り込むシート（CSV、.xlsx。何度でも）",
            "Sheet to take in (CSV, .xlsx; any number of times)",
            metavar="FILE",
        ),
    ] = None,
    replace_from: Annotated[
        Path | None,
        option(
            "--replace-from",
            "直したファイル。前に取り込んだ行と入れ替えます",
            "A corrected file: its rows take the place of those before",
            metavar="FILE",
        ),
    ] = None,
    map_: Annotated[
        list[str] | None,
        option(
            "--map",
            "シートでの呼び名（移住=ijusha。移住=- は取り込まない）",
            "What a sheet calls an item (移住=ijusha; 移住=- leaves it out)",
            metavar="NAME=ITEM",
        ),
    ] = None,
    sheet: Annotated[
        list[str] | None,
        option(
            "--sheet", "読むシートの名前（既定: 表のあるすべて）", "Sheet to read (default: all with a table)"
        ),
    ] = None,
    partial: Annotated[
        bool,
        option("--partial", "誤りのある行を除いて取り込みます", "Take what is right in spite of errors"),
    ] = False,
    again: Annotated[
        bool,
        option(
            "--again",
            "同じ記録や同じ名前のファイルでも、別のものとして加えます",
            "Add the same record, or another file of the same name, once more",
        ),
    ] = False,
    out: Annotated[
        Path | None,
        option(
            "--output",
            "直すところを書き出すブック（指摘.xlsx）",
            "Workbook of what is to be mended (.xlsx)",
            short="-o",
        ),
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
    if from_ or replace_from is not None:
        refuse_if(
            any(value is not None for value in given.values()),
            "--from は項目・金額などと同時に指定できません",
            "--from goes without an item, an amount and what belongs to them",
        )
        refuse_to_overwrite_input([out], plan_path, target, replace_from, *(from_ or ()))
        asked = Asked(
            from_ or (),
            replace_from,
            mapping_of(map_ or (), subject),
            sheet or (),
            partial,
            again,
            dry_run,
            out,
        )
        record_from(subject, target, asked)
        return
    refuse_if(
        map_ or sheet or partial or out is not None,
        "--map・--sheet・--partial・-o は --from と使います",
        "--map, --sheet, --partial and -o go with --from",
    )
    row = _row(subject, given)
    with said_of_file(target), nullcontext() if dry_run else locked(target):
        found, doubt = _grown(subject, target, row, is_again=again, is_tried=dry_run)
    say_rows(target, found, is_tried=dry_run)
    streams.say(*_meaning(subject, row.entry))
    say_end(doubt, is_tried=dry_run)
    if not dry_run:
        say_doubled(subject, target)


def _grown(
    plan: Plan, target: Path, row: NewRow, *, is_again: bool, is_tried: bool
) -> tuple[Addition, Sentence | None]:
    """What is written to the ledger, and why it might not survive a power cut.

    Where another program writes to it meanwhile, it is read again: nothing of either is lost. Raises
    `BadSheet` where the same is recorded already, unless it is to be `is_again`.
    """
    for _ in range(TRIES):
        seen = state_at(target)
        with opened_ledger(target) as file:
            if file is not None and not is_again:
                refuse_repetition(plan, file, row.entry)
            found = addition(plan, file, [row])
        if is_tried:
            return found, None
        with suppress(FileChanged):
            return found, grow(target, found.tail, seen)
    raise still_changing(target)


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


def _meaning(plan: Plan, entry: Entry) -> Sentence:
    """What the row was taken to mean."""
    amount, unit = grouped(entry.amount), ledger_item(plan, entry.item).unit
    year = plan.label(entry.fiscal_year)
    return Sentence(
        f"{entry.item}: {amount}{unit} を {year}年度の実績として記録",
        f"{entry.item}: {amount} {unit} recorded for {year}",
    )
