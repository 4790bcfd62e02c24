"""A rule's manual, read from `manuals/CODE.md` in the package.

The file holds the section of the plan's form (`Form:`), a heading in Japanese and one in English that say the
rule, each with paragraphs that say why, and two examples (`Fails`, `Passes`). Words in brackets behind these
two say how the example becomes a file.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from yport_cli.core.issues.issue import Rule
from yport_cli.core.issues.sentence import Sentence

_SECTION = re.compile(r"^## (?=.)", re.MULTILINE)
_EXAMPLE = re.compile(r"(?:Fails|Passes)(?: \((?P<how>.+)\))?\n\n```\w*\n(?P<text>.*)```\n*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Example:
    """Text of a plan file: whole blocks of a plan, unless `how` says otherwise."""

    text: str
    how: str = ""


@dataclass(frozen=True, slots=True)
class Manual:
    """What there is to know of a rule."""

    title: Sentence
    why: Sentence
    form: str
    """The section of the plan's form that it is about; empty for rules about the file itself."""
    fails: Example
    passes: Example


@cache
def manual_of(rule: Rule) -> Manual:
    """The manual of `rule`. Raises `FileNotFoundError` where nobody has written one."""
    text = (files("yport_cli") / "manuals" / f"{rule.code}.md").read_text(encoding="utf-8")
    head, ja, en, fails, passes = _SECTION.split(text)
    titles, reasons = zip(*(part.strip().split("\n\n", 1) for part in (ja, en)), strict=True)
    _, _, form = head.partition("Form: ")
    return Manual(Sentence(*titles), Sentence(*reasons), form.strip(), _example(fails), _example(passes))


def _example(section: str) -> Example:
    found = _EXAMPLE.fullmatch(section)
    if found is None:
        raise ValueError(section)
    return Example(found["text"], found["how"] or "")
