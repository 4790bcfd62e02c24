"""Headings as people write them."""

import pytest

from ledger_example import csv_bytes, loaded, sound


@pytest.mark.parametrize(
    ("heading", "amount", "found"),
    [
        ("金額（千円）", "5", 5),
        ("金 額\u3000(円)", "5000", 5),
        ("金額\n（単位：円）", "5000", 5),
        ("金額[百万円]", "5", 5000),
        ("実績値（千円）", "5", 5),
    ],
)
def test_a_heading_may_say_the_unit_of_its_amounts(heading: str, amount: str, found: int) -> None:
    ledger = sound(csv_bytes([["日 付", "項\u3000目", heading], ["2018-04-10", "orders", amount]]))
    assert ledger.actual("orders") == {2018: found}
    assert ledger.units_assumed == ()


def test_what_is_missing_is_told_beside_what_is_there() -> None:
    report = loaded("年月,指標,実績\n2018-04,orders,5\n").report
    assert "（あるのは 年月・指標・実績）" in report.issues[0].message.ja
