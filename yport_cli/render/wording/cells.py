"""What tables are laid out from: each column with the cell that it makes of a part of the outcome."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.render.shapes.cell import Cell, Text, Year
from yport_cli.render.shapes.table import Column, Table
from yport_cli.render.wording.figures import drawn
from yport_cli.render.wording.labels import label
from yport_cli.render.wording.safe_text import escape_controls

Columns = Mapping[str | Column, Callable[[Any], Cell]]
"""Each column, by the name of its label or as it is, and its cell."""

_OF_WORDS = frozenset(
    (
        *("plan", "kpi", "unit", "fiscal_year", "line", "item", "note", "basis", "change"),
        *("method", "standing", "kpi_standing", "rate_basis", "recorded_until"),
        *("date", "reason", "block", "section", "suggested_grade", "suggestion_reason"),
    )
)
"""The columns that hold words; those of figures stand at the right."""


def table(
    name: str,
    parts: Iterable[Any],
    columns: Columns,
    language: Language,
    *,
    caption: str | None = None,
    unit: str | None = None,
    notes: Iterable[Sentence] = (),
    has_headings: bool = True,
) -> Table:
    """A row for each of `parts`; the caption is the label `name` with the unit, unless another is given."""
    return Table(
        name,
        captioned(name, unit, language) if caption is None else caption,
        tuple(one if isinstance(one, Column) else column(one, language) for one in columns),
        tuple(tuple(cell(part) for cell in columns.values()) for part in parts),
        tuple(note.text_in(language) for note in notes),
        has_headings,
    )


def column(name: str, language: Language) -> Column:
    """A column under its label."""
    return Column(name, label(name, language), numeric=name not in _OF_WORDS)


def figures(names: Iterable[str], language: Language) -> dict[str | Column, Callable[[Any], Cell]]:
    """Columns of the figures of a part that go by these names."""
    return {name: partial(drawn, name=name, language=language) for name in names}


def year_cell(part: Any) -> Year:
    """The fiscal year of a part of an outcome."""
    return Year(part.fiscal_year, part.label)


def facts(
    name: str,
    rows: Iterable[tuple[str, Cell, Sentence | None]],
    language: Language,
    *,
    unit: str,
    notes: Iterable[Sentence] = (),
) -> Table:
    """An item, its figure and a remark in each row."""
    columns: Columns = {
        "item": lambda row: Text(row[0], label(row[0], language)),
        "figure": lambda row: row[1],
        "note": lambda row: text("" if row[2] is None else row[2].text_in(language)),
    }
    return table(name, rows, columns, language, unit=unit, notes=notes, has_headings=False)


def captioned(name: str, unit: str | None, language: Language) -> str:
    """A label with the unit behind it."""
    return label(name, language) + ("" if unit is None else in_brackets(unit, language))


def in_brackets(unit: str, language: Language) -> str:
    """A unit behind a caption; nothing for no unit."""
    if not unit:
        return ""
    unit = escape_controls(unit)
    return f"（{unit}）" if language == "ja" else f" ({unit})"


def listed(names: Iterable[str], language: Language) -> str:
    """Names one after the other."""
    return ("・" if language == "ja" else ", ").join(names)


def text(content: str) -> Text:
    """Text from a plan."""
    return Text(content, escape_controls(content))


def prose(content: str) -> str:
    """Text that may run over several lines, which stay lines; all else in it is made safe to show."""
    return "\n".join(escape_controls(line.rstrip()) for line in content.strip().splitlines())
