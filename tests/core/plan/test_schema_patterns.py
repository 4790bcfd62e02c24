"""The patterns of the schema take the same texts as the readers of the core."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from yport_cli.core.issues.issue import Refusal
from yport_cli.core.plan import schema_patterns as patterns
from yport_cli.core.plan.fields import read_amount
from yport_cli.core.reading.fiscal_year import parse_date, parse_fiscal_year
from yport_cli.core.reading.number_text import parse_number, parse_rate


def _reads(read: Callable[[str], Any], text: str) -> bool:
    """Whether `read` takes `text`; how long a number may be is no matter of a pattern."""
    try:
        read(text)
    except Refusal as refusal:
        return refusal.code == "number-length"
    return True


def _agree(read: Callable[[str], Any], pattern: str, text: str) -> None:
    assert (re.search(pattern, text) is not None) == _reads(read, text), repr(text)


DIGITS = "0123456789０１２３４５６７８９"
numbers = st.text(DIGITS[:12] + ",，.．-−－▲△ \t　\xa0+eE_人万\n", max_size=9)
years = st.one_of(
    st.text("HhＨｈ平成RrＲｒ令和元FfＦＹy年度 　\t0129８９/\n", max_size=8),
    st.builds(
        lambda era, count, end: f"{era}{count}{end}",
        st.sampled_from(["H", "平成", "R", "令和", "FY", "", "ＦＹ", "Ｈ", "h ", " r"]),
        st.integers(0, 2105),
        st.sampled_from(["", "年", "年度", " 年度", "年度 "]),
    ),
)
dates = st.one_of(
    st.text("H平成R令和元年月日0123-/.．－ ／２９\n", max_size=12),
    st.builds(
        lambda era, year, sep, month, day: f"{era}{year}{sep}{month}{sep}{day}",
        st.sampled_from(["", "H", "R", "平成", "令和"]),
        st.one_of(st.integers(0, 101), st.integers(1985, 2102)),
        st.sampled_from(["-", "/", ".", "－", "年"]),
        st.integers(0, 13),
        st.integers(0, 32),
    ),
    st.builds(
        lambda era, year, month, day, end: f"{era}{year}年{month}月{day}{end}",
        st.sampled_from(["", "H", "R", "平成", "令和 "]),
        st.one_of(st.integers(0, 101), st.integers(1985, 2102), st.just("元")),
        st.integers(0, 13),
        st.integers(0, 32),
        st.sampled_from(["日", "", " 日"]),
    ),
)
rates = st.one_of(
    st.text("0123456789/／.．%％ 　０５-\n", max_size=8),
    st.builds(lambda part, whole: f"{part}/{whole}", st.integers(0, 120), st.integers(0, 120)),
    st.builds(
        lambda part, end: f"{part}{end}", st.integers(0, 120), st.sampled_from(["%", "％", ".0%", ".5%"])
    ),
)


@given(numbers)
@example("9" * 30)
@example("1,000\n")
def test_numbers(text: str) -> None:
    _agree(parse_number, patterns.NUMBER, text)


@pytest.mark.slow
@given(numbers)
@example("▲0")
@example("-0.00")
@example("-0,000")
def test_amounts(text: str) -> None:
    _agree(read_amount, patterns.AMOUNT, text)


@given(years)
@example("H29\n")
def test_fiscal_years(text: str) -> None:
    _agree(parse_fiscal_year, patterns.YEAR, text)


@given(dates)
def test_dates(text: str) -> None:
    _agree(parse_date, patterns.DATE, text)


@pytest.mark.parametrize("year", [1989, 1992, 2000, 2019, 2020, 2096, 2099, "H1", "H4", "R1", "R2", "R81"])
@pytest.mark.parametrize("month", range(1, 13))
def test_every_last_day_of_a_month(year: int | str, month: int) -> None:
    for day in range(27, 33):
        _agree(parse_date, patterns.DATE, f"{year}-{month:02}-{day}")
        _agree(parse_date, patterns.DATE, f"{year}年{month}月{day}日")


@given(rates)
def test_rates(text: str) -> None:
    _agree(parse_rate, patterns.RATE, text)


def test_every_fraction_up_to_a_hundred_and_one() -> None:
    for whole in range(102):
        for part in (0, 1, 9, 10, whole - 1, whole, whole + 1):
            if part >= 0:
                _agree(parse_rate, patterns.RATE, f"{part}/{whole}")
