"""What stands on every page and says nothing: page numbers, and lines printed again and again."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from yport_cli.source.official.document_text import Line, clean, folded

_PAGE_NUMBER = re.compile(
    r"[-‐―–—~] ?[0-9]{1,4} ?[-‐―–—~]|[0-9]{1,4} ?/ ?[0-9]{1,4}|[0-9]{1,4} ?ページ|[pP]\.? ?[0-9]{1,4}"
)
_BARE = re.compile(r"[0-9]{1,4}")
_FEWEST = 3
"""A line that stands at fewer page breaks is text."""
_DEEP = 2
"""Lines at the head or foot of a page that may belong to no text."""


def without_furniture(lines: Sequence[Line]) -> list[Line]:
    """`lines` without page numbers and running heads."""
    kept = [line for line in lines if clean(line.text)]
    numbers = {index for index, line in enumerate(kept) if _PAGE_NUMBER.fullmatch(_text(line))}
    if len(numbers) == 1 and len({line.at.page for line in kept}) <= 1:
        numbers = set()  # one `3/4` is a date or a share
    edges = _edges(kept)
    numbers |= _bare_numbers(kept, edges)
    heads = _running_heads(kept, edges, numbers)
    return [line for index, line in enumerate(kept) if index not in numbers and index not in heads]


def _text(line: Line) -> str:
    return folded(clean(line.text))


def _edges(lines: Sequence[Line]) -> set[int]:
    """The lines at the head and the foot of a page, where the document has pages."""
    edges: set[int] = set()
    start = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or lines[index].at.page != lines[start].at.page:
            edges.update(range(start, min(start + _DEEP, index)))
            edges.update(range(max(start, index - _DEEP), index))
            start = index
    return edges if lines and lines[-1].at.page != lines[0].at.page else set()


def _bare_numbers(lines: Sequence[Line], edges: set[int]) -> set[int]:
    """Bare numbers that count the pages: at their edges, or each beside the same line."""
    bare = {index: int(_text(line)) for index, line in enumerate(lines) if _BARE.fullmatch(_text(line))}
    if edges:
        pages = len({line.at.page for line in lines})
        offsets = Counter(bare[index] - lines[index].at.page for index in edges & bare.keys())
        usual = {offset for offset, count in offsets.items() if count > max(1, pages // 2)}
        return {index for index in edges & bare.keys() if bare[index] - lines[index].at.page in usual}
    beside: dict[tuple[int, str], list[int]] = defaultdict(list)
    for index in bare:
        for step in (-1, 1):
            if 0 <= index + step < len(lines):
                beside[step, _text(lines[index + step])].append(index)
    found: set[int] = set()
    for indexes in beside.values():
        counted = [bare[index] for index in indexes]
        if len(counted) >= _FEWEST and counted == list(range(counted[0], counted[0] + len(counted))):
            found.update(indexes)
    return found


def _running_heads(lines: Sequence[Line], edges: set[int], numbers: set[int]) -> set[int]:
    """Lines that are printed at the edge of most pages, or beside most of their numbers."""
    places = edges or {near for number in numbers for near in (number - 1, number + 1)}
    places -= numbers
    often = Counter(_text(lines[index]) for index in places if 0 <= index < len(lines))
    breaks = len({line.at.page for line in lines}) if edges else len(numbers)
    least = max(_FEWEST, breaks // 2)
    heads = {text for text, count in often.items() if count >= least}
    first = _text(lines[0]) if lines else ""
    if not edges and len(first) >= 4 and sum(_text(line) == first for line in lines) >= _FEWEST:
        return {index for index, line in enumerate(lines) if index and _text(line) == first} | {
            index for index in places if 0 <= index < len(lines) and _text(lines[index]) in heads
        }
    return {index for index in places if 0 <= index < len(lines) and _text(lines[index]) in heads}
