"""Where the keys and values of a document stand: a tree of the parser's events."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from yaml.events import (
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from yport_cli.core.issues.issue import KEY, Refusal, Route, Step
from yport_cli.core.reading.fiscal_year import parse_fiscal_year

Span = tuple[Any, Any]
"""The events with which something begins and ends; twice `None` in a file with nothing in it."""


@dataclass(slots=True)
class _Node:
    """A value: the events it begins and ends with, and what it holds, with the events of its keys."""

    start: Any
    end: Any
    children: dict[Step, tuple[Any, "_Node"]] = field(default_factory=dict)

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


class Tree:
    """The values of the first document of `events`, which may end before it does."""

    def __init__(self, events: Iterable[Any]) -> None:
        self._events = iter(events)
        self._first_keys: dict[int, Any] = {}
        is_document = any(isinstance(event, DocumentStartEvent) for event in self._events)
        root = next(self._events, None) if is_document else None
        self._root = _Node(None, None) if root is None else self._node(root)

    def first_key(self, key: Any) -> Any:
        """The first key of its name in the mapping where `key` repeats it."""
        return self._first_keys[id(key)]

    def find(self, route: Route) -> tuple[Route, Span]:
        """The steps as the file spells them, and where they lead.

        A route that leads nowhere, to the last key on the way.
        """
        node = self._root
        key: Any = None
        steps: list[Step] = []
        for position, step in enumerate(route):
            if step == KEY:
                break
            spelled = node.spelled(step)
            if spelled is None:
                return (*steps, *route[position:]), _head(key, node)
            steps.append(spelled)
            key, node = node.children[spelled]
        if key is not None and (route[-1] == KEY or node.is_empty):
            return tuple(steps), (key, key)
        if node.children and not node.start.flow_style:
            return tuple(steps), _head(None, node)
        return tuple(steps), (node.start, node.end)

    def _node(self, start: Any) -> _Node:
        """The value that begins with `start`."""
        node = _Node(start, start)
        if isinstance(start, MappingStartEvent):
            self._fill_mapping(node)
        elif isinstance(start, SequenceStartEvent):
            for item in self._events:
                if isinstance(item, SequenceEndEvent):
                    node.end = item
                    break
                node.children[len(node.children)] = (None, self._node(item))
        return node

    def _fill_mapping(self, node: _Node) -> None:
        for key in self._events:
            if isinstance(key, MappingEndEvent):
                node.end = key
                return
            if not isinstance(key, ScalarEvent):
                self._node(key)
            value_start = next(self._events, None)
            if value_start is None:
                return
            value = self._node(value_start)
            if isinstance(key, ScalarEvent):
                first, _ = node.children.setdefault(key.value, (key, value))
                if first is not key:
                    self._first_keys[id(key)] = first


def _head(key: Any, node: _Node) -> Span:
    """The key of a container; of a list item its first key, of the whole document its first character."""
    if key is None and node.children:
        return _head(*next(iter(node.children.values())))
    return key or node.start, key or node.end
