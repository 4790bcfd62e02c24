"""Reports as HTML: pages that need nothing from anywhere, without JavaScript."""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from traceback import walk_tb
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    DictLoader,
    PackageLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from yport_cli import __version__
from yport_cli.core.issues.issue import Refusal
from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.core.numbers.number import plain, rounded
from yport_cli.core.refusals.command_lines import BAD_TEMPLATE
from yport_cli.render.formats.svg import svg
from yport_cli.render.shapes.evaluation_sheet import EvaluationSheet
from yport_cli.render.shapes.report import Chart, Gauge, IndexEntry, Report, UserTemplate
from yport_cli.render.shapes.table import Page
from yport_cli.render.wording.figures import figure
from yport_cli.render.wording.labels import label

# Kana, kanji and the signs that go with them, with Latin letters and digits in their midst.
_SIGNS = "[\u3001-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uffef]+"
_JAPANESE = re.compile(rf"{_SIGNS}(?:[0-9A-Za-z.,&-]+{_SIGNS})*")
_FIGURE_END = re.compile("([0-9]) $")

_OWN = "own"
_TEMPLATE = "<template>"


def report_html(
    report: Report, data: Mapping[str, Any], own: UserTemplate | None = None, index: str = ""
) -> str:
    """The page of one plan; `index` is where the page of all plans stands, relative to it."""
    context = {"report": report, "data": data, "index": index}
    return _page("report.html", context, report.language, own)


def evaluation_html(form: EvaluationSheet, own: UserTemplate | None = None) -> str:
    """The 効果検証 sheet as a page."""
    # Templates of users may name the columns without the form.
    names = ("project_columns", "kpi_columns", "people_columns")
    context = {"form": form, **{name: getattr(form, name) for name in names}}
    return _page("kensho.html", context, form.language, own)


def index_html(entries: Sequence[IndexEntry], overview: Page, language: Language) -> str:
    """The page that leads to the pages of several plans."""
    context = {"entries": entries, "overview": overview, "title": label("reports", language)}
    return _page("index.html", context, language, None)


def _page(name: str, context: Mapping[str, Any], language: Language, own: UserTemplate | None) -> str:
    """The page that a template makes. Raises `Refusal` for a fault of the user's own."""
    environment = _environment(language, own)
    if own is None:
        return environment.get_template(name).render(context)
    try:
        return environment.get_template(_OWN).render(context)
    except TemplateSyntaxError as error:
        raise _bad_template(own.name, error.lineno, error.message or "") from None
    except (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        frames = walk_tb(error.__traceback__)
        lines = [line for frame, line in frames if frame.f_code.co_filename == _TEMPLATE]
        if not lines:
            raise
        raise _bad_template(own.name, lines[-1], str(error)) from None


@lru_cache(maxsize=4)  # the pages of a site share their templates
def _environment(language: Language, own: UserTemplate | None) -> ImmutableSandboxedEnvironment:
    loaders: list[BaseLoader] = [PackageLoader("yport_cli.render.formats")]
    if own is not None:
        loaders.insert(0, DictLoader({_OWN: own.text}))
    environment = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader(loaders), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
    environment.filters.update(
        svg=_svg,
        meter=_meter,
        figure=lambda value: figure(value).text,
        native=lambda text: _native(text, language),
    )
    environment.globals.update(language=language, version=__version__, label=lambda key: label(key, language))
    return environment


def _svg(chart: Chart) -> Markup:
    return Markup(svg(chart))  # noqa: S704  it escapes what it is given


_NEARLY = Fraction(98, 100)
"""So much of a bar is filled at most while the target is not achieved: a gap that the eye sees."""


def _meter(gauge: Gauge) -> Markup:
    """A bar that is full only when the target is achieved; the rate stands beside it in words."""
    rate = gauge.rate.value
    share = min(max(rate, Fraction(0)), _NEARLY) if isinstance(rate, Fraction) else Fraction(0)
    width = "100" if gauge.is_full else plain(rounded(share * 100, 2))
    return Markup(  # noqa: S704
        '<svg width="100%" height="10" aria-hidden="true">'
        '<rect x="0" y="0" width="100%" height="10" fill="#dbe4ec"/>'
        f'<rect x="0" y="0" width="{width}%" height="10" fill="#1d5b96"/></svg>'
    )


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


def _bad_template(name: str, line: int, reason: str) -> Refusal:
    return BAD_TEMPLATE.refusal(
        Sentence(
            f"{name}:{line}: テンプレートの誤りです（{reason}）",
            f"{name}:{line}: a fault in the template ({reason})",
        ),
        Sentence("使える値は docs/report.md にあります", "docs/report.md lists what a template can use"),
    )
