"""What was found in one file."""

from dataclasses import dataclass

from yport_cli.core.issues.issue import Ends, Issue, Severity


@dataclass(frozen=True, slots=True)
class FileReport:
    """The issues of one file, in the order of their places."""

    path: str
    issues: tuple[Issue, ...]

    @property
    def unreadable(self) -> bool:
        """Whether the file could not be opened at all."""
        return any(issue.rule.ends is Ends.FILE for issue in self.issues)

    @property
    def errors(self) -> int:
        """How many issues are errors."""
        return sum(issue.severity is Severity.ERROR for issue in self.issues)

    @property
    def warnings(self) -> int:
        """How many issues are warnings."""
        return len(self.issues) - self.errors

    @property
    def valid(self) -> bool:
        """Whether no issue is an error."""
        return self.errors == 0
