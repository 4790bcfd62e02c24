"""The files to check: those that are named, and those in the folders that are named."""

import os
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from yport_cli.core.issues.issue import Refusal
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.refusals.files import cannot_read, symlink_loop
from yport_cli.source.disk.system_error import reason_of
from yport_cli.source.inspection.beside import Beside
from yport_cli.source.inspection.kind import is_ledger, is_walked

_HERE = os.path.join(".", "")  # said before the names in the folder where we stand; nobody misses it


class Found(NamedTuple):
    """A path to look at, or to complain about."""

    path: str
    named: bool = False
    """Named by somebody, and not only met in a folder."""
    problem: Refusal | None = None


class Scope(NamedTuple):
    """What is looked at beside the files that are named, and what of them is passed over."""

    ledgers: Literal["named", "beside", "none"] = "named"
    """`beside`: the ledger of a plan that is named too, and the plan of a ledger; `none`: no ledger that is
    not named, even of a folder."""
    is_change: bool = False
    """The names are those of a change: of files that are gone their ledgers are looked at, and what is no
    plan is passed over as if it had been met in a folder."""


ALONE = Scope()


class _Level(NamedTuple):
    """A folder on the way down: its true path, and what is still to be seen in it."""

    true_path: str
    entries: Iterator["os.DirEntry[str]"]


def walk(names: Iterable[str], scope: Scope = ALONE) -> Iterator[Found]:
    """The files of `names` in their order, a folder's by name; each once, none with a dot before its name.

    What lies beside those that are named comes last. A link to a folder is followed, unless the folder holds
    the link: that is a problem to report.
    """
    names = list(dict.fromkeys(names))
    folders: set[str] = set()
    if len(names) == 1 and (scope == ALONE or os.path.isdir(names[0])):  # no file comes twice
        yield from (found for found in _below(names[0], folders) if not _is_passed_over(found, scope))
        return
    files: set[str] = set()  # the same file may be named, and lie in a folder that is named
    for name in names:
        for found in _below(name, folders):
            if _is_new(found, files) and not _is_passed_over(found, scope):
                yield found._replace(named=found.named and (not scope.is_change or name == "-"))
    if scope.ledgers == "beside":
        beside = Beside()
        for name in names:
            for path in beside.of(name):
                if _is_new(found := Found(path), files):
                    yield found


def _is_new(found: Found, files: set[str]) -> bool:
    full = found.path if found.path == "-" else os.path.abspath(found.path)
    if full in files:
        return False
    files.add(full)
    return True


def _is_passed_over(found: Found, scope: Scope) -> bool:
    if not found.named:
        return scope.ledgers == "none" and is_ledger(found.path)
    return scope.is_change and found.path != "-" and not os.path.lexists(found.path)


def _below(name: str, folders: set[str]) -> Iterator[Found]:
    """What `name` is, or holds; each folder is entered once, `folders` are those that were."""
    if not os.path.isdir(name):
        yield Found(name, named=True)
        return
    levels: list[_Level] = []
    yield from _entered(name, os.path.realpath(name), folders, levels)
    while levels:
        entry = next(levels[-1].entries, None)
        if entry is None:
            levels.pop()
        elif not _is_folder(entry):
            yield Found(entry.path.removeprefix(_HERE))
        else:
            is_link = entry.is_symlink()
            true_path = (
                os.path.realpath(entry.path) if is_link else os.path.join(levels[-1].true_path, entry.name)
            )
            if is_link and any(level.true_path == true_path for level in levels):
                yield Found(entry.path.removeprefix(_HERE), problem=symlink_loop(os.path.relpath(true_path)))
            else:
                yield from _entered(entry.path, true_path, folders, levels)


def _entered(name: str, true_path: str, folders: set[str], levels: list[_Level]) -> Iterator[Found]:
    """Go down into a folder; what is yielded is the problem with it, if there is one."""
    if true_path in folders:
        return
    folders.add(true_path)
    try:
        with os.scandir(name) as listing:
            entries = sorted(filter(_is_wanted, listing), key=lambda entry: entry.name)
    except OSError as error:
        reason = reason_of(error)
        problem = cannot_read(
            Sentence(f"フォルダーを読めません（{reason.ja}）", f"the folder cannot be read ({reason.en})"),
            Sentence("フォルダーの権限を確かめてください", "check the permissions of the folder"),
        )
        yield Found(name, problem=problem)
        return
    levels.append(_Level(true_path, iter(entries)))


def _is_wanted(entry: "os.DirEntry[str]") -> bool:
    return not entry.name.startswith(".") and (is_walked(entry.name) or _is_folder(entry))


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads nowhere
        return False
