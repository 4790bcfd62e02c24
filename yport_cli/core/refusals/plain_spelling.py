"""Rules about values that are read, but that other programs may read otherwise; `--fix` writes them plainly."""

from yport_cli.core.issues.issue import Issue, Route, Severity
from yport_cli.core.issues.sentence import Sentence


def year_spelling(route: Route, found: str, style: str) -> Issue:
    """A fiscal year is spelled as in `fiscal_years`.

    ja: 年度は `fiscal_years` と同じ書き方で書きます。

    H31, 平成31年度 and R1 are one year to this program, but not to a search in an editor or to a program that looks
    a figure up by the name of its year.

    ja: H31・平成31年度・R1 は、このプログラムには同じ年度です。けれども、エディターの検索や、年度の名で値を引くプログラムには
    別の言葉です。

    Form: ５－２ ⑧ 事業実施期間

    Fails::

        budget: {unit: 千円, total: 120, years: {平成29年度: 40}}

    Passes::

        budget: {unit: 千円, total: 120, years: {H29: 40}}
    """
    return _warning(
        "year-spelling",
        route,
        Sentence(
            f"「{found}」は fiscal_years では「{style}」と書かれています",
            f"{found!r} is spelled {style!r} in fiscal_years",
        ),
        style,
    )


def number_spelling(route: Route, found: str, plain: str) -> Issue:
    """A number is spelled in plain half-width digits, without quotes and separators.

    ja: 数は、引用符も区切りもない半角数字で書きます。

    Full-width digits, `1,000` and `▲5` are read here, but are text to every other program that reads the file. So
    are the digits in quotes, and a rate such as `５０％`.

    ja: 全角数字・`1,000`・`▲5` はこのプログラムでは読めますが、ファイルを読むほかのプログラムにとっては文字列です。引用符の
    中の数字や、`５０％` のような割合も同じです。

    Form: ５－２ ⑤・⑦

    Fails::

        budget: {unit: 千円, total: １２０}

    Passes::

        budget: {unit: 千円, total: 120}
    """
    return _warning(
        "number-spelling",
        route,
        Sentence(
            f"数「{found}」は {plain} と読みましたが、ほかのプログラムでは読めないことがあります",
            f"the number {found!r} was read as {plain}; other programs may not read it so",
        ),
        plain,
    )


def quoted_number(route: Route, number: str) -> Issue:
    """A plain number stands in quotes: a case of `number-spelling`."""
    return Issue(
        "number-spelling",
        route,
        Sentence(
            f"数 {number} が引用符で囲まれ、ほかのプログラムには文字列になっています",
            f"the number {number} is in quotes, so other programs take it for text",
        ),
        Sentence(f"引用符は要りません。{number} と書いてください", f"it needs no quotes: write {number}"),
        Severity.WARNING,
        fix=number,
    )


def date_spelling(route: Route, found: str, plain: str) -> Issue:
    """A date is spelled as 2020-03-31.

    ja: 日付は 2020-03-31 のように書きます。

    Dates of an era are read here, but a schema or a calendar program takes the ISO spelling only.

    ja: 元号の日付もこのプログラムでは読めますが、スキーマや暦のプログラムが読むのは西暦の書き方だけです。

    Form: ６ 計画期間

    Fails::

        period: {start: null, end: 平成31年3月31日}

    Passes::

        period: {start: null, end: 2019-03-31}
    """
    return _warning(
        "date-spelling",
        route,
        Sentence(
            f"日付「{found}」は {plain} と読みましたが、ほかのプログラムでは読めないことがあります",
            f"the date {found!r} was read as {plain}; other programs may not read it so",
        ),
        plain,
    )


def _warning(code: str, route: Route, message: Sentence, fix: str) -> Issue:
    hint = Sentence(f"{fix} と書いてください", f"write {fix}")
    return Issue(code, route, message, hint, Severity.WARNING, fix=fix)
