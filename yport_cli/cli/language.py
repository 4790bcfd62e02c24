"""The language to speak: `--lang`, then YPORT_LANG, then the locale, then Japanese."""

import locale
import os
import sys
from itertools import pairwise

from yport_cli.core.issues.sentence import Language, Sentence


def language_for(asked: Language | None) -> Language:
    """The language of the answers; one asked for before the command's name counts too."""
    return asked or language_of_call()


def language_of_call() -> Language:
    """The language of this call before its options are parsed, and after parsing has failed."""
    return _from_arguments() or _from_environment()


def help_text(ja: str, en: str) -> str:
    """A help sentence in the language of this call."""
    return Sentence(ja, en).text_in(language_of_call())


def _from_arguments() -> Language | None:
    for argument, following in pairwise([*sys.argv, ""]):
        value = following if argument == "--lang" else argument.removeprefix("--lang=")
        if value == "ja":
            return "ja"
        if value == "en":
            return "en"
    return None


def _from_environment() -> Language:
    setting = os.environ.get("YPORT_LANG", "")
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        setting = setting or os.environ.get(name, "")
    if (
        not setting and os.name == "nt"
    ):  # elsewhere the variables say all, and Python makes a locale of its own
        setting = locale.getlocale()[0] or ""
    setting = setting.lower()
    # A locale such as C or POSIX names no language.
    if not setting or setting.split(".")[0] in ("c", "posix") or setting.startswith(("ja", "japanese")):
        return "ja"
    return "en"
