from yport_cli.core.issues.file_report import FileReport
from yport_cli.core.issues.issue import KEY, Issue, Rule, Severity, route_text
from yport_cli.core.issues.sentence import Sentence


def _issue(severity: Severity) -> Issue:
    return Rule("code", severity).issue((), Sentence("文", "sentence"))


def test_a_route_reads_like_a_path() -> None:
    assert route_text(("kpis", 0, "increments", "H30")) == "kpis[0].increments.H30"
    assert route_text(("kpis", 0, "increments", "H30", KEY)) == "kpis[0].increments.H30"
    assert route_text(("authors", 2)) == "authors[2]"
    assert route_text(()) == ""


def test_warnings_leave_a_file_valid() -> None:
    found = FileReport("plan.yaml", (_issue(Severity.WARNING), _issue(Severity.WARNING)))
    assert (found.errors, found.warnings, found.valid) == (0, 2, True)


def test_one_error_makes_a_file_invalid() -> None:
    found = FileReport("plan.yaml", (_issue(Severity.WARNING), _issue(Severity.ERROR)))
    assert (found.errors, found.warnings, found.valid) == (1, 1, False)
