"""The answer to a question about plans, in the format that was asked for."""

from pathlib import Path
from typing import Annotated

from yport_cli.cli import streams
from yport_cli.cli.formats import ANSWERS, Answer, AnswerFormat
from yport_cli.cli.options import option
from yport_cli.cli.overwriting import refuse_to_overwrite_input
from yport_cli.cli.suffix import format_for

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


def write_answer(chosen: AnswerFormat, out: Path | None, answer: Answer) -> None:
    """Write `answer` in the format `chosen` to `out`, or to standard output. Only what that needs is made.

    Raises `Refusal` with the code `cannot-write`.
    """
    found = ANSWERS[chosen]
    streams.write(found.write(answer, streams.screen(out)), out, for_people=found.for_people)
