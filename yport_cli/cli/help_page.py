"""The help of a command, in the language of the call and within a line: Typer speaks English."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from typer.core import TyperCommand

from yport_cli.cli.language import help_text
from yport_cli.cli.streams import terminal_width
from yport_cli.render.wording.width import cells

_WIDEST = 80
_LEFT = 30
"""The cells that names may take before what they mean begins on a line of its own."""
# A line may end after a word or a wide character, but not before what closes, nor after what opens.
_PIECE = re.compile(
    r"[（「『【]*(?:[!-~]+|\s|.)[、。）」』】，．：；！？…:ー々っゃゅょッャュョァィゥェォ]*", re.DOTALL
)


_OF_TYPER = {
    "help": ("この説明を示します", "Show this page"),
    "install_completion": (
        "使っているシェルに、Tab での補完を組み込みます",
        "Install completion by Tab for your shell",
    ),
    "show_completion": ("その補完のスクリプトを示します", "Show the script of that completion"),
}
"""What the options mean that every program of its kind has."""


class HelpfulCommand(TyperCommand):
    """A command with help of our own."""

    def get_help(self, ctx: Any) -> str:
        """What the command does, its arguments and its options."""
        return help_page(self, ctx)


def help_page(command: Any, ctx: Any, commands: Sequence[tuple[str, str]] = ()) -> str:
    """The help of `command`, of a group with its `commands` and what each does."""
    pieces = [_translated(piece) for piece in command.collect_usage_pieces(ctx)]
    lines = [f"{help_text('使い方', 'Usage')}: {' '.join([ctx.command_path, *pieces])}", ""]
    lines += [f"  {line}" for line in wrapped(command.help or "", _width() - 2)]
    params = command.get_params(ctx)
    for kind, heading in (
        ("argument", help_text("引数", "Arguments")),
        ("option", help_text("オプション", "Options")),
    ):
        rows = [_row(param, ctx) for param in params if param.param_type_name == kind and not param.hidden]
        lines += _section(heading, rows)
    lines += _section(help_text("コマンド", "Commands"), commands)
    return "\n".join(lines)


def first_sentence(text: str) -> str:
    """The first sentence of a help text: what a list of commands has room for."""
    return re.split(r"(?<=。)|(?<=[.;]) ", text, maxsplit=1)[0].removesuffix(";")


def wrapped(text: str, width: int) -> Iterator[str]:
    """`text` in lines of at most `width` cells; a longer word stands alone."""
    line = ""
    for piece in _PIECE.findall(" ".join(text.split())):
        if line and cells(line + piece.rstrip()) > width:
            yield line.rstrip()
            line = ""
        if line or not piece.isspace():
            line += piece
    if line:
        yield line.rstrip()


def _width() -> int:
    return max(min(terminal_width(), _WIDEST), 40)


def _section(heading: str, rows: Sequence[tuple[str, str]]) -> list[str]:
    if not rows:
        return []
    left = min(_LEFT, max(cells(name) for name, _ in rows)) + 4
    lines = ["", f"{heading}:"]
    for name, text in rows:
        told = list(wrapped(text, _width() - left))
        head = f"  {name}"
        if told and cells(head) + 2 <= left:
            lines.append(head + " " * (left - cells(head)) + told.pop(0))
        else:
            lines.append(head)
        lines += [" " * left + line for line in told]
    return lines


def _row(param: Any, ctx: Any) -> tuple[str, str]:
    """The names of an argument or an option, and what it means."""
    if param.param_type_name == "argument":
        return re.sub(r" ?<.*>", "", param.get_help_record(ctx)[0]), param.help
    names = ", ".join(sorted(param.opts, key=len))
    if param.name in _OF_TYPER:
        return names, help_text(*_OF_TYPER[param.name])
    found, text = param.get_help_record(ctx)
    value = found[len(names) :]  # its names may stand in another order
    default = help_text(r"（既定: \1）", r" (default: \1)")
    return names + _translated(value), re.sub(r"\s*\[default: (.*)\]$", default, text)


def _translated(piece: str) -> str:
    """What Typer calls a value in the language of the call."""
    for theirs, ja, en in (
        ("[OPTIONS]", "[オプション]", "[OPTIONS]"),
        ("COMMAND [ARGS]...", "コマンド [引数]...", "COMMAND [ARGS]..."),
        ("<path>", "ファイル", "FILE"),
        ("<list[str]>", "値", "VALUE"),
        ("<str>", "値", "VALUE"),
        ("<int>", "数", "NUMBER"),
    ):
        piece = piece.replace(theirs, help_text(ja, en))
    return piece
