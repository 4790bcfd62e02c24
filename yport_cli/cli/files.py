"""Write files: whole or not at all."""

import contextlib
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.refusals.command_lines import cannot_write
from yport_cli.render.wording.file_names import is_device
from yport_cli.source.disk.system_error import reason_of

_OTHER_NAME = Sentence("別の名前にしてください", "choose another name")


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
        new = _beside(target, pieces)
        try:
            new.replace(target)
        except BaseException:
            new.unlink(missing_ok=True)
            raise


def write_together(files: Iterable[tuple[Path, bytes]]) -> list[Path]:
    """Write `files`, each made when its turn comes, and return their paths.

    Where one cannot be made or written, nothing has changed. Raises `Refusal` with the code `cannot-write`.
    """
    new: dict[Path, Path] = {}
    try:
        for path, data in files:
            with writing(path):
                new[path] = _beside(Path(os.path.realpath(path)), [data])
        for path, made in new.items():
            with writing(path):
                made.replace(os.path.realpath(path))
    except BaseException:
        for made in new.values():
            made.unlink(missing_ok=True)
        raise
    return list(new)


def _beside(target: Path, pieces: Iterable[bytes]) -> Path:
    """A new file in the folder of `target`, ready to take its place."""
    import tempfile  # most answers go to standard output

    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=".yport-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        _keep_rights(target, Path(name))
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def write_new(path: Path, data: bytes, hint: Sentence | None = None) -> None:
    """Write `data` to a new file at `path`.

    Raises `Refusal` with the code `cannot-write`, with `hint` where there is a file already; and for a name
    that no file has on Windows, where most of its readers are.
    """
    if path.suffix and is_device(path.name):
        device = Sentence("Windows では使えない名前です", "Windows keeps the name for a device")
        raise cannot_write(Sentence(str(path), str(path)), device, _OTHER_NAME)
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
        new.chmod(mode_of_new(target.parent))
        return
    status = target.stat()
    if hasattr(os, "chown") and (status.st_uid, status.st_gid) != (os.geteuid(), os.getegid()):
        with contextlib.suppress(OSError):
            os.chown(new, status.st_uid, status.st_gid)
    new.chmod(status.st_mode & 0o777)


def mode_of_new(folder: Path) -> int:
    """The rights of a new file in `folder`.

    In a folder that a group shares (set-group-ID) the group may do with it what it may do with the folder,
    whatever the umask: it is there for nothing else.
    """
    mask = os.umask(0)
    os.umask(mask)
    mode = folder.stat().st_mode
    shared = mode & (stat.S_IRGRP | stat.S_IWGRP) if mode & stat.S_ISGID else 0
    return 0o666 & ~mask | shared
