"""Units as documents print them: in the heading of a row, in each of its cells, or in both."""

import re
from functools import lru_cache

from yport_cli.core.numbers.spellings import is_unit
from yport_cli.source.official.document_text import folded

_COUNTED_IN = """
人回 人日 泊 トン 店 品目 頭 羽 隻 便 床 区画 分 歳 年 月 km2 世帯 法人 経営体 地区 集落 議席 票 箱 袋 件/年 回/年 か国 ヶ国 カ国
ポイント 点 位 億円 万円 百人 部 講座 コース プログラム プロジェクト 事例 メニュー 商品 作品 名/年 社/年 戸/年 台/年 編
"""
_MORE = frozenset(_COUNTED_IN.split())
_MULTIPLES = ("百万", "千万", "万", "千", "億", "百")
_PER = ("/年", "/日", "/月", "/年度")
_BRACKETED = re.compile(r"[(（]([^()（）]{1,12})[)）]$")
_NO_UNIT = re.compile(
    "[0-9]|累計|延べ|年間|合計|平均|新規|総数|以上|以下|未満|うち|除く|含む|年度|市内|町内|村内|県内|割合|率$"
)


@lru_cache(maxsize=4096)
def is_printed_unit(text: str) -> bool:
    """Whether `text` is a unit and nothing else."""
    text = folded(text)
    for ending in _PER:
        text = text.removesuffix(ending)
    if is_unit(text) or text in _MORE:
        return True
    return any(
        text.startswith(multiple) and (is_unit(rest) or rest in _MORE)
        for multiple in _MULTIPLES
        if (rest := text.removeprefix(multiple))
    )


def split_unit(name: str) -> tuple[str, str | None, bool]:
    """The name of a row without the unit that ends it in brackets, the unit, whether it is known."""
    match = _BRACKETED.search(name)
    if match is None:
        return name, None, False
    inner = re.sub(r"^単位[:：]?", "", match[1].strip())
    rest = name[: match.start()].strip()
    if not rest:
        return name, None, False
    if is_printed_unit(inner):
        return rest, inner, True
    if _NO_UNIT.search(folded(inner)):
        return name, None, False
    return rest, inner, False
