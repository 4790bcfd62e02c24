"""The format that the ending of a file's name stands for."""

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.refusals.command_lines import BAD_ENDING

_Format = TypeVar("_Format")


def format_from_suffix(out: Path, formats: Mapping[str, _Format]) -> _Format:
    """The one of `formats` by ending that the name of `out` asks for. Raises `Refusal` for any other ending."""
    ending = out.suffix.lower()
    if ending in formats:
        return formats[ending]
    endings = ", ".join(formats)
    raise BAD_ENDING.refusal(
        Sentence(f"{out} の末尾からは書式が分かりません", f"the ending of {out} names no format"),
        Sentence(
            f"末尾を {endings} のいずれかにするか、--format を付けてください",
            f"use one of {endings}, or --format",
        ),
    )
