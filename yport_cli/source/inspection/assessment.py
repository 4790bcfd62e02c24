"""A plan file with the ledger beside it, from the files to the outcome."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from yport_cli.core.figures.item_names import item_called
from yport_cli.core.figures.ledger import Cutoff, Ledger, roll_up
from yport_cli.core.figures.outcome import Outcome, outcome
from yport_cli.core.issues.file_report import FileReport
from yport_cli.core.issues.issue import Refusal
from yport_cli.core.plan.plan import Plan
from yport_cli.source.disk.file import unread
from yport_cli.source.disk.names import ledger_beside
from yport_cli.source.plan.plan_loader import load_plan


@dataclass(frozen=True, slots=True)
class Assessment:
    """What is known of one plan: its outcome, unless the plan or its ledger has errors."""

    path: Path
    plan: Plan | None
    """`None` where the plan file has errors or cannot be read."""
    ledger: Ledger | None
    """Empty where there is no ledger; `None` where it has errors, or the plan has."""
    outcome: Outcome | None
    reports: tuple[FileReport, ...]
    """What was found in the plan file and in the ledger, warnings too."""
    overspending: FileReport | None = None
    """What the ledger has against the budget; only where that was asked for."""


def assess(
    plan: Path | str,
    ledger: Path | str | None = None,
    *,
    as_of: date | None = None,
    year: int | None = None,
    item: str | None = None,
    against_budget: bool = False,
) -> Assessment:
    """The outcome of the plan file `plan` with `ledger`, or with the one that lies beside the plan.

    Rows after `as_of`, or of fiscal years after `year`, are left out. `item`, by any of its names, keeps the
    rows of one; `against_budget` asks for what the ledger has against the budget.

    Nothing is raised: what is wrong with the files, or missing to read them, stands in the reports.
    """
    path = Path(plan)
    loaded = load_plan(path)
    if loaded.plan is None:
        return Assessment(path, None, None, None, (loaded.report,))
    cutoff = Cutoff(as_of, year)
    place = ledger_beside(path) if ledger is None else Path(ledger)
    if place is None:
        actuals = roll_up(loaded.plan, (), cutoff)
        return Assessment(path, loaded.plan, actuals, outcome(loaded.plan, actuals), (loaded.report,))
    from yport_cli.source.ledger.ledger_loader import load_ledger  # many plans have no ledger yet

    named = None if item is None else item_called(loaded.plan, item)
    try:
        found = load_ledger(loaded.plan, place, cutoff, item=named, against_budget=against_budget)
    except Refusal as problem:  # an extra is not installed
        return Assessment(path, loaded.plan, None, None, (loaded.report, unread(str(place), problem)))
    return Assessment(
        path,
        loaded.plan,
        found.ledger,
        None if found.ledger is None else outcome(loaded.plan, found.ledger),
        (loaded.report, found.report),
        FileReport(str(place), found.spending) if found.spending else None,
    )
