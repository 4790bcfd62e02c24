"""The names of files in what machines read: from the top of the repository, wherever the command runs."""

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

from yport_cli.source.disk.repository import root_around


def names_below(root: Path | None) -> Callable[[str], str]:
    """What turns a path into its name below `root`.

    Without one it is below GITHUB_WORKSPACE, the repository of git, or the folder where we stand, whichever
    is the first that holds the file. What is elsewhere keeps its whole path; there is no `..` in any name.
    """
    starts = cache(lambda: _starts(root))  # what people read has no need of it

    def name_of(path: str) -> str:
        if path == "-":
            return path
        whole = os.path.abspath(path)
        name = next((whole[len(start) :] for start in starts() if whole.startswith(start)), whole)
        return name.replace(os.sep, "/")

    return name_of


def _starts(root: Path | None) -> list[str]:
    """What the full paths of files in the repository begin with."""
    tops: list[str | Path | None] = [root]
    if root is None:
        try:
            here = Path.cwd()
        except FileNotFoundError:  # somebody has removed the folder where we stand
            return []
        tops = [os.environ.get("GITHUB_WORKSPACE"), root_around(here), here]
    full = [os.path.abspath(top) for top in tops if top]
    # A folder may go by two names: a link, and where it leads.
    return [os.path.join(top, "") for top in dict.fromkeys([*full, *map(os.path.realpath, full)])]
