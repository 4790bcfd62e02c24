"""Whether GitHub Actions runs the program, and the summary that it shows of a step."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from yport_cli.cli.files import writing
from yport_cli.core.issues.sentence import Language

if TYPE_CHECKING:
    from yport_cli.render.diagnostics.markdown_rows import Rows

_MOST = 480_000
"""Bytes of errors, and of warnings: GitHub shows no summary of more than 1 MiB."""


def is_in_github_actions() -> bool:
    """Whether GitHub Actions runs the program, and reads what it prints."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def summary_of_step(language: Language) -> "Rows | None":
    """What collects the summary of this step, which holds what annotations have no room for.

    `None` where nobody asks for one.
    """
    if not (is_in_github_actions() and os.environ.get("GITHUB_STEP_SUMMARY")):
        return None
    from yport_cli.render.diagnostics.markdown_rows import Rows

    return Rows(language, _MOST)


def write_summary(text: str) -> None:
    """Add `text` to the summary of this step. Raises `Refusal` with the code `cannot-write`."""
    path = Path(os.environ["GITHUB_STEP_SUMMARY"])
    with writing(path), path.open("a", encoding="utf-8", errors="replace") as file:
        file.write(text)
