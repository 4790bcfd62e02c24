"""Whether GitHub Actions runs the program, and how it names files."""

import os
from pathlib import Path


def is_in_github_actions() -> bool:
    """Whether GitHub Actions runs the program, and reads what it prints."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def name_in_repository(name: str) -> str:
    """The path `name` as GitHub knows it: from the top of the repository, wherever the command runs."""
    workspace = os.environ.get("GITHUB_WORKSPACE")
    if not workspace or name == "-":
        return name
    full = Path.cwd() / name
    return full.relative_to(workspace).as_posix() if full.is_relative_to(workspace) else name
