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
    """`lines` without page numbers and running heads."""
    kept = [line for line in lines if clean(line.text)]
    numbers = {index for index, line in enumerate(kept) if _PAGE_NUMBER.fullmatch(_text(line))}
    if len(numbers) == 1 and len({line.at.page for line in kept}) <= 1:
        numbers = set()  # one `3/4` is a date or a share
    edges = _edges(kept)
    if not numbers:
        numbers = _bare_numbers(kept, edges)
    heads = _running_heads(kept, edges, numbers)
    return [line for index, line in enumerate(kept) if index not in numbers and index not in heads]


def _text(line: Line) -> str:
    return folded(clean(line.text))


def _edges(lines: Sequence[Line]) -> dict[int, int]:
    """The lines at the head (0, 1) and the foot (-1, -2) of a page, where the document has pages."""
    edges: dict[int, int] = {}
    start = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or lines[index].at.page != lines[start].at.page:
            edges.update((near, near - start) for near in range(start, min(start + _DEEP, index)))
            edges.update((near, near - index) for near in range(max(start, index - _DEEP), index))
            start = index
    return edges if lines and lines[-1].at.page != lines[0].at.page else {}


def _bare_numbers(lines: Sequence[Line], edges: Mapping[int, int]) -> set[int]:
    """Bare numbers that count the pages: at their edges, or each beside the same line."""
    bare = {index: int(_text(line)) for index, line in enumerate(lines) if _BARE.fullmatch(_text(line))}
    if edges:
        pages = len({line.at.page for line in lines})
        at_edge = [
            (edges[index], bare[index] - lines[index].at.page, index) for index in edges.keys() & bare.keys()
        ]
        often = Counter((place, offset) for place, offset, _ in at_edge)
        return {index for place, offset, index in at_edge if often[place, offset] > max(1, pages // 2)}
    beside: dict[tuple[int, str], list[int]] = defaultdict(list)
    for index in bare:
        for step in (-1, 1):
            if 0 <= index + step < len(lines):
                beside[step, _text(lines[index + step])].append(index)
    found: set[int] = set()
    for (step, text), indexes in beside.items():
        if len(beside.get((-step, text), ())) > len(indexes):
            continue  # the numbers stand on the other side of it
        counted = [bare[index] for index in indexes]
        # What the document begins with heads its pages.
        least = 1 if text == _text(lines[0]) and counted[0] == 1 else _FEWEST
        if any(near - index < _SHORTEST_PAGE for index, near in pairwise(indexes)):
            continue
        if len(counted) >= least and counted == list(range(counted[0], counted[0] + len(counted))):
            found.update(indexes)
    last = len(lines) - 1
    if found and bare.get(last) == bare[max(found)] + 1:
        found.add(last)
    return found


def _running_heads(lines: Sequence[Line], edges: Mapping[int, int], numbers: set[int]) -> set[int]:
    """Lines that are printed at the edge of most pages, or beside most of their numbers.

    What the document begins with is one as soon as it stands beside a number.
    """
    places = set(edges or {near for number in numbers for near in (number - 1, number + 1)}) - numbers
    texts = {index: _text(lines[index]) for index in places if 0 <= index < len(lines)}
    often = Counter(texts.values())
    breaks = len({line.at.page for line in lines}) if edges else len(numbers)
    heads = {text for text, count in often.items() if count >= max(_FEWEST, breaks // 2)}
    found = {index for index, text in texts.items() if text in heads}
    if lines and _text(lines[0]) in texts.values():
        found |= {index for index, line in enumerate(lines) if index and _text(line) == _text(lines[0])}
    return found
