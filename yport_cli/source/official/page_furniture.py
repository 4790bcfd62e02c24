"""What stands on every page and says nothing: page numbers, and lines printed again and again."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from yport_cli.source.official.document_text import Line, clean, folded

_PAGE_NUMBER = re.compile(
    r"[-‐―–—~] ?[0-9]{1,4} ?[-‐―–—~]|[0-9]{1,4} ?/ ?[0-9]{1,4}|[0-9]{1,4} ?ページ|[pP]\.? ?[0-9]{1,4}"
)
_BARE = re.compile(r"[0-9]{1,4}")
_FEWEST = 3
"""A line that stands at fewer page breaks is text."""
_SHORTEST_PAGE = 10
"""Lines between two page numbers at least."""
_DEEP = 2
"""Lines at the head or foot of a page that may belong to no text."""


def without_furniture(lines: Sequence[Line]) -> list[Line]:
    """`lines` without page numbers and running heads, blank ones and spaces that say nothing."""
    kept = [Line(line.at, text) for line in lines if (text := clean(line.text))]
    texts = [folded(line.text) for line in kept]
    pages = [line.at.page for line in kept]
    edges = _edges(pages)
    numbers = {index for index, text in enumerate(texts) if _PAGE_NUMBER.fullmatch(text)}
    if len(numbers) == 1 and not edges:
        numbers = set()  # one `3/4` is a date or a share
    if not numbers:
        bare = {index: int(text) for index, text in enumerate(texts) if _BARE.fullmatch(text)}
        numbers = _at_edges(bare, edges, pages) if edges else _beside_heads(bare, texts)
    heads = _running_heads(texts, edges, pages, numbers)
    return [line for index, line in enumerate(kept) if index not in numbers and index not in heads]


def _edges(pages: Sequence[int]) -> dict[int, int]:
    """The lines at the head (0, 1) and the foot (-1, -2) of a page, where the document has pages."""
    edges: dict[int, int] = {}
    start = 0
    for index in range(1, len(pages) + 1):
        if index == len(pages) or pages[index] != pages[start]:
            edges.update((near, near - start) for near in range(start, min(start + _DEEP, index)))
            edges.update((near, near - index) for near in range(max(start, index - _DEEP), index))
            start = index
    return edges if len(set(pages)) > 1 else {}


def _at_edges(bare: Mapping[int, int], edges: Mapping[int, int], pages: Sequence[int]) -> set[int]:
    """Bare numbers at one place of most pages that count them, perhaps not from 1."""
    found = [(edges[index], bare[index] - pages[index], index) for index in edges.keys() & bare.keys()]
    often = Counter((place, offset) for place, offset, _ in found)
    most = max(1, len(set(pages)) // 2)
    return {index for place, offset, index in found if often[place, offset] > most}


def _beside_heads(bare: Mapping[int, int], texts: Sequence[str]) -> set[int]:
    """Bare numbers that count up, each beside the same line."""
    beside: dict[tuple[int, str], list[int]] = defaultdict(list)
    for index in bare:
        for step in (-1, 1):
            if 0 <= index + step < len(texts):
                beside[step, texts[index + step]].append(index)
    found: set[int] = set()
    for (step, text), indexes in beside.items():
        if len(beside.get((-step, text), ())) > len(indexes):
            continue  # the numbers stand on the other side of it
        if any(near - index < _SHORTEST_PAGE for index, near in pairwise(indexes)):
            continue
        counted = [bare[index] for index in indexes]
        # What the document begins with heads its pages.
        least = 1 if text == texts[0] and counted[0] == 1 else _FEWEST
        if len(counted) >= least and counted == list(range(counted[0], counted[0] + len(counted))):
            found.update(indexes)
    last = len(texts) - 1
    if found and bare.get(last) == bare[max(found)] + 1:
        found.add(last)
    return found


def _running_heads(
    texts: Sequence[str], edges: Mapping[int, int], pages: Sequence[int], numbers: set[int]
) -> set[int]:
    """Lines that are printed at the edge of most pages, or beside most of their numbers.

    What the document begins with is one as soon as it stands beside a number.
    """
    places = set(edges or {near for number in numbers for near in (number - 1, number + 1)}) - numbers
    near_break = {index: texts[index] for index in places if 0 <= index < len(texts)}
    often = Counter(near_break.values())
    breaks = len(set(pages)) if edges else len(numbers)
    least = min(breaks, _FEWEST) if edges else _FEWEST  # of two pages both have it
    heads = {text for text, count in often.items() if count >= max(least, breaks // 2)}
    found = {index for index, text in near_break.items() if text in heads}
    if texts and texts[0] in [text for index, text in near_break.items() if index]:
        found |= {index for index, text in enumerate(texts) if index and text == texts[0]}
    return found
