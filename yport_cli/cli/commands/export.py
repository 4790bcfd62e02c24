"""`yport export`: plan and outcome as data for other programs."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from yport_cli.cli import plan_file, streams
from yport_cli.cli.commands.export_definition import DESCRIPTOR, definition
from yport_cli.cli.errors import LEDGER_OF_ONE_PLAN, refuse_if
from yport_cli.cli.formats import DATA, Data, DataFormat
from yport_cli.cli.inputs import cutoff_of, outcomes_of
from yport_cli.cli.language import help_text, language_for
from yport_cli.cli.options import (
    BY_SUFFIX,
    AsOfOption,
    LangOption,
    LedgerOption,
    PlansArgument,
    YearOption,
    option,
    output,
)
from yport_cli.cli.overwriting import refuse_to_overwrite_input
from yport_cli.cli.suffix import format_for
from yport_cli.core.figures.outcome import check_distinct
from yport_cli.render.data.data_package import DataFile

HELP = help_text(
    "計画と実績を、機械で読めるデータに書き出します（1行に項目・系列・年度ごとの値一つ）。隣にデータの定義 datapackage.json を置きます。",
    "Export plan and outcome as tidy data (one value per item, series and year), with datapackage.json "
    "beside it.",
)


def export(
    plans: PlansArgument = None,
    *,
    ledger: LedgerOption = None,
    as_of: AsOfOption = None,
    year: YearOption = None,
    out: Annotated[
        Path | None,
        output(
            "書き出すファイル（.csv、.xlsx、.json、.ndjson、.parquet、.journal、公式様式の .txt）。"
            "省くとCSVを標準出力に書きます。末尾のない名前は、都道府県別のParquetのフォルダー",
            "File to write (.csv, .xlsx, .json, .ndjson, .parquet, .journal, .txt in the official form); "
            "without it CSV to standard output; a name without an ending is a folder of Parquet, "
            "by prefecture",
        ),
    ] = None,
    format_: Annotated[DataFormat | None, BY_SUFFIX] = None,
    encoding: Annotated[
        Literal["utf-8-sig", "utf-8", "cp932"] | None,
        option("--encoding", "CSVの文字コード（既定: utf-8-sig）", "Encoding of CSV (default: utf-8-sig)"),
    ] = None,
    lang: LangOption = None,
) -> None:
    """Write the data, and beside them their definition."""
    language = language_for(lang)
    if out is not None and _is_dataset(out, format_):
        refuse_if(
            ledger is not None or encoding is not None,
            "フォルダーに書き出すときは --ledger・--encoding は使えません",
            "--ledger and --encoding do not go with a folder to write",
        )
        from yport_cli.cli.commands.export_dataset import export_dataset

        export_dataset(plans or [plan_file.default_plan()], cutoff_of(as_of, year), out)
        return
    paths = plan_file.wanted(plans)
    chosen = format_for(format_, out, DATA, "csv")
    refuse_to_overwrite_input([out], *paths, ledger)
    refuse_if(len(paths) > 1 and ledger is not None, *LEDGER_OF_ONE_PLAN)
    refuse_if(
        encoding is not None and chosen != "csv",
        "--encoding はCSVのときだけ使えます",
        "--encoding goes with CSV only",
    )
    refuse_if(
        out is not None and out.name == DESCRIPTOR,
        f"{DESCRIPTOR} はデータの定義の名前です。別の名前にしてください",
        f"{DESCRIPTOR} is the name of the definition; choose another",
    )
    refuse_if(
        DATA[chosen].binary and streams.screen(out).is_terminal,
        f"{chosen} は画面に表示できません。-o でファイルを指定してください",
        f"{chosen} cannot be shown on a screen; name a file with -o",
    )
    outcomes, status = outcomes_of(paths, ledger, cutoff_of(as_of, year))
    if status:
        raise typer.Exit(status)  # what is published is whole, or is not written
    check_distinct(outcomes)
    asked = Data(outcomes, language, encoding or "utf-8-sig")
    data = DATA[chosen].write(asked, streams.screen(out))
    if out is None:
        streams.write(data)
        return
    files = {out: data}
    if chosen not in ("hledger", "official") and (out.is_file() or not out.exists()):
        charset = None if DATA[chosen].binary else asked.encoding if chosen == "csv" else "utf-8"
        files |= definition(DataFile(out.name, data, chosen, charset), out, outcomes, language)
    streams.write_files(files)


def _is_dataset(out: Path, asked: DataFormat | None) -> bool:
    """Whether `out` is to be a folder of Parquet files: it has no ending, or is a folder already."""
    if asked is None and not out.suffix:
        return out.is_dir() or not out.exists()
    return out.is_dir() and format_for(asked, out, DATA, "csv") == "parquet"
