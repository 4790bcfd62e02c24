"""Rules about single values and keys: what each key of a plan takes."""

import re
from collections.abc import Collection, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from yport_cli.core.issues.issue import KEY, Context, Issue, Refusal, Route, Rule
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.foreign_number import Spelling
from yport_cli.core.numbers.money import YEN_PER_UNIT
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
from yport_cli.core.refusals.words import folded, meant_word, short

MISSING_KEY = Rule("missing-key", in_schema=True)
UNKNOWN_KEY = Rule("unknown-key", in_schema=True)
WRONG_TYPE = Rule("wrong-type", fixable=True, in_schema=True)
BAD_CHOICE = Rule("bad-choice", in_schema=True)
BAD_ID = Rule("bad-id", in_schema=True)
BAD_AREA_CODE = Rule("bad-area-code", in_schema=True)
EMPTY_VALUE = Rule("empty-value", in_schema=True)
BAD_NUMBER = Rule("bad-number", in_schema=True)
NUMBER_NOTATION = Rule("number-notation")
NUMBER_LENGTH = Rule("number-length")
NEGATIVE_AMOUNT = Rule("negative-amount", in_schema=True)
BAD_RATE = Rule("bad-rate", in_schema=True)

TEXT = Sentence("文字列", "text")
FIRST_KEY = Sentence("最初はここにあります", "it stands here first")
_AFTER_HASH = Sentence(
    "空白のあとの「#」から先は注釈になります。値なら引用符で囲んでください",
    "` #` begins a comment: if that is the value, put it in quotes",
)

_LETTER = f"[{LIKE_DIGITS}]"
_SCALE = "[0-9０-９][ \u3000]*([百千万億兆])"
_SCALES = frozenset("0123456789十百千万億兆")


def missing_key(route: Route) -> Issue:
    """Every required key is there."""
    name = route[-1]
    return MISSING_KEY.issue(
        route,
        Sentence(f"必要なキー「{name}」がありません", f"the key {name!r} is missing"),
        Sentence(f"{name}: 値 を加えてください", f"add {name}: and its value"),
    )


def missing_series(kind: str, series: str) -> Refusal:
    """A KPI has the table of years that its kind needs: a case of `missing-key`."""
    return MISSING_KEY.refusal(
        Sentence(f"kind: {kind} のKPIに {series} がありません", f"a KPI of kind {kind} needs {series}"),
        Sentence(f"{series}: {{H29: …}} を加えてください", f"add {series}: {{H29: …}}"),
    )


def unknown_key(
    route: Route, known: Collection[str], *, near: str | None, homes: Collection[str] = ()
) -> Issue:
    """Every key is one that the plan form has; `near` is the one that was most likely meant."""
    name = str(route[-1])
    hint = Sentence(f"使えるキーは {'・'.join(known)} です", f"the keys are {', '.join(known)}")
    if homes:  # blocks that have the key
        hint = Sentence(
            f"{'・'.join(homes)} の中のキーです。字下げしてその下に書いてください",
            f"it belongs under {' or '.join(homes)}: indent it",
        )
    elif near is not None:
        hint = Sentence(f"「{near}」の間違いではありませんか", f"did you mean {near!r}?")
    elif is_cut_off(name):
        hint = COMMA_SEPARATES
    return UNKNOWN_KEY.issue(
        (*route, KEY),
        Sentence(f"キー「{short(name)}」は使えません", f"the key {short(name)!r} is unknown"),
        hint,
    )


def superfluous_series(kind: str, key: str) -> Refusal:
    """A KPI has no figures that its kind does not use: a case of `unknown-key`."""
    return UNKNOWN_KEY.refusal(
        Sentence(f"{key} は kind: {kind} のKPIでは使いません", f"{key} does not go with kind {kind}"),
        Sentence(f"{key} を消すか kind を改めてください", f"remove {key}, or change kind"),
    )


def wrong_type(value: Any, expected: Sentence, hint: Sentence) -> Refusal:
    """A value is of the kind that its key takes: text, a number, a list, a block of keys."""
    if value is None:
        return empty_value(None if expected is TEXT else hint)
    found = shown(value)
    fix = None
    if expected is TEXT and isinstance(value, int | Decimal | Spelling):
        quoted = f'"{value.text if isinstance(value, Spelling) else spelled(value)}"'
        hint = Sentence(f"引用符で囲み、{quoted} と書いてください", f"put it in quotes: {quoted}")
        fix = None if isinstance(value, bool) else quoted  # True, TRUE and true are one value
    message = Sentence(
        f"{expected.ja}を書くところに{found.ja}があります",
        f"{expected.en} belongs here, but {found.en} was found",
    )
    return Refusal(lambda context: WRONG_TYPE.issue(context.route, message, hint, fix=fix))


def bad_choice(value: Any, choices: Mapping[str, Collection[str]]) -> Refusal:
    """A key with a fixed choice has one of its values; with each stand other names for it."""
    found = shown(value)
    near = meant_word(value, choices, cutoff=0.5) if isinstance(value, str) else None
    hint = one_of(choices)
    if (
        choices.keys() == YEN_PER_UNIT.keys()
        and isinstance(value, str)
        and _scale(value) != _scale(near or "")
    ):
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
    return BAD_CHOICE.refusal(
        Sentence(f"{found.ja}は選べません", f"{found.en} is not one of the choices"), hint
    )


def one_of(choices: Collection[str]) -> Sentence:
    """What to write where there is a choice."""
    if len(choices) == 1:
        (choice,) = choices
        return Sentence(f"{choice} と書いてください", f"write {choice}")
    return Sentence(f"{'・'.join(choices)} のいずれかを書いてください", f"write one of {', '.join(choices)}")


def _scale(unit: str) -> list[str]:
    """What in the name of a unit makes it larger."""
    return [sign for sign in folded(unit) if sign in _SCALES]


bad_id = partial(
    BAD_ID.refusal,
    Sentence(
        "id には文字・数字・「-」「_」「.」だけが使えます",
        "an id is made of letters, digits, `-`, `_` and `.` only",
    ),
    Sentence("空白や記号を除いてください", "remove spaces and other signs"),
)


def empty_value(what: Sentence | None = None) -> Refusal:
    """No text, no required value and no list that a plan needs is empty."""
    what = what or Sentence("値を書いてください", "write a value")

    def issue(context: Context) -> Issue:
        if context.ends_at_hash:
            hint = _AFTER_HASH
        elif context.is_required:
            hint = Sentence(f"{what.ja}（省けないキーです）", f"{what.en}; the key is required")
        else:
            hint = Sentence(
                f"{what.ja}。記載がなければ行ごと消してください", f"{what.en}, or remove the line"
            )
        return EMPTY_VALUE.issue(context.route, Sentence("値が空です", "the value is empty"), hint)

    return Refusal(issue)


empty_list = partial(
    EMPTY_VALUE.refusal,
    Sentence("一覧が空です", "the list is empty"),
    Sentence("一つ以上書いてください", "write at least one entry"),
)


def bad_number(text: str) -> Refusal:
    """A number is digits, with thousands separators in threes, a decimal point and a sign at most."""
    return Refusal(
        lambda context: BAD_NUMBER.issue(context.route, _no_number(text), _number_hint(text, context.unit))
    )


def _no_number(text: str) -> Sentence:
    return Sentence(f"「{short(text)}」は数として読めません", f"{short(text)!r} is not a number")


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


def number_notation(text: str) -> Refusal:
    """A number without quotes is spelled in one way: `1000`, not `1e3`, `+1000`, `0x3E8` or `1_000`."""
    return NUMBER_NOTATION.refusal(_no_number(text), _number_hint(text, None))


def number_length(digits: int) -> Refusal:
    """A number has at most 20 digits."""
    return NUMBER_LENGTH.refusal(
        Sentence(
            f"桁数が多すぎます（{digits}桁。{MAX_DIGITS}桁まで読みます）",
            f"the number is too long: {digits} digits, and at most {MAX_DIGITS} are read",
        ),
        Sentence("桁を確かめるか、大きな単位を使ってください", "check the digits, or use a larger unit"),
    )


def negative_amount(spelling: str) -> Refusal:
    """An amount of money in a plan is 0 or more."""
    return NEGATIVE_AMOUNT.refusal(
        Sentence(
            f"計画の金額に負の数 {spelling} は書けません",
            f"an amount of the plan cannot be negative: {spelling}",
        ),
        Sentence("0以上の金額を書いてください", "write an amount of 0 or more"),
    )


def bad_rate(text: str) -> Refusal:
    """A rate is written as 1/2, 0.5 or 50%, from 0 to 1; the lower number of a fraction is at most 100."""
    return BAD_RATE.refusal(
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
