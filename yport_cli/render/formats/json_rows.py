"""Tables as JSON: an object with the rows, or a row a line; numbers are spelled exactly, unknown is null."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from yport_cli.core.numbers.number import plain
from yport_cli.render.data.json_v1 import SCHEMA_VERSION
from yport_cli.render.shapes.table import CellValue, Table


def rows_json(table: Table, command: str) -> str:
    """The object of a command, with `table` as its rows."""
    rows = ",\n".join(f"    {row}" for row in _rows(table))
    body = f"[\n{rows}\n  ]" if rows else "[]"
    return f'{{\n  "schema_version": {SCHEMA_VERSION},\n  "command": {_spelled(command)},\n  "rows": {body}\n}}\n'


def ndjson_text(table: Table) -> str:
    """A row of `table` a line, for programs that read one row after the other."""
    return "".join(f"{row}\n" for row in _rows(table))


def _rows(table: Table) -> Iterator[str]:
    names = [_spelled(column.name) for column in table.columns]
    for row in table.rows:
        members = (f"{name}: {_spelled(cell.value)}" for name, cell in zip(names, row, strict=True))
        yield f"{{{', '.join(members)}}}"


def _spelled(value: CellValue) -> str:
    if isinstance(value, Decimal | Fraction):
        return plain(value)
    if isinstance(value, date):
        return f'"{value.isoformat()}"'
    return json.dumps(value, ensure_ascii=False)
