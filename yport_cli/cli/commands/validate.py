"""`yport validate`: every error of plans and ledgers, each at its place."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from yport_cli.cli import plan_file, streams
from yport_cli.cli.commands.validate_fix import fix_files
from yport_cli.cli.errors import ExitStatus, refuse_if
from yport_cli.cli.formats import FINDINGS, Findings, FindingsFormat
from yport_cli.cli.github_actions import is_in_github_actions, summary_of_step, write_summary
from yport_cli.cli.language import help_text, language_for
from yport_cli.cli.options import LangOption, OutputOption, argument, option
from yport_cli.cli.overwriting import refuse_to_overwrite_input
from yport_cli.cli.progress import Progress, is_watched
from yport_cli.cli.repository_names import names_below
from yport_cli.cli.suffix import format_for
from yport_cli.core.catalogue.selection import Selection
from yport_cli.core.issues.file_report import FileReport
from yport_cli.core.issues.tally import Tally
from yport_cli.source.inspection.clean_cache import CleanCache, default_path
from yport_cli.source.inspection.run import Inspection
from yport_cli.source.inspection.walk import Scope, walk

HELP = help_text(
    "計画ファイルと実績台帳を検査し、エラーと警告をすべて、その場所とともに示します。",
    "Check plans and ledgers: every error and warning in one run, each at its place.",
)


def validate(
    paths: Annotated[
        list[str] | None,
        argument(
            "PATH...",
            "計画ファイル・実績台帳・フォルダー（- は標準入力）。省くと plans フォルダーのすべて",
            "Plans, ledgers or folders (- for standard input); default: all of the folder plans",
        ),
    ] = None,
    *,
    format_: Annotated[
        FindingsFormat | None,
        option(
            "--format",
            "書式（既定: text。GitHub Actions では github）",
            "Format (default: text; github under GitHub Actions)",
        ),
    ] = None,
    out: OutputOption = None,
    select: Annotated[
        list[str] | None,
        option("--select", "この検査だけを示します", "Report only these rules", metavar="CODE,..."),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        option("--ignore", "この検査は示しません", "Do not report these rules", metavar="CODE,..."),
    ] = None,
    strict: Annotated[bool, option("--strict", "警告でも終了コード1", "Exit 1 on warnings, too")] = False,
    exit_zero: Annotated[
        bool, option("--exit-zero", "エラーがあっても終了コード0", "Exit 0 in spite of errors")
    ] = False,
    statistics: Annotated[
        bool,
        option("--statistics", "検査ごとの件数だけを示します", "Report only how often each rule was broken"),
    ] = False,
    fix: Annotated[
        bool, option("--fix", "安全に直せるところを直します", "Mend what is safe to mend")
    ] = False,
    diff: Annotated[
        bool,
        option(
            "--diff",
            "--fix が直すところを示すだけで、書き換えません",
            "Show what --fix would change, and write nothing",
        ),
    ] = False,
    no_ledger: Annotated[
        bool,
        option(
            "--no-ledger",
            "計画の隣の実績台帳は検査しません（名前を挙げたものは検査します）",
            "Leave the ledgers beside the plans; those that are named are checked",
        ),
    ] = False,
    changed: Annotated[
        bool,
        option(
            "--changed",
            "変更されたファイルとして検査します（フック用）。計画でないファイルは除き、消した計画の台帳も調べます",
            "For hooks: the names are those of a change; what is no plan is passed over, and ledgers that a "
            "removed plan leaves behind are found",
        ),
    ] = False,
    no_cache: Annotated[
        bool, option("--no-cache", "前回の結果を使わず、残しません", "Neither use nor keep earlier results")
    ] = False,
    root: Annotated[
        Path | None,
        option(
            "--root",
            "機械向けの書式で、パスの起点にするフォルダー（既定: GITHUB_WORKSPACE、git のリポジトリー）",
            "Folder from which paths count in formats for machines (default: GITHUB_WORKSPACE, git's top)",
            metavar="DIR",
        ),
    ] = None,
    lang: LangOption = None,
) -> None:
    """List every error and warning, each at its place; with `--fix` correct what is safe first."""
    language = language_for(lang)
    chosen: FindingsFormat = "text" if diff else format_for(format_, out, FINDINGS, _usual())
    refuse_if(
        diff and (format_ is not None or statistics),
        "--diff はパッチを書くので、--format・--statistics と一緒には使えません",
        "--diff writes a patch: it does not go with --format or --statistics",
    )
    refuse_if(
        statistics and chosen not in ("text", "json", _usual()),
        "--statistics の書式は text か json です",
        "--statistics is written as text or json",
    )
    selection = Selection.of(select or (), ignore or ())
    names = _changed(paths) if changed else paths or plan_file.plans_to_check()
    scope = Scope("none" if no_ledger else "beside", changed)
    refuse_to_overwrite_input([out], *map(Path, names))
    cache_path = None if no_cache else default_path()
    cache = None if cache_path is None else CleanCache(cache_path)
    if fix or diff:
        fix_files(names, Scope(is_change=changed), selection, cache, language, patch=out, only_shown=diff)
    tally = Tally()
    with Progress(sum(1 for _ in walk(names, scope)) if is_watched() else 0) as progress:
        inspection = Inspection(names, scope, cache=cache, on_progress=progress.show)
        reports = tally.counted(selection.applied(inspection))
        pieces: Iterator[str] | bytes
        name_of = names_below(root)
        summary = None if diff or statistics else summary_of_step(language)
        if summary is not None:
            reports = summary.passing(reports, name_of)
        if statistics:
            pieces = _statistics(reports, tally, chosen)
        else:
            found = Findings(reports, tally, language, strict, name_of)
            pieces = FINDINGS[chosen].write(found, streams.screen(out))
        if isinstance(pieces, bytes):
            progress.clear()
            is_read = streams.write(pieces, out)
        elif diff:
            streams.comment("".join(pieces))
            is_read = True
        else:
            is_read = streams.write_pieces(
                pieces, out, for_people=FINDINGS[chosen].for_people, before=progress.clear
            )
    if is_read:
        from yport_cli.render.diagnostics.summary import summary_text

        streams.comment(summary_text(tally, language, skipped=inspection.skipped))
    if summary is not None:
        write_summary(summary.text(tally, skipped=inspection.skipped))
    raise typer.Exit(_status(tally, strict=strict, exit_zero=exit_zero))


def _changed(paths: list[str] | None) -> list[str]:
    """The files of a change: those that are named, and those that git takes away."""
    from yport_cli.source.disk.repository import removed_files

    return [*(paths or ()), *removed_files()]


def _usual() -> FindingsFormat:
    """The format where none is asked for."""
    return "github" if is_in_github_actions() else "text"


def _statistics(reports: Iterable[FileReport], tally: Tally, chosen: FindingsFormat) -> Iterator[str]:
    """The counts by rule, when all reports have passed."""
    for _ in reports:
        pass
    if chosen == "json":
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
