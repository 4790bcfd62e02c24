import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from yport_cli.core.issues.issue import Refusal
from yport_cli.core.numbers.number import MAX_DIGITS, Number, Quantity, plain
from yport_cli.core.numbers.spellings import is_plain
from yport_cli.core.reading.number_text import parse_number, parse_percent, parse_rate


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1000000", 1_000_000),
        ("1,000,000", 1_000_000),
        ("１，０００，０００", 1_000_000),
        ("５００", 500),
        ("８．５", Decimal("8.5")),
        ("-5", -5),
        ("−5", -5),
        ("－５", -5),
        ("▲5", -5),
        ("△1,234.50", Decimal("-1234.50")),
        ("010", 10),
        (" 7　", 7),
    ],
)
def test_the_number_grammar_reads(text: str, number: Quantity) -> None:
    found = parse_number(text)
    assert found == number
    assert type(found) is type(number)


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("1e3", "write 1000"),
        ("1e+3", "write 1000"),
        ("2,07", "write plain digits"),
        ("12:30", "write plain digits"),
        ("1_000", "write 1000"),
        ("4,000 人", "write 4000 if the unit here is 人"),
        ("500千円", "write 500 if the unit here is 千円"),
        ("￥1,500", "write 1500 if the unit here is 円"),
        ("¥1500", "write 1500 if the unit here is 円"),
        ("50％", "write 50 if the unit here is ％"),
        ("0x10", "write plain digits"),
        ("true", "write plain digits"),
        ("+5", "write 5"),
        (".5", "write 0.5"),
        ("5.", "write 5"),
        ("1,234.", "write plain digits"),
        ("12万", "without 万"),
        ("5千", "without 千"),
        ("12 億円", "without 億"),
        ("-", "write null"),
        ("―", "write null"),
        ("", "write null"),
        ("2,07人", "write plain digits"),
        ("1,0000", "write plain digits"),
        ("１２３٤", "write plain digits"),
    ],
)
def test_the_number_grammar_refuses_with_advice(text: str, advice: str) -> None:
    with pytest.raises(Refusal) as caught:
        parse_number(text)
    assert caught.value.code == "bad-number"
    assert caught.value.hint is not None
    assert advice in caught.value.hint.en


@pytest.mark.parametrize(
    ("text", "number"),
    [("△ 20", -20), ("- 1,200", -1200), ("▲　54,317", -54_317), ("− 0.5", Decimal("-0.5"))],
)
def test_a_space_may_stand_behind_the_sign(text: str, number: Number) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize("text", ["(5)", "（５）", "5-", "ー5", "‐5", "–5", "﹣5", "ｰ5", "― 5"])
def test_what_is_meant_for_a_minus_is_shown_as_one(text: str) -> None:
    with pytest.raises(Refusal) as caught:
        parse_number(text)
    assert caught.value.hint == ("-5 と書いてください", "write -5")


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("＋5", "write 5"),
        ("1 200", "write 1200"),
        ("1　234 567", "write 1234567"),
    ],
)
def test_spaces_within_one_number_are_left_out(text: str, advice: str) -> None:
    with pytest.raises(Refusal) as caught:
        parse_number(text)
    assert caught.value.hint is not None
    assert caught.value.hint.en == advice


@pytest.mark.parametrize(
    "text",
    [
        *(f"2{letter}" for letter in "OoQDlIiZzSsBb"),
        *("2O人", "2Ol", "O2", "1l,000"),
        *(
            f"20{word}"
            for word in ("以上", "以下", "未満", "超", "強", "弱", "程度", "余", "余り", "前後", "くらい")
        ),
        *("約20", "20〜30", "20-30", "20~", "20/30", "20人以上", "20減", "20+5", "20?", "(20", "20個5"),
        *("+2,07", "1_00", "1 20", "12 3456", "20 30", "1 200人", "△△20", "2.0.1"),
    ],
)
def test_no_figure_is_suggested_where_another_may_be_meant(text: str) -> None:
    with pytest.raises(Refusal) as caught:
        parse_number(text)
    assert caught.value.hint is not None
    for hint in caught.value.hint:
        assert re.findall("[0-9]+", hint) in ([], ["1000000"])


@example(".5")
@example("75.")
@given(
    st.text("0123456789,.", min_size=1, max_size=8)
    | st.text("0123456789,.OoQDlIiZzSsBb以上約", min_size=1, max_size=8)
)
def test_a_figure_is_suggested_with_every_digit_and_for_no_text_with_a_letter(text: str) -> None:
    hint = None
    try:
        parse_number(text)
    except Refusal as refusal:
        hint = refusal.hint
    if hint and (match := re.fullmatch("write ([0-9.]+)", hint.en)):
        assert set(text) <= set("0123456789,.")
        assert re.sub("[.]", "", match[1]).lstrip("0") == re.sub("[.,]", "", text).lstrip("0")


def test_a_number_of_more_digits_than_sums_can_hold_is_refused() -> None:
    with pytest.raises(Refusal) as caught:
        parse_number("9" * (MAX_DIGITS + 1))
    assert caught.value.code == "number-length"


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("1/2", Fraction(1, 2)),
        ("１／２", Fraction(1, 2)),
        ("0.5", Fraction(1, 2)),
        ("50%", Fraction(1, 2)),
        ("1", Fraction(1)),
    ],
)
def test_a_rate_is_exact(text: str, rate: Fraction) -> None:
    assert parse_rate(text) == rate


@pytest.mark.parametrize("text", ["3/2", "1/0", "-1/2", "half", "200%", ""])
def test_a_rate_lies_from_0_to_1(text: str) -> None:
    with pytest.raises(Refusal):
        parse_rate(text)


numbers = st.one_of(
    st.integers(-(10**MAX_DIGITS) + 1, 10**MAX_DIGITS - 1),
    st.decimals(-(10**9), 10**9, places=4, allow_nan=False, allow_infinity=False),
)


@given(numbers)
def test_a_plain_spelling_reads_back_as_the_same_number(number: int | Decimal) -> None:
    text = plain(number)
    assert parse_number(text) == number
    if not (number == 0 and text.startswith("-")):
        assert is_plain(text)


@given(st.integers(-(10**15), 10**15))
def test_every_spelling_of_a_number_reads_as_that_number(number: int) -> None:
    spelled = f"{number:,}"
    wide = spelled.translate(str.maketrans("0123456789,-", "０１２３４５６７８９，▲"))
    assert parse_number(spelled) == parse_number(wide) == number


@given(st.text())
def test_any_text_gives_a_number_or_a_refusal(text: str) -> None:
    try:
        found = parse_number(text)
    except Refusal:
        return
    assert isinstance(found, int | Decimal)


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("-10%", Fraction(-1, 10)),
        ("5", Fraction(1, 20)),
        ("+5%", Fraction(1, 20)),
        (" ▲２．５％ ", Fraction(-1, 40)),
        ("1,000%", Fraction(10)),
        ("0%", Fraction(0)),
    ],
)
def test_a_percentage_may_have_any_size_and_sign(text: str, percent: Fraction) -> None:
    assert parse_percent(text) == percent


@pytest.mark.parametrize("text", ["", "%", "+", "a%", "5%5", "1/2"])
def test_what_is_no_percentage_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        parse_percent(text)
