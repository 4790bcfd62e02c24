"""Pages as text: what a browser is not needed for. `tests/browser` holds the rest."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from example import ROOT, full, hostile, plan, recorded
from yport_cli.core.figures.outcome import Outcome, outcome
from yport_cli.core.issues.issue import Refusal
from yport_cli.core.issues.sentence import Language
from yport_cli.render.formats.html import evaluation_html
from yport_cli.render.pages.evaluation import evaluation_sheet_of
from yport_cli.render.shapes.report import UserTemplate
from yport_cli.render.site import html_page, html_site, markdown_site

LANGUAGES: tuple[Language, ...] = ("ja", "en")


class _Page(HTMLParser):
    """The elements of a page in their order, with their attributes, and the text within each."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta", "rect", "line", "path", "circle", "col"):
            self.open.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        for tag in self.open:
            self.texts[tag][-1] += data

    def named(self, *tags: str) -> Iterator[tuple[str, dict[str, str | None]]]:
        return ((tag, attributes) for tag, attributes in self.elements if tag in tags)


def _pages() -> dict[str, str]:
    pages = {
        f"{name} {language}": html_page(result, language, None)
        for name, result in (
            ("recorded", recorded()),
            ("full", full()),
            ("hostile", hostile()),
            ("bare", outcome(plan())),
        )
        for language in LANGUAGES
    }
    pages |= {
        f"form {language}": evaluation_html(evaluation_sheet_of([full(), hostile()], 2017, language))
        for language in LANGUAGES
    }
    pages |= dict(html_site([recorded(), full()], "ja", None))
    return pages


PAGES = _pages()
pages = pytest.mark.parametrize("text", PAGES.values(), ids=PAGES)


@pages
def test_a_page_needs_nothing_from_anywhere_and_runs_nothing(text: str) -> None:
    page = _Page(text)
    assert not list(page.named("script", "link", "img", "iframe", "object", "embed", "base", "form", "video"))
    for _, attributes in page.elements:
        assert not [name for name in attributes if name.startswith("on")]
        for name in ("src", "srcset", "data", "action", "xlink:href"):
            assert name not in attributes
        href = attributes.get("href")
        assert href is None or re.fullmatch(r"#[\w-]+|[\w-]+\.html", href)
    assert "@import" not in text
    assert not re.search(r"url\((?!#)", text)
    assert not re.search(r"(?i)javascript:|https?://", text)


@pages
def test_a_page_tells_its_language_title_and_width(text: str) -> None:
    page = _Page(text)
    (_, html), *_ = page.named("html")
    assert html["lang"] in LANGUAGES
    (title,) = page.texts["title"][:1]
    assert title.strip()
    metas = [attributes for _, attributes in page.named("meta")]
    assert {"charset": "utf-8"} in metas
    assert "width=device-width" in str(
        [meta.get("content") for meta in metas if meta.get("name") == "viewport"]
    )
    assert [meta for meta in metas if meta.get("name") == "generator"]


@pages
def test_headings_go_down_a_step_at_a_time(text: str) -> None:
    levels = [int(tag[1]) for tag, _ in _Page(text).named("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pages
def test_every_table_has_a_caption_headings_and_a_region_to_scroll_in(text: str) -> None:
    page = _Page(text)
    tables = len(list(page.named("table")))
    assert tables
    assert len([caption for caption in page.texts["caption"] if caption.strip()]) == tables
    assert all("scope" in attributes for _, attributes in page.named("th"))
    regions = [attributes for tag, attributes in page.elements if attributes.get("class") == "scroll"]
    assert len(regions) == tables
    known = {attributes.get("id") for _, attributes in page.elements}
    for region in regions:
        assert (region["role"], region["tabindex"]) == ("region", "0")
        assert set(str(region["aria-labelledby"]).split()) <= known


@pages
def test_ids_are_given_once_and_every_reference_has_one(text: str) -> None:
    page = _Page(text)
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _, attributes in page.elements:
        for name in ("aria-labelledby", "href"):
            for wanted in (attributes.get(name) or "").split():
                assert (name == "href" and not wanted.startswith("#")) or wanted.lstrip("#") in ids
    assert set(re.findall(r"url\(#([\w-]+)\)", text)) <= set(ids)


def test_what_a_plan_says_is_text_and_nothing_else() -> None:
    for language in LANGUAGES:
        page = _Page(html_page(hostile(), language, None))
        assert not list(page.named("script", "img", "b"))
        (heading,) = page.texts["h1"]
        assert heading == '<script>alert(1)</script> {{ 7 * 7 }} & "計画"'
        shown = "".join(page.texts["body"])
        assert "\\u202e" in shown
        assert "\u202e" not in shown
        assert "\x07" not in shown
        assert "=HYPERLINK(1)\n二行目\\x07" in shown


def test_japanese_is_marked_as_such_in_an_english_page() -> None:
    english = html_page(recorded(), "en", None)
    assert '<h1><span lang="ja">公民連携によるＹ－ＰＯＲＴセンター機能強化計画</span></h1>' in english
    assert '14,000,000\u00a0<span lang="ja">千円</span> in all by the end of H31.' in english
    assert '<span lang="ja">' not in html_page(recorded(), "ja", None)


def test_a_report_has_every_section_and_date() -> None:
    page = _Page(html_page(recorded(), "ja", None))
    assert page.texts["h2"] == [
        "目次",
        "重要業績評価指標（KPI）",
        "予算",
        "自立性",
        "評価と公表",
        "出典と計算",
    ]
    assert [attributes["datetime"] for _, attributes in page.named("time")] == ["2019-03-31"]
    assert len(list(page.named("svg"))) == 3 + 3 * 2 + 2 + 1  # meters, KPIs, budget, revenue


def test_an_index_leads_to_a_page_for_each_plan_and_back() -> None:
    files = dict(html_site([recorded(), full()], "ja", None))
    assert list(files) == ["index.html", "yokohama-yport.html", "full.html"]
    links = [attributes["href"] for _, attributes in _Page(files["index.html"]).named("a")]
    assert links[1:] == ["yokohama-yport.html", "full.html"]
    assert 'href="index.html"' in files["full.html"]
    assert 'href="index.html"' not in html_page(full(), "ja", None)
    written = dict(markdown_site([recorded(), full()], "en"))
    assert list(written) == ["index.md", "yokohama-yport.md", "full.md"]
    assert "](full.md) 横浜市, 川崎市" in written["index.md"]


@pytest.mark.parametrize("identifier", ["full", "FULL", "index", "Index"])
def test_plans_that_would_share_a_page_are_refused(identifier: str) -> None:
    with pytest.raises(Refusal, match="taken"):
        html_site([full(), outcome(plan(id=identifier))], "ja", None)


# Templates of the user's own


def _own(template: str, result: Outcome | None = None) -> str:
    return html_page(result or recorded(), "ja", UserTemplate("mine.html", template))


def test_a_template_of_ones_own_gets_figures_words_and_charts() -> None:
    page = _own(
        "{{ report.title }}|{{ data.status.kpis[0].cumulative_actual|figure }}|"
        "{{ data.budget.executed|figure }}|{{ data.status.kpis[2].years[2].actual|figure }}|"
        "{{ report.sections[0].parts[0].figures[0].chart|svg }}"
    )
    start = "公民連携によるＹ－ＰＯＲＴセンター機能強化計画|2,500,000|78,800|―|<svg "
    assert page.startswith(start)
    assert page.endswith("</svg>")


def test_a_template_escapes_what_a_plan_says() -> None:
    assert "<script" not in _own("{{ report.title }}{{ data.status.plan.name }}", hostile())


def test_a_template_can_build_on_the_ones_that_come_with_the_program() -> None:
    page = _own('{% extends "report.html" %}{% block style %}:root { --accent: #0b6b4f; }{% endblock %}')
    assert ":root { --accent: #0b6b4f; }" in page
    assert page.endswith("</html>\n")


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("a\n{% for %}", 2),
        ("{{ report.title }}\n\n{{ report.titel }}", 3),
        ("\n{{ missing }}", 2),
        ("{{ 1 // 0 }}", 1),
        ("\n\n{{ 'a' + 1 }}", 3),
        ("{{ data.status['kpi'] }}", 1),
        ("{% include 'nowhere.html' %}", 1),
        ("\n{% include '/etc/passwd' %}", 2),
        ("{{ report.__class__.__mro__ }}", 1),
        ("\n{{ report.sections.__len__.__globals__ }}", 2),
        ("{{ ''.__class__ }}", 1),
        ("{% set x = data.status.update({'a': 1}) %}", 1),
        ("{{ label('nothing') }}", 1),
        ("\n{{ 1|nofilter }}", 2),
    ],
)
def test_a_fault_in_a_template_is_told_with_its_line(template: str, line: int) -> None:
    with pytest.raises(Refusal) as caught:
        _own(template)
    assert caught.value.code == "bad-template"
    assert caught.value.message.ja.startswith(f"mine.html:{line}: ")
    assert caught.value.message.en.startswith(f"mine.html:{line}: ")


def test_the_templates_of_the_manual_work() -> None:
    blocks = re.findall(
        r"```jinja\n(.*?)```", (ROOT / "docs" / "report.md").read_text(encoding="utf-8"), re.DOTALL
    )
    assert len(blocks) == 2
    for block in blocks:
        assert "公民連携によるＹ－ＰＯＲＴセンター機能強化計画" in _own(block)


def test_a_template_serves_the_form_too() -> None:
    form = evaluation_sheet_of([full()], 2017, "ja")
    page = evaluation_html(form, UserTemplate("mine.html", "{{ form.title }}: {{ form.projects|length }}"))
    assert page == "横浜市・川崎市 平成29年度 交付対象事業の効果検証シート: 1"
