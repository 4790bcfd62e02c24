"""How many cells of a line a text takes."""

from unicodedata import category, east_asian_width

IN_JAPANESE_FONTS = 2
"""The cells of a character such as `―` or `±`: as wide as a kanji there, narrow on most terminals."""

_WITHOUT_WIDTH = ("Mn", "Me", "Mc", "Cf")


def cells(text: str, *, ambiguous: int = 1) -> int:
    """The cells of `text`; a character that is wide in some fonts and narrow in others takes `ambiguous`."""
    if text.isascii():
        return len(text)
    return sum(cells_of(character, ambiguous) for character in text)


def cells_of(character: str, ambiguous: int) -> int:
    """The cells of one character: 2 for kana, kanji, full-width signs, 0 for what joins the one before."""
    if category(character) in _WITHOUT_WIDTH:
        return 0
    return {"W": 2, "F": 2, "A": ambiguous}.get(east_asian_width(character), 1)
