r"""The grammars of years, dates, numbers and rates as regular expressions of ECMA 262.

A schema can hold no Python, so what the readers of `core` do in steps stands here as one pattern each; a law
in the tests holds that both take the same texts. Only what all engines share is used: no `\w`, no named
groups.
"""

import re

from yport_cli.core.plan.fields import AREA_CODE_PATTERN, ID_PATTERN
from yport_cli.core.reading.number_text import MAX_DENOMINATOR

_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_DIGITS = re.compile(r"\[[^\]]*\]|\{[^}]*\}|[0-9]")
_GAP = "[ \\t　]*"
_NUMBER_GAP = "[ \\t　\\u00a0]*"
_SIGN = "[-−－▲△]"

# Python's `$` also matches before a line end at the end.
_END = r"$(?!\n)"

_WESTERN = "(?:1989|199[0-9]|20[0-9][0-9])"
_HEISEI = "(?:平成|[HhＨｈ平])"
_REIWA = "(?:令和|[RrＲｒ令])"
_HEISEI_COUNT = "(?:元|0?[1-9]|[1-9][0-9])"
_REIWA_COUNT = "(?:元|0?[1-9]|[1-7][0-9]|8[01])"  # up to 2099
_REIWA_FIRST = "(?:元|0?1)"  # of its days, the first is 1 May
_REIWA_LATER = "(?:0?[2-9]|[1-7][0-9]|8[01])"
_WESTERN_LEAP = "(?:199[26]|20[02468][048]|20[13579][26])"
_HEISEI_LEAP = "(?:0?[48]|[13579][26]|[2468][048])"  # 1992 is the fourth year of Heisei
_REIWA_LEAP = "(?:0?[26]|[1357][048]|[246][26])"  # 2020 is the second year of Reiwa


def _wide(pattern: str) -> str:
    """`pattern` with each digit in half or full width."""

    def both(match: re.Match[str]) -> str:
        found = match[0]
        digits = found.strip("[]")
        if found.startswith("{") or not digits[0].isdigit():
            return found
        return f"[{digits}{digits.translate(_WIDE)}]"

    return _DIGITS.sub(both, pattern)


def _digits(pattern: str) -> str:
    """A number with digits of `pattern`: in a row or in groups of three, with decimals or without."""
    return rf"(?:{pattern}+|{pattern}{{1,3}}(?:[,，]{pattern}{{3}})+)(?:[.．]{pattern}+)?"


def _dates() -> str:
    def days(years: str, *months_and_days: tuple[str, str]) -> str:
        """`years` followed by one of the pairs, with each separator that a date may have."""
        either = []
        for month, day in months_and_days:
            either.append(f"年{_GAP}{month}{_GAP}月{_GAP}{day}{_GAP}日?")
            either.extend(f"{sign}{month}{sign}{day}" for sign in ("[-－]", "[/／]", "[.．]"))
        return f"{years}{_GAP}(?:{'|'.join(either)})"

    every_year = f"(?:{_WESTERN}|{_HEISEI}{_GAP}{_HEISEI_COUNT}|{_REIWA}{_GAP}{_REIWA_LATER})"
    leap_year = f"(?:{_WESTERN_LEAP}|{_HEISEI}{_GAP}{_HEISEI_LEAP}|{_REIWA}{_GAP}{_REIWA_LEAP})"
    every_month = "(?:0?[1-9]|1[0-2])"
    usual = days(
        every_year,
        (every_month, "(?:0?[1-9]|1[0-9]|2[0-8])"),
        ("(?:0?[13-9]|1[0-2])", "(?:29|30)"),
        ("(?:0?[13578]|1[02])", "31"),
    )
    first_of_reiwa = days(
        f"{_REIWA}{_GAP}{_REIWA_FIRST}",
        ("(?:0?[5-9]|1[0-2])", "(?:0?[1-9]|[12][0-9]|30)"),
        ("(?:0?[578]|1[02])", "31"),
    )
    return f"(?:{usual}|{first_of_reiwa}|{days(leap_year, ('0?2', '29'))})"


def _fractions() -> str:
    """The fractions from 0 to 1 whose lower number is at most 100."""
    slash = f"{_NUMBER_GAP}[/／]{_NUMBER_GAP}"
    either = [f"[0-9]{slash}[1-9][0-9]", f"(?:0|[1-9][0-9]?|100){slash}{MAX_DENOMINATOR}"]
    either += [f"[0-{digit}]{slash}{digit}" for digit in range(1, 10)]
    for tens in range(1, 10):
        if tens < 9:
            either.append(f"{tens}[0-9]{slash}[{tens + 1}-9][0-9]")
        either += [f"{tens}[0-{ones}]{slash}{tens}{ones}" for ones in range(10)]
    return "|".join(either)


NUMBER = f"^{_NUMBER_GAP}(?:{_SIGN}{_NUMBER_GAP})?{_digits('[0-9０-９]')}{_NUMBER_GAP}{_END}"
AMOUNT = (
    f"^{_NUMBER_GAP}(?:{_digits('[0-9０-９]')}|{_SIGN}{_NUMBER_GAP}{_digits('[0０]')}){_NUMBER_GAP}{_END}"
)
_YEAR = (
    f"(?:{_HEISEI}{_GAP}{_HEISEI_COUNT}|{_REIWA}{_GAP}{_REIWA_COUNT}|(?:[FfＦｆ][YyＹｙ]{_GAP})?{_WESTERN})"
    f"{_GAP}(?:年度|年)?{_GAP}"
)
YEAR = _wide(
    f"^{_GAP}{_YEAR}(?:[(（]{_GAP}{_YEAR}[)）]{_GAP})?{_END}"
)  # whether both are one, no pattern tells
DATE = f"^{_GAP}{_wide(_dates())}{_GAP}{_END}"
RATE = _wide(
    f"^{_NUMBER_GAP}(?:0(?:[.．][0-9]{{1,9}})?|1(?:[.．]0{{1,9}})?"
    f"|(?:0|[1-9][0-9]?)(?:[.．][0-9]{{1,9}})?[%％]|100(?:[.．]0{{1,9}})?[%％]|{_fractions()}){_NUMBER_GAP}{_END}"
)
IDENTIFIER = ID_PATTERN.removesuffix("$") + _END
AREA_CODE = AREA_CODE_PATTERN.removesuffix("$") + _END
