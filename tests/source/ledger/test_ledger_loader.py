"""Ledgers as 14 companies and two departments hand them over."""

import csv
import os
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from example import YPORT, yport
from ledger_example import SMALL, YPORT_CSV, csv_bytes, loaded, places, small_plan, sound
from yport_cli.core.figures.ledger import Cutoff, Entry
from yport_cli.core.figures.outcome import outcome
from yport_cli.core.issues.issue import Severity
from yport_cli.core.numbers.number import Number
from yport_cli.core.refusals.files import MAX_BYTES
from yport_cli.source.ledger.ledger_loader import load_ledger
from yport_cli.source.ledger.ledger_validation import validate_ledger
from yport_cli.source.ledger.rows import load_rows
from yport_cli.source.sheet.csv_rows import LONGEST_CELL, LONGEST_ROW

HEADINGS = ["日付", "項目", "金額", "備考"]
ROWS = [
    HEADINGS,
    ["2018-04-10", "orders", "2500000", "①㈱髙田、ベトナム"],
    ["平成30年2月1日", "surveys", "８", "－"],
    ["H30.12.1", "rating", "8.4", ""],
]
EXPECTED = {"orders": {2018: 2_500_000}, "surveys": {2017: 8}, "rating": {2018: Decimal("8.4")}}


def test_the_figures_worked_by_hand_are_read_from_a_file() -> None:
    ledger = sound(YPORT_CSV, yport())
    assert ledger.actuals == {"orders": {2017: 800_000, 2018: 2_500_000}, "surveys": {2017: 8, 2018: 7}}
    assert ledger.as_of == date(2019, 2, 1)
    assert ledger.name == "ledger.csv"
    assert [found.shortfall for found in outcome(yport(), ledger).kpis] == [10_700_000, 15, None]


@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL], ids=["bare", "quoted"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", "\t"], ids=["comma", "tab"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp932"])
def test_every_way_of_writing_a_csv_gives_the_same_figures(
    encoding: str, delimiter: str, line_end: str, quoting: int
) -> None:
    assert sound(csv_bytes(ROWS, encoding, delimiter, line_end, quoting)).actuals == EXPECTED


def test_a_last_row_needs_no_line_end() -> None:
    assert sound(csv_bytes(ROWS).rstrip(b"\n")).actuals == EXPECTED


def test_big_endian_utf_16_with_a_mark_is_read() -> None:
    assert sound(b"\xfe\xff" + csv_bytes(ROWS, "utf-16-be")).actuals == EXPECTED


@pytest.mark.parametrize(
    "headings",
    [
        "date,item,amount",
        "日付,項目,金額",
        "年月日,項目,数量",
        "日付,項目,実績値",
        "Date,ITEM,Amount",
        "ｄａｔｅ,ｉｔｅｍ,ａｍｏｕｎｔ",
        " date ,　項目　,\u3000金額",
        '"日付","項目","金額"',
    ],
)
def test_headings_are_japanese_or_english_half_or_full_width(headings: str) -> None:
    assert sound(f"{headings}\n2018-04-10,surveys,5\n").actuals == {"surveys": {2018: 5}}


def test_columns_stand_in_any_order_and_others_are_left_alone() -> None:
    text = "担当課,金額,電話,項目,日付,,予定額\n国際課,5,045-000,surveys,2018-04-10,,9\n財政課,2,,surveys,2018-05-01,x,\n"
    assert sound(text).actuals == {"surveys": {2018: 7}}


def test_blank_rows_trailing_commas_and_short_rows_do_no_harm() -> None:
    text = (
        "date,item,amount,note\n\n2018-04-10,surveys,5,,,\n,,,\n 　,,\t,\n2018-05-01,surveys,2\n,,,,,,\n\n\n"
    )
    assert sound(text).actuals == {"surveys": {2018: 7}}
    assert len(sound(text).entries) == 2


def test_headings_alone_are_a_ledger_in_which_nothing_is_recorded() -> None:
    ledger = sound("date,item,amount\n")
    assert (ledger.actuals, ledger.entries, ledger.as_of) == ({}, (), None)


def test_cells_may_hold_commas_quotation_marks_and_line_ends() -> None:
    text = 'date,item,amount,note\n2018-04-10,surveys,"1,000","a ""b"", c\nd"\n2018-05-01,surveys,2,5" pipe\n'
    assert sound(text).actuals == {"surveys": {2018: 1002}}


@pytest.mark.parametrize(
    ("spelling", "year"),
    [
        ("2018-02-01", 2017),
        ("2018/2/1", 2017),
        ("2018.2.1", 2017),
        ("H30.2.1", 2017),
        ("h30/02/01", 2017),
        ("平成30年2月1日", 2017),
        ("平成３０年２月１日", 2017),
        ("２０１８／２／１", 2017),
        ("Ｈ３０．２．１", 2017),
        ("2018年4月1日", 2018),
        ("H31.4.30", 2019),
        ("R1.5.1", 2019),
        ("令和元年５月１日", 2019),
        ("平成32年3月31日", 2019),
        ("R2/3/31", 2019),
        (" 2018-03-31 ", 2017),
    ],
)
def test_dates_are_read_in_every_spelling(spelling: str, year: int) -> None:
    assert sound(f"date,item,amount\n{spelling},surveys,5\n").actuals == {"surveys": {year: 5}}


def test_a_date_of_reiwa_before_its_first_day_is_refused() -> None:
    (issue,) = loaded("date,item,amount\n令和元年3月31日,surveys,5\n").report.issues
    assert issue.code == "bad-date"
    assert issue.hint is not None
    assert "2019-03-31" in issue.hint.ja
    assert "2020-03-31" in issue.hint.ja


@pytest.mark.parametrize(
    ("spelling", "amount"),
    [
        ("1000000", 1_000_000),
        ('"1,000,000"', 1_000_000),
        ("１，０００", 1_000),
        ("８．５", Decimal("8.5")),
        ("▲5", -5),
        ("△５", -5),
        ("−5", -5),
        ("-0.25", Decimal("-0.25")),
        ("0", 0),
        ("007", 7),
        ("99999999999999999999", 99_999_999_999_999_999_999),
        (" 5 ", 5),
    ],
)
def test_amounts_are_read_in_every_spelling(spelling: str, amount: Number) -> None:
    assert sound(f"date,item,amount\n2018-05-01,orders,{spelling}\n").actuals == {"orders": {2018: amount}}


@pytest.mark.parametrize("spelling", ["H29", "平成29年度", "2017", "FY2017", "２０１７年度", "29"])
def test_the_fiscal_year_wins_over_the_date(spelling: str) -> None:
    text = f"date,年度,item,amount\n2018-04-20,{spelling},orders,50000\n"
    if spelling == "29":
        assert places(text) == ["2:12 bad-fiscal-year"]
    else:
        assert sound(text).actuals == {"orders": {2017: 50_000}}
        assert sound(text).as_of == date(2018, 4, 20)


def test_a_row_without_a_date_counts_as_the_last_day_of_its_year() -> None:
    text = "fiscal_year,item,amount\nH29,orders,50000\nH30,orders,7\n"
    assert sound(text).as_of == date(2019, 3, 31)
    assert sound(text).entries[0] == Entry("orders", 2017, date(2018, 3, 31), 50_000, has_date=False)
    assert sound(text, as_of=date(2018, 3, 31)).actuals == {"orders": {2017: 50_000}}
    # It speaks for its year from the first day on.
    assert sound(text, as_of=date(2017, 4, 1)).actuals == {"orders": {2017: 50_000}}
    assert sound(text, as_of=date(2017, 4, 1)).left_out == 1
    assert sound(text, as_of=date(2017, 3, 31)).actuals == {}


@pytest.mark.parametrize(
    ("dated", "of_year", "found"),
    [
        ("8.4", "8.4", []),
        ("8.4", "8.5", ["4:13 level-conflict"]),
    ],
)
def test_a_row_of_a_year_agrees_with_the_last_dated_row_of_a_level(
    dated: str, of_year: str, found: list[str]
) -> None:
    text = "date,fiscal_year,item,amount\n2018-06-01,,rating,8.1\n"
    text += f"2018-12-01,,rating,{dated}\n,H30,rating,{of_year}\n"
    assert places(text) == found


@pytest.mark.parametrize(
    ("item", "amount", "unit", "expected"),
    [
        ("orders", "400000000", "円", 400_000),
        ("orders", "1500", "円", Decimal("1.5")),
        ("orders", "2.5", "百万円", 2_500),
        ("orders", "3", "億円", 300_000),
        ("orders", "3", " 千円　", 3),
        ("orders", "3", "", 3),
        ("execution", "1234567", "円", Decimal("1234.567")),
        ("revenue", "1234", "千円", Decimal("1.234")),
        ("surveys", "3", "件", 3),
    ],
)
def test_a_unit_is_converted_exactly(item: str, amount: str, unit: str, expected: Number) -> None:
    ledger = sound(f"date,item,amount,単位\n2018-05-01,{item},{amount},{unit}\n")
    assert ledger.actuals == {item: {2018: expected}}
    assert ledger.units_assumed == (() if unit.strip(" 　") else (item,))


def test_items_whose_unit_the_file_does_not_say_are_named() -> None:
    ledger = sound("date,item,amount\n2018-05-01,surveys,1\n2018-05-02,orders,1\n2018-05-03,orders,2\n")
    assert ledger.units_assumed == ("orders", "surveys")
    assert sound(YPORT_CSV.replace("orders", "surveys"), as_of=None).units_assumed == ("surveys",)


def test_levels_take_the_latest_row_of_a_year_in_any_order_of_rows() -> None:
    text = "date,item,amount\n2018-12-01,rating,8.6\n2018-06-01,rating,8.4\n2017-06-01,rating,8.1\n"
    assert sound(text).actuals == {"rating": {2017: Decimal("8.1"), 2018: Decimal("8.6")}}


def test_one_day_may_give_a_level_to_two_years() -> None:
    text = "date,fiscal_year,item,amount\n2018-04-20,H29,rating,8.1\n2018-04-20,H30,rating,8.4\n"
    assert sound(text).actuals == {"rating": {2017: Decimal("8.1"), 2018: Decimal("8.4")}}


# What is wrong, and where.


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["1:1 empty-ledger"]),
        ("\n\n", ["1:1 empty-ledger"]),
        (",,\n", ["1:1 empty-ledger"]),
        ("\ndate,item,amount\n2018-04-10,orders,5\n", ["1:1 missing-column"] * 3),
        ("海外案件の台帳\n日付,項目,金額\n", ["1:1 missing-column"] * 3),
        ("date,item\n", ["1:1 missing-column"]),
        ("amount,item\n", ["1:1 missing-column"]),
        ("date,item,金額,実績値\n", ["1:14 duplicate-column"]),
        ("date,Item,項目,amount,date\n", ["1:11 duplicate-column", "1:21 duplicate-column"]),
        ("date,item,amount\n2018-04-10,order,5\n", ["2:12 unknown-item"]),
        ("date,item,amount\n2018-04-10,,5\n", ["2:12 unknown-item"]),
        ("date,item,amount\n2018-04-31,orders,5\n", ["2:1 bad-date"]),
        ("date,item,amount\n18-04-10,orders,5\n", ["2:1 bad-date"]),
        ("date,item,amount\n43200,orders,5\n", ["2:1 bad-date"]),
        ("date,item,amount\n,orders,5\n", ["2:1 missing-date"]),
        ("date,fiscal_year,item,amount\n,H3O,orders,5\n", ["2:2 bad-fiscal-year"]),
        ("fiscal_year,item,amount\nH28,orders,5\n", ["2:1 row-outside-plan"]),
        ("item,amount,fiscal_year\norders,5,\n", ["2:10 missing-date"]),
        ("date,item,amount\n2017-03-31,orders,5\n", ["2:1 row-outside-plan"]),
        ("date,item,amount\n2020-04-01,execution,5\n", ["2:1 row-outside-plan"]),
        ("date,fiscal_year,item,amount\n2018-04-01,R5,orders,5\n", ["2:12 row-outside-plan"]),
        ("date,fiscal_year,item,amount\n2018-09-10,H29,orders,5\n", ["2:1 date-outside-year"]),
        ("date,item,amount\n2018-04-10,orders,5千円\n", ["2:19 bad-number"]),
        ("date,item,amount\n2018-04-10,orders,1e3\n", ["2:19 bad-number"]),
        ("date,item,amount\n2018-04-10,orders,100000000000000000000\n", ["2:19 number-length"]),
        ("date,item,amount\n2018-04-10,orders,\n", ["2:19 blank-amount"]),
        ("date,item,amount\n2018-04-10,orders,―\n", ["2:19 blank-amount"]),
        ("date,item,amount\n2018-04-10,orders\n", ["2:18 blank-amount"]),
        ("date,item,amount,unit\n2018-04-10,orders,5,件\n", ["2:21 bad-unit"]),
        ("date,item,amount,unit\n2018-04-10,surveys,5,円\n", ["2:22 bad-unit"]),
        ("date,item,amount\n2018-04-10,orders,2,500,000\n", ["2:21 extra-cells"]),
        ("date,item,amount\n2018-04-10,orders,5\n2018-04-10,orders,5\n", ["3:1 repeated-row"]),
        ("date,item,amount\n2018-04-10,rating,5\n2018-04-10,rating,6\n", ["3:19 level-conflict"]),
        ("date,item,amount\n2018-04-10,rating,5\n\n2018-04-10,rating,5.0\n", []),
        ('date,item,amount\n2018-04-10,orders,"5\n', ["2:19 unclosed-quote"]),
        ('date,item,amount\n"2018-\n04-10",orders,x\n', ["2:1 bad-date", "3:15 bad-number"]),
        ("日付\t項目\t金額\n2018-04-10\torders\tx\n", ["2:19 bad-number"]),
        (
            "date,item,amount\nx,y,z\n2018-04-10,orders,5\n,,\nx,orders,\n",
            ["2:1 bad-date", "2:3 unknown-item", "2:5 bad-number", "5:1 bad-date"],
        ),
    ],
)
def test_every_problem_has_its_place_and_all_come_in_one_run(text: str, expected: list[str]) -> None:
    assert places(text) == expected
    assert places(text.replace("\n", "\r\n")) == expected
    assert places(text.encode("utf-16")) == expected


def test_semicolons_are_told_once() -> None:
    (issue,) = loaded("日付;項目;金額\n2018-04-10;surveys;5\n").report.issues
    assert (issue.code, issue.message.ja) == ("missing-column", "1行目が「;」で区切られています")
    assert places("note;more,date,item,amount\nx,2018-04-10,surveys,5\n") == []  # the name of a column


def test_warnings_leave_the_ledger_as_it_is_read() -> None:
    text = "date,item,amount\n2018-04-10,orders,5\n2018-04-10,orders,5\n2018-04-11,orders,\n"
    found = loaded(text)
    assert [issue.severity for issue in found.report.issues] == [Severity.WARNING] * 2
    assert found.ledger is not None
    assert found.ledger.actuals == {"orders": {2018: 10}}
    assert found.report.issues[0].related[0].at.place.line == 2


def test_an_error_leaves_no_ledger() -> None:
    found = loaded("date,item,amount\n2018-04-10,orders,5\n2018-04-11,order,5\n")
    assert found.ledger is None
    assert not found.report.valid
    assert not found.report.unreadable


def test_a_problem_shows_its_line_and_says_what_was_meant() -> None:
    (issue,) = loaded("date,item,amount\n2018-04-10,受注学,5\n").report.issues
    assert issue.at.excerpt == "2018-04-10,受注学,5"
    assert issue.at.path == "rows[2].item"
    assert issue.hint is not None
    assert issue.hint.ja == "「受注額」（orders）の間違いではありませんか"
    assert (issue.at.place.column, issue.at.place.end_column) == (12, 15)


def test_a_level_conflict_names_both_rows() -> None:
    (issue,) = loaded("date,item,amount\n2018-04-10,rating,5\n2018-04-10,rating,6.5\n").report.issues
    assert "5 と 6.5" in issue.message.ja
    assert [(related.at.place.line, related.at.place.column) for related in issue.related] == [(2, 19)]


_MONTHS_AND_YEAR = (
    "date,fiscal_year,item,amount\n2018-04-30,,surveys,4\n2018-05-31,,surveys,6\n,H30,surveys,10\n"
)


def test_the_total_of_a_year_below_its_months_is_counted_and_doubted() -> None:
    found = loaded(_MONTHS_AND_YEAR)
    (issue,) = found.report.issues
    assert (issue.code, issue.severity, issue.at.place.line, issue.at.place.column) == (
        "year-row",
        Severity.WARNING,
        4,
        14,
    )
    assert "年度だけの行（10）と日付のある行（計 10）があり、足して 20" in issue.message.ja
    assert "(10) beside dated rows (10 together): counted as 20" in issue.message.en
    assert found.ledger is not None
    assert found.ledger.actuals == {"surveys": {2018: 20}}


@pytest.mark.parametrize(
    ("last", "codes"),
    [
        (",H30,surveys,9", ["year-row"]),  # a month is missing from one of the two
        (",H30,surveys,-1", []),  # a correction
        (",H30,surveys,0", []),
        (",H31,surveys,10", []),  # another year
        (",H30,orders,10", []),  # another item
        ("2018-06-30,H30,surveys,10", []),  # a month as well
    ],
)
def test_a_row_of_a_year_is_doubted_where_dated_rows_run_the_same_way(last: str, codes: list[str]) -> None:
    found = loaded(_MONTHS_AND_YEAR.replace(",H30,surveys,10", last))
    assert [issue.code for issue in found.report.issues] == codes


@pytest.mark.parametrize("item", ["execution", "execution:office", "ineligible", "revenue", "cost"])
def test_so_is_one_of_money_that_is_recorded_by_month(item: str) -> None:
    assert places(_MONTHS_AND_YEAR.replace("surveys", item)) == [f"4:{len(',H30,') + len(item) + 2} year-row"]


@pytest.mark.parametrize("item", ["supplement", "carried_out", "grant_decided", "grant_received"])
def test_what_is_decided_or_paid_now_and_then_is_not_doubted(item: str) -> None:
    assert places(_MONTHS_AND_YEAR.replace("surveys", item)) == []


def test_the_doubt_about_a_row_of_a_year_can_be_answered() -> None:
    answer = [{"code": "year-row", "reason": "窓口の件数は年に一度だけ届く"}]
    found = loaded(_MONTHS_AND_YEAR, small_plan(acknowledged=answer))
    assert found.report.issues == ()
    assert found.ledger is not None
    assert found.ledger.actuals == {"surveys": {2018: 20}}


def test_rows_are_the_same_row_only_if_every_cell_is() -> None:
    text = "date,item,amount,担当\n2018-04-10,orders,5,甲\n2018-04-10,orders,5,乙\n"
    assert places(text) == []
    assert places(text.replace("乙", "甲")) == ["3:1 repeated-row"]
    assert places(text.replace("乙", '"甲"')) == ["3:1 repeated-row"]


@pytest.mark.slow
def test_a_thousand_issues_are_listed_and_then_that_there_are_more() -> None:
    text = "date,item,amount\n" + "2018-04-10,order,5\n" * 3000
    listed = [f"{line}:12 unknown-item" for line in range(2, 1002)]
    assert places(text) == [*listed, "1001:12 too-many-issues"]
    exact = "date,item,amount\n" + "".join(f"2018-04-10,order,{number}\n" for number in range(1000))
    assert places(exact) == listed


def test_rows_after_a_thousand_errors_are_not_read() -> None:
    text = "date,item,amount\n" + "2018-04-10,orders,x\n" * 1001
    assert places(text + '2018-04-10,orders,"') == places(text)


@pytest.mark.slow
def test_a_thousand_warnings_hide_no_error_and_leave_the_ledger_as_it_is_read() -> None:
    text = "date,item,amount\n" + "2018-04-10,orders,5\n" * 3000
    found = loaded(text)
    assert [issue.code for issue in found.report.issues] == ["repeated-row"] * 1000 + ["too-many-issues"]
    assert found.ledger is not None
    assert found.ledger.actuals == {"orders": {2018: 15_000}}
    assert found.report.issues[-1].severity is Severity.WARNING
    last = loaded(text + "2018-04-10,order,5\n").report.issues
    assert [(issue.code, issue.at.place.line) for issue in last[-2:]] == [
        ("unknown-item", 3002),
        ("too-many-issues", 3002),
    ]
    assert len(last) == 1001
    assert last[-1].severity is Severity.ERROR


@pytest.mark.slow
def test_a_wide_heading_makes_no_row_wide() -> None:
    text = "date,item" + "," * 1_000_000 + "amount\n"
    rows = "".join(f"2018-04-10,orders{number}\n" for number in range(1000))
    found = places(text + rows)
    assert found == [f"{line}:12 unknown-item" for line in range(2, 1002)]


@pytest.mark.slow
def test_a_thousand_headings_that_mean_the_same_are_listed() -> None:
    found = places("date,item,amount" + "," * 500_000 + ",date" * 100_000 + "\n")
    assert found[0] == "1:500018 duplicate-column"
    assert len(found) == 1001


def test_the_line_of_an_issue_is_shown_up_to_a_little_beyond_the_place() -> None:
    text = "date,item,amount,note\n2018-04-10,order,5," + "x" * 100_000 + "\n"
    (issue,) = loaded(text).report.issues
    assert issue.at.excerpt.startswith("2018-04-10,order,5,xxx")
    assert 200 < len(issue.at.excerpt) < 1000
    (issue,) = loaded(text.replace("2018-04-10", "x" * 100_000).replace(",order,", ",orders,")).report.issues
    assert 200 < len(issue.at.excerpt) < 1000
    (far,) = loaded("note,date,item,amount\n" + "x" * 100_000 + ",2018-04-10,order,5\n").report.issues
    assert (far.at.place.column, far.at.excerpt) == (100_013, "")


@pytest.mark.slow
def test_names_of_a_megabyte_are_cut_in_sentences() -> None:
    name = "あ" * 1_000_000
    for text in (
        f"date,item,amount\n2018-04-10,{name},5\n",
        f"date,item,amount,unit\n2018-04-10,orders,5,{name}\n",
        f"date,item,amount\n{name},orders,5\n",
        f"date,item,amount\n2018-04-10,orders,{name}\n",
        f"date,fiscal_year,item,amount\n,{name},orders,5\n",
        f"date,item,amount,{' ' * 1_000_000}date\n",
    ):
        (issue,) = loaded(text).report.issues
        assert len(issue.message.ja) < 200
        assert len(issue.message.en) < 200


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_what_a_password_protects_is_said_to_be(suffix: str) -> None:
    (issue,) = loaded(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, suffix=suffix).report.issues
    assert issue.code == "bad-workbook"
    assert "パスワード" in issue.message.ja


def test_a_file_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    found = load_ledger(SMALL, tmp_path / "nothing.csv")
    assert found.report.unreadable
    assert found.ledger is None
    assert load_ledger(SMALL, tmp_path).report.unreadable


def test_the_rows_of_one_item_are_found_again(tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    path.write_text(
        "fiscal_year,date,item,amount,note,evidence\n"
        "H30,2018-09-01,surveys,3,b,契約書\n"
        "H29,,surveys,1,a,\n"
        "H30,2018-08-01,orders,3,c,\n"
        "H30,2019-02-01,surveys,4,d,\n",
        encoding="utf-8",
    )
    ledger = load_ledger(SMALL, path, Cutoff(date(2018, 12, 31)), item="surveys").ledger
    assert ledger is not None
    rows = ledger.rows_of_item
    assert [(row.number, row.entry.amount, row.entry.has_date, row.note, row.evidence) for row in rows] == [
        (3, 1, False, "a", ""),
        (2, 3, True, "b", "契約書"),
    ]
    with path.open("rb") as file:
        assert [row.record.number for row in load_rows(SMALL, file)] == [2, 3, 4, 5]
        assert not file.closed
    whole = load_ledger(SMALL, path).ledger
    assert whole is not None
    assert whole.rows_of_item == ()


# What a file may be that is no ledger.


@pytest.mark.parametrize("note", ["\0", "a\0b", '"a\n\0"'])
@pytest.mark.parametrize("last", ["", "2018-04-13,order,5,\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp932", "utf-16"])
def test_a_nul_is_refused_whatever_the_other_rows_are(note: str, last: str, encoding: str) -> None:
    text = f"日付,item,amount,note\n2018-04-11,orders,x,\n2018-04-12,orders,5,{note}\n{last}"
    found = places(text.replace("x,", "6,").encode(encoding))
    assert found == ["3:21 control-character"]
    assert places(text.encode(encoding)) == ["2:19 bad-number", *found]


@pytest.mark.parametrize("last", ["", "2018-04-13,order,5,\n"])
def test_a_long_cell_is_refused_whatever_the_other_rows_are(last: str) -> None:
    head = "date,item,amount,note\n2018-04-12,orders,5,"
    assert places(f"{head}{'x' * LONGEST_CELL}\n") == []
    assert places(f'{head}"{"x" * LONGEST_CELL}"\n') == []
    assert places(f"{head}{'x' * LONGEST_CELL}x\n{last}") == ["2:21 long-cell"]
    assert places(f'{head}"{"x" * LONGEST_CELL}x"\n{last}') == ["2:21 long-cell"]
    assert places(f"{head}{'x' * LONGEST_CELL}x\n{last}".encode("utf-16")) == ["2:21 long-cell"]


@pytest.mark.slow
def test_a_row_of_many_cells_is_not_read_without_end() -> None:
    rows = "date,item,amount\n2018-04-12,orders,5" + "," * LONGEST_ROW + "\n"
    assert places(rows) == ["2:1 long-cell"]
    assert places("date,item,amount\n" + '"x\n",' * (LONGEST_ROW // 4)) == ["2:1 long-cell"]


@pytest.mark.parametrize("head", ["", "date,item,amount\n2018-04-12,orders,5\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_file_that_lost_its_content_is_not_read_to_its_end(
    tmp_path: Path, head: str, encoding: str
) -> None:
    path = tmp_path / "city.ledger.csv"
    path.write_bytes(head.encode(encoding))
    with path.open("r+b") as file:
        file.truncate(1 << 40)  # sparse: it would take an hour to read
    (issue,) = load_ledger(SMALL, path).report.issues
    assert (issue.code, issue.at.place.line, issue.at.place.column) == (
        "control-character",
        3 if head else 1,
        1,
    )


@pytest.mark.slow
def test_the_lines_of_one_cell_are_read_in_one_pass() -> None:
    lines = "x\n" * (LONGEST_CELL // 2 - 10)  # half a million: read anew for each, they would take hours
    assert places(f'date,item,amount,note\n2018-04-12,orders,5,"{lines}"\n') == []
    assert places(f'date,item,amount,note\n2018-04-12,orders,x,"{lines}"\n') == ["2:19 bad-number"]
    rows = "".join(f"2018-04-12,orders,5,row {number} of a ledger\n" for number in range(100_000))
    assert places(f'date,item,amount,note\n2018-04-12,orders,5,"x\n{rows}') == ["2:21 unclosed-quote"]


# A ledger that is checked has its plan beside it.


def _beside(folder: Path, ledger: str, plan: str = "city.yaml") -> Path:
    (folder / plan).write_bytes(YPORT.read_bytes())
    path = folder / ledger
    path.write_text(YPORT_CSV + "2019-02-01,order,1,\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("ledger", "plan"),
    [
        ("city.ledger.csv", "city.yaml"),
        ("city.ledger.csv", "city.yml"),
        ("city.demo.ledger.csv", "city.yaml"),
        ("city.v2.ledger.csv", "city.v2.yaml"),
        ("CITY.LEDGER.CSV", "CITY.yaml"),
    ],
)
def test_a_ledger_is_checked_against_the_plan_beside_it(tmp_path: Path, ledger: str, plan: str) -> None:
    report = validate_ledger(_beside(tmp_path, ledger, plan))
    assert [(issue.code, issue.at.place.line) for issue in report.issues] == [("unknown-item", 8)]


def test_a_ledger_without_its_plan_cannot_be_checked(tmp_path: Path) -> None:
    (issue,) = validate_ledger(_beside(tmp_path, "town.ledger.csv")).issues
    assert issue.code == "ledger-without-plan"
    assert "town.yaml" in issue.message.ja


def test_a_ledger_of_a_plan_with_errors_cannot_be_checked(tmp_path: Path) -> None:
    path = _beside(tmp_path, "city.ledger.csv")
    (tmp_path / "city.yaml").write_text("schema: yport/plan/v1\n", encoding="utf-8")
    (issue,) = validate_ledger(path).issues
    assert (issue.code, issue.severity) == ("ledger-without-plan", Severity.ERROR)
    assert issue.message.en == "the plan city.yaml has errors, so its ledger cannot be checked"


@pytest.mark.parametrize(
    ("make", "ja", "en"),
    [
        (os.mkfifo, "通常のファイルではありません", "this is not a regular file"),
        (os.mkdir, "ファイルではなくフォルダーです", "this is a folder, not a file"),
        (lambda path: path.symlink_to("nowhere"), "ファイルがありません", "there is no such file"),
        (lambda path: path.write_bytes(b"#" * (MAX_BYTES + 1)), "ファイルが大きすぎます", "too large"),
    ],
    ids=["pipe", "folder", "link", "large"],
)
def test_a_plan_that_cannot_be_read_is_no_missing_one(
    tmp_path: Path, make: Callable[[Path], object], ja: str, en: str
) -> None:
    path = _beside(tmp_path, "city.ledger.csv")
    (tmp_path / "city.yaml").unlink()
    make(tmp_path / "city.yaml")
    (issue,) = validate_ledger(path).issues
    assert issue.code == "ledger-without-plan"
    assert issue.message.ja.startswith(f"計画 city.yaml を読めないため、台帳を検査できません（{ja}")
    assert issue.message.en.startswith("the plan city.yaml cannot be read")
    assert en in issue.message.en


def test_what_is_no_plan_is_said_to_be_none(tmp_path: Path) -> None:
    path = _beside(tmp_path, "city.ledger.csv")
    (tmp_path / "city.yaml").write_text("kind: Service\n", encoding="utf-8")
    (issue,) = validate_ledger(path).issues
    assert issue.message == (
        "隣の city.yaml は地域再生計画のファイルではないため、台帳を検査できません",
        "city.yaml beside it is no plan file, so the ledger cannot be checked",
    )
    (tmp_path / "city.yml").write_bytes(YPORT.read_bytes())
    assert [issue.code for issue in validate_ledger(path).issues] == ["unknown-item"]


def test_what_a_ledger_has_against_the_budget_is_found_too(tmp_path: Path) -> None:
    path = _beside(tmp_path, "city.ledger.csv")
    path.write_text(
        "date,item,amount\n2019-05-01,execution,40000\n2019-06-01,execution,1\n", encoding="utf-8"
    )
    assert [(issue.code, issue.at.place.line) for issue in validate_ledger(path).issues] == [
        ("overspent-year", 3)
    ]
    path.write_text(
        "date,item,amount\n2019-05-01,execution,40000\n2019-06-01,execution,1\n2019-06-01,execution,1\n",
        encoding="utf-8",
    )
    assert [(issue.code, issue.at.place.line) for issue in validate_ledger(path).issues] == [
        ("overspent-year", 3),
        ("repeated-row", 4),
    ]


def test_a_file_that_is_removed_meanwhile_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "city.yaml").write_bytes(YPORT.read_bytes())
    assert validate_ledger(tmp_path / "city.ledger.csv").unreadable


def test_a_plan_without_self_sufficiency_takes_revenue_in_the_unit_of_its_budget() -> None:
    subject = small_plan(self_sufficiency=None)
    ledger = sound("date,item,amount,unit\n2018-05-01,revenue,5000,円\n", subject)
    assert ledger.actuals == {"revenue": {2018: 5}}


def test_items_may_be_called_by_their_names() -> None:
    by_id = "date,item,amount\n2018-04-10,orders,5\n2018-04-11,execution,7\n2018-04-12,execution:office,2\n"
    by_name = (
        by_id.replace("orders", "受 注 額").replace("execution,", "執行額,").replace("execution:", "執行額：")
    )
    for text in (by_name, by_name.replace("2018-04-10", "H30.4.10 ")):
        assert sound(text).actuals == sound(by_id).actuals
        assert set(sound(text).actuals) == {"orders", "execution", "execution:office"}
