"""What is wrong with a command line, in both languages: Typer speaks English alone."""

import re
from collections.abc import Mapping, Sequence

import typer

from yport_cli.core.issues.issue import Refusal
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.refusals.command_lines import USAGE
from yport_cli.core.refusals.words import nearest

_NEAR = 0.75
"""Nearer than Typer thinks: who writes `--open` never meant `--force`."""

# Typer's sentences, and ours with what the groups hold.
_KNOWN = {
    r"No such command '(?P<command>.*?)'.*": Sentence(
        "{command} というコマンドはありません", "there is no command {command}"
    ),
    r"No such option: (?P<name>\S+)(?: \(Possible options: (?P<near>.+)\))?": Sentence(
        "{name} というオプションはありません", "there is no option {name}"
    ),
    (
        r"Invalid value for '(?P<name>.+?)': (?:Value error, )?"
        r"'?(?P<value>.+?)'? is not one of (?P<choices>.+)"
    ): Sentence("{name} に {value} は使えません", "{name} does not take {value}"),
    r"Missing argument '(?P<name>.+)'\.": Sentence("{name} を指定してください", "{name} is missing"),
    r"Option '(?P<name>.+)' requires an argument\.": Sentence(
        "{name} には値が要ります", "{name} needs a value"
    ),
    r"Option '(?P<name>.+)' does not take a value\.": Sentence(
        "{name} に値は付けられません", "{name} takes no value"
    ),
    r"Got unexpected extra argument\(s\) \((?P<rest>.*)\)": Sentence(
        "余分な引数があります: {rest}", "there are more arguments than it takes: {rest}"
    ),
}


def refusal_of(error: typer.TyperException, arguments: Sequence[str], commands: Sequence[str]) -> Refusal:
    """What Typer found wrong with `arguments`, as a usage problem.

    What is new to us is said in Typer's own words.
    """
    theirs = error.format_message()
    named = next((argument for argument in arguments if argument in commands), None)
    program = "yport" if named is None else f"yport {named}"
    usage = Sentence(f"使い方は `{program} -h` で見られます", f"`{program} -h` shows the usage")
    for pattern, sentence in _KNOWN.items():
        if match := re.fullmatch(pattern, theirs, re.DOTALL):
            found = match.groupdict()
            message = Sentence(sentence.ja.format_map(found), sentence.en.format_map(found))
            return USAGE.refusal(message, _hint(found, commands) or usage)
    return USAGE.refusal(Sentence(theirs, theirs), usage)


def _hint(found: Mapping[str, str | None], commands: Sequence[str]) -> Sentence | None:
    """What was meant, or what there is to choose from."""
    if command := found.get("command"):
        near = nearest(command, commands)
        if near is not None:
            return _meant([near])
        return Sentence(f"コマンドは {'・'.join(commands)} です", f"the commands are {', '.join(commands)}")
    name = str(found.get("name"))
    theirs = (found.get("near") or "").split(", ")
    if names := [one for one in theirs if one.startswith(name) or nearest(name, [one], _NEAR)]:
        return _meant(names)
    if choices := re.findall("'([^']*)'", found.get("choices") or ""):
        return Sentence(
            f"{'・'.join(choices)} のいずれかを指定してください", f"use one of {', '.join(choices)}"
        )
    return None


def _meant(names: Sequence[str]) -> Sentence:
    return Sentence(f"{' か '.join(names)} の間違いではありませんか", f"did you mean {' or '.join(names)}?")
