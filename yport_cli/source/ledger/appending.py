"""New rows at the end of a CSV ledger, in its own way of writing: encoding, line ends, order of columns."""

import codecs
import csv
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from io import StringIO, TextIOWrapper
from os import SEEK_END
from pathlib import Path
from typing import BinaryIO, NamedTuple

from yport_cli.core.figures.ledger import Entry, converted, ledger_item
from yport_cli.core.issues.issue import Refusal
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.number import plain
from yport_cli.core.plan.plan import Plan
from yport_cli.core.reading.fiscal_year import fiscal_year_of
from yport_cli.core.reading.formula_start import without_formula
from yport_cli.core.refusals.command_lines import NO_COLUMN, UNENCODABLE
from yport_cli.core.refusals.ledger_rows import level_conflict, nul
from yport_cli.source.disk.file import open_file
from yport_cli.source.ledger.heading import HEADINGS, Heading
from yport_cli.source.ledger.rows import LedgerRow, heading_of, load_rows, read_rows
from yport_cli.source.places.lines import LINE_END
from yport_cli.source.places.row import BadSheet, CsvRecord, located
from yport_cli.source.sheet.csv_rows import NUL, Dialect, dialect_of, records, text_of

_NEW_FILE = Dialect("utf-8-sig", ",", "\r\n")
_NEW_FIELDS = ("date", "fiscal_year", "item", "amount", "unit", "note", "evidence")
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


@contextmanager
def opened_ledger(path: Path) -> Iterator[BinaryIO | None]:
    """The ledger that rows are to be added to; `None` where there is no file, or an empty one.

    Raises `Refusal` where it cannot be read.
    """
    if not path.exists():
        yield None
        return
    with open_file(path) as file:
        yield file if file.seek(0, SEEK_END) else None


def addition(plan: Plan, ledger: BinaryIO | None, rows: Sequence[NewRow]) -> Addition:
    """The bytes that add `rows` to a ledger, or begin a new one.

    Raises `Refusal` where the ledger has no column for a value, or cannot hold a character of it, and
    `BadSheet` where it is no ledger, or ends within quotation marks: a row added there would be part of a
    cell.
    """
    if ledger is None:
        dialect = _NEW_FILE
        heading = Heading({name: index for index, name in enumerate(_NEW_FIELDS)}, len(_NEW_FIELDS))
        tail = _line(_NEW_FIELDS, dialect).encode(dialect.encoding)
        line = 2
        encoding = dialect.encoding.removesuffix("-sig")
    else:
        ledger.seek(0)
        dialect = dialect_of(ledger)
        encoding = _encoding_within(ledger, dialect)
        tail = b"" if _ends_with_line(ledger, encoding) else dialect.line_end.encode(encoding)
        heading, line = _heading_and_lines(ledger, dialect)
        _refuse_level_conflict(plan, ledger, rows)
    written = []
    first_line, texts = line, []
    for row in rows:
        cells = _cells(plan, row, heading)
        text = _line(cells, dialect)
        tail += _encoded(text, encoding, cells)
        texts.append(text)
        written.append((line, text.removesuffix(dialect.line_end)))
        line += len(LINE_END.findall(text))
    again = records(StringIO("".join(texts), newline=""), dialect.delimiter, first_line)
    _refuse_other_readings(rows, read_rows(plan, heading, again))
    return Addition(tail, written)


def _refuse_other_readings(rows: Sequence[NewRow], read: Iterable[LedgerRow]) -> None:
    """Raises `BadSheet` or `Refusal` where who reads the ledger would not read the rows as they are meant.

    No row is recorded that then cannot be read.
    """
    again = [row for row in read if row.entry is not None]
    if [row.entry for row in rows] != [row.entry for row in again]:
        raise NO_COLUMN.refusal(
            Sentence(
                "この台帳の見出しでは、書く行が同じ意味に読めません",
                "under the headings of this ledger the rows would not be read as they are meant",
            ),
            Sentence(
                "日付・年度・単位の列を確かめてください", "check its columns for date, fiscal year and unit"
            ),
        )


def _refuse_level_conflict(plan: Plan, ledger: BinaryIO, rows: Sequence[NewRow]) -> None:
    """Raises `Refusal` for a figure of a level on a day that has another.

    The ledger would no longer be sound.
    """
    levels = {kpi.id for kpi in plan.kpis if not kpi.adds_up}
    days = {row.entry[:3]: row.entry.amount for row in rows if row.entry.item in levels}
    if not days:
        return
    for row in load_rows(plan, ledger):
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
        heading = heading_of(rows)
        if has_quotes:
            deque(rows, maxlen=0)
    finally:
        text.detach()
    file.seek(0)
    text = TextIOWrapper(file, dialect.encoding)  # every kind of line end is read as one
    count, last = 0, "\n"
    while block := text.read(_BLOCK):
        if NUL in block:  # nothing is written behind what nobody reads
            line = count + 1 + block[: block.index(NUL)].count("\n")
            raise BadSheet([located(CsvRecord(line, "", dialect.delimiter), 0, nul())])
        count += block.count("\n")
        last = block[-1]
    text.detach()
    return heading, count + (1 if last == "\n" else 2)


def _ends_with_line(file: BinaryIO, encoding: str) -> bool:
    """Whether the last line of the file has its line end."""
    last = "\n".encode(encoding)
    file.seek(-len(last), 2)
    return file.read() in (last, "\r".encode(encoding))


def _cells(plan: Plan, row: NewRow, heading: Heading) -> list[str]:
    """The row's values in the order of the columns."""
    cells = [""] * heading.width
    item = ledger_item(plan, row.entry.item)
    fields = dict(row.fields)
    if heading.unit and "unit" not in heading.columns:  # that of all amounts, which is not the item's own
        try:
            amount = converted(row.entry.amount, item.unit, replace(item, unit=heading.unit))
        except Refusal:
            raise _no_column("unit", item.unit) from None
        fields["amount"] = plain(amount)
    for field, value in fields.items():
        text = without_formula(value) if field in ("note", "evidence") else value
        column = heading.columns.get(field)
        if column is not None:
            cells[column] = text
        elif value and not (field == "fiscal_year" and _is_plain_year(row)):
            raise _no_column(field, value)
    if "unit" in heading.columns:
        cells[heading.columns["unit"]] = item.unit
    return cells


def _no_column(field: str, value: str) -> Refusal:
    return NO_COLUMN.refusal(
        Sentence(
            f"台帳に「{HEADINGS[field][1]}」の列がないので「{value}」を書けません",
            f"the ledger has no column {field!r} to hold {value!r}",
        ),
        Sentence(
            f"1行目に見出し {HEADINGS[field][1]} を加えてください",
            f"add the heading {field} to row 1",
        ),
    )


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
                f"the ledger's encoding, {encoding}, has no {character!r} (U+{ord(character):04X}) of "
                f"{cell!r}",
            ),
            Sentence(
                "別の文字にするか、台帳を UTF-8 で保存し直してください",
                "use another character, or save the ledger as UTF-8",
            ),
        ) from None
