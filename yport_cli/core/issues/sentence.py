"""One sentence in Japanese and English."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

Language = Literal["ja", "en"]


class Sentence(NamedTuple):
    """One sentence in both languages."""

    ja: str
    en: str

    def text_in(self, language: Language) -> str:
        """The sentence in `language`."""
        return self.ja if language == "ja" else self.en


MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
"""The English names of the months, January first."""


def joined(sentences: Iterable[Sentence], language: Language) -> str:
    """Sentences that belong together, one after the other on a line."""
    separator = "。" if language == "ja" else "; "
    return separator.join(sentence.text_in(language) for sentence in sentences)


def counted(count: int, noun: str, form: str = "") -> str:
    """An English noun with its number, in the `form` that a format string takes: `1 file`, `1,200 files`."""
    return f"{count:{form}} {noun}" if count == 1 else f"{count:{form}} {noun}s"
