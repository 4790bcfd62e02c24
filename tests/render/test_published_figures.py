"""One figure, wherever it is published: page, workbook, Markdown and JSON say the same.

That a table's numbers are those of the workbook, of JSON and of the other exports is held beside this, in
`test_numbers_across_formats.py`; here the page and the Markdown are read back and compared with the tables.
"""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from example import full, hostile, recorded
from generated_outcomes import outcomes
from yport_cli.core.figures.outcome import Outcome
from yport_cli.core.issues.sentence import Language
from yport_cli.core.plan.site import Site
from yport_cli.render.formats.html import report_html
from yport_cli.render.formats.markdown import report_markdown
from yport_cli.render.pages.report_page import report_of
from yport_cli.render.shapes.report import Report, Section
from yport_cli.render.shapes.table import Table

Rows = list[list[str]]


class _Tables(HTMLParser):
    """The rows of every table of a page, without its headings."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[Rows] = []
        self._cell: list[str] | None = None
        self._is_body = False
        self.feed(text)

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.found.append([])
        elif tag in ("thead", "tbody"):
            self._is_body = tag == "tbody"
        elif tag == "tr" and self._is_body:
            self.found[-1].append([])
        elif tag in ("td", "th") and self._is_body:
            self._cell = []

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self._cell is not None:
            self.found[-1][-1].append("".join(self._cell))
            self._cell = None

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)


def _tables(report: Report) -> list[Table]:
    def within(section: Section) -> list[Table]:
        own = [*(figure.table for figure in section.figures), *section.tables]
        return own + [table for part in section.parts for table in within(part)]

    return [table for section in report.sections for table in within(section)]


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _rows(tables: list[Table]) -> list[list[str]]:
    return sorted([_plain(cell.text) for cell in row] for table in tables for row in table.rows)


def _of_markdown(text: str) -> list[list[str]]:
    """The rows of the tables of a Markdown text, their headings too."""
    lines = [line for line in text.splitlines() if line.startswith("|") and not re.match(r"\|[ :|-]+$", line)]
    cells = [re.split(r"(?<!\\)\|", line)[1:-1] for line in lines]
    return [[_plain(re.sub(r"\\(.)", r"\1", cell)) for cell in row] for row in cells]


def published_alike(result: Outcome, language: Language) -> int:
    """Assert that page and Markdown hold the rows of the report's tables, each figure as it is drawn."""
    report = report_of(result, language)
    tables = _tables(report)
    expected = _rows(tables)
    page = _Tables(report_html(report, Site()))
    assert sorted([_plain(cell) for cell in row] for rows in page.found for row in rows) == expected
    written = _of_markdown(report_markdown(report))
    for row in expected:
        assert row in written
    return len(expected)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("made", [recorded, full])
def test_page_and_markdown_hold_every_row_of_the_workbook(made: object, language: Language) -> None:
    assert callable(made)
    assert published_alike(made(), language) > 30


def test_names_that_look_like_markup_are_published_alike() -> None:
    assert published_alike(hostile(), "ja") > 5


@pytest.mark.slow
@settings(max_examples=20)
@given(outcomes(), st.sampled_from(["ja", "en"]))
def test_whatever_is_recorded_is_published_alike(result: Outcome, language: Language) -> None:
    published_alike(result, language)
