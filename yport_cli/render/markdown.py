"""Pages as Markdown, drawn with tabulate."""

import re

from tabulate import tabulate

from yport_cli.render.table import Page, Table

# Signs that Markdown or the HTML within it would act on.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|&~!])")
# What makes a list or a rule of the line that it begins.
_LIST_START = re.compile(r"[-+=]|[0-9]+[.)]")


def markdown_text(page: Page) -> str:
    """`page` as GitHub-flavoured Markdown."""
    parts = [f"# {_escaped(page.title)}", *map(_paragraph, page.lead)]
    for table in page.tables:
        parts += [f"## {_escaped(table.caption)}", _table(table), *map(_paragraph, table.notes)]
    return "\n\n".join(parts) + "\n"


def _table(table: Table) -> str:
    return tabulate(
        [[_escaped(cell.text) for cell in row] for row in table.rows],
        headers=[_escaped(column.heading) for column in table.columns],
        tablefmt="pipe",
        disable_numparse=True,
        colalign=["right" if column.numeric else "left" for column in table.columns],
    )


def _paragraph(text: str) -> str:
    escaped = _escaped(text.strip())
    begins = _LIST_START.match(escaped)
    return escaped if begins is None else escaped[: begins.end() - 1] + "\\" + escaped[begins.end() - 1 :]


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
