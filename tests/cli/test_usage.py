import pytest

from program import command


@pytest.mark.parametrize(
    ("arguments", "ja", "en"),
    [
        (
            "status --formt json",
            "--formt というオプションはありません。--format の間違いではありませんか",
            "there is no option --formt; did you mean --format?",
        ),
        (
            "status -z",
            "-z というオプションはありません。使い方は `yport status -h` で見られます",
            "there is no option -z; `yport status -h` shows the usage",
        ),
        (
            "stats",
            "stats というコマンドはありません。status の間違いではありませんか",
            "there is no command stats; did you mean status?",
        ),
        (
            "計算",
            "計算 というコマンドはありません。コマンドは status・validate",
            "the commands are status, validate",
        ),
        (
            "status --format xml",
            "--format に xml は使えません。table・json・markdown・csv のいずれかを指定してください",
            "--format does not take xml; use one of table, json, markdown, csv",
        ),
        (
            "status --ledger",
            "--ledger には値が要ります。使い方は `yport status -h` で見られます",
            "--ledger needs a value; `yport status -h` shows the usage",
        ),
        ("validate --strict=3", "--strict に値は付けられません", "--strict takes no value"),
        (
            "forecast a.yaml b.yaml",
            "余分な引数があります: b.yaml",
            "there are more arguments than it takes: b.yaml",
        ),
    ],
)
def test_a_wrong_command_line_is_refused_in_both_languages(arguments: str, ja: str, en: str) -> None:
    for language, sentence in (("ja", ja), ("en", en)):
        found = command("--lang", language, *arguments.split())
        assert found.status == 2
        assert found.err.startswith("yport: ")
        assert sentence in found.err
        assert found.out == ""


def test_no_command_at_all_shows_the_help_page() -> None:
    found = command()
    assert (found.status, found.out) == (2, "")
    assert "breakeven" in found.err
