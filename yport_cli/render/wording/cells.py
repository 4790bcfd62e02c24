"""The parts that tables are laid out from."""

from collections.abc import Sequence

from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.render.shapes.cell import Cell, Text
from yport_cli.render.shapes.table import Column, Table
from yport_cli.render.wording.labels import label
from yport_cli.render.wording.safe_text import escape_controls


def facts(caption: str, rows: Sequence[tuple[str, Cell, Sentence | None]], language: Language) -> Table:
    """An item, its figure and a remark in each row."""
    columns = (
        Column("item", label("item", language)),
        Column("figure", label("figure", language), numeric=True),
        Column("note", label("note", language)),
    )
    cells = tuple(
        (Text(name, label(name, language)), found, text("" if note is None else note.text_in(language)))
        for name, found, note in rows
    )
    return Table(caption, columns, cells, has_headings=False)


def figures(name: str, language: Language) -> Column:
    """A column of figures under its label."""
    return Column(name, label(name, language), numeric=True)


def words(name: str, language: Language) -> Column:
    """A column of text under its label."""
    return Column(name, label(name, language))


def in_brackets(unit: str, language: Language) -> str:
    """A unit behind a caption."""
    return f"（{escape_controls(unit)}）" if language == "ja" else f" ({escape_controls(unit)})"


def text(content: str) -> Text:
    """Text from a plan."""
    return Text(content, escape_controls(content))


def prose(content: str) -> str:
    """Text that may run over several lines, which stay lines; all else in it is made safe to show."""
    return "\n".join(escape_controls(line.rstrip()) for line in content.strip().splitlines())
