"""A .docx as lines, read in a process of its own with bounded time and memory."""

import io
import zipfile
from importlib.util import find_spec

from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.refusals.command_lines import MISSING_EXTRA
from yport_cli.core.refusals.documents import (
    damaged_document,
    not_a_document,
    too_long_document,
)
from yport_cli.source.official.document_text import Line, numbered
from yport_cli.source.official.read_apart import read_apart

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
    texts = read_apart("docx", data).get("texts")
    if texts is None:
        raise damaged_document()
    return numbered("\n".join(texts), page=0)


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
