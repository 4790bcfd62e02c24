"""A rule's manual, read from the docstring of its function.

A docstring holds a sentence that says the rule, paragraphs that say why, the section of the plan's form
(`Form:`), and two examples (`Fails::`, `Passes::`). A paragraph in English is followed by its like in Japanese,
which begins with `ja:`. Words in brackets after `Fails` and `Passes` say how the example becomes a file.
"""

import re
from dataclasses import dataclass
from functools import cache
from inspect import cleandoc

from yport_cli.core.issues.rule import Rule
from yport_cli.core.issues.sentence import Sentence

_EXAMPLE = re.compile(r"(Fails|Passes)(?: \((.+)\))?::")
_JOINT = re.compile(r"(?<=[^\x00-\x7f])\n(?=[^\x00-\x7f])")


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
    """The manual of `rule`."""
    examples: dict[str, Example] = {}
    english: list[str] = []
    japanese: list[str] = []
    form = ""
    heading: re.Match[str] | None = None
    for paragraph in cleandoc(rule.function.__doc__ or "").split("\n\n"):
        if found := _EXAMPLE.fullmatch(paragraph.strip("\n")):
            heading = found
        elif heading is not None and (paragraph.startswith(" ") or not paragraph):
            so_far = examples[heading[1]].text + "\n" if heading[1] in examples else ""
            text = "".join(line[4:] + "\n" for line in paragraph.split("\n"))
            examples[heading[1]] = Example(so_far + text, heading[2] or "")
        elif paragraph.startswith("Form:"):
            form = paragraph.removeprefix("Form:").strip()
        elif paragraph.startswith("ja:"):
            # Japanese has no space between words: a line's end within a paragraph is none either.
            japanese.append(_JOINT.sub("", paragraph.removeprefix("ja:").strip()).replace("\n", " "))
        else:
            english.append(paragraph.replace("\n", " ").strip())
    return Manual(
        title=Sentence(japanese[0], english[0]),
        why=Sentence("\n\n".join(japanese[1:]), "\n\n".join(english[1:])),
        form=form,
        fails=examples["Fails"],
        passes=examples["Passes"],
    )
