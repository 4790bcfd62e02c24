"""The 効果検証 sheet as a workbook: the form, as people fill it in, what the figures suggest, and the data."""

from typing import Any

from yport_cli.render.formats.xlsx.book import ROW_HEIGHT, TINT, Book, widest, width_of
from yport_cli.render.formats.xlsx.data_sheet import write_data
from yport_cli.render.formats.xlsx.report_sheets import Sheet
from yport_cli.render.shapes.cell import Cell
from yport_cli.render.shapes.evaluation_sheet import EvaluationSheet
from yport_cli.render.wording.labels import label

_WIDTHS = (4, 18, 13, 14, 22, 11, 6, 10, 11, 13, 11, 16, 12, 14, 8)
_WIDTHS_OF_SUGGESTIONS = (6, 34, 30, 24, 24, 10, 36)
_LEAST_LINES = 3
_GROUPS = {"indicator": (4, "kensho_kpi"), "verdict": (2, "kensho_experts")}
"""How many columns stand under a heading of their own, by the first of them."""


def evaluation_workbook(form: EvaluationSheet) -> bytes:
    """The whole workbook."""
    book = Book(form.language, form.title, form.as_of)
    _form(book, form)
    suggestions = Sheet(book, label("suggestion", form.language), widths=list(_WIDTHS_OF_SUGGESTIONS))
    for table in form.suggestions:
        suggestions.table(table)
    write_data(book, form.records)
    return book.bytes()


def _form(book: Book, form: EvaluationSheet) -> None:
    """Project by project, with empty cells for what nobody has said."""
    sheet = book.sheet(label("sheet_kensho", form.language))
    widths = _headings(book, sheet, form)
    of_kpi = len(form.project_columns)
    of_people = of_kpi + len(form.kpi_columns)
    row = 3
    for project in form.projects:
        last = row + len(project.kpis) - 1
        for start, cells in ((0, project.project), (of_people, project.people)):
            for index, cell in enumerate(cells, start):
                _cell(book, sheet, (row, index), cell, last)
        for index, column in enumerate(form.people_columns, of_people):
            if column.name in form.choices:
                chosen = {"validate": "list", "source": list(form.choices[column.name]), "ignore_blank": True}
                sheet.data_validation(row, index, last, index, {**chosen, "error_type": "warning"})
        for kpi in project.kpis:
            for index, cell in enumerate(kpi, of_kpi):
                _cell(book, sheet, (row, index), cell, row)
            lines = (-(-width_of(cell.text) // widths[index]) for index, cell in enumerate(kpi, of_kpi))
            sheet.set_row(row, ROW_HEIGHT * max(_LEAST_LINES, *lines))
            row += 1
    for position, note in enumerate(form.notes):
        book.write_text(sheet, (row + position, 0), note, font_size=9)


def _headings(book: Book, sheet: Any, form: EvaluationSheet) -> list[int]:
    """The title and two rows of headings; gives the width of each column."""
    table = form.flat()
    centred = {"align": "center", "valign": "vcenter", "text_wrap": True}
    head = {"bold": True, "border": 1, "bg_color": TINT, **centred}
    book.write_text(sheet, (0, 0), form.title, bold=True, font_size=14)
    widths = []
    grouped_to = 0
    for index, (one, width) in enumerate(zip(table.columns, _WIDTHS, strict=True)):
        widths.append(max(width, widest(row[index].text for row in table.rows) if one.numeric else 0))
        sheet.set_column(index, index, widths[index])
        if one.name in _GROUPS:
            count, group = _GROUPS[one.name]
            grouped_to = index + count
            heading = label(group, form.language)
            sheet.merge_range(1, index, 1, grouped_to - 1, heading, book.format(**head))
        if index < grouped_to:
            book.write_text(sheet, (2, index), one.heading, **head)
        else:
            sheet.merge_range(1, index, 2, index, one.heading, book.format(**head))
    for row, height in enumerate((26, ROW_HEIGHT, ROW_HEIGHT * 2)):
        sheet.set_row(row, height)
    sheet.repeat_rows(1, 2)
    sheet.freeze_panes(3, 2)
    return widths


def _cell(book: Book, sheet: Any, place: tuple[int, int], cell: Cell, last: int) -> None:
    """A cell with a border, merged down to the row `last`."""
    row, index = place
    border = {"border": 1, "text_wrap": True}
    if last > row:
        sheet.merge_range(row, index, last, index, "", book.format(**border))
    if cell.text:
        book.write(sheet, place, cell, **border)
    elif last == row:
        sheet.write_blank(row, index, None, book.format(**border))
