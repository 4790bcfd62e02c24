"""Rows for programs: plain field names and exact values, with nothing drawn."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

Value = str | int | Decimal | Fraction | date | bool | None
"""What a program is told; `None` where it is unknown."""

FieldType = Literal["any", "string", "integer", "number", "date"]
"""As Data Packages name the types of a column."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column."""

    name: str
    type: FieldType = "any"
    required: bool = False


@dataclass(frozen=True, slots=True)
class Records:
    """A table for programs."""

    title: str
    fields: tuple[Field, ...]
    rows: tuple[tuple[Value, ...], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The name of each field, in the order of a row's values."""
        return tuple(field.name for field in self.fields)

    def objects(self) -> Iterator[dict[str, Value]]:
        """Each row as values by name."""
        names = self.names
        for row in self.rows:
            yield dict(zip(names, row, strict=True))


def records_of(title: str, names: Iterable[str], rows: Iterable[Mapping[str, Value]]) -> Records:
    """Records with these columns; what a row does not name is empty, and other names in it are left out."""
    fields = tuple(Field(name) for name in names)
    return Records(title, fields, tuple(tuple(row.get(field.name) for field in fields) for row in rows))
