"""How an option is declared, and the options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from yport_cli.cli.language import help_text
from yport_cli.core.issues.sentence import Language


def option(
    name: str,
    ja: str,
    en: str,
    *,
    short: str | None = None,
    metavar: str | None = None,
    callback: Callable[..., Any] | None = None,
    show_default: bool = False,
    autocompletion: Callable[..., Any] | None = None,
) -> Any:
    """The option `name`, with its help in both languages."""
    return typer.Option(
        name,
        *(() if short is None else (short,)),
        metavar=metavar,
        callback=callback,
        help=help_text(ja, en),
        show_default=show_default,
        readable=False,
        autocompletion=autocompletion,
    )


def argument(metavar: str, ja: str, en: str, *, autocompletion: Callable[..., Any] | None = None) -> Any:
    """The argument that help pages call `metavar`, with its help in both languages."""
    # Whether a file can be read is seen where it is read, and said in our words.
    return typer.Argument(
        metavar=metavar,
        help=help_text(ja, en),
        show_default=False,
        readable=False,
        autocompletion=autocompletion,
    )


def file_or_stream(value: Path | None) -> Path | None:
    """The file to write; `-` is standard output, as if no file had been named."""
    return None if value == Path("-") else value


def output(ja: str, en: str) -> Any:
    """The option `-o`, with help of its own."""
    return option("--output", ja, en, short="-o", callback=file_or_stream)


OutputOption = Annotated[
    Path | None,
    output(
        "書き出すファイル。末尾（.json など）で書式が決まります", "File to write; its ending picks the format"
    ),
]

BY_SUFFIX = option("--format", "書式（既定: ファイルの末尾による）", "Format (default: by the file's ending)")
"""The option `--format` of commands that write files, above all."""

LangOption = Annotated[
    Language | None,
    option(
        "--lang",
        "表示の言語（既定: YPORT_LANG、ロケール、ja の順）",
        "Language (default: YPORT_LANG, the locale, ja)",
    ),
]

LedgerOption = Annotated[
    Path | None,
    option(
        "--ledger",
        "実績台帳（CSV、.xlsx）。既定は計画ファイルの隣の PLAN.ledger.csv",
        "Ledger (CSV, .xlsx); default: PLAN.ledger.csv beside the plan",
    ),
]

AsOfOption = Annotated[
    str | None,
    option(
        "--as-of",
        "基準日。これより後の行は除きます（既定: 台帳の最後の日付。日付のない行だけの年度はその末日）",
        "Leave out later rows (default: the ledger's last date, or the end of a year of rows without one)",
        metavar="DATE",
    ),
]

YearOption = Annotated[
    str | None,
    option(
        "--year",
        "年度の報告。その年度までの行を、KPIは年度末（3月31日）、お金は出納閉鎖（5月31日）で数えます",
        "Report of a fiscal year: rows up to it, KPIs as of its 31 March, money as of the 31 May after it",
        metavar="FY",
    ),
]

_PLAN = argument(
    "PLAN",
    "計画ファイル（- は標準入力）。省くと YPORT_PLAN、plans にただ一つの計画、同梱のY-PORT計画の順に選びます",
    "Plan file (- for standard input); default: YPORT_PLAN, the only plan in ./plans, the Y-PORT plan",
)
PlanArgument = Annotated[Path | None, _PLAN]
PlansArgument = Annotated[list[Path] | None, _PLAN]
