"""A ledger that several people write to: it grows whole or not at all, and its owner and rights stay."""

import contextlib
import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock, Timeout

from yport_cli.cli.files import mode_of_new, writing
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.refusals.command_lines import CANNOT_WRITE, cannot_write
from yport_cli.source.disk.file import open_file
from yport_cli.source.disk.system_error import reason_of

_PATIENCE = 60
_LONGEST = 60
"""How much of the ledger's name its lock bears: a name may have 255 bytes, and a character four."""
_APPEND = os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_ASKS_EFFECTIVELY = os.access in os.supports_effective_ids


class FileChanged(Exception):  # noqa: N818
    """Raised where another program has written to the file since it was read."""


class State(NamedTuple):
    """What tells whether a file has changed."""

    device: int
    inode: int
    size: int
    changed: int


def state_at(path: Path) -> State | None:
    """The state of the file at `path`; `None` where there is none. Raises `Refusal`."""
    with writing(path):
        try:
            return _state(path.stat())
        except FileNotFoundError:
            return None


def _state(status: os.stat_result) -> State:
    return State(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Let nobody else record in the file meanwhile; the lock is a hidden file beside it.

    Whoever may write the ledger may take the lock. Raises `Refusal` with the code `cannot-write`, after a
    minute's wait where somebody else has the lock.
    """
    real = Path(os.path.realpath(path))
    lock = real.with_name(f".{real.name[:_LONGEST]}.lock")
    with writing(path):
        if not real.parent.is_dir():  # the lock would make the folder
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        there = real.stat() if real.exists() else None
        mode = mode_of_new(real.parent) if there is None else stat.S_IMODE(there.st_mode) & 0o666
        taken = FileLock(lock, timeout=_PATIENCE, mode=mode | 0o600)
        try:
            taken.acquire()
        except Timeout:
            raise CANNOT_WRITE.refusal(
                Sentence(
                    f"{path} はほかのプログラムが書き込み中です",
                    f"{path} is being written by another program",
                ),
                Sentence("しばらくして試してください", "try again in a while"),
            ) from None
        except PermissionError:
            raise cannot_write(
                Sentence(str(path), str(path)),
                Sentence(
                    f"{lock.name} を開く権限がありません", f"there is no permission to open {lock.name}"
                ),
                Sentence(
                    "フォルダーとこのファイルの権限を確かめてください",
                    "check the permissions of the folder and of that file",
                ),
            ) from None
    try:
        if there is not None:
            with contextlib.suppress(OSError):  # it is another's, who has seen to it
                _give_rights(there, real, lock, mode | 0o600)
        yield
    finally:
        taken.release()


def _give_rights(like: os.stat_result, source: Path, target: Path, mode: int) -> None:
    """Give a file the group, the extended attributes and the access list of another. Raises `OSError`."""
    if hasattr(os, "chown") and target.stat().st_gid != like.st_gid:
        os.chown(target, -1, like.st_gid)
    shutil.copystat(source, target)
    target.chmod(mode)


def grow(path: Path, tail: bytes, seen: State | None) -> Sentence | None:
    """Write `tail` to the end of the file at `path`, or to a new one: all of it or nothing.

    `seen` is the state in which the file was read. To be called by whoever has the lock. Returns why the
    rows, which are there, might not survive a power cut; `None` where they do.

    Raises `FileChanged` where the file is not in that state any more, and `Refusal` with the code
    `cannot-write`; then nothing is written.
    """
    real = Path(os.path.realpath(path))
    with writing(path):
        if seen is not None and not os.access(real, os.W_OK, effective_ids=_ASKS_EFFECTIVELY):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        if not _replaced(real, tail, seen):
            _appended(real, tail, seen)
    return _unsettled(real.parent)


def swap(path: Path, data: bytes, seen: State | None) -> Sentence | None:
    """Put `data` in the place of the file at `path`: all of it or nothing.

    As `grow` otherwise; the file of another person, whose rights cannot be kept so, is refused.
    """
    real = Path(os.path.realpath(path))
    with writing(path):
        if seen is not None and not os.access(real, os.W_OK, effective_ids=_ASKS_EFFECTIVELY):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        if not _replaced(real, data, seen, is_whole=True):
            raise cannot_write(
                Sentence(str(path), str(path)),
                Sentence(
                    "置き換えると所有者・権限・リンクを保てません",
                    "a file in its place would not keep its owner, rights and links",
                ),
                Sentence("台帳の所有者が実行してください", "let its owner run the command"),
            )
    return _unsettled(real.parent)


def _replaced(real: Path, tail: bytes, seen: State | None, *, is_whole: bool = False) -> bool:
    """Put a longer copy in the place of the file, or what `is_whole`, which survives even a kill.

    False where the copy would not be the same person's, or would have other rights or names: then nothing is
    done.
    """
    descriptor, name = tempfile.mkstemp(dir=real.parent, prefix=".yport-")
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as new:
            if seen is not None and not is_whole:
                with open_file(real) as old:
                    shutil.copyfileobj(old, new)
            new.write(tail)
            new.flush()
            os.fsync(new.fileno())
        if seen is None:
            draft.chmod(mode_of_new(real.parent))
        elif not _has_rights_of(real, draft):
            draft.unlink()
            return False
        _put_in_place(draft, real, seen)
    except BaseException:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise
    return True


def _put_in_place(draft: Path, real: Path, seen: State | None) -> None:
    if state_at(real) != seen:
        raise FileChanged
    draft.replace(real)


def _has_rights_of(real: Path, draft: Path) -> bool:
    """Whether the draft could be given all that the file has: owner, group, mode, attributes, one name."""
    like = real.stat()
    try:
        if hasattr(os, "chown") and draft.stat().st_uid != like.st_uid:
            os.chown(draft, like.st_uid, -1)
        _give_rights(like, real, draft, stat.S_IMODE(like.st_mode))
        os.utime(draft)
    except OSError:
        return False
    now = draft.stat()
    is_same = (now.st_uid, now.st_gid, now.st_mode) == (like.st_uid, like.st_gid, like.st_mode)
    return is_same and like.st_nlink == 1 and _attributes(real) == _attributes(draft)


def _attributes(path: Path) -> dict[str, bytes]:
    """The extended attributes of a file, its access list among them, where the system has such."""
    if not hasattr(os, "listxattr"):
        return {}
    try:
        return {name: os.getxattr(path, name) for name in os.listxattr(path)}
    except OSError:  # this disk has none
        return {}


def _appended(real: Path, tail: bytes, seen: State | None) -> None:
    """Write `tail` to the end of another person's file; what cannot be written whole is taken back."""
    descriptor = os.open(real, _APPEND)
    try:
        before = os.fstat(descriptor)
        if _state(before) != seen:
            raise FileChanged
        left = memoryview(tail)
        try:
            while left:
                left = left[os.write(descriptor, left) :]
            os.fsync(descriptor)
        except BaseException:
            _cut(real, descriptor, before.st_size)
            raise
    finally:
        with contextlib.suppress(OSError):  # what was synchronized is there
            os.close(descriptor)


def _cut(real: Path, descriptor: int, size: int) -> None:
    try:
        os.ftruncate(descriptor, size)
    except OSError as error:
        raise cannot_write(
            Sentence(str(real), str(real)),
            reason_of(error),
            Sentence(
                "最後の行が途中までかもしれません。末尾を確かめてください",
                "its last row may be incomplete: look at the end of the file",
            ),
        ) from None


def _unsettled(folder: Path) -> Sentence | None:
    """Let what was renamed in `folder` survive a power cut; why it may not, where the system says so."""
    if os.name != "posix":
        return None
    try:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        return reason_of(error)
    return None
