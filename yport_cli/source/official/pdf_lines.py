"""A PDF as lines, read in a process of its own with bounded time and memory."""

from importlib.util import find_spec

from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.refusals.command_lines import MISSING_EXTRA
from yport_cli.core.refusals.documents import (
    MAX_PAGES,
    damaged_document,
    locked_document,
    no_text,
    pictures_only,
    too_long_document,
)
from yport_cli.source.official.document_text import Line, numbered
from yport_cli.source.official.read_apart import read_apart


def pdf_lines(data: bytes) -> list[Line]:
    """The lines of the PDF in `data`. Raises `Refusal` with the code `bad-document` or `missing-extra`."""
    if find_spec("pypdfium2") is None:
        raise MISSING_EXTRA.refusal(
            Sentence("PDFを読むための部品がありません", "what reads PDF files is not installed"),
            Sentence('pip install "yport[pdf]" で入ります', 'run pip install "yport[pdf]"'),
        )
    found = read_apart("pdf", data)
    if found.get("error") == "locked":
        raise locked_document()
    if "pages" not in found:
        raise damaged_document()
    count = found["count"]
    if count > MAX_PAGES:
        raise too_long_document(
            Sentence(
                f"{count:,}ページあります。{MAX_PAGES:,}ページまで読みます",
                f"it has {count:,} pages, and at most {MAX_PAGES:,} are read",
            )
        )
    pages: list[str] = found["pages"]
    if not any(page.strip() for page in pages):
        raise pictures_only() if found["pictures"] else no_text()
    return [line for number, page in enumerate(pages, 1) for line in numbered(page, page=number)]
