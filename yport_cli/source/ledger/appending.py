"""New rows for a CSV ledger, in the file's own way of writing: encoding, line ends, order of columns."""

import codecs
import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO, TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import BinaryIO, NamedTuple

from yport_cli.core.figures.ledger import Entry, ledger_item
from yport_cli.core.issues.issue import Issue
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.number import plain
from yport_cli.core.plan.plan import Plan
from yport_cli.core.reading.fiscal_year import fiscal_year_of
from yport_cli.core.reading.formula_start import without_formula
from yport_cli.core.refusals.command_lines import NO_COLUMN, UNENCODABLE
from yport_cli.core.refusals.ledger_rows import level_conflict
from yport_cli.source.disk.file import open_file
from yport_cli.source.ledger.heading import HEADINGS, Heading
from yport_cli.source.ledger.ledger_loader import load_rows
from yport_cli.source.ledger.rows import LedgerRow, heading_of, read_rows
from yport_cli.source.places.issue_limit import IssueList
from yport_cli.source.places.lines import LINE_END
from yport_cli.source.places.row import WHOLE_FILE, BadSheet
from yport_cli.source.sheet.cell import Cell, text_of_cell
from yport_cli.source.sheet.csv_rows import Dialect, dialect_of, records, text_of
from yport_cli.source.sheet.opening import opened_sheet

_NEW_FILE = Dialect("utf-8-sig", ",", "\r\n")
_NEW_FIELDS = ("date", "fiscal_year", "item", "amount", "note", "evidence")
_BLOCK = 1 << 20


class NewRow(NamedTuple):
    """A row to be written: what it records, and its cells by field."""

    entry: Entry
    fields: Mapping[str, str]


class Addition(NamedTuple):
    """What is to be written at the end of a ledger."""

    tail: bytes
    rows: Sequence[tuple[int, str]]
    """Each row as it will stand in the file, with its line."""


def addition(plan: Plan, path: Path, rows: Sequence[NewRow]) -> Addition:
    """The bytes that add `rows` to the ledger at `path`, or make a new one there.

    Raises `Refusal` where the ledger has no column for a value, or cannot hold a character of it, and `BadSheet`
    where it is no ledger, or ends within quotation marks: a row added there would be part of a cell.
    """
    if not path.exists() or path.stat().st_size == 0:
        dialect = _NEW_FILE
        heading = Heading({name: index for index, name in enumerate(_NEW_FIELDS)}, len(_NEW_FIELDS))
        tail = _line(_NEW_FIELDS, dialect).encode(dialect.encoding)
        line = 2
        encoding = dialect.encoding.removesuffix("-sig")
    else:
        with open_file(path) as file:
            dialect = dialect_of(file)
            encoding = _encoding_within(file, dialect)
            ends_with_line = _ends_with_line(file, encoding)
            heading, line = _heading_and_lines(file, dialect)
        tail = b"" if ends_with_line else dialect.line_end.encode(encoding)
    _refuse_level_conflict(plan, path, rows)
    written = []
    for row in rows:
        cells = _cells(plan, row, heading)
        text = _line(cells, dialect)
        tail += _encoded(text, encoding, cells)
        written.append((line, text.removesuffix(dialect.line_end)))
        line += len(LINE_END.findall(text))
    return Addition(tail, written)


def rows_of_sheet(plan: Plan, sheet: Path) -> tuple[list[NewRow], list[Issue]]:
    """The rows of a sheet, and every issue of it. Raises `Refusal` where it cannot be read."""
    rows: list[NewRow] = []
    issues = IssueList()
    try:
        with open_file(sheet) as file, opened_sheet(file) as opened:
            issues.extend(opened.issues)
            for row in read_rows(plan, heading_of(opened.rows), opened.rows):
                issues.extend(row.issues)
                if issues.is_full:
                    break
                if row.entry is not None:
                    rows.append(NewRow(row.entry, _fields(plan, row, row.entry)))
    except BadSheet as refusal:
        issues.extend(refusal.issues)
    return rows, list(issues.listed())


def not_yet_there(plan: Plan, path: Path, rows: Sequence[NewRow]) -> list[NewRow]:
    """Those of `rows` that the ledger at `path` does not hold: taking a sheet twice adds nothing twice.

    A row that the sheet holds twice is taken twice. Raises as `load_rows`.
    """
    wanted = Counter(_identity(row.entry, row.fields) for row in rows)
    figures = {row.entry[:4] for row in rows}
    if path.exists() and path.stat().st_size:
        for row in load_rows(plan, path):
            if row.entry is not None and row.entry[:4] in figures:
                identity = _identity(row.entry, {name: row.cell(name) for name in ("note", "evidence")})
                if wanted[identity]:
                    wanted[identity] -= 1
    missing = []
    for new in reversed(rows):  # of equal rows the first ones are those that are there
        identity = _identity(new.entry, new.fields)
        if wanted[identity]:
            wanted[identity] -= 1
            missing.append(new)
    return missing[::-1]


def _fields(plan: Plan, row: LedgerRow, entry: Entry) -> dict[str, str]:
    """The row of another sheet as it is written into a ledger: amounts in the item's unit."""
    return {
        "date": entry.day.isoformat() if text_of_cell(row.cell("date")) else "",
        "fiscal_year": plan.label(entry.fiscal_year) if text_of_cell(row.cell("fiscal_year")) else "",
        "item": entry.item,
        "amount": plain(entry.amount),
        "note": text_of_cell(row.cell("note")),
        "evidence": text_of_cell(row.cell("evidence")),
    }


def _identity(entry: Entry, fields: Mapping[str, Cell]) -> tuple[object, ...]:
    texts = [LINE_END.sub("\n", text_of_cell(fields.get(name))) for name in ("note", "evidence")]
    return (*entry[:4], *(text.removeprefix("'") for text in texts))


def _refuse_level_conflict(plan: Plan, path: Path, rows: Sequence[NewRow]) -> None:
    """Raises `Refusal` for a figure of a level on a day that has another: the ledger would no longer be sound."""
    levels = {kpi.id for kpi in plan.kpis if kpi.kind == "level"}
    days = {row.entry[:3]: row.entry.amount for row in rows if row.entry.item in levels}
    if not days or not path.exists():
        return
    for row in load_rows(plan, path):
        entry = row.entry
        if entry is not None and days.get(entry[:3], entry.amount) != entry.amount:
            raise level_conflict(entry.item, entry.day, entry.amount, days[entry[:3]])


def _heading_and_lines(file: BinaryIO, dialect: Dialect) -> tuple[Heading, int]:
    """The headings of a ledger, and the number of the line after its last.

    Raises `BadSheet` where there are no headings, or the file ends within quotation marks.
    """
    file.seek(0)
    has_quotes = any(b'"' in block for block in iter(lambda: file.read(_BLOCK), b""))
    file.seek(0)
    text = text_of(file, dialect)
    try:
        rows = records(text, dialect.delimiter)
        first = next(rows, (WHOLE_FILE, ()))
        heading = heading_of(chain([first], rows))
        record = first[0]
        if has_quotes:
            for record, _ in rows:  # noqa: B007
                pass
            return heading, record.number + max(1, len(LINE_END.findall(record.text)))
    finally:
        text.detach()
    return heading, _line_after_last(file, dialect)


def _line_after_last(file: BinaryIO, dialect: Dialect) -> int:
    file.seek(0)
    text = TextIOWrapper(file, dialect.encoding)  # every kind of line end is read as one
    count, last = 0, "\n"
    while block := text.read(_BLOCK):
        count += block.count("\n")
        last = block[-1]
    text.detach()
    return count + (1 if last == "\n" else 2)


def _ends_with_line(file: BinaryIO, encoding: str) -> bool:
    """Whether the last line of the file has its line end."""
    last = "\n".encode(encoding)
    file.seek(-len(last), 2)
    return file.read() in (last, "\r".encode(encoding))


def _cells(plan: Plan, row: NewRow, heading: Heading) -> list[str]:
    """The row's values in the order of the columns."""
    cells = [""] * heading.width
    for field, value in row.fields.items():
        text = without_formula(value) if field in ("note", "evidence") else value
        column = heading.columns.get(field)
        if column is not None:
            cells[column] = text
        elif value and not (field == "fiscal_year" and _is_plain_year(row)):
            raise NO_COLUMN.refusal(
                Sentence(
                    f"台帳に「{HEADINGS[field][1]}」の列がないので「{value}」を書けません",
                    f"the ledger has no column {field!r} to hold {value!r}",
                ),
                Sentence(
                    f"1行目に見出し {HEADINGS[field][1]} を加えてください",
                    f"add the heading {field} to row 1",
                ),
            )
    if "unit" in heading.columns:
        cells[heading.columns["unit"]] = ledger_item(plan, row.entry.item).unit
    return cells


def _is_plain_year(row: NewRow) -> bool:
    """Whether the fiscal year is that of the date, so that nothing is lost without it."""
    return bool(row.fields.get("date")) and fiscal_year_of(row.entry.day) == row.entry.fiscal_year


def _line(cells: Iterable[str], dialect: Dialect) -> str:
    out = StringIO()
    writer = csv.writer(out, delimiter=dialect.delimiter, lineterminator=dialect.line_end)
    # A line end of another kind within a cell would not be quoted, and would end the row.
    writer.writerow(LINE_END.sub(dialect.line_end, cell) for cell in cells)
    return out.getvalue()


def _encoding_within(file: BinaryIO, dialect: Dialect) -> str:
    """The encoding for the middle of the file, where no byte order mark belongs."""
    file.seek(0)
    if dialect.encoding == "utf-16":
        return "utf-16-le" if file.read(2) == codecs.BOM_UTF16_LE else "utf-16-be"
    return dialect.encoding.removesuffix("-sig")


def _encoded(text: str, encoding: str, cells: Iterable[str]) -> bytes:
    try:
        return text.encode(encoding)
    except UnicodeEncodeError as error:
        character = text[error.start]
        cell = next((cell for cell in cells if character in cell), "")
        raise UNENCODABLE.refusal(
            Sentence(
                f"台帳の文字コード {encoding} では「{cell}」の「{character}」（U+{ord(character):04X}）を書けません",
                f"the ledger's encoding, {encoding}, has no {character!r} (U+{ord(character):04X}) of {cell!r}",
            ),
            Sentence(
                "別の文字にするか、台帳を UTF-8 で保存し直してください",
                "use another character, or save the ledger as UTF-8",
            ),
        ) from None
