"""Units that count in thousands and more: 千人 is a thousand 人, as 千円 is a thousand 円."""

from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

_SCALES = {"百万": 10**6, "千万": 10**7, "千": 10**3, "万": 10**4, "億": 10**8}


class ScaledUnit(NamedTuple):
    """How many of what a unit counts."""

    scale: int
    base: str


@lru_cache(maxsize=1024)
def scaled(unit: str) -> ScaledUnit:
    """What `unit` counts, in half width."""
    text = normalize("NFKC", unit)
    for prefix, scale in _SCALES.items():
        if text.startswith(prefix) and len(text) > len(prefix):
            return ScaledUnit(scale, text.removeprefix(prefix))
    return ScaledUnit(1, text)
