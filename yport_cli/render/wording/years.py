"""Fiscal years, dates and amounts as running text names them."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from yport_cli.core.issues.sentence import MONTHS, Language, Sentence
from yport_cli.core.numbers.money import YEN_PER_UNIT
from yport_cli.core.numbers.number import Quantity, grouped, rounded, simplified
from yport_cli.core.numbers.spellings import PERCENT
from yport_cli.core.plan.plan import Plan
from yport_cli.core.reading.fiscal_year import era_year
from yport_cli.render.shapes.cell import APPROXIMATE, EXACT, Precision
from yport_cli.render.wording.figures import figure
from yport_cli.render.wording.safe_text import escape_controls

_REIWA = date(2019, 5, 1)
_OKU = 100_000_000


def year_words(year: int, label: str) -> Sentence:
    """A fiscal year in running text, in the era of its short name: `平成31年度`, `FY2019`."""
    return Sentence(era_year(year, label), f"FY{year}")


def plan_year(plan: Plan, year: int) -> Sentence:
    """As `year_words`, by the plan's own way of naming years."""
    return year_words(year, plan.label(year))


def plan_years(plan: Plan, language: Language) -> str:
    """The fiscal years of a plan: `平成29〜31年度`, `平成30〜令和2年度`."""
    first, last = plan.fiscal_years[0], plan.fiscal_years[-1]
    start, end = (year_words(*named).text_in(language) for named in (first, last))
    if len(plan.years) == 1:
        return start
    if language == "en":
        return f"{start}–{last.year}"
    return f"{start.removesuffix('年度')}〜{end.removeprefix(start[:2])}"


def date_text(day: date, language: Language) -> str:
    """A date as people write it: `令和2年4月24日`, of any year before Reiwa in Heisei."""
    if language == "ja":
        return f"{_era_text(day)}{day.month}月{day.day}日"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def full_date_text(day: date, language: Language) -> str:
    """As `date_text`, with the western year beside it."""
    if language == "ja":
        return f"{_era_text(day)}（{day.year}年）{day.month}月{day.day}日"
    return date_text(day, language)


def month_text(day: date, language: Language) -> str:
    """The month of a date as people write it."""
    return f"{_era_text(day)}{day.month}月" if language == "ja" else f"{MONTHS[day.month - 1]} {day.year}"


def _era_text(day: date) -> str:
    era, before = ("令和", 2018) if day >= _REIWA else ("平成", 1988)
    count = day.year - before
    return f"{era}{'元' if count == 1 else count}年"


def amount(value: Quantity, unit: str | None, precision: Precision = EXACT) -> Sentence:
    """A figure with its unit, as tables draw it."""
    ja, en = _drawn(value, precision)
    unit = escape_controls(unit or "")
    return Sentence(f"{ja}{unit}", f"{en} {unit}" if unit and unit[:1] not in "%％" else f"{en}{unit}")


def difference(value: Quantity, unit: str | None, precision: Precision = EXACT) -> Sentence:
    """A difference of two figures: of percentages it is in points."""
    if unit in PERCENT:
        ja, en = _drawn(value, precision)
        return Sentence(f"{ja}ポイント", f"{en} {'point' if value == 1 else 'points'}")
    return amount(value, unit, precision)


def _drawn(value: Quantity, precision: Precision) -> Sentence:
    """A figure without its unit, and a word where it is not exact."""
    text = figure(value, precision=precision).text
    return Sentence(text.replace(APPROXIMATE, "約"), text.replace(APPROXIMATE, "about "))


def beside_oku(value: Quantity, unit: str | None) -> Sentence:
    """Money of 1億円 or more in that unit too, to stand beside the exact figure; else nothing."""
    yen = Fraction(value) * YEN_PER_UNIT.get(unit or "", 0)
    if abs(yen) < _OKU:
        return Sentence("", "")
    exact = simplified(yen / _OKU)
    is_short = not isinstance(exact, Fraction) and Fraction(exact) * 100 % 1 == 0
    shown = grouped(exact if is_short else rounded(exact, 2))
    return Sentence(f"（{'' if is_short else '約'}{shown}億円）", "")


def names_in(names: Sequence[str], language: Language) -> str:
    """Names in a sentence; of many the first few, and how many more."""
    shown = names[:3]
    if language == "ja":
        rest = f"ほか{len(names) - 3}件" if len(names) > 3 else ""
        return "、".join(shown) + rest
    if len(names) > 3:
        return f"{', '.join(shown)} and {len(names) - 3} more"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
