"""What marks a YAML file as a plan, whatever is wrong with it."""

import re

# A YAML file without this line is some other program's. A full-width colon or space is a slip in a plan of
# ours.
_SCHEMA_LINE = re.compile(
    rb"""(?:^|^\xef\xbb\xbf|[{,][ \t]*)(["']?)schema\1[ \t]*(?::|\xef\xbc\x9a)"""
    rb"""(?:[ \t]|\xe3\x80\x80|\xc2\xa0)*["']?yport/plan""",
    re.MULTILINE,
)
# Unless it has the keys that only a plan has together: a slip in one line must not keep the others from being
# checked.
_START = rb"""^(?:[ \t]|\xe3\x80\x80|\xc2\xa0|\xef\xbb\xbf){0,4}["']?"""
_YEARS = re.compile(_START + rb"fiscal_years\b", re.MULTILINE)
_FIGURES = re.compile(_START + rb"(?:kpis|budget)\b", re.MULTILINE)


def is_plan(data: bytes) -> bool:
    """Whether YAML means to be a plan; some that is saved as UTF-16 may, by mistake."""
    if b"\0" in data[:4]:
        data = data.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\0", b"")
    if _SCHEMA_LINE.search(data) is not None:
        return True
    return _YEARS.search(data) is not None and _FIGURES.search(data) is not None
