"""Rules about values that other programs may read otherwise; `--fix` writes them plainly."""

from yport_cli.core.issues.issue import Issue, Route, Rule, Severity
from yport_cli.core.issues.sentence import Sentence

YEAR_SPELLING = Rule("year-spelling", Severity.WARNING, fixable=True)
NUMBER_SPELLING = Rule("number-spelling", Severity.WARNING, fixable=True)
UNIT_SPELLING = Rule("unit-spelling", Severity.WARNING, fixable=True)
DATE_SPELLING = Rule("date-spelling", Severity.WARNING, fixable=True)


def year_spelling(route: Route, found: str, style: str) -> Issue:
    """A fiscal year is spelled as in `fiscal_years`."""
    return _warning(
        YEAR_SPELLING,
        route,
        Sentence(
            f"「{found}」は fiscal_years では「{style}」と書かれています",
            f"{found!r} is spelled {style!r} in fiscal_years",
        ),
        style,
    )


def number_spelling(route: Route, found: str, plain: str) -> Issue:
    """A number is spelled in plain half-width digits, without quotes and separators."""
    return _warning(
        NUMBER_SPELLING,
        route,
        Sentence(
            f"数「{found}」は {plain} と読みましたが、ほかのプログラムでは読めないことがあります",
            f"the number {found!r} was read as {plain}; other programs may not read it so",
        ),
        plain,
    )


def quoted_number(route: Route, number: str) -> Issue:
    """A plain number stands in quotes: a case of `number-spelling`."""
    return NUMBER_SPELLING.issue(
        route,
        Sentence(
            f"数 {number} が引用符で囲まれ、ほかのプログラムには文字列になっています",
            f"the number {number} is in quotes, so other programs take it for text",
        ),
        Sentence(f"引用符は要りません。{number} と書いてください", f"it needs no quotes: write {number}"),
        fix=number,
    )


def date_spelling(route: Route, found: str, plain: str) -> Issue:
    """A date is spelled as 2020-03-31."""
    return _warning(
        DATE_SPELLING,
        route,
        Sentence(
            f"日付「{found}」は {plain} と読みましたが、ほかのプログラムでは読めないことがあります",
            f"the date {found!r} was read as {plain}; other programs may not read it so",
        ),
        plain,
    )


def unit_spelling(route: Route, found: str) -> Issue:
    """A figure without a unit has `unit: null`."""
    return UNIT_SPELLING.issue(
        route,
        Sentence(
            f"単位「{found}」は、単位がないものと読みました",
            f"the unit {found!r} was read as no unit",
        ),
        Sentence(
            "単位のない数なら null と書いてください。あるなら、その単位を書いてください",
            "write null for a figure without a unit; if it has one, write that",
        ),
        fix="null",
    )


def _warning(rule: Rule, route: Route, message: Sentence, fix: str) -> Issue:
    return rule.issue(route, message, Sentence(f"{fix} と書いてください", f"write {fix}"), fix=fix)
