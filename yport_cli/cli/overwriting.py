"""Which existing files may be replaced unasked: those that the program wrote, and that nobody has worked on since."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.refusals.command_lines import CANNOT_WRITE
from yport_cli.render.seal import is_sealed
from yport_cli.source.disk.file import read_whole

DESCRIPTOR = "datapackage.json"


def check_replaceable(paths: Iterable[Path], *, force: bool) -> None:
    """Raise `Refusal`, before anything is written, where one of `paths` is somebody's own work."""
    for path in paths:
        # A device or a pipe is written to, never replaced; an empty file holds nothing to lose.
        if not force and path.is_file() and path.stat().st_size and not _is_ours(path):
            raise CANNOT_WRITE.refusal(
                Sentence(
                    f"{path} はすでにあり、このプログラムが書いたままのものではありません",
                    f"{path} exists and is not as this program wrote it",
                ),
                Sentence(
                    "別の名前にするか、置き換えてよければ --force を付けてください",
                    "choose another name, or add --force to replace it",
                ),
            )


def described(folder: Path) -> dict[str, Any] | None:
    """The data package in `folder`, where it is one that this program wrote and nobody has changed."""
    path = folder / DESCRIPTOR
    if not path.is_file():
        return None
    data = read_whole(path)
    if not is_sealed(data):
        return None
    found: dict[str, Any] = json.loads(data)
    return found


def is_described(path: Path, package: dict[str, Any] | None) -> bool:
    """Whether `path` holds what `package` says that it holds."""
    if package is None or not path.is_file():
        return False
    known = {resource["path"]: resource["hash"] for resource in package["resources"]}
    return known.get(path.name) == f"sha256:{hashlib.sha256(read_whole(path)).hexdigest()}"


def _is_ours(path: Path) -> bool:
    return is_sealed(read_whole(path)) or is_described(path, described(path.parent))
