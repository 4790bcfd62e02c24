"""What is wrong with a command line, in both languages: Typer speaks English alone."""

import re
from collections.abc import Callable, Sequence

import typer

from yport_cli.core.issues.issue import Refusal
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.refusals.command_lines import USAGE
from yport_cli.core.refusals.words import nearest

_Match = re.Match[str]


def refusal_of(error: typer.TyperException, arguments: Sequence[str], commands: Sequence[str]) -> Refusal:
    """What Typer found wrong with `arguments`, as a usage problem; what is new to us is said in Typer's own words."""
    said = error.format_message()
    if match := re.match("No such command '(.*?)'", said):
        return _no_command(match[1], commands)
    named = next((argument for argument in arguments if argument in commands), None)
    command = "yport" if named is None else f"yport {named}"
    help_ = Sentence(f"使い方は `{command} -h` で見られます", f"`{command} -h` shows the usage")
    for pattern, sentences in _KNOWN:
        if match := re.fullmatch(pattern, said, re.DOTALL):
            message, hint = sentences(match)
            return USAGE.refusal(message, hint or help_)
    return USAGE.refusal(Sentence(said, said), help_)


def _no_option(match: _Match) -> tuple[Sentence, Sentence | None]:
    name = match["name"]
    return Sentence(f"{name} というオプションはありません", f"there is no option {name}"), _near(
        match["near"]
    )


def _no_command(name: str, commands: Sequence[str]) -> Refusal:
    near = nearest(name, commands)
    hint = Sentence(f"コマンドは {'・'.join(commands)} です", f"the commands are {', '.join(commands)}")
    return USAGE.refusal(
        Sentence(f"{name} というコマンドはありません", f"there is no command {name}"),
        _near(near) or hint,
    )


def _near(names: str | None) -> Sentence | None:
    if not names:
        return None
    ja = "か ".join(names.split(", "))
    return Sentence(f"{ja} の間違いではありませんか", f"did you mean {' or '.join(names.split(', '))}?")


def _no_choice(match: _Match) -> tuple[Sentence, Sentence | None]:
    name, value = match["name"], match["value"].strip("'")
    choices = re.findall("'([^']*)'", match["choices"])
    return (
        Sentence(f"{name} に {value} は使えません", f"{name} does not take {value}"),
        Sentence(f"{'・'.join(choices)} のいずれかを指定してください", f"use one of {', '.join(choices)}"),
    )


def _bad_value(match: _Match) -> tuple[Sentence, Sentence | None]:
    name, reason = match["name"], match["reason"]
    return Sentence(f"{name} の値が正しくありません（{reason}）", f"{name} has a wrong value: {reason}"), None


def _no_value(match: _Match) -> tuple[Sentence, Sentence | None]:
    return Sentence(f"{match['name']} には値が要ります", f"{match['name']} needs a value"), None


def _has_value(match: _Match) -> tuple[Sentence, Sentence | None]:
    return Sentence(f"{match['name']} に値は付けられません", f"{match['name']} takes no value"), None


def _too_many(match: _Match) -> tuple[Sentence, Sentence | None]:
    rest = match["rest"]
    return Sentence(f"余分な引数があります: {rest}", f"there are more arguments than it takes: {rest}"), None


_KNOWN: tuple[tuple[str, Callable[[_Match], tuple[Sentence, Sentence | None]]], ...] = (
    (r"No such option: (?P<name>\S+)(?: \(Possible options: (?P<near>.+)\))?", _no_option),
    (
        r"Invalid value for '(?P<name>.+?)'(?: / '.+?')?: (?:Value error, )?(?P<value>.+) is not one of (?P<choices>.+)",
        _no_choice,
    ),
    (r"Invalid value for '(?P<name>.+?)'(?: / '.+?')?: (?:Value error, )?(?P<reason>.+)", _bad_value),
    (r"Option '(?P<name>.+)' requires an argument\.", _no_value),
    (r"Option '(?P<name>.+)' does not take a value\.", _has_value),
    (r"Got unexpected extra argument\(s\) \((?P<rest>.*)\)", _too_many),
)
