from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yport_cli.core.issues.issue import Refusal
from yport_cli.core.reading.fiscal_year import (
    FIRST,
    LAST,
    era_label,
    era_year,
    first_day,
    fiscal_year_of,
    last_day,
    parse_date,
    parse_fiscal_year,
    read_fiscal_year,
)


@pytest.mark.parametrize(
    ("text", "year", "label"),
    [
        ("H29", 2017, "H29"),
        ("h29", 2017, "H29"),
        ("Ｈ２９", 2017, "H29"),
        ("平成29年度", 2017, "H29"),
        ("平成２９年度", 2017, "H29"),
        ("平成 29 年度", 2017, "H29"),
        ("平29", 2017, "H29"),
        ("平成元年", 1989, "H1"),
        ("H31", 2019, "H31"),
        ("R1", 2019, "R1"),
        ("令和元年度", 2019, "R1"),
        ("令元", 2019, "R1"),
        ("平成32年", 2020, "H32"),
        ("2017", 2017, "2017"),
        ("２０１７年度", 2017, "2017"),
        ("FY2017", 2017, "2017"),
        ("ＦＹ２０１７", 2017, "2017"),
        ("　H29 ", 2017, "H29"),
    ],
)
def test_a_fiscal_year_is_read_in_every_usual_spelling(text: str, year: int, label: str) -> None:
    assert read_fiscal_year(text) == (year, label)
    assert parse_fiscal_year(text) == year


@pytest.mark.parametrize(
    "text",
    [
        "",
        "H",
        "29",
        "H0",
        "令和0年",
        "S63",
        "昭和63年",
        "1988",
        "2100",
        "H123",
        "H3O",
        "FY17",
        "2017-18",
        "H29.5",
        "平成29年度分",
        "H29 H30",
        "2017年4月",
        "1e3",
        "H-1",
        "٢٠١٧",
    ],
)
def test_anything_else_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(Refusal) as caught:
        read_fiscal_year(text)
    assert caught.value.code == "bad-fiscal-year"
    assert caught.value.hint is not None
    assert "H29" in caught.value.hint.ja
    assert "H29" in caught.value.hint.en


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2017, 3, 31), 2016),
        (date(2017, 4, 1), 2017),
        (date(2018, 1, 1), 2017),
        (date(2018, 3, 31), 2017),
        (date(2018, 4, 1), 2018),
    ],
)
def test_a_fiscal_year_runs_from_april_to_march(day: date, year: int) -> None:
    assert fiscal_year_of(day) == year


def test_the_first_and_the_last_day_of_a_fiscal_year() -> None:
    assert first_day(2019) == date(2019, 4, 1)
    assert last_day(2019) == date(2020, 3, 31)


@pytest.mark.parametrize(("year", "label"), [(1989, "H1"), (2018, "H30"), (2019, "R1"), (2022, "R4")])
def test_a_year_is_named_by_the_era_it_is_usually_called_after(year: int, label: str) -> None:
    assert era_label(year) == label


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2018-02-01", date(2018, 2, 1)),
        ("2018/2/1", date(2018, 2, 1)),
        ("2018.2.1", date(2018, 2, 1)),
        ("２０１８／２／１", date(2018, 2, 1)),
        ("H30.2.1", date(2018, 2, 1)),
        ("平成30年2月1日", date(2018, 2, 1)),
        ("平成３０年２月１日", date(2018, 2, 1)),
        ("平成32年３月31日", date(2020, 3, 31)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("2018年2月1日", date(2018, 2, 1)),
        ("2020-02-29", date(2020, 2, 29)),
    ],
)
def test_a_date_is_read_in_every_usual_spelling(text: str, day: date) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2018",
        "2018-02",
        "2018-02-30",
        "2019-02-29",
        "2018-13-01",
        "2018-00-01",
        "2018-2/1",
        "02-01-2018",
        "R0.1.1",
        "1988-04-01",
        "2100-01-01",
        "20180201",
        "2018-02-01T00:00",
        "H30.2",
        "令和99年1月1日",
    ],
)
def test_a_day_that_no_calendar_has_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as caught:
        parse_date(text)
    assert caught.value.code == "bad-date"
    assert caught.value.hint is not None
    assert "2020-03-31" in caught.value.hint.en


@pytest.mark.parametrize(
    ("text", "reason", "hint"),
    [
        (
            "令和元年3月31日",
            "Reiwa began on 2019-05-01",
            "write 2019-03-31 if 平成31年3月31日 is meant, or 2020-03-31 if 令和2年3月31日 is meant",
        ),
        (
            "R1.4.30",
            "Reiwa began on 2019-05-01",
            "write 2019-04-30 if 平成31年4月30日 is meant, or 2020-04-30 if 令和2年4月30日 is meant",
        ),
        ("令和1年2月29日", "Reiwa began on 2019-05-01", "write 2020-02-29 if 令和2年2月29日 is meant"),
        ("令和元年4月31日", "April 2019 has 30 days", "write a date such as 2020-03-31"),
        ("令和2年2月30日", "February 2020 has 29 days", "write a date such as 2020-03-31"),
        ("2019-02-29", "February 2019 has 28 days", "write a date such as 2020-03-31"),
        ("2018-13-10", "there is no month 13", "write a date such as 2020-03-31"),
        ("2018-00-10", "there is no month 0", "write a date such as 2020-03-31"),
        ("2018-10-00", "there is no day 0", "write a date such as 2020-03-31"),
        ("2100-01-01", "dates from 1989 to 2099 are read", "write a date such as 2020-03-31"),
    ],
)
def test_a_day_that_is_none_is_told_why(text: str, reason: str, hint: str) -> None:
    with pytest.raises(Refusal) as caught:
        parse_date(text)
    assert caught.value.message.en.endswith(f": {reason}")
    assert text in caught.value.message.ja
    assert caught.value.hint is not None
    assert caught.value.hint.en == hint


@given(st.dates(date(2019, 1, 1), date(2019, 12, 31)), st.sampled_from(["R1.{}.{}", "令和元年{}月{}日"]))
def test_the_first_year_of_reiwa_begins_in_may_and_that_of_heisei_runs_on(day: date, spelling: str) -> None:
    assert parse_date(f"平成31年{day.month}月{day.day}日") == day
    text = spelling.format(day.month, day.day)
    if day >= date(2019, 5, 1):
        assert parse_date(text) == day
        return
    with pytest.raises(Refusal) as caught:
        parse_date(text)
    assert caught.value.hint is not None
    for hint in caught.value.hint:
        assert f"{day}" in hint
        assert f"{day.replace(year=2020)}" in hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("29", "write the era with it: H29 (fiscal year 2017) or R29 (fiscal year 2047)"),
        ("１", "write the era with it: H1 (fiscal year 1989) or R1 (fiscal year 2019)"),
        ("30年度", "write the era with it: H30 (fiscal year 2018) or R30 (fiscal year 2048)"),
        ("82", "write a year such as H29, 平成29年度, R1 or 2017"),  # R82 would be 2100
        ("FY17", "write a year such as H29, 平成29年度, R1 or 2017"),
    ],
)
def test_a_year_without_its_era_is_told_which_it_could_be(text: str, hint: str) -> None:
    with pytest.raises(Refusal) as caught:
        read_fiscal_year(text)
    assert caught.value.hint is not None
    assert caught.value.hint.en == hint


@given(st.integers(FIRST, LAST))
def test_every_spelling_of_a_year_names_the_same_year(year: int) -> None:
    spellings = [str(year), f"FY{year}", f"{year}年度", era_label(year)]
    if year - 1988 < 100:
        spellings.append(f"平成{year - 1988}年度")
    assert {parse_fiscal_year(spelling) for spelling in spellings} == {year}


@given(st.integers(FIRST, LAST - 1))
def test_a_fiscal_year_is_every_day_from_its_first_to_its_last(year: int) -> None:
    assert fiscal_year_of(first_day(year)) == fiscal_year_of(last_day(year)) == year
    assert fiscal_year_of(first_day(year) - timedelta(days=1)) == year - 1
    assert first_day(year + 1) - last_day(year) == timedelta(days=1)


@given(st.dates(date(FIRST, 4, 1), date(LAST, 12, 31)))
def test_every_spelling_of_a_day_names_the_same_day(day: date) -> None:
    western = [f"{day}", f"{day.year}/{day.month}/{day.day}", f"{day.year}年{day.month}月{day.day}日"]
    era = [f"H{day.year - 1988}.{day.month}.{day.day}"] if day.year - 1988 < 100 else []
    assert {parse_date(spelling) for spelling in western + era} == {day}


@pytest.mark.slow
@given(st.text())
def test_any_text_gives_a_year_and_a_day_or_a_refusal_with_a_hint(text: str) -> None:
    for read in (parse_fiscal_year, parse_date):
        found: object
        try:
            found = read(text)
        except Refusal as refusal:
            found = refusal.hint
        assert found is not None


@pytest.mark.parametrize(
    ("year", "label", "name"),
    [
        (2017, "H29", "平成29年度"),
        (2019, "H31", "平成31年度"),
        (2019, "R1", "令和元年度"),
        (2020, "R2", "令和2年度"),
        (2020, "H32", "平成32年度"),
        (1989, "H1", "平成元年度"),
        (2018, "2018", "平成30年度"),
        (2019, "2019", "令和元年度"),
    ],
)
def test_a_fiscal_year_keeps_the_era_of_its_plan(year: int, label: str, name: str) -> None:
    assert era_year(year, label) == name
