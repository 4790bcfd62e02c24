"""What is declared of a key of the plan file, beside its type and once for every use of it."""

from typing import NamedTuple

Pair = tuple[str, str]
"""The same in Japanese and in English."""


class Choice(NamedTuple):
    """One of the values of a key with a fixed choice."""

    value: str
    name: Pair
    also: str = ""
    """Other names that people use, separated by spaces."""


class Key(NamedTuple):
    """What a key is called, and what it means."""

    name: Pair
    """The heading of a table or a change; the Japanese one is understood in a file too."""
    meaning: Pair
    """What an editor shows, and the reference page."""
    also: str = ""
    """Other names that people use who have the plan document in front of them, separated by spaces."""
    choices: tuple[Choice, ...] = ()
    """The values of a key with a fixed choice that have names of their own."""


def names_of(declared: Key | Choice) -> tuple[str, ...]:
    """All that a person may have written for it in Japanese."""
    return (declared.name[0], *declared.also.split())
