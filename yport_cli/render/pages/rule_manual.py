"""A rule's manual, for a terminal and as Markdown."""

from collections.abc import Iterator
from textwrap import indent

from yport_cli.core.catalogue.manual import Manual
from yport_cli.core.issues.issue import Rule
from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.render.wording.safe_text import escape_controls

_FAILS = Sentence("誤りの例", "Fails")
_PASSES = Sentence("正しい例", "Passes")
_FORM = Sentence("様式", "Section of the form")
_WHOLE_FILE = Sentence("なし（ファイルの書き方）", "none: it is about how the file is written")
SEVERITIES = {"error": Sentence("エラー", "error"), "warning": Sentence("警告", "warning")}
_FIXABLE = Sentence("--fix で直せます", "--fix mends it")
_BEYOND = Sentence("JSON Schema では表せません", "beyond a JSON Schema")


def manual_text(rule: Rule, manual: Manual, language: Language) -> str:
    """The manual as it is read on a terminal."""
    parts = [
        f"{rule.code} ({facts_of(rule, language)})",
        manual.title.text_in(language),
        *_why(manual, language),
        *(f"{heading}:\n{indent(shown, '    ')}" for heading, shown in _examples(manual, language)),
    ]
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def manual_markdown(rule: Rule, manual: Manual, language: Language) -> str:
    """The manual as Markdown, for code scanning and for web pages."""
    parts = [
        f"# `{rule.code}`",
        f"**{manual.title.text_in(language)}** ({facts_of(rule, language)})",
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
        how = f" ({example.how})" if example.how else ""
        lines = example.text.rstrip("\n").split("\n")
        yield sentence.text_in(language) + how, "".join(escape_controls(line) + "\n" for line in lines)
