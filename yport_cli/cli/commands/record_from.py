"""`yport record --from` and `--replace-from`: the sheets that people send, as rows of the ledger."""

import re
from collections.abc import Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from yport_cli.cli import streams
from yport_cli.cli.errors import refuse_if
from yport_cli.cli.inputs import end_of, said_of_file, say_issues
from yport_cli.cli.language import language_of_call
from yport_cli.cli.ledger_file import FileChanged, grow, locked, state_at, swap
from yport_cli.cli.recording import TRIES, say_doubled, say_end, say_rows, still_changing
from yport_cli.core.figures.ledger import Entry, ledger_item
from yport_cli.core.issues.file_report import FileReport
from yport_cli.core.issues.issue import Refusal
from yport_cli.core.issues.sentence import Sentence, counted
from yport_cli.core.numbers.number import grouped
from yport_cli.core.plan.plan import Plan
from yport_cli.core.refusals.ledger_rows import level_conflict
from yport_cli.render.wording.safe_text import escape_controls
from yport_cli.source.intake.findings import PassedOver, Taken, spot_of
from yport_cli.source.intake.naming import LEFT_OUT
from yport_cli.source.intake.recorded import OldRow, Recorded, changes, without_lines
from yport_cli.source.intake.taking import Intake, intake_of
from yport_cli.source.ledger.appending import Addition, NewRow, addition, opened_ledger
from yport_cli.source.places.row import WHOLE_FILE, located

_NAMED_FILE = re.compile(r"(.+)#([0-9a-f]{8})")


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of the command."""

    files: Sequence[Path]
    replacing: Path | None = None
    mapped: Mapping[str, str] | None = None
    sheets: Sequence[str] = ()
    is_partial: bool = False
    is_again: bool = False
    is_tried: bool = False
    out: Path | None = None
    """Where what is wrong goes as a workbook."""


class Written(NamedTuple):
    """What was done to the ledger."""

    found: Addition
    there: int
    """How many rows it held already."""
    removed: Sequence[OldRow]
    doubt: Sentence | None
    """Why it might not survive a power cut."""
    refused: Sequence[FileReport]
    """What the ledger, or another file, says already, or says otherwise."""


def mapping_of(options: Sequence[str], plan: Plan) -> dict[str, str]:
    """The items by the names that `--map` gives them. Raises `Refusal`."""
    mapped = {}
    for option in options:
        name, sign, item = option.rpartition("=")
        refuse_if(
            not (sign and name.strip() and item.strip()),
            f"--map {option} は 名前=項目 の形ではありません",
            f"--map {option} is not NAME=ITEM",
            Sentence("--map 移住=ijusha のように書いてください", "write it as --map 移住=ijusha"),
        )
        mapped[name] = LEFT_OUT if item.strip() == LEFT_OUT else ledger_item(plan, item.strip()).name
    return mapped


def record_from(plan: Plan, target: Path, asked: Asked) -> None:
    """Take the sheets, say what was taken and passed over, and write: all of them or nothing.

    Raises `typer.Exit` where anything is refused, unless what is right is to be taken.
    """
    replacing, digest = _replaced_file(asked.replacing)
    paths = _each_once([*asked.files, *([replacing] if replacing else [])])
    intakes = [intake_of(plan, path, asked.mapped or {}, asked.sheets) for path in paths]
    intakes = _without_conflicts(plan, intakes)
    reports = [intake.report for intake in intakes]
    for report in reports:
        say_issues(report)
    _say_lines(plan, intakes, is_answer=asked.is_tried)
    _refuse_wrong(reports, asked)
    with said_of_file(target), nullcontext() if asked.is_tried else locked(target):
        written = _written(plan, target, intakes, asked, digest)
    for report in written.refused:
        say_issues(report)
    _write_issues([*reports, *written.refused], asked)
    if written.refused and not asked.is_partial:
        streams.say("何も書き込んでいません", "nothing was written")
        raise end_of(written.refused[0])
    _say_written(target, written, asked)
    if not asked.is_tried:
        say_doubled(plan, target)


def _refuse_wrong(reports: Sequence[FileReport], asked: Asked) -> None:
    """Raises `typer.Exit` where something is wrong, unless what is right is to be taken."""
    wrong = [report for report in reports if not report.valid]
    if wrong and not asked.is_partial:
        _write_issues(reports, asked)
        streams.say("何も書き込んでいません", "nothing was written")
        raise max(map(end_of, wrong), key=lambda end: end.exit_code)


def _write_issues(reports: Sequence[FileReport], asked: Asked) -> None:
    """What is wrong as a workbook, where one is asked for."""
    if asked.out is not None:
        from yport_cli.render.diagnostics.issue_workbook import issues_workbook

        streams.write(issues_workbook(reports, language_of_call()), asked.out)


def _each_once(paths: Sequence[Path]) -> list[Path]:
    """The paths without those that name a file again: of the names of one file the last."""
    last = {path.resolve(): path for path in paths}
    return [path for path in paths if path is last[path.resolve()]]


def _replaced_file(path: Path | None) -> tuple[Path | None, str | None]:
    """The file of `--replace-from`, and the hash behind its name, which tells one of several apart."""
    if path is None or path.exists():
        return path, None
    match = _NAMED_FILE.fullmatch(str(path))
    return (Path(match[1]), match[2]) if match else (path, None)


def _without_conflicts(plan: Plan, intakes: list[Intake]) -> list[Intake]:
    """The same, with an error where two files give a level two figures for one day."""
    levels = {kpi.id for kpi in plan.kpis if not kpi.adds_up}
    seen: dict[tuple[object, ...], Entry] = {}
    checked = []
    for intake in intakes:
        issues = []
        for taken in intake.taken:
            entry = taken.row.entry
            if entry.item in levels:
                first = seen.setdefault(entry[:3], entry)
                if first.amount != entry.amount:
                    refusal = level_conflict(entry.item, entry.day, first.amount, entry.amount)
                    issues.append(located(taken.record, taken.column, refusal))
        known = {issue.at.place for issue in intake.report.issues}
        new = [issue for issue in issues if issue.at.place not in known]
        report = FileReport(intake.report.path, (*intake.report.issues, *new))
        checked.append(Intake(intake.path, intake.origin, intake.lines, report))
    return checked


def _written(
    plan: Plan, target: Path, intakes: Sequence[Intake], asked: Asked, digest: str | None
) -> Written:
    """What is written to the ledger. Where another program writes to it meanwhile, it is read again."""
    for _ in range(TRIES):
        seen = state_at(target)
        with opened_ledger(target) as file:
            recorded = Recorded(plan, file)
            removed = _removed(plan, recorded, intakes, asked, digest)
            lines = {row.line for row in removed}
            shorter = without_lines(file, lines) if lines and file is not None else None
            rows = [[taken.row for taken in intake.taken] for intake in intakes]
            kept = recorded if shorter is None else Recorded(plan, shorter)
            new, refused = kept.sorted_out(rows, is_again=asked.is_again)
            reports = _refused_rows(intakes, refused)
            found = addition(plan, file if shorter is None else shorter, new)
            whole = None if shorter is None else shorter.getvalue() + found.tail
        there = sum(map(len, rows)) - len(new) - len(refused)
        if (reports and not asked.is_partial) or asked.is_tried or not (new or lines):
            return Written(found, there, removed, None, reports)
        with suppress(FileChanged):
            doubt = grow(target, found.tail, seen) if whole is None else swap(target, whole, seen)
            return Written(found, there, removed, doubt, reports)
    raise still_changing(target)


def _refused_rows(intakes: Sequence[Intake], refused: Sequence[tuple[NewRow, Refusal]]) -> list[FileReport]:
    """The rows that are not added to this ledger, each at its cell, by file."""
    reasons = {id(row): refusal for row, refusal in refused}
    reports = []
    for intake in intakes:
        issues = tuple(
            located(taken.record, taken.column, reasons[id(taken.row)])
            for taken in intake.taken
            if id(taken.row) in reasons
        )
        reports += [FileReport(str(intake.path), issues)] if issues else []
    return reports


def _removed(
    plan: Plan, recorded: Recorded, intakes: Sequence[Intake], asked: Asked, digest: str | None
) -> list[OldRow]:
    """The rows that give way. Raises `typer.Exit` for a file that was taken before and has changed since."""
    removed: list[OldRow] = []
    for position, intake in enumerate(intakes):
        is_replacing = asked.replacing is not None and position == len(intakes) - 1
        try:
            if is_replacing:
                removed = recorded.of_files[recorded.replaced_by(intake.origin, digest)]
                _say_changes(plan, removed, [taken.row for taken in intake.taken])
            elif not asked.is_again:
                recorded.refuse_changed(intake.origin)
        except Refusal as refusal:
            for old in [other for other in recorded.of_files if other.name == intake.origin.name]:
                _say_changes(plan, recorded.of_files[old], [taken.row for taken in intake.taken])
            report = FileReport(str(intake.path), (located(WHOLE_FILE, 0, refusal),))
            say_issues(report)
            raise end_of(report) from None
    return removed


def _say_lines(plan: Plan, intakes: Sequence[Intake], *, is_answer: bool) -> None:
    """Every row that is taken and every one that is passed over: what was asked for, or commentary."""
    lines = (_line(plan, intake.path, line) for intake in intakes for line in intake.lines)
    if is_answer:
        streams.write_pieces(lines, for_people=True)
    else:
        streams.comment("".join(lines))


def _line(plan: Plan, path: Path, line: Taken | PassedOver) -> str:
    if isinstance(line, PassedOver):
        place = f"{path}:{spot_of(line.record, line.column)}"
        said = Sentence(f"取り込みません: {line.reason.ja}", f"passed over: {line.reason.en}")
        return f"{escape_controls(place)}: {escape_controls(said.text_in(language_of_call()))}\n"
    unit = f" {line.unit}" if line.unit else ""
    entry = line.row.entry
    said_ = f"{_time(plan, entry)} {entry.item} {grouped(entry.amount)}{unit}"
    return f"{escape_controls(f'{path}:{line.spot}')} → {escape_controls(said_)}\n"


def _time(plan: Plan, entry: Entry) -> str:
    """The day of a row; the fiscal year of one without a day."""
    return entry.day.isoformat() if entry.has_date else plan.label(entry.fiscal_year)


def _say_changes(plan: Plan, old: Sequence[OldRow], new: Sequence[NewRow]) -> None:
    for change in changes(old, new):
        entry = change.entry
        text = f"{change.sign} {_time(plan, entry)} {entry.item} {grouped(entry.amount)}"
        streams.comment(f"  {escape_controls(text)}\n")


def _say_written(target: Path, written: Written, asked: Asked) -> None:
    count, there = len(written.found.rows), written.there
    if written.removed:
        gone = len(written.removed)
        streams.say(
            f"前のファイルの{gone:,}行を除きます", f"{counted(gone, 'row', ',')} of the file before to go"
        )
    streams.say(
        f"{count:,}行を加えます（すでにある{there:,}行は加えません）",
        f"{counted(count, 'row', ',')} to add ({there:,} {'is' if there == 1 else 'are'} there already)",
    )
    if not asked.is_tried:
        say_rows(target, written.found, is_tried=False)
    say_end(written.doubt, is_tried=asked.is_tried)
