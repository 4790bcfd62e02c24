"""Reports as Excel workbooks: sheets for people, and apart from them a sheet of tidy data.

A number that Excel would not keep to the last digit is written as text with a comment that says so. No text becomes a
formula, and the bytes are the same in every run.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from typing import Any
from unicodedata import east_asian_width

from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.core.numbers.number import plain
from yport_cli.core.refusals.command_lines import CANNOT_WRITE, MISSING_EXTRA
from yport_cli.render.shapes.cell import Cell, Figure
from yport_cli.render.shapes.evaluation_sheet import EvaluationSheet
from yport_cli.render.shapes.records import Records, Value
from yport_cli.render.shapes.report import BarChart, Mark, Report, Section
from yport_cli.render.shapes.table import Table
from yport_cli.render.wording.labels import label

FONT = "游ゴシック"
DATA_SHEET = "data"
DIGITS = 15
"""Excel keeps this many significant digits of a number."""

_LONGEST_TEXT = 32_767
_A4 = 9
_COLUMNS = 9
"""Columns of a sheet for people; texts run over all of them."""
_FIRST_WIDTH, _WIDTH = 26, 13
_ROW_HEIGHT = 19
"""Points, of one line."""
_HIGHEST_ROW = 409
_PAGE = 530
"""Points of a page of A4, held sideways."""
_CHART_ROWS = 11
_RIGHT_TABLE = 4
"""The column where a second table begins."""
_CHART_WIDTH = 468
_SOFT, _TINT = "#485766", "#eef3f8"
_RULE: dict[str, Any] = {"bottom": 4, "bottom_color": "#8fa0b1"}

_TOO_LONG = Sentence(
    f"{DIGITS}桁を超える数のため、桁を失わないよう文字列で書いています。",
    f"Written as text: Excel keeps {DIGITS} digits of a number only.",
)


def report_workbook(report: Report, records: Records) -> bytes:
    """The report of one plan."""
    book = _Book(report.language, report.title, report.as_of)
    data = _DataRows(records)
    for section in report.sections:
        sheet = _Sheet(book, label(f"sheet_{section.id.replace('-', '_')}", report.language))
        if section.id == "kpis":
            sheet.title(report.title, report.kind)
            sheet.facts((fact.term, fact.text) for fact in report.facts)
        sheet.section(section, data)
    _data_sheet(book, records)
    return book.bytes()


def evaluation_workbook(form: EvaluationSheet) -> bytes:
    """The 効果検証 sheet."""
    book = _Book(form.language, form.title, form.as_of)
    _form_sheet(book, form)
    sheet = _Sheet(book, label("suggestion", form.language), widths=[6, 34, 30, 24, 24, 10, 36])
    for table in form.suggestions:
        sheet.table(table)
    _data_sheet(book, form.records)
    return book.bytes()


def data_workbook(records: Records, language: Language, as_of: date | None) -> bytes:
    """The tidy data alone."""
    book = _Book(language, records.title, as_of)
    _data_sheet(book, records)
    return book.bytes()


class _Book:
    """A workbook in the making, with its formats made once each."""

    def __init__(self, language: Language, title: str, as_of: date | None) -> None:
        try:
            import xlsxwriter
        except ImportError:
            raise MISSING_EXTRA.refusal(
                Sentence(
                    "Excelファイルを書くには追加の部品 excel が要ります",
                    "writing Excel files needs the extra `excel`",
                ),
                Sentence('pip install "yport[excel]" を実行してください', 'run pip install "yport[excel]"'),
            ) from None
        self.language = language
        self._out = BytesIO()
        self.book = xlsxwriter.Workbook(
            self._out,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "default_format_properties": {"font_name": FONT, "font_size": 11},
            },
        )
        # The clock is never read: the file is as old as what it tells.
        day = as_of or date(2000, 1, 1)
        self.book.set_properties(
            {"title": title, "created": datetime(day.year, day.month, day.day)}  # noqa: DTZ001
        )
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def format(self, **properties: Any) -> Any:
        """A cell format in the workbook's font."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format({"font_name": FONT, "valign": "top", **properties})
        return self._formats[key]

    def bytes(self) -> bytes:
        """The finished file."""
        self.book.close()
        return self._out.getvalue()


@dataclass(slots=True)
class _Sheet:
    """A sheet for people, filled from the top; what belongs together is kept on one page of A4."""

    book: _Book
    name: str
    widths: list[int] = field(default_factory=lambda: [_FIRST_WIDTH, *([_WIDTH] * (_COLUMNS - 1))])
    sheet: Any = field(init=False)
    row: int = field(init=False, default=0)
    _used: int = field(init=False, default=0)
    """Points of the page that are filled."""
    _breaks: list[int] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self.sheet = self.book.book.add_worksheet(self.name)
        _for_print(self.sheet)
        self.sheet.hide_gridlines(2)
        self._set_widths()

    def title(self, title: str, kind: str) -> None:
        """The head of the workbook."""
        self._line(kind, font_size=10, font_color=_SOFT)
        self._line(title, height=32, font_size=18, bold=True)
        self._gap()

    def facts(self, facts: Iterable[tuple[str, str]]) -> None:
        """A term and a text in each row."""
        for term, told in facts:
            self._text(0, term, font_color=_SOFT)
            self._merged(1, told)
        self._gap()

    def section(self, section: Section, data: "_DataRows", *, level: int = 1) -> None:
        """A section with all that is in it."""
        if level == 1:
            self._widen(section)
        else:
            self._keep(self._height(section))
        self._line(section.heading, height=26, font_size=15 - level, bold=True)
        for paragraph in section.paragraphs:
            self._merged(0, paragraph)
        if section.facts:
            self.facts((fact.term, fact.text) for fact in section.facts)
        shown = [figure.table for figure in section.figures]
        if self._fit_side_by_side(shown):
            self.table(*shown)
        else:
            for table in shown:
                self.table(table)
        self._charts([figure.chart for figure in section.figures if isinstance(figure.chart, BarChart)], data)
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
        lines = [1]
        for table, left in placed:
            for index, one in enumerate(table.columns if table.has_headings else (), start=left):
                align = "right" if one.numeric else "left"
                properties = {"bold": True, "bottom": 1, "bg_color": _TINT, "align": align, "text_wrap": True}
                if index > left and not one.numeric:
                    properties["indent"] = 1
                self._text(index, one.heading, **properties)
                lines.append(self._lines(index, one.heading))
        if any(table.has_headings for table in tables):
            self._next(max(lines))
        for position in range(max(len(table.rows) for table in tables)):
            shown = [(table, left) for table, left in placed if position < len(table.rows)]
            self._next(max(self._row(table, position, left, alone=len(tables) == 1) for table, left in shown))
        for note in dict.fromkeys(note for table in tables for note in self._notes(table)):
            self._merged(0, note, font_size=9, font_color=_SOFT)
        self._gap()

    def _notes(self, table: Table) -> Iterator[str]:
        yield from table.notes
        if any(not _fits(_number(cell)) for row in table.rows for cell in row):
            yield _TOO_LONG.text_in(self.book.language)

    def _row(self, table: Table, position: int, left: int, *, alone: bool) -> int:
        """Write one row of `table`; how many lines it takes."""
        lines = 1
        row = table.rows[position]
        for index, (cell, one) in enumerate(zip(row, table.columns, strict=True), start=left):
            number = _number(cell)
            if isinstance(cell, Figure) and _fits(number):
                form = self.book.format(**_RULE, num_format=_number_format(cell))
                self.sheet.write_number(self.row, index, number, form)
                continue
            properties = {**_RULE, "align": "right" if one.numeric else "left", "text_wrap": True}
            if index > left and not one.numeric:
                properties["indent"] = 1
            is_last = index == left + len(row) - 1 and not one.numeric and alone
            if is_last and index < len(self.widths) - 1:
                form = self.book.format(**properties)
                self.sheet.merge_range(self.row, index, self.row, len(self.widths) - 1, "", form)
            lines = max(lines, self._lines(index, cell.text, last=is_last))
            self._text(index, cell.text, **properties)
            if number is not None:
                self.sheet.write_comment(self.row, index, _TOO_LONG.text_in(self.book.language))
        return lines

    def _charts(self, charts: Sequence[BarChart], data: "_DataRows") -> None:
        """Native charts of the data sheet, side by side; what is unknown is empty there and no zero."""
        drawn = [chart for chart in (_native(self.book, chart, data) for chart in charts) if chart]
        if not drawn:
            return
        self._keep(_CHART_ROWS * _ROW_HEIGHT)
        for index, (chart, title) in enumerate(drawn):
            chart.set_size({"width": _CHART_WIDTH, "height": _CHART_ROWS * _ROW_HEIGHT * 4 // 3 - 8})
            options = {
                "description": title,
                "object_position": 1,
                "y_offset": 4,
                "x_offset": index * (_CHART_WIDTH + 12),
            }
            self.sheet.insert_chart(self.row, 0, chart, options)
        for _ in range(_CHART_ROWS):
            self._next(1)
        self._gap()

    def _line(self, content: str, height: int = _ROW_HEIGHT, **properties: Any) -> None:
        self._text(0, content, **properties)
        self._next(height=height)

    def _text(self, index: int, content: str, **properties: Any) -> None:
        self.sheet.write_string(self.row, index, _within(content), self.book.format(**properties))

    def _merged(self, index: int, content: str, **properties: Any) -> None:
        """A text over the rest of the row, with as many lines as it needs."""
        form = self.book.format(text_wrap=True, **properties)
        self.sheet.merge_range(self.row, index, self.row, len(self.widths) - 1, "", form)
        self.sheet.write_string(self.row, index, _within(content), form)
        self._next(self._lines(index, content, last=True))

    def _gap(self) -> None:
        self._next(height=_ROW_HEIGHT // 2)

    def _next(self, lines: int = 1, *, height: int | None = None) -> None:
        """Go to the next row; this one is as high as its lines need."""
        points = min(_ROW_HEIGHT * lines if height is None else height, _HIGHEST_ROW)
        self.sheet.set_row(self.row, points)
        self._used += points
        self.row += 1

    def _keep(self, points: int) -> None:
        """Begin a new page where the next `points` do not fit on this one."""
        if self._used and self._used + points > _PAGE:
            self._breaks.append(self.row)
            self.sheet.set_h_pagebreaks(self._breaks)
            self._used = 0

    def _lines(self, index: int, content: str, *, last: bool = False) -> int:
        """How many lines `content` takes in a column, or from it to the last one."""
        place = min(index, len(self.widths) - 1)
        width = sum(self.widths[place:]) if last else self.widths[place]
        return sum(max(1, -(-_cells(line) // (width - 1))) for line in content.split("\n"))

    def _widen(self, section: Section) -> None:
        """Make each column as wide as its longest figure: Excel draws ### for one that does not fit."""
        shown = [figure.table for figure in section.figures]
        lefts = (0, _RIGHT_TABLE if self._fit_side_by_side(shown) else 0)
        placed = [*zip(shown, lefts, strict=False), *((table, 0) for table in section.tables)]
        for table, left in placed:
            self.widths += [_WIDTH] * (left + len(table.columns) - len(self.widths))
            for index, one in enumerate(table.columns):
                if one.numeric:
                    widest = max((_cells(row[index].text) for row in table.rows), default=0)
                    self.widths[left + index] = max(self.widths[left + index], widest + 2)
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
        texts = sum(self._lines(0, paragraph, last=True) for paragraph in section.paragraphs) + len(
            section.facts
        )
        heights = [self._table_height(figure.table) for figure in section.figures]
        if self._fit_side_by_side([figure.table for figure in section.figures]):
            heights = [max(heights)]
        heights += [self._table_height(table) for table in section.tables]
        charts = (_CHART_ROWS + 1) * _ROW_HEIGHT if section.figures else 0
        return 26 + texts * _ROW_HEIGHT + sum(heights) + charts

    def _table_height(self, table: Table) -> int:
        return (len(table.rows) + len(table.notes) + 3) * _ROW_HEIGHT


def _native(book: _Book, chart: BarChart, data: "_DataRows") -> tuple[Any, str] | None:
    """The chart, drawn from the data sheet, and its title; `None` where the data have no such rows."""
    drawn = book.book.add_chart({"type": "bar"})
    for bar in chart.groups[0].bars:
        block = data.block(chart, bar.series)
        if block is None:
            return None
        first, last = block
        drawn.add_series(
            {
                "name": bar.name,
                "categories": [DATA_SHEET, first, data.era_column, last, data.era_column],
                "values": [DATA_SHEET, first, data.value_column, last, data.value_column],
                "gap": 60,
                **_filling(bar.mark),
            }
        )
    font = {"name": FONT, "size": 9}
    values = [bar.value for group in chart.groups for bar in group.bars if bar.value is not None]
    is_large = any(value >= 10 or value <= -10 for value in values)
    # A bar begins at zero.
    ends: dict[str, int] = {"min": 0} if all(value >= 0 for value in values) else {}
    drawn.set_title({"name": chart.title, "overlay": False, "name_font": {"name": FONT, "size": 10}})
    drawn.set_x_axis(
        {
            **ends,
            "num_font": font,
            "num_format": "#,##0" if is_large else "General",
            "major_gridlines": {"visible": True, "line": {"color": "#c3ced9"}},
        }
    )
    drawn.set_y_axis({"num_font": font, "reverse": True, "crossing": "max", "label_position": "low"})
    drawn.set_legend({"position": "bottom", "font": font})
    return drawn, chart.title


class _DataRows:
    """Where the data sheet holds what a chart draws."""

    def __init__(self, records: Records) -> None:
        self.era_column, self.value_column = map(records.names.index, ("fiscal_year_era", "value"))
        self._rows: dict[tuple[Value, ...], int] = {}
        for row, values in enumerate(records.objects(), start=1):
            key = tuple(values[name] for name in ("item_id", "series", "fiscal_year"))
            self._rows.setdefault(key, row)

    def block(self, chart: BarChart, series: str) -> tuple[int, int] | None:
        """The first and the last row of a series; `None` where the years of the chart do not follow one another."""
        rows = [self._rows.get((chart.item, series, group.fiscal_year)) for group in chart.groups]
        first = rows[0]
        if first is None or rows != list(range(first, first + len(rows))):
            return None
        return first, first + len(rows) - 1


def _data_sheet(book: _Book, records: Records) -> None:
    """One table: headings in row 1, no merged cells, numbers as numbers, nothing for what is unknown."""
    sheet = book.book.add_worksheet(DATA_SHEET)
    _for_print(sheet)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 0)
    heading = book.format(bold=True)
    for index, name in enumerate(records.names):
        sheet.write_string(0, index, name, heading)
        widest = max((_cells(_spelled(row[index])) for row in records.rows), default=0)
        sheet.set_column(index, index, min(60, max(len(name), widest) + 2))
    plain_form, day_form = book.format(), book.format(num_format="yyyy-mm-dd")
    for row, values in enumerate(records.rows, start=1):
        for index, value in enumerate(values):
            if value is None:
                continue
            if isinstance(value, date):
                sheet.write_datetime(row, index, value, day_form)
            elif isinstance(value, str):
                sheet.write_string(row, index, _within(value), plain_form)
            elif _fits(value):
                sheet.write_number(row, index, value, plain_form)
            else:
                sheet.write_string(row, index, _spelled(value), plain_form)
                sheet.write_comment(row, index, _TOO_LONG.text_in(book.language))


def _form_sheet(book: _Book, form: EvaluationSheet) -> None:
    """The form itself, project by project, as people fill it in."""
    language = form.language
    sheet = book.book.add_worksheet(label("sheet_kensho", language))
    _for_print(sheet)
    table = form.flat()
    widths = [4, 18, 13, 14, 22, 11, 6, 10, 11, 13, 11, 16, 12, 14, 8]
    for index, one in enumerate(table.columns):
        if one.numeric:  # Excel draws ### for a figure that does not fit
            figures = (_cells(row[index].text) for row in table.rows)
            widths[index] = max(widths[index], max(figures, default=0) + 2)
    head = book.format(bold=True, border=1, bg_color=_TINT, align="center", valign="vcenter", text_wrap=True)
    sheet.write_string(0, 0, form.title, book.format(bold=True, font_size=14))
    sheet.set_row(0, 26)
    groups = {"indicator": (4, "kensho_kpi"), "verdict": (2, "kensho_experts")}
    grouped = {"indicator", "indicator_value", "unit", "due", "verdict", "opinion"}
    for index, (one, width) in enumerate(zip(table.columns, widths, strict=True)):
        sheet.set_column(index, index, width)
        if one.name in groups:
            count, group = groups[one.name]
            sheet.merge_range(1, index, 1, index + count - 1, label(group, language), head)
        if one.name in grouped:
            sheet.write_string(2, index, one.heading, head)
        else:
            sheet.merge_range(1, index, 2, index, one.heading, head)
    sheet.set_row(1, _ROW_HEIGHT)
    sheet.set_row(2, _ROW_HEIGHT * 2)
    sheet.repeat_rows(1, 2)
    sheet.freeze_panes(3, 2)
    row = 3
    for project in form.projects:
        last = row + len(project.kpis) - 1
        for index, cell in enumerate(project.project):
            _form_cell(book, sheet, (row, index, last), cell)
        for index, cell in enumerate(project.people, start=len(form.project_columns) + len(form.kpi_columns)):
            _form_cell(book, sheet, (row, index, last), cell)
        for offset, cells in enumerate(project.kpis):
            lines = 3
            for index, cell in enumerate(cells, start=len(form.project_columns)):
                place = (row + offset, index, row + offset)
                _form_cell(book, sheet, place, cell)
                lines = max(lines, -(-_cells(cell.text) // widths[index]))
            sheet.set_row(row + offset, _ROW_HEIGHT * lines)
        row = last + 1
    for note in form.notes:
        sheet.write_string(row, 0, note, book.format(font_size=9))
        row += 1


def _form_cell(book: _Book, sheet: Any, place: tuple[int, int, int], cell: Cell) -> None:
    row, index, last = place
    number = _number(cell)
    properties: dict[str, Any] = {"border": 1, "text_wrap": True}
    is_number = number is not None and _fits(number)
    if isinstance(cell, Figure) and is_number:
        properties["num_format"] = _number_format(cell)
    form = book.format(**properties)
    if last > row:
        sheet.merge_range(row, index, last, index, "", form)
    if is_number:
        sheet.write_number(row, index, number, form)
    elif cell.text:
        sheet.write_string(row, index, _within(cell.text), form)
        if number is not None:
            sheet.write_comment(row, index, _TOO_LONG.text_in(book.language))
    else:
        sheet.write_blank(row, index, None, form)


def _for_print(sheet: Any) -> None:
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.set_footer(f'&R&"{FONT}"&9&P / &N')


def _filling(mark: Mark) -> dict[str, Any]:
    """The same fillings as in the SVG charts."""
    if mark == "solid":
        return {"fill": {"color": "#1d5b96"}, "border": {"color": "#1d5b96"}}
    return {
        "pattern": {"pattern": "wide_upward_diagonal", "fg_color": "#54657a", "bg_color": "#ffffff"},
        "border": {"color": "#54657a"},
    }


def _number(cell: Cell) -> int | Decimal | None:
    """The number that is drawn, rounded as it is drawn; of a percentage its hundredth."""
    if not isinstance(cell, Figure):
        return None
    return Decimal(cell.shown).scaleb(-2) if cell.precision.notation == "percent" else cell.shown


def _number_format(figure: Figure) -> str:
    """The format by which Excel draws the number as we do: marks, sign and unit leave it a number."""
    precision = figure.precision
    decimals = len(plain(figure.shown).partition(".")[2])
    digits = "#,##0" if precision.is_grouped and precision.notation == "decimal" else "0"
    digits += f".{'0' * decimals}" if decimals else ""
    if precision.notation != "decimal":
        digits = f"{digits}%" if precision.notation == "percent" else "???/???"
    marks, unit = (f'"{words}"' if words else "" for words in (figure.marks, figure.unit))
    if not (marks or unit or precision.sign):
        return digits
    signs = ('"+"' if precision.sign else "", "-", '"±"' if precision.sign == "±" else "")
    return ";".join(f"{marks}{sign}{digits}{unit}" for sign in signs)


def _fits(number: Value) -> bool:
    """Whether Excel keeps `number` to the last digit."""
    if not isinstance(number, int | Decimal):
        return not isinstance(number, Fraction)
    digits = plain(number).lstrip("-").replace(".", "").strip("0")
    return len(digits) <= DIGITS


def _spelled(value: Value) -> str:
    if value is None:
        return ""
    return plain(value) if isinstance(value, int | Decimal | Fraction) else str(value)


def _within(content: str) -> str:
    """`content`; raises `Refusal` where no cell of Excel can hold it whole."""
    if len(content) > _LONGEST_TEXT:
        raise CANNOT_WRITE.refusal(
            Sentence(
                f"「{content[:20]}…」は{len(content):,}字で、Excelのセルに入る{_LONGEST_TEXT:,}字を超えます",
                f"the text {content[:20]!r}… has {len(content):,} characters; a cell of Excel holds {_LONGEST_TEXT:,}",
            ),
            Sentence("HTMLかMarkdownで書き出してください", "write HTML or Markdown instead"),
        )
    return content


def _cells(content: str) -> int:
    """About how many columns of half-width characters `content` takes."""
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in content)
