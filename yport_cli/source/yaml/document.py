"""YAML text as exact values, and the place where each one stands.

One pass over the events of PyYAML's parser builds the values; the events are kept, and places are worked out
from them only when somebody asks. Only the part of YAML that a plan needs is read: mappings, sequences and
scalars. Aliases, tags, merge keys and further documents are issues, never surprises.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import chain, islice
from typing import Any, Protocol

import yaml
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from yport_cli.core.issues.issue import KEY, Issue, Location, Place, Refusal, Related, Route, Step, route_text
from yport_cli.core.numbers.foreign_number import Spelling
from yport_cli.core.reading.fiscal_year import parse_fiscal_year
from yport_cli.core.refusals.files import MAX_ISSUES
from yport_cli.core.refusals.values import FIRST_KEY
from yport_cli.core.refusals.yaml_text import (
    MAX_DEPTH,
    MAX_NODES,
    alias,
    anchor,
    control_character,
    duplicate_key,
    empty_document,
    key_type,
    merge_key,
    several_documents,
    tag,
    too_deep,
    too_many_nodes,
)
from yport_cli.source.places.lines import Lines
from yport_cli.source.yaml.syntax import OPENED, SyntaxFault, fault, fault_of_text

MAX_EVENTS = 2 * MAX_NODES  # a block is two events
_BATCH = 512

# They end a line to a YAML parser but not to an editor, so a value would change and places would not be those one sees.
_LINE_SIGNS = ("\u2028", "\u2029", "\x85")
_TAG_LINE = re.compile("^%TAG", re.MULTILINE)  # the time for them grows with the square of their number

_REFUSALS: dict[str, Callable[[], Refusal]] = {
    "alias": alias,
    "anchor": anchor,
    "empty-document": empty_document,
    "key-type": key_type,
    "merge-key": merge_key,
    "several-documents": several_documents,
    "tag": tag,
    "too-deep": too_deep,
    "too-many-nodes": too_many_nodes,
}

_CONSTANTS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER = re.compile(r"-?[1-9][0-9]*|0")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+")
_MAX_INTEGER_LENGTH = 100
# What YAML 1.2 readers take for a number although a plan file does not spell it so.
_FOREIGN_NUMBER = re.compile(
    r"[-+]?(?:[0-9][0-9_]*|0o[0-7_]+|0x[0-9a-fA-F_]+|0b[01_]+|\.(?:inf|Inf|INF)"
    r"|(?:\.[0-9_]+|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?)|\.(?:nan|NaN|NAN)"
)
_HASH_AFTER_KEY = re.compile(r":[ \t]+#\S")  # `# so` is a comment on purpose, `#so` is a tag or a number
_NUMBER_START = frozenset("-+.0123456789")
# A scalar without quotes that begins otherwise is its text; `""` stands for the empty one.
_SPECIAL_START = frozenset(("", *_NUMBER_START, *(text[0] for text in _CONSTANTS if text)))


class Parser(Protocol):
    """What is used of PyYAML's parsers."""

    def get_event(self) -> Event | None:
        """The next event, or `None` at the end."""


class PurePythonParser(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser):
    """PyYAML's own parser, for machines without its C extension."""

    def __init__(self, stream: bytes) -> None:
        yaml.reader.Reader.__init__(self, stream)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)


try:
    from yaml._yaml import CParser

    default_parser: Callable[[bytes], Parser] = CParser
except ImportError:  # PyYAML was built without libyaml
    default_parser = PurePythonParser


class Document:
    """One YAML document: its value, the issues of its syntax, and the place of everything in it.

    The value is made of `dict`, `list`, `str`, `int`, `Decimal`, `bool`, `None` and `Spelling`.
    """

    def __init__(self, text: str, events: list[Any], value: Any) -> None:
        self.lines = Lines(text)
        self.value = value
        self.issues: list[Issue] = []
        self._events = events
        self._root: _Entry | None = None

    @property
    def text(self) -> str:
        """The text that was read."""
        return self.lines.text

    def location(self, route: Route) -> Location:
        """The place, the path and the line that `route` leads to."""
        steps, place = self._find(route)
        excerpt, column = self.lines.excerpt(place)
        return Location(place, route_text(steps), excerpt, column)

    def ends_at_hash(self, route: Route) -> bool:
        """Whether a comment begins where the value at `route` should: it may be the value."""
        return _HASH_AFTER_KEY.match(self.text, self.lines.span(self.place(route))[1]) is not None

    def place(self, route: Route) -> Place:
        """Where the value at `route` stands; with a last step `KEY`, where its key stands.

        A route that leads nowhere gives the last key on the way.
        """
        return self._find(route)[1]

    def spelling(self, route: Route) -> str:
        """The characters of the file at `route`, quotes included."""
        start, end = self.lines.span(self.place(route))
        return self.text[start:end]

    def _find(self, route: Route) -> tuple[Route, Place]:
        """The steps as the file spells them, and the place."""
        if self._root is None:
            self._root = _Entry.of(self._events)
        entry = self._root
        key: Any = None
        steps: list[Step] = []
        for position, step in enumerate(route):
            if step == KEY:
                break
            spelled = entry.spelled(step)
            if spelled is None:
                return (*steps, *route[position:]), self._container_place(key, entry)
            steps.append(spelled)
            key, entry = entry.children[spelled]
        if key is not None and route[-1] == KEY:
            return tuple(steps), self._place(key, key)
        if key is not None and entry.is_empty:
            return tuple(steps), self._place(key, key)
        if entry.children and not entry.start.flow_style:
            return tuple(steps), self._container_place(None, entry)
        return tuple(steps), self._place(entry.start, entry.end)

    def _container_place(self, key: Any, entry: "_Entry") -> Place:
        """The key of a container; of a list item its first key, of the whole document its first character."""
        if key is None and entry.children:
            return self._container_place(*next(iter(entry.children.values())))
        return self._place(key or entry.start, key or entry.end)

    def _place(self, start: Any, end: Any) -> Place:
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
    builder = _Builder(text)
    document = Document(text, builder.seen, None)
    if (refused := _refused_unread(text)) is not None:
        document.issues.append(_syntax_issue(document, refused))
        return document
    try:
        document.value = builder.document(new_parser(text.encode("utf-8", "replace")))
    except yaml.YAMLError as error:
        builder.seen.clear()  # half a file says little that is true of the whole: its syntax comes first
        document.issues.append(_syntax_issue(document, fault(error, text)))
        return document
    builder.problems.sort(key=lambda problem: problem[1].start_mark.index)
    found = builder.problems[: MAX_ISSUES + 1]
    document.issues.extend(_structural_issue(document, *problem) for problem in found)
    if isinstance(document.value, str) and (found_in_text := fault_of_text(text)) is not None:
        document.issues.append(_syntax_issue(document, found_in_text))
    return document


def _refused_unread(text: str) -> SyntaxFault | None:
    """What is refused before the parser sees it."""
    for sign in _LINE_SIGNS:
        if sign in text:
            offset = min(text.index(sign) for sign in _LINE_SIGNS if sign in text)
            return SyntaxFault(offset, control_character(ord(text[offset])))
    if "%TAG" in text and (match := _TAG_LINE.search(text)) is not None:
        return SyntaxFault(match.start(), tag())
    return None


def _syntax_issue(document: Document, found: SyntaxFault) -> Issue:
    # PyYAML may notice only on the line after, or at the end of the file: show the last line with something on it.
    lines = document.lines
    offset = min(found.offset, max(0, len(document.text.rstrip(" \t\r\n")) - 1))
    start = lines.place(offset, offset)
    width = len(lines.line(start.line))
    column = min(start.column, width + 1)  # a line end of two characters is no place of its own
    place = Place(start.line, column, start.line, min(column + 1, width + 1))
    issue = replace(found.refusal.issue(), at=_at(lines, place))
    if found.opening is None:
        return issue
    opened = _at(lines, lines.place(found.opening, found.opening + 1))
    return replace(issue, related=(Related((), OPENED, opened),))


def _structural_issue(document: Document, code: str, event: Any, first: Any) -> Issue:
    refusal = duplicate_key(event.value) if code == "duplicate-key" else _REFUSALS[code]()
    issue = replace(refusal.issue(), at=_at(document.lines, _span(document, event)))
    if first is None:
        return issue
    at = replace(_at(document.lines, _span(document, first)), path=first.value)
    return replace(issue, related=(Related((first.value,), FIRST_KEY, at),))


def _span(document: Document, event: Any) -> Place:
    return document.lines.place(event.start_mark.index, event.end_mark.index)


def _at(lines: Lines, place: Place) -> Location:
    return Location(place, "", *lines.excerpt(place))


def _index(event: Any) -> int:
    index: int = event.start_mark.index
    return index


class _Stop(Exception):  # noqa: N818
    """Reading ends here; the problem has been noted."""


class _Builder:
    """The value of a document, from events."""

    def __init__(self, text: str) -> None:
        self.seen: list[Any] = []
        self.problems: list[tuple[str, Any, Any]] = []
        self._events: Iterator[Any] = iter(())
        self._may_have_properties = "&" in text or "!" in text

    def document(self, parser: Parser) -> Any:
        """The value of the first document of the stream."""
        self._events = chain.from_iterable(self._batches(parser))
        value = None
        documents = 0
        try:
            for event in self._events:
                if isinstance(event, DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        self._refuse("several-documents", event)
                    value = self._node(self._next(), 0)
            if len(self.seen) == MAX_EVENTS:
                self._refuse("too-many-nodes", self.seen[-1])
        except _Stop:
            value = None
        if self._may_have_properties:
            self._note_properties()
        if value is None and not self.problems:
            self.problems.append(("empty-document", self.seen[0], None))
        return value

    def _batches(self, parser: Parser) -> Iterator[list[Any]]:
        """The events in rows, each drawn by a loop in C; one after the other, for libyaml takes its time over depth."""
        events = islice(iter(parser.get_event, None), MAX_EVENTS)
        while batch := list(islice(events, _BATCH)):
            self.seen += batch
            yield batch

    def _next(self) -> Any:
        event = next(self._events, None)
        if event is None:
            self._refuse("too-many-nodes", self.seen[-1])
        return event

    def _node(self, event: Any, depth: int) -> Any:
        """The value that begins with `event`."""
        kind = event.__class__
        if kind is ScalarEvent:
            return event.value if event.style else _plain(event.value)
        if kind is AliasEvent:
            self.problems.append(("alias", event, None))
            return None
        if depth == MAX_DEPTH:
            self._refuse("too-deep", event)
        return self._mapping(event, depth + 1) if kind is MappingStartEvent else self._sequence(depth + 1)

    def _mapping(self, start: Any, depth: int) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        first: dict[str, Any] | None = None  # the first key of each name, worked out for a duplicate
        events = self._events
        for key in events:
            if key.__class__ is not ScalarEvent:
                if key.__class__ is MappingEndEvent:
                    return mapping
                self.problems.append(("key-type", key, None))
                self._node(key, depth)
                self._node(self._next(), depth)
                continue
            event = next(events, None)
            if event.__class__ is ScalarEvent:
                value = event.value
                if not event.style and value[:1] in _SPECIAL_START:
                    value = _plain(value)
            elif event is None:
                break
            else:
                value = self._node(event, depth)
            name = key.value
            if name in mapping:
                if first is None or name not in first:  # events come in rows: there may be more of them now
                    first = self._keys(start)
                self.problems.append(("duplicate-key", key, first[name]))
            elif name == "<<" and not key.style:
                self.problems.append(("merge-key", key, None))
            else:
                mapping[name] = value
        self._refuse("too-many-nodes", self.seen[-1])
        return mapping

    def _sequence(self, depth: int) -> list[Any]:
        sequence: list[Any] = []
        for event in self._events:
            if event.__class__ is SequenceEndEvent:
                return sequence
            sequence.append(self._node(event, depth))
        self._refuse("too-many-nodes", self.seen[-1])
        return sequence

    def _keys(self, start: Any) -> dict[str, Any]:
        """The first key of each name in the mapping that begins with the event `start`."""
        found: dict[str, Any] = {}
        level = 0
        is_key = True
        seen = self.seen
        position = bisect_left(seen, start.start_mark.index, key=_index)
        while seen[position] is not start:
            position += 1
        for following in range(position + 1, len(seen)):
            event = seen[following]
            if isinstance(event, MappingStartEvent | SequenceStartEvent):
                level += 1
                continue
            if isinstance(event, MappingEndEvent | SequenceEndEvent):
                level -= 1
            if level < 0:
                break
            if level == 0:
                if is_key and isinstance(event, ScalarEvent):
                    found.setdefault(event.value, event)
                is_key = not is_key
        return found

    def _note_properties(self) -> None:
        """A problem for each anchor and tag."""
        for event in self.seen:
            if isinstance(event, ScalarEvent | CollectionStartEvent) and (event.anchor or event.tag):
                self.problems.append(("anchor" if event.anchor else "tag", event, None))

    def _refuse(self, code: str, event: Any) -> None:
        self.problems.append((code, event, None))
        raise _Stop


def _plain(text: str) -> Any:
    """The value of a scalar without quotes, from its own spelling."""
    if text[:1] not in _NUMBER_START:
        return _CONSTANTS.get(text, text)
    if len(text) <= _MAX_INTEGER_LENGTH:
        if _INTEGER.fullmatch(text):
            return int(text)
        if _DECIMAL.fullmatch(text):
            return Decimal(text)
    return Spelling(text) if _FOREIGN_NUMBER.fullmatch(text) else text


@dataclass(slots=True)
class _Entry:
    """A node of the tree of places: the events it begins and ends with, and its children by key or position."""

    start: Any
    end: Any
    children: dict[Step, tuple[Any, "_Entry"]] = field(default_factory=dict)

    @classmethod
    def of(cls, events: list[Any]) -> "_Entry":
        """The tree of the first document."""
        reader = iter(events)
        for event in reader:
            if isinstance(event, DocumentStartEvent):
                root = next(reader, None)
                return cls(None, None) if root is None else cls._read(root, reader)
        return cls(None, None)

    @classmethod
    def _read(cls, start: Any, reader: Iterator[Any]) -> "_Entry":
        entry = cls(start, start)
        if isinstance(start, MappingStartEvent):
            for key in reader:
                if isinstance(key, MappingEndEvent):
                    entry.end = key
                    break
                if not isinstance(key, ScalarEvent):
                    cls._read(key, reader)
                value_start = next(reader, None)
                if value_start is None:
                    break
                value = cls._read(value_start, reader)
                if isinstance(key, ScalarEvent):
                    entry.children.setdefault(key.value, (key, value))
        elif isinstance(start, SequenceStartEvent):
            for item in reader:
                if isinstance(item, SequenceEndEvent):
                    entry.end = item
                    break
                entry.children[len(entry.children)] = (None, cls._read(item, reader))
        return entry

    @property
    def is_empty(self) -> bool:
        """Whether the value has no characters of its own."""
        return bool(self.start.start_mark.index == self.end.end_mark.index)

    def spelled(self, step: Step) -> Step | None:
        """The child that `step` names, as the file spells it: a fiscal year may be a number in the route."""
        if step in self.children:
            return step
        if isinstance(step, int) and isinstance(self.start, MappingStartEvent):
            for key in self.children:
                try:
                    if parse_fiscal_year(str(key)) == step:
                        return key
                except Refusal:
                    continue
        return None
