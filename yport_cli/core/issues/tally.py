"""What a run has found, counted while the reports pass by."""

from collections import Counter
from collections.abc import Iterable, Iterator

from yport_cli.core.issues.file_report import FileReport
from yport_cli.core.issues.issue import Ends, Issue, Severity


class Tally:
    """The counts of all reports that have passed through `counted`."""

    def __init__(self) -> None:
        self.files = 0
        self.errors = 0
        self.warnings = 0
        self.fixable = 0
        self.has_unreadable = False
        self.lacks_extra = False
        self.by_code: Counter[tuple[Severity, str]] = Counter()

    def counted(self, reports: Iterable[FileReport]) -> Iterator[FileReport]:
        """The same reports, one after the other."""
        for report in reports:
            self.files += 1
            if report.issues:
                self._count(report.issues)
                self.has_unreadable = self.has_unreadable or report.unreadable
            yield report

    def _count(self, issues: Iterable[Issue]) -> None:
        for issue in issues:
            if issue.severity is Severity.ERROR:
                self.errors += 1
            else:
                self.warnings += 1
            self.fixable += issue.fix is not None
            self.by_code[issue.severity, issue.code] += 1
            self.lacks_extra = self.lacks_extra or issue.rule.ends is Ends.EXTRA


def ranked(tally: Tally) -> list[tuple[tuple[Severity, str], int]]:
    """The rules with findings and how many, the most frequent first."""
    return sorted(tally.by_code.items(), key=lambda item: (-item[1], item[0]))
