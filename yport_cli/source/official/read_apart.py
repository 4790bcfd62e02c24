"""A document read in a process of its own: whatever a file does to a library ends that process alone."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Literal

from yport_cli.core.refusals.documents import MAX_CHARACTERS, MAX_PAGES, MAX_SECONDS, takes_too_long

_WORKER = Path(__file__).with_name("document_worker.py")
_KILLED = (-9, -24)
"""By the system for its memory, or for its time."""


def read_apart(kind: Literal["pdf", "docx"], data: bytes) -> dict[str, Any]:
    """What `document_worker.py` says of `data`; nothing where it came to a bad end.

    Raises `Refusal` with the code `bad-document` where it takes too long, or too much memory.
    """
    command = [sys.executable, "-P", str(_WORKER), kind, str(MAX_PAGES), str(MAX_CHARACTERS)]
    try:
        done = subprocess.run(  # noqa: S603  this program, and nothing of the file's
            command, input=data, capture_output=True, timeout=MAX_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise takes_too_long() from None
    try:
        found = json.loads(done.stdout)
    except ValueError:
        if b"MemoryError" in done.stderr or done.returncode in _KILLED:
            raise takes_too_long() from None
        return {}
    return found if isinstance(found, dict) else {}
