"""`yport validate --fix` and `--diff`: fix files, or show the patch that would."""

from pathlib import Path

from yport_cli.cli import streams
from yport_cli.cli.files import write_file
from yport_cli.core.catalogue.selection import Selection
from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.core.refusals.command_lines import USAGE
from yport_cli.source.inspection.clean_cache import CleanCache
from yport_cli.source.inspection.run import Inspection
from yport_cli.source.inspection.walk import Scope


def fix_files(
    names: list[str],
    scope: Scope,
    selection: Selection,
    cache: CleanCache | None,
    language: Language,
    *,
    patch: Path | None,
    only_shown: bool,
) -> None:
    """Write each file with its fixes, or (`only_shown`) the patch to `patch` or standard output."""
    from yport_cli.render.diagnostics.patch import mended_text, patch_text
    from yport_cli.source.disk.file import read_file
    from yport_cli.source.plan.fixing import mended

    if "-" in names:
        raise USAGE.refusal(
            Sentence(
                "標準入力は --fix・--diff では直せません",
                "standard input cannot be mended with --fix or --diff",
            ),
            Sentence("ファイル名を指定してください", "name a file"),
        )
    patches: list[str] = []
    is_read = streams.screen(patch).is_shown
    places = files = 0
    for report in selection.applied(Inspection(names, scope, cache=cache)):
        if all(issue.fix is None for issue in report.issues):
            continue
        before = read_file(report.path)
        after, count = mended(before, selection.wants)
        if only_shown:
            patches.append(patch_text(_name_from_here(report.path), before, after, is_read=is_read))
        else:
            write_file(Path(report.path), [after])
        places += count
        files += 1
    if only_shown:
        streams.write("".join(patches), patch)
    streams.comment(mended_text(places, files, language, is_done=not only_shown))


def _name_from_here(name: str) -> str:
    """A path as `git apply` knows it: from the folder where it runs, if it is in there."""
    path = Path(name)
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else name
