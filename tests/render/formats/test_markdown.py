import pytest

from yport_cli.render.formats.markdown import markdown_text
from yport_cli.render.shapes.cell import Text
from yport_cli.render.shapes.table import Column, Page, Table


def _table(*rows: tuple[str, str]) -> Table:
    return Table(
        "table",
        "表",
        (Column("name", "指標"), Column("value", "値", numeric=True)),
        tuple((Text(name, name), Text(value, value)) for name, value in rows),
        ("注。",),
    )


def test_a_page_is_github_flavoured_markdown() -> None:
    text = markdown_text(Page("題", ("横浜市",), (_table(("受注額", "1,000"), ("件数", "8")),)))
    assert text == (
        "# 題\n\n横浜市\n\n## 表\n\n| 指標   |    値 |\n|:-------|------:|\n| 受注額 | 1,000 |\n| 件数   |     8 |\n\n注。\n"
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a|b", "a\\|b"),
        ("*a*", "\\*a\\*"),
        ("<b>a</b>", "\\<b\\>a\\</b\\>"),
        ("[a](x)", "\\[a\\](x)"),
        ("`a`", "\\`a\\`"),
        ("![a](x)", "\\!\\[a\\](x)"),
        ("&amp;", "\\&amp;"),
        ("a\\b", "a\\\\b"),
        ("~~a~~", "\\~\\~a\\~\\~"),
        ("# a", "\\# a"),
        ("a_b_c", "a\\_b\\_c"),
    ],
)
def test_text_of_a_plan_means_nothing_to_markdown(text: str, written: str) -> None:
    page = markdown_text(Page(text, (text,), (_table((text, "1")),)))
    assert page.startswith(f"# {written}\n\n{written}\n")
    assert f"| {written} " in page


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("- a", "\\- a"),
        ("+ a", "\\+ a"),
        ("1. a", "1\\. a"),
        ("12) a", "12\\) a"),
        ("---", "\\---"),
        ("===", "\\==="),
        ("> a", "\\> a"),
        ("    a", "a"),
        ("１. a", "１. a"),
        ("2020-03-31", "2020-03-31"),
    ],
)
def test_a_line_that_begins_like_a_list_is_text(text: str, written: str) -> None:
    assert markdown_text(Page("題", (text,), ())) == f"# 題\n\n{written}\n"


def test_figures_are_written_as_they_are_drawn() -> None:
    page = markdown_text(Page("題", (), (_table(("0123", "0.50"), ("1e5", "1,000.00")),)))
    cells = [cell.strip() for line in page.splitlines()[6:8] for cell in line.strip("|").split("|")]
    assert cells == ["0123", "0.50", "1e5", "1,000.00"]
