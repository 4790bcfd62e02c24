"""A file as rows of cells, whatever its name says that it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import BinaryIO, Literal

from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.refusals.files import cannot_read
from yport_cli.core.refusals.workbooks import locked_workbook
from yport_cli.source.sheet.csv_rows import dialect_of, record_at, records, text_of
from yport_cli.source.sheet.sheet import Sheet, Tab

_ZIP = b"PK\x03\x04"
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0"
_SPREADSHEET = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
_START = 256
_LOCKED = "EncryptedPackage".encode("utf-16-le")


@contextmanager
def opened_sheet(file: BinaryIO) -> Iterator[Sheet]:
    """The rows of cells in `file`, which stays open.

    Raises `Refusal` or `BadSheet` where they cannot be read.
    """
    if is_workbook(file):
        from yport_cli.source.sheet.workbook import workbook_sheet

        with workbook_sheet(file) as sheet:
            yield sheet
        return
    dialect = dialect_of(file)
    text = text_of(file, dialect)
    try:
        yield Sheet(records(text, dialect.delimiter), partial(record_at, file, dialect))
    except UnicodeDecodeError:
        raise cannot_read(
            Sentence("読んでいる間にファイルが変わりました", "the file changed while it was being read"),
            Sentence("もう一度実行してください", "run the command again"),
        ) from None
    finally:
        text.detach()


@contextmanager
def opened_tabs(file: BinaryIO) -> Iterator[Iterator[Tab]]:
    """Every sheet of `file`, which stays open; of a CSV file that one.

    Raises `Refusal` or `BadSheet` where they cannot be read.
    """
    kind = foreign_kind(file)
    if kind is not None:
        from yport_cli.source.sheet.foreign_workbook import foreign_tabs

        with foreign_tabs(file, kind) as tabs:
            yield tabs
        return
    if is_workbook(file):
        from yport_cli.source.sheet.workbook import workbook_tabs

        with workbook_tabs(file) as tabs:
            yield tabs
        return
    with opened_sheet(file) as sheet:
        yield iter((Tab(None, sheet.rows),))


def is_workbook(file: BinaryIO) -> bool:
    """Whether the file is packed as an .xlsx is. Raises `Refusal` for what Excel writes in other ways."""
    file.seek(0)
    start = file.read(len(_ZIP))
    file.seek(0)
    if start == _COMPOUND_FILE:
        raise locked_workbook(
            Sentence("パスワードつきか、古い .xls 形式です", "it has a password, or is an old .xls")
        )
    return start == _ZIP


def foreign_kind(file: BinaryIO) -> Literal[".xls", ".ods"] | None:
    """Which of the two a file is, whatever it is called. Raises `Refusal` for one with a password."""
    file.seek(0)
    start = file.read(_START)
    file.seek(0)
    if _SPREADSHEET in start:
        return ".ods"
    if not start.startswith(_COMPOUND_FILE):
        return None
    is_locked = _LOCKED in file.read()
    file.seek(0)
    if is_locked:
        raise locked_workbook(Sentence("パスワードつきです", "it has a password"))
    return ".xls"
