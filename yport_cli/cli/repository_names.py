"""The names of files in what machines read: from the top of the repository, wherever the command runs."""

import os
from collections.abc import Callable
from pathlib import Path

from yport_cli.source.disk.repository import root_around


def names_below(root: Path | None) -> Callable[[str], str]:
    """What turns a path into its name below `root`.

    Without one it is below GITHUB_WORKSPACE, the repository of git, or the folder where we stand, whichever
    is the first that holds the file. What is elsewhere keeps its whole path; there is no `..` in any name.
    """
    here = Path.cwd()
    tops = [root] if root is not None else [os.environ.get("GITHUB_WORKSPACE"), root_around(here), here]
    full = [os.path.abspath(top) for top in tops if top]
    # A folder may go by two names: a link, and where it leads.
    starts = [os.path.join(top, "") for top in dict.fromkeys([*full, *map(os.path.realpath, full)])]

    def name_of(path: str) -> str:
        if path == "-":
            return path
        whole = os.path.abspath(path)
        name = next((whole[len(start) :] for start in starts if whole.startswith(start)), whole)
        return name.replace(os.sep, "/")

    return name_of
