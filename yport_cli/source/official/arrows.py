"""Figures that a document prints as a way: `人口 11,861人→13,220人 (1,339人)`."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from yport_cli.core.draft.draft import Figure
from yport_cli.core.issues.issue import Refusal
from yport_cli.core.reading.number_text import parse_number
from yport_cli.source.official.agreement import Observed
from yport_cli.source.official.document_text import GAP, DocumentText
from yport_cli.source.official.printed_units import is_printed_unit, split_unit

_NUMBER = r"[-△▲]?[0-9][0-9,]*(?:\.[0-9]+)?"
_WAY = re.compile(
    rf"(?P<name>[^\n→。]{{0,80}}[^\n→。0-9,.△▲-]){GAP}(?P<from>{_NUMBER}){GAP}(?P<unit>[^0-9\n→ ()]{{0,6}})"
    rf"{GAP}→{GAP}(?P<to>{_NUMBER}){GAP}(?P<unit2>[^0-9\n→ ()]{{0,6}})"
    rf"(?:{GAP}\({GAP}(?:増加分{GAP})?[+]?(?P<by>{_NUMBER}){GAP}(?P<unit3>[^0-9\n→ ()]{{0,6}}){GAP}\))?"
)
_REACH = 100
"""Characters before and after an arrow that may belong to it."""
_BULLET = re.compile(r"^(?:[・●○◆◇■□*-]|[①-⑳]|[(（]?[0-9]{1,2}[)）.])[ ]?")


class Way(NamedTuple):
    """From where a KPI starts to where it is to arrive, and by how much that is, where it is printed."""

    name: str
    unit: str | None
    baseline: Observed
    level: Observed
    cumulative: Observed | None
    start: int


def ways_of(document: DocumentText) -> Iterator[Way]:
    """All such ways, each in one unit."""
    for match in _matches(document.folded):
        units = {unit for key in ("unit", "unit2", "unit3") if (unit := match[key] or None)}
        if len(units) > 1 or not all(map(is_printed_unit, units)):
            continue
        name = _BULLET.sub("", document.words(*match.span("name"))).rstrip(" :：")
        name, in_name, _ = split_unit(name)
        figures = [_observed(document, match, key) for key in ("from", "to", "by") if match[key]]
        if name:
            by = figures[2] if len(figures) > 2 else None
            unit = next(iter(units), in_name)
            yield Way(name, unit, figures[0], figures[1], by, match.start("name"))


def _matches(text: str) -> Iterator[re.Match[str]]:
    """The ways around each arrow: to look for them from every character of a long text takes too long."""
    arrow = text.find("→")
    while arrow >= 0:
        line = text.rfind("\n", max(0, arrow - _REACH), arrow) + 1
        start = max(line, arrow - _REACH, text.rfind("。", line, arrow) + 1)
        match = _WAY.match(text, start, arrow + _REACH)
        if match is not None:
            yield match
        arrow = text.find("→", arrow + 1)


def _observed(document: DocumentText, match: re.Match[str], key: str) -> Observed:
    at, printed = document.at(match.start(key)), document.words(*match.span(key))
    try:
        return Observed(Figure(parse_number(match[key]), at, printed))
    except Refusal:
        return Observed(Figure(None, at, printed), is_odd=True)
