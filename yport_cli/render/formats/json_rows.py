"""Records as JSON: an object with the rows, or a row a line; numbers are spelled exactly, unknown is null."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from yport_cli.core.numbers.number import plain
from yport_cli.render.data.json_v1 import SCHEMA_VERSION
from yport_cli.render.shapes.records import Records, Value


def rows_json(records: Records, command: str) -> str:
    """The object of a command, with `records` as its rows."""
    rows = ",\n".join(f"    {row}" for row in _rows(records))
    body = f"[\n{rows}\n  ]" if rows else "[]"
    return f'{{\n  "schema_version": {SCHEMA_VERSION},\n  "command": {_spelled(command)},\n  "rows": {body}\n}}\n'


def ndjson_text(records: Records) -> str:
    """A row of `records` a line, for programs that read one row after the other."""
    return "".join(f"{row}\n" for row in _rows(records))


def _rows(records: Records) -> Iterator[str]:
    names = [_spelled(name) for name in records.names]
    for row in records.rows:
        members = (f"{name}: {_spelled(value)}" for name, value in zip(names, row, strict=True))
        yield f"{{{', '.join(members)}}}"


def _spelled(value: Value) -> str:
    if isinstance(value, Decimal | Fraction):
        return plain(value)
    if isinstance(value, date):
        return f'"{value.isoformat()}"'
    return json.dumps(value, ensure_ascii=False)
