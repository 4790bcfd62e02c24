"""The form in which Excel draws a number is the one in which pages draw it."""

import re
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from yport_cli.render.formats.xlsx.book import fits, number_format, number_of
from yport_cli.render.shapes.cell import (
    CHANGE,
    DIFFERENCE,
    EXACT,
    ORDINAL,
    PERCENT,
    POINTS,
    SHARE,
    Figure,
)


def drawn(number: int | Decimal, form: str) -> str:
    """What Excel draws of `number` in a form of up to three sections: above zero, below, zero."""
    sections = form.split(";")
    if len(sections) == 1:
        sign = "-" if number < 0 else ""
        section = sections[0]
    else:
        sign = ""
        section = sections[1 if number < 0 else 2 if number == 0 else 0]
    found = re.fullmatch(r'((?:"[^"]*"|-)*)(#,##)?0(\.0+)?(%)?((?:"[^"]*")*)', section)
    assert found is not None, section
    before, grouped, decimals, percent, behind = found.groups()
    scaled = abs(number * 100 if percent else number)
    places = len(decimals or ".") - 1
    digits = f"{scaled:,.{places}f}" if grouped else f"{scaled:.{places}f}"
    return f"{before}{sign}{digits}{percent or ''}{behind}".replace('"', "")


figures = st.builds(
    Figure,
    st.integers(-(10**9), 10**9)
    | st.decimals(-(10**6), 10**6, places=3).filter(lambda number: not (number == 0 and number.is_signed()))
    | st.fractions(-(10**6), 10**6, max_denominator=100),
    st.sampled_from([EXACT, PERCENT, CHANGE, SHARE, DIFFERENCE, POINTS, ORDINAL]),
    st.sampled_from(["", "*"]),
    st.sampled_from(["", "/月", " points"]),
)


@given(figures)
def test_excel_draws_a_number_as_pages_do(figure: Figure) -> None:
    assert drawn(number_of(figure), number_format(figure)) == figure.text


def test_what_stands_around_a_number_leaves_it_a_number() -> None:
    marked = Figure(5, mark="*")
    assert (number_of(marked), number_format(marked)) == (5, '"*"#,##0;"*"-#,##0;"*"#,##0')
    unchanged = Figure(Fraction(0), CHANGE)
    assert (number_of(unchanged), number_format(unchanged)) == (0, '"+"0%;-0%;"±"0%')
    third = Figure(Fraction(1, 3))
    assert number_of(third) == Decimal("0.333333")
    assert drawn(number_of(third), number_format(third)) == "~0.333333"


def test_excel_keeps_fifteen_digits() -> None:
    assert fits(999_999_999_999_999)
    assert fits(Decimal("0.000000000012345"))
    assert not fits(1_234_567_890_123_456)
    assert not fits(Fraction(1, 3))
