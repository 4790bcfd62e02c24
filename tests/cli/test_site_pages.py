"""A site has the same bytes whoever makes its pages, and whenever."""

from pathlib import Path

import pytest

from example import SMALL, changed
from program import command, process
from yport_cli.cli import site_pages
from yport_cli.source.inspection import crew


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    folder.mkdir()
    for number in range(30):
        text = changed(("id: small", f"id: small-{number}"), text=SMALL)
        (folder / f"{number}.yaml").write_text(text, encoding="utf-8")
    return folder


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.slow
@pytest.mark.parametrize("format_", ["html", "markdown"])
def test_the_same_bytes_whoever_makes_the_pages(
    plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format_: str
) -> None:
    asked = ("report", plans, "--format", format_, "-o")
    monkeypatch.setattr(site_pages, "_ENOUGH", 1_000)
    command(*asked, tmp_path / "alone", status=0)
    monkeypatch.setattr(site_pages, "_ENOUGH", 1)
    monkeypatch.setattr(crew, "cores", lambda: 2)
    command(*asked, tmp_path / "together", status=0)
    assert len(_bytes(tmp_path / "alone")) == 31
    assert _bytes(tmp_path / "together") == _bytes(tmp_path / "alone")


@pytest.mark.slow
def test_the_same_bytes_in_every_run(plans: Path, tmp_path: Path) -> None:
    for seed in ("1", "2"):  # sets may go through their members in another order
        process("report", plans, "-o", tmp_path / seed, status=0, PYTHONHASHSEED=seed)
    assert _bytes(tmp_path / "1") == _bytes(tmp_path / "2")
