"""The headings of the official form, and the text under each."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from yport_cli.source.official.document_text import GAP, DocumentText, loose

_DASH = "[-‐―–—ー]"
_CHAPTER = rf"(?:第{GAP}[0-9]+{GAP}章?|[0-9]+(?:{GAP}{_DASH}{GAP}[0-9]+)*){GAP}[.．、]?{GAP}"
_ITEM = rf"(?:[①-⑳]|[(（]{GAP}[0-9]+{GAP}[)）]|[0-9]+{GAP}[.)]){GAP}[.．、]?{GAP}"
_END = rf"{GAP}(?=[:(]|[ \n]|$)"


def _phrases(*texts: str) -> str:
    return "(?:" + "|".join(map(loose, texts)) + ")"


def _headed(prefix: str, *texts: str) -> str:
    """A heading with its number, or alone on its line: some programs keep numbers apart from the text."""
    phrases = _phrases(*texts)
    return rf"(?:{prefix}{phrases}{_END}|{phrases}{GAP}(?=:|\n|$))"


_FORM: Mapping[str, str] = {
    "name": _headed(_CHAPTER, "地域再生計画の名称"),
    "authors": _headed(
        _CHAPTER,
        "地域再生計画の作成主体の名称",
        "地域再生計画の策定主体の名称",
        "地域再生計画の作成主体",
        "地域再生計画の策定主体",
    ),
    "area": _headed(_CHAPTER, "地域再生計画の区域"),
    "goal": _headed(_CHAPTER, "地域再生計画の目標"),
    "measures": _headed(_CHAPTER, "地域再生を図るために行う事業"),
    "overview": _headed(_CHAPTER, "全体の概要"),
    "special": _CHAPTER
    + rf"{loose('第')}{GAP}[0-9五]{GAP}"
    + _phrases("章の特別の措置を適用して行う事業")
    + _END,
    "other": _headed(_CHAPTER, "その他の事業"),
    "body": _headed(_ITEM, "事業主体", "事業の主体", "実施主体"),
    "project": _headed(_ITEM, "事業の名称", "事業名称", "事業名"),
    "contents": _headed(_ITEM, "事業の内容", "事業内容"),
    "leading": _headed(_ITEM, "事業が先導的であると認められる理由"),
    "kpis": _ITEM + _phrases("重要業績評価指標", "事業の実施状況に関する客観的な指標") + r".*",
    "method": _headed(_ITEM, "評価の方法、時期及び体制", "評価の方法,時期及び体制"),
    "cost": _headed(_ITEM, "交付対象事業に要する経費", "交付対象事業に要する費用"),
    "duration": _headed(_ITEM, "事業実施期間", "事業の実施期間"),
    "remarks": _headed(_ITEM, "その他必要な事項"),
    "period": _headed(_CHAPTER, "計画期間"),
    "evaluation": _CHAPTER
    + _phrases("目標の達成状況に係る評価に関する事項", "目標の達成状況にかかる評価に関する事項")
    + _END,
    "evaluation_how": _CHAPTER
    + loose("目標の達成状況に")
    + GAP
    + _phrases("係る評価の手法", "かかる評価の手法")
    + _END,
    "evaluation_what": _CHAPTER
    + loose("目標の達成状況に")
    + GAP
    + _phrases("係る評価の時期及び評価を行う内容", "かかる評価の時期及び評価を行う内容")
    + _END,
    "evaluation_published": _CHAPTER
    + loose("目標の達成状況に")
    + GAP
    + _phrases("係る評価の公表の手法", "かかる評価の公表の手法")
    + _END,
}
_HEADING = re.compile(
    "^(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _FORM.items()) + ")", re.MULTILINE
)


class Section(NamedTuple):
    """The text under one heading, up to the next one."""

    key: str
    heading: int
    """Where the heading begins."""
    start: int
    end: int


def sections_of(document: DocumentText) -> list[Section]:
    """The sections of the form in their order; one heading may stand there several times."""
    found = [
        (str(match.lastgroup), match.start(), match.end()) for match in _HEADING.finditer(document.folded)
    ]
    ends = [*(start for _, start, _ in found[1:]), len(document.text)][: len(found)]
    return [
        Section(key, heading, _past_colon(document.folded, start), end)
        for (key, heading, start), end in zip(found, ends, strict=True)
    ]


def _past_colon(text: str, start: int) -> int:
    match = re.compile(f"{GAP}:").match(text, start)
    return match.end() if match else start


MARKED = re.compile(r"^[【\[][^】\]\n]{1,20}(?:\n[^】\]\n]{1,20})?[】\]]", re.MULTILINE)
"""A heading within a section: 【検証方法】."""
