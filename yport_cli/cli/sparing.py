"""What an answer is never written over: a plan, a ledger, a file that it was computed from."""

from pathlib import Path

from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.refusals.command_lines import USAGE
from yport_cli.source.inspection.kind import is_walked


def spare(out: Path | None, *inputs: Path | None) -> None:
    """Raise `Refusal` where `out` is one of `inputs`, or is called as a plan or a ledger is."""
    if out is not None and (is_walked(out.name) or any(_is_same(out, path) for path in inputs)):
        raise USAGE.refusal(
            Sentence(
                f"{out} は計画か台帳なので、結果を書き込みません",
                f"{out} is a plan or a ledger, so no answer is written to it",
            ),
            Sentence("-o に別の名前を指定してください", "give -o another name"),
        )


def _is_same(out: Path, path: Path | None) -> bool:
    try:
        return path is not None and out.is_file() and out.samefile(path)
    except OSError:  # one of the two is not there
        return False
