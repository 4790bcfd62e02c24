"""`yport init`: a new plan file to fill in."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

from yport_cli import __version__
from yport_cli.cli import plan_file, streams
from yport_cli.cli.errors import refuse_if
from yport_cli.cli.files import write_file, write_new
from yport_cli.cli.language import help_text, language_for
from yport_cli.cli.options import LangOption, argument, option
from yport_cli.cli.todos import say_todos
from yport_cli.core.issues.sentence import Language, Sentence
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
            "blank: 白紙から（既定）。yport: Y-PORT計画から",
            "blank: a form (default); yport: the Y-PORT plan",
        ),
    ] = "blank",
    years: Annotated[
        str | None,
        option("--years", "計画の年度（R7-R11 など）", "Fiscal years, such as R7-R11", metavar="FY-FY"),
    ] = None,
    kpis: Annotated[
        list[str] | None,
        option(
            "--kpi",
            "指標の名前と単位（いくつでも）。各年度に達する値なら :水準、減るのがよいなら :減少 を続けます",
            "Name and unit of a KPI, any number of times; then :level, :decrease where it is so",
            metavar="NAME:UNIT",
        ),
    ] = None,
    grant: Annotated[
        str | None,
        option(
            "--grant",
            "交付金の名称。種類まで分かれば「第2世代交付金:ソフト事業」のように",
            "Name of the grant, and its kind: 第2世代交付金:ソフト事業",
            metavar="NAME:KIND",
        ),
    ] = None,
    lang: LangOption = None,
) -> None:
    """Write a plan file that does not exist yet."""
    from yport_cli.core.plan.schema import FILE_NAME, plan_schema
    from yport_cli.render.blank_plan import with_schema
    from yport_cli.render.formats.json import json_text

    language = language_for(lang)
    if file.suffix.lower() not in PLAN_ENDINGS:
        raise BAD_ENDING.refusal(
            Sentence(f"{file} は計画ファイルの名前ではありません", f"{file} is no name for a plan file"),
            Sentence("末尾を .yaml にしてください", "let it end in .yaml"),
        )
    refuse_if(
        from_ == "yport" and (years or kpis or grant),
        "--from yport は、--years・--kpi・--grant と一緒に使えません",
        "--from yport goes without --years, --kpi and --grant",
    )
    if from_ == "yport":
        text = plan_file.packaged_plan().read_text(encoding="utf-8")
    else:
        text = _blank(file, years, kpis or (), grant, language)
    schema = json_text(plan_schema()).encode()
    up, place = _schema_above(file.parent, FILE_NAME)
    whole = with_schema(text, up + FILE_NAME)
    write_new(file, whole.encode())
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
    if from_ == "blank":
        say_todos(file, whole)


def _blank(file: Path, years: str | None, kpis: Sequence[str], grant: str | None, language: Language) -> str:
    from yport_cli.core.checks.programmes import grant_start
    from yport_cli.core.plan.fields import ID_PATTERN
    from yport_cli.core.plan.kpi_start import read_kpi_start
    from yport_cli.core.reading.year_range import read_year_range
    from yport_cli.render.blank_plan import Start, blank_plan

    refuse_if(
        any(not text.isprintable() for text in (*kpis, grant or "")),
        "--kpi と --grant に改行やタブなどの制御文字は使えません",
        "--kpi and --grant take no line breaks, tabs or other control characters",
    )
    known = None if grant is None else grant_start(grant)
    if known is not None and not known.is_known:
        streams.say(
            f"「{known.name}」の種類と交付率は分からないので、名称だけ書きました",
            f"the kinds and the rate of {known.name!r} are not known here: only its name was written",
        )
    starts = [read_kpi_start(kpi) for kpi in kpis]
    _refuse_taken_names([one.name for one in starts])
    for one in starts:
        if one.is_kind_assumed:
            streams.say(
                f"「{one.name}」は率（{one.unit}）なので、各年度に達する値（水準）としました。"
                f"増加分なら --kpi '{one.name}:{one.unit}:増加分'",
                f"{one.name!r} is a rate ({one.unit}), so taken for a value to reach in each year (level); "
                f"--kpi '{one.name}:{one.unit}:increment' where it is an increment",
            )
    is_id = re.fullmatch(ID_PATTERN, file.stem) is not None and file.stem.isprintable()
    start = Start(
        file.stem if is_id else "new-plan",
        () if years is None else read_year_range(years),
        starts,
        known,
    )
    return blank_plan(language, start)


def _refuse_taken_names(names: Sequence[str]) -> None:
    """Items of a ledger are told apart by their names: a plan in which they are not is refused later on."""
    from yport_cli.core.figures.item_names import folded_name
    from yport_cli.core.plan.item_titles import ITEM_TITLES

    taken = {folded_name(title) for item, titles in ITEM_TITLES.items() for title in (item, *titles)}
    for name in names:
        refuse_if(
            folded_name(name) in taken,
            f"--kpi の「{name}」は、ほかの指標か、実績台帳の項目と同じ名前です",
            f"the name {name!r} of --kpi is that of another KPI, or of an item of the ledger",
            Sentence("区別できる名前にしてください", "give a name that tells it apart"),
        )
        taken.add(folded_name(name))


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
