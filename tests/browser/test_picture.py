"""The picture of the READMEs is the page that the program makes of the town of the guides.

After the page has changed: `UPDATE_SNAPSHOTS=1 pytest tests/browser/test_picture.py`.
"""

import os
import shutil
from base64 import b64encode
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, sync_playwright

from example import ROOT
from program import command

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
PICTURE = ROOT / "docs" / "page.png"
TOWN = ROOT / "docs" / "guide" / "town" / "港町.yaml"
MOST = 0.02
"""How much of black another rasterizer, or another font, may change of a pixel, on average."""

pytestmark = [pytest.mark.slow, pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed")]

# The mean difference of two pictures, both drawn at a quarter of their size: 0 to 1.
_DIFFERENCE = """async ([one, other]) => {
    const pixels = async source => {
        const image = new Image();
        image.src = `data:image/png;base64,${source}`;
        await image.decode();
        const canvas = new OffscreenCanvas(image.width / 4, image.height / 4);
        const context = canvas.getContext('2d');
        context.drawImage(image, 0, 0, canvas.width, canvas.height);
        return [image.width, image.height, ...context.getImageData(0, 0, canvas.width, canvas.height).data];
    };
    const [a, b] = [await pixels(one), await pixels(other)];
    if (a[0] !== b[0] || a[1] !== b[1]) return 1;
    return a.slice(2).reduce((sum, value, at) => sum + Math.abs(value - b[at + 2]), 0) / (a.length - 2) / 255;
}"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    report = tmp_path_factory.mktemp("picture") / "report.html"
    command("report", TOWN, "-o", report, status=0)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=BROWSER, args=["--disable-gpu", "--disable-lcd-text"], chromium_sandbox=False
        )
        page = browser.new_page(viewport={"width": 960, "height": 850})
        page.goto(report.as_uri())
        yield page
        browser.close()


def _difference(page: Page, one: bytes, other: bytes) -> float:
    return float(page.evaluate(_DIFFERENCE, [b64encode(one).decode(), b64encode(other).decode()]))


def test_the_picture_is_of_the_page_of_today(page: Page) -> None:
    now = page.screenshot()
    if os.environ.get("UPDATE_SNAPSHOTS") == "1":
        PICTURE.write_bytes(now)
    assert _difference(page, now, PICTURE.read_bytes()) < MOST


def test_a_word_more_on_the_page_would_be_seen(page: Page) -> None:
    before = page.screenshot()
    page.evaluate("document.querySelector('h1').after(document.querySelector('h1').cloneNode(true))")
    assert _difference(page, before, page.screenshot()) > MOST


def test_the_picture_is_small() -> None:
    assert PICTURE.stat().st_size <= 150 * 1024


@pytest.mark.parametrize("readme", ["README.md", "README.en.md"])
def test_the_readmes_show_it(readme: str) -> None:
    assert "](docs/page.png)" in (ROOT / readme).read_text(encoding="utf-8")
