"""No text becomes a formula."""

import pytest

from yport_cli.core.reading.formula_start import without_formula


@pytest.mark.parametrize(
    "text", ["=1+1", "+81", "-a", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1", "－a", "＠SUM(A1)"]
)
def test_what_begins_a_formula_gets_an_apostrophe(text: str) -> None:
    assert without_formula(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "受注額", "1=1", " =1", "'=1", "\n=1"])
def test_all_else_stays_as_it_is(text: str) -> None:
    assert without_formula(text) == text
