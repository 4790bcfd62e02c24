"""The plan and the ledger of a command; what is wrong with them is said on standard error."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import typer

from yport_cli.cli import streams
from yport_cli.cli.errors import ExitStatus, report_error
from yport_cli.cli.language import language_of_call
from yport_cli.core.figures.ledger import EMPTY, Ledger
from yport_cli.core.figures.outcome import Outcome, outcome
from yport_cli.core.issues.file_report import FileReport
from yport_cli.core.issues.issue import Issue, Refusal
from yport_cli.core.issues.sentence import counted
from yport_cli.core.plan.plan import Plan
from yport_cli.core.reading.fiscal_year import parse_date
from yport_cli.source.disk.names import ledger_beside
from yport_cli.source.plan.plan_loader import load_plan


def outcomes_of(
    paths: Sequence[Path], ledger: Path | None, as_of: str | None, item: str | None = None
) -> tuple[list[Outcome], int]:
    """The outcomes of the plans without errors, and the highest exit status that the others ask for.

    A plan with errors hides no other: what is wrong with it is said, and the next one follows. The ledgers
    hold the rows of `item`. Raises `Refusal` where `as_of` is no date.
    """
    if as_of is not None:
        parse_date(as_of)  # a slip in the command is not a fault of each plan
    outcomes = []
    status = 0
    for path in paths:
        try:
            outcomes.append(outcome_of(path, ledger, as_of, item))
        except typer.Exit as end:
            status = max(status, end.exit_code)
        except Refusal as refusal:
            status = max(status, report_error(refusal))
    return outcomes, status


def outcome_of(path: Path, ledger: Path | None, as_of: str | None, item: str | None = None) -> Outcome:
    """The outcome of the plan at `path` with its ledger. Raises as `plan_and_ledger` does."""
    return outcome(*plan_and_ledger(path, ledger, as_of, item))


def plan_and_ledger(
    path: Path, ledger: Path | None, as_of: str | None, item: str | None = None
) -> tuple[Plan, Ledger]:
    """The plan at `path`, and `ledger` or the one beside the plan.

    Raises as `sound_plan` and `sound_ledger` do.
    """
    plan = sound_plan(path)
    return plan, sound_ledger(plan, ledger or ledger_beside(path), as_of, item)


def sound_plan(path: Path) -> Plan:
    """The plan in the file at `path`; its warnings are said.

    Raises `typer.Exit` where it has errors, which are said too: with the status FOUND, or FILE where the file
    cannot be read.
    """
    loaded = load_plan(path)
    say_issues(loaded.report)
    if loaded.plan is None:
        raise end_of(loaded.report)
    return loaded.plan


def sound_ledger(plan: Plan, path: Path | None, as_of: str | None, item: str | None = None) -> Ledger:
    """The ledger in the file at `path`, without rows after `as_of`; an empty one where there is no file.

    It holds the rows of `item`. Raises `typer.Exit` as `sound_plan` does, and `Refusal` where `as_of` is no
    date or an extra is missing.
    """
    return checked_ledger(plan, path, as_of, item, against_budget=False)[0]


def checked_ledger(
    plan: Plan, path: Path | None, as_of: str | None, item: str | None = None, *, against_budget: bool = True
) -> tuple[Ledger, Sequence[Issue]]:
    """As `sound_ledger`, with what it has `against_budget`, which is said too."""
    day: date | None = None if as_of is None else parse_date(as_of)
    if path is None:
        return EMPTY if day is None else Ledger(as_of=day), ()
    from yport_cli.source.ledger.ledger_loader import load_ledger

    loaded = load_ledger(plan, path, day, item=item, against_budget=against_budget)
    say_issues(loaded.report)
    if loaded.ledger is None:
        raise end_of(loaded.report)
    if count := loaded.ledger.left_out:
        streams.say(
            f"{path}: 基準日 {day} より後の{count:,}行を除きました",
            f"{path}: {counted(count, 'row', ',')} dated after {day} left out",
        )
    say_issues(FileReport(str(path), tuple(loaded.spending)))
    return loaded.ledger, loaded.spending


def say_issues(report: FileReport) -> None:
    """Say what is wrong with one file, on standard error."""
    if report.issues:
        from yport_cli.render.diagnostics.text import text_lines

        streams.comment("".join(text_lines([report], language_of_call())))


def end_of(report: FileReport) -> typer.Exit:
    """What a command raises that cannot go on with this file.

    The exit status is FOUND, or FILE if it is unreadable.
    """
    return typer.Exit(ExitStatus.FILE if report.unreadable else ExitStatus.FOUND)
