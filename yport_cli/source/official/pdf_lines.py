"""A PDF as lines, read in a process of its own with bounded time and memory."""

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.refusals.command_lines import MISSING_EXTRA
from yport_cli.core.refusals.documents import (
    MAX_CHARACTERS,
    MAX_PAGES,
    MAX_SECONDS,
    damaged_document,
    locked_document,
    no_text,
    pictures_only,
    takes_too_long,
    too_long_document,
)
from yport_cli.source.official.document_text import Line, numbered

_WORKER = Path(__file__).with_name("pdf_worker.py")


def pdf_lines(data: bytes) -> list[Line]:
    """The lines of the PDF in `data`. Raises `Refusal` with the code `bad-document` or `missing-extra`."""
    if find_spec("pypdfium2") is None:
        raise MISSING_EXTRA.refusal(
            Sentence("PDFを読むための部品がありません", "what reads PDF files is not installed"),
            Sentence('pip install "yport[pdf]" で入ります', 'run pip install "yport[pdf]"'),
        )
    found = _read(data)
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


def _read(data: bytes) -> dict[str, Any]:
    """What the worker says of the PDF; nothing where it came to a bad end."""
    command = [sys.executable, "-P", str(_WORKER), str(MAX_PAGES), str(MAX_CHARACTERS)]
    try:
        done = subprocess.run(  # noqa: S603  this program, and nothing of the file's
            command, input=data, capture_output=True, timeout=MAX_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise takes_too_long() from None
    try:
        found = json.loads(done.stdout)
    except ValueError:
        if b"MemoryError" in done.stderr or done.returncode in (-9, -24):
            raise takes_too_long() from None
        return {}
    return found if isinstance(found, dict) else {}
