"""Reports over several plans: a page each, and an index that leads to them."""

from collections.abc import Callable, Iterable, Sequence

from yport_cli.core.figures.outcome import Outcome
from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.core.refusals.command_lines import USAGE
from yport_cli.render.data.json_v1 import break_even_object, budget_object, status_object
from yport_cli.render.pages.report_page import report_of
from yport_cli.render.pages.status import several_page
from yport_cli.render.shapes.report import IndexEntry, UserTemplate
from yport_cli.render.shapes.table import Page
from yport_cli.render.wording.file_names import file_name, folded
from yport_cli.render.wording.report_sentences import as_of_sentence, period_text
from yport_cli.render.wording.safe_text import escape_controls

INDEX = "index"


def html_page(outcome: Outcome, language: Language, own: UserTemplate | None, index: str = "") -> str:
    """The HTML page of one plan."""
    from yport_cli.render.formats.html import report_html

    result, ledger = outcome.break_even, outcome.ledger
    data = {
        "status": status_object(outcome, language),
        "budget": budget_object(outcome.plan, outcome.budget, ledger, []),
        "breakeven": None if result is None else break_even_object(outcome.plan, result, ledger, []),
    }
    return report_html(report_of(outcome, language), data, own, index)


def html_site(
    outcomes: Sequence[Outcome], language: Language, own: UserTemplate | None
) -> list[tuple[str, str]]:
    """The names and texts of the files. Raises `Refusal` where two plans would share a file."""
    from yport_cli.render.formats.html import index_html

    index = f"{INDEX}.html"
    pages = (html_page(outcome, language, own, index) for outcome in outcomes)
    return _site(outcomes, language, ".html", pages, index_html)


def markdown_site(outcomes: Sequence[Outcome], language: Language) -> list[tuple[str, str]]:
    """As `html_site`, in Markdown."""
    from yport_cli.render.formats.markdown import index_markdown, report_markdown

    pages = (report_markdown(report_of(outcome, language)) for outcome in outcomes)
    return _site(outcomes, language, ".md", pages, index_markdown)


def _site(
    outcomes: Sequence[Outcome],
    language: Language,
    suffix: str,
    pages: Iterable[str],
    index: Callable[[Sequence[IndexEntry], Page, Language], str],
) -> list[tuple[str, str]]:
    names = _names(outcomes, suffix)
    entries = [_entry(name, outcome, language) for name, outcome in zip(names, outcomes, strict=True)]
    overview = index(entries, several_page(outcomes, language), language)
    return [(f"{INDEX}{suffix}", overview), *zip(names, pages, strict=True)]


def _entry(name: str, outcome: Outcome, language: Language) -> IndexEntry:
    plan = outcome.plan
    return IndexEntry(
        href=name,
        title=escape_controls(plan.name),
        authors=("、" if language == "ja" else ", ").join(map(escape_controls, plan.authors)),
        period=period_text(plan, language),
        as_of=as_of_sentence(outcome, language),
    )


def _names(outcomes: Sequence[Outcome], suffix: str) -> list[str]:
    names = [file_name(outcome.plan.id, suffix) for outcome in outcomes]
    taken = {f"{INDEX}{suffix}"}
    for name, outcome in zip(map(folded, names), outcomes, strict=True):
        if name in taken:
            raise USAGE.refusal(
                Sentence(
                    f"計画のid「{outcome.plan.id}」のページ名が重なります",
                    f"the page of the plan {outcome.plan.id!r} would take a name that is taken",
                ),
                Sentence("計画ごとに違う id を付けてください", "give each plan an id of its own"),
            )
        taken.add(name)
    return names
