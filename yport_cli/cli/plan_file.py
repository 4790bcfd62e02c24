"""Which plan file a command is about."""

import os
from importlib.resources import files
from pathlib import Path

from yport_cli.core.issue import BadValue, Sentence

_SUFFIXES = (".yaml", ".yml")
_DEFAULT = "yokohama-yport.yaml"


def default_plan() -> Path:
    """The plan when none is named: `YPORT_PLAN`, else the only plan in `./plans`, else the Y-PORT plan.

    Raises `BadValue` when `./plans` holds several: another city's figures must not be taken for one's own.
    """
    if named := os.environ.get("YPORT_PLAN"):
        return Path(named)
    try:
        found = sorted(
            path for path in Path("plans").iterdir() if path.suffix in _SUFFIXES and path.is_file()
        )
    except OSError:
        found = []
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(str(path) for path in found)
        raise BadValue(
            "several-plans",
            Sentence(
                f"plans に計画が{len(found)}件あります（{names}）",
                f"plans holds {len(found)} plans ({names})",
            ),
            Sentence("どの計画かを引数で指定してください", "name one of them"),
        )
    return packaged_plan()


def packaged_plan() -> Path:
    """The Y-PORT plan that comes with the program."""
    package = Path(str(files("yport_cli")))
    installed = package / "plans" / _DEFAULT
    return installed if installed.is_file() else package.parent / "plans" / _DEFAULT
