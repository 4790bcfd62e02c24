"""`yport explain` as a whole command."""

from program import command


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
