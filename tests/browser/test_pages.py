"""Pages in a real browser.

Nothing is loaded, nothing is lost, nothing is out of reach (JIS X 8341-3, level AA).
"""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from example import full, hostile, kpi, plan, recorded, yport
from yport_cli.core.figures.ledger import Ledger
from yport_cli.core.figures.outcome import Outcome, outcome
from yport_cli.core.issues.sentence import Language
from yport_cli.core.plan.site import Site
from yport_cli.render.formats.html import evaluation_html
from yport_cli.render.pages.evaluation import evaluation_sheet_of
from yport_cli.render.site import html_page, html_site

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = [pytest.mark.slow, pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed")]

LANGUAGES: tuple[Language, ...] = ("ja", "en")
SWITCHES = (
    *("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)
# Millimetres as CSS pixels; the print style leaves margins of 14 mm.
A4_TEXT = round((210 - 2 * 14) / 25.4 * 96)
SITE = Site()


def _wide() -> Outcome:
    """Figures as long as a plan may hold, names without a place to break, five years."""
    years = ["H29", "H30", "H31", "R2", "R3"]
    name = "Ｘ" * 60 + "supercalifragilistic" * 5
    return outcome(
        plan(
            name=name,
            fiscal_years=years,
            period={"end": "2022-03-31"},
            kpis=[
                kpi(
                    name=name,
                    unit="人泊・日・回・件",
                    increments=dict.fromkeys(years, 10**19 - 1),
                    baseline=-(10**19),
                )
            ],
            budget={"unit": "百万円", "total": 10**19, "years": dict.fromkeys(years, 10**18)},
        ),
        Ledger({"visits": {2017: -(10**19), 2018: 10**19 - 1}}),
    )


def _every_standing() -> Outcome:
    """A plan whose KPIs stand in all seven ways, with a name and money as long as they come."""
    none = dict.fromkeys(("H29", "H30", "H31"))
    of_increments = ("missed", "behind", "on_pace", "reached", "not_recorded")
    return outcome(
        plan(
            name="中山間地域における持続可能な交通ネットワークの形成と関係人口の創出による地域活力再生計画",
            kpis=[
                *(kpi(id=name, name=name) for name in of_increments),
                kpi(id="no_target", name="no_target", increments=none),
                kpi(id="running", name="running", kind="level", targets={**none, "H31": 60}),
            ],
            budget={"unit": "千円", "total": 123_456_789, "grant": {"rate": "1/2"}},
        ),
        Ledger(
            {
                "missed": {2017: 10, 2018: 20, 2019: 29},
                "reached": {2017: 10, 2018: 20, 2019: 30},
                "behind": {2017: 9},
                "on_pace": {2017: 10},
                "no_target": {2017: 1},
                "running": {2018: 48},
                "execution": {2017: 98_765_432},
            },
            date(2020, 3, 31),
        ),
    )


def _texts() -> dict[str, str]:
    reports: dict[tuple[str, Language], Outcome] = {
        ("recorded", "ja"): recorded(),
        ("recorded", "en"): recorded(),
        ("full", "ja"): full(),
        ("empty", "ja"): outcome(yport()),
        ("empty", "en"): outcome(yport()),
        ("hostile", "en"): hostile(),
        ("wide", "ja"): _wide(),
        ("wide", "en"): _wide(),
    }
    texts = {
        f"{name}.{language}": html_page(result, language, SITE)
        for (name, language), result in reports.items()
    }
    texts |= {
        f"form.{one}": evaluation_html(evaluation_sheet_of([full(), recorded()], 2017, one), SITE)
        for one in LANGUAGES
    }
    for one in LANGUAGES:
        texts[f"index of seven.{one}"] = html_site([_every_standing(), full()], one, SITE)[0][1]()
    texts["index.ja"] = html_site([recorded(), full()], "ja", SITE)[0][1]()
    return texts


TEXTS = _texts()
every_page = pytest.mark.parametrize("name", TEXTS)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # Chromium's sandbox needs rights that a build machine seldom has; the pages are our own.
        found = playwright.chromium.launch(
            executable_path=BROWSER, args=list(SWITCHES), chromium_sandbox=False
        )
        yield found
        found.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    for name, text in TEXTS.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def shared(browser: Browser) -> Page:
    return browser.new_page()


@pytest.fixture
def page(shared: Page) -> Iterator[Page]:
    """A page as it opens: one for all tests, for each new one takes its time."""
    yield shared
    shared.emulate_media(media="null", forced_colors="null")


def _open(page: Page, folder: Path, name: str, width: int = 1280) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto((folder / f"{name}.html").as_uri())


@every_page
def test_axe_finds_nothing(page: Page, folder: Path, name: str) -> None:
    _open(page, folder, name, 360 if name == "full.ja" else 1280)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_axe_would_find_something(page: Page) -> None:
    page.set_content("<html><body><img src='data:,'><p style='color:#999'>grey</p></body></html>")
    assert Axe().run(page).violations_count >= 3


@every_page
def test_no_page_asks_for_anything_or_runs_anything(browser: Browser, folder: Path, name: str) -> None:
    page = browser.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    _open(page, folder, name)
    page.close()
    assert asked == [(folder / f"{name}.html").as_uri()]
    assert said == []


# 320 is a screen of 1280 at 400 %, 640 is one at 200 %.
@every_page
@pytest.mark.parametrize("width", [320, 360, 640, 1280])
def test_at_every_width_nothing_is_out_of_reach(page: Page, folder: Path, name: str, width: int) -> None:
    _open(page, folder, name, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    # What is wider than its place can be scrolled to, by keyboard too; no other element hides what it holds.
    hidden = page.evaluate(
        """() => [...document.querySelectorAll('main *, header *, footer *')].filter(one =>
            one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== 'visible'
            && !(one.classList.contains('unseen'))
            && !(one.matches('[role=region][tabindex="0"]') && getComputedStyle(one).overflowX === 'auto')
        ).map(one => one.outerHTML.slice(0, 200))"""
    )
    assert hidden == []


@every_page
@pytest.mark.parametrize("width", [320, 1280])
def test_no_word_of_a_chart_is_cut_off_or_lies_over_another(
    page: Page, folder: Path, name: str, width: int
) -> None:
    _open(page, folder, name, width)
    boxes = page.evaluate(
        """() => [...document.querySelectorAll('svg.chart')].map(chart => ({
            right: Math.max(chart.getBoundingClientRect().right, document.documentElement.clientWidth - 8),
            texts: [...chart.querySelectorAll('text')].map(text => {
                const box = text.getBoundingClientRect();
                return [box.left, box.top, box.right, box.bottom, text.textContent];
            })}))"""
    )
    for chart in boxes:
        for left, top, right, bottom, text in chart["texts"]:
            assert right <= chart["right"] + 1, text
            assert left >= 0
            for other in chart["texts"]:
                if other[4] != text:
                    apart = (
                        other[0] >= right or other[2] <= left or other[1] >= bottom - 6 or other[3] <= top + 6
                    )
                    assert apart, (text, other[4])


@pytest.mark.parametrize("name", ["recorded.ja", "recorded.en", "empty.en", "full.ja"])
@pytest.mark.parametrize("medium", ["screen", "print"])
def test_no_standing_lies_over_the_name_beside_it(page: Page, folder: Path, name: str, medium: str) -> None:
    _open(page, folder, name, 1280 if medium == "screen" else A4_TEXT)
    page.emulate_media(media="print" if medium == "print" else "screen")
    apart = page.evaluate(
        """() => [...document.querySelectorAll('.kpi')].map(row => row.querySelector('.what')
            .getBoundingClientRect().left - row.querySelector('.st').getBoundingClientRect().right)"""
    )
    assert len(apart) > 0
    assert min(apart) >= 4


def test_text_of_twice_its_size_loses_nothing(page: Page, folder: Path) -> None:
    _open(page, folder, "full.ja")
    page.add_style_tag(content="html { font-size: 200% }")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_the_keyboard_reaches_everything_and_shows_where_it_is(page: Page, folder: Path) -> None:
    _open(page, folder, "recorded.ja")
    wanted = page.evaluate(
        """[...document.querySelectorAll('a, summary, [tabindex="0"]')]
            .filter(one => one.checkVisibility()).length"""
    )
    reached: list[str] = []
    for _ in range(wanted):
        page.keyboard.press("Tab")
        tag, width, style = page.evaluate(
            """() => { const one = document.activeElement, style = getComputedStyle(one);
                return [one.outerHTML.slice(0, 160), parseFloat(style.outlineWidth), style.outlineStyle]; }"""
        )
        assert (width >= 2, style) == (True, "solid"), tag
        reached.append(tag)
    assert len(set(reached)) == wanted
    assert reached[0].startswith('<a class="skip"')


def test_the_skip_link_is_seen_with_the_keyboard_and_leads_to_the_content(page: Page, folder: Path) -> None:
    _open(page, folder, "recorded.ja")
    skip = page.locator("a.skip")
    assert page.evaluate("document.querySelector('a.skip').getBoundingClientRect().bottom") < 0
    page.keyboard.press("Tab")
    box = skip.bounding_box()
    assert box is not None
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_a_wide_table_scrolls_with_the_arrow_keys(page: Page, folder: Path) -> None:
    _open(page, folder, "form.ja", 360)
    page.locator(".scroll").first.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.scroll').scrollLeft > 0")
    assert page.evaluate("document.querySelector('.scroll').scrollLeft") > 0


def test_every_figure_of_a_chart_stands_in_a_table_of_its_section(page: Page, folder: Path) -> None:
    _open(page, folder, "recorded.ja")
    figures = page.evaluate(
        """() => [...document.querySelectorAll('figure')].map(one => ({
            drawn: [...one.querySelectorAll('svg text:not(.tick)')].map(text => text.textContent),
            table: [...one.closest('section').querySelectorAll('td, th')].map(cell => cell.textContent)}))"""
    )
    assert len(figures) == 5
    for figure in figures:
        for text in figure["drawn"]:
            for number in re.findall(r"\d[\d,.]*", re.sub("(?:平成|令和)[0-9]+年度", "", text)):
                assert any(number in cell for cell in figure["table"]), text


def test_the_tables_are_folded_on_screen_and_open_with_the_keyboard(page: Page, folder: Path) -> None:
    _open(page, folder, "recorded.ja")
    assert not page.locator("details table").first.is_visible()
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("details table").first.is_visible()


def test_forced_colours_keep_every_standing_and_line(page: Page, folder: Path) -> None:
    _open(page, folder, "full.ja")
    page.emulate_media(forced_colors="active")
    shown = page.evaluate(
        """() => ['.st svg', 'svg .actual', 'svg .plan', 'svg .fill'].map(one => {
            const style = getComputedStyle(document.querySelector(one));
            return [style.color, style.stroke, style.fill].some(paint => paint === 'rgb(0, 0, 0)'
                || paint === 'rgb(255, 255, 255)'); })"""
    )
    assert shown == [True] * 4


@every_page
def test_nothing_moves(page: Page, folder: Path, name: str) -> None:
    _open(page, folder, name)
    assert page.evaluate("document.getAnimations().length") == 0
    assert not re.search("animation|transition", TEXTS[name].partition("</style>")[0])


def test_a_plan_of_three_kpis_prints_on_four_pages_with_every_table(page: Page, folder: Path) -> None:
    for name in ("recorded.ja", "recorded.en"):
        _open(page, folder, name)
        document = page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type */Page\b(?!s)", document)) <= 4
        page.emulate_media(media="print")
        assert page.evaluate(
            "[...document.querySelectorAll('table')].every(one => one.getBoundingClientRect().height > 20)"
        )
        page.emulate_media(media="null")


@pytest.mark.parametrize("name", ["recorded.ja", "recorded.en", "full.ja", "empty.ja"])
def test_no_figure_is_broken_over_two_lines_in_print(page: Page, folder: Path, name: str) -> None:
    _open(page, folder, name)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": A4_TEXT, "height": 900})
    broken = page.evaluate(
        """() => [...document.querySelectorAll('td.number')].filter(one => {
            const range = document.createRange();
            range.selectNodeContents(one);
            return /[0-9]/.test(one.textContent)
                && new Set([...range.getClientRects()].map(box => box.top)).size > 1;
        }).map(one => one.outerHTML)"""
    )
    assert broken == []
    page.emulate_media(media="null")


@pytest.mark.parametrize("width", [1280, 768, 360])
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_index_has_room_for_all_seven_standings(
    page: Page, folder: Path, language: Language, width: int
) -> None:
    _open(page, folder, f"index of seven.{language}", width)
    row = page.locator(".plans tbody tr").filter(has_text="中山間地域")
    assert row.locator(".marks .st").count() == 7
    assert row.locator(".counts span").count() == 7
    # Marks on one line, money whole, nothing beside the window.
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    tops = row.locator(".marks .st").evaluate_all("all => all.map(one => one.getBoundingClientRect().top)")
    assert len(set(tops)) == 1
    lines = row.locator("td.number").evaluate_all(
        """all => all.map(one => {
            const range = document.createRange();
            range.selectNode(one.firstChild);
            return [one.firstChild.data, range.getClientRects().length];
        })"""
    )
    assert lines == [["123,456,789", 1], ["61,728,394.5", 1], ["98,765,432", 1]]


@pytest.mark.parametrize("name", ["recorded.en", "empty.en"])
def test_no_word_of_a_heading_is_broken_in_print(page: Page, folder: Path, name: str) -> None:
    _open(page, folder, name)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": A4_TEXT, "height": 900})
    broken = page.evaluate(
        """() => [...document.querySelectorAll('thead th')].flatMap(one => {
            const text = one.firstChild;
            if (!text || text.nodeType !== Node.TEXT_NODE) return [];
            return [...text.data.matchAll(/[A-Za-z]+/g)].filter(word => {
                const range = document.createRange();
                range.setStart(text, word.index);
                range.setEnd(text, word.index + word[0].length);
                return new Set([...range.getClientRects()].map(box => box.top)).size > 1;
            }).map(word => word[0]);
        })"""
    )
    assert broken == []


@pytest.mark.parametrize("name", ["recorded.ja", "recorded.en", "full.ja"])
def test_no_rate_runs_into_its_bar(page: Page, folder: Path, name: str) -> None:
    _open(page, folder, name)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": A4_TEXT, "height": 900})
    assert page.evaluate(
        """() => [...document.querySelectorAll('.rate')].every(one => {
            const [rate, bar] = [one.querySelector('.now b'), one.querySelector('.bar')];
            const range = document.createRange();
            range.selectNodeContents(rate);
            return !bar || range.getBoundingClientRect().right <= bar.getBoundingClientRect().left;
        })"""
    )


@every_page
def test_a_page_prints_on_a4_and_loses_nothing(page: Page, folder: Path, name: str) -> None:
    _open(page, folder, name)
    document = page.pdf(prefer_css_page_size=True)
    sizes = {
        tuple(round(float(side)) for side in box)
        for box in re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", document)
    }
    assert sizes == ({(842, 595)} if name.startswith("form") else {(595, 842)})
    page.emulate_media(media="print")
    page.set_viewport_size({"width": A4_TEXT if not name.startswith("form") else 1046, "height": 900})
    cut = page.evaluate(
        """() => [...document.querySelectorAll('table, p, dd, h1, h2, h3, figcaption')].filter(one =>
            one.getBoundingClientRect().right > document.documentElement.clientWidth + 1
        ).map(one => one.outerHTML.slice(0, 200))"""
    )
    assert cut == []
