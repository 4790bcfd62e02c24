"""Pages as text: what a browser is not needed for. `tests/browser` holds the rest."""

import re
from base64 import b64decode
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from example import full, hostile, plan, recorded
from workbook_example import sheets_of
from yport_cli.core.figures.outcome import outcome
from yport_cli.core.issues.issue import Refusal
from yport_cli.core.issues.sentence import Language
from yport_cli.core.plan.site import Link, Logo, Site
from yport_cli.render.data.tidy import tidy_records
from yport_cli.render.formats.csv import csv_text
from yport_cli.render.formats.html import evaluation_html
from yport_cli.render.pages.evaluation import evaluation_sheet_of
from yport_cli.render.site import html_page, html_site, markdown_site

LANGUAGES: tuple[Language, ...] = ("ja", "en")
SITE = Site()


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
        if tag not in ("meta", "rect", "line", "path", "circle", "col", "link", "img", "use"):
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
        f"{name} {language}": html_page(result, language, SITE)
        for name, result in (
            ("recorded", recorded()),
            ("full", full()),
            ("hostile", hostile()),
            ("bare", outcome(plan())),
        )
        for language in LANGUAGES
    }
    pages |= {
        f"form {language}": evaluation_html(evaluation_sheet_of([full(), hostile()], 2017, language), SITE)
        for language in LANGUAGES
    }
    pages |= {name: made() for name, made in html_site([recorded(), full()], "ja", SITE)}
    return pages


PAGES = _pages()
pages = pytest.mark.parametrize("text", PAGES.values(), ids=PAGES)


@pages
def test_a_page_needs_nothing_from_anywhere_and_runs_nothing(text: str) -> None:
    page = _Page(text)
    assert not list(page.named("script", "img", "iframe", "object", "embed", "base", "form", "video"))
    assert [attributes["href"] for _, attributes in page.named("link")] == ["data:,"]
    for tag, attributes in page.elements:
        assert not [name for name in attributes if name.startswith("on")]
        for name in ("src", "srcset", "data", "action", "xlink:href"):
            assert name not in attributes
        href = attributes.get("href") or "#"
        # A link leads within the page or its folder, to a file in the page, or to the licence's text.
        assert re.fullmatch(r"#[\w-]*|[\w-]+\.html", href) or tag == "link" or _leads_out(attributes)
    assert "@import" not in text
    assert not re.search(r"url\((?!#)", text)
    assert not re.search(r"(?i)javascript:", text)


def _leads_out(attributes: dict[str, str | None]) -> bool:
    href, kind = str(attributes["href"]), attributes.get("itemprop")
    return (href.startswith("data:") and kind == "contentUrl" and "download" in attributes) or (
        href.startswith("https://creativecommons.org/") and kind == "license"
    )


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
        page = _Page(html_page(hostile(), language, SITE))
        assert not list(page.named("script", "img"))
        (heading,) = page.texts["h1"]
        assert heading == '<script>alert(1)</script> {{ 7 * 7 }} & "計画"'
        shown = "".join(page.texts["body"])
        assert "\\u202e" in shown
        assert "\u202e" not in shown
        assert "\x07" not in shown
        assert "=HYPERLINK(1)\n二行目\\x07" in shown


def test_japanese_is_marked_as_such_in_an_english_page() -> None:
    english = html_page(recorded(), "en", SITE)
    assert (
        '<span lang="ja">公民連携による<span class="nw">Ｙ－ＰＯＲＴ</span>センター機能強化計画</span></h1>'
        in english
    )
    assert '14,000,000\u00a0<span lang="ja">千円</span> in all by the end of FY2019.' in english
    assert '<span lang="ja">' not in html_page(recorded(), "ja", SITE)


def test_a_report_has_every_section_and_date() -> None:
    page = _Page(html_page(recorded(), "ja", SITE))
    assert page.texts["h2"] == [
        "三つの指標のうち、一つが遅れています",
        "年度ごとの動き",
        "予算",
        "自立性",
        "評価と公表",
        "データ",
        "数値の定義",
        "出典と計算",
    ]
    assert [attributes["datetime"] for _, attributes in page.named("time")] == ["2019-03-31"] * 2
    charts = [one for _, one in page.named("svg") if str(one.get("class")).startswith("chart")]
    assert len(charts) == 3 + 1 + 1  # KPIs, budget, revenue


def test_the_contents_of_a_page_are_in_the_order_of_its_sections() -> None:
    text = PAGES["full ja"]
    listed = re.findall(r'href="#([\w-]+)"', text[text.index('<nav class="toc"') : text.index("</nav>")])
    headings = re.findall(r'<h2 id="([\w-]+)"', text)
    assert listed == headings[headings.index("kpis") :]
    assert len(listed) >= 6


def test_every_standing_has_a_shape_of_its_own() -> None:
    shapes = re.findall(r'<symbol id="m-(\w+)"[^>]*>(.*?)</symbol>', PAGES["full ja"])
    assert len({drawing for _, drawing in shapes}) == len(shapes) == 7


def test_an_index_leads_to_a_page_for_each_plan_and_back() -> None:
    files = {name: made() for name, made in html_site([recorded(), full()], "ja", SITE)}
    assert list(files) == ["index.html", "yokohama-yport.html", "full.html"]
    links = [attributes["href"] for _, attributes in _Page(files["index.html"]).named("a")]
    # Each has one KPI behind: they stand by name.
    assert links[1:] == ["full.html", "yokohama-yport.html"]
    assert 'href="index.html"' in files["full.html"]
    assert 'href="index.html"' not in html_page(full(), "ja", SITE)
    written = {name: made() for name, made in markdown_site([recorded(), full()], "en")}
    assert list(written) == ["index.md", "yokohama-yport.md", "full.md"]
    assert re.search(r"\]\(full\.md\) +\| 横浜市, 川崎市", written["index.md"])


@pytest.mark.parametrize("identifier", ["full", "FULL", "index", "Index", "index-2"])
def test_plans_that_would_share_a_page_are_refused(identifier: str) -> None:
    with pytest.raises(Refusal, match="taken"):
        html_site([full(), outcome(plan(id=identifier))], "ja", SITE)


# Whose it is


def test_a_page_says_whose_it_is() -> None:
    logo = Logo("image/png", b"\x89PNG\r\n\x1a\n")
    link = Link(name="サイトポリシー", url="https://www.example.jp/policy")
    site = Site("みなと市", "実績", logo, "#0b6b4f", "企画課 <1>", "https://www.example.jp/", "見本", (link,))
    text = html_page(recorded(), "ja", site)
    page = _Page(text)
    assert page.texts["header"][0].strip().startswith("みなと市")
    assert ":root { --city: #0b6b4f; }" in text
    ((_, image),) = page.named("img")
    assert image == {"src": "data:image/png;base64,iVBORw0KGgo=", "alt": ""}
    shown = "".join(page.texts["dd"])
    assert "企画課 <1>" in shown
    assert {"https://www.example.jp/policy", "https://www.example.jp/", "#contact"} <= {
        attributes["href"] for _, attributes in page.named("a")
    }
    assert "見本" in page.texts["footer"][0]


def test_a_note_stays_within_the_style() -> None:
    note = '見本" } </style><script>alert(1)</script>\n\\'
    text = html_page(recorded(), "ja", Site(note=note))
    assert text.count("</style>") == 1
    assert "<script" not in text


def test_without_settings_the_plan_says_whose_page_it_is() -> None:
    published = {"contact": "企画課 045-000-0000", "url": "https://www.example.jp/plan"}
    page = _Page(html_page(outcome(plan(publication=published)), "ja", SITE))
    assert page.texts["header"][0].strip().startswith("横浜市")
    assert "企画課 045-000-0000" in page.texts["dd"]
    (link,) = [one for _, one in page.named("a") if one.get("itemprop") == "url"]
    assert link["href"] == "https://www.example.jp/plan"


def test_a_script_is_no_address() -> None:
    page = html_page(outcome(plan(publication={"url": "javascript:alert(1)"})), "ja", SITE)
    assert 'href="javascript' not in page


# Data on the page


def test_a_page_carries_its_figures_as_files() -> None:
    page = _Page(html_page(recorded(), "ja", SITE))
    links = [one for _, one in page.named("a") if "download" in one]
    assert [one["download"] for one in links] == ["yokohama-yport.csv", "yokohama-yport.xlsx"]
    head, _, body = str(links[0]["href"]).partition(",")
    assert head == "data:text/csv;base64"
    text = b64decode(body).decode("utf-8-sig")
    records = tidy_records([recorded()])
    assert text == csv_text(records)
    assert f"CSV、{len(records.rows)}行" in page.texts["a"][[*page.named("a")].index(("a", links[0]))]
    (sheet,) = sheets_of(b64decode(str(links[1]["href"]).partition(",")[2])).values()
    assert len(sheet) == len(records.rows) + 1


def test_a_page_describes_its_figures_for_programs() -> None:
    page = _Page(html_page(recorded(), "ja", SITE))
    (main,) = [one for tag, one in page.elements if tag == "main"]
    assert main["itemtype"] == "https://schema.org/Dataset"
    told = [str(one["itemprop"]) for _, one in page.elements if "itemprop" in one]
    assert {"name", "description", "dateModified", "license", "creator", "distribution"} <= set(told)
    (period,) = [one for _, one in page.elements if one.get("itemprop") == "temporalCoverage"]
    assert period["content"] == "2017-04-01/2020-03-31"


def test_the_form_names_the_body_and_has_boxes_where_nobody_has_filled_it_in() -> None:
    page = _Page(evaluation_html(evaluation_sheet_of([recorded()], 2018, "ja"), SITE))
    assert page.texts["header"][0].strip().startswith("横浜市")
    choices = [text for text in page.texts["li"] if text]
    assert choices[0] == "地方創生に非常に効果的であった"
    assert len(choices) == 4 + 2 + 5
    # full() has its evaluation of 2017.
    filled = _Page(evaluation_html(evaluation_sheet_of([full()], 2017, "ja"), SITE))
    assert "li" not in filled.texts
