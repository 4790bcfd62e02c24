"""YAML text as exact values, and the place where each one stands.

One pass over the events of PyYAML's parser builds the values; the events are kept, and places are worked out
from them only when somebody asks.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import Any

from yaml import YAMLError

from yport_cli.core.issues.issue import Issue, Location, Place, Refusal, Related, Route, route_text
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.refusals.files import MAX_ISSUES
from yport_cli.core.refusals.values import FIRST_KEY
from yport_cli.core.refusals.yaml_text import control_character, tag
from yport_cli.source.places.lines import Lines
from yport_cli.source.yaml.builder import Builder, Problem
from yport_cli.source.yaml.parsers import Parser, default_parser
from yport_cli.source.yaml.tree import Span, Tree

# They end a line to a YAML parser but not to an editor, so a value would change and places would not be those
# one sees.
_LINE_SIGNS = ("\u2028", "\u2029", "\x85")
_OPENED = Sentence("括弧はここで開いています", "the bracket is opened here")
_TAG_LINE = re.compile("^%TAG", re.MULTILINE)  # the time for them grows with the square of their number
_HASH_AFTER_KEY = re.compile(r":[ \t]+#\S")  # `# so` is a comment on purpose, `#so` is a tag or a number


class Document:
    """One YAML document: its value, the issues of its syntax, and the place of everything in it.

    The value is made of `dict`, `list`, `str`, `int`, `Decimal`, `bool`, `None` and `Spelling`.
    """

    def __init__(self, text: str, events: list[Any]) -> None:
        self.lines = Lines(text)
        self.value: Any = None
        self.issues: list[Issue] = []
        self._events = events

    @property
    def text(self) -> str:
        """The text that was read."""
        return self.lines.text

    @cached_property
    def tree(self) -> Tree:
        """Where everything stands."""
        return Tree(self._events)

    def location(self, route: Route) -> Location:
        """The place, the path and the line that `route` leads to."""
        steps, span = self.tree.find(route)
        return self.location_of(span, route_text(steps))

    def location_of(self, span: Span, path: str = "") -> Location:
        """The place of the events in `span`, and the line there."""
        return _at(self.lines, self._place(span), path)

    def ends_at_hash(self, route: Route) -> bool:
        """Whether a comment begins where the value at `route` should: it may be the value."""
        return _HASH_AFTER_KEY.match(self.text, self.lines.span(self.place(route))[1]) is not None

    def place(self, route: Route) -> Place:
        """Where the value at `route` stands; with a last step `KEY`, where its key stands.

        A route that leads nowhere gives the last key on the way.
        """
        return self._place(self.tree.find(route)[1])

    def spelling(self, route: Route) -> str:
        """The characters of the file at `route`, quotes included."""
        start, end = self.lines.span(self.place(route))
        return self.text[start:end]

    def _place(self, span: Span) -> Place:
        start, end = span
        if start is None:
            return self.lines.place(0, 0)
        begin, stop = start.start_mark.index, end.end_mark.index
        if getattr(start, "style", None) in ("|", ">"):
            stop = begin + len(self.text[begin:stop].rstrip())  # its end mark is where the next thing begins
        return self.lines.place(begin, stop)


def read_document(text: str, new_parser: Callable[[bytes], Parser] = default_parser) -> Document:
    """The document that `text` spells, with an issue for everything in it that a plan cannot hold.

    `text` has no byte order mark. Nothing is raised, whatever `text` is.
    """
    builder = Builder()
    document = Document(text, builder.events)
    if (refused := _refused_unread(text)) is not None:
        document.issues.append(_syntax_issue(document, *refused))
        return document
    try:
        parser = new_parser(text.encode("utf-8", "replace"))
        document.value = builder.document(parser, may_have_properties="&" in text or "!" in text)
    except YAMLError as error:
        from yport_cli.source.yaml.syntax import fault

        builder.events.clear()  # half a file says little that is true of the whole: its syntax comes first
        document.issues.append(_syntax_issue(document, *fault(error, text)))
        return document
    builder.problems.sort(key=lambda problem: problem.event.start_mark.index)
    found = builder.problems[: MAX_ISSUES + 1]
    document.issues.extend(_structural_issue(document, problem) for problem in found)
    if isinstance(document.value, str):
        from yport_cli.source.yaml.slips import slip_in_text

        if (slip := slip_in_text(text)) is not None:
            document.issues.append(_syntax_issue(document, *slip))
    return document


def _refused_unread(text: str) -> tuple[int, Refusal] | None:
    """What is refused before the parser sees it, and its offset."""
    for sign in _LINE_SIGNS:
        if sign in text:
            offset = min(text.index(sign) for sign in _LINE_SIGNS if sign in text)
            return offset, control_character(ord(text[offset]))
    if "%TAG" in text and (match := _TAG_LINE.search(text)) is not None:
        return match.start(), tag()
    return None


def _syntax_issue(document: Document, offset: int, refusal: Refusal, opening: int | None = None) -> Issue:
    # PyYAML may notice only on the line after, or at the end of the file: show the last line with something
    # on it.
    lines = document.lines
    offset = min(offset, max(0, len(document.text.rstrip(" \t\r\n")) - 1))
    start = lines.place(offset, offset)
    width = len(lines.line(start.line))
    column = min(start.column, width + 1)  # a line end of two characters is no place of its own
    place = Place(start.line, column, start.line, min(column + 1, width + 1))
    issue = replace(refusal.issue(), at=_at(lines, place))
    if opening is None:
        return issue
    opened = _at(lines, lines.place(opening, opening + 1))
    return replace(issue, related=(Related((), _OPENED, opened),))


def _structural_issue(document: Document, problem: Problem) -> Issue:
    issue = replace(problem.refusal.issue(), at=document.location_of((problem.event, problem.event)))
    if not problem.is_repeated:
        return issue
    first = document.tree.first_key(problem.event)
    at = document.location_of((first, first), first.value)
    return replace(issue, related=(Related((first.value,), FIRST_KEY, at),))


def _at(lines: Lines, place: Place, path: str = "") -> Location:
    return Location(place, path, *lines.excerpt(place))
