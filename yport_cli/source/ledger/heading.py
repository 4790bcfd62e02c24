"""The headings of a ledger: Japanese or English, in any order, other columns left alone."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from yport_cli.core.issues.issue import Refusal
from yport_cli.core.refusals.files import MAX_ISSUES
from yport_cli.core.refusals.ledger_rows import duplicate_column, missing_column

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


@dataclass(frozen=True, slots=True)
class Heading:
    """Where each field of a ledger stands among the columns."""

    columns: dict[str, int]
    width: int


class BadHeading(Exception):  # noqa: N818
    """Headings that make no ledger: each problem with the column it is about."""

    def __init__(self, problems: list[tuple[int, Refusal]]) -> None:
        super().__init__(problems[0][1])
        self.problems = problems


def read_heading(cells: Sequence[object]) -> Heading:
    """The fields that the first row names. Raises `BadHeading`."""
    names = ["" if cell is None else str(cell).strip(" \t\u3000") for cell in cells]
    columns: dict[str, int] = {}
    problems: list[tuple[int, Refusal]] = []
    for index, name in enumerate(names):
        # Headings are matched, never shown, in their folded form.
        field = _FIELD_OF.get(unicodedata.normalize("NFKC", name).lower())
        if field is None:
            continue
        if field in columns and len(problems) <= MAX_ISSUES:
            problems.append((index, duplicate_column(name, names[columns[field]])))
        columns.setdefault(field, index)
    problems.extend((0, _missing(field)) for field in ("item", "amount") if field not in columns)
    if "date" not in columns and "fiscal_year" not in columns:
        problems.append((0, _missing("date", "fiscal_year")))
    if problems:
        raise BadHeading(problems)
    return Heading(columns, len(names))


def _missing(*fields: str) -> Refusal:
    names = [heading for field in fields for heading in HEADINGS[field]]
    return missing_column(names, HEADINGS[fields[0]][1], fields[0])
