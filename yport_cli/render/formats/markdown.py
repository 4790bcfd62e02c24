"""Pages as Markdown, drawn with tabulate."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from tabulate import tabulate

from yport_cli.core.issues.sentence import Language
from yport_cli.render.shapes.evaluation_sheet import EvaluationSheet
from yport_cli.render.shapes.report import Fact, IndexEntry, Report, Section
from yport_cli.render.shapes.table import Page, Table
from yport_cli.render.wording.labels import label
from yport_cli.render.wording.markdown_text import neutral as _escaped

# What makes a list or a rule of the line that it begins.
_LIST_START = re.compile(r"[-+=]|[0-9]+[.)]")


def markdown_text(page: Page) -> str:
    """`page` as GitHub-flavoured Markdown."""
    return _joined(f"# {_escaped(page.title)}", *map(_paragraph, page.lead), *_tables(page.tables))


def report_markdown(report: Report) -> str:
    """`report` as GitHub-flavoured Markdown; each chart is the table of its figures."""
    sections = chain.from_iterable(_section(section, 2) for section in report.sections)
    return _joined(f"# {_escaped(report.title)}", _escaped(report.kind), *_facts(report.facts), *sections)


def index_markdown(entries: Sequence[IndexEntry], overview: Page, language: Language) -> str:
    """The page that leads to the pages of several plans."""
    links = "\n".join(
        f"- [{_escaped(entry.title)}]({entry.href}) {_escaped(entry.authors)}" for entry in entries
    )
    return _joined(f"# {label('reports', language)}", links, *_tables(overview.tables))


def evaluation_markdown(form: EvaluationSheet) -> str:
    """The 効果検証 sheet, and what the figures suggest."""
    return _joined(f"# {_escaped(form.title)}", *_table_with_notes(form.flat()), *_tables(form.suggestions))


def _joined(*parts: str) -> str:
    return "\n\n".join(parts) + "\n"


def _section(section: Section, level: int) -> Iterator[str]:
    yield f"{'#' * level} {_escaped(section.heading)}"
    yield from map(_paragraph, section.paragraphs)
    yield from _facts(section.facts)
    for table in (*(figure.table for figure in section.figures), *section.tables):
        yield f"**{_escaped(table.caption)}**"
        yield from _table_with_notes(table)
    for part in section.parts:
        yield from _section(part, level + 1)


def _tables(tables: Iterable[Table]) -> Iterator[str]:
    for table in tables:
        yield f"## {_escaped(table.caption)}"
        yield from _table_with_notes(table)


def _table_with_notes(table: Table) -> Iterator[str]:
    yield _table(table)
    yield from map(_paragraph, table.notes)


def _facts(facts: tuple[Fact, ...]) -> Iterator[str]:
    if facts:
        yield "\n".join(f"- {_escaped(fact.term)}: {_escaped(fact.text)}" for fact in facts)


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
