import pytest

from yport_cli.core.issues.issue import Refusal
from yport_cli.core.reading.year_range import read_year_range


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("R7-R11", ["R7", "R8", "R9", "R10", "R11"]),
        ("令和7年度～令和9年度", ["R7", "R8", "R9"]),
        ("Ｒ７〜Ｒ８", ["R7", "R8"]),
        ("2025-2027", ["2025", "2026", "2027"]),
        ("H29-R2", ["H29", "H30", "R1", "R2"]),
        ("H30-H32", ["H30", "H31", "H32"]),
        ("R5,R7、R8", ["R5", "R7", "R8"]),
        ("R7", ["R7"]),
    ],
)
def test_years_named_together(text: str, labels: list[str]) -> None:
    assert [year.label for year in read_year_range(text)] == labels


@pytest.mark.parametrize("text", ["R11-R7", "R7-R9-R11", "R7,R7", "R8,R7", "", "R7-", "7-11"])
def test_what_is_no_row_of_years_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as caught:
        read_year_range(text)
    assert caught.value.issue().code == "bad-fiscal-year"
