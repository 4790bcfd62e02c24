"""What is said, and with which exit status, when a command cannot do its work."""

from yport_cli.cli.exit_status import ExitStatus
from yport_cli.cli.language import language_of_call
from yport_cli.cli.streams import comment
from yport_cli.core.issues.issue import Ends, Refusal
from yport_cli.core.issues.sentence import joined
from yport_cli.render.wording.safe_text import visible

# What a reader of values refuses here stood on the command line.
_STATUS = {Ends.FILE: ExitStatus.FILE, Ends.EXTRA: ExitStatus.EXTRA}


def complain(problem: Refusal) -> ExitStatus:
    """Say what is wrong on standard error; the exit status that goes with it."""
    issue = problem.issue()
    sentences = [issue.message] if issue.hint is None else [issue.message, issue.hint]
    comment(f"yport: {visible(joined(sentences, language_of_call()))}\n")
    return _STATUS.get(issue.rule.ends, ExitStatus.USAGE)
