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
        (
            "init",
            "FILE を指定してください。使い方は `yport init -h` で見られます",
            "FILE is missing; `yport init -h` shows the usage",
        ),
        (
            "budget --rounding-unit 万円",
            "--rounding-unit に 万円 は使えません。円・千円・百万円 のいずれかを指定してください",
            "--rounding-unit does not take 万円; use one of 円, 千円, 百万円",
        ),
        (
            "status --format a{b}",
            "--format に a{b} は使えません。table・json",
            "--format does not take a{b}; use one of table, json",
        ),
        (
            "report --fo x",
            "--fo というオプションはありません。--force か --form か --format の間違いではありませんか",
            "there is no option --fo; did you mean --force or --form or --format?",
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
