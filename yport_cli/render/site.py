"""Reports over several plans: a page each, and an index that leads to them."""

import re
from collections.abc import Callable, Sequence
from functools import partial

from yport_cli.core.figures.outcome import Outcome
from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.core.plan.site import Site
from yport_cli.core.refusals.command_lines import USAGE
from yport_cli.render.data.tidy import tidy_records
from yport_cli.render.pages.index_page import Group, Sort, indexes_of
from yport_cli.render.pages.report_page import report_of
from yport_cli.render.shapes.plan_index import PlanIndex
from yport_cli.render.wording.file_names import file_name, folded

INDEX = "index"

File = tuple[str, Callable[[], str]]
"""The name of a file, and what makes its text: the pages of a thousand plans need not be held at once.

What makes it can be handed to another process.
"""


def html_page(outcome: Outcome, language: Language, site: Site, index: str = "") -> str:
    """The HTML page of one plan, with its figures as files in it."""
    from yport_cli.render.formats.data_links import data_links
    from yport_cli.render.formats.html import report_html

    links = data_links(tidy_records([outcome]), outcome.plan.id, language, outcome.ledger.as_of)
    return report_html(report_of(outcome, language, site), site, links, index)


def html_site(
    outcomes: Sequence[Outcome],
    language: Language,
    site: Site,
    sort: Sort = "attention",
    group: Group = "none",
) -> list[File]:
    """The files, the index first. Raises `Refusal` where two plans would share a file."""
    from yport_cli.render.formats.html import index_html

    index = f"{INDEX}.html"
    pages = [partial(html_page, outcome, language, site, index) for outcome in outcomes]
    return _site(outcomes, language, ".html", pages, partial(index_html, site=site), sort=sort, group=group)


def markdown_site(
    outcomes: Sequence[Outcome], language: Language, sort: Sort = "attention", group: Group = "none"
) -> list[File]:
    """As `html_site`, in Markdown."""
    from yport_cli.render.formats.markdown import index_markdown

    pages = [partial(_markdown_page, outcome, language) for outcome in outcomes]
    return _site(outcomes, language, ".md", pages, index_markdown, sort=sort, group=group)


def _markdown_page(outcome: Outcome, language: Language) -> str:
    from yport_cli.render.formats.markdown import report_markdown

    return report_markdown(report_of(outcome, language))


def _site(
    outcomes: Sequence[Outcome],
    language: Language,
    suffix: str,
    pages: Sequence[Callable[[], str]],
    written: Callable[[PlanIndex], str],
    *,
    sort: Sort,
    group: Group,
) -> list[File]:
    names = _names(outcomes, suffix)
    found = indexes_of(list(zip(names, outcomes, strict=True)), language, f"{INDEX}{suffix}", sort, group)
    indexes: list[File] = [(name, partial(written, one)) for name, one in found]
    return [*indexes, *zip(names, pages, strict=True)]


def _names(outcomes: Sequence[Outcome], suffix: str) -> list[str]:
    names = [file_name(outcome.plan.id, suffix) for outcome in outcomes]
    taken = {f"{INDEX}{suffix}"}
    of_group = re.compile(rf"{INDEX}-[0-9]+{re.escape(suffix)}")  # the pages of groups
    for name, outcome in zip(map(folded, names), outcomes, strict=True):
        if name in taken or of_group.fullmatch(name):
            raise USAGE.refusal(
                Sentence(
                    f"計画のid「{outcome.plan.id}」のページ名が重なります",
                    f"the page of the plan {outcome.plan.id!r} would take a name that is taken",
                ),
                Sentence("計画ごとに違う id を付けてください", "give each plan an id of its own"),
            )
        taken.add(name)
    return names
