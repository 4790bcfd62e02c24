"""A program of its own: the text of the PDF or .docx on standard input, as JSON on standard output.

It is run apart because the libraries are native code, or take what time and memory a file asks for: whatever
a file does to them ends this process alone. It imports nothing of the package, so that it starts soon.
"""

import io
import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell

_MEMORY = 2 << 30
_SECONDS = 60


def main(kind: str, most_pages: int, most_characters: int) -> None:
    """Read, and write what was found."""
    _limit()
    data = sys.stdin.buffer.read()
    found = _of_pdf(data, most_pages, most_characters) if kind == "pdf" else _of_word(data, most_characters)
    json.dump(found, sys.stdout)


def _limit() -> None:
    """Bound memory and time, where the system can."""
    try:
        import resource
    except ImportError:  # Windows: whoever has started us waits so long and no longer
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))


def _of_pdf(data: bytes, most_pages: int, most_characters: int) -> dict[str, Any]:
    """The pages, how many there are, and whether those without text hold pictures."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        is_locked = "password" in str(error).lower() or "security" in str(error).lower()
        return {"error": "locked" if is_locked else "damaged"}
    count = len(document)
    pages: list[str] = []
    length = 0
    has_pictures = False
    if count <= most_pages:
        for page in document:
            text = page.get_textpage().get_text_range()
            pages.append(text)
            length += len(text)
            if not text.strip() and not has_pictures:
                has_pictures = any(page.get_objects(filter=(3,), max_depth=2))
            page.close()
            if length > most_characters:
                break
    return {"pages": pages, "count": count, "pictures": has_pictures}


def _of_word(data: bytes, most_characters: int) -> dict[str, Any]:
    """The texts of its paragraphs: a little more than `most_characters` at most."""
    from docx import Document

    texts: list[str] = []
    length = 0
    for text in _texts_of(Document(io.BytesIO(data))):
        texts.append(text)
        length += len(text)
        if length > most_characters:
            break
    return {"texts": texts}


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
    main(sys.argv[1], *map(int, sys.argv[2:]))
