"""The plan and the ledger of a command; what is wrong with them is said on standard error."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import typer

from yport_cli.cli import streams
from yport_cli.cli.errors import complain
from yport_cli.cli.exit_status import ExitStatus
from yport_cli.core.figures.ledger import EMPTY, Ledger
from yport_cli.core.figures.outcome import Outcome, outcome
from yport_cli.core.issues.file_report import FileReport
from yport_cli.core.issues.issue import Issue, Refusal
from yport_cli.core.issues.sentence import Language, Sentence, counted, said
from yport_cli.core.plan.plan import Plan
from yport_cli.core.reading.fiscal_year import parse_date
from yport_cli.render.wording.safe_text import visible
from yport_cli.source.disk.names import ledger_beside
from yport_cli.source.plan.plan_loader import load_plan


def outcomes_of(
    paths: Sequence[Path],
    ledger: Path | None,
    as_of: str | None,
    language: Language,
    item: str | None = None,
) -> tuple[list[Outcome], int]:
    """The outcomes of the plans that have no errors, with the highest exit status of the others.

    Their ledgers hold the rows of `item`.

    One plan with errors does not hide the others: what is wrong with it is said, and the next one follows.
    """
    if as_of is not None:
        parse_date(as_of)  # a slip in the command is not a fault of each plan
    outcomes = []
    status = 0
    for path in paths:
        try:
            plan = sound_plan(path, language)
            actuals = sound_ledger(plan, ledger or ledger_beside(path), as_of, language, item)
            outcomes.append(outcome(plan, actuals))
        except typer.Exit as end:
            status = max(status, end.exit_code)
        except Refusal as problem:
            status = max(status, complain(problem))
    return outcomes, status


def sound_plan(path: Path, language: Language) -> Plan:
    """The plan in the file at `path`, its warnings said; with errors the command ends here."""
    loaded = load_plan(path)
    _say(loaded.report, language)
    if loaded.plan is None:
        raise typer.Exit(ExitStatus.FILE if loaded.report.unreadable else ExitStatus.FOUND)
    return loaded.plan


def sound_ledger(
    plan: Plan, path: Path | None, as_of: str | None, language: Language, item: str | None = None
) -> Ledger:
    """The ledger in the file at `path`, with the rows of `item`; empty where there is none.

    What is wrong with it is said; with errors the command ends here: raises `typer.Exit`.
    """
    return _loaded(plan, path, as_of, language, item=item)[0]


def checked_ledger(
    plan: Plan, path: Path | None, as_of: str | None, language: Language
) -> tuple[Ledger, Sequence[Issue]]:
    """As `sound_ledger`, with what the ledger has against the budget, which is said too."""
    ledger, issues = _loaded(plan, path, as_of, language, against_budget=True)
    _say(FileReport(str(path), tuple(issues)), language)
    return ledger, issues


def _loaded(
    plan: Plan,
    path: Path | None,
    as_of: str | None,
    language: Language,
    *,
    item: str | None = None,
    against_budget: bool = False,
) -> tuple[Ledger, Sequence[Issue]]:
    day: date | None = None if as_of is None else parse_date(as_of)
    if path is None:
        return EMPTY if day is None else Ledger(as_of=day), ()
    from yport_cli.source.ledger.ledger_loader import load_ledger

    loaded = load_ledger(plan, path, day, item=item, against_budget=against_budget)
    _say(loaded.report, language)
    if loaded.ledger is None:
        raise typer.Exit(ExitStatus.FILE if loaded.report.unreadable else ExitStatus.FOUND)
    if loaded.ledger.left_out:
        count = loaded.ledger.left_out
        sentence = Sentence(
            f"{path}: 基準日 {day} より後の{count:,}行を除きました",
            f"{path}: {counted(count, 'row', ',')} dated after {day} left out",
        )
        streams.comment(visible(said(sentence, language)) + "\n")
    return loaded.ledger, loaded.spending


def _say(report: FileReport, language: Language) -> None:
    if report.issues:
        from yport_cli.render.diagnostics.text import diagnostics_text

        streams.comment(diagnostics_text([report], language))
