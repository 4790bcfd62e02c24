"""A year's row that says what the dated rows of the year add up to: both are counted, and that is said."""

from io import BytesIO

import pytest

from ledger_example import SMALL, places
from yport_cli.source.ledger.fast_rows import quick_ledger

MONTHS = (
    "date,fiscal_year,item,amount\n2018-04-30,,surveys,40\n2018-05-31,,surveys,40\n2018-06-30,,surveys,40\n"
)


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        pytest.param(",H30,surveys,120\n", ["5:14"], id="the sum of the months"),
        pytest.param(",H30,surveys,100\n,H30,surveys,20\n", ["5:14"], id="in two rows"),
        pytest.param(",H30,surveys,119\n", [], id="another figure"),
        pytest.param(",H29,surveys,120\n", [], id="another year"),
        pytest.param(",H30,orders,120\n", [], id="another item"),
        pytest.param("2019-03-31,,surveys,120\n", [], id="a date"),
        pytest.param("2018-07-31,,surveys,-120\n,H30,surveys,0\n", [], id="nothing"),
        pytest.param(",H30,surveys,-120\n", [], id="what takes it all back"),
    ],
)
def test_a_year_that_its_months_add_up_to_is_warned_of_at_its_row(rows: str, found: list[str]) -> None:
    warned = [place for place in places(MONTHS + rows) if "year-counted-twice" in place]
    assert [place.split(" ")[0] for place in warned] == found
    assert (quick_ledger(SMALL, BytesIO((MONTHS + rows).encode())) is None) == bool(found)


def test_one_dated_row_may_well_be_another_event() -> None:
    text = "date,fiscal_year,item,amount\n2018-04-30,,surveys,5\n,H30,surveys,5\n"
    assert not [place for place in places(text) if "year-counted-twice" in place]


def test_money_is_counted_twice_in_the_same_way() -> None:
    text = "date,fiscal_year,item,amount\n2018-04-30,,execution,40\n2019-05-20,H30,execution,60\n"
    text += ",H30,execution,100\n"
    assert [place for place in places(text) if "year-counted-twice" in place]
