"""Headings are the words of the field."""

from pathlib import Path

import pytest

from yport_cli import render
from yport_cli.render.wording.labels import LABELS, label


@pytest.mark.parametrize(
    ("key", "ja", "en"),
    [
        ("planned", "当初予算額", "Planned"),
        ("supplement", "補正予算額", "Supplement"),
        ("carried_in", "前年度繰越額", "Carried in"),
        ("carried_out", "翌年度繰越額", "Carried over to the next year"),
        ("available", "計（翌年度繰越を除く）", "Available"),
        ("break_even_year", "収支均衡年度", "Break-even year"),
        ("revenue", "事業収支", "Net revenue"),
    ],
)
def test_a_figure_is_called_as_officials_call_it(key: str, ja: str, en: str) -> None:
    assert LABELS[key] == (ja, en)


def test_a_form_has_words_of_its_own_for_some_and_takes_the_others_as_they_are() -> None:
    assert label("actual", "ja", within="kensho") == "実績値"
    assert label("unit", "ja", within="kensho") == label("unit", "ja") == "単位"


def test_what_is_net_is_never_called_income() -> None:
    files = Path(str(render.__file__)).parent.rglob("*.py")
    assert not [path.name for path in files if "収入" in path.read_text(encoding="utf-8")]
