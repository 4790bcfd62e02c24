"""A text in a plan file is read as that text, by this program and by others."""

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from yport_cli.core.reading.yaml_scalar import yaml_scalar
from yport_cli.source.yaml.document import read_document


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12))
@example("%")
@example("-")
@example("no")
@example("12:30")
@example("010")
@example("- a")
@example("a: b")
@example("a #b")
@example("null")
@example("\u3000")
@example("\u202e")
def test_a_text_is_read_as_it_was(text: str) -> None:
    spelled = f"unit: {yaml_scalar(text)}\n"
    assert yaml.safe_load(spelled) == {"unit": text}
    found = read_document(spelled)
    assert (found.value, found.issues) == ({"unit": text}, [])


@pytest.mark.parametrize("text", ["移住者数", "H29", "満足度（総合）", "new-plan"])
def test_what_can_only_be_a_text_needs_no_quotes(text: str) -> None:
    assert yaml_scalar(text) == text
