"""The answer to a question about plans, in the format that was asked for."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

from yport_cli.cli import streams
from yport_cli.cli.formats import ANSWERS, Answer, AnswerFormat
from yport_cli.cli.options import option
from yport_cli.cli.overwriting import refuse_to_overwrite_input
from yport_cli.cli.suffix import format_for
from yport_cli.render.shapes.records import Records
from yport_cli.render.shapes.table import Page

FormatOption = Annotated[
    AnswerFormat | None, option("--format", "書式（既定: table）", "Format (default: table)")
]


def chosen_format(asked: AnswerFormat | None, out: Path | None, *inputs: Path | None) -> AnswerFormat:
    """The format that was asked for, or that the ending of `out` names.

    Raises `Refusal` for other endings, and where `out` is one of `inputs` or may be a plan or a ledger.
    """
    chosen = format_for(asked, out, ANSWERS, "table")
    refuse_to_overwrite_input([out], *inputs)
    return chosen


def write_answer(
    chosen: AnswerFormat,
    out: Path | None,
    *,
    page: Callable[[], Page],
    json_object: Callable[[], dict[str, Any]],
    records: Callable[[], Records],
) -> None:
    """Write the answer in the format `chosen` to `out`, or to standard output. Only what that needs is made.

    Raises `Refusal` with the code `cannot-write`.
    """
    found = ANSWERS[chosen]
    text = found.write(Answer(page, json_object, records), streams.screen(out))
    streams.write(text, out, for_people=found.for_people)
