"""Records as CSV: one table a file, plain field names, numbers as numbers, nothing for what is unknown."""

import csv
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import StringIO

from yport_cli.core.issues.issue import Refusal
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.number import plain
from yport_cli.core.reading.formula_start import without_formula
from yport_cli.core.refusals.command_lines import CANNOT_WRITE
from yport_cli.render.shapes.records import Records, Value
from yport_cli.render.wording.safe_text import escape_controls_in_data

_OTHER_ENCODING = Sentence(
    "--encoding utf-8-sig（既定）で書き出すか、計画ファイルの字を直してください",
    "write it with --encoding utf-8-sig (the default), or change the character in the plan file",
)


def csv_text(records: Records) -> str:
    """`records` with CRLF line ends. Write it as UTF-8 with a byte order mark: Excel reads no other Unicode.

    Its text is exact, for programs; `harmless` is what people are to see.
    """
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(records.names)
    writer.writerows(map(_field, row) for row in records.rows)
    return out.getvalue()


def harmless(records: Records) -> Records:
    """`records` with nothing in their text that steers a terminal or a build server."""
    rows = (
        tuple(escape_controls_in_data(value) if isinstance(value, str) else value for value in row)
        for row in records.rows
    )
    return replace(records, rows=tuple(rows))


def csv_bytes(records: Records, encoding: str) -> bytes:
    """`records` in another encoding. Raises `Refusal` for a character that it lacks, with its cell."""
    try:
        return csv_text(records).encode(encoding)
    except UnicodeEncodeError:
        raise _not_encodable(records, encoding) from None


def _not_encodable(records: Records, encoding: str) -> Refusal:
    for number, row in enumerate((records.names, *records.rows), start=1):
        for name, field in zip(records.names, map(_field, row), strict=True):
            try:
                field.encode(encoding)
            except UnicodeEncodeError as error:
                character = field[error.start]
                code = f"U+{ord(character):04X}"
                return CANNOT_WRITE.refusal(
                    Sentence(
                        f"{number}行目の {name} にある「{character}」（{code}）は {encoding} で書けません",
                        f"{character!r} ({code}), in {name} of row {number}, cannot be written in {encoding}",
                    ),
                    _OTHER_ENCODING,
                )
    raise ValueError(encoding)


def _field(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal | Fraction):
        return plain(value)
    if isinstance(value, date):
        return value.isoformat()
    return without_formula(value)
