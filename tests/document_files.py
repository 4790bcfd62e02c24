"""Documents as files of other kinds: a PDF or a .docx of a text, its tables as text or as real tables."""

import io
import re
from collections.abc import Sequence

from docx import Document
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

FONT = "HeiseiMin-W3"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))

_TABLE = re.compile(
    r"(?P<head>事業開始前.*?３年目） *)(?P<rows>.*?)(?P<sum>KPI増加分の累\n*\s*計 *)(?P<sums>.*?)(?=\n+ *(?:５ 地|⑥|７－３|\Z))",
    re.DOTALL,
)


def pdf_of(text: str) -> bytes:
    """A PDF whose lines are those of `text`, forty to a page, numbered at the foot."""
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=A4)
    lines = text.split("\n")
    for number, start in enumerate(range(0, len(lines), 40), 1):
        canvas.setFont(FONT, 9)
        for row, line in enumerate(lines[start : start + 40]):
            canvas.drawString(60, 780 - 18 * row, line.strip())
        canvas.drawString(300, 30, str(number))
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def pdf_with_tables(text: str) -> bytes:
    """A PDF in which the KPI tables are tables with cells of several lines."""
    style = ParagraphStyle("cell", fontName=FONT, fontSize=9, wordWrap="CJK")
    flow: list[Paragraph | Table] = []
    for part in parts_of(text):
        if isinstance(part, str):
            flow += [Paragraph(line.strip(), style) for line in part.split("\n") if line.strip()]
        else:
            cells = [[Paragraph(cell, style) for cell in row] for row in part]
            flow.append(
                Table(
                    cells,
                    colWidths=[130] + [80] * (len(part[0]) - 1),
                    style=[("GRID", (0, 0), (-1, -1), 0.5, "black")],
                )
            )
    written = io.BytesIO()
    SimpleDocTemplate(written, pagesize=A4).build(flow)
    return written.getvalue()


def word_of(text: str, *, with_tables: bool) -> bytes:
    """A .docx of `text`; with its KPI tables as tables, or as the lines they are."""
    document = Document()
    for part in parts_of(text) if with_tables else [text]:
        if isinstance(part, str):
            for line in part.split("\n"):
                document.add_paragraph(line)
            continue
        table = document.add_table(rows=0, cols=len(part[0]))
        for row in part:
            for cell, value in zip(table.add_row().cells, row, strict=True):
                cell.text = value
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def parts_of(text: str) -> Sequence[str | list[list[str]]]:
    """The text of the Y-PORT plan and, in their places, its tables as rows of cells."""
    found: list[str | list[list[str]]] = []
    end = 0
    for match in _TABLE.finditer(text):
        found.append(text[end : match.start()])
        found.append(
            [
                [
                    "",
                    "事業開始前\n（現時点）",
                    *(
                        f"平成{year}年度\n増加分\n（{nth}年目）"
                        for year, nth in ((29, "１"), (30, "２"), (31, "３"))
                    ),
                ],
                *_rows(match["rows"], 4),
            ]
        )
        found.append([["", "KPI増加分の累計"], *_rows(match["sums"], 1)])
        end = match.end()
    return [*found, text[end:]]


def _rows(text: str, count: int) -> list[list[str]]:
    figure = r"[0-9０-９,]+"
    run = rf"(?<=[ \n])({figure}(?: +{figure}){{{count - 1}}}) *(?=\n|\Z)"
    pieces = re.split(run, text)
    return [
        ["".join(name.split()), *figures.split()]
        for name, figures in zip(pieces[::2], pieces[1::2], strict=False)
    ]
