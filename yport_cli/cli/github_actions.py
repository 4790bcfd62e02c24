"""What is different where GitHub Actions runs the program."""

import os
from pathlib import Path


def is_in_github_actions() -> bool:
    """Whether a build server of GitHub runs the program, and reads what it prints for commands."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def name_in_repository(name: str) -> str:
    """A path as GitHub knows it: from the top of the repository, wherever the command runs."""
    workspace = os.environ.get("GITHUB_WORKSPACE")
    if not workspace or name == "-":
        return name
    full = Path.cwd() / name
    return full.relative_to(workspace).as_posix() if full.is_relative_to(workspace) else name
