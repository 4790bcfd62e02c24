"""The money of a document: 総事業費, what it states by year, and the claim of self-sufficiency."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from yport_cli.core.draft.draft import (
    Doubt,
    DraftMoney,
    DraftSufficiency,
    Figure,
    Remark,
    Taken,
    Words,
)
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.reading.fiscal_year import NamedYear
from yport_cli.source.official.agreement import Observed, agreed
from yport_cli.source.official.document_text import GAP, DocumentText, loose
from yport_cli.source.official.headings import Section
from yport_cli.source.official.printed_money import AMOUNT, Amount, amount_of, amounts_after, yearly_amounts
from yport_cli.source.official.printed_years import YEAR, year_in

_TOTAL = rf"{loose('総事業費')}(?:{GAP}\([^()]{{0,12}}\))?(?:{GAP}[は:])?"
_NTH = re.compile(rf"{loose('事業')}?{GAP}(?:第{GAP})?(?P<nth>[0-9]){GAP}年{GAP}[目度]")
_REVENUE = re.compile(
    rf"(?:{loose('事業収支')}|{loose('自己収入')}|{loose('事業収入')})[^。0-9]*?(?:を|は|が|:){GAP}(?>{AMOUNT})"
    # A change, or a bound, is no figure of the year.
    rf"(?!{GAP}(?:を|も|ほど|程度)?{GAP}[減増改不縮拡上下以超未])"
)
_COST = re.compile(
    rf"(?:{loose('本事業予算')}|{loose('本事業の予算')}|{loose('事業予算')}|{loose('事業費')}){GAP}(?:は|を|の)?{GAP}{AMOUNT}"
)
_YEAR = re.compile(YEAR)
_BALANCES = re.compile(loose("均衡"))
_SENTENCE = re.compile("[^。]*。?")


class Money(NamedTuple):
    """The money of a plan, and what has to be asked."""

    budget: DraftMoney
    sufficiency: DraftSufficiency | None
    remarks: list[Remark]


def money_of(document: DocumentText, sections: Sequence[Section], years: Sequence[NamedYear]) -> Money:
    """The budget, and what 【自立性】 says of one of `years`."""
    remarks: list[Remark] = []
    sufficiency, budgets = _sufficiency(document, sections, years)
    total, unit = _total(document, sections, remarks)
    by_year: dict[NamedYear, list[Observed]] = {}
    for section in sections:
        if section.key == "cost":
            for year, amount in yearly_amounts(document, section.start, section.end):
                unit = unit or _unit(amount)
                if amount.unit is None or unit is None or amount.unit == unit.value:
                    of_year = next((one for one in years if one.year == year.year), year)
                    by_year.setdefault(of_year, []).append(
                        Observed(amount.figure, is_odd=amount.unit is None)
                    )
                else:
                    remarks.append(_other_unit(amount, str(unit.value)))
    settled = {
        year: agreed(seen, Sentence(f"{year.label}の事業費", f"the cost of {year.label}"), remarks)
        for year, seen in sorted(by_year.items())
    }
    if sufficiency is not None and (unit is None or sufficiency.unit == unit.value):
        for year, cost in sufficiency.cost.items():
            unit = unit or Words(sufficiency.unit, cost.at, sufficiency.unit)
            if year in budgets:
                settled.setdefault(year, cost)
    if unit is None:
        unit = Words(
            "千円", todo=Sentence("金額の単位の記載がありません", "the document states no unit of money")
        )
    return Money(DraftMoney(unit, total, dict(sorted(settled.items()))), sufficiency, remarks)


def _unit(amount: Amount) -> Words | None:
    return None if amount.unit is None else Words(amount.unit, amount.figure.at, amount.unit)


def _total(
    document: DocumentText, sections: Sequence[Section], remarks: list[Remark]
) -> tuple[Figure, Words | None]:
    """総事業費; where several projects have their own, none is chosen."""
    spans = [(one.start, one.end) for one in sections if one.key == "cost"] or [(0, len(document.text))]
    found = [amount for start, end in spans for amount in amounts_after(document, _TOTAL, start, end)]
    if not found:
        todo = Sentence("総事業費の記載がありません", "the document states no total")
        return Figure(None, todo=todo), None
    units = [amount.unit for amount in found if amount.unit is not None]
    unit = next((_unit(amount) for amount in found if amount.unit is not None), None)
    what = Sentence("総事業費", "the total")
    if len(spans) > 1 and len({(amount.figure.value, amount.unit) for amount in found}) > 1:
        said = "、".join(amount.figure.printed for amount in found)
        todo = Sentence(
            f"事業ごとの額だけがあります。合計を書いてください: {said}",
            f"only amounts of single projects are stated; write their sum: {said}",
        )
        remarks.append(Remark(Doubt.QUESTION, todo, found[0].figure.at))
        return Figure(None, found[0].figure.at, said, todo), unit
    if len(set(units)) > 1:
        said = "、".join(amount.figure.printed for amount in found)
        todo = Sentence(f"単位の違う額があります: {said}", f"it is printed in several units: {said}")
        remarks.append(Remark(Doubt.DISAGREEMENT, todo, found[0].figure.at))
        return Figure(None, found[0].figure.at, said, todo), unit
    seen = [Observed(amount.figure, is_odd=amount.unit is None) for amount in found]
    return agreed(seen, what, remarks), unit


def _other_unit(amount: Amount, unit: str) -> Remark:
    return Remark(
        Doubt.QUESTION,
        Sentence(
            f"{amount.figure.printed} は総事業費の単位（{unit}）と異なるので、写しませんでした",
            f"{amount.figure.printed} is in another unit than the total ({unit}), and was not taken",
        ),
        amount.figure.at,
    )


def _sufficiency(
    document: DocumentText, sections: Sequence[Section], years: Sequence[NamedYear]
) -> tuple[DraftSufficiency | None, set[NamedYear]]:
    """What sentences say of own revenue beside the cost of a year, and of the year in which they meet.

    With it the years whose cost is called their budget.
    """
    unit: str | None = None
    revenue: dict[NamedYear, Figure] = {}
    cost: dict[NamedYear, Figure] = {}
    claim: Taken[NamedYear] | None = None
    budgets: set[NamedYear] = set()
    for section in sections:
        for sentence in _SENTENCE.finditer(document.folded, section.start, section.end):
            start, end = sentence.span()
            year = _year(document, start, end, years) if section.key == "leading" else None
            if year is None or year.value is None:
                continue
            for pattern, series in ((_REVENUE, revenue), (_COST, cost)):
                match = pattern.search(document.folded, start, end)
                amount = match and amount_of(document, match)
                if match is None or amount is None or amount.unit is None:
                    continue
                unit = unit or amount.unit
                if amount.unit == unit:
                    series.setdefault(year.value, amount.figure)
                    if "予" in match[0]:
                        budgets.add(year.value)
            if claim is None and unit is not None and _BALANCES.search(document.folded, start, end):
                claim = year
    if unit is None:
        return None, budgets
    return DraftSufficiency(unit, revenue, cost, claim), budgets


def _year(
    document: DocumentText, start: int, end: int, years: Sequence[NamedYear]
) -> Taken[NamedYear] | None:
    """The fiscal year of which a sentence speaks: by name, or as the n-th of the project."""
    if (match := _YEAR.search(document.folded, start, end)) is not None:
        named = year_in(match[0])
        found = named and next((one for one in years if one.year == named.year), named)
        return found and Taken(found, document.at(match.start()), document.words(*match.span()))
    if (match := _NTH.search(document.folded, start, end)) is not None:
        nth = int(match["nth"])
        if 1 <= nth <= len(years):
            return Taken(years[nth - 1], document.at(match.start()), document.words(*match.span()))
    return None
