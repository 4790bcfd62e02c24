import pytest

from example import YPORT
from program import process

JAPANESE, ENGLISH = "誤りはありません", "no errors"


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


def test_help_speaks_the_language_that_is_asked_for_anywhere() -> None:
    assert "Where a plan stands" in process("--help", "--lang", "en", status=0).out
    assert "計画の現状" in process("--lang", "ja", "--help", status=0).out
