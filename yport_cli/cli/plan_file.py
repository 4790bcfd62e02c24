"""Which plan file a command is about."""

import os
from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from yport_cli.cli import streams
from yport_cli.core.issues.issue import Refusal
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.refusals.command_lines import NO_PLANS, SEVERAL_PLANS, USAGE
from yport_cli.core.refusals.files import CANNOT_READ
from yport_cli.source.disk.names import PLAN_ENDINGS

if TYPE_CHECKING:
    from yport_cli.source.inspection.walk import Found

_DEFAULT = "yokohama-yport.yaml"


def default_plan(*, is_said: bool = True) -> Path:
    """The plan where none is named: `YPORT_PLAN`, else the only plan in `./plans`, else the Y-PORT plan.

    The last `is_said`. Raises `Refusal` where `./plans` holds several: nobody's figures may be taken for
    another's.
    """
    if (found := _own_plan()) is not None:
        return found
    if is_said:
        streams.say(
            "計画の指定がないので、同梱の Y-PORT 計画（横浜市）を使います",
            "no plan is named: this is the Y-PORT plan (City of Yokohama) that comes with the program",
        )
    return packaged_plan()


def plans_to_check() -> list[str]:
    """What `validate` checks where nothing is named: `YPORT_PLAN`, else all of `./plans`.

    Raises `Refusal` where there is no plan: to call the packaged one sound would say nothing of anybody's
    work.
    """
    if named := os.environ.get("YPORT_PLAN"):
        return [named]
    folder = Path("plans")
    if folder.is_dir():
        wanted([folder])
        return [str(folder)]
    raise NO_PLANS.refusal(
        Sentence(
            "検査する計画がありません（plans フォルダーもありません）",
            "there is no plan to check, nor a folder plans",
        ),
        Sentence("計画ファイルかフォルダーを指定してください", "name a plan file or a folder"),
    )


def _own_plan() -> Path | None:
    """The plan of whoever called; `None` where only the packaged one is left."""
    if named := os.environ.get("YPORT_PLAN"):
        return Path(named)
    try:
        found = sorted(
            path for path in Path("plans").iterdir() if path.suffix.lower() in PLAN_ENDINGS and path.is_file()
        )
    except OSError:
        found = []
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(str(path) for path in found)
        raise SEVERAL_PLANS.refusal(
            Sentence(
                f"plans に計画が{len(found)}件あります（{names}）",
                f"plans holds {len(found)} plans ({names})",
            ),
            Sentence("どの計画かを引数で指定してください", "name one of them"),
        )
    return None


def listed(paths: Sequence[Path]) -> list[Path]:
    """The plan files that the arguments name; of a folder, those in it and below, without other YAML.

    A folder that cannot be read is among them: whoever reads it as a plan says why.
    """
    from yport_cli.source.inspection.walk import walk

    return plans_among(walk(map(str, paths)))


def plans_among(found: Iterable["Found"]) -> list[Path]:
    """The plan files among what was met on a walk."""
    return [
        Path(one.path)
        for one in found
        if one.named or (_is_unreadable(one.problem) if one.problem else _is_plan(one.path))
    ]


def _is_unreadable(problem: Refusal) -> bool:
    """Whether there may be plans of which nothing is known."""
    return problem.issue().rule == CANNOT_READ


def _is_plan(path: str) -> bool:
    """Whether a file met in a folder is a plan; one that cannot be read may be, and is worth a word."""
    from yport_cli.source.disk.file import read_file
    from yport_cli.source.inspection.kind import is_ledger
    from yport_cli.source.plan.plan_mark import is_plan

    if is_ledger(path):
        return False
    try:
        return is_plan(read_file(Path(path)))
    except Refusal:
        return True


def wanted(plans: Sequence[Path] | None) -> list[Path]:
    """The plans of a command that takes several. Raises `Refusal` where the folders named hold none."""
    if not plans:
        return [default_plan()]
    found = listed(plans)
    if not found:
        raise no_plans(plans)
    return found


def no_plans(plans: Sequence[Path]) -> Refusal:
    """The files and folders `plans` hold a plan."""
    names = ", ".join(map(str, plans))
    return NO_PLANS.refusal(
        Sentence(f"{names} に計画ファイルがありません", f"there is no plan file in {names}"),
        Sentence(
            "計画ファイル（.yaml）かそのフォルダーを指定してください",
            "name a plan file (.yaml) or its folder",
        ),
    )


def named_plan(plan: Path | None, ledger: Path | None) -> Path:
    """The plan to record for.

    Raises `Refusal` where only the packaged plan is left: nobody records for that one.
    """
    path = plan or (_own_plan() if ledger is None else default_plan())
    if path is None:
        raise USAGE.refusal(
            Sentence("どの計画の実績かが分かりません", "it is not known for which plan to record"),
            Sentence("--plan で計画ファイルを指定してください", "name the plan file with --plan"),
        )
    return path


def packaged_plan() -> Path:
    """The Y-PORT plan that comes with the program."""
    package = Path(str(files("yport_cli")))
    installed = package / "plans" / _DEFAULT
    return installed if installed.is_file() else package.parent / "plans" / _DEFAULT
