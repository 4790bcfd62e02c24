"""What every format says of an issue: its sentence, and where it stands."""

from yport_cli.core.issues.issue import Issue, Related
from yport_cli.core.issues.sentence import Language, joined
from yport_cli.render.wording.safe_text import escape_controls


def sentence_of(issue: Issue, language: Language) -> str:
    """What is wrong and what to write instead, safe to show."""
    sentences = [issue.message] if issue.hint is None else [issue.message, issue.hint]
    return escape_controls(joined(sentences, language))


def message_of(issue: Issue, language: Language) -> str:
    """What is wrong, safe to show."""
    return escape_controls(issue.message.text_in(language))


def lines_of(path: str, issue: Issue, language: Language, severity: str = "") -> str:
    """An issue with all that belongs to it, a line each; a `severity` stands before the sentence."""
    first = f"{spot_of(path, issue)}: {severity}{sentence_of(issue, language)} ({issue.code})"
    return "\n".join((first, *(note_of(path, related, language) for related in issue.related)))


def spot_of(path: str, issue: Issue) -> str:
    """Where an issue stands: `path:line:column`, or `path:sheet!cell` in a workbook."""
    if issue.at.cell is not None:
        return f"{escape_controls(path)}:{escape_controls(issue.at.sheet or '')}!{issue.at.cell}"
    return f"{escape_controls(path)}:{issue.at.place.line}:{issue.at.place.column}"


def note_of(path: str, related: Related, language: Language) -> str:
    """A place that belongs to an issue: `path:line:column: note: sentence`."""
    place = related.at.place
    message = escape_controls(related.message.text_in(language))
    return f"{escape_controls(path)}:{place.line}:{place.column}: note: {message}"
