"""New rows for a CSV ledger, in the file's own way of writing: encoding, line ends, order of columns."""

import codecs
import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from io import BytesIO, StringIO

from yport_cli.core.issue import BadValue, Sentence
from yport_cli.core.ledger import ledger_item
from yport_cli.core.number import plain
from yport_cli.core.plan import Plan
from yport_cli.source.csv_file import Dialect, dialect_of, records, text_of
from yport_cli.source.ledger_heading import HEADINGS, BadHeading, Heading, read_heading
from yport_cli.source.ledger_row import Cell
from yport_cli.source.ledger_rows import LedgerRow, read_rows

_NEW_FILE = Dialect("utf-8-sig", ",", "\r\n", has_quotes=False)
_NEW_FIELDS = ("date", "fiscal_year", "item", "amount", "note", "evidence")

Fields = Mapping[str, str]
"""A new row by field: every value as it is to be written."""


def added(plan: Plan, data: bytes | None, rows: Iterable[Fields]) -> tuple[bytes, list[tuple[int, str]]]:
    """The ledger `data` (`None`: a new one) with `rows` at its end, and each new row with its line.

    All that was there stays byte for byte. Raises `BadValue` where the ledger has no column for a value, cannot
    hold a character of it, or is no ledger at all.
    """
    if not data:
        dialect = _NEW_FILE
        heading = Heading(
            {name: index for index, name in enumerate(_NEW_FIELDS)}, len(_NEW_FIELDS), _NEW_FIELDS
        )
        data = _line(_NEW_FIELDS, dialect).encode(dialect.encoding)
    else:
        dialect = dialect_of(BytesIO(data))
        heading = _heading_of(data, dialect)
    encoding = _encoding_within(data, dialect)
    end = dialect.line_end.encode(encoding)
    if not data.endswith(end):
        data += end
    line = data.count(end) + 1
    written = []
    for row in rows:
        cells = _cells(plan, row, heading)
        text = _line(cells, dialect)
        data += _encoded(text, encoding, cells)
        written.append((line, text.rstrip("\r\n")))
        line += max(1, text.count("\n"))
    return data, written


def not_yet_there(plan: Plan, data: bytes | None, rows: Iterable[LedgerRow]) -> list[Fields]:
    """Those of `rows` that the ledger `data` does not hold already: taking a sheet twice adds nothing twice.

    Rows that a sheet itself holds twice are taken twice.
    """
    there: Counter[tuple[object, ...]] = Counter()
    if data:
        dialect = dialect_of(BytesIO(data))
        there.update(
            _identity(row)
            for row in read_rows(plan, records(text_of(BytesIO(data), dialect), dialect.delimiter))
        )
    missing = []
    for row in rows:
        identity = _identity(row)
        if there[identity]:
            there[identity] -= 1
        elif row.entry is not None:
            missing.append(fields_of(plan, row))
    return missing


def fields_of(plan: Plan, row: LedgerRow) -> Fields:
    """The row of another sheet as it is written into a ledger: amounts in the item's unit."""
    entry = row.entry
    if entry is None:
        raise ValueError("a row without an entry has nothing to write")
    has_day = row.cells.get("date") not in (None, "")
    has_year = row.cells.get("fiscal_year") not in (None, "")
    return {
        "date": entry.day.isoformat() if has_day else "",
        "fiscal_year": plan.label(entry.fiscal_year) if has_year else "",
        "item": entry.item,
        "amount": plain(entry.amount),
        "note": _text(row.cells.get("note")),
        "evidence": _text(row.cells.get("evidence")),
    }


def _identity(row: LedgerRow) -> tuple[object, ...]:
    entry = row.entry
    what = None if entry is None else (entry.item, entry.fiscal_year, entry.day, entry.amount)
    return what, _text(row.cells.get("note")), _text(row.cells.get("evidence"))


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell).strip()


def _heading_of(data: bytes, dialect: Dialect) -> Heading:
    _, cells = next(records(text_of(BytesIO(data), dialect), dialect.delimiter))
    try:
        return read_heading(cells)
    except BadHeading as refusal:
        raise refusal.problems[0][1] from None


def _cells(plan: Plan, row: Fields, heading: Heading) -> list[str]:
    """The row's values in the order of the columns."""
    cells = [""] * heading.width
    for field, value in row.items():
        column = heading.columns.get(field)
        if column is not None:
            cells[column] = value
        elif value:
            raise BadValue(
                "missing-column",
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
        cells[heading.columns["unit"]] = ledger_item(plan, row["item"]).unit
    return cells


def _line(cells: Iterable[str], dialect: Dialect) -> str:
    out = StringIO()
    csv.writer(out, delimiter=dialect.delimiter, lineterminator=dialect.line_end).writerow(cells)
    return out.getvalue()


def _encoding_within(data: bytes, dialect: Dialect) -> str:
    """The encoding for the middle of the file, where no byte order mark belongs."""
    if dialect.encoding == "utf-16":
        return "utf-16-le" if data.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
    return dialect.encoding.removesuffix("-sig")


def _encoded(text: str, encoding: str, cells: Iterable[str]) -> bytes:
    try:
        return text.encode(encoding)
    except UnicodeEncodeError as error:
        character = text[error.start]
        cell = next((cell for cell in cells if character in cell), "")
        raise BadValue(
            "unencodable",
            Sentence(
                f"台帳の文字コード {encoding} では「{cell}」の「{character}」（U+{ord(character):04X}）を書けません",
                f"the ledger's encoding, {encoding}, has no {character!r} (U+{ord(character):04X}) of {cell!r}",
            ),
            Sentence(
                "別の文字にするか、台帳を UTF-8 で保存し直してください",
                "use another character, or save the ledger as UTF-8",
            ),
        ) from None
