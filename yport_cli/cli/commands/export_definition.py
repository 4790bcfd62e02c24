"""The definition beside exported data: `datapackage.json`, one for all files of a folder."""

import hashlib
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from yport_cli.cli import streams
from yport_cli.core.figures.outcome import Outcome
from yport_cli.core.issues.issue import Refusal
from yport_cli.core.issues.sentence import Language
from yport_cli.render.data.data_package import PACKAGE, DataFile, package_of, resource_of
from yport_cli.source.disk.file import open_file

DESCRIPTOR = "datapackage.json"
_MOST_BYTES = 1 << 26


def definition(file: DataFile, out: Path, outcomes: list[Outcome], language: Language) -> dict[Path, bytes]:
    """The definition to write beside `out`, with what it says of other files; none over another program's."""
    from yport_cli.render.formats.json import json_text

    beside = out.with_name(DESCRIPTOR)
    others = _resources_beside(out)
    if others is None:
        streams.say(
            f"{beside} はこのプログラムのデータの定義ではないので、そのまま残します",
            f"{beside} is no definition by this program, so it is left as it is",
        )
        return {}
    package = package_of([resource_of(file, outcomes, language), *others], language)
    return {beside: json_text(package).encode()}


def _resources_beside(out: Path) -> list[dict[str, Any]] | None:
    """What the definition beside `out` tells of other files, where they still are as it says.

    `None` where a definition is there that this program has not written.
    """
    path = out.with_name(DESCRIPTOR)
    if not path.exists() and not path.is_symlink():
        return []
    try:
        with open_file(path) as file:
            package = json.loads(file.read(_MOST_BYTES), parse_float=Decimal)
    except (OSError, ValueError, RecursionError):  # a `Refusal` to read it is one of them
        return None
    if not isinstance(package, dict) or package.get("name") != PACKAGE:
        return None
    resources = package.get("resources")
    if not isinstance(resources, list):
        return None
    return [one for one in resources if isinstance(one, dict) and _is_as_told(one, out)]


def _is_as_told(resource: dict[str, Any], out: Path) -> bool:
    """Whether `resource` tells of another file than `out` in its folder, and of the bytes that it holds."""
    name = resource.get("path")
    if not isinstance(name, str) or name in ("", out.name) or Path(name).name != name:
        return False
    try:
        with open_file(out.with_name(name)) as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, Refusal):
        return False
    return resource.get("hash") == f"sha256:{digest}"
