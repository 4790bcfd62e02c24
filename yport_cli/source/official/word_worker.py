"""A program of its own: the paragraphs of the .docx on standard input, as JSON on standard output.

It is run apart as the reader of PDF files is, with bounded time and memory: it imports nothing of the
package.
"""

import io
import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell

MEMORY = 2 << 30
SECONDS = 60


def main(_pages: int, most_characters: int) -> None:
    """Read, and write the texts: a little more than `most_characters` at most."""
    _limit()
    from docx import Document

    texts: list[str] = []
    length = 0
    for text in _texts_of(Document(io.BytesIO(sys.stdin.buffer.read()))):
        texts.append(text)
        length += len(text)
        if length > most_characters:
            break
    json.dump({"texts": texts}, sys.stdout)


def _limit() -> None:
    """Bound memory and time, where the system can."""
    try:
        import resource
    except ImportError:  # Windows: whoever has started us waits so long and no longer
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def _texts_of(home: "Document | _Cell") -> Iterator[str]:
    """Paragraphs in their order, a table row by row, each cell on lines of its own."""
    from docx.table import Table, _Cell

    for block in home.iter_inner_content():
        if not isinstance(block, Table):
            yield from block.text.split("\n")
            continue
        for row in block.rows:
            # The cells that are there: the library's own list repeats a merged one for each of its columns,
            # and a file may claim a hundred million of them.
            for cell in row._tr.tc_lst:  # noqa: SLF001
                yield from _texts_of(_Cell(cell, block))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
