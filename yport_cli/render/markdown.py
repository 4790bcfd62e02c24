"""Pages as Markdown, drawn with tabulate."""

import re

from tabulate import tabulate

from yport_cli.render.table import Page, Table

# Signs that Markdown or the HTML within it would act on.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|&~!])")


def markdown_text(page: Page) -> str:
    """`page` as GitHub-flavoured Markdown."""
    parts = [f"# {_escaped(page.title)}", *(_escaped(line) for line in page.lead)]
    for table in page.tables:
        parts += [f"## {_escaped(table.caption)}", _table(table), *(_escaped(note) for note in table.notes)]
    return "\n\n".join(parts) + "\n"


def _table(table: Table) -> str:
    return tabulate(
        [[_escaped(cell.text) for cell in row] for row in table.rows],
        headers=[_escaped(column.heading) for column in table.columns],
        tablefmt="pipe",
        disable_numparse=True,
        colalign=["right" if column.numeric else "left" for column in table.columns],
    )


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
