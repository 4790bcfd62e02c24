"""From the events of a parser to values, with a problem for everything that a plan cannot hold.

Only the part of YAML that a plan needs is read: mappings, sequences and scalars. Aliases, tags, merge keys
and further documents are problems, never surprises.
"""

from collections.abc import Iterator
from itertools import chain, islice
from typing import Any, NamedTuple, NoReturn

from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from yport_cli.core.issues.issue import Refusal
from yport_cli.core.refusals.yaml_text import (
    MAX_DEPTH,
    MAX_NODES,
    alias,
    anchor,
    duplicate_key,
    empty_document,
    key_type,
    merge_key,
    several_documents,
    tag,
    too_deep,
    too_many_nodes,
)
from yport_cli.source.yaml.parsers import Parser
from yport_cli.source.yaml.scalars import SPECIAL_START, plain_value

MAX_EVENTS = 2 * MAX_NODES  # a block is two events
_BATCH = 512


class Problem(NamedTuple):
    """Something that a plan cannot hold, and the event with which it begins."""

    refusal: Refusal
    event: Any
    is_repeated: bool = False
    """Whether it is that the event is a key of its mapping once more."""


class _Stop(Exception):  # noqa: N818
    """Reading ends here; the problem has been noted."""


class Builder:
    """The value of a document; `events` are those that were read, `problems` what is wrong with them."""

    def __init__(self) -> None:
        self.events: list[Any] = []
        self.problems: list[Problem] = []
        self._events: Iterator[Any] = iter(())

    def document(self, parser: Parser, *, may_have_properties: bool) -> Any:
        """The value of the only document of the stream, whose text may have anchors and tags.

        Raises `YAMLError`.
        """
        self._events = chain.from_iterable(self._batches(parser))
        value = None
        documents = 0
        try:
            for event in self._events:
                if isinstance(event, DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        self._refuse(several_documents(), event)
                    value = self._node(next(self._events), 0)
        except _Stop:
            value = None
        if may_have_properties:
            self._note_properties()
        if value is None and not self.problems:
            self._note(empty_document(), self.events[0])
        return value

    def _batches(self, parser: Parser) -> Iterator[list[Any]]:
        """The events in rows, each drawn by a loop in C.

        One after the other, for libyaml takes its time over depth.
        """
        events = islice(iter(parser.get_event, None), MAX_EVENTS)
        while batch := list(islice(events, _BATCH)):
            self.events += batch
            yield batch
        if not isinstance(self.events[-1], StreamEndEvent):
            self._refuse(too_many_nodes(), self.events[-1])

    def _node(self, event: Any, depth: int) -> Any:
        """The value that begins with `event`."""
        kind = event.__class__
        if kind is ScalarEvent:
            return event.value if event.style else plain_value(event.value)
        if kind is AliasEvent:
            self._note(alias(), event)
            return None
        if depth == MAX_DEPTH:
            self._refuse(too_deep(), event)
        return self._mapping(depth + 1) if kind is MappingStartEvent else self._sequence(depth + 1)

    def _mapping(self, depth: int) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        events = self._events
        for key in events:
            if key.__class__ is not ScalarEvent:
                if key.__class__ is MappingEndEvent:
                    break
                self._note(key_type(), key)
                self._node(key, depth)
                self._node(next(events), depth)
                continue
            event = next(events)
            if event.__class__ is ScalarEvent:
                value = event.value
                if not event.style and value[:1] in SPECIAL_START:
                    value = plain_value(value)
            else:
                value = self._node(event, depth)
            name = key.value
            if name in mapping:
                self.problems.append(Problem(duplicate_key(name), key, is_repeated=True))
            elif name == "<<" and not key.style:
                self._note(merge_key(), key)
            else:
                mapping[name] = value
        return mapping

    def _sequence(self, depth: int) -> list[Any]:
        sequence: list[Any] = []
        for event in self._events:
            if event.__class__ is SequenceEndEvent:
                break
            sequence.append(self._node(event, depth))
        return sequence

    def _note_properties(self) -> None:
        """A problem for each anchor and tag."""
        for event in self.events:
            if isinstance(event, ScalarEvent | CollectionStartEvent) and (event.anchor or event.tag):
                self._note(anchor() if event.anchor else tag(), event)

    def _note(self, refusal: Refusal, event: Any) -> None:
        self.problems.append(Problem(refusal, event))

    def _refuse(self, refusal: Refusal, event: Any) -> NoReturn:
        self._note(refusal, event)
        raise _Stop
