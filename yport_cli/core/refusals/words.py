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


def meant_word(text: str, known: Mapping[str, Collection[str]], cutoff: float) -> str | None:
    """The word of `known` that `text` most likely stands for; with each stand other names for it."""
    text = folded(text)
    for word, others in known.items():
        if folded(word) == text or text in others:
            return word
    return nearest(text, known, cutoff)
