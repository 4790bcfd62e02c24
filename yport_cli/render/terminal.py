"""Pages on a terminal, drawn with rich.

Figures are never cut or broken: what does not fit side by side is turned round, and what does not fit then is
written as a list.
"""

from io import StringIO

from rich.box import Box
from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from yport_cli.render.table import Page, Table

# Plain dashes: lines drawn with box characters are one cell wide on some terminals and two on others.
_RULE = Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)
_GAP = 2
_NARROWEST_TEXT = 10


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
    console.print(Text(page.title, style="bold"))
    for line in page.lead:
        console.print(Text(line))
    for table in page.tables:
        console.print()
        console.print(Text(table.caption, style="bold"))
        _print_table(console, table, width)
        for note in table.notes:
            console.print(Padding(Text(note, style="dim"), (0, 0, 0, _GAP)))
    return "".join(line.rstrip() + "\n" for line in out.getvalue().splitlines())


def _print_table(console: Console, table: Table, width: int) -> None:
    fitting = table
    if _least_width(table) > width and table.has_headings:
        fitting = table.transposed()
    if _least_width(fitting) > width:
        _print_list(console, table)
        return
    grid = Grid(
        box=_RULE if fitting.has_headings else None,
        show_header=fitting.has_headings,
        show_edge=False,
        pad_edge=False,
        padding=(0, _GAP, 0, 0),
        header_style="bold",
    )
    for index, column in enumerate(fitting.columns):
        texts = [row[index].text for row in fitting.rows]
        figures = max(map(cell_len, texts), default=0)
        grid.add_column(
            Text(column.heading),
            justify="right" if column.numeric else "left",
            no_wrap=False,
            min_width=figures if column.numeric else None,
            overflow="fold",
        )
    for row in fitting.rows:
        grid.add_row(*(Text(cell.text) for cell in row))
    console.print(Padding(grid, (0, 0, 0, _GAP)))


def _least_width(table: Table) -> int:
    """The cells that `table` needs when its text is wrapped and its figures are not."""
    widths = [
        max(map(cell_len, texts), default=0)
        if column.numeric
        else min(_NARROWEST_TEXT, max(map(cell_len, texts), default=0))
        for column, texts in zip(table.columns, zip(*_texts(table), strict=True), strict=True)
    ]
    return _GAP + sum(widths) + _GAP * len(widths)


def _texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def _print_list(console: Console, table: Table) -> None:
    """Each row as a block of `heading: cell` lines."""
    for row in table.rows:
        for column, cell in zip(table.columns, row, strict=True):
            line = f"{column.heading}: {cell.text}" if table.has_headings else cell.text
            console.print(Text(f"  {line}"), overflow="fold", soft_wrap=column.numeric)
        console.print()
