"""`yport export`: plan and outcome as data for other programs."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from yport_cli.cli import plan_file, streams
from yport_cli.cli.commands.export_definition import DESCRIPTOR, resources_beside
from yport_cli.cli.inputs import outcomes_of
from yport_cli.cli.language import help_text, language_for
from yport_cli.cli.options import (
    AsOfOption,
    LangOption,
    LedgerOption,
    PlansArgument,
    file_or_stream,
)
from yport_cli.cli.overwriting import refuse_to_overwrite_input
from yport_cli.cli.suffix import format_from_suffix
from yport_cli.core.figures.outcome import Outcome, check_distinct, last_as_of
from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.core.refusals.command_lines import USAGE
from yport_cli.render.data.data_package import DataFile

HELP = help_text(
    "計画と実績を、機械で読めるデータに書き出します（1行に項目・系列・年度ごとの値一つ）。隣にデータの定義 datapackage.json を置きます。",
    "Export plan and outcome as tidy data (one value per item, series and year), with datapackage.json beside it.",
)


class ExportFormat(StrEnum):
    """The formats of exported data."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"
    NDJSON = "ndjson"
    PARQUET = "parquet"
    HLEDGER = "hledger"


class Encoding(StrEnum):
    """The encodings of a CSV file."""

    UTF_8_SIG = "utf-8-sig"
    UTF_8 = "utf-8"
    CP932 = "cp932"


_SUFFIXES = {
    ".csv": ExportFormat.CSV,
    ".xlsx": ExportFormat.XLSX,
    ".json": ExportFormat.JSON,
    ".ndjson": ExportFormat.NDJSON,
    ".jsonl": ExportFormat.NDJSON,
    ".parquet": ExportFormat.PARQUET,
    ".journal": ExportFormat.HLEDGER,
    ".hledger": ExportFormat.HLEDGER,
}
_BINARY = (ExportFormat.XLSX, ExportFormat.PARQUET)


def export(
    plans: PlansArgument = None,
    *,
    ledger: LedgerOption = None,
    as_of: AsOfOption = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            callback=file_or_stream,
            help=help_text(
                "書き出すファイル（.csv、.xlsx、.json、.ndjson、.parquet、.journal）。省くとCSVを標準出力に書きます",
                "File to write (.csv, .xlsx, .json, .ndjson, .parquet, .journal); without it CSV to standard output",
            ),
            show_default=False,
        ),
    ] = None,
    format_: Annotated[
        ExportFormat | None,
        typer.Option(
            "--format",
            help=help_text("書式（既定: ファイルの末尾による）", "Format (default: by the file's ending)"),
            show_default=False,
        ),
    ] = None,
    encoding: Annotated[
        Encoding | None,
        typer.Option(
            "--encoding",
            help=help_text("CSVの文字コード（既定: utf-8-sig）", "Encoding of CSV (default: utf-8-sig)"),
            show_default=False,
        ),
    ] = None,
    lang: LangOption = None,
) -> None:
    """Write the data, and beside them their definition."""
    language = language_for(lang)
    paths = plan_file.wanted(plans)
    chosen = _format(format_, out)
    refuse_to_overwrite_input([out], *paths, ledger)
    _check(chosen, out, ledger, encoding, len(paths))
    outcomes, status = outcomes_of(paths, ledger, as_of, language)
    if status:
        raise typer.Exit(status)  # what is published is whole, or is not written
    check_distinct(outcomes)
    data = _data(outcomes, chosen, out, encoding or Encoding.UTF_8_SIG, language)
    if out is None:
        streams.write(data)
        return
    files = {out: data}
    if chosen is not ExportFormat.HLEDGER and (out.is_file() or not out.exists()):
        file = DataFile(out.name, data, chosen, _charset(chosen, encoding))
        files |= _definition(file, out, outcomes, language)
    streams.write_files(files)


def _format(asked: ExportFormat | None, out: Path | None) -> ExportFormat:
    if asked is not None:
        return asked
    if out is None:
        return ExportFormat.CSV
    return format_from_suffix(out, _SUFFIXES)


def _check(
    chosen: ExportFormat, out: Path | None, ledger: Path | None, encoding: Encoding | None, plans: int
) -> None:
    """Refuse options that do not go together."""
    problem = None
    if ledger is not None and plans > 1:
        problem = Sentence("--ledger は計画が一つのときだけ使えます", "--ledger goes with one plan only")
    elif encoding is not None and chosen is not ExportFormat.CSV:
        problem = Sentence("--encoding はCSVのときだけ使えます", "--encoding goes with CSV only")
    elif out is not None and out.name == DESCRIPTOR:
        problem = Sentence(
            f"{DESCRIPTOR} はデータの定義の名前です。別の名前にしてください",
            f"{DESCRIPTOR} is the name of the definition; choose another",
        )
    elif out is None and chosen in _BINARY and streams.is_terminal():
        problem = Sentence(
            f"{chosen} は画面に表示できません。-o でファイルを指定してください",
            f"{chosen} cannot be shown on a screen; name a file with -o",
        )
    if problem is not None:
        raise USAGE.refusal(problem)


def _data(
    outcomes: list[Outcome], chosen: ExportFormat, out: Path | None, encoding: Encoding, language: Language
) -> bytes:
    if chosen is ExportFormat.HLEDGER:
        from yport_cli.render.formats.hledger import journal_text

        return journal_text(outcomes, language).encode()
    from yport_cli.render.data.tidy import tidy_records

    records = tidy_records(outcomes)
    if chosen is ExportFormat.CSV:
        from yport_cli.render.formats.csv import csv_bytes, harmless

        return csv_bytes(harmless(records) if streams.is_shown(out) else records, encoding)
    if chosen is ExportFormat.PARQUET:
        from yport_cli.render.formats.parquet import parquet_bytes

        return parquet_bytes(records)
    if chosen is ExportFormat.XLSX:
        from yport_cli.render.formats.xlsx.data_sheet import data_workbook

        return data_workbook(records, language, last_as_of(outcomes))
    from yport_cli.render.data.json_v1 import answer_object
    from yport_cli.render.formats.json import OnePerLine, json_line, json_text

    if chosen is ExportFormat.NDJSON:
        return "".join(f"{json_line(row)}\n" for row in records.objects()).encode()
    return json_text({**answer_object("export"), "rows": OnePerLine(records.objects())}).encode()


def _definition(file: DataFile, out: Path, outcomes: list[Outcome], language: Language) -> dict[Path, bytes]:
    """The definition to write beside `out`, with what it says of other files; none over another program's."""
    from yport_cli.render.data.data_package import package_of, resource_of
    from yport_cli.render.formats.json import json_text

    beside = out.with_name(DESCRIPTOR)
    others = resources_beside(out)
    if others is None:
        streams.say(
            Sentence(
                f"{beside} はこのプログラムのデータの定義ではないので、そのまま残します",
                f"{beside} is no definition by this program, so it is left as it is",
            )
        )
        return {}
    package = package_of([resource_of(file, outcomes, language), *others], language)
    return {beside: json_text(package).encode()}


def _charset(chosen: ExportFormat, encoding: Encoding | None) -> str | None:
    if chosen is ExportFormat.CSV:
        return encoding or Encoding.UTF_8_SIG
    return None if chosen in _BINARY else "utf-8"
