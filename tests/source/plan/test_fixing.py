"""Mending changes the characters concerned and no others, and no figure."""

import codecs
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from example import FULL, SMALL, changed, codes, loaded
from yport_cli.core.plan.plan import Plan
from yport_cli.core.reading.fiscal_year import NamedYear
from yport_cli.source.plan.fixing import mended


def _all(code: str) -> bool:
    return bool(code)


def _mended(text: str) -> str:
    return mended(text.encode(), _all).data.decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("total: １００", "total: 100"),
        ("total: 1,000", "total: 1000"),
        ("total: '1,000'", "total: 1000"),
        ('total: "１，０００．５"', "total: 1000.5"),
        ("total: 010", "total: 10"),
        ("total:   １００   # 総事業費", "total:   100   # 総事業費"),
        ("total: >-\n    1,000", "total: 1000"),
    ],
)
def test_a_number_is_written_plainly(before: str, after: str) -> None:
    assert _mended(changed(("total: 100", before))) == changed(("total: 100", after))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{H29: 10, H30: ▲20}", "{H29: 10, H30: -20}"),
        ("{ 平成29年度 : 10 , 'Ｈ30': 20 }", "{ H29 : 10 , 'H30': 20 }"),
        ('{"2017": 10, FY2018: 20}', '{"H29": 10, H30: 20}'),
        ("\n      平成29年: 10 # 初年度\n\n      H30: １", "\n      H29: 10 # 初年度\n\n      H30: 1"),
    ],
)
def test_years_and_figures_of_a_table_are_written_as_the_plan_writes_them(before: str, after: str) -> None:
    old = "{H29: 10, H30: 20}"
    assert _mended(changed((old, before))) == changed((old, after))


@pytest.mark.parametrize(
    ("before", "after"), [("５０％", "50%"), ("１／２", "1/2"), ('"１／２"', '"1/2"'), ("０．５", "0.5")]
)
def test_a_rate_is_written_in_half_width(before: str, after: str) -> None:
    text = changed(("total: 100", "total: 100\n  grant: {rate: 1/3}"))
    assert _mended(text.replace("1/3", before)) == text.replace("1/3", after)


def test_a_day_before_its_era_is_not_mended() -> None:
    text = changed(("end: 2019-03-31", "end: 令和元年3月31日"))
    assert _mended(text) == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("end: 平成31年3月31日", "end: 2019-03-31"),
        ("end: 'H31.3.31'", "end: '2019-03-31'"),
        ("end: 2019/3/31", "end: 2019-03-31"),
    ],
)
def test_a_date_is_written_as_iso_8601(before: str, after: str) -> None:
    assert _mended(changed(("end: 2019-03-31", before))) == changed(("end: 2019-03-31", after))


def test_text_that_looks_like_a_number_is_quoted() -> None:
    text = changed(
        ("area: 横浜市の全域", "area: 横浜市の全域\narea_code: 01100"), ("name: 来訪者数", "name: 2020")
    )
    assert _mended(text) == text.replace("01100", '"01100"').replace("name: 2020", 'name: "2020"')


def test_what_cannot_be_mended_stays() -> None:
    text = changed(("total: 100", "total: 12万"), ("unit: 人", "unti: 人"))
    assert _mended(text) == text


def test_a_broken_file_stays_as_it_is() -> None:
    for data in (b"a: [", "total: １００".encode("cp932"), b"\0", b"", b"\xff\xfe"):
        assert mended(data, _all) == (data, 0)


def test_only_what_is_wanted_is_mended() -> None:
    text = changed(("total: 100", "total: １００"), ("end: 2019-03-31", "end: 2019/3/31"))
    after, places = mended(text.encode(), "date-spelling".__eq__)
    assert after.decode() == changed(("total: 100", "total: １００"))
    assert places == 1


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_and_the_byte_order_mark_stay(mark: bytes, line_end: str) -> None:
    text = f"# 計画 {SMALL}".replace("total: 100", "total: １，０００  # 千円").replace("\n", line_end)
    after = mended(mark + text.encode(), _all).data
    assert after == mark + text.replace("１，０００", "1000").encode()


# Laws

SPELLINGS = {
    "10": ["１０", "'10'", '"１０"', "010", "10"],
    "40000": ["４００００", "'40,000'", '"４０，０００"', "40000"],
    "120000": ["120,000", "１２００００", "１２０，０００", "'120,000'", "120000"],
    "-5": ["▲5", "△５", "−5", "'-5'", "-5"],
    "500": ["５００", "'500'", "500"],
    "850.5": ["８５０．５", "'850.5'", "850.5"],
    "H29": ["平成29年度", "2017", "'H29'", "ｈ29", "FY2017", "H29"],
    "H31": ["平成31年度", "R1", "令和元年度", '"2019"', "H31"],
    "2020-03-31": ["平成32年3月31日", "R2.3.31", "'2020/3/31'", "２０２０－０３－３１", "2020-03-31"],
}
_PLAIN = re.compile(rf"(?<![0-9-])(?:{'|'.join(map(re.escape, SPELLINGS))})(?![0-9.-])")


@st.composite
def spelled(draw: st.DrawFn) -> tuple[str, str]:
    """A plan, and the same with its numbers, years and dates in any spelling."""
    text = FULL.replace("baseline: 500", "baseline: -5")
    head, rest = text.split("project:", 1)  # the fiscal years set the style, and stay
    line_end = draw(st.sampled_from(["\n", "\r\n"]))
    comment = draw(st.sampled_from(["", "  # １，０００", " # 平成29年度"]))
    odd = _PLAIN.sub(lambda match: draw(st.sampled_from(SPELLINGS[match[0]])), "project:" + rest)
    odd = odd.replace("unit: 千円\n", f"unit: 千円{comment}\n")
    return text, (head + odd).replace("\n", line_end)


def _figures(plan: Plan) -> list[Any]:
    """Every value of a plan in order, years without the way they are named."""

    def walk(value: Any) -> Iterator[Any]:
        if isinstance(value, BaseModel):
            for name in type(value).model_fields:
                yield from walk(getattr(value, name))
        elif isinstance(value, NamedYear):
            yield value.year
        elif isinstance(value, dict):
            for key, member in value.items():
                yield key
                yield from walk(member)
        elif isinstance(value, tuple):
            for member in value:
                yield from walk(member)
        else:
            yield Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value

    return list(walk(plan))


@pytest.mark.slow
@given(spelled())
def test_the_figures_are_the_same_after_mending(pair: tuple[str, str]) -> None:
    _, odd = pair
    assert _figures(loaded(_mended(odd))) == _figures(loaded(odd))


@pytest.mark.slow
@given(spelled())
def test_nothing_is_left_to_mend(pair: tuple[str, str]) -> None:
    _, odd = pair
    once = _mended(odd)
    assert _mended(once) == once
    assert not {code for code in codes(once) if code.endswith("-spelling")}


@pytest.mark.slow
@given(spelled())
def test_the_lines_without_a_finding_stay_as_they_are(pair: tuple[str, str]) -> None:
    _, odd = pair
    before, after = odd.split("\n"), _mended(odd).split("\n")
    assert len(before) == len(after)
    for old, new in zip(before, after, strict=True):
        assert old.endswith("\r") == new.endswith("\r")
        assert old.partition(" #")[2] == new.partition(" #")[2]
        # What is no number, year or date is there again, in its order.
        words = re.findall("[^\\s0-9０-９,，.．'\"年度月日平成令和元HhｈRFYー▲△−－/:-]+", old)
        assert all(word in new for word in words)


@given(st.binary(max_size=60), st.integers(0, len(FULL)))
def test_any_bytes_are_mended_or_left(noise: bytes, at: int) -> None:
    data = FULL.encode()
    mixed = data[:at] + noise + data[at:]
    once = mended(mixed, _all).data
    assert mended(once, _all).data == once
