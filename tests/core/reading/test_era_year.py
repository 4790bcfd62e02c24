import pytest

from yport_cli.core.reading.fiscal_year import era_year


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
