"""The rules as a table, and as objects for machines."""

import re
from collections.abc import Sequence
from typing import Any

from yport_cli.core.catalogue.manual import Example, manual_of
from yport_cli.core.issues.issue import Rule
from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.render.data.json_v1 import SCHEMA_VERSION
from yport_cli.render.shapes.cell import Cell, Text
from yport_cli.render.shapes.table import Column, Page, Table

_TITLE = Sentence("検査の一覧", "The rules")
_LEAD = Sentence(
    "`yport explain CODE` で一つずつ説明します。スキーマ欄の「外」は、JSON Schema では表せない検査です。",
    "`yport explain CODE` explains one. `beyond` in the schema column: no JSON Schema can hold the rule.",
)
_CAPTION = Sentence("検査", "Rules")
_HEADINGS = {
    "code": Sentence("名前", "Code"),
    "severity": Sentence("重大度", "Severity"),
    "fixable": Sentence("--fix", "--fix"),
    "schema": Sentence("スキーマ", "Schema"),
    "title": Sentence("求めること", "What holds"),
}
_ERROR = Sentence("エラー", "error")
_WARNING = Sentence("警告", "warning")
_CODE_SPAN = re.compile("`([^`]*)`")
_YES = Sentence("可", "yes")
_WITHIN = Sentence("内", "within")
_BEYOND = Sentence("外", "beyond")


def rules_page(rules: Sequence[Rule], language: Language) -> Page:
    """Every rule in a line."""
    return Page(_TITLE.text_in(language), (_quoted(_LEAD, language),), (rules_table(rules, language),))


def rules_table(rules: Sequence[Rule], language: Language) -> Table:
    """Code, severity, whether it can be mended, whether a schema holds it, and what it asks for."""
    return Table(
        "rules",
        _CAPTION.text_in(language),
        tuple(Column(name, heading.text_in(language)) for name, heading in _HEADINGS.items()),
        tuple(_row(rule, language) for rule in rules),
    )


def explain_object(rules: Sequence[Rule], language: Language) -> dict[str, Any]:
    """The object of `yport explain`."""
    return {
        "schema_version": SCHEMA_VERSION,
        "command": "explain",
        "rules": [_rule(rule, language) for rule in rules],
    }


def _row(rule: Rule, language: Language) -> tuple[Cell, ...]:
    severity = _ERROR if rule.severity.value == "error" else _WARNING
    return (
        Text(rule.code, rule.code),
        Text(rule.severity.value, severity.text_in(language)),
        Text(rule.fixable, _YES.text_in(language) if rule.fixable else ""),
        Text(
            "within" if rule.in_schema else "beyond",
            (_WITHIN if rule.in_schema else _BEYOND).text_in(language),
        ),
        _text(_quoted(manual_of(rule).title, language)),
    )


def _rule(rule: Rule, language: Language) -> dict[str, Any]:
    manual = manual_of(rule)
    return {
        "code": rule.code,
        "severity": rule.severity.value,
        "fixable": rule.fixable,
        "beyond_schema": not rule.in_schema,
        "title": manual.title.text_in(language),
        "why": manual.why.text_in(language),
        "form": None if manual.form == "-" else manual.form,
        "fails": _example(manual.fails),
        "passes": _example(manual.passes),
    }


def _example(example: Example) -> dict[str, Any]:
    return {"text": example.text, "how": example.how or None}


def _quoted(sentence: Sentence, language: Language) -> str:
    """A sentence of a manual with quotes for code spans: a table is drawn in formats that know none."""
    text = sentence.text_in(language)
    return (
        _CODE_SPAN.sub(r"「\1」", text).replace("」 ", "」")
        if language == "ja"
        else _CODE_SPAN.sub(r"“\1”", text)
    )


def _text(text: str) -> Text:
    return Text(text, text)
