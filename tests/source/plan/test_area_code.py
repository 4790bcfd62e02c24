"""A lost leading zero is asked about, never guessed: the codes of Sapporo (011002) and Yokohama (141003)."""

import pytest

from example import changed, report
from yport_cli.core.issues.issue import Issue


def _found(value: str) -> Issue | None:
    issues = report(changed(("area: 横浜市の全域", f"area: 横浜市の全域\narea_code: {value}"))).issues
    assert len(issues) <= 1
    return issues[0] if issues else None


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("1410", 'look the code up, and write "01410" or the right 5 digits, in quotes'),
        ('"1410"', 'look the code up, and write "01410" or the right 5 digits, in quotes'),
        (
            "11002",
            'look the code up, and write "011002" or "11002", in quotes',
        ),  # Sapporo with its check digit
        ("141", 'write it as area_code: "14100"'),
        ("1410034", 'write it as area_code: "14100"'),
        ("1.5", 'write it as area_code: "14100"'),
        ('"141"', 'write it as area_code: "14100"'),
    ],
)
def test_a_code_that_is_not_certain_is_asked_about(value: str, hint: str) -> None:
    issue = _found(value)
    assert issue is not None
    assert (issue.code, issue.fix) == ("bad-area-code", None)
    assert issue.hint is not None
    assert issue.hint.en == hint


@pytest.mark.parametrize(
    ("value", "fix"),
    [("14100", '"14100"'), ("141003", '"141003"'), ("01100", '"01100"'), ("11003", '"11003"')],
)
def test_a_code_that_can_be_no_other_is_put_in_quotes(value: str, fix: str) -> None:
    issue = _found(value)
    assert issue is not None
    assert (issue.code, issue.fix) == ("wrong-type", fix)
    assert _found(fix) is None


def test_what_is_no_number_at_all_is_said_to_be_what_it_is() -> None:
    for value in ("[1]", "true"):
        issue = _found(value)
        assert issue is not None
        assert issue.code == "wrong-type"
