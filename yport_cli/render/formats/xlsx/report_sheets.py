"""Reports as Excel workbooks: sheets for people, with native charts, and a sheet of tidy data."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from yport_cli.render.formats.xlsx.book import (
    INPUT,
    ROW_HEIGHT,
    TINT,
    TOO_LONG,
    Book,
    fits,
    number_of,
    widest,
    width_of,
)
from yport_cli.render.formats.xlsx.data_sheet import DataRows, write_data
from yport_cli.render.formats.xlsx.native_charts import native_chart
from yport_cli.render.shapes.cell import Figure
from yport_cli.render.shapes.records import Records
from yport_cli.render.shapes.report import Answer, ChartAndTable, Fact, Report, Section
from yport_cli.render.shapes.table import Column, Table
from yport_cli.render.wording.labels import label

_COLUMNS = 9
"""Columns of a sheet for people; texts run over all of them."""
_FIRST_WIDTH, _WIDTH = 26, 13
_HIGHEST_ROW = 409
_PAGE_HEIGHT, _PAGE_WIDTH = 748, 523
"""Points of a page of A4 within its margins, before the columns are made to fit its width."""
_POINTS_OF_CHARACTER = 5.5
_CHART_ROWS = 11
_RIGHT_TABLE = 4
"""The column where a second table begins."""
_CHART_WIDTH = 640
_SOFT = "#485766"
_EDGE = "#8fa0b1"
_RULE: dict[str, Any] = {"bottom": 4, "bottom_color": "#8fa0b1"}


def report_workbook(report: Report, records: Records) -> bytes:
    """The report of one plan; `records` are its tidy data."""
    book = Book(report.language, report.title, report.as_of)
    data = DataRows(records, label("sheet_data", report.language))
    for section in report.sections:
        sheet = Sheet(book, label(section.id.replace("-", "_"), report.language, within="sheet"))
        if section.id == "kpis":
            sheet.title(report.title, f"{report.publisher.name}  {report.kind}")
            sheet.facts(report.facts)
            sheet.answer(report.answer)
        sheet.section(section, data)
    write_data(book, records, data.sheet, prints=False)
    return book.bytes()


@dataclass(slots=True)
class Sheet:
    """A sheet for people, filled from the top; what belongs together is kept on one page of A4."""

    book: Book
    name: str
    widths: list[int] = field(default_factory=lambda: [_FIRST_WIDTH, *([_WIDTH] * (_COLUMNS - 1))])
    sheet: Any = field(init=False)
    row: int = field(init=False, default=0)
    _used: int = field(init=False, default=0)
    """Points of the page that are filled."""
    _breaks: list[int] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self.sheet = self.book.sheet(self.name, upright=True)
        self.sheet.hide_gridlines(2)
        self._set_widths()

    def title(self, title: str, kind: str) -> None:
        """The head of the workbook."""
        self._line(kind, font_size=10, font_color=_SOFT)
        self._line(title, height=32, font_size=18, bold=True)
        self._gap()

    def facts(self, facts: Iterable[Fact]) -> None:
        """A term and a text in each row."""
        for fact in facts:
            self._text(0, fact.term, font_color=_SOFT)
            self._merged(1, fact.text)
        self._gap()

    def answer(self, answer: Answer) -> None:
        """The headline and what it rests on, and how the figures of the workbook are marked."""
        self._line(answer.headline, height=28, font_size=16, bold=True)
        for sentence in answer.lead:
            self._merged(0, sentence)
        self._text(0, "", bg_color=INPUT, border=1, border_color=_EDGE)
        self._merged(1, label("inputs_marked", self.book.language), font_size=9, font_color=_SOFT)
        self._gap()

    def section(self, section: Section, data: DataRows, *, level: int = 1) -> None:
        """A section with all that is in it."""
        if level == 1:
            self._widen(section)
        else:
            self._keep(self._height(section))
        self._line(section.heading, height=26, font_size=15 - level, bold=True)
        for paragraph in section.paragraphs:
            self._merged(0, paragraph)
        if section.facts:
            self.facts(section.facts)
        shown = [figure.table for figure in section.figures]
        if self._fit_side_by_side(shown):
            self.table(*shown)
        else:
            for table in shown:
                self.table(table)
        self._charts(section.figures, data)
        for table in section.tables:
            self.table(table)
        for part in section.parts:
            self.section(part, data, level=level + 1)
        self._gap()

    def table(self, *tables: Table) -> None:
        """A caption, headings, rows and notes; a second table stands at the right of the first."""
        self._keep(max(self._table_height(table) for table in tables))
        placed = list(zip(tables, (0, _RIGHT_TABLE), strict=False))
        for table, left in placed:
            self._text(left, table.caption, bold=True)
        self._next()
        headed = [(table, left) for table, left in placed if table.has_headings]
        if headed:
            self._next(max(self._headings(table, left) for table, left in headed))
        for position in range(max(len(table.rows) for table in tables)):
            shown = [(table, left) for table, left in placed if position < len(table.rows)]
            self._next(max(self._row(table, position, left, alone=len(tables) == 1) for table, left in shown))
        for note in dict.fromkeys(note for table in tables for note in self._notes(table)):
            self._merged(0, note, font_size=9, font_color=_SOFT)
        self._gap()

    def _headings(self, table: Table, left: int) -> int:
        """Write the headings of `table`; how many lines they take."""
        for index, one in enumerate(table.columns, start=left):
            self._text(index, one.heading, bold=True, bottom=1, bg_color=TINT, **_aligned(one, index - left))
        return max(self._lines(index, one.heading) for index, one in enumerate(table.columns, start=left))

    def _notes(self, table: Table) -> Iterator[str]:
        yield from table.notes
        figures = (cell for row in table.rows for cell in row if isinstance(cell, Figure))
        if not all(fits(number_of(figure)) for figure in figures):
            yield TOO_LONG.text_in(self.book.language)

    def _row(self, table: Table, position: int, left: int, *, alone: bool) -> int:
        """Write one row of `table`; how many lines it takes."""
        lines = 1
        last = left + len(table.columns) - 1
        cells = zip(table.rows[position], table.columns, strict=True)
        for index, (cell, one) in enumerate(cells, start=left):
            properties = {**_RULE, **_aligned(one, index - left)}
            runs_on = index == last and not one.numeric and alone
            if runs_on and index < len(self.widths) - 1:
                form = self.book.format(**properties)
                self.sheet.merge_range(self.row, index, self.row, len(self.widths) - 1, "", form)
            self.book.write(self.sheet, (self.row, index), cell, **properties)
            if not isinstance(cell, Figure):
                lines = max(lines, self._lines(index, cell.text, last=runs_on))
        return lines

    def _charts(self, figures: Sequence[ChartAndTable], data: DataRows) -> None:
        """Native charts, side by side; what is unknown is empty and no zero."""
        drawn = [
            (chart, figure.chart.title)
            for figure in figures
            if (chart := native_chart(self.book, figure, data)) is not None
        ]
        if not drawn:
            return
        self._keep(_CHART_ROWS * ROW_HEIGHT)
        for index, (chart, title) in enumerate(drawn):
            chart.set_size({"width": _CHART_WIDTH, "height": _CHART_ROWS * ROW_HEIGHT * 4 // 3 - 8})
            offsets = {"y_offset": 4, "x_offset": index * (_CHART_WIDTH + 12)}
            self.sheet.insert_chart(
                self.row, 0, chart, {"description": title, "object_position": 1, **offsets}
            )
        for _ in range(_CHART_ROWS):
            self._next(1)
        self._gap()

    def _line(self, content: str, height: int = ROW_HEIGHT, **properties: Any) -> None:
        self._text(0, content, **properties)
        self._next(height=height)

    def _text(self, index: int, content: str, **properties: Any) -> None:
        self.book.write_text(self.sheet, (self.row, index), content, **properties)

    def _merged(self, index: int, content: str, **properties: Any) -> None:
        """A text over the rest of the row, with as many lines as it needs."""
        properties["text_wrap"] = True
        form = self.book.format(**properties)
        self.sheet.merge_range(self.row, index, self.row, len(self.widths) - 1, "", form)
        self._text(index, content, **properties)
        self._next(self._lines(index, content, last=True))

    def _gap(self) -> None:
        self._next(height=ROW_HEIGHT // 2)

    def _next(self, lines: int = 1, *, height: int | None = None) -> None:
        """Go to the next row; this one is as high as its lines need."""
        points = min(ROW_HEIGHT * lines if height is None else height, _HIGHEST_ROW)
        self.sheet.set_row(self.row, points)
        self._used += points
        self.row += 1

    def _keep(self, points: int) -> None:
        """Begin a new page where the next `points` do not fit on this one."""
        if self._used and self._used + points > self._page:
            self._breaks.append(self.row)
            self.sheet.set_h_pagebreaks(self._breaks)
            self._used = 0

    @property
    def _page(self) -> int:
        """Points of a page, as the columns are drawn smaller to fit its width."""
        wide = max(_PAGE_WIDTH, round(sum(self.widths) * _POINTS_OF_CHARACTER))
        return _PAGE_HEIGHT * wide // _PAGE_WIDTH

    def _lines(self, index: int, content: str, *, last: bool = False) -> int:
        """How many lines `content` takes in a column, or from it to the last one."""
        place = min(index, len(self.widths) - 1)
        width = sum(self.widths[place:]) if last else self.widths[place]
        return sum(max(1, -(-width_of(line) // (width - 1))) for line in content.split("\n"))

    def _widen(self, section: Section) -> None:
        """Make each column as wide as its longest figure: Excel draws ### for one that does not fit."""
        shown = [figure.table for figure in section.figures]
        lefts = (0, _RIGHT_TABLE if self._fit_side_by_side(shown) else 0)
        placed = [*zip(shown, lefts, strict=False), *((table, 0) for table in section.tables)]
        for table, left in placed:
            self.widths += [_WIDTH] * (left + len(table.columns) - len(self.widths))
            for index, one in enumerate(table.columns):
                if one.numeric:
                    needed = widest(row[index].text for row in table.rows)
                    self.widths[left + index] = max(self.widths[left + index], needed)
        self._set_widths()
        for part in section.parts:
            self._widen(part)

    def _set_widths(self) -> None:
        for index, width in enumerate(self.widths):
            self.sheet.set_column(index, index, width)

    def _fit_side_by_side(self, tables: Sequence[Table]) -> bool:
        return (
            len(tables) == 2
            and len(tables[0].columns) < _RIGHT_TABLE
            and len(tables[1].columns) <= len(self.widths) - _RIGHT_TABLE
        )

    def _height(self, section: Section) -> int:
        """About how many points a part takes, its own parts apart."""
        texts = sum(self._lines(0, paragraph, last=True) for paragraph in section.paragraphs)
        texts += len(section.facts)
        shown = [figure.table for figure in section.figures]
        heights = [self._table_height(table) for table in shown]
        if self._fit_side_by_side(shown):
            heights = [max(heights)]
        heights += [self._table_height(table) for table in section.tables]
        charts = (_CHART_ROWS + 1) * ROW_HEIGHT if section.figures else 0
        return 26 + texts * ROW_HEIGHT + sum(heights) + charts

    def _table_height(self, table: Table) -> int:
        return (len(table.rows) + len(table.notes) + 3) * ROW_HEIGHT


def _aligned(column: Column, position: int) -> dict[str, Any]:
    """Figures at the right, words at the left, a little off what stands before them."""
    if column.numeric:
        return {"align": "right", "text_wrap": True}
    return {"align": "left", "text_wrap": True, **({"indent": 1} if position else {})}
