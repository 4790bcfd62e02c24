"""Write files: whole or not at all."""

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from yport_cli.core.issues.issue import Refusal
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.refusals.command_lines import CANNOT_WRITE
from yport_cli.source.disk.system_error import reason_of


def write_file(path: Path, data: bytes) -> None:
    """Write `data` to `path`, replacing what is there. Raises `Refusal` with the code `cannot-write`."""
    _replace(path, (data,))


def write_new(path: Path, data: bytes, hint: Sentence | None = None) -> None:
    """Write `data` to a new file at `path`.

    Raises `Refusal` with the code `cannot-write`, with `hint` where there is a file already.
    """
    if path.exists() and not path.is_file():  # a device takes what it is given
        write_file(path, data)
        return
    try:
        path.open("xb").close()  # the name is ours from here on
    except FileExistsError:
        there = Sentence("すでにあります", "it exists already")
        raise _cannot_write(Sentence(str(path), str(path)), there, hint) from None
    except OSError as error:
        raise cannot_write(path, error) from None
    try:
        write_file(path, data)
    except BaseException:
        path.unlink()
        raise


def _replace(path: Path, pieces: Iterable[bytes]) -> None:
    target = Path(os.path.realpath(path))
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as device:  # a device or a pipe is written to, never replaced
                device.writelines(pieces)
            return
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.writelines(pieces)
                file.flush()
                os.fsync(file.fileno())
            _keep_rights(target, Path(name))
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise cannot_write(path, error) from None


def make_folder(path: Path) -> None:
    """Make the folder at `path` and those above it. Raises `Refusal` with the code `cannot-write`."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(path, error) from None


def _keep_rights(target: Path, new: Path) -> None:
    """Give a file the mode and the owner of the one that it replaces."""
    if not target.exists():
        new.chmod(0o666 & ~_umask())
        return
    status = target.stat()
    if hasattr(os, "chown") and (status.st_uid, status.st_gid) != (os.geteuid(), os.getegid()):
        with contextlib.suppress(OSError):
            os.chown(new, status.st_uid, status.st_gid)
    new.chmod(status.st_mode & 0o777)


def extend_file(path: Path, tail: bytes) -> None:
    """Write `tail` to the end of the file at `path`, or to a new file: all of it or nothing, even if this process is killed.

    Only one process at a time may do this to a file. Raises `Refusal` with the code `cannot-write`.
    """
    target = Path(os.path.realpath(path))
    draft = target.with_name(f".{target.name}.new")  # one that a killed process has left is written over
    try:
        if target.exists():
            if not os.access(target, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            shutil.copyfile(target, draft)
            shutil.copystat(target, draft)
        else:
            draft.unlink(missing_ok=True)
        with draft.open("ab") as file:
            file.write(tail)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
        _settle(target.parent)
    except OSError as error:
        raise cannot_write(path, error) from None


def _settle(folder: Path) -> None:
    """Let what was renamed in `folder` survive a power cut, where the system can promise that."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def cannot_write(path: Path, error: OSError) -> Refusal:
    """The refusal of a file that the system does not let be written."""
    return _cannot_write(Sentence(str(path), str(path)), reason_of(error))


def _cannot_write(name: Sentence, reason: Sentence, hint: Sentence | None = None) -> Refusal:
    return CANNOT_WRITE.refusal(
        Sentence(f"{name.ja} に書き込めません（{reason.ja}）", f"{name.en} cannot be written ({reason.en})"),
        hint,
    )


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
