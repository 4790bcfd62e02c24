"""A .docx as lines: paragraphs in their order, a table row by row, each cell on lines of its own."""

import io
import zipfile
from collections.abc import Iterator
from importlib.util import find_spec
from time import monotonic
from typing import TYPE_CHECKING

from yport_cli.core.issues.issue import Refusal
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.refusals.command_lines import MISSING_EXTRA
from yport_cli.core.refusals.documents import (
    MAX_SECONDS,
    damaged_document,
    not_a_document,
    takes_too_long,
    too_long_document,
)
from yport_cli.source.official.document_text import Line, numbered

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell

_MOST_BYTES = 256 << 20
"""Of all parts of the file, unpacked: pictures are never looked at."""
_MOST_TEXT = 8 << 20
"""Of the parts that are XML, unpacked: the longest plans have a half of it."""
_MOST_PARTS = 2_000


def word_lines(data: bytes) -> list[Line]:
    """The lines of the .docx in `data`. Raises `Refusal` with the code `bad-document` or `missing-extra`."""
    _check_archive(data)
    if find_spec("docx") is None:
        raise MISSING_EXTRA.refusal(
            Sentence("Word文書を読むための部品がありません", "what reads Word files is not installed"),
            Sentence('pip install "yport[docx]" で入ります', 'run pip install "yport[docx]"'),
        )
    from docx import Document

    try:
        document = Document(io.BytesIO(data))
        return numbered("\n".join(_texts(document)), page=0)
    except Exception as error:  # the library raises what its parts raise: KeyError, XMLSyntaxError, …
        if isinstance(error, MemoryError | Refusal):
            raise
        raise damaged_document() from None


def _check_archive(data: bytes) -> None:
    """Look at what the archive claims before anything of it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise damaged_document() from None
    size = sum(part.file_size for part in parts)
    text = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    if size > _MOST_BYTES or text > _MOST_TEXT or len(parts) > _MOST_PARTS:
        raise too_long_document(Sentence(f"解くと{size:,}バイトになります", f"it unpacks to {size:,} bytes"))
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise damaged_document()
    if "word/document.xml" not in names:
        raise not_a_document(Sentence("Word文書ではありません", "it is no Word document"))


def _texts(document: "Document") -> Iterator[str]:
    until = monotonic() + MAX_SECONDS
    for text in _texts_of(document):
        if monotonic() > until:
            raise takes_too_long()
        yield text


def _texts_of(home: "Document | _Cell") -> Iterator[str]:
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
