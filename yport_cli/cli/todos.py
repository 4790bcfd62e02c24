"""What a plan file that was just written leaves to a person: its `TODO` comments, line by line."""

import re
from pathlib import Path

from yport_cli.cli import streams
from yport_cli.core.issues.sentence import Sentence

_TODO = re.compile(r" *(?:(?:- )?(?P<key>[a-z_]+):.*)?# (?:.*? / )?TODO: (?P<what>.*)")
_SHOWN = 40
"""How many are said line by line; the file has them all."""


def say_todos(file: Path, text: str, *, names_keys: bool = False) -> None:
    """Say what is left, each with its line, and with the key of the line where it `names_keys`."""
    found = [
        (number, match) for number, line in enumerate(text.split("\n"), 1) if (match := _TODO.match(line))
    ]
    streams.say(
        f"計画書を見て書き入れるところ（{file} の TODO）: {len(found)}件",
        f"to be filled in from the plan document (TODO in {file}): {len(found)}",
    )
    for number, match in found[:_SHOWN]:
        key = f"{match['key']}: " if names_keys and match["key"] else ""
        said = Sentence(f"  {number}行目 {key}{match['what']}", f"  line {number}: {key}{match['what']}")
        streams.say(said.ja, said.en)
    if len(found) > _SHOWN:
        rest = len(found) - _SHOWN
        streams.say(f"  ほか{rest:,}件", f"  and {rest:,} more")
