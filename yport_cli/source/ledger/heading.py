"""The headings of a ledger: Japanese or English, in any order, other columns left alone."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from yport_cli.core.issues.issue import Issue
from yport_cli.core.refusals.files import MAX_ISSUES
from yport_cli.core.refusals.ledger_rows import duplicate_column, missing_column
from yport_cli.source.places.row import BadSheet, Record, located

HEADINGS: dict[str, tuple[str, ...]] = {
    "date": ("date", "日付", "年月日"),
    "fiscal_year": ("fiscal_year", "年度", "会計年度"),
    "item": ("item", "項目"),
    "amount": ("amount", "金額", "数量", "実績値"),
    "unit": ("unit", "単位"),
    "note": ("note", "備考"),
    "evidence": ("evidence", "根拠"),
}
_FIELD_OF = {heading: field for field, headings in HEADINGS.items() for heading in headings}
_NEEDED = (("item",), ("amount",), ("date", "fiscal_year"))
"""Of each of these there is one."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Where each field of a ledger stands among the columns."""

    columns: dict[str, int]
    width: int

    def column_of(self, field: str) -> int:
        """The column where a field is looked for; that of the fiscal year where there is none for the date.

        What is about no field stands after the last column.
        """
        return self.columns.get(field, self.columns.get("fiscal_year", 0)) if field else self.width


def read_heading(record: Record, cells: Sequence[object]) -> Heading:
    """The fields that the first row names. Raises `BadSheet`."""
    names = ["" if cell is None else str(cell).strip(" \t\u3000") for cell in cells]
    columns: dict[str, int] = {}
    issues: list[Issue] = []
    for index, name in enumerate(names):
        # Headings are matched, never shown, in their folded form.
        field = _FIELD_OF.get(unicodedata.normalize("NFKC", name).lower())
        if field is None:
            continue
        if field in columns and len(issues) <= MAX_ISSUES:
            issues.append(located(record, index, duplicate_column(name, names[columns[field]])))
        columns.setdefault(field, index)
    for fields in _NEEDED:
        if columns.keys().isdisjoint(fields):
            known = [heading for field in fields for heading in HEADINGS[field]]
            issues.append(located(record, 0, missing_column(known, HEADINGS[fields[0]][1], fields[0])))
    if issues:
        raise BadSheet(issues)
    return Heading(columns, len(names))
