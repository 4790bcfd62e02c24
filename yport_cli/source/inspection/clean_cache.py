"""What was found to be without any issue before: a set of hashes in one file, of this version of the program.

Only files without a single issue are remembered, so an answer from here never needs more than yes. Whatever
is wrong with the file or its folder, or with who may write to them, the plans are checked as if there were
none.
"""

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from yport_cli.core.issues.issue import Refusal
from yport_cli.source.disk.file import open_file

_SIZE = 16
_HEAD = 64
_MOST = 100_000
"""More plans than this are not remembered: the set stays below 10 MB of memory."""


class CleanCache:
    """The hashes of clean files, read from `path`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._fingerprint = _fingerprint()
        self._order = self._read()
        self.known = frozenset(self._order)
        """What was clean before this run."""
        self._fresh: dict[bytes, None] = {}

    def add(self, digest: bytes) -> None:
        """Remember a clean file."""
        if digest not in self.known and len(self._fresh) < _MOST:
            self._fresh[digest] = None

    def save(self) -> None:
        """Write what is new, if it can be written."""
        if not self._fresh:
            return
        body = b"".join([*self._order, *self._fresh][-_MOST:])
        with contextlib.suppress(OSError):
            folder = self._path.parent
            folder.parent.mkdir(parents=True, exist_ok=True)
            folder.mkdir(mode=0o700, exist_ok=True)
            if not _is_ours(folder.stat()):
                return
            descriptor, name = tempfile.mkstemp(dir=self._path.parent, prefix=f"{self._path.name}.")
            try:
                with os.fdopen(descriptor, "wb") as file:
                    file.write(self._fingerprint + sha256(body).digest() + body)
                Path(name).replace(self._path)
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise

    def _read(self) -> list[bytes]:
        try:
            with open_file(self._path) as file:  # a pipe of this name would keep us waiting
                if not (_is_ours(os.fstat(file.fileno())) and _is_ours(self._path.parent.stat())):
                    return []
                data = file.read(_HEAD + _SIZE * _MOST)
        except (Refusal, OSError):
            return []
        body = data[_HEAD:]
        if data[:_HEAD] != self._fingerprint + sha256(body).digest():
            return []
        return [body[start : start + _SIZE] for start in range(0, len(body), _SIZE)]


def digest_of(data: bytes) -> bytes:
    """What stands for the content of a file."""
    return sha256(data).digest()[:_SIZE]


def default_path() -> Path | None:
    """Where this platform keeps caches; `None` for somebody without a home."""
    try:
        if sys.platform == "win32":
            base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
            return base / "yport" / "Cache" / "clean-plans"
        if sys.platform == "darwin":
            return Path.home() / "Library" / "Caches" / "yport" / "clean-plans"
        named = os.environ.get("XDG_CACHE_HOME", "")
        base = Path(named) if Path(named).is_absolute() else Path.home() / ".cache"
    except RuntimeError:
        return None
    return base / "yport" / "clean-plans" if base.is_absolute() else None


def _is_ours(status: os.stat_result) -> bool:
    """Whether nobody else may write to what has this status: what he wrote was never checked by us."""
    return os.name != "posix" or (status.st_uid == os.geteuid() and not status.st_mode & 0o022)


def _fingerprint() -> bytes:
    """The version of the program and of what it reads plans with, for whoever runs it.

    It is told apart from one whose rules are just being edited.
    """
    from yport_cli import __version__

    package = Path(__file__).parents[2]
    parts = [__version__, sys.version, str(getattr(os, "geteuid", int)())]
    for room in ("core", "source"):
        parts.extend(_stamps(str(package / room)))
    with contextlib.suppress(OSError):
        for name in ("pydantic", "pydantic_core", "yaml"):
            found = find_spec(name)
            if found is not None and found.origin is not None:
                parts.append(_stamp(found.origin, Path(found.origin).stat()))
    return sha256("\n".join(sorted(parts)).encode()).digest()


def _stamp(path: str, status: os.stat_result) -> str:
    """What no file has that was written, or installed, at another time."""
    return f"{path} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}"


def _stamps(folder: str) -> Iterator[str]:
    """The stamp of each file below `folder`."""
    with contextlib.suppress(OSError):
        for entry in os.scandir(folder):
            if entry.name == "__pycache__":
                continue  # what Python makes of the same files
            if entry.is_dir():
                yield from _stamps(entry.path)
            else:
                yield _stamp(entry.path, entry.stat())
