"""Tidy data as Parquet (pyarrow, in the extra `data`), for whoever reads thousands of plans at once.

Values are decimal128(38, 10): one type in every file, so that files can be read together, and exact for
every figure of up to 28 digits before the decimal point and 10 behind it. A figure that does not fit is
refused, never rounded.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from decimal import Decimal
from io import BytesIO
from typing import Any, BinaryIO

from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.number import plain
from yport_cli.core.refusals.command_lines import CANNOT_WRITE, MISSING_EXTRA
from yport_cli.render.shapes.records import FieldType, Records, Value

Batch = Any
"""A `pyarrow.RecordBatch`: rows by columns, which can be handed from process to process."""

_DIGITS, _SCALE = 38, 10
_MOST_HELD = 150_000
"""How many rows wait at most, over all parts, to become row groups of a good size."""


def parquet_bytes(records: Records) -> bytes:
    """`records` with typed columns. Raises `Refusal` where the extra is missing, or a figure does not fit."""
    out = BytesIO()
    batch = record_batch(records)
    with _writer(out, batch) as writer:
        writer.write_batch(batch)
    return out.getvalue()


def record_batch(records: Records) -> Batch:
    """`records` by columns. Raises `Refusal` as `parquet_bytes` does."""
    try:
        import pyarrow as pa
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
    columns = zip(*records.rows, strict=True) if records.rows else ([] for _ in records.fields)
    arrays = [
        pa.array(_fitting(column, field.type), type=types[field.type])
        for field, column in zip(records.fields, columns, strict=True)
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def write_parts(parts: Iterable[tuple[str, Batch]], opened: Callable[[str], BinaryIO]) -> None:
    """Write each batch to the part that it names, a Parquet file that `opened` gives, in their order.

    The memory needed does not depend on how many batches there are.
    """
    import pyarrow as pa

    writers: dict[str, Any] = {}
    held: defaultdict[str, list[Batch]] = defaultdict(list)
    rows: Counter[str] = Counter()

    def write_group(name: str) -> None:
        batches = held.pop(name)
        del rows[name]
        if name not in writers:
            writers[name] = _writer(opened(name), batches[0])
        writers[name].write_table(pa.Table.from_batches(batches).combine_chunks())

    try:
        for name, batch in parts:
            held[name].append(batch)
            rows[name] += batch.num_rows
            if rows.total() > _MOST_HELD:
                write_group(rows.most_common(1)[0][0])
        for name in list(held):
            write_group(name)
    finally:
        for writer in writers.values():
            writer.close()


def _writer(out: BinaryIO, batch: Batch) -> Any:
    from pyarrow import parquet

    return parquet.ParquetWriter(out, batch.schema)


def _fitting(column: Iterable[Value], kind: FieldType) -> Iterable[Value]:
    if kind != "number":
        return column
    return [_decimal(value, row) for row, value in enumerate(column, 2)]


def _decimal(value: Value, row: int) -> Decimal | None:
    if not isinstance(value, int | Decimal):
        return None
    number = Decimal(value)
    _, digits, exponent = number.as_tuple()
    if isinstance(exponent, int) and exponent >= -_SCALE and len(digits) + exponent <= _DIGITS - _SCALE:
        return number
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
