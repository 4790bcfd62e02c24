"""A sound plan in the fewest steps: nodes composed in C, and no events kept.

What is odd in any way is left to the builder, which tells everything at its place. Composing recurses in C
without a bound, so text that may nest deeply is never composed.
"""

from typing import Any

import yaml
from yaml.nodes import MappingNode, ScalarNode

from yport_cli.core.refusals.yaml_text import MAX_DEPTH, MAX_NODES
from yport_cli.source.yaml.scalars import SPECIAL_START, plain_value

_MOST_LEVELS = 2_000
"""Each level takes a bracket, or a column of a line: C has room for some tens of thousands."""


class _Odd(Exception):  # noqa: N818
    """The builder is to read the text."""


try:
    from yaml._yaml import CParser
except ImportError:  # PyYAML was built without libyaml

    def quick_value(text: str) -> dict[str, Any] | None:  # noqa: ARG001
        """Nothing without the composer in C."""
        return None
else:

    class _Composer(CParser):
        """The composer of PyYAML's C extension, to which all scalars are text.

        They are read from their spelling.
        """

        def resolve(self, *_: object) -> str:
            """No tag."""
            return ""

        def descend_resolver(self, *_: object) -> None:
            """Nothing to resolve."""

        def ascend_resolver(self) -> None:
            """Nothing to resolve."""

    def quick_value(text: str) -> dict[str, Any] | None:
        """The mapping that `text` spells; `None` for anything that is odd, whatever it is.

        `text` has no byte order mark, and neither anchors nor tags.
        """
        if len(text) > MAX_NODES:  # a value takes a character at least
            return None
        if max(text.count("[") + text.count("{"), *map(len, text.split("\n"))) > _MOST_LEVELS:
            return None
        try:
            node = _Composer(text.encode()).get_single_node()
            return _mapping(node, 1) if node.__class__ is MappingNode else None
        except (_Odd, yaml.YAMLError, UnicodeEncodeError):
            return None


def _mapping(node: Any, depth: int) -> dict[str, Any]:
    pairs = node.value
    mapping = {}
    for key, value in pairs:
        if key.__class__ is not ScalarNode:
            raise _Odd
        mapping[key.value] = _value(value, depth)
    if len(mapping) != len(pairs) or "<<" in mapping:
        raise _Odd
    return mapping


def _value(node: Any, depth: int) -> Any:
    kind = node.__class__
    if kind is ScalarNode:
        value = node.value
        return value if node.style or value[:1] not in SPECIAL_START else plain_value(value)
    if depth == MAX_DEPTH:
        raise _Odd
    if kind is MappingNode:
        return _mapping(node, depth + 1)
    return [_value(item, depth + 1) for item in node.value]
