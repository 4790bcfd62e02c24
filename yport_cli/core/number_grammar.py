"""How numbers are spelled: one grammar for plans, ledgers, sheets and arguments, and what is nearly in it."""

import re

from yport_cli.core.issue import Sentence

SPACES = " \t\u3000\u00a0"
DASHES = frozenset("-－―−‐–—")
SPELLING = re.compile(r"-?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?")
"""A number as `ascii_spelling` gives it: digits, thousands separators grouped in threes, a decimal point, a sign."""

COMMA_SEPARATES = Sentence(
    "{ } の中の「,」は項目の区切りです。数は 1000000 のように「,」なしで書いてください",
    "within { } a `,` separates entries: write numbers without it, such as 1000000",
)
"""What to write where `{H29: 1,000}` was: the key `000` is what YAML makes of it."""


_TO_ASCII = str.maketrans("０１２３４５６７８９，．−－▲△", "0123456789,.----")
_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_THOUSANDS = re.compile("[0-9０-９]{3}")


def ascii_spelling(text: str) -> str:
    """`text` with half-width digits and signs, and no space around it."""
    return text.strip(SPACES).translate(_TO_ASCII)


def is_cut_off(text: str) -> bool:
    """Whether `text` looks like the thousands of a number that was cut at its separator."""
    return _THOUSANDS.fullmatch(text) is not None


def is_plain(text: str) -> bool:
    """Whether `text` is spelled as a plan file spells numbers: `1000000`, `-5`, `8.20`."""
    return _PLAIN.fullmatch(text) is not None


def plain_suggestion(text: str) -> str | None:
    """The plain spelling that `text`, which is no number, most likely stands for."""
    ascii_text = ascii_spelling(text)
    if match := re.fullmatch(r"(-?[0-9]+)[eE]\+?([0-9])", ascii_text):
        return match[1] + "0" * int(match[2])
    if re.fullmatch(r"\+[0-9,]+(\.[0-9]+)?", ascii_text):
        return ascii_text[1:].replace(",", "")
    if re.fullmatch(r"-?[0-9]+(_[0-9]+)+", ascii_text):
        return ascii_text.replace("_", "")
    if re.fullmatch(r"-?\.[0-9]+", ascii_text):
        return ascii_text.replace(".", "0.")
    if match := re.fullmatch(r"(-?[0-9]+)\.", ascii_text):
        return match[1]
    # A number and its unit: what is before the unit must itself be spelled right.
    if (match := re.fullmatch(r"(-?[0-9][0-9,.]*)\s*[^\d\s.,:/_-][^\d]*", ascii_text)) and SPELLING.fullmatch(
        match[1]
    ):
        return match[1].replace(",", "")
    return None
