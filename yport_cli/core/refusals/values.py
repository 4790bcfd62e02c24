"""Rules about single values and keys: what each key of a plan takes."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from yport_cli.core.issues.issue import KEY, BadValue, Issue, Route
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.foreign_number import Spelling
from yport_cli.core.numbers.number import MAX_DIGITS, plain
from yport_cli.core.numbers.spellings import (
    COMMA_SEPARATES,
    DASHES,
    LIKE_DIGITS,
    SPACES,
    ascii_spelling,
    is_cut_off,
    is_unit,
    number_with_unit,
    plain_suggestion,
)
from yport_cli.core.refusals.words import folded, meant_key, meant_word, short

TEXT = Sentence("文字列", "text")

_LETTER = f"[{LIKE_DIGITS}]"
_SCALE = "[0-9０-９][ \u3000]*([百千万億兆])"
_SCALES = frozenset("0123456789十百千万億兆")


def missing_key(route: Route) -> Issue:
    """Every required key is there.

    ja: 必要なキーがすべてあります。

    Required are schema, id, name, authors, area, period, fiscal_years, kpis and budget, and in each KPI and in
    the budget what makes its figures mean something. What the plan document does not say is null, or is left
    out where the key is optional; nothing is filled in.

    ja: 必要なのは schema・id・name・authors・area・period・fiscal_years・kpis・budget と、各KPIや予算の数字が意味を持つための
    キーです。計画書にないものは null と書くか、省けるキーなら省きます。補って書くことはしません。

    Form: １〜６

    Fails::

        budget: {total: 120000}

    Passes::

        budget: {unit: 千円, total: 120000}
    """
    name = route[-1]
    return Issue(
        "missing-key",
        route,
        Sentence(f"必要なキー「{name}」がありません", f"the key {name!r} is missing"),
        Sentence(f"{name}: 値 を加えてください", f"add {name}: and its value"),
    )


def missing_series(kind: str, series: str) -> BadValue:
    """A KPI has the table of years that its kind needs: a case of `missing-key`."""
    return BadValue(
        "missing-key",
        Sentence(f"kind: {kind} のKPIに {series} がありません", f"a KPI of kind {kind} needs {series}"),
        Sentence(f"{series}: {{H29: …}} を加えてください", f"add {series}: {{H29: …}}"),
    )


def unknown_key(route: Route, known: Sequence[str], homes: Sequence[str] = ()) -> Issue:
    """Every key is one that the plan form has.

    ja: 使えるキーだけが書かれています。

    A misspelled key would be passed over without a word, and its figure with it. So an unknown key is an error,
    and the nearest known one is named.

    ja: 綴りを誤ったキーは、その値ごと黙って無視されかねません。そこで使えないキーは誤りとし、近いキーを示します。

    Form: １〜７

    Fails::

        licens: CC-BY-4.0

    Passes::

        licence: CC-BY-4.0
    """
    name = str(route[-1])
    hint = Sentence(f"使えるキーは {'・'.join(known)} です", f"the keys are {', '.join(known)}")
    if homes:  # blocks that have the key
        hint = Sentence(
            f"{'・'.join(homes)} の中のキーです。字下げしてその下に書いてください",
            f"it belongs under {' or '.join(homes)}: indent it",
        )
    elif (near := meant_key(name, tuple(known))) is not None:
        hint = Sentence(f"「{near}」の間違いではありませんか", f"did you mean {near!r}?")
    elif is_cut_off(name):
        hint = COMMA_SEPARATES
    return Issue(
        "unknown-key",
        (*route, KEY),
        Sentence(f"キー「{short(name)}」は使えません", f"the key {short(name)!r} is unknown"),
        hint,
    )


def superfluous_series(kind: str, key: str) -> BadValue:
    """A KPI has no figures that its kind does not use: a case of `unknown-key`."""
    return BadValue(
        "unknown-key",
        Sentence(f"{key} は kind: {kind} のKPIでは使いません", f"{key} does not go with kind {kind}"),
        Sentence(f"{key} を消すか kind を改めてください", f"remove {key}, or change kind"),
    )


def wrong_type(route: Route, value: Any, expected: Sentence, hint: Sentence | None) -> Issue:
    """A value is of the kind that its key takes: text, a number, a list, a block of keys.

    ja: 値は、そのキーが受け取る種類（文字列・数・一覧・「キー: 値」の組）です。

    YAML takes an unquoted 14100 for a number and true for a truth value. Text that looks so is put in quotes,
    which `--fix` does.

    ja: YAMLは、引用符のない 14100 を数として、true を真偽値として読みます。そう見える文字列は引用符で囲みます（`--fix` が
    囲みます）。

    Form: １〜７

    Fails::

        area_code: 14100

    Passes::

        area_code: "14100"
    """
    found = shown(value)
    fix = None
    if expected is TEXT and isinstance(value, int | Decimal | Spelling):
        quoted = f'"{value.text if isinstance(value, Spelling) else spelled(value)}"'
        hint = Sentence(f"引用符で囲み、{quoted} と書いてください", f"put it in quotes: {quoted}")
        fix = None if isinstance(value, bool) else quoted  # True, TRUE and true are one value
    return Issue(
        "wrong-type",
        route,
        Sentence(
            f"{expected.ja}を書くところに{found.ja}があります",
            f"{expected.en} belongs here, but {found.en} was found",
        ),
        hint,
        fix=fix,
    )


def bad_choice(route: Route, value: Any, choices: Sequence[str]) -> Issue:
    """A key with a fixed choice has one of its values.

    ja: 選択肢のあるキーの値は、そのどれかです。

    The words are part of the file format: kind and direction decide how a KPI is computed, the unit how money is
    converted. A word that is nearly right is not guessed at.

    ja: 選択肢の言葉はファイルの書式の一部です。kind と direction はKPIの計算を、単位は金額の換算を決めます。惜しい綴りでも
    推し量りません。

    Form: ５－２ ⑤・⑦

    Fails::

        budget: {unit: 万円, total: 12000}

    Passes::

        budget: {unit: 千円, total: 120000}
    """
    found = shown(value)
    near = meant_word(value, choices) if isinstance(value, str) else None
    hint = one_of(choices)
    if "百万円" in choices and isinstance(value, str) and _scale(value) != _scale(near or ""):
        # A unit of another size is not misspelled: its amounts are other numbers.
        hint = Sentence(
            f"{'・'.join(choices)} のいずれかにして、金額を換算してください（1万円 = 10千円、1億円 = 100百万円）",
            f"write one of {', '.join(choices)} and convert the amounts: 1万円 = 10千円, 1億円 = 100百万円",
        )
    elif near is not None and len(choices) > 1:
        hint = Sentence(
            f"「{near}」の間違いではありませんか（{'・'.join(choices)} のいずれか）",
            f"did you mean {near!r}? (one of {', '.join(choices)})",
        )
    return Issue(
        "bad-choice",
        route,
        Sentence(f"{found.ja}は選べません", f"{found.en} is not one of the choices"),
        hint,
    )


def one_of(choices: Sequence[str]) -> Sentence:
    """What to write where there is a choice."""
    if len(choices) == 1:
        return Sentence(f"{choices[0]} と書いてください", f"write {choices[0]}")
    return Sentence(f"{'・'.join(choices)} のいずれかを書いてください", f"write one of {', '.join(choices)}")


def _scale(unit: str) -> list[str]:
    """What in the name of a unit makes it larger."""
    return [sign for sign in folded(unit) if sign in _SCALES]


def bad_id() -> BadValue:
    """An id is made of letters, digits, `-`, `_` and `.`.

    ja: id は文字・数字・「-」「_」「.」だけでできています。

    An id is typed on command lines and stands in the cells of a ledger, where spaces and other signs mean
    something of their own.

    ja: id はコマンドの引数や実績台帳のセルに書かれます。空白やほかの記号は、そこで別の意味を持ってしまいます。

    Form: -

    Fails::

        id: our plan

    Passes::

        id: our-plan
    """
    return BadValue(
        "bad-id",
        Sentence(
            "id には文字・数字・「-」「_」「.」だけが使えます",
            "an id is made of letters, digits, `-`, `_` and `.` only",
        ),
        Sentence("空白や記号を除いてください", "remove spaces and other signs"),
    )


def bad_area_code() -> BadValue:
    """An area code (標準地域コード) has 5 digits, or 6 with its check digit.

    ja: 標準地域コードは5桁、検査数字つきで6桁の数字です。

    The code is how open data of different bodies is brought together. It begins with 0 in the north, so it is
    text in quotes and not a number.

    ja: このコードで、団体の異なるオープンデータが結びつきます。北海道・東北などでは 0 で始まるので、数ではなく引用符つきの
    文字列で書きます。

    Form: ３ 地域再生計画の区域

    Fails::

        area_code: "141"

    Passes::

        area_code: "14100"
    """
    return BadValue(
        "bad-area-code",
        Sentence(
            "標準地域コードは5桁（検査数字つきは6桁）の数字です",
            "an area code has 5 digits, or 6 with its check digit",
        ),
        Sentence('area_code: "14100" のように書いてください', 'write it as area_code: "14100"'),
    )


def empty_value(what: Sentence | None = None, *, is_required: bool = True) -> BadValue:
    """No text, no required value and no list that a plan needs is empty.

    ja: 文字列・必要なキーの値・必要な一覧は、空ではありません。

    A key without a value says neither what the plan states nor that it states nothing.

    ja: 値のないキーからは、計画の記載も、記載がないことも読み取れません。

    Form: １〜７

    Fails::

        name: ""

    Passes::

        name: 公民連携による機能強化計画
    """
    what = what or Sentence("値を書いてください", "write a value")
    hint = Sentence(f"{what.ja}（省けないキーです）", f"{what.en}; the key is required")
    if not is_required:
        hint = Sentence(f"{what.ja}。記載がなければ行ごと消してください", f"{what.en}, or remove the line")
    return BadValue("empty-value", Sentence("値が空です", "the value is empty"), hint)


def empty_list() -> BadValue:
    """A list that a plan needs has an entry: a case of `empty-value`."""
    return BadValue(
        "empty-value",
        Sentence("一覧が空です", "the list is empty"),
        Sentence("一つ以上書いてください", "write at least one entry"),
    )


def bad_number(text: str, unit: str | None = None) -> BadValue:
    """A number is digits, with thousands separators in threes, a decimal point and a sign at most.

    ja: 数は数字で書きます。三桁ごとの区切り・小数点・負の符号のほかは使えません。

    Units, 万 and 億, and separators in odd places can be read in more than one way, and a thousandfold error
    looks like any other figure. So they are refused, with the spelling to use. Full-width digits, `1,000` and
    `▲5` are read, with a warning.

    ja: 単位・万・億・半端な区切りは二通りに読め、千倍の誤りもただの数字に見えます。そこで受け付けず、書き方を示します。
    全角数字・`1,000`・`▲5` は警告つきで読みます。

    Form: ５－２ ⑤・⑦

    Fails::

        budget: {unit: 千円, total: 12万}

    Passes::

        budget: {unit: 千円, total: 120}
    """
    return BadValue(
        "bad-number",
        Sentence(f"「{short(text)}」は数として読めません", f"{short(text)!r} is not a number"),
        _number_hint(text, unit),
    )


def _number_hint(text: str, unit: str | None) -> Sentence:
    """How to write the number in `text`; a figure is named only where nothing else can be meant."""
    bare = text.strip(SPACES)
    if not bare or bare in DASHES:
        return Sentence("値がないときは null と書いてください", "write null for a missing value")
    if suggestion := plain_suggestion(text):
        return Sentence(f"{suggestion} と書いてください", f"write {suggestion}")
    if (parts := number_with_unit(text)) is not None:
        number, found = parts
        if unit is not None and folded(found) == folded(unit):
            return Sentence(f"{number} と書いてください", f"write {number}")
        if is_unit(found):
            if unit is None:
                return Sentence(
                    f"ここの単位が{found}なら {number} と書いてください",
                    f"write {number} if the unit here is {found}",
                )
            return Sentence(
                f"単位を付けず、この欄の単位（{short(unit)}）での数だけを半角数字で書いてください",
                f"write the number alone, in the unit of the block: {short(unit)}",
            )
    if match := re.fullmatch(rf"[-0-9.,]*({_LETTER})(?:[-0-9.,]|{_LETTER})*", ascii_spelling(text)):
        return Sentence(
            f"「{match[1]}」は文字です。数字だけで書いてください",
            f"{match[1]!r} is a letter: write digits alone",
        )
    if match := re.search(_SCALE, text):
        return Sentence(
            f"「{match[1]}」を使わず、その欄の単位に合わせて半角数字だけで書いてください",
            f"write plain digits in the unit of the block, without {match[1]}",
        )
    return Sentence("1000000 のように半角数字で書いてください", "write plain digits such as 1000000")


def number_notation(text: str) -> BadValue:
    """A number without quotes is spelled in one way: `1000`, not `1e3`, `+1000`, `0x3E8` or `1_000`.

    ja: 引用符のない数は `1000` と書きます。`1e3`・`+1000`・`0x3E8`・`1_000` とは書きません。

    Programs that read YAML disagree about these spellings: the same file would hold another number elsewhere. A
    schema sees only the number that came out, so only `yport validate` finds them.

    ja: これらの書き方は、YAMLを読むプログラムによって読み方が違い、同じファイルが別の数になります。スキーマには読まれた後の
    数しか見えないので、`yport validate` だけが見つけます。

    Form: ５－２ ⑤・⑦

    Fails::

        budget: {unit: 千円, total: 12e4}

    Passes::

        budget: {unit: 千円, total: 120000}
    """
    refusal = bad_number(text)
    return BadValue("number-notation", refusal.message, refusal.hint)


def number_length(digits: int) -> BadValue:
    """A number has at most 20 digits.

    ja: 数は20桁までです。

    Every sum of such numbers is exact. A longer one is a slip of the keyboard, or belongs in a larger unit.

    ja: 20桁までの数なら、どの合計も正確です。それより長い数は打ち間違いか、もっと大きな単位で書くべき数です。

    Form: ５－２ ⑤・⑦

    Fails::

        budget: {unit: 円, total: 123456789012345678901}

    Passes::

        budget: {unit: 円, total: 12345678901234567890}
    """
    return BadValue(
        "number-length",
        Sentence(
            f"桁数が多すぎます（{digits}桁。{MAX_DIGITS}桁まで読みます）",
            f"the number is too long: {digits} digits, and at most {MAX_DIGITS} are read",
        ),
        Sentence("桁を確かめるか、大きな単位を使ってください", "check the digits, or use a larger unit"),
    )


def negative_amount(spelling: str) -> BadValue:
    """An amount of money in a plan is 0 or more.

    ja: 計画の金額は0以上です。

    A plan states costs and revenue. Corrections and refunds are negative, and belong to the ledger.

    ja: 計画に書くのは経費や収入です。訂正や返還のような負の額は実績台帳に書きます。

    Form: ５－２ ④・⑦

    Fails::

        budget: {unit: 千円, total: ▲120}

    Passes::

        budget: {unit: 千円, total: 120}
    """
    return BadValue(
        "negative-amount",
        Sentence(
            f"計画の金額に負の数 {spelling} は書けません",
            f"an amount of the plan cannot be negative: {spelling}",
        ),
        Sentence("0以上の金額を書いてください", "write an amount of 0 or more"),
    )


def bad_fiscal_year(text: str) -> BadValue:
    """A fiscal year is written as H29, 平成29年度, R1, 令和元年度, 2017 or FY2017, from 1989 to 2099.

    ja: 年度は H29・平成29年度・R1・令和元年度・2017・FY2017 のように書きます（1989年度から2099年度まで）。

    Two digits alone could be of any era. An era may run on past its end: 平成32年度 is 2020.

    ja: 二桁だけでは、どの元号か分かりません。元号は終わりを過ぎて数えられます。平成32年度は2020年度です。

    Form: ５－２ ⑧ 事業実施期間

    Fails::

        fiscal_years: [29, 30]

    Passes::

        fiscal_years: [H29, H30]
    """
    hint = Sentence(
        "H29・平成29年度・R1・2017 のように書いてください", "write a year such as H29, 平成29年度, R1 or 2017"
    )
    if match := re.fullmatch("(0?[1-9]|[1-7][0-9]|8[01])(?:年度|年)?", ascii_spelling(text)):  # R81 is 2099
        number = int(match[1])
        hint = Sentence(
            f"元号を付けて、H{number}（{1988 + number}年度）か R{number}（{2018 + number}年度）のように書いてください",
            f"write the era with it: H{number} (fiscal year {1988 + number}) or R{number} (fiscal year {2018 + number})",
        )
    return BadValue(
        "bad-fiscal-year",
        Sentence(f"「{short(text)}」は年度として読めません", f"{short(text)!r} is not a fiscal year"),
        hint,
    )


def duplicate_year(text: str, first: str) -> BadValue:
    """A fiscal year stands only once in a table, however it is spelled.

    ja: 一つの表に同じ年度は一度だけです。書き方が違っていても同じことです。

    H31, 令和元年度 and 2019 are one year. With two figures for it, nobody knows which one counts.

    ja: H31・令和元年度・2019 は同じ年度です。値が二つあると、どちらが正しいのか分かりません。

    Form: ５－２ ⑤・⑦

    Fails::

        budget: {unit: 千円, total: 120, years: {H29: 40, 平成29年度: 40}}

    Passes::

        budget: {unit: 千円, total: 120, years: {H29: 40, H30: 80}}
    """
    return BadValue(
        "duplicate-year",
        Sentence(f"「{text}」は「{first}」と同じ年度です", f"{text!r} is the same fiscal year as {first!r}"),
        Sentence("年度は一度だけ書いてください", "write each fiscal year once"),
    )


def bad_rate(text: str) -> BadValue:
    """A rate is written as 1/2, 0.5 or 50%, from 0 to 1; the lower number of a fraction is at most 100.

    ja: 割合は 1/2・0.5・50% のように書き、0以上1以下です。分母は100までです。

    The rate of a grant is the share of the cost that it pays. More than the whole cost is never paid, and 50
    where 50% was meant would be fifty times too much.

    ja: 交付率は、経費のうち交付金が賄う割合です。経費の全部を超えることはなく、50% のつもりの 50 は五十倍になってしまいます。

    Form: ５－２ 交付対象事業

    Fails::

        budget: {unit: 千円, total: 120, grant: {rate: 50}}

    Passes::

        budget: {unit: 千円, total: 120, grant: {rate: 50%}}
    """
    return BadValue(
        "bad-rate",
        Sentence(
            f"「{short(text)}」は0以上1以下の割合として読めません",
            f"{short(text)!r} is not a rate from 0 to 1",
        ),
        Sentence("1/2 または 0.5 のように書いてください", "write a rate such as 1/2 or 0.5"),
    )


def shown(value: Any) -> Sentence:
    """What was found, for a sentence."""
    if value is None:
        return Sentence("null（値なし）", "null")
    if isinstance(value, dict):
        return Sentence("「キー: 値」の組", "a mapping")
    if isinstance(value, list):
        return Sentence("一覧", "a list")
    if isinstance(value, bool):
        return Sentence(f"真偽値 {spelled(value)} ", f"the truth value {spelled(value)}")
    if isinstance(value, int | Decimal):
        return Sentence(f"数 {spelled(value)} ", f"the number {spelled(value)}")
    text = short(value.text if isinstance(value, Spelling) else str(value))
    return Sentence(f"「{text}」", f"{text!r}")


def spelled(value: int | Decimal) -> str:
    """A scalar as the file spells it."""
    # A bool is an int to Python.
    return str(value).lower() if isinstance(value, bool) else plain(value)
