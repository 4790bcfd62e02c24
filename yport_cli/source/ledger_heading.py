"""The headings of a ledger: Japanese or English, in any order, other columns left alone."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from yport_cli.core.issue import BadValue, Sentence

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
    names: tuple[str, ...]


class BadHeading(Exception):  # noqa: N818
    """Headings that make no ledger: each problem with the column it is about."""

    def __init__(self, problems: list[tuple[int, BadValue]]) -> None:
        super().__init__(problems[0][1])
        self.problems = problems


def read_heading(cells: Sequence[object]) -> Heading:
    """The fields that the first row names. Raises `BadHeading`."""
    names = tuple("" if cell is None else str(cell).strip(" \t\u3000") for cell in cells)
    columns: dict[str, int] = {}
    problems: list[tuple[int, BadValue]] = []
    for index, name in enumerate(names):
        # Headings are matched, never shown, in their folded form.
        field = _FIELD_OF.get(unicodedata.normalize("NFKC", name).lower())
        if field is None:
            continue
        if field in columns:
            problems.append((index, _twice(name, names[columns[field]])))
        else:
            columns[field] = index
    problems.extend((0, _missing(field)) for field in ("item", "amount") if field not in columns)
    if "date" not in columns and "fiscal_year" not in columns:
        problems.append((0, _missing("date")))
    if problems:
        raise BadHeading(problems)
    return Heading(columns, len(names), names)


def _missing(field: str) -> BadValue:
    names = [*HEADINGS[field], *(HEADINGS["fiscal_year"] if field == "date" else ())]
    return BadValue(
        "missing-column",
        Sentence(
            f"1行目に見出し「{HEADINGS[field][1]}」がありません", f"the first row has no heading {field!r}"
        ),
        Sentence(
            f"1行目（題名や説明の行は置かない）に {'・'.join(names)} のいずれかを書いてください",
            f"write one of {', '.join(names)} in row 1, with no title above it",
        ),
    )


def _twice(name: str, other: str) -> BadValue:
    return BadValue(
        "duplicate-column",
        Sentence(
            f"見出し「{name}」は「{other}」と同じ列を指します",
            f"the heading {name!r} means the same as {other!r}",
        ),
        Sentence("どちらか一方の見出しを変えてください", "rename one of the two"),
    )
