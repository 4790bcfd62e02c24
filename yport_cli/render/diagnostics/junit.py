"""Issues as JUnit XML, which every CI viewer opens: a suite per file, a failed case per error."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from yport_cli.core.issues.file_report import FileReport
from yport_cli.core.issues.issue import Issue, Severity
from yport_cli.core.issues.sentence import Language
from yport_cli.render.diagnostics.issue_wording import lines_of, sentence_of
from yport_cli.render.wording.safe_text import escape_controls


def junit_pieces(reports: Iterable[FileReport], language: Language, *, strict: bool) -> Iterator[str]:
    """A test suite for each file. A warning passes, its sentence as output; with `strict` it fails too."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="yport validate">\n'
    for report in reports:
        yield from _suite(report, language, strict=strict)
    yield "</testsuites>\n"


def _suite(report: FileReport, language: Language, *, strict: bool) -> Iterator[str]:
    name = _attribute(report.path)
    failures = len(report.issues) if strict else report.errors
    counts = f'tests="{max(1, len(report.issues))}" failures="{failures}" errors="0" skipped="0"'
    yield f"  <testsuite name={name} {counts}>\n"
    if not report.issues:
        yield f'    <testcase classname={name} name="valid" file={name} />\n'
    for issue in report.issues:
        yield from _case(report.path, issue, language, fails=strict or issue.severity is Severity.ERROR)
    yield "  </testsuite>\n"


def _case(path: str, issue: Issue, language: Language, *, fails: bool) -> Iterator[str]:
    name, title = _attribute(path), _attribute(f"{issue.code} {issue.at.path}".strip())
    text = escape(lines_of(path, issue, language, f"{issue.severity.value}: "))
    yield f'    <testcase classname={name} name={title} file={name} line="{issue.at.place.line}">\n'
    if fails:
        head = f"type={_attribute(issue.code)} message={_attribute(sentence_of(issue, language))}"
        yield f"      <failure {head}>{text}</failure>\n"
    else:
        yield f"      <system-out>{text}</system-out>\n"
    yield "    </testcase>\n"


def _attribute(text: str) -> str:
    return quoteattr(escape_controls(text))
