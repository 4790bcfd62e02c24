"""Words from a file, as a sentence shows them, and the known word that was most likely meant."""

from collections.abc import Iterable

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
