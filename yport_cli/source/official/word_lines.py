"""A .docx as lines: paragraphs in their order, a table row by row, each cell on lines of its own."""

import io
import zipfile
from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING

from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.refusals.command_lines import MISSING_EXTRA
from yport_cli.core.refusals.documents import damaged_document, not_a_document, too_long_document
from yport_cli.source.official.document_text import Line, numbered

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell

_MOST_BYTES = 48 << 20
"""Of all parts of the file, unpacked."""
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
        if isinstance(error, MemoryError | RecursionError):
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
    if size > _MOST_BYTES or len(parts) > _MOST_PARTS:
        raise too_long_document(Sentence(f"解くと{size:,}バイトになります", f"it unpacks to {size:,} bytes"))
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise damaged_document()
    if "word/document.xml" not in names:
        raise not_a_document(Sentence("Word文書ではありません", "it is no Word document"))


def _texts(document: "Document") -> Iterator[str]:
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from _texts_of_table(block)
        else:
            yield from block.text.split("\n")


def _texts_of_table(table: "Table") -> Iterator[str]:
    from docx.table import Table

    for row in table.rows:
        before: _Cell | None = None
        for cell in row.cells:
            # A merged cell is met once for each of its columns.
            if before is not None and cell._tc is before._tc:  # noqa: SLF001
                continue
            before = cell
            for block in cell.iter_inner_content():
                if isinstance(block, Table):
                    yield from _texts_of_table(block)
                else:
                    yield from block.text.split("\n")
