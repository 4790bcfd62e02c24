"""Issues as a workbook, to be printed and sent to whoever can mend them: 指摘.xlsx."""

from collections.abc import Iterable
from typing import Any

from yport_cli.core.issues.file_report import FileReport
from yport_cli.core.issues.issue import Issue, Severity
from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.render.formats.xlsx.book import ROW_HEIGHT, TINT, Book, width_of
from yport_cli.render.wording.safe_text import escape_controls

_COLUMNS = (
    (Sentence("No.", "No."), 5),
    (Sentence("ファイル", "File"), 24),
    (Sentence("シート", "Sheet"), 14),
    (Sentence("セル・行", "Cell or line"), 12),
    (Sentence("書かれている内容", "What stands there"), 22),
    (Sentence("どこが問題か", "What is wrong"), 44),
    (Sentence("どう書けばよいか", "What to write"), 44),
    (Sentence("種別", "Kind"), 8),
    (Sentence("検査", "Rule"), 18),
)
_TITLE = Sentence("指摘の一覧", "What is to be mended")
_NONE = Sentence("指摘はありません。", "There is nothing to mend.")
_SHEET = Sentence("指摘", "Issues")
_KINDS = {Severity.ERROR: Sentence("誤り", "error"), Severity.WARNING: Sentence("注意", "warning")}
_FIRST = 2
_LONGEST = 500


def issues_workbook(reports: Iterable[FileReport], language: Language) -> bytes:
    """A row for each issue: where it is, what stands there, what is wrong with it, what to write instead."""
    book = Book(language, _TITLE.text_in(language), None)
    sheet = book.sheet(_SHEET.text_in(language))
    book.write_text(sheet, (0, 0), _TITLE.text_in(language), bold=True, font_size=14)
    for index, (name, width) in enumerate(_COLUMNS):
        sheet.set_column(index, index, width)
        book.write_text(
            sheet, (_FIRST, index), name.text_in(language), bold=True, border=1, bg_color=TINT, text_wrap=True
        )
    row = _FIRST
    for report in reports:
        for issue in report.issues:
            row += 1
            _write(book, sheet, row, report.path, issue)
    if row == _FIRST:
        book.write_text(sheet, (_FIRST + 1, 0), _NONE.text_in(language))
    else:
        sheet.autofilter(_FIRST, 0, row, len(_COLUMNS) - 1)
    sheet.freeze_panes(_FIRST + 1, 0)
    sheet.repeat_rows(_FIRST)
    return book.bytes()


def _write(book: Book, sheet: Any, row: int, path: str, issue: Issue) -> None:
    at = issue.at
    language = book.language
    spot = at.cell or f"{at.place.line}:{at.place.column}"
    hint = "" if issue.hint is None else issue.hint.text_in(language)
    kind = _KINDS[issue.severity].text_in(language)
    texts = [path, at.sheet or "", spot, _standing(issue), issue.message.text_in(language), hint, kind]
    cells = [str(row - _FIRST), *map(escape_controls, texts), issue.code]
    lines = 1
    for index, text in enumerate(cells):
        book.write_text(sheet, (row, index), text, border=1, text_wrap=True)
        lines = max(lines, -(-width_of(text) // _COLUMNS[index][1]))
    sheet.set_row(row, ROW_HEIGHT * lines)


def _standing(issue: Issue) -> str:
    """What stands at the place of an issue, as far as a cell shows it."""
    if issue.at.text:
        return issue.at.text[:_LONGEST]
    place, begin = issue.at.place, issue.at.excerpt_column
    end = place.end_column - begin if place.end_line == place.line else None
    return issue.at.excerpt[place.column - begin : end][:_LONGEST]
