"""`yport validate`: every error of plans and ledgers, each at its place."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from yport_cli.cli import plan_file, streams
from yport_cli.cli.commands.validate_fix import mend
from yport_cli.cli.errors import ExitStatus
from yport_cli.cli.github_actions import is_in_github_actions, name_in_repository
from yport_cli.cli.language import help_text, language_for
from yport_cli.cli.options import LangOption, OutputOption
from yport_cli.cli.overwriting import refuse_to_overwrite_input
from yport_cli.cli.progress import Progress, is_watched
from yport_cli.cli.suffix import format_from_suffix
from yport_cli.core.catalogue.selection import Selection
from yport_cli.core.issues.file_report import FileReport
from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.core.issues.tally import Tally
from yport_cli.core.refusals.command_lines import USAGE
from yport_cli.source.inspection.clean_cache import CleanCache, default_path
from yport_cli.source.inspection.run import Inspection
from yport_cli.source.inspection.walk import walk

HELP = help_text(
    "計画ファイルと実績台帳を検査し、エラーと警告をすべて、その場所とともに示します。",
    "Check plans and ledgers: every error and warning in one run, each at its place.",
)


class ValidateFormat(StrEnum):
    """The formats of `yport validate`."""

    TEXT = "text"
    CONCISE = "concise"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"
    JUNIT = "junit"


_SUFFIXES = {
    ".txt": ValidateFormat.TEXT,
    ".json": ValidateFormat.JSON,
    ".sarif": ValidateFormat.SARIF,
    ".xml": ValidateFormat.JUNIT,
}


def validate(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH...",
            help=help_text(
                "計画ファイル・実績台帳・フォルダー（- は標準入力）。省くとほかのコマンドと同じ計画",
                "Plans, ledgers or folders (- for standard input); default: the plan of every command",
            ),
            show_default=False,
        ),
    ] = None,
    *,
    format_: Annotated[
        ValidateFormat | None,
        typer.Option(
            "--format",
            help=help_text(
                "書式（既定: text。GitHub Actions では github）",
                "Format (default: text; github under GitHub Actions)",
            ),
            show_default=False,
        ),
    ] = None,
    out: OutputOption = None,
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select",
            metavar="CODE,...",
            help=help_text("この検査だけを示します", "Report only these rules"),
            show_default=False,
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            "--ignore",
            metavar="CODE,...",
            help=help_text("この検査は示しません", "Do not report these rules"),
            show_default=False,
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help=help_text("警告でも終了コード1", "Exit 1 on warnings, too"))
    ] = False,
    exit_zero: Annotated[
        bool,
        typer.Option(
            "--exit-zero", help=help_text("エラーがあっても終了コード0", "Exit 0 in spite of errors")
        ),
    ] = False,
    statistics: Annotated[
        bool,
        typer.Option(
            "--statistics",
            help=help_text("検査ごとの件数だけを示します", "Report only how often each rule was broken"),
        ),
    ] = False,
    fix: Annotated[
        bool,
        typer.Option("--fix", help=help_text("安全に直せるところを直します", "Mend what is safe to mend")),
    ] = False,
    diff: Annotated[
        bool,
        typer.Option(
            "--diff",
            help=help_text(
                "--fix が直すところを示すだけで、書き換えません",
                "Show what --fix would change, and write nothing",
            ),
        ),
    ] = False,
    no_cache: Annotated[
        bool,
        typer.Option(
            "--no-cache",
            help=help_text("前回の結果を使わず、残しません", "Neither use nor keep earlier results"),
        ),
    ] = False,
    lang: LangOption = None,
) -> None:
    """List every error and warning, sorted, each at its place."""
    language = language_for(lang)
    chosen = ValidateFormat.TEXT if diff else _chosen(format_, out)
    _check(paths or (), format_, chosen, statistics=statistics, diff=diff)
    selection = Selection.of(select or (), ignore or ())
    names = paths or [str(plan_file.default_plan())]
    refuse_to_overwrite_input([out], *map(Path, names))
    cache_path = None if no_cache else default_path()
    cache = None if cache_path is None else CleanCache(cache_path)
    if fix or diff:
        mend(names, selection, cache, language, patch=out, is_shown=diff)
    tally = Tally()
    with Progress(sum(1 for _ in walk(names)) if is_watched() else 0) as progress:
        inspection = Inspection(names, cache=cache, on_progress=progress.show)
        reports = tally.counted(selection.applied(inspection))
        if statistics:
            pieces = _statistics(reports, tally, chosen)
        else:
            pieces = _pieces(reports, tally, chosen, language, strict=strict)
        if diff:
            streams.comment("".join(pieces))
            is_read = True
        else:
            for_people = chosen in (ValidateFormat.TEXT, ValidateFormat.CONCISE) and out is None
            is_read = streams.write_pieces(pieces, out, for_people=for_people, before=progress.clear)
    if is_read:
        from yport_cli.render.diagnostics.summary import summary_text

        streams.comment(summary_text(tally, language, skipped=inspection.skipped))
    raise typer.Exit(_status(tally, strict=strict, exit_zero=exit_zero))


def _check(
    paths: Iterable[str],
    asked: ValidateFormat | None,
    chosen: ValidateFormat,
    *,
    statistics: bool,
    diff: bool,
) -> None:
    """Refuse arguments that do not go together, or that would be passed over without a word."""
    problem = None
    if "" in paths:  # an empty variable of a script; to Python it names the folder where we stand
        problem = Sentence("ファイル名が空です", "the name of a file is empty")
    elif diff and (asked is not None or statistics):
        problem = Sentence(
            "--diff はパッチを書くので、--format・--statistics と一緒には使えません",
            "--diff writes a patch: it does not go with --format or --statistics",
        )
    elif statistics and chosen not in (ValidateFormat.TEXT, ValidateFormat.JSON) and chosen is not _usual():
        problem = Sentence(
            "--statistics の書式は text か json です", "--statistics is written as text or json"
        )
    if problem is not None:
        raise USAGE.refusal(problem)


def _usual() -> ValidateFormat:
    """The format where none is asked for."""
    return ValidateFormat.GITHUB if is_in_github_actions() else ValidateFormat.TEXT


def _chosen(asked: ValidateFormat | None, out: Path | None) -> ValidateFormat:
    """The format that was asked for, that the ending of `out` names, or that suits where we run."""
    if asked is not None:
        return asked
    return _usual() if out is None else format_from_suffix(out, _SUFFIXES)


def _pieces(
    reports: Iterable[FileReport], tally: Tally, chosen: ValidateFormat, language: Language, *, strict: bool
) -> Iterator[str]:
    """The answer in its format; a format's module is imported only when it is used."""
    if chosen is ValidateFormat.JSON:
        from yport_cli.render.diagnostics.validate_json import validate_pieces

        return validate_pieces(reports, tally, language)
    if chosen is ValidateFormat.GITHUB:
        from yport_cli.render.diagnostics.github import github_lines

        return github_lines(reports, language, name_in_repository)
    if chosen is ValidateFormat.SARIF:
        from yport_cli.render.diagnostics.sarif import sarif_pieces

        return sarif_pieces(reports, language, name_in_repository)
    if chosen is ValidateFormat.JUNIT:
        from yport_cli.render.diagnostics.junit import junit_pieces

        return junit_pieces(reports, language, strict=strict)
    from yport_cli.render.diagnostics.text import concise_lines, text_lines

    if chosen is ValidateFormat.CONCISE:
        return concise_lines(reports, language, color=streams.has_color())
    return text_lines(
        reports,
        language,
        width=streams.terminal_width() if streams.is_terminal() else None,
        color=streams.has_color(),
    )


def _statistics(reports: Iterable[FileReport], tally: Tally, chosen: ValidateFormat) -> Iterator[str]:
    """The counts by rule, when all reports have passed."""
    for _ in reports:
        pass
    if chosen is ValidateFormat.JSON:
        from yport_cli.render.diagnostics.validate_json import statistics_object
        from yport_cli.render.formats.json import json_text

        yield json_text(statistics_object(tally))
    else:
        from yport_cli.render.diagnostics.summary import statistics_lines

        yield from statistics_lines(tally)


def _status(tally: Tally, *, strict: bool, exit_zero: bool) -> ExitStatus:
    if tally.lacks_extra:
        return ExitStatus.EXTRA
    if tally.has_unreadable:
        return ExitStatus.FILE
    if (tally.errors or (strict and tally.warnings)) and not exit_zero:
        return ExitStatus.FOUND
    return ExitStatus.FINE
