"""Files called after plans have names that every system takes."""

import pytest

from yport_cli.render.wording.file_names import file_name, folded


@pytest.mark.parametrize(
    "name", ["CON", "con", "nul", "Aux", "PRN", "com1", "LPT9", "com².x", "con.a.b", "."]
)
def test_what_is_no_name_of_a_file_gets_a_line_before(name: str) -> None:
    assert file_name(name, ".html") == f"_{name}.html"


@pytest.mark.parametrize("name", ["city", "console", "com", "com10", "nuls", "a.con", "icon", "a."])
def test_other_names_stay(name: str) -> None:
    assert file_name(name, ".md") == f"{name}.md"


def test_names_of_one_file_fold_alike() -> None:
    assert folded("City.html") == folded("CITY.HTML")
    assert folded("e\u0301.html") == folded("\u00e9.html")
    assert folded("city1.html") != folded("city2.html")
