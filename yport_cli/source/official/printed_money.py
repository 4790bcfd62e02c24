"""Amounts of money as documents print them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from yport_cli.core.draft.draft import Figure
from yport_cli.core.issues.issue import Refusal
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.money import YEN_PER_UNIT
from yport_cli.core.numbers.number import Number
from yport_cli.core.reading.fiscal_year import NamedYear
from yport_cli.core.reading.number_text import parse_number
from yport_cli.source.official.document_text import GAP, DocumentText, loose
from yport_cli.source.official.printed_years import YEAR, year_in

_UNITS = "|".join(loose(unit) for unit in ("百万円", "千万円", "億円", "万円", "千円", "円"))
AMOUNT = rf"(?P<number>[-△▲]?{GAP}[0-9][0-9,]*(?:\.[0-9]+)?)(?P<tail>(?:[億万]{GAP}[0-9][0-9,]*)*){GAP}(?P<unit>{_UNITS})"
_YEARLY = re.compile(rf"(?P<year>{YEAR})(?:{GAP}(?:[:]|事業費|予算額?|総事業費)){{0,3}}{GAP}{AMOUNT}")


class Amount(NamedTuple):
    """An amount, exactly as far as it is one number in a unit of plans."""

    figure: Figure
    unit: str | None
    """`None` where the figure is none, or in a unit that no plan has (万円)."""


def amount_of(document: DocumentText, match: re.Match[str]) -> Amount:
    """The amount that `match`, found by `AMOUNT`, spells."""
    start, end = match.start("number"), match.end("unit")
    printed = document.words(start, end)
    unit = re.sub(r"\s", "", match["unit"])
    number: Number | None = None
    if not match["tail"] and unit in YEN_PER_UNIT:
        try:
            number = parse_number(re.sub(r"\s", "", match["number"]))
        except Refusal:
            number = None
    todo = None
    if number is None and unit not in YEN_PER_UNIT:
        todo = Sentence(
            f"「{printed}」を円、千円か百万円で書いてください", f"write {printed!r} in 円, 千円 or 百万円"
        )
    figure = Figure(number, document.at(start), printed, todo)
    return Amount(figure, unit if number is not None else None)


def amounts_after(document: DocumentText, phrase: str, start: int, end: int) -> Iterator[Amount]:
    """The amounts that follow `phrase`, a pattern, between `start` and `end`."""
    pattern = re.compile(rf"{phrase}(?:{GAP}\([^()]{{0,20}}\))?{GAP}[:]?{GAP}(?:約{GAP})?{AMOUNT}")
    for match in pattern.finditer(document.folded, start, end):
        yield amount_of(document, match)


def yearly_amounts(document: DocumentText, start: int, end: int) -> Iterator[tuple[NamedYear, Amount]]:
    """The amounts between `start` and `end` that a fiscal year stands before."""
    for match in _YEARLY.finditer(document.folded, start, end):
        year = year_in(match["year"])
        if year is not None:
            yield year, amount_of(document, match)
