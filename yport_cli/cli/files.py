"""Write files: whole or not at all."""

import contextlib
import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.refusals.command_lines import cannot_write
from yport_cli.source.disk.system_error import reason_of


@contextlib.contextmanager
def writing(path: Path) -> Iterator[None]:
    """Raise `Refusal` with the code `cannot-write` where the system refuses to write the file at `path`."""
    try:
        yield
    except OSError as error:
        raise cannot_write(Sentence(str(path), str(path)), reason_of(error)) from None


def write_file(path: Path, pieces: Iterable[bytes]) -> None:
    """Write `pieces` to `path`, replacing what is there. Raises `Refusal` with the code `cannot-write`."""
    with writing(path):
        target = Path(os.path.realpath(path))
        if path.exists() and not path.is_file():
            with path.open("wb") as device:  # a device or a pipe is written to, never replaced
                device.writelines(pieces)
            return
        import tempfile  # most answers go to standard output

        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=".yport-")
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


def write_new(path: Path, data: bytes, hint: Sentence | None = None) -> None:
    """Write `data` to a new file at `path`.

    Raises `Refusal` with the code `cannot-write`, with `hint` where there is a file already.
    """
    if path.exists() and not path.is_file():  # a device takes what it is given
        write_file(path, [data])
        return
    with writing(path):
        try:
            path.open("xb").close()  # the name is ours from here on
        except FileExistsError:
            there = Sentence("すでにあります", "it exists already")
            raise cannot_write(Sentence(str(path), str(path)), there, hint) from None
    try:
        write_file(path, [data])
    except BaseException:
        path.unlink()
        raise


def make_folder(path: Path) -> None:
    """Make the folder at `path` and those above it. Raises `Refusal` with the code `cannot-write`."""
    with writing(path):
        path.mkdir(parents=True, exist_ok=True)


def _keep_rights(target: Path, new: Path) -> None:
    """Give a file the mode and the owner of the one that it replaces."""
    if not target.exists():
        mask = os.umask(0)
        os.umask(mask)
        new.chmod(0o666 & ~mask)
        return
    status = target.stat()
    if hasattr(os, "chown") and (status.st_uid, status.st_gid) != (os.geteuid(), os.getegid()):
        with contextlib.suppress(OSError):
            os.chown(new, status.st_uid, status.st_gid)
    new.chmod(status.st_mode & 0o777)


def extend_file(path: Path, tail: bytes) -> None:
    """Write `tail` to the end of the file at `path`, or to a new one: all or nothing, even if it is killed.

    Only one process at a time may do this to a file. Raises `Refusal` with the code `cannot-write`.
    """
    target = Path(os.path.realpath(path))
    draft = target.with_name(f".{target.name}.new")  # one that a killed process has left is written over
    with writing(path):
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


def _settle(folder: Path) -> None:
    """Let what was renamed in `folder` survive a power cut, where the system can promise that."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
