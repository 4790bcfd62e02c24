"""Words from a file, as a sentence shows them, and the known word that was most likely meant."""

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

_LONGEST = 40
_LONGEST_KNOWN = 100


def short(text: str) -> str:
    """`text`, cut where it would run on: a name of a megabyte must not stand in a thousand sentences."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def nearest(text: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The word of `known` that `text` most likely stands for."""
    if len(text) > _LONGEST_KNOWN:
        return None
    from difflib import get_close_matches

    return next(iter(get_close_matches(text, known, n=1, cutoff=cutoff)), None)


@lru_cache(maxsize=256)
def folded(text: str) -> str:
    """`text` in half width and small letters, without spaces around it: to compare by, never to show."""
    from unicodedata import normalize

    return normalize("NFKC", text).strip().casefold() if len(text) <= _LONGEST_KNOWN else text


@lru_cache(maxsize=2048)  # what only follows from a misspelled key is found by it too
def meant_key(name: str, known: tuple[str, ...]) -> str | None:
    """The key of `known` that `name` most likely stands for, in half or full width, Japanese or misspelled."""
    return _meant(name, known, _KEYS, 0.6)


def meant_word(text: str, known: Collection[str]) -> str | None:
    """The choice of `known` that `text` most likely stands for."""
    return _meant(text, known, _WORDS, 0.5)


def _meant(text: str, known: Collection[str], names: Mapping[str, str], cutoff: float) -> str | None:
    text = folded(text)
    for word in known:
        if folded(word) == text or text in names.get(word, "").split():
            return word
    return nearest(text, known, cutoff)


# The Japanese names of keys, which a person may write who has the plan document in front of them.
_KEYS = {
    "schema": "様式 スキーマ",
    "id": "識別子",
    "name": "名称 名前 計画名 事業名 計画の名称 事業の名称",
    "authors": "作成主体 策定主体 作成主体の名称 作成者 団体名",
    "area": "区域 対象区域 計画の区域",
    "area_code": "標準地域コード 地域コード 団体コード",
    "period": "期間 計画期間",
    "start": "開始 開始日 始まり",
    "end": "終了 終了日 終わり",
    "fiscal_years": "年度 実施年度 事業年度",
    "fiscal_year": "年度",
    "project": "事業 交付対象事業",
    "contents": "内容 事業の内容 事業内容",
    "body": "主体 事業主体 実施主体",
    "kpis": "kpi 指標 重要業績評価指標",
    "short_name": "略称 短い名称",
    "unit": "単位",
    "kind": "種類 種別",
    "direction": "方向 向き",
    "baseline": "基準値 現状値 現時点 事業開始前",
    "increments": "増加分 増分",
    "targets": "目標値 目標",
    "stated_cumulative": "累計 増加分の累計",
    "budget": "予算 経費",
    "total": "総事業費 総額",
    "years": "年度別 各年度",
    "lines": "費目 内訳",
    "grant": "交付金",
    "measure": "措置",
    "rate": "交付率 補助率",
    "eligible_cost": "対象経費 交付対象経費",
    "amount": "金額 交付額 交付決定額",
    "self_sufficiency": "自立性",
    "revenue": "収入 収益 事業収支",
    "cost": "経費 費用",
    "break_even_year": "均衡年度",
    "evaluation": "評価 評価の方法",
    "evaluations": "評価 効果検証",
    "method": "方法",
    "experts": "有識者 外部有識者",
    "publication": "公表",
    "how": "方法",
    "every": "頻度",
    "grade": "事業効果",
    "opinion": "意見",
    "policy": "方針 今後の方針",
    "next": "今後の方針",
    "reason": "理由",
    "code": "コード",
    "licence": "ライセンス 利用条件",
    "source": "出典 原本",
    "title": "題名 表題",
    "sections": "節 章",
}
_WORDS = {
    "increment": "増加分 増分 増加",
    "level": "水準 目標値",
    "increase": "増加 増 上昇 向上",
    "decrease": "減少 減 低下 削減",
}
