"""Rules about a ledger that is an Excel workbook."""

from collections.abc import Iterable
from functools import partial
from itertools import islice

from yport_cli.core.issues.issue import Refusal, Rule, Severity
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.refusals.words import short

BAD_WORKBOOK = Rule("bad-workbook", stops=True)
MERGED_CELLS = Rule("merged-cells")
ERROR_CELL = Rule("error-cell")
UNCALCULATED_CELL = Rule("uncalculated-cell")
PERCENT_CELL = Rule("percent-cell")
NUMBER_FORMAT = Rule("number-format")
OTHER_SHEETS = Rule("other-sheets", Severity.WARNING)
HIDDEN_SHEET = Rule("hidden-sheet", Severity.WARNING)
UNREAD_FORMATS = Rule("unread-formats", Severity.WARNING)

MOST_CELLS = 1 << 23
"""Rows times columns of a sheet, up to its farthest cells: eight columns of a million rows."""

_MOST_NAMED = 10


def bad_workbook(reason: Sentence, hint: Sentence | None = None) -> Refusal:
    """An .xlsx file can be read as a workbook."""
    return BAD_WORKBOOK.refusal(
        Sentence(
            f"Excelファイルとして読めません（{reason.ja}）",
            f"the file cannot be read as a workbook ({reason.en})",
        ),
        hint
        or Sentence(
            "Excelで開いて .xlsx として保存し直してください", "open it in Excel and save it as .xlsx"
        ),
    )


def locked_workbook(reason: Sentence) -> Refusal:
    """An .xlsx file is open to every reader: a case of `bad-workbook`."""
    return bad_workbook(
        reason,
        Sentence(
            "Excelで開き、パスワードを外して .xlsx として保存し直してください",
            "open it in Excel, remove the password and save it as .xlsx",
        ),
    )


def damaged_workbook(sheet: str | None = None) -> Refusal:
    """What an .xlsx file holds, or the part of it that is `sheet`, is whole: a case of `bad-workbook`."""
    if sheet is None:
        reason = Sentence("壊れているか、途中で切れています", "it is damaged, or was cut off")
    else:
        reason = Sentence(
            f"シート「{short(sheet)}」の中身が壊れています", f"the sheet {short(sheet)!r} is damaged"
        )
    return bad_workbook(
        reason,
        Sentence(
            "Excelで開いて修復し、.xlsx として保存し直してください。開けなければ、受け取り直してください",
            "open it in Excel, let it be repaired and save it as .xlsx; if it does not open, get it anew",
        ),
    )


def far_cell(cell: str) -> Refusal:
    """The rows and columns of a sheet are as many as a ledger may have: a case of `bad-workbook`."""
    return bad_workbook(
        Sentence(
            f"セル {cell} がほかのデータから遠く離れています", f"its cell {cell} is far away from the others"
        ),
        Sentence(
            f"余分な行と列を削除して保存し直してください（行×列は{MOST_CELLS:,}まで）",
            f"delete the surplus rows and columns, and save it (at most {MOST_CELLS:,} cells)",
        ),
    )


def merged_cells(sheet: str, first: str, last: str) -> Refusal:
    """The sheet of a ledger has no merged cells."""
    return MERGED_CELLS.refusal(
        Sentence(
            f"シート「{short(sheet)}」の {first}:{last} が結合されています",
            f"the cells {first}:{last} of the sheet {short(sheet)!r} are merged",
        ),
        Sentence(
            "結合を解き、1行目に見出し、2行目から1行1件で書いてください",
            "unmerge them: headings in row 1, then one entry a row",
        ),
    )


def error_cell(text: str) -> Refusal:
    """No cell that counts holds an error."""
    return ERROR_CELL.refusal(
        Sentence(f"セルがエラー値 {text} です", f"the cell holds the error {text}"),
        Sentence("数式を直すか、値を書いてください", "mend the formula, or write the value"),
    )


uncalculated_cell = partial(
    UNCALCULATED_CELL.refusal,
    Sentence("数式の計算結果が保存されていません", "the formula was saved without its result"),
    Sentence(
        "Excelで開いて保存し直すか、値を書いてください", "open and save it in Excel, or write the value"
    ),
)


def percent_cell(text: str) -> Refusal:
    """No amount is formatted as a percentage."""
    return PERCENT_CELL.refusal(
        Sentence(
            f"セルの表示形式がパーセントです（中身は {text}）",
            f"the cell is formatted as a percentage (it holds {text})",
        ),
        Sentence(
            "表示形式を「標準」か「数値」にし、項目の単位で書き直してください",
            "format it as a number, and write it in the item's unit",
        ),
    )


def number_format(text: str, format_code: str) -> Refusal:
    """No amount is shown by its format as another number, or in a unit that only the format has."""
    return NUMBER_FORMAT.refusal(
        Sentence(
            f"セルの表示形式（{short(format_code)}）のため、見えている値と中身 {text} が異なります",
            f"the cell's format ({short(format_code)}) shows something else than it holds, {text}",
        ),
        Sentence(
            "表示形式を「標準」か「数値」にし、項目の単位での値を書いてください",
            "format it as a plain number, and write it in the item's unit",
        ),
    )


def other_sheets(read: str, others: Iterable[str]) -> Refusal:
    """A workbook has one sheet, or one that is called ledger, 台帳, 実績 or 実績台帳."""
    names = [short(name) for name in islice(others, _MOST_NAMED + 1)]
    if len(names) > _MOST_NAMED:
        names[_MOST_NAMED] = "…"
    return OTHER_SHEETS.refusal(
        Sentence(
            f"シート「{short(read)}」だけを読みました（ほかに {'・'.join(names)}）",
            f"only the sheet {short(read)!r} was read (there is also {', '.join(names)})",
        ),
        Sentence(
            "読むシートの名前を「台帳」にするか、行を一つのシートに集めてください",
            "call the sheet to read `ledger`, or gather the rows in one sheet",
        ),
    )


def hidden_sheet(sheet: str) -> Refusal:
    """The sheet of a ledger is not hidden."""
    return HIDDEN_SHEET.refusal(
        Sentence(
            f"非表示のシート「{short(sheet)}」を読みました",
            f"the sheet {short(sheet)!r}, which was read, is hidden",
        ),
        Sentence(
            "シートを再表示するか、台帳でなければ名前を変えてください",
            "unhide the sheet, or rename it if it is not the ledger",
        ),
    )


def unread_formats(kind: str) -> Refusal:
    """A workbook is an .xlsx, of which the formats of cells are read, too; `kind` is what it is instead."""
    merged = Sentence("・結合", ", merged cells") if kind == ".ods" else Sentence("", "")
    return UNREAD_FORMATS.refusal(
        Sentence(
            f"{kind} なので、セルの表示形式（% や千単位、年月）・エラー値{merged.ja}は読めず、中身の数だけを読みました",
            f"it is an {kind}: the formats of cells (%, thousands, months), errors{merged.en} are not read, "
            "only the numbers that cells hold",
        ),
        Sentence(
            "取り込む数が見えている数と同じか確かめるか、.xlsx として保存し直してください",
            "see that what is taken is what the sheet shows, or save it as .xlsx",
        ),
    )


def perhaps_percent(text: str) -> Refusal:
    """A figure in % is seen as it is read: a case of `percent-cell`."""
    return PERCENT_CELL.refusal(
        Sentence(
            f"中身は {text} ですが、パーセントの表示で百倍に見えているかもしれません",
            f"it holds {text}, which may be shown a hundredfold as a percentage",
        ),
        Sentence(
            "文字列で「65%」のように書くか、.xlsx として保存し直してください",
            "write it as text, such as 65%, or save the workbook as .xlsx",
        ),
    )
