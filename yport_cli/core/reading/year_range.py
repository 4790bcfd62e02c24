"""Fiscal years that follow one another, as people name them together: `R7-R11`."""

import re

from yport_cli.core.reading.fiscal_year import NamedYear, era_label, heisei_label, read_fiscal_year
from yport_cli.core.refusals.fiscal_years import years_backwards

_TO = re.compile("[-‐‑–—−－~～〜]|から")
_AND = re.compile("[,、，・]")


def read_year_range(text: str) -> tuple[NamedYear, ...]:
    """The fiscal years of `text` in order: `R7-R11`, `令和7年度～令和11年度`, `R7,R8,R9` or one alone.

    Each is named as the last of its row is: by its era, in Heisei though it has ended, or western.
    Raises `Refusal` for what is no fiscal year, and where the years do not go forward.
    """
    years: list[NamedYear] = []
    for part in _AND.split(text):
        ends = [read_fiscal_year(end) for end in _TO.split(part, maxsplit=1)]
        first, last = ends[0], ends[-1]
        if last.year < first.year or (years and first.year <= years[-1].year):
            raise years_backwards(text)
        years += [NamedYear(year, _label(year, last.label)) for year in range(first.year, last.year)]
        years.append(last)
    return tuple(years)


def _label(year: int, like: str) -> str:
    if like.isdigit():
        return str(year)
    return heisei_label(year) if like[0] == "H" else era_label(year)
