"""The kinds of files that are checked: the one place that tells them apart."""

import re

from yport_cli.core.issue import FileReport

_PLAN_ENDINGS = (".yaml", ".yml")

# A YAML file without this line is some other program's. A full-width colon is a slip in a plan of ours.
_SCHEMA_LINE = re.compile(
    rb"""(?:^|[{,][ \t]*)(["']?)schema\1[ \t]*(?::|\xef\xbc\x9a)[ \t]*["']?yport/plan""", re.MULTILINE
)


def is_walked(name: str) -> bool:
    """Whether a file of this name, met in a folder, is looked into."""
    return name.lower().endswith(_PLAN_ENDINGS)


def is_passed_over(data: bytes) -> bool:
    """Whether a file met in a folder is not for us: YAML that is no plan."""
    start = data.replace(b"\0", b"") if b"\0" in data[:4] else data  # UTF-16 is a plan saved in a wrong way
    return _SCHEMA_LINE.search(start) is None


def is_alone(path: str) -> bool:
    """Whether the issues of the file depend on nothing but its own bytes."""
    del path
    return True


def report_of(path: str, data: bytes) -> FileReport:
    """What is wrong with the file at `path` that holds `data`."""
    from yport_cli.source.loader import parse_plan

    return parse_plan(data, path).report
