"""Writing: data to standard output or a file, commentary to standard error."""

import contextlib
import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TextIO

from yport_cli.core.issue import BadValue, Sentence
from yport_cli.source.system_error import reason_of

_DEFAULT_WIDTH = 80
_AT_ONCE = 1 << 15
BOM = "\ufeff"


def write(text: str | bytes, output: Path | None = None, *, for_people: bool = False) -> bool:
    """`text` as UTF-8, or bytes as they are, to the file `output`, or to standard output.

    What is `for_people` goes to standard output in its own encoding, with `?` for what that lacks. False where
    whoever reads standard output has had enough, which is fine. Raises `BadValue` with the code `cannot-write`.
    """
    if output is not None:
        write_file(output, _bytes(text))
        return True
    if sys.stdout is None:  # whoever started us has closed it
        raise _cannot_write(Sentence("標準出力", "standard output"), Sentence("閉じています", "it is closed"))
    try:
        if for_people and isinstance(text, str):
            encoding = sys.stdout.encoding or "utf-8"
            text = text.encode(encoding, "replace").decode(encoding)
            sys.stdout.write(text)
        else:
            sys.stdout.buffer.write(_bytes(text))
        sys.stdout.flush()
    except OSError as error:
        # What is left in the buffer must not be tried, and complained about, again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise _cannot_write(Sentence("標準出力", "standard output"), reason_of(error)) from None
        return False
    return True


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8", "replace")


def comment(text: str) -> None:
    """`text` to standard error."""
    if sys.stderr is None:
        return
    encoding = sys.stderr.encoding or "utf-8"
    with contextlib.suppress(BrokenPipeError):
        sys.stderr.write(text.encode(encoding, "replace").decode(encoding))


def write_pieces(
    pieces: Iterable[str],
    output: Path | None = None,
    *,
    for_people: bool = False,
    before: Callable[[], None] | None = None,
) -> bool:
    """As `write`, for text that comes piece by piece; `before` is called before each writing."""
    if output is not None:
        _replace(output, (piece.encode("utf-8", "replace") for piece in pieces))
        return True
    held: list[str] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size > _AT_ONCE:
            if not _write_held(held, before, for_people=for_people):
                return False
            size = 0
    return _write_held(held, before, for_people=for_people)


def _write_held(held: list[str], before: Callable[[], None] | None, *, for_people: bool) -> bool:
    if not held:
        return True
    if before is not None:
        before()
    text = "".join(held)
    held.clear()
    return write(text, for_people=for_people)


def write_file(path: Path, data: bytes) -> None:
    """`data` as the file at `path`: whole or not at all. Raises `BadValue` with the code `cannot-write`."""
    _replace(path, (data,))


def write_new(path: Path, data: bytes) -> None:
    """`data` as a new file. Raises `BadValue` with the code `cannot-write` where there is one already."""
    try:
        with path.open("xb") as file:
            file.write(data)
    except FileExistsError:
        there = Sentence("すでにあります", "it exists already")
        raise _cannot_write(Sentence(str(path), str(path)), there) from None
    except OSError as error:
        raise cannot_write(path, error) from None


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
    """The folder at `path`, with those above it. Raises `BadValue` with the code `cannot-write`."""
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
    """The file at `path` with `tail` at its end, or a new one: whole or not at all, even if this process is killed.

    Only one process at a time may do this to a file. Raises `BadValue` with the code `cannot-write`.
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
    """What was renamed in `folder` survives a power cut, where the system can promise that."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def cannot_write(path: Path, error: OSError) -> BadValue:
    """What is said of a file that the system does not let be written."""
    return _cannot_write(Sentence(str(path), str(path)), reason_of(error))


def _cannot_write(name: Sentence, reason: Sentence) -> BadValue:
    return BadValue(
        "cannot-write",
        Sentence(f"{name.ja} に書き込めません（{reason.ja}）", f"{name.en} cannot be written ({reason.en})"),
    )


def terminal_width(stream: TextIO | None = None) -> int:
    """The cells of a line of `stream`, which is standard output unless another is given.

    It is the terminal's, or 80 where there is none; COLUMNS overrides both.
    """
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return int(columns)
    try:
        return os.get_terminal_size((stream or sys.stdout).fileno()).columns or _DEFAULT_WIDTH
    except (OSError, ValueError, AttributeError):  # no terminal, or nothing at all
        return _DEFAULT_WIDTH


def is_terminal() -> bool:
    """Whether somebody is looking at standard output."""
    return sys.stdout is not None and sys.stdout.isatty()


def has_color() -> bool:
    """Whether standard output is a terminal that wants colour (https://no-color.org)."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not is_terminal():
        return False
    return os.name != "nt" or "WT_SESSION" in os.environ


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
