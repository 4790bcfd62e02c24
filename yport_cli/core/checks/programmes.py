"""Known programmes of the grant (交付金の制度): their caps, durations and rates, each with its source.

Only what was found stands here. Of a programme, a year or a class of body that is not named nothing is known.
"""

from collections.abc import Collection, Sequence
from typing import Literal, NamedTuple
from unicodedata import normalize

BodyClass = Literal["prefecture", "core_city", "municipality"]
"""都道府県, 中枢中核都市, other 市区町村: which cities are 中枢中核都市 is not known here."""


class Programme(NamedTuple):
    """A programme, by the words of its names that tell it from others."""

    name: str
    names: tuple[str, ...]
    measure: str | None = None


class Part(NamedTuple):
    """One kind of a programme (交付金の種類), with what all of its projects keep to."""

    programme: str
    kind: str
    also: tuple[str, ...]
    """Other ways to write the kind."""
    longest: int
    """Fiscal years, at most."""
    rate: str | None
    """`None` where no one rate holds."""
    source: str


class Cap(NamedTuple):
    """The most that the state pays, in 千円, to a class of body."""

    programme: str
    kind: str
    body: BodyClass
    amount: int
    fiscal_year: int | None
    """The year that it is of; `None` for every year of the programme."""
    per: Literal["year", "plan"]
    source: str
    is_guide: bool = False
    """目安: a guide, not a limit."""


_SUISHIN = "地方創生推進交付金"
_SECOND = "新しい地方経済・生活環境創生交付金"
_POLICY = "内閣府「地方創生推進交付金（平成29年度）の運用方針（案）について」（資料4-2）1 (2) 交付上限額"
_DURATION = "「地方創生推進交付金の概要」Ⅱ 支援対象（発行者の記載なし、expydoc.com/doc/9780757）"
_BUDGET = (
    "資料4-1「地方創生推進交付金」29年度概算決定額、交付上限額（事業費）の1/2（expydoc.com/doc/11740393）"
)
_SME = "中小機構 machi.smrj.go.jp/support/3_10.html（第2世代交付金）、観音寺市"

PROGRAMMES = (
    Programme(_SUISHIN, ("地方創生推進交付金",), "A3007"),
    Programme("デジタル田園都市国家構想交付金", ("デジタル田園都市国家構想交付金",)),
    Programme(_SECOND, ("新しい地方経済・生活環境創生交付金", "第2世代交付金")),
    Programme("地域未来交付金", ("地域未来交付金",)),
)
"""Up to R6 デジタル田園都市国家構想交付金, R7 the second generation, R8 地域未来交付金: of the first and the last
no cap, duration or rate was found."""

PARTS = (
    Part(_SUISHIN, "先駆", (), 5, "1/2", _DURATION),
    Part(_SUISHIN, "横展開", (), 3, "1/2", _DURATION),
    Part(_SUISHIN, "隘路打開", (), 3, "1/2", _DURATION),
    Part(_SECOND, "ソフト事業", ("ソフト",), 5, "1/2", _SME),
    Part(_SECOND, "拠点整備事業", ("拠点整備",), 5, "1/2", _SME),
    Part(_SECOND, "インフラ整備事業", ("インフラ整備", "インフラ"), 7, None, _SME),
)

CAPS = (
    Cap(_SUISHIN, "先駆", "prefecture", 200_000, 2016, "year", _POLICY),
    Cap(_SUISHIN, "先駆", "municipality", 100_000, 2016, "year", _POLICY),
    Cap(_SUISHIN, "横展開", "prefecture", 50_000, 2016, "year", _POLICY),
    Cap(_SUISHIN, "横展開", "municipality", 25_000, 2016, "year", _POLICY),
    Cap(_SUISHIN, "先駆", "prefecture", 300_000, 2017, "year", _POLICY),
    Cap(_SUISHIN, "先駆", "municipality", 200_000, 2017, "year", _POLICY),
    Cap(_SUISHIN, "横展開", "prefecture", 75_000, 2017, "year", _POLICY),
    Cap(_SUISHIN, "横展開", "municipality", 50_000, 2017, "year", _POLICY),
    Cap(_SUISHIN, "隘路打開", "prefecture", 50_000, 2016, "year", _BUDGET),
    Cap(_SUISHIN, "隘路打開", "municipality", 25_000, 2016, "year", _BUDGET),
    Cap(_SUISHIN, "隘路打開", "prefecture", 75_000, 2017, "year", _BUDGET),
    Cap(_SUISHIN, "隘路打開", "municipality", 50_000, 2017, "year", _BUDGET),
    Cap(_SECOND, "ソフト事業", "prefecture", 1_500_000, None, "year", _SME),
    Cap(_SECOND, "ソフト事業", "core_city", 1_500_000, None, "year", _SME),
    Cap(_SECOND, "ソフト事業", "municipality", 1_000_000, None, "year", _SME),
    Cap(_SECOND, "拠点整備事業", "prefecture", 1_500_000, None, "year", _SME),
    Cap(_SECOND, "拠点整備事業", "core_city", 1_500_000, None, "year", _SME),
    Cap(_SECOND, "拠点整備事業", "municipality", 1_000_000, None, "year", _SME),
    Cap(_SECOND, "インフラ整備事業", "prefecture", 5_000_000, None, "plan", _SME),
    Cap(_SECOND, "インフラ整備事業", "core_city", 2_000_000, None, "plan", _SME),
    Cap(_SECOND, "インフラ整備事業", "municipality", 1_000_000, None, "plan", _SME),
    Cap(_SECOND, "インフラ整備事業", "prefecture", 1_000_000, None, "year", _SME, is_guide=True),
    Cap(_SECOND, "インフラ整備事業", "core_city", 400_000, None, "year", _SME, is_guide=True),
    Cap(_SECOND, "インフラ整備事業", "municipality", 200_000, None, "year", _SME, is_guide=True),
)

_ENDINGS = ("", "タイプ", "型")
_PARTS: dict[str, list[Part]] = {}
"""The parts that go by a name, spelled in each of its ways."""
for _part in PARTS:
    for _name in (_part.kind, *_part.also):
        for _ending in _ENDINGS:
            _PARTS.setdefault(f"{_name}{_ending}", []).append(_part)


def programmes_called(name: str) -> set[str]:
    """The known programmes that the name of a grant may be of."""
    folded = normalize("NFKC", name)
    return {known.name for known in PROGRAMMES if any(word in folded for word in known.names)}


def parts_called(kind: str, programmes: Collection[str]) -> Sequence[Part]:
    """The parts of these programmes that a kind of grant may be."""
    found = _PARTS.get(normalize("NFKC", kind).strip(), ())
    return [part for part in found if part.programme in programmes]


class GrantStart(NamedTuple):
    """What is known of a grant by its name, and by its kind where it has several."""

    name: str
    measure: str | None
    kind: str | None
    rate: str | None
    """Where no one rate holds: `None`."""
    kinds: tuple[str, ...]
    """The kinds that are known of it."""
    is_known: bool


def grant_start(text: str) -> GrantStart:
    """The grant that `text` names, as `第2世代交付金` or `第2世代交付金:ソフト事業`.

    A known one has its full name; of another nothing is known.
    """
    name, _, kind = (part.strip() for part in text.replace("：", ":").partition(":"))
    called = programmes_called(name)
    known = next((one for one in PROGRAMMES if {one.name} == called), None)
    own = [part for part in PARTS if part.programme in called]
    named = parts_called(kind, called)
    rates = {part.rate for part in named or own}
    return GrantStart(
        name if known is None or normalize("NFKC", name) not in known.names else known.name,
        None if known is None else known.measure,
        (named[0].kind if len(named) == 1 else kind) or None,
        rates.pop() if len(rates) == 1 and (named or not kind) else None,
        tuple(part.kind for part in own),
        known is not None,
    )
