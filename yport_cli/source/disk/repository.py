"""What git knows of the folder where the program runs."""

import os
import subprocess
from pathlib import Path

from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.refusals.files import cannot_read

_REMOVED = (
    "git",
    "diff",
    "--name-only",
    "-z",
    "--no-ext-diff",
    "--no-renames",
    "--diff-filter=D",
    "--relative",
)


def root_around(folder: Path) -> Path | None:
    """The top of the repository that holds `folder`; `None` where there is none."""
    return next((place for place in (folder, *folder.parents) if (place / ".git").exists()), None)


def removed_files() -> list[str]:
    """The files that the commit under way takes away, by their names from here; none outside a repository.

    Where pre-commit compares two commits, it is what the later one has no longer. A file that moves leaves
    its old name. Raises `Refusal` with the code `cannot-read` where git does not answer.
    """
    if root_around(Path.cwd()) is None:
        return []
    old, new = (os.environ.get(f"PRE_COMMIT_{end}_REF") for end in ("FROM", "TO"))
    compared = f"{old}...{new}" if old and new else "--cached"
    try:
        done = subprocess.run([*_REMOVED, compared, "--"], capture_output=True, check=False)  # noqa: S603
        reason = done.stderr.decode("utf-8", "replace").strip()
    except OSError as error:
        reason = str(error)
    else:
        if done.returncode == 0:
            return [os.fsdecode(name) for name in done.stdout.split(b"\0") if name]
    raise cannot_read(
        Sentence(
            f"消した計画を git に尋ねられません（{reason}）",
            f"git does not say which plans are removed ({reason})",
        ),
        Sentence(
            "git を確かめるか、--changed を付けずに計画のフォルダーを指定してください",
            "see to git, or name the folder of the plans without --changed",
        ),
    )
