"""The headings of a ledger: Japanese or English, in any order, other columns left alone."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from yport_cli.core.issues.issue import Issue
from yport_cli.core.refusals.files import MAX_ISSUES
from yport_cli.core.refusals.ledger_rows import duplicate_column, missing_column, semicolons
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
_IN_BRACKETS = re.compile(r"([^(\[]+)[(\[]([^)\]]+)[)\]]")
_NEEDED = (("item",), ("amount",), ("date", "fiscal_year"))
"""Of each of these there is one."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Where each field of a ledger stands among the columns."""

    columns: dict[str, int]
    width: int
    unit: str = ""
    """The unit of the amounts, where their heading says one in brackets: `金額（千円）`."""

    def column_of(self, field: str) -> int:
        """The column where a field is looked for; that of the fiscal year where there is none for the date.

        What is about no field stands after the last column.
        """
        return self.columns.get(field, self.columns.get("fiscal_year", 0)) if field else self.width


def read_heading(record: Record, cells: Sequence[object]) -> Heading:
    """The fields that the first row names. Raises `BadSheet`."""
    names = ["" if cell is None else str(cell).strip() for cell in cells]
    columns: dict[str, int] = {}
    unit = ""
    issues: list[Issue] = []
    for index, name in enumerate(names):
        folded, in_brackets = _folded(name)
        field = _FIELD_OF.get(folded)
        if field is None or (in_brackets and field != "amount"):
            continue
        if field == "amount":
            unit = unit or in_brackets
        if field in columns and len(issues) <= MAX_ISSUES:
            issues.append(located(record, index, duplicate_column(name, names[columns[field]])))
        columns.setdefault(field, index)
    if not columns and len(names) == 1 and ";" in names[0]:
        raise BadSheet([located(record, 0, semicolons())])
    for fields in _NEEDED:
        if columns.keys().isdisjoint(fields):
            known = [heading for field in fields for heading in HEADINGS[field]]
            missing = missing_column(known, HEADINGS[fields[0]][1], fields[0], filter(None, names))
            issues.append(located(record, 0, missing))
    if issues:
        raise BadSheet(issues)
    return Heading(columns, len(names), unit)


def _folded(name: str) -> tuple[str, str]:
    """A heading as it is matched, never shown, and what it says in brackets.

    In half width, without spaces.
    """
    text = "".join(unicodedata.normalize("NFKC", name).lower().split())
    match = _IN_BRACKETS.fullmatch(text)
    return (match[1], match[2].removeprefix("単位:")) if match else (text, "")
