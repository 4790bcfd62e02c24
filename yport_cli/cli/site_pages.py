"""The pages of a site, made on all cores."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from yport_cli.source.inspection.crew import Crew

if TYPE_CHECKING:
    from yport_cli.render.site import File

_CHUNK = 8
"""How many pages are made in one piece of work: few are held at once."""
_ENOUGH = 24
"""Starting workers costs as much as making some pages."""


def pages_of(files: "Sequence[File]") -> Iterator[bytes]:
    """The bytes of each file, in their order."""
    crew = Crew(_made, enough=_ENOUGH)
    try:
        yield from crew.in_order((make for _, make in files), _CHUNK)
    finally:
        crew.dismiss()


def _made(pages: list[Callable[[], str]]) -> list[bytes]:
    return [make().encode() for make in pages]
