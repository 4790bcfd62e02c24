"""What holds of every file that is read as a plan, whatever its bytes are."""

from yport_cli.core.figures.outcome import outcome
from yport_cli.core.issues.issue import Issue
from yport_cli.source.plan.plan_loader import parse_plan


def holds(data: bytes) -> None:
    """Assert that `data` gives a plan or errors, in order, each at a place within the file."""
    found = parse_plan(data, "plan.yaml")
    if found.plan is None:
        assert found.report.errors
    else:
        assert found.report.valid
        outcome(found.plan)
    text = data.decode("utf-8", "replace").lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    for issue in found.report.issues:
        is_within(issue, lines)
    order = [issue.at.place for issue in found.report.issues]
    assert order == sorted(order)


def is_within(issue: Issue, lines: list[str]) -> None:
    """Assert that every place of `issue` is one of `lines`, and that it speaks both languages."""
    assert issue.message.ja
    assert issue.message.en
    assert issue.hint is not None
    for place in (issue.at.place, *(related.at.place for related in issue.related)):
        assert 1 <= place.line <= place.end_line <= len(lines)
        assert (place.line, place.column) <= (place.end_line, place.end_column)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1
        assert 1 <= place.end_column <= len(lines[place.end_line - 1]) + 1
