"""The kinds of files that are checked: the one place that tells them apart."""

import re
from pathlib import Path

from yport_cli.core.issue import BadValue, FileReport
from yport_cli.source.ledger_path import LEDGER_ENDINGS

_PLAN_ENDINGS = (".yaml", ".yml")

# A YAML file without this line is some other program's. A full-width colon or space is a slip in a plan of ours.
_SCHEMA_LINE = re.compile(
    rb"""(?:^|^\xef\xbb\xbf|[{,][ \t]*)(["']?)schema\1[ \t]*(?::|\xef\xbc\x9a)(?:[ \t]|\xe3\x80\x80|\xc2\xa0)*["']?yport/plan""",
    re.MULTILINE,
)
# Unless it has the keys that only a plan has together: a slip in one line must not keep the others from being checked.
_START = rb"""^(?:[ \t]|\xe3\x80\x80|\xc2\xa0|\xef\xbb\xbf){0,4}["']?"""
_YEARS = re.compile(_START + rb"fiscal_years\b", re.MULTILINE)
_FIGURES = re.compile(_START + rb"(?:kpis|budget)\b", re.MULTILINE)


def is_walked(name: str) -> bool:
    """Whether a file of this name, met in a folder, is looked into."""
    return name.lower().endswith((*_PLAN_ENDINGS, *LEDGER_ENDINGS))


def is_ledger(path: str) -> bool:
    """Whether a file is called as a ledger is: its issues depend on the plan beside it, too."""
    return path.lower().endswith(LEDGER_ENDINGS)


def is_plan(data: bytes) -> bool:
    """Whether YAML means to be a plan; some that is saved as UTF-16 may, by mistake."""
    if b"\0" in data[:4]:
        data = data.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\0", b"")
    if _SCHEMA_LINE.search(data) is not None:
        return True
    return _YEARS.search(data) is not None and _FIGURES.search(data) is not None


def checked_plan(path: str, data: bytes) -> FileReport:
    """What is wrong with the plan in `data`, the content of the file at `path`."""
    from yport_cli.source.loader import parse_plan

    return parse_plan(data, path).report


def checked_ledger(path: str) -> FileReport:
    """What is wrong with the ledger at `path`; where an extra is missing to read it, that is said as an issue."""
    from yport_cli.source.ledger_validation import validate_ledger
    from yport_cli.source.loader import unread

    try:
        return validate_ledger(Path(path))
    except BadValue as problem:
        return unread(path, problem)
