"""The same document as text, PDF and .docx; and files that are no documents."""

import io
import zipfile

import pytest
from reportlab.pdfgen.canvas import Canvas

from document_example import DOCUMENT, drafted, figures
from document_files import pdf_of, pdf_with_tables, word_of
from yport_cli.core.issues.issue import Refusal
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


def test_a_table_that_claims_a_hundred_million_columns_is_read_as_it_is() -> None:
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="100000000"/></w:tcPr><w:p><w:r><w:t>表</w:t></w:r></w:p></w:tc>'
    table = f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{cell}</w:tr></w:tbl>"
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(word_of("", with_tables=False))) as plain,
        zipfile.ZipFile(written, "w") as archive,
    ):
        for name in plain.namelist():
            data = plain.read(name)
            if name == "word/document.xml":
                data = data.replace(b"<w:body>", b"<w:body>" + table.encode())
            archive.writestr(name, data)
    assert [line.text for line in lines_of(written.getvalue()) if line.text] == ["表"]
