"""Plan files with what is safe to mend mended: only the characters concerned change."""

from collections.abc import Callable
from typing import NamedTuple

from yport_cli.core.issues.issue import Issue, Refusal
from yport_cli.source.places.lines import Lines
from yport_cli.source.plan.encoding import decode_plan
from yport_cli.source.plan.plan_loader import parse_plan

_ROUNDS = 30
"""Mending one value may let another be understood, and only so many issues are listed at once."""


class Mended(NamedTuple):
    """The bytes of a file after mending, and how many places were changed."""

    data: bytes
    places: int


def mended(data: bytes, wants: Callable[[str], bool]) -> Mended:
    """`data` with every finding mended whose code is wanted and whose issue says how.

    The rest stays byte for byte.
    """
    count = 0
    for _ in range(_ROUNDS):
        fixes = [issue for issue in parse_plan(data, "").report.issues if issue.fix is not None]
        fixes = [issue for issue in fixes if wants(issue.code)]
        if not fixes:
            break
        data = _replaced(data, fixes)
        count += len(fixes)
    return Mended(data, count)


def _replaced(data: bytes, fixes: list[Issue]) -> bytes:
    try:
        text = decode_plan(data)
    except Refusal:  # a file that cannot be read has no fixes
        return data
    mark = data[: len(data) - len(text.encode())]
    lines = Lines(text)
    pieces: list[str] = []
    done = 0
    for issue in sorted(fixes, key=lambda issue: issue.at.place):
        start, end = lines.span(issue.at.place)
        if start < done or issue.fix is None:
            continue
        pieces += (text[done:start], issue.fix)
        done = end
    return mark + "".join((*pieces, text[done:])).encode()
