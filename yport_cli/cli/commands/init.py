"""`yport init`: a new plan file to fill in."""

from pathlib import Path
from typing import Annotated, Literal

from yport_cli import __version__
from yport_cli.cli import plan_file, streams
from yport_cli.cli.files import write_file, write_new
from yport_cli.cli.language import help_text, language_for
from yport_cli.cli.options import LangOption, argument, option
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.refusals.command_lines import BAD_ENDING
from yport_cli.source.disk.names import PLAN_ENDINGS

HELP = help_text(
    "注釈つきの新しい計画ファイルを作ります。エディターの補完に使うスキーマも、リポジトリーになければ隣に置きます。",
    "Write a new plan file with comments, and beside it the schema by which an editor completes keys, unless "
    "the repository has one above it.",
)


Start = Literal["blank", "yport"]


def init(
    file: Annotated[Path, argument("FILE", "作るファイル（.yaml）", "File to write (.yaml)")],
    *,
    from_: Annotated[
        Start,
        option(
            "--from",
            "blank: 白紙から。yport: Y-PORT計画から",
            "blank: a form; yport: the Y-PORT plan",
            show_default=True,
        ),
    ] = "blank",
    lang: LangOption = None,
) -> None:
    """Write a plan file that does not exist yet."""
    from yport_cli.core.plan.schema import FILE_NAME, plan_schema
    from yport_cli.render.blank_plan import blank_plan, with_schema
    from yport_cli.render.formats.json import json_text

    language = language_for(lang)
    if file.suffix.lower() not in PLAN_ENDINGS:
        raise BAD_ENDING.refusal(
            Sentence(f"{file} は計画ファイルの名前ではありません", f"{file} is no name for a plan file"),
            Sentence("末尾を .yaml にしてください", "let it end in .yaml"),
        )
    text = blank_plan(language)
    if from_ == "yport":
        text = plan_file.packaged_plan().read_text(encoding="utf-8")
    schema = json_text(plan_schema()).encode()
    up, place = _schema_above(file.parent, FILE_NAME)
    write_new(file, with_schema(text, up + FILE_NAME).encode())
    written = [file]
    if not place.exists():
        write_file(place, [schema])
        written.append(place)
    elif place.read_bytes() != schema:
        streams.say(
            f"{place} はこの版（{__version__}）のものではありません。yport schema -o {place} で新しくしてください",
            f"{place} is not that of this version ({__version__}); yport schema -o {place} writes it anew",
        )
    streams.say_written(written)


def _schema_above(folder: Path, name: str) -> tuple[str, Path]:
    """The way from a plan's folder to its schema, and the schema: the nearest in the repository.

    Where there is none yet, it is to stand beside the plan.
    """
    from yport_cli.source.disk.repository import root_around

    here = folder.resolve()
    top = root_around(here)
    for steps, above in enumerate([here, *here.parents]):
        if (above / name).is_file():
            return "../" * steps or "./", folder / name if not steps else above / name
        if top is None or above == top:
            break
    return "./", folder / name
