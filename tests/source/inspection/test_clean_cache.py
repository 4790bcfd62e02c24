"""A cache that is damaged, foreign or read-only costs nothing but time."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yport_cli.source.inspection import clean_cache
from yport_cli.source.inspection.clean_cache import CleanCache, default_path, digest_of

ONE, TWO = digest_of(b"one"), digest_of(b"two")


def _saved(path: Path, *digests: bytes) -> None:
    cache = CleanCache(path)
    for digest in digests:
        cache.add(digest)
    cache.save()


def test_what_was_clean_is_known_the_next_time(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "cache"
    _saved(path, ONE)
    _saved(path, TWO, ONE)
    assert CleanCache(path).known == {ONE, TWO}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_in_its_place_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "cache"
    os.mkfifo(path)
    assert CleanCache(path).known == frozenset()
    _saved(path, ONE)
    assert CleanCache(path).known == {ONE}


def test_a_file_without_end_in_its_place_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "cache"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    assert CleanCache(path).known == frozenset()


def test_a_home_that_is_no_place_of_its_own_holds_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("HOME", "relative")
    assert default_path() is None


def test_what_is_added_is_not_known_in_the_same_run(tmp_path: Path) -> None:
    cache = CleanCache(tmp_path / "cache")
    cache.add(ONE)
    assert cache.known == frozenset()


def test_another_version_knows_nothing_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _saved(tmp_path / "cache", ONE)
    monkeypatch.setattr("yport_cli.__version__", "0.0.0")
    assert CleanCache(tmp_path / "cache").known == frozenset()


@pytest.mark.slow
@given(at=st.integers(0, 95), noise=st.binary(min_size=1, max_size=8))
def test_a_damaged_cache_is_an_empty_one(
    at: int, noise: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("damaged") / "cache"
    _saved(path, ONE, TWO)
    data = path.read_bytes()
    changed = data[:at] + noise + data[at + len(noise) :]
    path.write_bytes(changed)
    assert CleanCache(path).known == (frozenset() if changed != data else {ONE, TWO})
    path.write_bytes(data[:at])
    assert CleanCache(path).known == frozenset()


def test_a_cache_that_cannot_be_written_or_read_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    path = tmp_path / "file" / "cache"
    _saved(path, ONE)
    assert CleanCache(path).known == frozenset()
    folder = tmp_path / "folder"
    folder.mkdir()
    _saved(folder, ONE)
    assert CleanCache(folder).known == frozenset()
    assert list(folder.iterdir()) == []
    assert {path.name for path in tmp_path.iterdir()} == {"file", "folder"}, "nothing is left lying about"


def test_the_oldest_are_forgotten_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clean_cache, "_MOST", 2)
    three = digest_of(b"three")
    _saved(tmp_path / "cache", ONE, TWO)
    _saved(tmp_path / "cache", three)
    assert CleanCache(tmp_path / "cache").known == {TWO, three}


@pytest.mark.parametrize(
    ("platform", "settings", "expected"),
    [
        ("linux", {"XDG_CACHE_HOME": "/x"}, "/x/yport/clean-plans"),
        ("linux", {"XDG_CACHE_HOME": "not/absolute"}, "/home/me/.cache/yport/clean-plans"),
        ("linux", {"XDG_CACHE_HOME": ""}, "/home/me/.cache/yport/clean-plans"),
        ("darwin", {}, "/home/me/Library/Caches/yport/clean-plans"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/yport/Cache/clean-plans"),
    ],
)
def test_the_cache_lies_where_the_platform_keeps_caches(
    platform: str, settings: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setenv("HOME", "/home/me")
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    path = default_path()
    assert path is not None
    assert path.as_posix() == expected


def test_somebody_without_a_home_has_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("no home")

    monkeypatch.setenv("XDG_CACHE_HOME", "")
    monkeypatch.setattr(Path, "home", homeless)
    assert default_path() is None


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_the_folder_of_the_cache_is_ours_alone(tmp_path: Path) -> None:
    path = tmp_path / "yport" / "cache"
    _saved(path, ONE)
    assert path.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
@pytest.mark.parametrize("part", ["file", "folder"])
@pytest.mark.parametrize("mode", [0o720, 0o702])
def test_what_others_may_have_written_is_not_believed(tmp_path: Path, part: str, mode: int) -> None:
    path = tmp_path / "yport" / "cache"
    _saved(path, ONE)
    (path if part == "file" else path.parent).chmod(mode)
    assert CleanCache(path).known == frozenset()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root may give a file away")
@pytest.mark.parametrize("part", ["file", "folder"])
def test_what_somebody_else_owns_is_not_believed(tmp_path: Path, part: str) -> None:
    path = tmp_path / "yport" / "cache"
    _saved(path, ONE)
    os.chown(path if part == "file" else path.parent, 61001, 61001)
    assert CleanCache(path).known == frozenset()


def test_a_program_installed_anew_knows_nothing_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Builds may give all their files the same time."""
    path = tmp_path / "cache"
    monkeypatch.setattr(clean_cache, "_stamps", lambda _: iter(["figures.py 100 1 1"]))
    _saved(path, ONE)
    assert CleanCache(path).known == {ONE}
    monkeypatch.setattr(clean_cache, "_stamps", lambda _: iter(["figures.py 101 1 2"]))
    assert CleanCache(path).known == frozenset()
