"""`yport`: find the command, run it, and end with its exit status."""

import gc
import os
import signal
import sys
from functools import partial
from importlib import import_module
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup
from typer.main import get_command

from yport_cli import __version__
from yport_cli.cli.errors import ExitStatus, refuse_if, report_error
from yport_cli.cli.help_page import HelpfulCommand, first_sentence, help_page
from yport_cli.cli.language import help_text
from yport_cli.cli.options import LangOption, option
from yport_cli.cli.streams import comment, discard
from yport_cli.core.issues.issue import Refusal
from yport_cli.core.refusals.command_lines import no_access
from yport_cli.source.disk.system_error import reason_of

# A command's module is imported when it is called for: `yport validate` waits for no table library.
COMMANDS = (
    "status",
    "validate",
    "budget",
    "breakeven",
    "forecast",
    "diff",
    "record",
    "form",
    "report",
    "export",
    "init",
    "import",
    "explain",
    "schema",
)
_MODULES = {"import": "import_plan"}
"""The modules of commands whose name is a word of Python; their function is called as they are."""


class LazyGroup(TyperGroup):
    """The commands, each imported when it is called for."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        """The names in the order of the help page."""
        return list(COMMANDS)

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        if cmd_name not in self.commands:
            name = _MODULES.get(cmd_name, cmd_name)
            module = import_module(f"yport_cli.cli.commands.{name}")
            alone = typer.Typer(add_completion=False, rich_markup_mode=None)
            settings = getattr(module, "CONTEXT_SETTINGS", None)
            alone.command(cmd_name, cls=HelpfulCommand, help=module.HELP, context_settings=settings)(
                getattr(module, name)
            )
            self.commands[cmd_name] = get_command(alone)
        return self.commands[cmd_name]

    def get_help(self, ctx: Any) -> str:
        """What the program does, its options and its commands."""
        found = [(name, first_sentence(self.get_command(ctx, name).help)) for name in COMMANDS]
        return help_page(self, ctx, found)


def _may_complete() -> bool:
    """Whether this call is about completion, or shows help that names it: its options are not for nothing."""
    asking = ("--install-completion", "--show-completion", "--help", "-h", "help")
    return len(sys.argv) == 1 or "_YPORT_COMPLETE" in os.environ or any(one in sys.argv for one in asking)


app = typer.Typer(
    cls=LazyGroup,
    add_completion=_may_complete(),
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(value: bool) -> None:  # noqa: FBT001  Typer calls it so
    if value:
        typer.echo(f"yport {__version__}")
        raise typer.Exit


@app.callback(
    help=help_text(
        "地域再生計画のKPIと交付金を、計画ファイル（YAML）から正確に計算し、検査します。",
        "KPI and grant-budget figures of a Japanese regional revitalization plan, computed exactly and "
        "checked.",
    )
)
def _yport(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_print_version,
            is_eager=True,
            help=help_text("版を表示します", "Show the version"),
        ),
    ] = False,
    debug: Annotated[
        bool,
        option(
            "--debug",
            "プログラムの不具合のとき、経過を表示します",
            "On a fault of the program, show its trace",
        ),
    ] = False,
    lang: LangOption = None,
) -> None:
    del version, debug, lang


def main() -> NoReturn:
    """Run the program and end the process with its exit status."""
    # No plugin that happens to be installed may change what a plan means, nor cost the time to look for it.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    for name, status in (("SIGTERM", 143), ("SIGHUP", 129)):  # what is half done is cleared away
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:  # `nohup` may have seen to it
            signal.signal(number, partial(_end, status))
    # Objects made at start-up live until exit: a higher threshold saves the collector from walking them in
    # vain.
    gc.set_threshold(50_000)
    try:
        _run()
    finally:
        gc.freeze()


def _end(status: int, *_: object) -> NoReturn:
    sys.exit(status)


def _refuse_empty_arguments(arguments: list[str]) -> None:
    """An empty variable of a script; to Python it would name the folder where we stand."""
    is_empty = any(one == "" or (one.startswith("--") and one.endswith("=")) for one in arguments)
    refuse_if(
        is_empty and "record" not in arguments,  # a ledger may have empty notes
        "空の引数があります。ファイル名や値を書いてください",
        "an argument is empty: write the name of a file, or a value",
    )


def _run() -> NoReturn:
    if sys.argv[1:2] == ["help"]:  # `yport help status` is `yport status --help`
        sys.argv[1:] = [*sys.argv[2:], "--help"]
    try:
        _refuse_empty_arguments(sys.argv[1:])
        sys.exit(app(prog_name="yport", standalone_mode=False) or ExitStatus.FINE)
    except KeyboardInterrupt:
        sys.exit(ExitStatus.INTERRUPTED)
    except Refusal as refusal:
        sys.exit(report_error(refusal))
    except typer.TyperException as error:
        if not sys.argv[1:]:  # the help page
            comment(error.format_message())
            sys.exit(ExitStatus.USAGE)
        from yport_cli.cli.usage import refusal_of

        sys.exit(report_error(refusal_of(error, sys.argv[1:], COMMANDS)))
    except Exception as error:
        if "--debug" in sys.argv:
            raise
        sys.exit(_fault(error))


def _fault(error: Exception) -> int:
    """Say what nobody caught: what the system refused, else a fault of the program."""
    if isinstance(error, OSError):
        if sys.stdout is not None and error.filename is None:
            discard(sys.stdout)
        return report_error(no_access(error.filename and str(error.filename), reason_of(error)))
    name = type(error).__name__
    comment(
        help_text(
            f"yport: プログラムの不具合です（{name}: {error}）。--debug を付けると経過を表示します\n",
            f"yport: a fault of the program ({name}: {error}); run `yport --debug …` to see its trace\n",
        )
    )
    return ExitStatus.FAULT
