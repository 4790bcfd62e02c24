"""Pages as Markdown, drawn with tabulate."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from tabulate import tabulate

from yport_cli.render.shapes.cell import Cell, Figure
from yport_cli.render.shapes.evaluation_sheet import EvaluationSheet
from yport_cli.render.shapes.plan_index import IndexEntry, PlanIndex
from yport_cli.render.shapes.report import Answer, Fact, Report, Section
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
    head = (f"# {_escaped(report.title)}", _escaped(report.kind), *_facts(report.facts))
    return _joined(*head, *_answer(report.answer), *sections)


def _answer(answer: Answer) -> Iterator[str]:
    """The headline, and each KPI in a line, what needs attention first."""
    yield f"## {_escaped(answer.headline)}"
    yield from map(_paragraph, answer.lead)
    rows = (
        f"- **{_escaped(row.word)}** {_escaped(row.name)}: {_escaped(row.sentence)}" for row in answer.rows
    )
    yield "\n".join(rows)


def index_markdown(index: PlanIndex) -> str:
    """The page that leads to the pages of several plans."""
    parts = [f"# {_escaped(index.title)}", f"**{_escaped(index.headline)}**", *map(_paragraph, index.lead)]
    for group in index.groups:
        heading = _escaped(group.heading)
        if index.is_split:
            parts.append(f"- [{heading}]({group.href}) {len(group.entries)}")
            continue
        if heading:
            parts.append(f"## {heading}")
        names = ("plan", "authors", "kpi_standing", "total", "grant", "executed", "execution_rate")
        rows = [
            [
                f"[{_escaped(entry.title)}]({entry.href})",
                _escaped(entry.authors),
                _escaped(", ".join(f"{one.word} {one.count}" for one in entry.tally)),
                _money(entry, entry.total),
                _money(entry, entry.grant, entry.grant_note),
                _money(entry, entry.executed),
                _escaped(entry.execution_rate.text),
            ]
            for entry in group.entries
        ]
        headers = [label(name, index.language) for name in names]
        aligned = [*["left"] * 3, *["right"] * 4]
        parts.append(
            tabulate(rows, headers=headers, tablefmt="pipe", disable_numparse=True, colalign=aligned)
        )
    return _joined(*parts)


def _money(entry: IndexEntry, amount: Cell, note: str = "") -> str:
    """An amount with its unit, and that it is a limit; of one that is not known the word alone."""
    told = (amount.text, entry.unit, note) if isinstance(amount, Figure) else (amount.text,)
    return _escaped(" ".join(filter(None, told)))


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
