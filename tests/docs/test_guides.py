"""The guides show what the program does with the files beside them.

After a screen has changed: `UPDATE_SNAPSHOTS=1 pytest tests/docs`.
"""

import re
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from screens import CONSOLE, ROOT, filled, kept

GUIDES = sorted((ROOT / "docs" / "guide").glob("*.md"))
TOWN = ROOT / "docs" / "guide" / "town"


def _filled(guide: Path) -> str:
    """The text of a guide with what its commands write, in a copy of the town's files."""
    with TemporaryDirectory() as name:
        folder = Path(name, "town")
        shutil.copytree(TOWN, folder)
        return filled(guide.read_text(encoding="utf-8"), folder)


@pytest.mark.slow
@pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no pseudo-terminal to look at the program on"
)
@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_the_screens_of_a_guide_are_those_of_the_program(guide: Path) -> None:
    now = _filled(guide)
    assert now == kept(guide, now)


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_a_guide_is_in_one_language(guide: Path) -> None:
    """Japanese and English stand on pages of their own."""
    prose = re.sub(r"```.*?```|`[^`]*`|\]\([^)]*\)", "", guide.read_text(encoding="utf-8"), flags=re.DOTALL)
    if guide.name.endswith(".en.md"):
        assert not re.search("[ぁ-ん]", prose)
    else:
        assert not re.search(r"[a-z]{3,} [a-z]{3,} [a-z]{3,}", prose)


def test_the_guides_show_screens() -> None:
    assert sum(len(CONSOLE.findall(guide.read_text(encoding="utf-8"))) for guide in GUIDES) >= 5
