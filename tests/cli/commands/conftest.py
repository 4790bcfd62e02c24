"""What tests of several commands find in their folder."""

from pathlib import Path

import pytest

from example import BROKEN, ODD, SMALL, YPORT
from ledger_example import YPORT_CSV


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """The real plan with the ledger worked by hand beside it."""
    path = tmp_path / "city.yaml"
    path.write_bytes(YPORT.read_bytes())
    (tmp_path / "city.ledger.csv").write_text(YPORT_CSV, encoding="utf-8")
    return path


@pytest.fixture
def fine_broken_odd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sound plan, one with an error and one with a warning that can be mended; a cache of their own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name, text in (("fine", SMALL), ("broken", BROKEN), ("odd", ODD)):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
