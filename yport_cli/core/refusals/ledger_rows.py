"""Rules about the ledger: its file, its headings, its rows."""

from collections.abc import Iterable, Mapping
from datetime import date
from unicodedata import normalize

from yport_cli.core.issues.issue import BadValue
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.number import Number, plain
from yport_cli.core.refusals.words import nearest, short

_TOTALS = frozenset(("合計", "計", "小計", "総計", "累計", "total", "sum", "subtotal"))
_MOST_NAMED = 100


def ledger_encoding(lines: Mapping[str, int]) -> BadValue:
    """A CSV ledger is in UTF-8, with or without a byte order mark, in UTF-16 or in CP932 (Shift_JIS).

    ja: CSVの台帳の文字コードは、UTF-8（BOMはあってもなくてもかまいません）・UTF-16・CP932（Shift_JIS）のいずれかです。

    These are what Excel and the systems of public bodies write. They are tried in turn, by the byte order mark and
    then strictly, never by statistics, which take short Japanese text for Korean.

    ja: Excelや自治体のシステムが書き出すのはこの三つです。BOMを見たうえで順に厳密に試します。統計による推測は短い日本語を
    韓国語と取り違えるため、使いません。

    Form: -

    Fails (a ledger saved as CP932, with the byte FF at its end)::

        日付,項目,金額
        2018-04-10,orders,2500000

    Passes (a ledger saved as CP932)::

        日付,項目,金額
        2018-04-10,orders,2500000
    """
    ja = "、".join(f"{name} としては{line}行目" for name, line in lines.items())
    en = ", ".join(f"line {line} as {name}" for name, line in lines.items())
    return BadValue(
        "ledger-encoding",
        Sentence(
            f"文字コードが分かりません（読めないのは {ja}）", f"the encoding is not known (it breaks at {en})"
        ),
        Sentence("UTF-8 で保存し直してください", "save the file as UTF-8"),
    )


def empty_ledger() -> BadValue:
    """A ledger has a row of headings.

    ja: 台帳には見出しの行があります。

    A file without headings may be a ledger that was lost. One with headings and no rows is fine: nothing is
    recorded yet.

    ja: 見出しもないファイルは、中身の失われた台帳かもしれません。見出しだけで行のない台帳は正しく、まだ何も記録されて
    いないという意味です。

    Form: -

    Fails (a ledger)::

        ,,

    Passes (a ledger)::

        date,item,amount
    """
    return BadValue(
        "empty-ledger",
        Sentence("台帳に中身がありません", "the ledger is empty"),
        Sentence(
            "1行目に見出し date,item,amount を書いてください", "write the headings date,item,amount in row 1"
        ),
    )


def missing_column(names: Iterable[str], ja: str, en: str) -> BadValue:
    """The first row names a column for the item, one for the amount, and one for the date or the fiscal year.

    ja: 1行目に、項目の列、金額・数量の列、日付か年度の列の見出しがあります。

    Headings are Japanese or English, half or full width, in any order. Other columns are left alone. Rows above
    the headings (a title, a date of issue) would have to be guessed at.

    ja: 見出しは日本語でも英語でも、全角でも半角でもよく、順序は問いません。ほかの列には触れません。見出しより上に題名や
    作成日の行があると、どこからが表かを推測することになります。

    Form: -

    Fails (a ledger)::

        日付,項目,予定額
        2018-04-10,orders,2500000

    Passes (a ledger)::

        項目,金額,日付,担当課
        orders,2500000,2018-04-10,国際協力課
    """
    listed = list(names)
    return BadValue(
        "missing-column",
        Sentence(f"1行目に見出し「{ja}」がありません", f"the first row has no heading {en!r}"),
        Sentence(
            f"1行目（題名や説明の行は置かない）に {'・'.join(listed)} のいずれかを書いてください",
            f"write one of {', '.join(listed)} in row 1, with no title above it",
        ),
    )


def duplicate_column(name: str, other: str) -> BadValue:
    """No two columns mean the same.

    ja: 同じ意味の列は一つだけです。

    Of two columns of amounts nobody could say which one counts.

    ja: 金額の列が二つあると、どちらが実績なのか決められません。

    Form: -

    Fails (a ledger)::

        日付,項目,金額,実績値
        2018-04-10,orders,2500000,2400000

    Passes (a ledger)::

        日付,項目,契約額,実績値
        2018-04-10,orders,2500000,2400000
    """
    return BadValue(
        "duplicate-column",
        Sentence(
            f"見出し「{short(name)}」は「{short(other)}」と同じ列を指します",
            f"the heading {short(name)!r} means the same as {short(other)!r}",
        ),
        Sentence("どちらか一方の見出しを変えてください", "rename one of the two"),
    )


def unclosed_quote() -> BadValue:
    """A cell that begins with a quotation mark ends with one.

    ja: 引用符で始まるセルは引用符で終わります。

    All that follows an open quotation mark, other rows included, would belong to that one cell.

    ja: 引用符が閉じていないと、続く行もすべて一つのセルの中身になってしまいます。

    Form: -

    Fails (a ledger)::

        date,item,amount,note
        2018-04-10,orders,2500000,"見本
        2018-04-20,surveys,2,

    Passes (a ledger)::

        date,item,amount,note
        2018-04-10,orders,2500000,"見本"
        2018-04-20,surveys,2,
    """
    return BadValue(
        "unclosed-quote",
        Sentence(
            "ここで始まる引用符が閉じていないため、この先を読めません",
            "the quotation mark that begins here is never closed, so nothing after it can be read",
        ),
        Sentence(
            'セルの終わりに " を加えるか、始まりの " を消してください',
            'add " at the end of the cell, or remove it at the beginning',
        ),
    )


def long_cell(longest: int) -> BadValue:
    """A cell has at most 1,048,576 characters.

    ja: 一つのセルは1,048,576文字までです。

    A longer one is no entry: the file is something else than a ledger, or its line ends are missing.

    ja: それより長いセルは記入ではありません。台帳ではないファイルか、改行の失われたファイルです。

    Form: -

    Fails (a ledger, the last line 200,000 times without line ends)::

        date,item,amount
        2018-04-10

    Passes (a ledger)::

        date,item,amount
        2018-04-10,orders,2500000
    """
    return BadValue(
        "long-cell",
        Sentence(
            f"セルが長すぎるため、この先を読めません（{longest:,}文字まで）",
            f"the cell is too long, so nothing after it can be read (at most {longest:,} characters)",
        ),
        Sentence(
            "台帳のCSVかどうか、改行があるかを確かめてください",
            "check that this is a CSV ledger with line ends",
        ),
    )


def long_row(longest: int) -> BadValue:
    """A row has at most 4,194,304 characters: a case of `long-cell`."""
    return BadValue(
        "long-cell",
        Sentence(
            f"行が長すぎるため、この先を読めません（{longest:,}文字まで）",
            f"the row is too long, so nothing after it can be read (at most {longest:,} characters)",
        ),
        Sentence(
            "台帳のCSVかどうか、改行があるかを確かめてください",
            "check that this is a CSV ledger with line ends",
        ),
    )


def nul() -> BadValue:
    """No cell holds the character NUL: a case of `control-character`."""
    return BadValue(
        "control-character",
        Sentence(
            "使えない制御文字 U+0000（NUL）があるため、この先を読めません",
            "there is a control character, U+0000 (NUL), so nothing after it can be read",
        ),
        Sentence(
            "台帳のCSVかどうかを確かめ、その文字を消してください",
            "check that this is a CSV ledger, and remove the character",
        ),
    )


def extra_cells() -> BadValue:
    """No row has more cells than there are headings.

    ja: 見出しより多くのセルを持つ行はありません。

    The usual cause is an amount with thousands separators outside quotation marks, which falls apart into several
    cells: 1,000 would be read as 1. Empty cells at a row's end do no harm.

    ja: たいていは、桁区切りのある金額が引用符なしで書かれて、いくつものセルに分かれたものです。1,000 が 1 と読まれかねません。
    行末の空のセルはかまいません。

    Form: -

    Fails (a ledger)::

        date,item,amount
        2018-04-10,orders,2,500,000

    Passes (a ledger)::

        date,item,amount
        2018-04-10,orders,"2,500,000"
        2018-04-20,surveys,2,,
    """
    return BadValue(
        "extra-cells",
        Sentence("見出しより多くのセルがあります", "the row has more cells than there are headings"),
        Sentence(
            '桁区切りの「,」を含む数は "1,000" と引用符で囲むか、1000 と書いてください',
            'quote a number with separators ("1,000"), or write 1000',
        ),
    )


def unknown_item(name: str, known: list[str], by_title: Mapping[str, str]) -> BadValue:
    """The item of each row is one that the plan has.

    ja: どの行の項目も、計画にあるものです。

    Items are the ids of the plan's KPIs, execution (or execution:LINE for a line of the budget), grant_received,
    grant_returned, carried_out, supplement, revenue and cost. A row about anything else would be lost silently.

    ja: 項目は、計画のKPIの id、execution（予算の費目ごとなら execution:費目のid）、grant_received、grant_returned、carried_out、
    supplement、revenue、cost のいずれかです。ほかの項目の行を黙って捨てることはしません。

    Form: -

    Fails (a ledger)::

        date,item,amount
        2018-04-10,order,2500000

    Passes (a ledger)::

        date,item,amount
        2018-04-10,orders,2500000
    """
    if not name:
        message = Sentence("項目が空欄です", "the item is blank")
    else:
        message = Sentence(
            f"項目「{short(name)}」は計画にありません", f"the plan has no item {short(name)!r}"
        )
    return BadValue("unknown-item", message, _advice(name, known, by_title))


def unknown_kpi(name: str, known: list[str], by_title: Mapping[str, str]) -> BadValue:
    """The KPI that is asked for is one of the plan's: a case of `unknown-item`."""
    message = Sentence(f"KPI「{name}」は計画にありません", f"the plan has no KPI {name!r}")
    return BadValue("unknown-item", message, _advice(name, known, by_title))


def _advice(name: str, known: list[str], by_title: Mapping[str, str]) -> Sentence:
    folded = normalize("NFKC", name).strip().lower()
    if folded in _TOTALS:
        return Sentence("合計は計算するので、合計の行は消してください", "remove the row: totals are computed")
    names = {candidate.lower(): candidate for candidate in known}
    names.update((normalize("NFKC", title).lower(), identifier) for title, identifier in by_title.items())
    near = folded if folded in names else nearest(folded, names) if len(names) <= _MOST_NAMED else None
    if near:
        found = names[near]
        return Sentence(f"「{found}」の間違いではありませんか", f"did you mean {found!r}?")
    listed = known if len(known) <= _MOST_NAMED else [*known[:_MOST_NAMED], "…"]
    return Sentence(f"使える項目は {'・'.join(listed)} です", f"the items are {', '.join(listed)}")


def missing_date() -> BadValue:
    """Each row has a date or a fiscal year.

    ja: どの行にも、日付か年度があります。

    A fiscal year that is given wins over the date. A row without a date counts as 31 March, at its year's end.

    ja: 年度があれば日付より優先します。日付のない行は、年度末の3月31日のものとします。

    Form: -

    Fails (a ledger)::

        date,fiscal_year,item,amount
        ,,orders,2500000

    Passes (a ledger)::

        date,fiscal_year,item,amount
        ,H30,orders,2500000
    """
    return BadValue(
        "missing-date",
        Sentence("日付も年度もありません", "the row has neither a date nor a fiscal year"),
        Sentence(
            "日付（2018-02-01）か年度（H29）を書いてください",
            "write a date (2018-02-01) or a fiscal year (H29)",
        ),
    )


def row_outside_plan(year: str, first: str, last: str) -> BadValue:
    """Each row belongs to a fiscal year of the plan; revenue and cost may also come after it.

    ja: どの行も計画の年度に属します。事業収支（revenue）と経費（cost）だけは、計画の後の年度でもかまいません。

    Such a row would count nowhere. A project goes on after its plan, so its revenue and cost may be recorded then.

    ja: 計画の年度の外の行は、どこにも数えられません。事業は計画の後も続くので、その収支は記録できます。

    Form: ５－２ ⑧ 事業実施期間

    Fails (a ledger)::

        date,item,amount
        2016-04-10,orders,2500000

    Passes (a ledger)::

        date,fiscal_year,item,amount
        2017-04-10,,orders,2500000
        2020-04-20,H31,execution,1200
        2021-03-31,,revenue,40000
    """
    return BadValue(
        "row-outside-plan",
        Sentence(
            f"{year} は計画の年度（{first}〜{last}）にありません",
            f"{year} is not a fiscal year of the plan ({first}–{last})",
        ),
        Sentence(
            "日付か年度を直してください。出納整理期間（4・5月）の支払いなら、属する年度を年度の列に書きます",
            "correct the date or the year; a payment of April or May that belongs to the year before states that year",
        ),
    )


def date_outside_year(day: date, year: str) -> BadValue:
    """The date of a row lies in its fiscal year, or in the April or May after it.

    ja: 行の日付は、その年度の中か、翌年度の4・5月にあります。

    The fiscal year wins over the date, which is right for payments of April and May that belong to the year before
    (出納整理期間). Any other difference is more likely a slip in one of the two, and would move an amount from one year
    to another.

    ja: 年度は日付より優先します。4・5月の支払いが前の年度に属すること（出納整理期間）があるからです。それ以外の食い違いは、
    どちらかの書き誤りと思われ、金額が別の年度に移ってしまいます。

    Form: -

    Fails (a ledger)::

        date,fiscal_year,item,amount
        2018-09-10,H29,orders,2500000

    Passes (a ledger)::

        date,fiscal_year,item,amount
        2018-04-20,H29,orders,50000
    """
    return BadValue(
        "date-outside-year",
        Sentence(
            f"日付 {day} は {year}年度にも翌年度の4・5月にもありませんが、{year}年度の実績としました",
            f"{day} is neither in {year} nor in the April or May after it, but was counted for {year}",
        ),
        Sentence("日付と年度のどちらかを直してください", "correct the date or the fiscal year"),
    )


def bad_unit(unit: str, item: str, wanted: str) -> BadValue:
    """The unit of a row is its item's unit, or one that converts to it exactly.

    ja: 行の単位は、項目の単位か、正確に換算できる単位です。

    A KPI has its own unit; execution, grants, carry-over and supplement have the budget's; revenue and cost have that of
    self_sufficiency. Yen, thousands, tens of thousands, millions and hundreds of millions of yen convert exactly.

    ja: KPIにはそれぞれの単位、執行・交付金・繰越・補正には budget の単位、事業収支と経費には self_sufficiency の単位が
    あります。円・千円・万円・百万円・億円は互いに正確に換算できます。

    Form: -

    Fails (a ledger)::

        date,item,amount,unit
        2018-04-10,orders,25,ドル

    Passes (a ledger)::

        date,item,amount,unit
        2018-04-10,orders,2500000000,円
    """
    return BadValue(
        "bad-unit",
        Sentence(
            f"単位「{short(unit)}」は項目「{item}」の単位「{wanted}」に換算できません",
            f"the unit {short(unit)!r} does not convert to {wanted!r}, the unit of {item!r}",
        ),
        Sentence(f"{wanted} で書いてください", f"give the amount in {wanted}"),
    )


def blank_amount() -> BadValue:
    """Each row has an amount.

    ja: どの行にも金額・数量があります。

    A blank, or a lone dash, is no figure: the row records nothing, and a year without any other row stays not
    recorded. It is not 0.

    ja: 空欄や「-」だけのセルは数ではありません。その行は何も記録せず、ほかに行のない年度は未記録のままです。0 とはしません。

    Form: -

    Fails (a ledger)::

        date,item,amount
        2018-04-10,briefings,

    Passes (a ledger)::

        date,item,amount
        2018-04-10,briefings,0
    """
    return BadValue(
        "blank-amount",
        Sentence(
            "金額・数量が空欄なので、この行は何も記録しません",
            "the amount is blank, so the row records nothing",
        ),
        Sentence("値があれば書き、0 なら 0 と書いてください", "write the amount, or 0 if it is 0"),
    )


def repeated_row() -> BadValue:
    """No row stands in the ledger twice.

    ja: まったく同じ行は二つありません。

    Two equal rows may be one event entered twice, or two events that look alike. Both are counted; a note tells two
    events apart.

    ja: 同じ行が二つあるのは、一件を二度書いたのかもしれず、よく似た二件かもしれません。どちらも数えます。別の件なら備考で
    区別してください。

    Form: -

    Fails (a ledger)::

        date,item,amount,note
        2018-04-10,surveys,2,タイ
        2018-04-10,surveys,2,タイ

    Passes (a ledger)::

        date,item,amount,note
        2018-04-10,surveys,2,タイ
        2018-04-10,surveys,2,ベトナム
    """
    return BadValue(
        "repeated-row",
        Sentence(
            "まったく同じ行がすでにあります（どちらも数えています）",
            "the same row stands in the ledger already; both are counted",
        ),
        Sentence(
            "二重の記録なら消し、別の件なら備考で区別してください",
            "remove it if it is the same event, else tell them apart in the note",
        ),
    )


def level_conflict(item: str, day: date, first: Number, second: Number) -> BadValue:
    """A level has one figure a day.

    ja: 水準（level）のKPIの値は、一日に一つです。

    The latest row of a year is its actual. Of two figures for the same day nobody could say which one is.

    ja: 年度の最後の行がその年度の実績です。同じ日に二つの値があると、どちらが実績か決められません。

    Form: -

    Fails (a ledger)::

        date,item,amount
        2018-03-31,rating,8.4
        2018-03-31,rating,8.6

    Passes (a ledger)::

        date,item,amount
        2018-03-30,rating,8.4
        2018-03-31,rating,8.6
    """
    return BadValue(
        "level-conflict",
        Sentence(
            f"「{item}」の {day} の値が二つあります（{plain(first)} と {plain(second)}）",
            f"{item!r} has two figures for {day}: {plain(first)} and {plain(second)}",
        ),
        Sentence(
            "正しい値だけを残すか、日付を分けてください", "keep the right one, or give them different dates"
        ),
    )


def ledger_without_plan(names: Iterable[str]) -> BadValue:
    """A ledger that is checked has its plan beside it.

    ja: 検査する台帳の隣に、その計画があります。

    What a row may be about, its unit and its years are the plan's. The ledger of NAME.yaml is called NAME.ledger.csv
    or NAME.ledger.xlsx.

    ja: 行の項目も、その単位も、年度も、計画が決めます。NAME.yaml の台帳の名前は NAME.ledger.csv か NAME.ledger.xlsx です。

    Form: -

    Fails (a ledger without a plan)::

        date,item,amount
        2018-04-10,orders,2500000

    Passes (a ledger)::

        date,item,amount
        2018-04-10,orders,2500000
    """
    listed = ", ".join(names)
    return BadValue(
        "ledger-without-plan",
        Sentence(
            f"この台帳の計画（{listed}）が隣にありません",
            f"the plan of this ledger ({listed}) is not beside it",
        ),
        Sentence(
            "台帳の名前を「計画ファイルの名前.ledger.csv」にし、計画ファイルと同じフォルダーに置いてください",
            "name the ledger PLAN.ledger.csv and keep it in the folder of the plan file",
        ),
    )


def ledger_of_broken_plan(name: str) -> BadValue:
    """The plan of a ledger that is checked has no errors: a case of `ledger-without-plan`."""
    return BadValue(
        "ledger-without-plan",
        Sentence(
            f"計画 {name} に誤りがあるため、台帳を検査できません",
            f"the plan {name} has errors, so its ledger cannot be checked",
        ),
        Sentence("先に計画を直してください", "mend the plan first"),
    )


def ledger_of_unread_plan(name: str, reason: Sentence) -> BadValue:
    """The plan of a ledger that is checked can be read: a case of `ledger-without-plan`."""
    return BadValue(
        "ledger-without-plan",
        Sentence(
            f"計画 {name} を読めないため、台帳を検査できません（{reason.ja}）",
            f"the plan {name} cannot be read, so its ledger cannot be checked ({reason.en})",
        ),
        Sentence("先に計画を読めるようにしてください", "see to the plan first"),
    )


def ledger_of_no_plan(name: str) -> BadValue:
    """What stands beside a ledger that is checked is a plan: a case of `ledger-without-plan`."""
    return BadValue(
        "ledger-without-plan",
        Sentence(
            f"隣の {name} は地域再生計画のファイルではないため、台帳を検査できません",
            f"{name} beside it is no plan file, so the ledger cannot be checked",
        ),
        Sentence(
            "計画は schema: yport/plan/v1 の行から始めます。計画なら書き加え、違えば台帳の名前を計画に合わせてください",
            "a plan begins with the line schema: yport/plan/v1: add it, or call the ledger after its plan",
        ),
    )
