"""Tidy data as Parquet (pyarrow, in the extra `data`), for whoever reads thousands of plans at once.

Values are decimal128(38, 10): one type in every file, so that files can be read together, and exact for every figure
of up to 28 digits before the decimal point and 10 behind it. A figure that does not fit is refused, never rounded.
"""

from decimal import Decimal
from io import BytesIO

from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.number import plain
from yport_cli.core.refusals.command_lines import CANNOT_WRITE, MISSING_EXTRA
from yport_cli.render.shapes.records import Records, Value

_DIGITS, _SCALE = 38, 10


def parquet_bytes(records: Records) -> bytes:
    """`records`, each of whose columns has a type. Raises `Refusal` where the extra is missing, or a figure does not fit."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise MISSING_EXTRA.refusal(
            Sentence("Parquetを書くには追加の部品 data が要ります", "writing Parquet needs the extra `data`"),
            Sentence('pip install "yport[data]" を実行してください', 'run pip install "yport[data]"'),
        ) from None
    types = {
        "string": pa.string(),
        "integer": pa.int32(),
        "number": pa.decimal128(_DIGITS, _SCALE),
        "date": pa.date32(),
    }
    schema = pa.schema(
        [pa.field(field.name, types[field.type], nullable=not field.required) for field in records.fields]
    )
    columns = []
    for index, field in enumerate(records.fields):
        values: list[Value] = [row[index] for row in records.rows]
        if field.type == "number":
            values = [_decimal(value, row + 2) for row, value in enumerate(values)]
        columns.append(pa.array(values, type=types[field.type]))
    out = BytesIO()
    parquet.write_table(pa.Table.from_arrays(columns, schema=schema), out)
    return out.getvalue()


def _decimal(value: Value, row: int) -> Decimal | None:
    if not isinstance(value, int | Decimal):
        return None
    number = Decimal(value)
    whole, _, decimals = plain(number).lstrip("-").partition(".")
    if len(decimals.rstrip("0")) > _SCALE or len(whole) > _DIGITS - _SCALE:
        raise CANNOT_WRITE.refusal(
            Sentence(
                f"{row}行目の値 {plain(number)} は小数{_SCALE}桁のParquetに書けません",
                f"the value {plain(number)} of row {row} does not fit Parquet with {_SCALE} decimals",
            ),
            Sentence(
                "CSV、JSON、NDJSONで書き出すか、大きな単位を使ってください",
                "write CSV, JSON or NDJSON, or use a larger unit",
            ),
        )
    return number
