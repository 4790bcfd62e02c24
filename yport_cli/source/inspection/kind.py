"""The kinds of files that are checked: the one place that tells them apart."""

from pathlib import Path

from yport_cli.core.issues.file_report import FileReport
from yport_cli.core.issues.issue import Refusal
from yport_cli.source.disk.file import unread
from yport_cli.source.disk.names import LEDGER_ENDINGS, PLAN_ENDINGS
from yport_cli.source.plan.other_files import SHEET_ENDINGS, refusal_of_sheet


def is_walked(name: str) -> bool:
    """Whether a file of this name, met in a folder, is looked into."""
    return name.lower().endswith((*PLAN_ENDINGS, *LEDGER_ENDINGS))


def is_ledger(path: str) -> bool:
    """Whether a file is called as a ledger is: its issues depend on the plan beside it, too."""
    return path.lower().endswith(LEDGER_ENDINGS)


def is_sheet(path: str) -> bool:
    """Whether a file is called as sheets are that people keep, and not as a ledger is."""
    return path.lower().endswith(SHEET_ENDINGS) and not is_ledger(path)


def sheet_report(path: str) -> FileReport:
    """What to do with a sheet, which is neither a plan nor called as a ledger is."""
    return unread(path, refusal_of_sheet(path))


def checked_plan(path: str, data: bytes) -> FileReport:
    """What is wrong with the plan in `data`, the content of the file at `path`."""
    from yport_cli.source.plan.plan_loader import plan_of_file

    return plan_of_file(data, path).report


def checked_ledger(path: str) -> FileReport:
    """What is wrong with the ledger at `path`.

    Where an extra is missing to read it, that is said as an issue.
    """
    from yport_cli.source.ledger.ledger_validation import validate_ledger

    try:
        return validate_ledger(Path(path))
    except Refusal as problem:
        return unread(path, problem)
