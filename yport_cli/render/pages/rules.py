"""The rules as a table, and as objects for machines."""

import re
from collections.abc import Sequence
from typing import Any

from yport_cli.core.catalogue.manual import Example, manual_of
from yport_cli.core.issues.issue import Rule
from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.render.data.fields import told
from yport_cli.render.data.json_v1 import answer_object
from yport_cli.render.pages.rule_manual import SEVERITIES
from yport_cli.render.shapes.cell import Cell, Text
from yport_cli.render.shapes.table import Column, Page, Table
from yport_cli.render.wording.cells import Columns, table, text

_TITLE = Sentence("検査の一覧", "The rules")
_LEAD = Sentence(
    "`yport explain CODE` で一つずつ説明します。スキーマ欄の「外」は、JSON Schema では表せない検査です。",
    "`yport explain CODE` explains one. `beyond` in the schema column: no JSON Schema can hold the rule.",
)
_CAPTION = Sentence("検査", "Rules")
_CODE_SPAN = re.compile("`([^`]*)`")
_YES = Sentence("可", "yes")
_SCHEMA = {"within": Sentence("内", "within"), "beyond": Sentence("外", "beyond")}


def rules_page(rules: Sequence[Rule], language: Language) -> Page:
    """Every rule in a line."""
    return Page(_TITLE.text_in(language), (_quoted(_LEAD, language),), (rules_table(rules, language),))


def rules_table(rules: Sequence[Rule], language: Language) -> Table:
    """Code, severity, whether it can be mended, whether a schema holds it, and what it asks for."""

    def schema(rule: Rule) -> Cell:
        name = "within" if rule.in_schema else "beyond"
        return Text(name, _SCHEMA[name].text_in(language))

    columns: Columns = {
        Column("code", Sentence("名前", "Code").text_in(language)): lambda rule: text(rule.code),
        Column("severity", Sentence("重大度", "Severity").text_in(language)): lambda rule: Text(
            rule.severity.value, SEVERITIES[rule.severity].text_in(language)
        ),
        Column("fixable", "--fix"): lambda rule: Text(
            rule.fixable, _YES.text_in(language) if rule.fixable else ""
        ),
        Column("schema", Sentence("スキーマ", "Schema").text_in(language)): schema,
        Column("title", Sentence("求めること", "What holds").text_in(language)): lambda rule: text(
            _quoted(manual_of(rule).title, language)
        ),
    }
    return table("rules", rules, columns, language, caption=_CAPTION.text_in(language))


def explain_object(rules: Sequence[Rule], language: Language) -> dict[str, Any]:
    """The object of `yport explain`."""
    return {**answer_object("explain"), "rules": [_rule(rule, language) for rule in rules]}


def _rule(rule: Rule, language: Language) -> dict[str, Any]:
    manual = manual_of(rule)
    return {
        **told(rule, "code", "severity", "fixable"),
        "beyond_schema": not rule.in_schema,
        **told(manual, "title", "why", language=language),
        "form": None if manual.form == "-" else manual.form,
        "fails": _example(manual.fails),
        "passes": _example(manual.passes),
    }


def _example(example: Example) -> dict[str, Any]:
    return {"text": example.text, "how": example.how or None}


def _quoted(sentence: Sentence, language: Language) -> str:
    """A sentence of a manual with quotes for code spans: a table is drawn in formats that know none."""
    if language == "ja":
        return _CODE_SPAN.sub(r"「\1」", sentence.ja).replace("」 ", "」")
    return _CODE_SPAN.sub(r"“\1”", sentence.en)
