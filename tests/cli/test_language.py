import os
import subprocess
import sys
from pathlib import Path

import pytest

PLAN = str(Path(__file__).parents[2] / "plans" / "yokohama-yport.yaml")
JAPANESE, ENGLISH = "誤りはありません", "no errors"


def _said(*arguments: str, **environment: str) -> str:
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("YPORT_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    }
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "yport_cli", *arguments],
        check=True,
        capture_output=True,
        encoding="utf-8",
        env={**kept, "LC_ALL": "C", **environment},
    )
    return done.stdout + done.stderr


@pytest.mark.parametrize(
    ("arguments", "environment", "expected"),
    [
        (("validate", PLAN), {}, JAPANESE),
        (("validate", PLAN, "--lang", "en"), {}, ENGLISH),
        (("--lang", "en", "validate", PLAN), {}, ENGLISH),
        (("--lang=en", "validate", PLAN), {"YPORT_LANG": "ja"}, ENGLISH),
        (("--lang", "ja", "validate", PLAN), {"YPORT_LANG": "en"}, JAPANESE),
        (("validate", PLAN), {"YPORT_LANG": "en"}, ENGLISH),
        (("validate", PLAN), {"LC_ALL": "en_US.UTF-8"}, ENGLISH),
        (("validate", PLAN), {"LC_ALL": "ja_JP.UTF-8"}, JAPANESE),
        (("validate", PLAN), {"LC_ALL": "en_US.UTF-8", "YPORT_LANG": "ja"}, JAPANESE),
    ],
)
def test_the_language_is_the_option_then_yport_lang_then_the_locale_then_japanese(
    arguments: tuple[str, ...], environment: dict[str, str], expected: str
) -> None:
    assert expected in _said(*arguments, **environment)


def test_help_speaks_the_language_that_is_asked_for_anywhere() -> None:
    assert "Where a plan stands" in _said("--help", "--lang", "en")
    assert "計画の現状" in _said("--lang", "ja", "--help")
