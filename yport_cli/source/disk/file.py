"""Files as bytes, within limits, whatever the name turns out to be."""

import os
import stat
import sys
from io import BufferedReader
from pathlib import Path

from yport_cli.core.issues.file_report import FileReport
from yport_cli.core.issues.issue import Refusal
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.refusals.files import MAX_BYTES, cannot_read, too_large
from yport_cli.source.disk.system_error import reason_of

# A named pipe would keep us waiting for its writer; Windows would translate line ends.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def read_file(path: Path | str, most: int = MAX_BYTES) -> bytes:
    """The bytes of the regular file at `path`, or of standard input for `-`; at most so many.

    Raises `Refusal` with the code `cannot-read` or `too-large`.
    """
    if str(path) == "-":
        return _read_standard_input(most)
    descriptor, size = _opened(path)
    try:
        if size > most:
            raise too_large(size, most)
        data = os.read(descriptor, size + 1)
        # Of another length than it was: the file has changed, or the system gave less than asked for.
        while len(data) != size and (more := os.read(descriptor, 65536)):
            data += more
            if len(data) > most:
                raise too_large(len(data), most)
    except OSError as error:
        raise _cannot_read(path, error) from None
    finally:
        os.close(descriptor)
    return data


def unread(name: str, problem: Refusal) -> FileReport:
    """The report of a file that was not read."""
    return FileReport(name, (problem.issue(),))


def open_file(path: Path) -> BufferedReader:
    """The regular file at `path`, opened for reading. Raises `Refusal` with the code `cannot-read`."""
    return os.fdopen(_opened(path)[0], "rb")


def _opened(path: Path | str) -> tuple[int, int]:
    """A descriptor of the regular file at `path`, and how many bytes the file holds."""
    try:
        descriptor = os.open(path, _FLAGS)
    except (OSError, ValueError) as error:
        raise _cannot_read(path, error) from None
    try:
        status = os.fstat(descriptor)
    except OSError as error:
        os.close(descriptor)
        raise _cannot_read(path, error) from None
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        raise _not_a_file(status.st_mode)
    return descriptor, status.st_size


def _read_standard_input(most: int) -> bytes:
    if sys.stdin is None:  # whoever started us has closed it
        raise cannot_read(
            Sentence("標準入力が閉じています", "standard input is closed"),
            Sentence("計画ファイルを指定してください", "name a plan file"),
        )
    data = sys.stdin.buffer.read(most + 1)
    if len(data) > most:
        raise too_large(len(data), most)
    return data


def _cannot_read(path: Path | str, error: Exception) -> Refusal:
    hint = Sentence("ファイル名と場所を確かめてください", "check the name and the folder")
    if isinstance(error, FileNotFoundError):
        message = Sentence("ファイルがありません", "there is no such file")
    elif isinstance(error, PermissionError) and Path(path).is_dir() and os.access(path, os.R_OK):
        # Windows opens no folder
        return _not_a_file(stat.S_IFDIR)
    elif isinstance(error, PermissionError):
        message = Sentence("ファイルを読む権限がありません", "there is no permission to read the file")
        hint = Sentence("ファイルの権限を確かめてください", "check the permissions of the file")
    else:
        reason = reason_of(error) if isinstance(error, OSError) else Sentence(str(error), str(error))
        message = Sentence(f"ファイルを読めません（{reason.ja}）", f"the file cannot be read ({reason.en})")
    return cannot_read(message, hint)


def _not_a_file(mode: int) -> Refusal:
    if stat.S_ISDIR(mode):
        message = Sentence("ファイルではなくフォルダーです", "this is a folder, not a file")
    else:
        message = Sentence("通常のファイルではありません", "this is not a regular file")
    return cannot_read(message, Sentence("ファイルの名前を指定してください", "name a file"))
