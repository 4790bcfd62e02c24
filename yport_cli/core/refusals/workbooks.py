"""Rules about a ledger that is an Excel workbook."""

from collections.abc import Iterable
from itertools import islice

from yport_cli.core.issues.issue import BadValue
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.refusals.words import short

MOST_CELLS = 1 << 23
"""Rows times columns of a sheet, up to its farthest cells: eight columns of a million rows."""

_MOST_NAMED = 10


def bad_workbook(reason: Sentence, hint: Sentence | None = None) -> BadValue:
    """An .xlsx file can be read as a workbook.

    ja: .xlsx ファイルをExcelブックとして読むことができます。

    A file with a password cannot be read by anybody without it, an old .xls has another format, and a file that
    unpacks to gigabytes, or has a cell far away from the others, would fill the memory.

    ja: パスワードのあるファイルは開けず、古い .xls は形式が違います。展開すると数ギガバイトになるファイルや、遠く離れたセルの
    あるファイルは、メモリーを使い果たします。

    Form: -

    Fails (a workbook with a password)::

        date,item,amount
        2018-04-10,orders,2500000

    Passes (a workbook)::

        date,item,amount
        2018-04-10,orders,2500000
    """
    return BadValue(
        "bad-workbook",
        Sentence(
            f"Excelファイルとして読めません（{reason.ja}）",
            f"the file cannot be read as a workbook ({reason.en})",
        ),
        hint
        or Sentence(
            "Excelで開いて .xlsx として保存し直してください", "open it in Excel and save it as .xlsx"
        ),
    )


def locked_workbook(reason: Sentence) -> BadValue:
    """An .xlsx file is open to every reader: a case of `bad-workbook`."""
    return bad_workbook(
        reason,
        Sentence(
            "Excelで開き、パスワードを外して .xlsx として保存し直してください",
            "open it in Excel, remove the password and save it as .xlsx",
        ),
    )


def damaged_workbook(sheet: str | None = None) -> BadValue:
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


def far_cell(cell: str) -> BadValue:
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


def merged_cells(sheet: str, first: str, last: str) -> BadValue:
    """The sheet of a ledger has no merged cells.

    ja: 台帳のシートに、結合されたセルはありません。

    A merged cell has its value in one corner and hides what it covers: a merged heading names one column, and a merged
    date gives a date to one row only.

    ja: 結合されたセルの値は一隅にだけあり、残りは隠れます。結合された見出しは一列の名前にしかならず、結合された日付は一行の
    日付にしかなりません。

    Form: -

    Fails (a workbook, A2 and A3 merged)::

        date,item,amount
        2018-04-10,orders,2500000
        ,surveys,2

    Passes (a workbook)::

        date,item,amount
        2018-04-10,orders,2500000
        2018-04-10,surveys,2
    """
    return BadValue(
        "merged-cells",
        Sentence(
            f"シート「{short(sheet)}」の {first}:{last} が結合されています",
            f"the cells {first}:{last} of the sheet {short(sheet)!r} are merged",
        ),
        Sentence(
            "結合を解き、1行目に見出し、2行目から1行1件で書いてください",
            "unmerge them: headings in row 1, then one entry a row",
        ),
    )


def error_cell(text: str) -> BadValue:
    """No cell that counts holds an error.

    ja: 使うセルに、エラー値はありません。

    A formula that failed has no value, and that is neither 0 nor a blank.

    ja: 計算に失敗した数式には値がありません。0 でも空欄でもありません。

    Form: -

    Fails (a workbook)::

        date,item,amount
        2018-04-10,orders,#DIV/0!

    Passes (a workbook)::

        date,item,amount
        2018-04-10,orders,2500000
    """
    return BadValue(
        "error-cell",
        Sentence(f"セルがエラー値 {text} です", f"the cell holds the error {text}"),
        Sentence("数式を直すか、値を書いてください", "mend the formula, or write the value"),
    )


def uncalculated_cell() -> BadValue:
    """No cell that counts holds a formula without its result.

    ja: 使うセルに、計算結果のない数式はありません。

    Programs other than a spreadsheet write formulas without calculating them. Such a cell looks like a number in
    Excel and is blank to everybody else.

    ja: 表計算ソフト以外のプログラムは、数式を計算せずに書き出すことがあります。Excelでは数に見えますが、ほかからは空欄に見えます。

    Form: -

    Fails (a workbook)::

        date,item,amount
        2018-04-10,orders,=1000000+1500000

    Passes (a workbook)::

        date,item,amount
        2018-04-10,orders,2500000
    """
    return BadValue(
        "uncalculated-cell",
        Sentence("数式の計算結果が保存されていません", "the formula was saved without its result"),
        Sentence(
            "Excelで開いて保存し直すか、値を書いてください", "open and save it in Excel, or write the value"
        ),
    )


def percent_cell(text: str) -> BadValue:
    """No amount is formatted as a percentage.

    ja: 金額・数量のセルの表示形式は、パーセントではありません。

    Such a cell shows 12.5% and holds 0.125. Which of the two is meant in the item's unit cannot be known, and the
    difference is a hundredfold.

    ja: 表示は 12.5%、中身は 0.125 です。項目の単位でどちらを意味するのか分からず、百倍の違いになります。

    Form: -

    Fails (a workbook)::

        date,item,amount
        2018-04-10,rating,12.5%

    Passes (a workbook)::

        date,item,amount
        2018-04-10,rating,12.5
    """
    return BadValue(
        "percent-cell",
        Sentence(
            f"セルの表示形式がパーセントです（中身は {text}）",
            f"the cell is formatted as a percentage (it holds {text})",
        ),
        Sentence(
            "表示形式を「標準」か「数値」にし、項目の単位で書き直してください",
            "format it as a number, and write it in the item's unit",
        ),
    )


def other_sheets(read: str, others: Iterable[str]) -> BadValue:
    """A workbook has one sheet, or one that is called ledger, 台帳, 実績 or 実績台帳.

    ja: ブックのシートは一つか、その一つの名前が ledger・台帳・実績・実績台帳 です。

    Of several sheets only one is read. When none has such a name it is the first, and rows on the others would be
    missed without a sign.

    ja: シートがいくつあっても、読むのは一つだけです。名前で決まらないときは最初のシートを読むので、ほかのシートの行に気づけません。

    Form: -

    Fails (a workbook with two sheets)::

        date,item,amount
        2018-04-10,orders,2500000

    Passes (a workbook with two sheets, the first called 台帳)::

        date,item,amount
        2018-04-10,orders,2500000
    """
    names = [short(name) for name in islice(others, _MOST_NAMED + 1)]
    if len(names) > _MOST_NAMED:
        names[_MOST_NAMED] = "…"
    return BadValue(
        "other-sheets",
        Sentence(
            f"シート「{short(read)}」だけを読みました（ほかに {'・'.join(names)}）",
            f"only the sheet {short(read)!r} was read (there is also {', '.join(names)})",
        ),
        Sentence(
            "読むシートの名前を「台帳」にするか、行を一つのシートに集めてください",
            "call the sheet to read `ledger`, or gather the rows in one sheet",
        ),
    )


def hidden_sheet(sheet: str) -> BadValue:
    """The sheet of a ledger is not hidden.

    ja: 台帳のシートは非表示ではありません。

    A sheet that nobody sees is read because of its name, or because there is no other. Figures come from it that
    cannot be found on the screen, and whoever adds a row adds it elsewhere.

    ja: 名前が台帳のものであるか、ほかにシートがなければ、見えないシートも読みます。画面で見つからない数字がそこから入り、行を
    加える人はほかのシートに加えてしまいます。

    Form: -

    Fails (a workbook with two sheets, the first hidden and called 台帳)::

        date,item,amount
        2018-04-10,orders,2500000

    Passes (a workbook with two sheets, the first called 台帳)::

        date,item,amount
        2018-04-10,orders,2500000
    """
    return BadValue(
        "hidden-sheet",
        Sentence(
            f"非表示のシート「{short(sheet)}」を読みました",
            f"the sheet {short(sheet)!r}, which was read, is hidden",
        ),
        Sentence(
            "シートを再表示するか、台帳でなければ名前を変えてください",
            "unhide the sheet, or rename it if it is not the ledger",
        ),
    )
