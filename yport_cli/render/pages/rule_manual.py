"""A rule's manual, for a terminal and as Markdown."""

from yport_cli.core.catalogue.manual import Example, Manual
from yport_cli.core.issues.issue import Rule
from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.render.wording.safe_text import escape_controls

_FAILS = Sentence("誤りの例", "Fails")
_PASSES = Sentence("正しい例", "Passes")
_FORM = Sentence("様式", "Section of the form")
_WHOLE_FILE = Sentence("なし（ファイルの書き方）", "none: it is about how the file is written")
_SEVERITIES = {"error": Sentence("エラー", "error"), "warning": Sentence("警告", "warning")}
_FIXABLE = Sentence("--fix で直せます", "--fix mends it")
_BEYOND = Sentence("JSON Schema では表せません", "beyond a JSON Schema")


def manual_text(rule: Rule, manual: Manual, language: Language) -> str:
    """The manual as it is read on a terminal."""
    parts = [
        f"{rule.code} ({facts_of(rule, language)})",
        manual.title.text_in(language),
        manual.why.text_in(language),
        f"{_FORM.text_in(language)}: {form_of(manual, language)}",
        f"{_heading(_FAILS, manual.fails, language)}:\n{_indented(manual.fails)}",
        f"{_heading(_PASSES, manual.passes, language)}:\n{_indented(manual.passes)}",
    ]
    return "\n\n".join(parts) + "\n"


def manual_markdown(rule: Rule, manual: Manual, language: Language) -> str:
    """The manual as Markdown, for code scanning and for web pages."""
    parts = [
        f"# `{rule.code}`",
        f"**{manual.title.text_in(language)}** ({facts_of(rule, language)})",
        manual.why.text_in(language),
        f"{_FORM.text_in(language)}: {form_of(manual, language)}",
        f"## {_heading(_FAILS, manual.fails, language)}",
        f"```yaml\n{_shown(manual.fails)}```",
        f"## {_heading(_PASSES, manual.passes, language)}",
        f"```yaml\n{_shown(manual.passes)}```",
    ]
    return "\n\n".join(parts) + "\n"


def facts_of(rule: Rule, language: Language) -> str:
    """The rule's severity, and what else is fixed about it."""
    facts = [_SEVERITIES[rule.severity.value]]
    facts += [_FIXABLE] if rule.fixable else []
    facts += [] if rule.in_schema else [_BEYOND]
    return ("、" if language == "ja" else "; ").join(fact.text_in(language) for fact in facts)


def form_of(manual: Manual, language: Language) -> str:
    """The section of the plan's form that the rule is about."""
    return _WHOLE_FILE.text_in(language) if manual.form == "-" else manual.form


def _heading(sentence: Sentence, example: Example, language: Language) -> str:
    heading = sentence.text_in(language)
    return f"{heading} ({example.how})" if example.how else heading


def _indented(example: Example) -> str:
    return "\n".join(f"    {line}".rstrip() for line in _shown(example).rstrip("\n").split("\n"))


def _shown(example: Example) -> str:
    return "".join(escape_controls(line) + "\n" for line in example.text.rstrip("\n").split("\n"))
