"""How numbers are spelled: one grammar for plans, ledgers, sheets and arguments, and what is nearly in it."""

import re

from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.money import YEN_PER_UNIT

SPACES = " \t\u3000\u00a0"
DASHES = frozenset("-－―−‐–—")
SPELLING = re.compile(r"-?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?")
"""A number as `ascii_spelling` gives it: digits, separators in threes, a decimal point, a sign."""

COMMA_SEPARATES = Sentence(
    "{ } の中の「,」は項目の区切りです。数は 1000000 のように「,」なしで書いてください",
    "within { } a `,` separates entries: write numbers without it, such as 1000000",
)
"""What to write where `{H29: 1,000}` was: the key `000` is what YAML makes of it."""


_LIKE_MINUS = "‐‑‒–—―ー﹣ｰ⁻➖"
_TO_ASCII = str.maketrans("０１２３４５６７８９，．−－▲△", "0123456789,.----")
_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_THOUSANDS = re.compile("[0-9０-９]{3}|[0０][0-9０-９]+")
LIKE_DIGITS = "OoQDlIiZzSsBb"
"""Letters that may be digits themselves: `2O` may be 20."""

PERCENT = ("%", "％")
"""The unit of a percentage; a difference of two is in points."""

_COUNTED_IN = """
人 千人 万人 名 件 回 社 戸 棟 店 校 組 点 台 本 個 品 種 冊 席 室 箇所 か所 カ所 ヶ所 ヵ所 団体 事業所 世帯
企業 店舗 施設 人泊 泊 日 時間 か月 ヶ月 人/年 件/年 人日 % ％ ポイント pt 倍 km kg g t トン m ㎡ m2
ha kW kWh MW MWh t-CO2
"""
_UNITS = frozenset((*YEN_PER_UNIT, *_COUNTED_IN.split()))


def ascii_spelling(text: str) -> str:
    """`text` with half-width digits and signs, and no space around it or behind its sign."""
    ascii_text = text.strip(SPACES).translate(_TO_ASCII)
    return f"-{ascii_text[1:].lstrip(SPACES)}" if ascii_text.startswith("-") else ascii_text


def is_cut_off(text: str) -> bool:
    """Whether `text` looks like the thousands of a number that was cut at its separator."""
    return _THOUSANDS.fullmatch(text) is not None


def is_plain(text: str) -> bool:
    """Whether `text` is spelled as a plan file spells numbers: `1000000`, `-5`, `8.20`."""
    return _PLAIN.fullmatch(text) is not None


def plain_suggestion(text: str) -> str | None:
    """The plain spelling of the one number that `text`, which is no number, can only stand for."""
    ascii_text = ascii_spelling(text)
    if match := re.fullmatch(r"(-?[0-9]+)[eE]\+?([0-9])", ascii_text):
        return match[1] + "0" * int(match[2])
    if ascii_text.startswith(("+", "＋")):
        return _unseparated(ascii_text[1:].lstrip(SPACES))
    if match := re.fullmatch(rf"[{_LIKE_MINUS}][{SPACES}]*([0-9].*)|[(（](.*)[)）]|([0-9].*)-", ascii_text):
        return _unseparated(f"-{match[1] or match[2] or match[3]}")
    if re.fullmatch(r"-?[0-9]{1,3}(_[0-9]{3})+", ascii_text):
        return ascii_text.replace("_", "")
    if re.fullmatch(rf"-?[0-9]{{1,3}}(?:[{SPACES}][0-9]{{3}})+", ascii_text):
        return re.sub(f"[{SPACES}]", "", ascii_text)
    if re.fullmatch(r"-?\.[0-9]+", ascii_text):
        return ascii_text.replace(".", "0.")
    if match := re.fullmatch(r"(-?[0-9]+)\.", ascii_text):
        return match[1]
    return None


def number_with_unit(text: str) -> tuple[str, str] | None:
    """The plain spelling of the number in `text`, and the rest, perhaps its unit; `None` for other text.

    The number must itself be spelled right, and nothing in the rest may belong to it: `2O` may be 20.
    """
    ascii_text = ascii_spelling(text)
    if match := re.fullmatch(rf"[￥¥][{SPACES}]*([-0-9].*)", ascii_text):
        number, rest = match[1], "円"
    elif match := re.fullmatch(rf"(-?[0-9][0-9,.]*)[{SPACES}]*([^0-9{SPACES}.,].*)", ascii_text):
        number, rest = match[1], match[2]
    else:
        return None
    plain = _unseparated(number)
    if plain is None or rest in LIKE_DIGITS or rest[0] in "-/:_":
        return None
    return plain, rest


def is_unit(text: str) -> bool:
    """Whether `text` is a unit and nothing else: `20以上` is another number than 20."""
    return text in _UNITS


def _unseparated(text: str) -> str | None:
    """`text` without its separators of thousands; `None` unless it is spelled right."""
    plain = text.replace(",", "")
    return plain if SPELLING.fullmatch(text) and is_plain(plain) else None
