"""The format of an answer: asked for by name, or by the ending of the file's name."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.refusals.command_lines import BAD_ENDING

_Name = TypeVar("_Name", bound=str)
_Write = TypeVar("_Write")


@dataclass(frozen=True, slots=True)
class Format(Generic[_Write]):
    """One format of an answer: the function that writes it, and the endings of names that ask for it."""

    write: _Write
    suffixes: tuple[str, ...] = ()
    for_people: bool = False
    """Whether a terminal gets it in its own encoding; else it is UTF-8 wherever it goes."""
    binary: bool = False


def format_for(
    asked: _Name | None, out: Path | None, formats: Mapping[_Name, Format[Any]], default: _Name
) -> _Name:
    """The format that was asked for, or that the ending of `out` names; `default` for standard output."""
    if asked is not None:
        return asked
    return default if out is None else format_from_suffix(out, formats)


def format_from_suffix(out: Path, formats: Mapping[_Name, Format[Any]]) -> _Name:
    """The one of `formats` that the ending of `out` asks for. Raises `Refusal` for any other ending."""
    for name, found in formats.items():
        if out.suffix.lower() in found.suffixes:
            return name
    endings = ", ".join(suffix for found in formats.values() for suffix in found.suffixes)
    raise BAD_ENDING.refusal(
        Sentence(f"{out} の末尾からは書式が分かりません", f"the ending of {out} names no format"),
        Sentence(
            f"末尾を {endings} のいずれかにするか、--format を付けてください",
            f"use one of {endings}, or --format",
        ),
    )
