"""`yport diff`: what a plan amendment changes."""

from pathlib import Path
from typing import Annotated

import typer

from yport_cli.cli.answer import FormatOption, chosen_format, write_answer
from yport_cli.cli.errors import ExitStatus, refuse_if
from yport_cli.cli.formats import Answer
from yport_cli.cli.inputs import cutoff_of, sound_ledger, sound_plan
from yport_cli.cli.language import help_text, language_for
from yport_cli.cli.options import AsOfOption, LangOption, OutputOption, argument, option
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.plan.plan import Plan
from yport_cli.core.refusals.command_lines import USAGE

HELP = help_text(
    "二つの計画を比べ、計画変更で変わるKPI、年度、予算、期間を、文言と数値で示します。",
    "What a plan amendment changes: KPIs, years, budget, period, in words and figures.",
)


def diff(
    old: Annotated[
        Path | None,
        argument("OLD", "変更前の計画ファイル（- は標準入力）", "Plan file before (- for standard input)"),
    ] = None,
    new: Annotated[Path | None, argument("NEW", "変更後の計画ファイル", "Plan file after")] = None,
    *,
    ledger: Annotated[
        Path | None,
        option(
            "--ledger",
            "変更前の計画の実績台帳。両方の計画での達成率と不足を並べます",
            "Ledger of the old plan: rates and shortfalls under both plans, side by side",
        ),
    ] = None,
    as_of: AsOfOption = None,
    exit_code: Annotated[
        bool, option("--exit-code", "変更があれば終了コード1で終わります", "Exit 1 when anything has changed")
    ] = False,
    format_: FormatOption = None,
    out: OutputOption = None,
    lang: LangOption = None,
) -> None:
    """Show what changes from the old plan to the new one."""
    from yport_cli.core.figures.amendment import amendment
    from yport_cli.render.data.json_v1 import diff_object
    from yport_cli.render.pages.amendment import change_page, change_records

    language = language_for(lang)
    chosen = chosen_format(format_, out, old, new, ledger)
    if old is None or new is None:
        raise USAGE.refusal(
            Sentence(
                "変更前と変更後の計画ファイルを指定してください",
                "two plan files are needed, before and after",
            ),
            Sentence("例: yport diff old.yaml new.yaml", "for example: yport diff old.yaml new.yaml"),
        )
    refuse_if(
        str(old) == str(new) == "-",
        "標準入力から読めるのは一方だけです",
        "only one of the two can be standard input",
    )
    refuse_if(
        as_of is not None and ledger is None, "--as-of には --ledger が要ります", "--as-of needs --ledger"
    )
    before, after = _both(old, new)
    actuals = None if ledger is None else sound_ledger(before, ledger, cutoff_of(as_of))
    found = amendment(before, after, actuals)
    answer = Answer(
        page=lambda: change_page(found, language),
        json_object=lambda: diff_object(found),
        records=lambda: change_records(found, language),
    )
    write_answer(chosen, out, answer)
    if exit_code and found.changes:
        raise typer.Exit(ExitStatus.FOUND)


def _both(old: Path, new: Path) -> tuple[Plan, Plan]:
    """Both plans. Raises `typer.Exit` where one has errors, when what is wrong with both has been said."""
    plans, ends = [], []
    for path in (old, new):
        try:
            plans.append(sound_plan(path))
        except typer.Exit as end:
            ends.append(end)
    if ends:
        raise max(ends, key=lambda end: end.exit_code)
    return plans[0], plans[1]
