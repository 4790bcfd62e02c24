"""Refuse to overwrite input: a plan, a ledger, or any file the answer was computed from."""

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.refusals.command_lines import USAGE
from yport_cli.source.inspection.kind import is_walked


def refuse_to_overwrite_input(outs: Iterable[Path | None], *inputs: Path | None) -> None:
    """Raise `Refusal` where one of `outs` is one of `inputs`, or is named as a plan or a ledger is.

    A link counts as the file it leads to.
    """
    files = [_file_at(path) for path in inputs if path is not None]
    known = {file for file in files if file is not None}
    for out in outs:
        if out is None:
            continue
        names = (out.name, Path(os.path.realpath(out)).name)
        if any(map(is_walked, names)) or _file_at(out) in known:
            raise USAGE.refusal(
                Sentence(
                    f"{out} は計画か台帳など、計算のもとになるファイルなので、結果を書き込みません",
                    f"{out} is a plan or a ledger, or another input, so no answer is written to it",
                ),
                Sentence("-o に別の名前を指定してください", "give -o another name"),
            )


def _file_at(path: Path) -> tuple[int, int] | None:
    """What tells the file from all others, whatever it is called.

    `None` for a device, and where there is none.
    """
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return (status.st_dev, status.st_ino) if stat.S_ISREG(status.st_mode) else None
