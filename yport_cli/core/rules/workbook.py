"""Rules about a ledger that is an Excel workbook."""

from collections.abc import Iterable

from yport_cli.core.issue import BadValue, Sentence


def bad_workbook(reason: Sentence, hint: Sentence | None = None) -> BadValue:
    """An .xlsx file can be read as a workbook.

    ja: .xlsx ファイルをExcelブックとして読むことができます。

    A file with a password cannot be read by anybody without it, an old .xls has another format, and a file that
    unpacks to gigabytes would fill the memory.

    ja: パスワードのあるファイルは開けず、古い .xls は形式が違い、展開すると数ギガバイトになるファイルはメモリーを使い果たします。

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
            f"シート「{sheet}」の {first}:{last} が結合されています",
            f"the cells {first}:{last} of the sheet {sheet!r} are merged",
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
    names = list(others)
    return BadValue(
        "other-sheets",
        Sentence(
            f"シート「{read}」だけを読みました（ほかに {'・'.join(names)}）",
            f"only the sheet {read!r} was read (there is also {', '.join(names)})",
        ),
        Sentence(
            "読むシートの名前を「台帳」にするか、行を一つのシートに集めてください",
            "call the sheet to read `ledger`, or gather the rows in one sheet",
        ),
    )
