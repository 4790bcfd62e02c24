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
from yport_cli.core.catalogue.rules import rule_of

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


def test_the_guides_show_screens() -> None:
    assert sum(len(CONSOLE.findall(guide.read_text(encoding="utf-8"))) for guide in GUIDES) >= 5


@pytest.mark.parametrize("name", ["faq.md", "faq.en.md"])
def test_the_questions_name_rules_that_can_be_explained(name: str) -> None:
    text = (ROOT / "docs" / "guide" / name).read_text(encoding="utf-8")
    codes = re.findall(r"(?m)^## .*[（(]([a-z-]+)[）)]$", text)
    assert len(codes) >= 4
    assert all(rule_of(code) for code in codes)
