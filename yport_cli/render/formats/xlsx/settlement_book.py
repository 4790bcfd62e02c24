"""The settlement sheet as a workbook whose figures are live formulas of the lines they follow from."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from yport_cli.core.figures.settlement import LineFormula, Settlement, SettlementLine
from yport_cli.core.issues.sentence import Language
from yport_cli.render.formats.xlsx.book import INPUT, TINT, Book, fits, number_format, number_of
from yport_cli.render.shapes.cell import Cell, Figure
from yport_cli.render.shapes.table import Page
from yport_cli.render.wording.labels import label

_WIDTHS = (30, 18, 52, 40)
_JOINED = {"sum": "+", "difference": "-", "product": "*", "quotient": "/", "excess": "-", "same": ""}
_TITLE_HEIGHT = 28
_FIGURE = 1
"""The column of the figures."""


def settlement_workbook(page: Page, found: Settlement, language: Language, as_of: date | None) -> bytes:
    """The one sheet of `page`: the table `settlement`, its second column in numbers and formulas."""
    book = Book(language, page.title, as_of)
    sheet = book.sheet(label("settlement", language))
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    table = page.table("settlement")
    book.write_text(sheet, (0, 0), page.title, bold=True, font_size=14)
    sheet.set_row(0, _TITLE_HEIGHT)
    heads = [*page.lead, table.caption]
    for row, text in enumerate(heads, start=1):
        book.write_text(sheet, (row, 0), text)
    top = len(heads) + 1
    for column, heading in enumerate(table.columns):
        aligned = {"align": "right"} if column == _FIGURE else _indented(column)
        book.write_text(sheet, (top, column), heading.heading, bold=True, bottom=1, bg_color=TINT, **aligned)
    at = {line.name: row for row, line in enumerate(found.lines, start=top + 1)}
    exact = _fitting(found, [cells[_FIGURE] for cells in table.rows])
    for line, cells in zip(found.lines, table.rows, strict=True):
        row = at[line.name]
        is_left_empty = line.formula is None and not isinstance(cells[_FIGURE], Figure)
        for column, cell in enumerate(cells):
            words = cells[_FIGURE].text if is_left_empty and column == len(cells) - 1 else cell.text
            if column != _FIGURE and words:
                book.write_text(sheet, (row, column), words, text_wrap=True, **_indented(column))
        _write_figure(book, (sheet, row), line, cells[_FIGURE], _formula(line, at, exact))
    for row, note in enumerate(table.notes, start=top + 1 + len(found.lines)):
        book.write_text(sheet, (row, 0), note, font_size=9)
    last = len(table.notes) + top + 2 + len(found.lines)
    book.write_text(sheet, (last, _FIGURE), "", bg_color=INPUT)
    book.write_text(
        sheet, (last, _FIGURE + 1), label("inputs_of_sheet", language), font_size=9, **_indented(2)
    )
    return book.bytes()


def _fitting(found: Settlement, cells: list[Cell]) -> set[str]:
    """The lines whose figures Excel keeps to the last digit, and those that are not recorded."""
    return {
        line.name
        for line, cell in zip(found.lines, cells, strict=True)
        if not isinstance(cell, Figure) or isinstance(line.value, Fraction) or fits(number_of(cell))
    }


def _write_figure(
    book: Book, place: tuple[Any, int], line: SettlementLine, cell: Cell, formula: str | None
) -> None:
    """A number, or the `formula` that gives it; what is not recorded is empty, and counts 0 in others."""
    sheet, row = place
    mark = {"bg_color": INPUT} if line.formula is None else {}
    if not isinstance(cell, Figure):
        if line.formula is None:
            sheet.write_blank(row, _FIGURE, None, book.format(**mark))
        else:
            book.write_text(sheet, (row, _FIGURE), cell.text, align="right")
    elif formula is not None:
        style = book.format(num_format=number_format(cell), **mark)
        sheet.write_formula(row, _FIGURE, formula, style, number_of(cell))
    else:
        book.write(sheet, (row, _FIGURE), cell, **mark)


def _indented(column: int) -> dict[str, Any]:
    """Words a little off the figures before them."""
    return {"align": "left", "indent": 1} if column > _FIGURE else {}


def _formula(line: SettlementLine, at: Mapping[str, int], exact: set[str]) -> str | None:
    """What gives the figure; `None` for one that stands for itself, or that Excel would not give exactly."""
    if line.name == "grant_rate" and isinstance(line.value, Fraction):
        return f"={line.value.numerator}/{line.value.denominator}"  # 1/3 has no digits that end
    if line.formula is None or not exact.issuperset({line.name, *line.formula.operands}):
        return None
    return excel_formula(line.formula, at)


def excel_formula(formula: LineFormula, at: Mapping[str, int]) -> str:
    """The formula over the cells of its operands, which stand in the rows `at`."""
    cells = [f"B{at[name] + 1}" for name in formula.operands]
    if formula.operation == "least":
        return f"=MIN({','.join(cells)})"
    joined = _JOINED[formula.operation].join(cells)
    return f"=MAX(0,{joined})" if formula.operation == "excess" else f"={joined}"
