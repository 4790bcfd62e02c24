"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from yport_cli.cli.language import Lang, help_text

LangOption = Annotated[
    Lang | None,
    typer.Option(
        "--lang",
        help=help_text(
            "表示の言語（既定: YPORT_LANG、ロケール、ja の順）",
            "Language (default: YPORT_LANG, the locale, ja)",
        ),
        show_default=False,
    ),
]

LedgerOption = Annotated[
    Path | None,
    typer.Option(
        "--ledger",
        help=help_text(
            "実績台帳（CSV、.xlsx）。既定は計画ファイルの隣の PLAN.ledger.csv",
            "Ledger (CSV, .xlsx); default: PLAN.ledger.csv beside the plan",
        ),
        show_default=False,
    ),
]

AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help=help_text(
            "基準日。これより後の行は除きます（既定: 台帳の最後の日付）",
            "Leave out later rows (default: the ledger's last date)",
        ),
        show_default=False,
    ),
]


def file_or_stream(value: Path | None) -> Path | None:
    """The file to write; `-` is standard output, as if no file had been named."""
    return None if value == Path("-") else value


OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        callback=file_or_stream,
        help=help_text(
            "書き出すファイル。末尾（.json など）で書式が決まります",
            "File to write; its ending picks the format",
        ),
        show_default=False,
    ),
]

ForceOption = Annotated[
    bool,
    typer.Option(
        "--force",
        help=help_text(
            "--form のとき、すでにあるファイルも置き換えます",
            "With --form, replace a file that exists already",
        ),
    ),
]

_WHICH = help_text(
    "計画ファイル（- は標準入力）。省くと YPORT_PLAN、plans にただ一つの計画、同梱のY-PORT計画の順に選びます",
    "Plan file (- for standard input); default: YPORT_PLAN, the only plan in ./plans, the Y-PORT plan",
)
PlanArgument = Annotated[Path | None, typer.Argument(metavar="PLAN", help=_WHICH, show_default=False)]
PlansArgument = Annotated[list[Path] | None, typer.Argument(metavar="PLAN", help=_WHICH, show_default=False)]
