"""What is missing in a plan's form, in its words: which cell is blank, and what to write there."""

from collections.abc import Collection, Iterator

from yport_cli.core.issues.issue import Issue, Route
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.plan.form import FormKey, key_at, keys_of
from yport_cli.core.refusals.documents import blank_in_form
from yport_cli.core.refusals.values import MISSING_KEY

_KPI = Sentence("KPI", "KPI")
_A_ROW = Sentence(
    "識別子を、同じ行に名称・単位・種類・向きと各年度の値", "its id (and fill in the rest of the row)"
)
_FIGURES = Sentence("その年度の数（値がない年度は -）", "the figure of the year (- where there is none)")
_EXAMPLES = {
    "id": Sentence("半角の英小文字と数字（例: town）", "small letters and digits (such as town)"),
    "date": Sentence("日付（例: 2029-03-31）", "a date (such as 2029-03-31)"),
    "year": Sentence("年度（例: R7）", "a fiscal year (such as R7)"),
    "unit": Sentence("単位（例: 人）", "its unit (such as 人)"),
    "number": Sentence("数", "a number"),
    "amount": Sentence("数（記載がなければ -）", "a number (- where the plan states none)"),
}
_SERIES = ("increments", "targets")


def in_words_of_form(issue: Issue, cells: Collection[Route]) -> Iterator[Issue]:
    """The issue; of a key that is missing one for each blank cell that would hold it."""
    if issue.rule != MISSING_KEY:
        yield issue
        return
    key = key_at(issue.route)
    if issue.route == ("kpis",):
        yield blank_in_form(issue.route, _KPI, _A_ROW)
    elif key is not None and key.name in _SERIES:
        yield blank_in_form(issue.route, _name(key), _FIGURES)
    elif key is not None:
        yield from _blanks(issue.route, key, cells) or [issue]
    else:
        yield issue


def _blanks(route: Route, key: FormKey, cells: Collection[Route]) -> list[Issue]:
    if key.block is None:
        return [blank_in_form(route, _name(key), _example(key))]
    found = []
    for name, inner in keys_of(key.block).items():
        if inner.is_required and (*route, name) in cells:
            found += _blanks((*route, name), inner, cells)
    return found


def _name(key: FormKey) -> Sentence:
    return Sentence(*key.declared.name)


def _example(key: FormKey) -> Sentence:
    """What to write, as the form takes it."""
    if key.choices:
        values = [choice.value for choice in key.choices]
        return Sentence(f" {'・'.join(values)} のどれか", f"one of {', '.join(values)}")
    kind = "" if key.takes is None else key.takes.definition
    name = _name(key)
    return _EXAMPLES.get(kind, Sentence(name.ja, f"the {name.en.lower()}"))
