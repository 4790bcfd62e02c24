"""The plan and the ledger of a command; what is wrong with them is said on standard error."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import typer

from yport_cli.cli import streams
from yport_cli.cli.errors import ExitStatus, report_error
from yport_cli.core.checks.spending import check_budget
from yport_cli.core.figures.ledger import EMPTY, Ledger
from yport_cli.core.figures.outcome import Outcome, outcome
from yport_cli.core.issues.file_report import FileReport
from yport_cli.core.issues.issue import Issue, Refusal
from yport_cli.core.issues.sentence import Language, Sentence, counted
from yport_cli.core.plan.plan import Plan
from yport_cli.core.reading.fiscal_year import parse_date
from yport_cli.source.disk.names import ledger_beside
from yport_cli.source.plan.plan_loader import load_plan


def outcomes_of(
    paths: Sequence[Path], ledger: Path | None, as_of: str | None, language: Language
) -> tuple[list[Outcome], int]:
    """The outcomes of the plans that have no errors, with the highest exit status of the others.

    One plan with errors does not hide the others: what is wrong with it is said, and the next one follows.
    """
    if as_of is not None:
        parse_date(as_of)  # a slip in the command is not a fault of each plan
    outcomes = []
    status = 0
    for path in paths:
        try:
            outcomes.append(outcome_of(path, ledger, as_of, language))
        except typer.Exit as end:
            status = max(status, end.exit_code)
        except Refusal as refusal:
            status = max(status, report_error(refusal))
    return outcomes, status


def outcome_of(path: Path, ledger: Path | None, as_of: str | None, language: Language) -> Outcome:
    """The outcome of the plan at `path` with its ledger. Raises as `plan_and_ledger` does."""
    return outcome(*plan_and_ledger(path, ledger, as_of, language))


def plan_and_ledger(
    path: Path, ledger: Path | None, as_of: str | None, language: Language
) -> tuple[Plan, Ledger]:
    """The plan at `path` with the ledger named, or the one beside it. Raises `typer.Exit` where one has errors."""
    plan = sound_plan(path, language)
    return plan, sound_ledger(plan, ledger or ledger_beside(path), as_of, language)


def sound_plan(path: Path, language: Language) -> Plan:
    """The plan in the file at `path`; what is wrong with it is said.

    Raises `typer.Exit` where it has errors: with the status FOUND, or FILE where the file cannot be read.
    """
    loaded = load_plan(path)
    _say(loaded.report, language)
    if loaded.plan is None:
        raise typer.Exit(ExitStatus.FILE if loaded.report.unreadable else ExitStatus.FOUND)
    return loaded.plan


def sound_ledger(plan: Plan, path: Path | None, as_of: str | None, language: Language) -> Ledger:
    """The ledger in the file at `path`, or an empty one for `None`; what is wrong with it is said.

    Raises `typer.Exit` where it has errors: with the status FOUND, or FILE where the file cannot be read. Raises
    `Refusal` for an `as_of` that is no date, and where an extra is missing to read the file.
    """
    day: date | None = None if as_of is None else parse_date(as_of)
    if path is None:
        return EMPTY if day is None else Ledger(as_of=day)
    from yport_cli.source.ledger.ledger_loader import load_ledger

    loaded = load_ledger(plan, path, day)
    _say(loaded.report, language)
    if loaded.ledger is None:
        raise typer.Exit(ExitStatus.FILE if loaded.report.unreadable else ExitStatus.FOUND)
    if loaded.ledger.left_out:
        count = loaded.ledger.left_out
        streams.say(
            Sentence(
                f"{path}: 基準日 {day} より後の{count:,}行を除きました",
                f"{path}: {counted(count, 'row', ',')} dated after {day} left out",
            )
        )
    return loaded.ledger


def budget_issues(plan: Plan, ledger: Ledger, path: Path | None, language: Language) -> list[Issue]:
    """What the ledger at `path` has against the budget, each at its row; it is said on standard error too."""
    findings = list(check_budget(plan, ledger))
    if not findings or path is None:
        return []
    from yport_cli.source.ledger.overspending import located_findings

    issues = located_findings(plan, ledger, path, findings)
    _say(FileReport(str(path), tuple(issues)), language)
    return issues


def _say(report: FileReport, language: Language) -> None:
    if report.issues:
        from yport_cli.render.diagnostics.text import diagnostics_text

        streams.comment(diagnostics_text([report], language))
