"""Names that a reader cannot tell apart, though they are not the same."""

from collections.abc import Iterable, Iterator
from unicodedata import category, normalize

from yport_cli.core.issues.issue import Issue, Related, Route, Rule, Severity
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.plan.plan import Plan
from yport_cli.core.refusals.words import short

LOOKALIKE_NAME = Rule("lookalike-name", Severity.WARNING)

# What is drawn alike, group by group: after UTS #39 (confusables), and the kana that are drawn as kanji.
# Each stands for the first of its group.
_ALIKE = (
    *(
        "カ力",
        "ロ口囗",
        "ニ二",
        "ハ八",
        "エ工",
        "タ夕",
        "ト卜",
        "チ千",
        "オ才",
        "ノ丿",
        "ム厶",
        "メ〆",
        "ミ三",
        "ヒ匕",
    ),
    *(
        "ヘへ",
        "ベべ",
        "ペぺ",
        "リり",
        "ー一-‐‑‒–—―−─",
        "・･·",
        "日曰",
        "未末",
        "土士",
        "己已巳",
        "1lI|ІӀΙ",
        "0OОΟ",
        "oоο",
    ),
    *("AАΑ", "aа", "BВΒ", "CСϹ", "cс", "EЕΕ", "eе", "HНΗ", "KКΚ", "MМΜ", "NΝ"),
    *("PРΡ", "pр", "TТΤ", "XХΧ", "xх", "YУΥ", "yу"),
)
_UNSEEN = (0x115F, 0x1160, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))  # fillers, variation selectors
_DRAWN = str.maketrans({other: group[0] for group in _ALIKE for other in group[1:]}) | dict.fromkeys(_UNSEEN)
_CHANGED = frozenset(map(chr, _DRAWN))


def lookalike_name(plan: Plan) -> Iterator[Issue]:
    """Names and ids of a list can be told apart by eye."""
    contents = () if plan.project is None else plan.project.contents
    lists: list[tuple[Route, Iterable[object]]] = [
        (("kpis",), plan.kpis),
        (("project", "contents"), contents),
        (("budget", "lines"), plan.budget.lines),
        (("budget", "funding"), plan.budget.funding),
    ]
    for route, members in lists:
        first: dict[str, tuple[int, str, Route]] = {}
        for index, member in enumerate(members):
            for key in ("id", "name", "short_name"):
                if text := getattr(member, key, None):
                    here = (*route, index, key)
                    whose, other, there = first.setdefault(skeleton(text), (index, text, here))
                    if whose != index and normalize("NFKC", other) != normalize("NFKC", text):
                        yield _issue(here, text, other, there)


def _issue(place: Route, text: str, other: str, there: Route) -> Issue:
    return LOOKALIKE_NAME.issue(
        place,
        Sentence(
            f"「{short(text)}」は「{short(other)}」と見分けがつきませんが、同じ文字ではありません（{_difference(text, other)}）",
            f"{short(text)!r} looks like {short(other)!r}, but is not the same ({_difference(text, other)})",
        ),
        Sentence(
            "読む人が見分けられる名前にするか、同じものなら同じ文字で書いてください",
            "give it a name that people can tell apart; if it is the same thing, spell it the same",
        ),
        related=(Related(there, Sentence("もう一方", "the other one")),),
    )


def _difference(text: str, other: str) -> str:
    """The first characters that differ, by their code points."""
    for one, another in zip(text, other, strict=False):
        if one != another:
            return f"U+{ord(one):04X}, U+{ord(another):04X}"
    longer = max(text, other, key=len)
    return f"U+{ord(longer[min(len(text), len(other))]):04X}"


def skeleton(text: str) -> str:
    """What `text` looks like: the same for two texts that are drawn alike."""
    seen = "".join(normalize("NFKC", text).split())
    if not seen.isprintable():
        seen = normalize("NFKC", "".join(char for char in seen if category(char) != "Cf"))
    return seen if _CHANGED.isdisjoint(seen) else normalize("NFKC", seen.translate(_DRAWN))
