"""What every format says of an issue: its sentence, and where it stands."""

from yport_cli.core.issues.issue import LocatedIssue, LocatedRelated
from yport_cli.core.issues.sentence import Language, joined, said
from yport_cli.render.wording.safe_text import visible


def sentence_of(issue: LocatedIssue, language: Language) -> str:
    """What is wrong and what to write instead, safe to show."""
    sentences = [issue.message] if issue.hint is None else [issue.message, issue.hint]
    return visible(joined(sentences, language))


def message_of(issue: LocatedIssue, language: Language) -> str:
    """What is wrong, safe to show."""
    return visible(said(issue.message, language))


def spot_of(path: str, issue: LocatedIssue) -> str:
    """Where an issue stands: `path:line:column`, or `path:sheet!cell` in a workbook."""
    if issue.cell is not None:
        return f"{visible(path)}:{visible(issue.sheet or '')}!{issue.cell}"
    return f"{visible(path)}:{issue.place.line}:{issue.place.column}"


def note_of(path: str, related: LocatedRelated, language: Language) -> str:
    """A place that belongs to an issue: `path:line:column: note: sentence`."""
    place = related.place
    return f"{visible(path)}:{place.line}:{place.column}: note: {visible(said(related.message, language))}"
