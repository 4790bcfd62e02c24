"""`yport diff`: what a plan amendment changes."""

import os
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from yport_cli.cli import streams
from yport_cli.cli.answer import FormatOption, chosen_format, write_answer
from yport_cli.cli.errors import ExitStatus, refuse_if
from yport_cli.cli.formats import Answer
from yport_cli.cli.inputs import cutoff_of, end_of, say_issues, say_left_out
from yport_cli.cli.language import help_text, language_for
from yport_cli.cli.options import AsOfOption, LangOption, OutputOption, argument, option
from yport_cli.cli.repository_names import names_below
from yport_cli.core.figures.ledger import Cutoff, Ledger
from yport_cli.core.issues.file_report import FileReport
from yport_cli.core.issues.issue import Refusal
from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.core.plan.plan import Plan
from yport_cli.core.refusals.command_lines import USAGE

HELP = help_text(
    "二つの計画を比べ、計画変更で変わるKPI、年度、予算、期間を、文言と数値で示します。",
    "What a plan amendment changes: KPIs, years, budget, period, in words and figures.",
)

_NO_FILE = ("/dev/null", os.devnull)


def diff(
    old: Annotated[
        Path | None,
        argument(
            "OLD",
            "変更前の計画ファイル（- は標準入力。空なら新しい計画）",
            "Plan file before (- for standard input; empty for a new plan)",
        ),
    ] = None,
    new: Annotated[
        Path | None,
        argument(
            "NEW",
            "変更後の計画ファイル（空ならなくなった計画）",
            "Plan file after (empty for one that is gone)",
        ),
    ] = None,
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
        bool,
        option(
            "--exit-code",
            "変更があれば終了コード1、比べられなければ3で終わります",
            "Exit 1 when anything has changed, 3 where the plans cannot be compared",
        ),
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
    read = _Read()
    before, after = read.plan(old), read.plan(new)
    refuse_if(
        before is after is None and not read.failed,
        "どちらも空なので、比べる計画がありません",
        "both are empty: there is no plan to compare",
    )
    actuals = None
    if ledger is not None and before is not None and after is not None:
        actuals = read.ledger(before, ledger, cutoff_of(as_of))
    elif ledger is not None and not read.failed:
        streams.say(
            "計画が一方だけなので、--ledger は使いません", "there is only one plan: --ledger is not used"
        )
    if read.failed:
        if chosen == "json":
            from yport_cli.render.formats.json import json_text

            streams.write(json_text(diff_object(None, read.files(language))), out)
        status = max(end_of(report).exit_code for report in read.reports if not report.valid)
        raise typer.Exit(ExitStatus.FILE if exit_code else status)
    found = amendment(before, after, actuals)
    answer = Answer(
        page=lambda: change_page(found, language),
        json_object=lambda: diff_object(found, read.files(language)),
        records=lambda: change_records(found, language),
    )
    write_answer(chosen, out, answer)
    if exit_code and found.changes:
        raise typer.Exit(ExitStatus.FOUND)


class _Read:
    """What has been read, and what is wrong with it, which is said."""

    def __init__(self) -> None:
        self.reports: list[FileReport] = []

    @property
    def failed(self) -> bool:
        """Whether there is nothing to compare."""
        return not all(report.valid for report in self.reports)

    def plan(self, path: Path) -> Plan | None:
        """The plan at `path`; `None` where it has errors, and for an empty file, which is no plan."""
        from yport_cli.source.disk.file import read_file, unread
        from yport_cli.source.plan.plan_loader import plan_of_file

        if path.as_posix().lower() in _NO_FILE:
            return None
        try:
            data = read_file(path)
        except Refusal as problem:
            self._keep(unread(str(path), problem))
            return None
        if not data:
            streams.say(
                f"{path} は空です。計画がないものとして比べます",
                f"{path} is empty: the plans are compared as if there were none",
            )
            return None
        loaded = plan_of_file(data, str(path))
        self._keep(loaded.report)
        return loaded.plan

    def ledger(self, plan: Plan, path: Path, cutoff: Cutoff) -> Ledger | None:
        """The ledger at `path`; `None` where it has errors."""
        from yport_cli.source.ledger.ledger_loader import load_ledger

        loaded = load_ledger(plan, path, cutoff)
        self._keep(loaded.report)
        if loaded.ledger is not None:
            say_left_out(plan, str(path), loaded.ledger, cutoff)
        return loaded.ledger

    def files(self, language: Language) -> list[dict[str, Any]]:
        """What is wrong with each file, under the name by which machines know it."""
        from yport_cli.render.diagnostics.validate_json import file_object

        name_of = names_below(None)
        return [file_object(replace(report, path=name_of(report.path)), language) for report in self.reports]

    def _keep(self, report: FileReport) -> None:
        say_issues(report)
        self.reports.append(report)
