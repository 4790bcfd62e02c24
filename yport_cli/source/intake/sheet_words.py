"""The words by which people head their tables, and how they are compared."""

import re
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from yport_cli.core.figures.item_names import folded_name
from yport_cli.core.numbers.money import YEN_PER_LEDGER_UNIT
from yport_cli.core.numbers.spellings import is_unit

_HEADINGS = {
    "item": "項目 項目名 item 指標 指標名 kpi kpi名 指標(kpi) kpi指標 重要業績評価指標 重要業績評価指標(kpi) 事項 "
    "費目 科目 区分 名称",
    "date": "日付 年月日 date 年月 実施日 支払日 支出日 実績日 対象年月 対象月 時点 時期 月 日付又は年度",
    "fiscal_year": "年度 会計年度 fiscal_year fiscalyear fy 実施年度 対象年度",
    "amount": "実績 実績値 実績数 実績額 amount 金額・数量 金額 数量 件数 人数 値",
    "unit": "単位 unit",
    "note": "備考 摘要 note メモ 特記事項",
    "evidence": "根拠 根拠資料 evidence 証拠書類 出典",
}
_FIELD_OF = {word: field for field, words in _HEADINGS.items() for word in words.split()}
ORDER = {word: place for place, word in enumerate(_FIELD_OF)}
"""Of two headings for one thing the first of these is taken."""

_BRACKETS = re.compile(r"(.+?)\((.+)\)|(.+?)\[(.+)\]")
_SEVERAL = re.compile(r"[・/、,]|又は|または")
_TOTAL = re.compile(r"計|総計|.*(?:合計|小計|総計|年度計|年計|累計)|total|subtotal|sum|grandtotal")
_PLANNED = re.compile(
    r".*(?:目標|目標値|計画|計画値|予定|予算|見込|見込み|見込値|達成率|進捗率|達成度|増減|前年度|前年同月|基準値|現状値|事業開始前)"
)
_ACTUAL = re.compile(r"(.+?)(?:の)?(?:実績値|実績|実績額)")
_NOTE = re.compile(r"[※*＊注]|\((?:注|※)|備考|\(単位|単位[:は]")
_TABLE_UNIT = re.compile(r"[(\[【]?単位[:は]?([^)\]】]+)[)\]】]?")


class Heading(NamedTuple):
    """A heading as it is compared: its word, and what it says in brackets."""

    word: str
    inside: str = ""

    @property
    def field(self) -> str | None:
        """What of a ledger's row it heads; `None` where it is another word."""
        return _FIELD_OF.get(self.word)


@lru_cache(maxsize=2048)
def heading_of(text: str) -> Heading:
    """The heading that `text` is: without spaces and line breaks, in half width, its brackets apart."""
    bare = "".join(normalize("NFKC", text).split())
    match = None if bare.casefold() in _FIELD_OF else _BRACKETS.fullmatch(bare)
    if match is None:
        return Heading(_one_of(bare.casefold()))
    inside = (match[2] or match[4]).removeprefix("単位").lstrip(":は")
    return Heading(_one_of((match[1] or match[3]).casefold()), inside)


def _one_of(word: str) -> str:
    """The first of several headings in one for the same thing: `指標` of `指標・項目`; else the word as it is."""
    parts = _SEVERAL.split(word)
    fields = [_FIELD_OF.get(part) for part in parts]
    if word in _FIELD_OF or None in fields:
        return word
    if set(fields) == {"date", "fiscal_year"}:  # a date column may hold fiscal years
        return parts[fields.index("date")]
    return parts[0] if len(set(fields)) == 1 else word


@lru_cache(maxsize=4096)
def is_total(text: str) -> bool:
    """Whether a word heads a sum, which is checked and not recorded."""
    return _TOTAL.fullmatch(heading_of(text).word) is not None


def is_planned(text: str) -> bool:
    """Whether a word heads figures that are no actuals."""
    return _PLANNED.fullmatch(heading_of(text).word) is not None


def without_actual(text: str) -> str:
    """The rest of a heading that ends with a word for actuals: `令和5年度実績` is about `令和5年度`."""
    bare = "".join(normalize("NFKC", text).split())
    match = _ACTUAL.fullmatch(bare)
    return bare if match is None else match[1]


def is_note(text: str) -> bool:
    """Whether a text begins as a note does: `※速報値`."""
    return _NOTE.match(folded_name(text)) is not None


def unit_of_table(text: str) -> str | None:
    """The unit that a line above a table gives for all of it: `（単位：千円）`."""
    match = _TABLE_UNIT.fullmatch("".join(normalize("NFKC", text).split()))
    return None if match is None else match[1]


@lru_cache(maxsize=1024)
def is_known_unit(text: str) -> bool:
    """Whether a text is a unit and nothing else."""
    return is_unit(text) or text in YEN_PER_LEDGER_UNIT or is_unit(text.lstrip("千万百億"))
