"""Rules about the ledger: its file, its headings, its rows."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from itertools import islice
from unicodedata import normalize

from yport_cli.core.issues.issue import Refusal, Rule, Severity
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.number import Number, plain
from yport_cli.core.refusals.words import nearest, short
from yport_cli.core.refusals.yaml_text import CONTROL_CHARACTER

LEDGER_ENCODING = Rule("ledger-encoding", stops=True)
EMPTY_LEDGER = Rule("empty-ledger", stops=True)
MISSING_COLUMN = Rule("missing-column", stops=True)
DUPLICATE_COLUMN = Rule("duplicate-column")
UNCLOSED_QUOTE = Rule("unclosed-quote", stops=True)
LONG_CELL = Rule("long-cell")
EXTRA_CELLS = Rule("extra-cells")
UNKNOWN_ITEM = Rule("unknown-item")
MISSING_DATE = Rule("missing-date")
ROW_OUTSIDE_PLAN = Rule("row-outside-plan")
DATE_OUTSIDE_YEAR = Rule("date-outside-year", Severity.WARNING)
BAD_UNIT = Rule("bad-unit")
BLANK_AMOUNT = Rule("blank-amount", Severity.WARNING)
REPEATED_ROW = Rule("repeated-row", Severity.WARNING)
LEVEL_CONFLICT = Rule("level-conflict")
YEAR_COUNTED_TWICE = Rule("year-counted-twice", Severity.WARNING)
LEDGER_WITHOUT_PLAN = Rule("ledger-without-plan", stops=True)

_TOTALS = frozenset(("合計", "計", "小計", "総計", "累計", "total", "sum", "subtotal"))
_MOST_NAMED = 100
_MOST_HEADINGS = 8


def ledger_encoding(lines: Mapping[str, int]) -> Refusal:
    """A CSV ledger is in UTF-8, with or without a byte order mark, in UTF-16 or in CP932 (Shift_JIS)."""
    ja = "、".join(f"{name} としては{line}行目" for name, line in lines.items())
    en = ", ".join(f"line {line} as {name}" for name, line in lines.items())
    return LEDGER_ENCODING.refusal(
        Sentence(
            f"文字コードが分かりません（読めないのは {ja}）", f"the encoding is not known (it breaks at {en})"
        ),
        Sentence("UTF-8 で保存し直してください", "save the file as UTF-8"),
    )


empty_ledger = partial(
    EMPTY_LEDGER.refusal,
    Sentence("台帳に中身がありません", "the ledger is empty"),
    Sentence(
        "1行目に見出し date,item,amount を書いてください", "write the headings date,item,amount in row 1"
    ),
)


def missing_column(names: Iterable[str], ja: str, en: str, found: Iterable[str]) -> Refusal:
    """The first row names columns for the item, the amount, and the date or the fiscal year."""
    listed = list(names)
    shown = [short(" ".join(name.split())) for name in islice(found, _MOST_HEADINGS)]
    there = Sentence("", "")
    if shown:
        there = Sentence(f"（あるのは {'・'.join(shown)}）", f" (there are {', '.join(shown)})")
    return MISSING_COLUMN.refusal(
        Sentence(
            f"1行目に見出し「{ja}」がありません{there.ja}", f"the first row has no heading {en!r}{there.en}"
        ),
        Sentence(
            f"1行目（題名や説明の行は置かない）に {'・'.join(listed)} のいずれかを書いてください",
            f"write one of {', '.join(listed)} in row 1, with no title above it",
        ),
    )


def duplicate_column(name: str, other: str) -> Refusal:
    """No two columns mean the same."""
    return DUPLICATE_COLUMN.refusal(
        Sentence(
            f"見出し「{short(name)}」は「{short(other)}」と同じ列を指します",
            f"the heading {short(name)!r} means the same as {short(other)!r}",
        ),
        Sentence("どちらか一方の見出しを変えてください", "rename one of the two"),
    )


unclosed_quote = partial(
    UNCLOSED_QUOTE.refusal,
    Sentence(
        "ここで始まる引用符が閉じていないため、この先を読めません",
        "the quotation mark that begins here is never closed, so nothing after it can be read",
    ),
    Sentence(
        'セルの終わりに " を加えるか、始まりの " を消してください',
        'add " at the end of the cell, or remove it at the beginning',
    ),
)


def long_cell(longest: int) -> Refusal:
    """A cell has at most 1,048,576 characters."""
    return _too_long(Sentence("セル", "cell"), longest)


def long_row(longest: int) -> Refusal:
    """A row has at most 4,194,304 characters: a case of `long-cell`."""
    return _too_long(Sentence("行", "row"), longest)


def _too_long(what: Sentence, longest: int) -> Refusal:
    return LONG_CELL.refusal(
        Sentence(
            f"{what.ja}が長すぎるため、この先を読めません（{longest:,}文字まで）",
            f"the {what.en} is too long, so nothing after it can be read (at most {longest:,} characters)",
        ),
        Sentence(
            "台帳のCSVかどうか、改行があるかを確かめてください",
            "check that this is a CSV ledger with line ends",
        ),
    )


nul = partial(
    CONTROL_CHARACTER.refusal,
    Sentence(
        "使えない制御文字 U+0000（NUL）があるため、この先を読めません",
        "there is a control character, U+0000 (NUL), so nothing after it can be read",
    ),
    Sentence(
        "台帳のファイルかどうかを確かめ、その文字を消してください",
        "check that this is a ledger, and remove the character",
    ),
)
extra_cells = partial(
    EXTRA_CELLS.refusal,
    Sentence("見出しより多くのセルがあります", "the row has more cells than there are headings"),
    Sentence(
        '桁区切りの「,」を含む数は "1,000" と引用符で囲むか、1000 と書いてください',
        'quote a number with separators ("1,000"), or write 1000',
    ),
)


def unknown_item(name: str, known: Mapping[str, str], by_title: Mapping[str, str]) -> Refusal:
    """The item of each row is one that the plan has."""
    if not name:
        message = Sentence("項目が空欄です", "the item is blank")
    else:
        message = Sentence(
            f"項目「{short(name)}」は計画にありません", f"the plan has no item {short(name)!r}"
        )
    return UNKNOWN_ITEM.refusal(message, _advice(name, known, by_title))


def unknown_kpi(name: str, known: Mapping[str, str], by_title: Mapping[str, str]) -> Refusal:
    """The KPI that is asked for is one of the plan's: a case of `unknown-item`."""
    message = Sentence(f"KPI「{name}」は計画にありません", f"the plan has no KPI {name!r}")
    return UNKNOWN_ITEM.refusal(message, _advice(name, known, by_title))


def _advice(name: str, known: Mapping[str, str], by_title: Mapping[str, str]) -> Sentence:
    """What may be meant; `known` are the ids of the items, each with what people call it."""
    folded = normalize("NFKC", name).strip().lower()
    if folded in _TOTALS:
        return Sentence("合計は計算するので、合計の行は消してください", "remove the row: totals are computed")
    names = {candidate.lower(): candidate for candidate in known}
    titles = {normalize("NFKC", title).lower(): title for title in by_title}
    known_names = {**names, **titles}
    near = folded if folded in known_names else None
    if near is None and len(names) <= _MOST_NAMED:
        near = nearest(folded, known_names)
    if near:
        found = known_names[near]
        item = by_title.get(found)
        ja = f"「{found}」（{item}）" if item else f"「{found}」"
        en = f"{found!r} ({item})" if item else repr(found)
        return Sentence(f"{ja}の間違いではありませんか", f"did you mean {en}?")
    more = ["…"] if len(known) > _MOST_NAMED else []
    ids, titles_of = list(known)[:_MOST_NAMED], list(known.values())[:_MOST_NAMED]
    return Sentence(
        f"使える項目は {'・'.join([*map(short, titles_of), *more])} です",
        f"the items are {', '.join([*ids, *more])}",
    )


missing_date = partial(
    MISSING_DATE.refusal,
    Sentence("日付も年度もありません", "the row has neither a date nor a fiscal year"),
    Sentence(
        "日付（2018-02-01）か年度（H29）を書いてください",
        "write a date (2018-02-01) or a fiscal year (H29)",
    ),
)


def row_outside_plan(year: str, first: str, last: str) -> Refusal:
    """Each row belongs to a fiscal year of the plan; revenue and cost may also come after it."""
    return ROW_OUTSIDE_PLAN.refusal(
        Sentence(
            f"{year} は計画の年度（{first}〜{last}）にありません",
            f"{year} is not a fiscal year of the plan ({first}–{last})",
        ),
        Sentence(
            "日付か年度を直してください。出納整理期間（4・5月）の支払いなら、属する年度を年度の列に書きます",
            "correct the date or the year; a payment of April or May that belongs to the year before "
            "states that year",
        ),
    )


def date_outside_year(day: date, year: str) -> Refusal:
    """The date of a row lies in its fiscal year, or in the April or May after it."""
    return DATE_OUTSIDE_YEAR.refusal(
        Sentence(
            f"日付 {day} は {year}年度にも翌年度の4・5月にもありませんが、{year}年度の実績としました",
            f"{day} is neither in {year} nor in the April or May after it, but was counted for {year}",
        ),
        Sentence("日付と年度のどちらかを直してください", "correct the date or the fiscal year"),
    )


def bad_unit(unit: str, item: str, wanted: str) -> Refusal:
    """The unit of a row is its item's unit, or one that converts to it exactly."""
    if not wanted:
        return BAD_UNIT.refusal(
            Sentence(f"項目「{item}」の数には単位がありません", f"the figures of {item!r} have no unit"),
            Sentence("単位の欄を空にしてください", "leave the unit empty"),
        )
    return BAD_UNIT.refusal(
        Sentence(
            f"単位「{short(unit)}」は項目「{item}」の単位「{wanted}」に換算できません",
            f"the unit {short(unit)!r} does not convert to {wanted!r}, the unit of {item!r}",
        ),
        Sentence(f"{wanted} で書いてください", f"give the amount in {wanted}"),
    )


blank_amount = partial(
    BLANK_AMOUNT.refusal,
    Sentence(
        "金額・数量が空欄なので、この行は何も記録しません",
        "the amount is blank, so the row records nothing",
    ),
    Sentence("値があれば書き、0 なら 0 と書いてください", "write the amount, or 0 if it is 0"),
)
repeated_row = partial(
    REPEATED_ROW.refusal,
    Sentence(
        "まったく同じ行がすでにあります（どちらも数えています）",
        "the same row stands in the ledger already; both are counted",
    ),
    Sentence(
        "二重の記録なら消し、別の件なら備考で区別してください",
        "remove it if it is the same event, else tell them apart in the note",
    ),
)


def level_conflict(item: str, day: date, first: Number, second: Number) -> Refusal:
    """A level has one figure a day."""
    return LEVEL_CONFLICT.refusal(
        Sentence(
            f"「{item}」の {day} の値が二つあります（{plain(first)} と {plain(second)}）",
            f"{item!r} has two figures for {day}: {plain(first)} and {plain(second)}",
        ),
        Sentence(
            "正しい値だけを残すか、日付を分けてください", "keep the right one, or give them different dates"
        ),
    )


def year_counted_twice(item: str, year: int, amount: Number, rows: int) -> Refusal:
    """A row of a whole year is not the sum of the dated rows beside it."""
    return YEAR_COUNTED_TWICE.refusal(
        Sentence(
            f"「{item}」の{year}年度だけの行 {plain(amount)} は、同じ年度の日付のある{rows}行の合計と同じです"
            "（どちらも数えています）",
            f"the row of {item!r} for the whole of {year} is {plain(amount)}, just what the {rows} dated "
            "rows of that year add up to; both are counted",
        ),
        Sentence(
            "合計なら消し、別の件なら日付を付けてください",
            "remove it if it is their sum, or give it a date if it is something else",
        ),
    )


def level_of_year_conflict(item: str, year: int, amount: Number, day: date, last: Number) -> Refusal:
    """A level's row of a whole year says what the last dated row of the year says.

    A case of `level-conflict`.
    """
    return LEVEL_CONFLICT.refusal(
        Sentence(
            f"「{item}」の{year}年度の値 {plain(amount)} が、その年度の最後の日付 {day} の値 {plain(last)} と異なります",
            f"{item!r} is {plain(amount)} for the fiscal year {year}, but {plain(last)} on {day}, its last "
            "date",
        ),
        Sentence(
            "年度末の値なら日付（3月31日）を付け、そうでなければ一方を消してください",
            "if it is of the year's end, give it that date (31 March); else remove one of the two",
        ),
    )


def ledger_without_plan(names: Iterable[str]) -> Refusal:
    """A ledger that is checked has its plan beside it."""
    listed = ", ".join(names)
    return LEDGER_WITHOUT_PLAN.refusal(
        Sentence(
            f"この台帳の計画（{listed}）が隣にありません",
            f"the plan of this ledger ({listed}) is not beside it",
        ),
        Sentence(
            "台帳の名前を「計画ファイルの名前.ledger.csv」にし、計画ファイルと同じフォルダーに置いてください",
            "name the ledger PLAN.ledger.csv and keep it in the folder of the plan file",
        ),
    )


def ledger_of_broken_plan(name: str) -> Refusal:
    """The plan of a ledger that is checked has no errors: a case of `ledger-without-plan`."""
    return LEDGER_WITHOUT_PLAN.refusal(
        Sentence(
            f"計画 {name} に誤りがあるため、台帳を検査できません",
            f"the plan {name} has errors, so its ledger cannot be checked",
        ),
        Sentence("先に計画を直してください", "mend the plan first"),
    )


def ledger_of_unread_plan(name: str, reason: Sentence) -> Refusal:
    """The plan of a ledger that is checked can be read: a case of `ledger-without-plan`."""
    return LEDGER_WITHOUT_PLAN.refusal(
        Sentence(
            f"計画 {name} を読めないため、台帳を検査できません（{reason.ja}）",
            f"the plan {name} cannot be read, so its ledger cannot be checked ({reason.en})",
        ),
        Sentence("先に計画を読めるようにしてください", "see to the plan first"),
    )


def ledger_of_no_plan(name: str) -> Refusal:
    """What stands beside a ledger that is checked is a plan: a case of `ledger-without-plan`."""
    return LEDGER_WITHOUT_PLAN.refusal(
        Sentence(
            f"隣の {name} は地域再生計画のファイルではないため、台帳を検査できません",
            f"{name} beside it is no plan file, so the ledger cannot be checked",
        ),
        Sentence(
            "計画は schema: yport/plan/v1 の行から始めます。計画なら書き加え、違えば台帳の名前を計画に合わせてください",
            "a plan begins with the line schema: yport/plan/v1: add it, or call the ledger after its plan",
        ),
    )
