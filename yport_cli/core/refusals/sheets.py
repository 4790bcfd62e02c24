"""Rules about sheets as people keep them: what is taken from them, and what only they can decide."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from itertools import islice

from yport_cli.core.issues.issue import Refusal, Rule
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.number import Number, plain
from yport_cli.core.refusals.words import short

NO_TABLE = Rule("no-table", stops=True)
DOUBTFUL_CELL = Rule("doubtful-cell")
TOTAL_MISMATCH = Rule("total-mismatch")
OTHER_PLAN = Rule("other-plan", stops=True)
CHANGED_FILE = Rule("changed-file", stops=True)
RECORDED_ALREADY = Rule("recorded-already", stops=True)
SHEET_FOR_RECORD = Rule("sheet-for-record", stops=True)

_MOST_NAMED = 8

no_table = partial(
    NO_TABLE.refusal,
    Sentence("取り込める表の見出しが見つかりません", "no headings of a table that could be taken were found"),
    Sentence(
        "項目・日付（か年度）・実績（か金額）の見出しを書くか、項目を縦、年月か年度を横に並べてください",
        "write headings for item, date (or fiscal year) and amount, or items down and months or years across",
    ),
)


def no_sheet(name: str, there: Iterable[str]) -> Refusal:
    """The sheet that is asked for is there: a case of `no-table`."""
    listed = list(islice(there, _MOST_NAMED))
    return NO_TABLE.refusal(
        Sentence(f"シート「{short(name)}」はありません", f"there is no sheet {short(name)!r}"),
        Sentence(f"シートは {'・'.join(listed)} です", f"the sheets are {', '.join(listed)}"),
    )


def two_amounts(first: str, second: str) -> Refusal:
    """A row has one amount: a case of `doubtful-cell`."""
    return DOUBTFUL_CELL.refusal(
        Sentence(
            f"この行には「{short(first)}」と「{short(second)}」の二つの数があり、どちらを記録するか決まりません",
            f"the row has two figures, {short(first)!r} and {short(second)!r}: which to record is open",
        ),
        Sentence("記録しない方を消すか、行を分けてください", "remove one of them, or make two rows of it"),
    )


def doubtful_heading(text: str, inside: str) -> Refusal:
    """What stands in brackets behind a heading is a unit: a case of `doubtful-cell`."""
    return DOUBTFUL_CELL.refusal(
        Sentence(
            f"見出し「{short(text)}」の（{short(inside)}）は単位ではなく、数の意味が決まりません",
            f"in the heading {short(text)!r}, {short(inside)!r} is no unit: what the figures mean is open",
        ),
        Sentence(
            "期間ごとの実績なら見出しを「実績」にし、単位なら「実績（件）」のように書いてください",
            "call it 実績 if it holds the figures of each period, or 実績（件） with a unit",
        ),
    )


def doubtful_year(text: str) -> Refusal:
    """A year is a fiscal year or one of the calendar: a case of `doubtful-cell`."""
    return DOUBTFUL_CELL.refusal(
        Sentence(
            f"「{short(text)}」は年度か暦年か分かりません",
            f"{short(text)!r} may be a fiscal year, or one of the calendar",
        ),
        Sentence(
            f"年度なら「{short(text)}度」、暦年なら期末の日付（12月31日）を書いてください",
            f"write {short(text)}度 for a fiscal year, or the last day of the period",
        ),
    )


def month_without_year(text: str) -> Refusal:
    """The year of a month is said by the sheet: a case of `doubtful-cell`."""
    return DOUBTFUL_CELL.refusal(
        Sentence(
            f"「{short(text)}」の年が分かりません", f"which year {short(text)!r} belongs to is not said"
        ),
        Sentence(
            "令和5年4月 のように書くか、シート名を「令和5年度」にしてください",
            "write it as 令和5年4月, or call the sheet 令和5年度",
        ),
    )


def outside_sheet_year(day: date, year: str) -> Refusal:
    """A day lies in the year that its sheet is called after: a case of `doubtful-cell`."""
    return DOUBTFUL_CELL.refusal(
        Sentence(
            f"日付 {day} は、シート名の {year}年度にも翌年度の4・5月にもありません",
            f"{day} is neither in {year}, which the sheet is called after, nor in the April or May after it",
        ),
        Sentence("日付かシート名を直してください", "correct the date, or the sheet's name"),
    )


def merged_figure() -> Refusal:
    """A figure stands in one cell: a case of `doubtful-cell`."""
    return DOUBTFUL_CELL.refusal(
        Sentence(
            "数のセルが結合されていて、どの行・列のものか決まりません",
            "the figure stands in merged cells: which row and column it is of is open",
        ),
        Sentence("結合を解き、一つのセルに書いてください", "unmerge the cells and write it in one of them"),
    )


def total_mismatch(name: str, stated: Number, found: Number, parts: Iterable[Number]) -> Refusal:
    """A total is the sum of the figures that it stands for."""
    shown = [plain(part) for part in islice(parts, _MOST_NAMED + 1)]
    if len(shown) > _MOST_NAMED:
        shown[_MOST_NAMED] = "…"
    ja = en = ""
    if len(shown) > 1:
        ja, en = f"（{' + '.join(shown)}）", f" ({' + '.join(shown)})"
    return TOTAL_MISMATCH.refusal(
        Sentence(
            f"「{short(name)}」{plain(stated)} が、読んだ数の和 {plain(found)}{ja}と一致しません",
            f"{short(name)!r} is {plain(stated)}, but what was read adds up to {plain(found)}{en}",
        ),
        Sentence(
            "どちらが正しいか確かめ、数か合計を直してください",
            "find out which is right, and correct the figures or the total",
        ),
    )


def other_plan(made_for: str, plan: str) -> Refusal:
    """A form comes back to the plan that it was made for."""
    return OTHER_PLAN.refusal(
        Sentence(
            f"この様式は計画「{short(made_for)}」のもので、計画「{short(plan)}」には取り込めません",
            f"this form was made for the plan {short(made_for)!r}, not for {short(plan)!r}",
        ),
        Sentence("--plan に様式のもとの計画を指定してください", "name the plan it was made from with --plan"),
    )


def changed_file(name: str, hashes: Iterable[str]) -> Refusal:
    """A file whose rows the ledger has is the same as it was."""
    known = list(hashes)
    many = len(known) > 1
    which = f"{name}#{known[0]}" if many else name
    return CHANGED_FILE.refusal(
        Sentence(
            f"{name} という名前の、中身の違うファイルの行が台帳にあります（{'・'.join(known)}）",
            f"the ledger has rows of another file called {name} ({', '.join(known)})",
        ),
        Sentence(
            f"直したファイルなら --from の代わりに --replace-from {which}、別のファイルなら --again を付けてください",
            f"if it has been corrected, --replace-from {which} instead of --from; for another file, --again",
        ),
    )


def nothing_of_file(name: str) -> Refusal:
    """A file whose rows are to be replaced has some: a case of `changed-file`."""
    return CHANGED_FILE.refusal(
        Sentence(f"台帳に {name} の行がありません", f"the ledger has no rows of {name}"),
        Sentence("初めてのファイルは --from で取り込みます", "take a new file with --from"),
    )


def recorded_already(item: str, amount: Number) -> Refusal:
    """The same item, date and amount is recorded once."""
    return RECORDED_ALREADY.refusal(
        Sentence(
            f"同じ日付・項目・金額の行（{short(item)} {plain(amount)}）がここにあります",
            f"a row of the same date, item and amount ({short(item)} {plain(amount)}) stands here",
        ),
        Sentence(
            "別の件なら --again を付けてください", "if it is about something else, record it with --again"
        ),
    )


def recorded_elsewhere(item: str, amount: Number, there: Sentence) -> Refusal:
    """What a sheet says was not recorded from elsewhere, too: a case of `recorded-already`."""
    return RECORDED_ALREADY.refusal(
        Sentence(
            f"同じ日付・項目・金額の行（{short(item)} {plain(amount)}）が、{there.ja}にもあります",
            f"a row of the same date, item and amount ({short(item)} {plain(amount)}) is also in {there.en}",
        ),
        Sentence(
            "同じ件なら --partial で除いて取り込み、別の件なら --again を付けてください",
            "leave it out with --partial, or record it with --again if it is about something else",
        ),
    )


def recorded_otherwise(there: Sentence, name: str) -> Refusal:
    """A cell of a file is recorded as one thing: a case of `recorded-already`."""
    return RECORDED_ALREADY.refusal(
        Sentence(
            f"このセルは、項目・金額・日付・備考のどれかが違う行として、{there.ja}にもう取り込まれています",
            f"this cell is recorded in {there.en} already, with another item, amount, date or note",
        ),
        Sentence(
            f"読み直すなら --from の代わりに --replace-from {name}、どちらも数えるなら --again を付けてください",
            f"to read it anew, --replace-from {name} instead of --from; to count both, --again",
        ),
    )


def sheet_for_record(what: Sentence, name: str) -> Refusal:
    """What is checked is a plan, or a ledger that bears a ledger's name."""
    return SHEET_FOR_RECORD.refusal(
        Sentence(
            f"計画ファイルではなく、{what.ja}です",
            f"this is no plan file but {what.en}",
        ),
        Sentence(
            f"実績の表なら `yport record --from {name} --dry-run` で取り込めるか確かめられます。"
            f"計画の様式なら `yport import {name}` で計画ファイルにできます。"
            "台帳なら名前を「計画ファイルの名前.ledger.csv」（か .ledger.xlsx）にしてください",
            f"a sheet of actuals is tried with `yport record --from {name} --dry-run`, the form of a plan "
            f"read with `yport import {name}`; call a ledger PLAN.ledger.csv, or PLAN.ledger.xlsx",
        ),
    )


def ledger_for_plan(name: str) -> Refusal:
    """A plan is asked for, and a ledger given: a case of `sheet-for-record`."""
    return SHEET_FOR_RECORD.refusal(
        Sentence("計画ファイルではなく、実績台帳です", "this is no plan file but a ledger"),
        Sentence(
            f"{name.partition('.ledger.')[0]}.yaml のような計画ファイルを指定してください。"
            "隣の台帳はいっしょに読みます（ほかの台帳なら --ledger）",
            f"name the plan file, {name.partition('.ledger.')[0]}.yaml say: the ledger beside it is read "
            "with it (another one with --ledger)",
        ),
    )
