"""Tables as CSV: one table a file, plain field names, numbers as numbers, nothing for what is unknown."""

import csv
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import StringIO

from yport_cli.core.issues.issue import Refusal
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.number import plain
from yport_cli.core.refusals.command_lines import CANNOT_WRITE
from yport_cli.render.shapes.table import CellValue, Table

_FORMULA_START = ("=", "+", "-", "@", "\t", "\r")


def csv_text(table: Table) -> str:
    """`table` with CRLF line ends. Write it as UTF-8 with a byte order mark: Excel reads no other Unicode."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    writer.writerows([_field(cell.value) for cell in row] for row in table.rows)
    return out.getvalue()


def csv_bytes(table: Table, encoding: str) -> bytes:
    """`table` in an encoding of its own. Raises `Refusal` for a character that the encoding lacks, with its cell."""
    try:
        return csv_text(table).encode(encoding)
    except UnicodeEncodeError:
        raise _not_encodable(table, encoding) from None


def _not_encodable(table: Table, encoding: str) -> Refusal:
    lines = [
        [column.name for column in table.columns],
        *([_field(cell.value) for cell in row] for row in table.rows),
    ]
    for number, fields in enumerate(lines, start=1):
        for column, field in zip(table.columns, fields, strict=True):
            for character in field:
                try:
                    character.encode(encoding)
                except UnicodeEncodeError:
                    code = f"U+{ord(character):04X}"
                    return CANNOT_WRITE.refusal(
                        Sentence(
                            f"{number}行目の {column.name} にある「{character}」（{code}）は {encoding} で書けません",
                            f"{character!r} ({code}), in {column.name} of row {number}, cannot be written in {encoding}",
                        ),
                        Sentence(
                            "--encoding utf-8-sig（既定）で書き出すか、計画ファイルの字を直してください",
                            "write it with --encoding utf-8-sig (the default), or change the character in the plan file",
                        ),
                    )
    raise ValueError(encoding)


def _field(value: CellValue) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal | Fraction):
        return plain(value)
    if isinstance(value, date):
        return value.isoformat()
    # A spreadsheet would run text that begins like this as a formula.
    return f"'{value}" if value.startswith(_FORMULA_START) else value
