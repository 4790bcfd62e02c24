"""The same document as text, PDF and .docx; and files that are no documents."""

import io
import subprocess
import zipfile
from types import ModuleType

import pytest
from reportlab.pdfgen.canvas import Canvas

from document_example import DOCUMENT, drafted, figures
from document_files import pdf_of, pdf_with_tables, word_of
from yport_cli.core.issues.issue import Refusal
from yport_cli.source.official import pdf_lines, word_lines
from yport_cli.source.official.document_lines import lines_of

TEXT = DOCUMENT.read_text(encoding="utf-8")
PLAIN = drafted(TEXT)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(pdf_of(TEXT), id="pdf"),
        pytest.param(pdf_with_tables(TEXT), id="pdf with tables"),
        pytest.param(word_of(TEXT, with_tables=False), id="docx"),
        pytest.param(word_of(TEXT, with_tables=True), id="docx with tables"),
        pytest.param(TEXT.replace("−", "－").encode("cp932"), id="cp932"),
        pytest.param(TEXT.encode("utf-16"), id="utf-16"),
        pytest.param(TEXT.replace("\n", "\r\n").encode("utf-8-sig"), id="windows"),
    ],
)
def test_the_same_document_gives_the_same_figures_and_names(data: bytes) -> None:
    draft = drafted(data)
    assert figures(draft) == figures(PLAIN)
    assert [kpi.name.value for kpi in draft.kpis] == [kpi.name.value for kpi in PLAIN.kpis]
    assert draft.name.value == PLAIN.name.value
    assert draft.end.value == "2020-03-31"
    assert draft.remarks == ()


def test_a_figure_of_a_pdf_says_its_page() -> None:
    draft = drafted(pdf_of(TEXT))
    assert draft.budget.total.at is not None
    assert draft.budget.total.at.page == 515 // 40 + 1  # forty lines to a page


def _refused(data: bytes) -> str:
    with pytest.raises(Refusal) as caught:
        lines_of(data)
    assert caught.value.code == "bad-document"
    assert caught.value.hint is not None
    return caught.value.message.ja


def _canvas_of(pages: int, *, password: str | None = None) -> bytes:
    written = io.BytesIO()
    canvas = Canvas(written, encrypt=password)
    for _ in range(pages):
        canvas.drawString(10, 10, "a")
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def _picture() -> bytes:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    written = io.BytesIO()
    canvas = Canvas(written)
    canvas.drawImage(ImageReader(Image.new("RGB", (40, 40), "gray")), 10, 10)
    canvas.showPage()
    canvas.save()
    return written.getvalue()


def _bomb() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * (100 << 20))
    return written.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7\nbroken", "壊れている"),
        (pdf_of(TEXT)[:4000], "壊れている"),
        (_canvas_of(1, password="x"), "パスワード"),  # noqa: S106  the test is of a password
        (_picture(), "画像だけ"),
        (b"PK\x03\x04 and no more", "壊れている"),
        (word_of("", with_tables=False)[:9000], "壊れている"),
        (b"\xd0\xcf\x11\xe0 an old .doc", "古い .doc"),
        (bytes(range(256)) * 40, "文字でない"),
        (b"\x83\xff\x83\xff", "文字コード"),
        (b"", "文字がありません"),
        (b" \n\n", "文字がありません"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_document_is_refused_with_a_sentence(data: bytes, said: str) -> None:
    assert said in _refused(data)


def test_a_zip_bomb_is_not_unpacked() -> None:
    assert "解くと104,857,600バイト" in _refused(_bomb())


@pytest.mark.slow
def test_ten_thousand_pages_are_refused() -> None:
    assert "10,000ページ" in _refused(_canvas_of(10_000))


def test_text_without_a_plan_gives_a_draft_that_says_so() -> None:
    draft = drafted("これは計画書ではありません。\n平成29年度に 3 人が 5 回来た。")
    assert figures(draft) == {}
    assert {remark.message.ja for remark in draft.remarks} >= {
        "KPIの表が見つかりません",
        "計画の名称が見つかりません",
        "作成主体が見つかりません",
        "総事業費の記載がありません",
    }


def _word_with(before: bytes, after: bytes, body: bytes = b"") -> bytes:
    """A .docx in which `before` is `after`, and `body` the first of its text."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(word_of("", with_tables=False))) as plain,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in plain.namelist():
            data = plain.read(name)
            if name == "word/document.xml":
                data = data.replace(before, after, 1).replace(b"<w:body>", b"<w:body>" + body, 1)
            archive.writestr(name, data)
    return written.getvalue()


def test_entities_that_grow_are_not_unfolded() -> None:
    """Ten to the ninth power of `lol`, were each entity what it stands for."""
    names = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    kinds = f'<!DOCTYPE w [<!ENTITY e0 "lol">{names}]>'.encode()
    data = _word_with(b"<w:document ", kinds + b"<w:document ", b"<w:p><w:r><w:t>&e9;</w:t></w:r></w:p>")
    assert "壊れている" in _refused(data)


def test_a_word_file_of_ten_thousand_pages_is_refused() -> None:
    paragraph = f"<w:p><w:r><w:t>{'あ' * 60}</w:t></w:r></w:p>".encode()
    data = _word_with(b"<w:body>", b"<w:body>" + paragraph * 10_000)
    assert "文字あります" in _refused(data)


@pytest.mark.parametrize(
    ("returncode", "stderr", "said"),
    [
        (-9, b"", "秒の間に"),
        (1, b"MemoryError", "秒の間に"),
        (1, b"KeyError", "壊れている"),
        (-11, b"", "壊れている"),
    ],
)
def test_a_file_that_ends_its_reader_ends_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, returncode: int, stderr: bytes, said: str
) -> None:
    def ended(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        return subprocess.CompletedProcess(command, returncode, b"", stderr)

    monkeypatch.setattr(subprocess, "run", ended)
    assert said in _refused(word_of("計画", with_tables=False))
    assert said in _refused(_canvas_of(1))


def test_a_file_that_takes_too_long_ends_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def late(command: list[str], *, timeout: int, **_: object) -> None:
        raise subprocess.TimeoutExpired(command, timeout)

    monkeypatch.setattr(subprocess, "run", late)
    assert "60秒の間に" in _refused(word_of("計画", with_tables=False))


@pytest.mark.parametrize(
    ("home", "data", "extra"),
    [
        (pdf_lines, b"%PDF-1.7", 'pip install "yport[pdf]"'),
        (word_lines, word_of("計画", with_tables=False), 'pip install "yport[docx]"'),
    ],
)
def test_without_the_extra_the_sentence_names_it(
    monkeypatch: pytest.MonkeyPatch, home: ModuleType, data: bytes, extra: str
) -> None:
    monkeypatch.setattr(home, "find_spec", lambda _: None)
    with pytest.raises(Refusal) as caught:
        lines_of(data)
    assert caught.value.code == "missing-extra"
    assert caught.value.hint is not None
    assert extra in caught.value.hint.ja
    assert extra in caught.value.hint.en


def test_a_table_that_claims_a_hundred_million_columns_is_read_as_it_is() -> None:
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="100000000"/></w:tcPr><w:p><w:r><w:t>表</w:t></w:r></w:p></w:tc>'
    table = f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{cell}</w:tr></w:tbl>"
    data = _word_with(b"<w:body>", b"<w:body>" + table.encode())
    assert [line.text for line in lines_of(data) if line.text] == ["表"]
