"""Pages on a terminal, drawn with rich.

Figures are never cut or broken: what does not fit side by side is turned round, and what does not fit then is
written as a list.
"""

import re
from collections.abc import Iterator
from io import StringIO

from rich.box import Box
from rich.cells import cell_len, chop_cells
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from yport_cli.render.shapes.table import Page, Table

# Plain dashes: lines drawn with box characters are one cell wide on some terminals and two on others.
_RULE = Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)
_GAP = 2
_NARROWEST_TEXT = 10
_LONGEST_WORD = 24
_SHORT_WORD = 8

# What stays together: spaces, or a word or a character with the brackets and marks that belong to it.
_PIECE = re.compile(
    r"\s+|[（「『【〈《]*(?:[!-~０-９，．％]+|.)[、。，．・：；！？ー％）」』】〉》]*", re.DOTALL
)
_HEADING_WORD = re.compile(r"(\s*)(（[^\s（]*|[^\s（]+)")
_DIGIT = re.compile("[0-9０-９]")


def terminal_text(page: Page, width: int, *, color: bool) -> str:
    """`page` for a terminal of `width` cells."""
    out = StringIO()
    console = Console(
        file=out,
        width=width,
        color_system="standard" if color else None,
        force_terminal=color,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    _print_text(console, page.title, style="bold")
    for line in page.lead:
        _print_text(console, line)
    for table in page.tables:
        console.print()
        _print_text(console, table.caption, style="bold")
        _print_table(console, table)
        for note in table.notes:
            _print_text(console, note, style="dim", indent=_GAP)
    return "".join(line.rstrip() + "\n" for line in out.getvalue().splitlines())


def _print_text(console: Console, text: str, *, style: str = "", indent: int = 0) -> None:
    for line in _broken(text, console.width - indent):
        console.print(Text(" " * indent + line, style=style), soft_wrap=True)


def _print_table(console: Console, table: Table) -> None:
    widths = None
    for turned in (table, table.transposed()) if table.has_headings else (table,):
        for longest_word in (_LONGEST_WORD, 0):
            widths = widths or _column_widths(turned, console.width, longest_word)
        if widths is not None:
            table = turned
            break
    if widths is None:
        _print_list(console, table)
        return
    grid = Grid(
        box=_RULE if table.has_headings else None,
        show_header=table.has_headings,
        show_edge=False,
        pad_edge=False,
        padding=(0, _GAP - 1 if table.has_headings else _GAP, 0, 0),  # a box adds one cell
        header_style="bold",
    )
    for column, width in zip(table.columns, widths, strict=True):
        heading = Text("\n".join(_heading_lines(column.heading, width))) if table.has_headings else ""
        grid.add_column(heading, justify="right" if column.numeric else "left", width=width)
    for row in table.rows:
        grid.add_row(*(_cell(cell.text, width) for cell, width in zip(row, widths, strict=True)))
    console.print(Padding(grid, (0, 0, 0, _GAP)))


def _cell(text: str, width: int) -> Text:
    return Text("\n".join(_broken(text, width)))


def _column_widths(table: Table, width: int, longest_word: int) -> list[int] | None:
    """How wide each column is drawn in `width` cells; `None` where a figure would not stay whole.

    Words of Latin letters stay whole too, up to `longest_word` cells.
    """
    wanted: list[int] = []
    least: list[int] = []
    for index, column in enumerate(table.columns):
        cells = [row[index].text for row in table.rows]
        texts = [column.heading, *cells] if table.has_headings else cells
        wanted.append(_widest(texts))
        if column.numeric:
            words = column.heading.split() if table.has_headings else []
            least.append(max(_widest(cells), *map(_narrowest_word, words), _widest_figure(texts)))
        else:
            words = [word for text in texts for word in text.split() if word.isascii()]
            whole = max((cell_len(word) for word in words if cell_len(word) <= longest_word), default=0)
            least.append(max(min(_NARROWEST_TEXT, wanted[-1]), whole, _widest_figure(texts)))
    room = width - _GAP * len(wanted)
    if sum(least) > room:
        return None
    while sum(wanted) > room:
        widest = max(
            (index for index in range(len(wanted)) if wanted[index] > least[index]), key=wanted.__getitem__
        )
        wanted[widest] -= 1
    return wanted


def _narrowest_word(word: str) -> int:
    """A word of a heading stays whole; a long Japanese one stands on two lines, never on end."""
    width = cell_len(word)
    return width if word.isascii() or width <= _SHORT_WORD else (width + 3) // 2


def _heading_lines(heading: str, width: int) -> Iterator[str]:
    """The lines of a heading, broken between its words, or before a bracket, where that is possible."""
    line = ""
    for gap, word in _HEADING_WORD.findall(heading.strip()):
        if line and cell_len(f"{line}{gap}{word}") <= width:
            line += f"{gap}{word}"
        else:
            yield from filter(None, (line,))
            *full, line = _broken(word, width)
            yield from full
    yield line


def _widest(texts: list[str]) -> int:
    return max(map(cell_len, texts), default=0)


def _widest_figure(texts: list[str]) -> int:
    return _widest([piece for text in texts for piece in _PIECE.findall(text) if _DIGIT.search(piece)])


def _print_list(console: Console, table: Table) -> None:
    """Each row as a block of `heading: cell` lines; without headings, its first two cells are such a line."""
    for position, row in enumerate(table.rows):
        texts = [cell.text for cell in row]
        if table.has_headings:
            if position:
                console.print()
            for column, text in zip(table.columns, texts, strict=True):
                _print_text(console, f"{column.heading}: {text}", indent=_GAP)
        else:
            _print_text(console, f"{texts[0]}: {texts[1]}", indent=_GAP)
            for text in filter(None, texts[2:]):
                _print_text(console, text, indent=2 * _GAP)


def _broken(text: str, width: int) -> Iterator[str]:
    """The lines of `text` in `width` cells; a word with a digit in it is whole even where it does not fit."""
    width = max(width, 2)  # a Japanese character needs as much
    line = ""
    for piece in _PIECE.findall(text):
        if cell_len(line) + cell_len(piece.rstrip()) <= width:
            line += piece
            continue
        if line.strip():
            yield line.rstrip()
        line = piece.lstrip()
        if cell_len(line) > width and not _DIGIT.search(line):
            *full, line = chop_cells(line, width)
            yield from full
    if line.strip() or not text.strip():
        yield line.rstrip()
