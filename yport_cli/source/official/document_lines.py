"""A document as lines with their places, whatever kind of file it is: one function for each kind."""

from collections.abc import Callable

from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.refusals.documents import MAX_CHARACTERS, no_text, not_a_document, too_long_document
from yport_cli.source.official.document_text import Line, numbered

Reader = Callable[[bytes], list[Line]]


def lines_of(data: bytes) -> list[Line]:
    """The lines of the document in `data`; its content tells what kind it is, not its name.

    Raises `Refusal` with the code `bad-document` or `missing-extra`.
    """
    lines = _reader(data)(data)
    count = sum(len(line.text) for line in lines)
    if count > MAX_CHARACTERS:
        raise too_long_document(Sentence(f"{count:,}文字あります", f"it has {count:,} characters"))
    if not any(line.text.strip() for line in lines):
        raise no_text()
    return lines


def _reader(data: bytes) -> Reader:
    if b"%PDF-" in data[:1024]:
        from yport_cli.source.official.pdf_lines import pdf_lines

        return pdf_lines
    if data.startswith(b"PK\x03\x04"):
        from yport_cli.source.official.word_lines import word_lines

        return word_lines
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise not_a_document(
            Sentence(
                "パスワードつきか、古い .doc・.xls 形式です", "it has a password, or is an old .doc or .xls"
            ),
            Sentence(
                "開いて .docx か .xlsx として保存し直してください", "open it and save it as .docx or .xlsx"
            ),
        )
    return text_lines


def text_lines(data: bytes) -> list[Line]:
    """The lines of plain text in UTF-8, UTF-16 or CP932; a form feed begins a page."""
    text = _decoded(data)
    pages = text.split("\f")
    if len(pages) == 1:
        return numbered(text, page=0)
    return [line for number, page in enumerate(pages, 1) for line in numbered(page, page=number)]


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _text(data, "utf-16")
    if b"\0" in data:
        raise not_a_document(Sentence("文字でないものが入っています", "it holds what is no text"))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _text(data, "cp932")


def _text(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise not_a_document(
            Sentence("文字コードが UTF-8 でも CP932 でもありません", "it is neither UTF-8 nor CP932")
        ) from None
