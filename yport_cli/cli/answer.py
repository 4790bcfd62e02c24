"""An answer in the format that was asked for; a format's library is imported only when it is used."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal

from yport_cli.cli import streams
from yport_cli.cli.options import option
from yport_cli.cli.overwriting import refuse_to_overwrite_input
from yport_cli.cli.suffix import format_from_suffix
from yport_cli.render.shapes.records import Records
from yport_cli.render.shapes.table import Page

Format = Literal["table", "json", "markdown", "csv"]
FormatOption = Annotated[Format | None, option("--format", "書式（既定: table）", "Format (default: table)")]

_SUFFIXES: dict[str, Format] = {".txt": "table", ".json": "json", ".md": "markdown", ".csv": "csv"}


def chosen_format(asked: Format | None, out: Path | None, *inputs: Path | None) -> Format:
    """The format that was asked for, or that the ending of `out` names.

    Raises `Refusal` for other endings, and where `out` is one of `inputs` or may be a plan or a ledger.
    """
    chosen: Format = asked or ("table" if out is None else format_from_suffix(out, _SUFFIXES))
    refuse_to_overwrite_input([out], *inputs)
    return chosen


def write_answer(
    chosen: Format,
    out: Path | None,
    *,
    page: Callable[[], Page],
    json_object: Callable[[], dict[str, Any]],
    records: Callable[[], Records],
) -> None:
    """Write the answer to `out`, or to standard output."""
    if chosen == "json":
        from yport_cli.render.formats.json import json_text

        streams.write(json_text(json_object()), out)
    elif chosen == "csv":
        from yport_cli.render.formats.csv import csv_text, harmless

        found = harmless(records()) if streams.is_shown(out) else records()
        streams.write(streams.BOM + csv_text(found), out)
    elif chosen == "markdown":
        from yport_cli.render.formats.markdown import markdown_text

        streams.write(markdown_text(page()), out)
    else:
        from yport_cli.render.formats.terminal import terminal_text

        color = out is None and streams.has_color()
        streams.write(terminal_text(page(), streams.terminal_width(), color=color), out, for_people=True)
