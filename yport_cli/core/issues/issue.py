"""What is wrong with a plan or a ledger, and where.

The core names a place by its route through the plan, such as `("kpis", 1, "baseline")`; whoever read the
file turns the route into a line and a column.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
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


class Ends(StrEnum):
    """What a command can still do where a rule is broken; its exit status follows from it."""

    FOUND = "found"
    """The file was read, and something in it is wrong."""
    USAGE = "usage"
    """The command was not called as it is meant to be."""
    FILE = "file"
    """A file cannot be read or written: nothing is known of it."""
    EXTRA = "extra"
    """An optional part of the program is not installed."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What is fixed about a rule; each of its issues is made by it. Its manual is `manuals/CODE.md`."""

    code: str
    """The stable name: `cumulative-mismatch`."""
    severity: Severity = Severity.ERROR
    fixable: bool = False
    """Whether `yport validate --fix` mends its issues, or some of them."""
    in_schema: bool = False
    """Whether a JSON Schema holds it too: it is about one value, and not about the spelling of the file."""
    stops: bool = False
    """Whether a file that breaks it is checked no further: to pass it over would be to call it sound."""
    ends: Ends = Ends.FOUND

    def issue(
        self,
        route: Route,
        message: Sentence,
        hint: Sentence | None = None,
        *,
        related: tuple["Related", ...] = (),
        fix: str | None = None,
    ) -> "Issue":
        """An issue of this rule at `route`."""
        return Issue(self, route, message, hint, related, fix)

    def refusal(self, message: Sentence, hint: Sentence | None = None) -> "Refusal":
        """The refusal of a value, whose place is not known yet."""
        return Refusal(lambda context: self.issue(context.route, message, hint))


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: lines and columns start at 1 and count code points; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file, with what a reader needs to find it."""

    place: Place
    path: str = ""
    """The route as people read it: `kpis[0].increments.H30`."""
    excerpt: str = ""
    """The line of the file that holds the place, or what of a long one stands around it."""
    excerpt_column: int = 1
    """The column at which the excerpt begins."""
    sheet: str | None = None
    cell: str | None = None
    text: str = ""
    """What the cell of a sheet holds."""


START_OF_FILE = Location(Place(1, 1, 1, 1))


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that belongs to an issue."""

    route: Route
    message: Sentence
    at: Location = START_OF_FILE


@dataclass(frozen=True, slots=True)
class Issue:
    """Something wrong at one route; `at` is where that stands in the file, once it has been placed."""

    rule: Rule
    route: Route
    message: Sentence
    hint: Sentence | None = None
    related: tuple[Related, ...] = ()
    fix: str | None = None
    """What to write at the route instead, where that is safe to do without asking."""
    at: Location = START_OF_FILE

    @property
    def code(self) -> str:
        """The name of the rule."""
        return self.rule.code

    @property
    def severity(self) -> Severity:
        """The severity of the rule."""
        return self.rule.severity


@dataclass(frozen=True, slots=True)
class Context:
    """What only its place tells of a value that is refused."""

    route: Route = ()
    unit: str | None = None
    """The unit that the value should be in, where there is one."""
    is_required: bool = True
    """Whether the form asks for the key; without a value, an optional one may go."""
    ends_at_hash: bool = False
    """Whether a comment begins where the value should: it may be the value."""


class Refusal(ValueError):  # noqa: N818  it is a finding about the input, not a fault of the program
    """Raised for a value that cannot be read; it becomes an issue once its place is known."""

    def __init__(self, author: Callable[[Context], Issue]) -> None:
        super().__init__()
        self._author = author

    def issue(self, context: Context = Context()) -> Issue:
        """What is wrong, for the place that `context` describes."""
        return self._author(context)

    def with_hint(self, hint: Sentence) -> "Refusal":
        """The same refusal with another thing to do about it."""
        return Refusal(lambda context: replace(self.issue(context), hint=hint))

    @property
    def code(self) -> str:
        """The name of the rule."""
        return self.issue().code

    @property
    def message(self) -> Sentence:
        """What is wrong, as far as the value alone tells."""
        return self.issue().message

    @property
    def hint(self) -> Sentence | None:
        """What to write instead, as far as the value alone tells."""
        return self.issue().hint

    def __str__(self) -> str:
        return self.message.en


def route_text(route: Route) -> str:
    """`route` as people read it: `kpis[0].increments.H30`."""
    text = ""
    for step in route:
        if step == KEY:
            continue
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text
