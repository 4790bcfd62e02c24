"""What is wrong with a plan or a ledger, and where.

The core names a place by its route through the plan, such as `("kpis", 1, "baseline")`; whoever read the
file turns the route into a line and a column.
"""

from dataclasses import dataclass
from enum import StrEnum

from yport_cli.core.issues.sentence import Sentence

Step = str | int
Route = tuple[Step, ...]
"""The keys and list positions that lead to a value. A last step `KEY` means the key itself."""

KEY = "[key]"


class Severity(StrEnum):
    """How much an issue matters: errors make a file invalid, warnings do not."""

    ERROR = "error"
    WARNING = "warning"


class BadValue(ValueError):  # noqa: N818  it is a finding about the input, not a fault of the program
    """A single value that cannot be read: the code of the rule, what is wrong, what to write instead."""

    def __init__(self, code: str, message: Sentence, hint: Sentence | None = None) -> None:
        super().__init__(message.en)
        self.code = code
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that belongs to an issue."""

    route: Route
    message: Sentence


@dataclass(frozen=True, slots=True)
class Issue:
    """One finding at one route."""

    code: str
    route: Route
    message: Sentence
    hint: Sentence | None = None
    severity: Severity = Severity.ERROR
    related: tuple[Related, ...] = ()
    fix: str | None = None
    """What to write at the route instead, where that is safe to do without asking."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: lines and columns start at 1 and count code points; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class LocatedRelated:
    """A related place, found in the file."""

    message: Sentence
    path: str
    place: Place


@dataclass(frozen=True, slots=True)
class LocatedIssue:
    """An issue, found in the file: what every format of `yport validate` writes."""

    code: str
    severity: Severity
    message: Sentence
    hint: Sentence | None
    path: str
    """The route as people read it: `kpis[0].increments.H30`."""
    place: Place
    excerpt: str
    """The line of the file that holds the place, or what of a long one stands around it."""
    fix: str | None = None
    related: tuple[LocatedRelated, ...] = ()
    sheet: str | None = None
    cell: str | None = None
    excerpt_column: int = 1
    """The column at which the excerpt begins."""


@dataclass(frozen=True, slots=True)
class FileReport:
    """What was found in one file; `unreadable` when it could not be opened or decoded at all."""

    path: str
    issues: tuple[LocatedIssue, ...]
    unreadable: bool = False

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


def route_text(route: Route) -> str:
    """`route` as people read it: `kpis[0].increments.H30`."""
    text = ""
    for step in route:
        if step == KEY:
            continue
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text
