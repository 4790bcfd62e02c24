"""How a command ends: its exit status, and what is said where it cannot do its work."""

from enum import IntEnum

from yport_cli.cli.language import language_of_call
from yport_cli.cli.streams import comment
from yport_cli.core.issues.issue import Ends, Issue, Refusal
from yport_cli.core.issues.sentence import Sentence, joined
from yport_cli.core.refusals.command_lines import USAGE
from yport_cli.render.wording.safe_text import escape_controls


class ExitStatus(IntEnum):
    """Exit statuses of every command; of several that apply, the highest."""

    FINE = 0
    FOUND = 1
    """The plan or the ledger has errors, or a threshold that was asked for is missed."""
    USAGE = 2
    FILE = 3
    """A file cannot be read or written."""
    EXTRA = 4
    """An optional extra is missing."""
    FAULT = 70
    """A fault of the program."""
    INTERRUPTED = 130


LEDGER_OF_ONE_PLAN = ("--ledger は計画が一つのときだけ使えます", "--ledger goes with one plan only")

# Any other refusal is of a value on the command line.
_STATUS = {Ends.FILE: ExitStatus.FILE, Ends.EXTRA: ExitStatus.EXTRA}


def report_error(refusal: Refusal) -> ExitStatus:
    """Say on standard error what is wrong, and return the exit status that goes with it."""
    return report_issue(refusal.issue())


def report_issue(issue: Issue) -> ExitStatus:
    """Do as `report_error` does with an issue that has no place."""
    sentences = [issue.message] if issue.hint is None else [issue.message, issue.hint]
    comment(f"yport: {escape_controls(joined(sentences, language_of_call()))}\n")
    return _STATUS.get(issue.rule.ends, ExitStatus.USAGE)


def refuse_if(is_wrong: object, ja: str, en: str, hint: Sentence | None = None) -> None:
    """Raise `Refusal` with the code `usage` where the command line `is_wrong`."""
    if is_wrong:
        raise USAGE.refusal(Sentence(ja, en), hint)
