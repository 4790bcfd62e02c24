"""What is said, and with which exit status, when a command cannot do its work."""

from yport_cli.cli.exit_status import ExitStatus
from yport_cli.cli.language import language_of_call
from yport_cli.cli.streams import comment
from yport_cli.core.issues.issue import BadValue
from yport_cli.core.issues.sentence import joined
from yport_cli.render.wording.safe_text import visible

_STATUS = {
    "bad-workbook": ExitStatus.FOUND,
    "level-conflict": ExitStatus.FOUND,
    "cannot-read": ExitStatus.FILE,
    "cannot-write": ExitStatus.FILE,
    "no-column": ExitStatus.FILE,
    "unencodable": ExitStatus.FILE,
    "missing-extra": ExitStatus.EXTRA,
}


def complain(problem: BadValue) -> ExitStatus:
    """Say what is wrong on standard error; the exit status that goes with it."""
    sentences = [problem.message] if problem.hint is None else [problem.message, problem.hint]
    comment(f"yport: {visible(joined(sentences, language_of_call()))}\n")
    return _STATUS.get(problem.code, ExitStatus.USAGE)
