"""The recipes of `docs/recipes.md` are followed: each difference is applied to a copy; its screens are shown.

After a screen has changed: `UPDATE_SNAPSHOTS=1 pytest tests/docs`.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from screens import ROOT, filled, kept

_PAGE = ROOT / "docs" / "recipes.md"
_DIFF = re.compile(r"^```diff\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.slow
@pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no pseudo-terminal to look at the program on"
)
def test_each_recipe_does_what_it_says(tmp_path: Path) -> None:
    introduction, *recipes = re.split("(?m)^(?=## )", _PAGE.read_text(encoding="utf-8"))
    now = introduction
    for number, recipe in enumerate(recipes):
        copy = tmp_path / str(number)
        for folder in ("yport_cli", "plans"):
            shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
        (difference,) = _DIFF.findall(recipe)
        subprocess.run(["git", "apply"], cwd=copy, input=difference.encode(), check=True)
        now += filled(recipe, copy)
    assert now == kept(_PAGE, now)


def test_there_is_a_recipe_for_what_is_added_again_and_again() -> None:
    headings = re.findall("(?m)^## (.*)$", _PAGE.read_text(encoding="utf-8"))
    assert headings == ["A rule", "A plan key", "A kind of KPI", "A format"]
