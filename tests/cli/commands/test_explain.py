"""`yport explain` as a whole command."""

import pytest

from program import command
from yport_cli.core.catalogue.manual import manual_of
from yport_cli.core.catalogue.rules import RULES
from yport_cli.core.issues.issue import Rule
from yport_cli.render.pages.rule_manual import HOW_IN_JAPANESE, manual_text


def test_explain_tells_a_rule() -> None:
    written = command("explain", "cumulative-mismatch", lang="en", status=0).out
    assert written.startswith(
        "cumulative-mismatch (error; beyond a JSON Schema)\n\nThe stated cumulative is the sum"
    )
    assert "Section of the form: ５－２ ⑤" in written
    assert "\nFails:\n    kpis:\n" in written
    written = command("explain", "cumulative-mismatch", status=0).out
    assert "累計は増加分の合計です" in written
    assert "\n誤りの例:\n" in written


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_a_manual_in_japanese_says_in_japanese_how_its_examples_become_files(rule: Rule) -> None:
    manual = manual_of(rule)
    shown = manual_text(rule, manual, "ja")
    for example in (manual.fails, manual.passes):
        assert not example.how or f"（{HOW_IN_JAPANESE[example.how]}）:" in shown
        assert not example.how or f" ({example.how}):" in manual_text(rule, manual, "en")


def test_explain_lists_every_rule_in_every_format() -> None:
    found = command("explain", "--list", "--format", "json", lang="en", status=0).json
    assert len(found["rules"]) > 60
    assert {rule["severity"] for rule in found["rules"]} == {"error", "warning"}
    for kind in ("table", "markdown", "csv"):
        written = command("explain", "--list", "--format", kind, status=0).out
        assert all(rule["code"] in written for rule in found["rules"])


def test_explain_without_a_code_says_how_to_use_it() -> None:
    said = command("explain", status=2, lang="en").err
    assert "yport explain --list" in said
