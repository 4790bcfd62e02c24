"""PyYAML's parsers, as far as they are used: a file as a row of events, each with its place."""

from collections.abc import Callable
from typing import Protocol

import yaml
from yaml.events import Event


class Parser(Protocol):
    """What is used of PyYAML's parsers."""

    def get_event(self) -> Event | None:
        """The next event, or `None` at the end. Raises `YAMLError`."""


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
