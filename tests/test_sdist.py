"""What is given to others as source holds all that its own tests need."""

import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from example import ROOT
from program import surroundings

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source distribution, built and unpacked."""
    folder = tmp_path_factory.mktemp("sdist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (archive,) = folder.glob("*.tar.gz")
    with tarfile.open(archive) as file:
        file.extractall(folder, filter="data")
    return folder / archive.name.removesuffix(".tar.gz")


@pytest.mark.skipif(
    not (ROOT / ".git").exists(), reason="only a checkout knows which files are the project's"
)
def test_it_holds_every_file_of_the_project(unpacked: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached"], cwd=ROOT, check=True, capture_output=True, encoding="utf-8"
    )
    names = [name for name in listed.stdout.split("\0") if name and (ROOT / name).exists()]
    assert len(names) > 300
    assert [name for name in names if not (unpacked / name).exists()] == []


@pytest.mark.parametrize("arguments", [["--collect-only", "-m", "not slow"], ["tests/docs"]], ids=" ".join)
def test_its_tests_run_from_it(unpacked: Path, arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments],
        cwd=unpacked,
        env=surroundings(PYTEST_ADDOPTS=""),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
