import subprocess

import pytest

from example import ROOT, YPORT
from program import PROGRAM, command, process

JAPANESE, ENGLISH = "エラーはありません", "no errors"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "setting", "locale", "expected"),
    [
        (("validate", YPORT), None, "C", JAPANESE),
        (("validate", YPORT, "--lang", "en"), None, "C", ENGLISH),
        (("--lang", "en", "validate", YPORT), None, "C", ENGLISH),
        (("--lang=en", "validate", YPORT), "ja", "C", ENGLISH),
        (("--lang", "ja", "validate", YPORT), "en", "C", JAPANESE),
        (("validate", YPORT), "en", "C", ENGLISH),
        (("validate", YPORT), None, "en_US.UTF-8", ENGLISH),
        (("validate", YPORT), None, "ja_JP.UTF-8", JAPANESE),
        (("validate", YPORT), "ja", "en_US.UTF-8", JAPANESE),
    ],
)
def test_the_language_is_the_option_then_yport_lang_then_the_locale_then_japanese(
    arguments: tuple[object, ...], setting: str | None, locale: str, expected: str
) -> None:
    assert expected in process(*arguments, status=0, lang=setting, LC_ALL=locale).err


@pytest.mark.slow
def test_without_any_environment_it_is_japanese() -> None:
    done = subprocess.run([*PROGRAM, "validate", YPORT], env={}, capture_output=True, check=True, cwd=ROOT)
    assert JAPANESE in done.stderr.decode()


@pytest.mark.slow
def test_help_speaks_the_language_that_is_asked_for_anywhere() -> None:
    assert "Where a plan stands" in process("--help", "--lang", "en", status=0).out
    assert "計画の現状" in process("--lang", "ja", "--help", status=0).out


@pytest.mark.parametrize(
    ("environment", "arguments", "word"),
    [
        ({}, [], "予算"),
        ({}, ["--lang", "en"], "Budget"),
        ({"YPORT_LANG": "en"}, [], "Budget"),
        ({"YPORT_LANG": "en"}, ["--lang", "ja"], "予算"),
        ({"YPORT_LANG": "ja", "LANG": "en_US.UTF-8"}, [], "予算"),
        ({"LANG": "en_US.UTF-8"}, [], "Budget"),
        ({"LANG": "fr_FR.UTF-8"}, [], "Budget"),
        ({"LANG": "ja_JP.UTF-8"}, [], "予算"),
        ({"LANG": "C"}, [], "予算"),
        ({"LANG": "POSIX"}, [], "予算"),
        ({"LC_ALL": "ja_JP.UTF-8", "LANG": "en_US.UTF-8"}, [], "予算"),
        ({"LC_MESSAGES": "en_GB.UTF-8", "LANG": "ja_JP.UTF-8"}, [], "Budget"),
        ({"LC_ALL": "", "LANG": "en_US"}, [], "Budget"),
    ],
)
def test_the_language_is_asked_for_or_of_the_locale(
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    arguments: list[str],
    word: str,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert word in command("status", YPORT, *arguments).out


def test_a_complaint_speaks_the_language_of_the_call(monkeypatch: pytest.MonkeyPatch) -> None:
    for arguments in (["--lang", "en"], ["--lang=en"]):
        assert "names no format" in command("status", YPORT, "-o", "out.xyz", *arguments).err
    assert (
        "書式が分かりません"
        in command("status", YPORT, "-o", "out.xyz", "--lang").err
        + command("status", YPORT, "-o", "out.xyz", "--lang", "ja").err
    )
    monkeypatch.setenv("YPORT_LANG", "en")
    assert "names no format" in command("status", YPORT, "-o", "out.xyz").err
