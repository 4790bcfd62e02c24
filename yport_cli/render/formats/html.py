"""Reports as HTML: pages that need nothing from anywhere, without JavaScript."""

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from yport_cli import __version__
from yport_cli.core.issues.sentence import Language
from yport_cli.core.numbers.number import plain, rounded
from yport_cli.core.plan.site import Logo, Site
from yport_cli.render.formats.data_links import DataLink
from yport_cli.render.formats.svg import svg
from yport_cli.render.formats.svg_lines import shows_zero
from yport_cli.render.shapes.evaluation_sheet import EvaluationSheet
from yport_cli.render.shapes.plan_index import PlanIndex
from yport_cli.render.shapes.report import Chart, KpiRow, LineChart, Report
from yport_cli.render.shapes.table import Table
from yport_cli.render.wording.labels import label
from yport_cli.render.wording.safe_text import escape_controls
from yport_cli.render.wording.width import cells
from yport_cli.render.wording.years import date_text, full_date_text

# Kana, kanji and the signs that go with them, with Latin letters and digits in their midst.
_SIGNS = "[\u3001-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uffef]+"
_JAPANESE = re.compile(rf"{_SIGNS}(?:[0-9A-Za-z.,&-]+{_SIGNS})*")
_FIGURE_END = re.compile("([0-9]) $")

# A name of full-width letters, short enough to stand on one line of the narrowest screen.
_LETTER = "[\uff21-\uff3a\uff41-\uff5a\uff0d]"
_FULL_WIDTH_NAME = re.compile(f"(?<!{_LETTER}){_LETTER}{{2,12}}(?!{_LETTER})")

_PRINTED = 110
"""How many half-width signs stand side by side in a table on A4."""

_PRINTED_WORDS = 106
"""The same of headings, which are bold and smaller, and the spaces between columns."""

_LICENCES = re.compile(r"CC-(BY(?:-(?:NC|SA|ND)){0,2})-([1-4]\.[0-9])")


def report_html(report: Report, site: Site, links: Sequence[DataLink] = (), index: str = "") -> str:
    """The page of one plan; `index` is where the page of all plans stands, relative to it."""
    context = {"report": report, "links": links, "index": index, "licence_url": _licence_url(report)}
    return _page("report.html", context, report.language, site)


def evaluation_html(form: EvaluationSheet, site: Site) -> str:
    """The 効果検証 sheet as a page."""
    return _page("kensho.html", {"form": form}, form.language, site)


def index_html(index: PlanIndex, site: Site) -> str:
    """The page that leads to the pages of several plans."""
    return _page("index.html", {"index": index}, index.language, site)


def _page(name: str, context: Mapping[str, Any], language: Language, site: Site) -> str:
    return _environment(language).get_template(name).render({**context, "site": site})


@lru_cache(maxsize=4)  # the pages of a site share their templates
def _environment(language: Language) -> Environment:
    environment = Environment(
        loader=PackageLoader("yport_cli.render.formats"),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        svg=_svg,
        meter=_meter,
        image=_image,
        safe_text=escape_controls,
        day=lambda day: date_text(day, language),
        full_day=lambda day: full_date_text(day, language),
        unbroken=lambda text: _unbroken(_native(text, language)),
        native=lambda text: _native(text, language),
    )
    environment.tests["above_zero"] = lambda chart: isinstance(chart, LineChart) and not shows_zero(chart)
    environment.tests["fitting"] = _fits_print
    environment.tests["of_whole_words"] = _fits_in_words
    environment.globals.update(language=language, version=__version__, label=lambda key: label(key, language))
    return environment


def _fits_print(table: Table) -> bool:
    """Whether no figure need be broken over two lines of A4: words may be, between any two signs."""
    figures = [
        max((cells(row[place].text) for row in table.rows), default=0)
        for place, column in enumerate(table.columns)
        if column.numeric
    ]
    return sum(figures) + 3 * len(table.columns) <= _PRINTED


def _fits_in_words(table: Table) -> bool:
    """Whether the words of its headings need not be broken either, where spaces part them."""
    widest = [
        max((cells(word) for text in _texts_of(table, place) for word in text), default=0)
        for place in range(len(table.columns))
    ]
    return _fits_print(table) and sum(widest) + len(table.columns) <= _PRINTED_WORDS


def _texts_of(table: Table, place: int) -> Iterator[list[str]]:
    """The words of a heading, and the figures below it, which are whole."""
    column = table.columns[place]
    yield column.heading.split()
    if column.numeric:
        yield [row[place].text for row in table.rows]


def _svg(chart: Chart) -> Markup:
    return Markup(svg(chart))  # noqa: S704  it escapes what it is given


def _image(logo: Logo) -> str:
    return f"data:{logo.media_type};base64,{b64encode(logo.data).decode()}"


def _meter(row: KpiRow) -> Markup:
    """A bar as long as the whole plan's target, with a tick where the ended years' target stands."""
    if row.filled is None:
        return Markup("")
    due = ""
    if row.due is not None:
        at = _share(min(max(row.due, Fraction(1, 200)), Fraction(199, 200)))
        due = (
            f'<line class="halo" x1="{at}" x2="{at}" y1="5" y2="15"/>'
            f'<line class="due" x1="{at}" x2="{at}" y1="0" y2="20"/>'
        )
    return Markup(  # noqa: S704
        '<svg class="bar" aria-hidden="true" focusable="false">'
        '<rect class="rest" x="0" y="4" width="100%" height="12"/>'
        f'<rect class="fill" x="0" y="4" width="{_share(row.filled)}" height="12"/>{due}</svg>'
    )


def _share(part: Fraction) -> str:
    return f"{plain(rounded(part * 100, 2).normalize())}%"


def _licence_url(report: Report) -> str:
    """Where the text of a Creative Commons licence stands; of others it is not known."""
    match = _LICENCES.fullmatch(report.publisher.licence)
    return f"https://creativecommons.org/licenses/{match[1].lower()}/{match[2]}/" if match else ""


def _unbroken(text: Markup) -> Markup:
    """`text` with its full-width Latin names each on one line."""
    return Markup(_FULL_WIDTH_NAME.sub(r'<span class="nw">\g<0></span>', str(text)))  # noqa: S704


def _native(text: str, language: Language) -> Markup:
    """`text` with its Japanese marked as such in a page of another language."""
    if language == "ja":
        return escape(text)
    pieces = []
    end = 0
    for match in _JAPANESE.finditer(text):
        # A figure and its unit stay on one line.
        before = _FIGURE_END.sub("\\1\u00a0", text[end : match.start()])
        pieces += [escape(before), Markup('<span lang="ja">{}</span>').format(match[0])]
        end = match.end()
    return Markup("").join([*pieces, escape(text[end:])])
