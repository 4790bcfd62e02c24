"""A rule's manual, for a terminal and as Markdown."""

from collections.abc import Iterator
from textwrap import indent

from yport_cli.core.catalogue.manual import Manual
from yport_cli.core.issues.issue import Rule
from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.render.wording.cells import in_brackets
from yport_cli.render.wording.safe_text import escape_controls

_FAILS = Sentence("誤りの例", "Fails")
_PASSES = Sentence("正しい例", "Passes")
_FORM = Sentence("様式", "Section of the form")
_WHOLE_FILE = Sentence("なし（ファイルの書き方）", "none: it is about how the file is written")
SEVERITIES = {"error": Sentence("エラー", "error"), "warning": Sentence("警告", "warning")}
_FIXABLE = Sentence("--fix で直せます", "--fix mends it")
_BEYOND = Sentence("JSON Schema では表せません", "beyond a JSON Schema")
HOW_IN_JAPANESE = {
    "a command": "コマンド",
    "a file that is not there": "ないファイル",
    "a ledger": "台帳",
    "a ledger saved as CP932": "CP932で保存した台帳",
    "a ledger saved as CP932, with the byte FF at its end": "CP932で保存し、終わりにバイト FF がある台帳",
    "a ledger without a plan": "計画のない台帳",
    "a ledger, the last line 200,000 times without line ends": "台帳。最後の行を改行なしで200,000回",
    "a ledger, with a rate of 0 in H31": "台帳。H31の交付率は0",
    "a link to the folder it stands in": "自分のいるフォルダーへのリンク",
    "a workbook": "ブック",
    "a workbook with a password": "パスワードのあるブック",
    "a workbook with two sheets": "シートが二つのブック",
    "a workbook with two sheets, the first called 台帳": "シートが二つで、一つ目の名前が「台帳」のブック",
    "a workbook with two sheets, the first hidden and called 台帳": (
        "シートが二つで、一つ目が非表示で名前が「台帳」のブック"
    ),
    "a workbook, A2 and A3 merged": "A2とA3を結合したブック",
    "a workbook, shown in thousands": "千単位で表示するブック",
    "after the plan": "計画の後に",
    "instead of the plan": "計画の代わりに",
    "saved as CP932": "CP932で保存",
    "saved with a byte order mark": "BOM付きで保存",
    "the last line 2,000 times": "最後の行を2,000回",
    "the last line 200,000 times": "最後の行を200,000回",
    r"with \x07 as the character itself": r"\x07 はその文字そのもの",
}
"""How an example becomes a file: as the manuals say it, and in Japanese."""


def manual_text(rule: Rule, manual: Manual, language: Language) -> str:
    """The manual as it is read on a terminal."""
    parts = [
        f"{rule.code}{in_brackets(facts_of(rule, language), language)}",
        manual.title.text_in(language),
        *_why(manual, language),
        *(f"{heading}:\n{indent(shown, '    ')}" for heading, shown in _examples(manual, language)),
    ]
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def manual_markdown(rule: Rule, manual: Manual, language: Language) -> str:
    """The manual as Markdown, for code scanning and for web pages."""
    parts = [
        f"# `{rule.code}`",
        f"**{manual.title.text_in(language)}**{in_brackets(facts_of(rule, language), language)}",
        *_why(manual, language),
        *(f"## {heading}\n\n```yaml\n{shown}```" for heading, shown in _examples(manual, language)),
    ]
    return "\n\n".join(parts) + "\n"


def facts_of(rule: Rule, language: Language) -> str:
    """The rule's severity, and what else is fixed about it."""
    facts = [SEVERITIES[rule.severity.value]]
    facts += [_FIXABLE] if rule.fixable else []
    facts += [] if rule.in_schema else [_BEYOND]
    return ("、" if language == "ja" else "; ").join(fact.text_in(language) for fact in facts)


def form_of(manual: Manual, language: Language) -> str:
    """The section of the plan's form that the rule is about."""
    return _WHOLE_FILE.text_in(language) if manual.form == "-" else manual.form


def _why(manual: Manual, language: Language) -> tuple[str, str]:
    return manual.why.text_in(language), f"{_FORM.text_in(language)}: {form_of(manual, language)}"


def _examples(manual: Manual, language: Language) -> Iterator[tuple[str, str]]:
    """The heading and the lines of what fails, and of what passes."""
    for sentence, example in ((_FAILS, manual.fails), (_PASSES, manual.passes)):
        told = HOW_IN_JAPANESE[example.how] if language == "ja" and example.how else example.how
        lines = example.text.rstrip("\n").split("\n")
        yield (
            sentence.text_in(language) + in_brackets(told, language),
            "".join(escape_controls(line) + "\n" for line in lines),
        )
