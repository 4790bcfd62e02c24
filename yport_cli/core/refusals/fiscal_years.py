"""Rules about fiscal years."""

import re

from yport_cli.core.issues.issue import Context, Issue, Refusal, Related, Route, Rule
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.spellings import (
    ascii_spelling,
)
from yport_cli.core.refusals.values import FIRST_KEY
from yport_cli.core.refusals.words import short

BAD_FISCAL_YEAR = Rule("bad-fiscal-year", in_schema=True)


DUPLICATE_YEAR = Rule("duplicate-year")


TWO_FISCAL_YEARS = Rule("two-fiscal-years")


def bad_fiscal_year(text: str) -> Refusal:
    """A fiscal year is written as H29, 平成29年度, R1, 令和元年度, 2017 or FY2017, from 1989 to 2099."""
    hint = Sentence(
        "H29・平成29年度・R1・2017 のように書いてください", "write a year such as H29, 平成29年度, R1 or 2017"
    )
    if match := re.fullmatch("(0?[1-9]|[1-7][0-9]|8[01])(?:年度|年)?", ascii_spelling(text)):  # R81 is 2099
        number = int(match[1])
        hint = Sentence(
            f"元号を付けて、H{number}（{1988 + number}年度）か R{number}（{2018 + number}年度）のように書いてください",
            f"write the era with it: H{number} (fiscal year {1988 + number}) "
            f"or R{number} (fiscal year {2018 + number})",
        )
    return BAD_FISCAL_YEAR.refusal(
        Sentence(f"「{short(text)}」は年度として読めません", f"{short(text)!r} is not a fiscal year"),
        hint,
    )


def two_fiscal_years(text: str, first: int, second: int) -> Refusal:
    """A fiscal year that is spelled in two ways is one year: 令和元年度（2019年度）."""
    return TWO_FISCAL_YEARS.refusal(
        Sentence(
            f"「{short(text)}」の二つの年度が異なります（{first}年度と{second}年度）",
            f"{short(text)!r} names two fiscal years: {first} and {second}",
        ),
        Sentence("正しいほうだけを書いてください", "write the right one alone"),
    )


def years_backwards(text: str) -> Refusal:
    """Fiscal years that are named together go forward, each once: R7-R11."""
    return BAD_FISCAL_YEAR.refusal(
        Sentence(
            f"「{short(text)}」の年度は順に並んでいません",
            f"the fiscal years of {short(text)!r} do not go forward",
        ),
        Sentence("R7-R11 のように、初めの年度から順に書いてください", "write them in order, such as R7-R11"),
    )


def duplicate_year(text: str, first: str, steps: Route) -> Refusal:
    """A fiscal year stands only once in a table, however it is spelled.

    The first one, spelled `first`, is at `steps` within the same table.
    """

    def issue(context: Context) -> Issue:
        table = context.route[: -len(steps)]
        return DUPLICATE_YEAR.issue(
            context.route,
            Sentence(
                f"「{text}」は「{first}」と同じ年度です", f"{text!r} is the same fiscal year as {first!r}"
            ),
            Sentence("年度は一度だけ書いてください", "write each fiscal year once"),
            related=(Related((*table, *steps), FIRST_KEY),),
        )

    return Refusal(issue)
